"""The narrator in English."""

from __future__ import annotations

from podcast.narration.phrasebook import Phrasebook


class English(Phrasebook):
    """English sentences."""

    opening_title = "Opening"
    closing_title = "End of the episode"
    contents_title = "Chapters"
    narrator = "Narrator"
    somebody = "Somebody"

    unnamed = "speaker {}"
    wordless = "{}, without a word"

    led_by = "A debate led by {}."
    with_one = "With {}."
    take_part = "There are {} guests. {}"
    also_heard = "You will also hear {}."
    heard = "You will hear {}."
    people = "{} people"
    others = "{} other people"
    lasts = "This episode, read by synthetic voices, lasts {}."
    lasts_in_chapters = "This episode, read by synthetic voices, lasts {}, in {} chapters."
    part_synthetic = "This episode is read by synthetic voices."
    that_was = "That was: {}"
    the_end = "This is the end of the episode."
    you_heard = "You heard {}."
    file_comment = "A debate read by {} from its transcript."
    title_form = "{}: {}"
    quoted = "“{}”"
    speaker_in = "{}, in “{}”: {}, {}."
    speaker_alone = "{}{}: {}, {}."
    theme_in = "{}. A theme of “{}”: {}, {}."
    theme_alone = "{}{}: {}, {}."
    a_question = "Question to {}"
    an_answer = "Answer to {}"
    landmarks = "Some landmarks."
    in_order = "In this episode."
    at_start = "First, "
    at = "At {}, "

    and_ = "and"
    semicolon = "; "
    small_numbers = tuple(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
    voices = ("a synthetic voice", "{} synthetic voices")
    interventions = ("one turn to speak", "{} turns to speak")
    passages = ("one passage", "{} passages")

    under_a_minute = "less than a minute"
    minutes = ("one minute", "{} minutes")
    quarters = ("a quarter of an hour", "half an hour", "three quarters of an hour")
    hour = ("one hour", "{} hours")
    and_quarters = ("", " and a quarter", " and a half", " and three quarters")
    about = "about {}"
    over = "a little over {}"
    under = "a little under {}"
    vowels = ((" one hour", " an hour"),)
    of_days = "{}"
    of_a_day = "{}"

    def group(self, name: str) -> str:
        """Return "the audience" for "Audience"."""
        return f"the {name[:1].lower()}{name[1:]}"


PHRASEBOOK = English()

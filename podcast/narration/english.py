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

    led_by = "A debate led by {}."
    with_one = "With {}."
    take_part = "There are {} guests. {}"
    also_heard = "You will also hear {}."
    heard = "You will hear {}."
    others = "{} other people"
    lasts = "This episode lasts {}."
    chapter_a_turn = "It has {} chapters, one for each turn to speak."
    chapters = "It has {} chapters, which follow the exchanges."
    synthetic = "It is read by synthetic voices."
    part_synthetic = "This episode is read by synthetic voices."
    that_was = "That was: {}"
    you_heard = "You heard {}."
    file_comment = "A debate read by {} from its transcript."
    title_form = "{}: {}"
    speaker_in = "{}, in “{}”: {}, {}."
    theme_in = "{}. A theme of “{}”: {}, {}."
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

    def duration(self, minutes: int) -> str:
        """Return a duration in words: "about an hour and 15 minutes"."""
        hours, rest = divmod(minutes, 60)
        if not hours:
            return "about one minute" if rest == 1 else f"about {rest} minutes"
        start = "about an hour" if hours == 1 else f"about {hours} hours"
        return f"{start} and {rest} minutes" if rest else start

    def moment(self, minutes: int) -> str:
        """Return a time of the episode in words: "one hour and 5 minutes"."""
        hours, rest = divmod(minutes, 60)
        parts = [f"{hours} hours" if hours > 1 else "one hour"] if hours else []
        parts += [f"{rest} minutes" if rest > 1 else "one minute"] if rest else []
        return " and ".join(parts)


PHRASEBOOK = English()

"""The narrator in English."""

from __future__ import annotations

from podcast.narration.common import as_apposition, rounded_minutes, sentence
from podcast.narration.phrasebook import Participant, Programme
from podcast.timecode import Milliseconds


class English:
    """English sentences."""

    opening_title = "Opening"
    closing_title = "End of the episode"
    contents_title = "Chapters"

    def comment(self, voices: int) -> str:
        """Voices are synthetic: whoever finds the file must be able to know."""
        count = "a synthetic voice" if voices == 1 else f"{voices} synthetic voices"
        return f"A debate read by {count} from its transcript."

    def opening(self, programme: Programme) -> tuple[str, ...]:
        """Title and event; who takes part; how long, and how it is divided."""
        head = sentence(programme.title)
        if programme.event:
            head += f" {sentence(programme.event)}"
        if programme.date:
            head += f" {sentence(programme.date[:1].upper() + programme.date[1:])}"
        paragraphs = [head, *_people(programme)]
        divided = (
            f"It has {programme.chapters} chapters, "
            + (
                "one for each turn to speak."
                if programme.chapters == programme.turns
                else "which follow the exchanges."
            )
            if programme.chapters > 1
            else ""
        )
        paragraphs.append(
            f"This episode lasts {_duration(programme.length)}. {divided} "
            "It is read by synthetic voices."
        )
        return tuple(" ".join(paragraph.split()) for paragraph in paragraphs)

    def closing(self, programme: Programme) -> tuple[str, ...]:
        """The title once more, so that a listener who dozed off knows what ended."""
        heard = [person.name for person in programme.moderators + programme.guests]
        heard += [person.name for person in programme.others]
        voices = f" You heard {_list(heard)}." if 1 < len(heard) <= 12 else ""
        return (f"That was: {sentence(programme.title)}{voices}",)

    def announce(self, participant: Participant) -> str:
        """The name, and the role where one is given."""
        if participant.role:
            return f"{participant.name}, {as_apposition(participant.role)}."
        return f"{participant.name}."

    def chapter_title(self, speaker: str, topic: str | None) -> str:
        """ "Ada Lovelace: the analytical engine"."""
        return f"{speaker}: {topic}" if topic else speaker

    def numbered(self, title: str, number: int) -> str:
        """ "Ada Lovelace (2)"."""
        return f"{title} ({number})"


def _people(programme: Programme) -> list[str]:
    paragraphs = []
    if programme.moderators:
        paragraphs.append(
            f"A debate led by {_list([_introduced(person) for person in programme.moderators])}."
        )
    if len(programme.guests) == 1:
        paragraphs.append(f"With {_introduced(programme.guests[0])}.")
    elif programme.guests:
        # One sentence each: a list of long roles told in one breath cannot be followed.
        introduced = " ".join(f"{_introduced(person)}." for person in programme.guests)
        paragraphs.append(f"{_count(len(programme.guests))} people take part. {introduced}")
    if programme.others:
        names = _list([person.name for person in programme.others])
        if len(programme.others) > 12:
            names = f"{len(programme.others)} other people"
        paragraphs.append(
            f"You will also hear {names}."
            if programme.guests or programme.moderators
            else f"You will hear {names}."
        )
    return paragraphs


def _introduced(person: Participant) -> str:
    return f"{person.name}, {as_apposition(person.role)}" if person.role else person.name


def _list(items: list[str]) -> str:
    if len(items) == 1:
        return items[0]
    comma = "; " if any("," in item for item in items) else ", "
    return f"{comma.join(items[:-1])} and {items[-1]}"


_NUMBERS = """Zero One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve""".split()


def _count(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _duration(length: Milliseconds) -> str:
    hours, minutes = divmod(rounded_minutes(length), 60)
    if not hours:
        return "about one minute" if minutes == 1 else f"about {minutes} minutes"
    start = "about an hour" if hours == 1 else f"about {hours} hours"
    if not minutes:
        return start
    if minutes == 30:
        return "about an hour and a half" if hours == 1 else f"about {hours} and a half hours"
    return f"{start} and {minutes} minutes"


PHRASEBOOK = English()

"""The narrator in French."""

from __future__ import annotations

from podcast.narration.common import as_apposition, rounded_minutes, sentence
from podcast.narration.phrasebook import Participant, Programme
from podcast.timecode import Milliseconds


class French:
    """French sentences; the typography is French too (a space before the colon)."""

    opening_title = "Ouverture"
    closing_title = "Fin de l'épisode"
    contents_title = "Chapitres"

    def comment(self, voices: int) -> str:
        """Voices are synthetic: whoever finds the file must be able to know."""
        count = "une voix" if voices == 1 else f"{voices} voix"
        return f"Débat lu par {count} de synthèse, à partir de sa transcription."

    def opening(self, programme: Programme) -> tuple[str, ...]:
        """Title and event; who takes part; how long, and how it is divided."""
        head = sentence(programme.title)
        if programme.event:
            head += f" {sentence(programme.event)}"
        if programme.date:
            head += f" {sentence(programme.date[:1].upper() + programme.date[1:])}"
        paragraphs = [head, *_people(programme)]
        divided = (
            f"Il est divisé en {programme.chapters} chapitres, "
            + (
                "un par prise de parole."
                if programme.chapters == programme.turns
                else "qui suivent les échanges."
            )
            if programme.chapters > 1
            else ""
        )
        paragraphs.append(
            f"Cet épisode dure {_duration(programme.length)}. {divided} "
            "Il est lu par des voix de synthèse.".replace("  ", " ")
        )
        return tuple(" ".join(paragraph.split()) for paragraph in paragraphs)

    def closing(self, programme: Programme) -> tuple[str, ...]:
        """The title once more, so that a listener who dozed off knows what ended."""
        heard = [person.name for person in programme.moderators + programme.guests]
        heard += [person.name for person in programme.others]
        voices = f" Vous avez entendu {_list(heard)}." if 1 < len(heard) <= 12 else ""
        return (f"C'était : {sentence(programme.title)}{voices}",)

    def announce(self, participant: Participant) -> str:
        """The name, and the role where one is given."""
        if participant.role:
            return f"{participant.name}, {as_apposition(participant.role)}."
        return f"{participant.name}."

    def chapter_title(self, speaker: str, topic: str | None) -> str:
        """ "Alix Durand : cybersécurité de l'IA"."""
        return f"{speaker} : {topic}" if topic else speaker

    def numbered(self, title: str, number: int) -> str:
        """ "Alix Durand (2)"."""
        return f"{title} ({number})"


def _people(programme: Programme) -> list[str]:
    paragraphs = []
    if programme.moderators:
        paragraphs.append(
            f"Un débat animé par {_list([_introduced(person) for person in programme.moderators])}."
        )
    if len(programme.guests) == 1:
        paragraphs.append(f"Avec {_introduced(programme.guests[0])}.")
    elif programme.guests:
        # One sentence each: a list of long roles told in one breath cannot be followed.
        introduced = " ".join(f"{_introduced(person)}." for person in programme.guests)
        paragraphs.append(
            f"Y prennent part {_count(len(programme.guests))} personnes. {introduced}"
        )
    if programme.others:
        names = _list([person.name for person in programme.others])
        if len(programme.others) > 12:
            names = f"{len(programme.others)} autres personnes"
        paragraphs.append(
            f"On y entend aussi {names}."
            if programme.guests or programme.moderators
            else f"On y entend {names}."
        )
    return paragraphs


def _introduced(person: Participant) -> str:
    return f"{person.name}, {as_apposition(person.role)}" if person.role else person.name


def _list(items: list[str]) -> str:
    if len(items) == 1:
        return items[0]
    # Roles hold commas of their own: semicolons keep one person apart from the next.
    comma = " ; " if any("," in item for item in items) else ", "
    return f"{comma.join(items[:-1])} et {items[-1]}"


_NUMBERS = """zéro une deux trois quatre cinq six sept huit neuf dix onze douze""".split()


def _count(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _duration(length: Milliseconds) -> str:
    hours, minutes = divmod(rounded_minutes(length), 60)
    spoken = {0: "", 15: " et quart", 30: " et demie"}
    if not hours:
        return "environ une minute" if minutes == 1 else f"environ {minutes} minutes"
    start = "environ une heure" if hours == 1 else f"environ {hours} heures"
    return start + spoken.get(minutes, f" {minutes}")


PHRASEBOOK = French()

"""The narrator in French."""

from __future__ import annotations

from podcast.narration.phrasebook import Phrasebook


class French(Phrasebook):
    """French sentences; the typography is French too (a space before the colon)."""

    opening_title = "Ouverture"
    closing_title = "Fin de l'épisode"
    contents_title = "Chapitres"
    narrator = "Narration"  # whatever the voice: neither "narrateur" nor "narratrice"
    somebody = "Quelqu'un"

    led_by = "Un débat animé par {}."
    with_one = "Avec {}."
    take_part = "Y prennent part {} personnes. {}"
    also_heard = "On y entend aussi {}."
    heard = "On y entend {}."
    others = "{} autres personnes"
    lasts = "Cet épisode dure {}."
    chapter_a_turn = "Il est divisé en {} chapitres, un par prise de parole."
    chapters = "Il est divisé en {} chapitres, qui suivent les échanges."
    synthetic = "Il est lu par des voix de synthèse."
    part_synthetic = "Cet épisode est lu par des voix de synthèse."
    that_was = "C'était : {}"
    you_heard = "Vous avez entendu {}."
    file_comment = "Débat lu par {}, à partir de sa transcription."
    title_form = "{} : {}"
    speaker_in = "{}, dans « {} » : {}, {}."
    theme_in = "{}. Un thème de « {} » : {}, {}."
    a_question = "Question à {}"
    an_answer = "Réponse à {}"
    landmarks = "Quelques repères."
    in_order = "Au programme."
    at_start = "Pour commencer, "
    at = "À {}, "

    and_ = "et"
    semicolon = " ; "
    small_numbers = tuple(
        "zéro une deux trois quatre cinq six sept huit neuf dix onze douze".split()
    )
    voices = ("une voix de synthèse", "{} voix de synthèse")
    interventions = ("une intervention", "{} interventions")
    passages = ("un passage", "{} passages")

    def duration(self, minutes: int) -> str:
        """Return a duration in words: "environ une heure et quart"."""
        hours, rest = divmod(minutes, 60)
        if not hours:
            return "environ une minute" if rest == 1 else f"environ {rest} minutes"
        start = "environ une heure" if hours == 1 else f"environ {hours} heures"
        return start + {0: "", 15: " et quart", 30: " et demie"}.get(rest, f" {rest}")

    def moment(self, minutes: int) -> str:
        """Return a time of the episode in words: "une heure 5"."""
        hours, rest = divmod(minutes, 60)
        if not hours:
            return "une minute" if rest == 1 else f"{rest} minutes"
        start = "une heure" if hours == 1 else f"{hours} heures"
        return f"{start} {rest}" if rest else start


PHRASEBOOK = French()

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

    unnamed = "intervenant {}"
    wordless = "{}, sans un mot"

    led_by = "Un débat animé par {}."
    with_one = "Avec {}."
    take_part = "Y prennent part {} personnes. {}"
    also_heard = "On y entend aussi {}."
    heard = "On y entend {}."
    people = "{} personnes"
    others = "{} autres personnes"
    lasts = "Cet épisode, lu par des voix de synthèse, dure {}."
    lasts_in_chapters = "Cet épisode, lu par des voix de synthèse, dure {}, en {} chapitres."
    part_synthetic = "Cet épisode est lu par des voix de synthèse."
    that_was = "C'était : {}"
    the_end = "C'est la fin de l'épisode."
    you_heard = "Vous avez entendu {}."
    file_comment = "Débat lu par {}, à partir de sa transcription."
    title_form = "{} : {}"
    quoted = "« {} »"
    speaker_in = "{}, dans « {} » : {}, {}."
    speaker_alone = "{}{} : {}, {}."
    theme_in = "{}. Un thème de « {} » : {}, {}."
    theme_alone = "{}{} : {}, {}."
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

    under_a_minute = "moins d'une minute"
    minutes = ("une minute", "{} minutes")
    quarters = ("un quart d'heure", "une demi-heure", "trois quarts d'heure")
    hour = ("une heure", "{} heures")
    and_quarters = ("", " et quart", " et demie", " trois quarts")
    about = "environ {}"
    over = "un peu plus de {}"
    under = "un peu moins de {}"
    vowels = ((" de un", " d'un"), (" de onze", " d'onze"))
    of_days = "Les {}"
    of_a_day = "Le {}"


PHRASEBOOK = French()

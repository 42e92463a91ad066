from dataclasses import replace

import pytest

from podcast.narration import LANGUAGES, EpisodeFacts, Participant, phrasebook
from podcast.narration.phrasebook import as_apposition
from podcast.timecode import Milliseconds

FACTS = EpisodeFacts(
    title="Qui possède l'eau ?",
    event="Journées du fleuve",
    date="le 12 juin 2023",
    moderators=(Participant("Paul Érable", "Journaliste"),),
    guests=(Participant("Zoé Tilleul", "Maire"), Participant("Rémi Haie", "Éleveur")),
    others=(Participant("Lou Frêne"),),
    length=Milliseconds(61 * 60_000),
    turns=12,
    chapters=12,
)


def test_french_opening() -> None:
    assert phrasebook("fr").opening(FACTS) == (
        "Qui possède l'eau ? Journées du fleuve. Le 12 juin 2023.",
        "Un débat animé par Paul Érable, journaliste.",
        "Y prennent part deux personnes. Zoé Tilleul, maire. Rémi Haie, éleveur.",
        "On y entend aussi Lou Frêne.",
        "Cet épisode dure environ une heure. Il est divisé en 12 chapitres, un par prise de parole."
        " Il est lu par des voix de synthèse.",
    )


def test_english_opening() -> None:
    assert phrasebook("en").opening(replace(FACTS, chapters=5, date=None))[1:] == (
        "A debate led by Paul Érable, journaliste.",
        "There are two guests. Zoé Tilleul, maire. Rémi Haie, éleveur.",
        "You will also hear Lou Frêne.",
        "This episode lasts about an hour. It has 5 chapters, which follow the exchanges."
        " It is read by synthetic voices.",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_of_what_is_not_known(language: str) -> None:
    bare = EpisodeFacts("T", None, None, (), (), (Participant("Ada"),), Milliseconds(1), 1, 1)
    book = phrasebook(language)
    told = " ".join((*book.opening(bare), *book.closing(bare), book.announce(Participant("Ada"))))
    assert "None" not in told
    assert "{" not in told
    assert "  " not in told


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0.2, "environ une minute"),
        (7.6, "environ 8 minutes"),
        (43, "environ 45 minutes"),
        (62, "environ une heure"),
        (74, "environ une heure et quart"),
        (91, "environ une heure et demie"),
        (170, "environ 2 heures 50"),
    ],
)
def test_durations(minutes: float, said: str) -> None:
    facts = replace(FACTS, length=Milliseconds(int(minutes * 60_000)))
    assert f"dure {said}." in phrasebook("fr").opening(facts)[-1]


def test_many_names_are_a_number() -> None:
    crowd = tuple(Participant(f"Nom {n}") for n in range(40))
    told = phrasebook("fr").opening(replace(FACTS, others=crowd))
    assert "On y entend aussi 40 autres personnes." in told


def test_roles_lose_their_capital_but_acronyms_do_not() -> None:
    assert as_apposition("Chargée de mission.") == "chargée de mission"
    assert as_apposition("AMDAC, ministère") == "AMDAC, ministère"
    assert as_apposition("Éleveur") == "éleveur"

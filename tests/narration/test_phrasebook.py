from dataclasses import replace

import pytest

from podcast.narration import LANGUAGES, EpisodeFacts, Participant, as_apposition, phrasebook
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
        "Cet épisode, lu par des voix de synthèse, dure environ une heure, en 12 chapitres.",
    )


def test_english_opening() -> None:
    assert phrasebook("en").opening(replace(FACTS, chapters=5, date=None))[1:] == (
        "A debate led by Paul Érable, journaliste.",
        "There are two guests. Zoé Tilleul, maire. Rémi Haie, éleveur.",
        "You will also hear Lou Frêne.",
        "This episode, read by synthetic voices, lasts about an hour, in 5 chapters.",
    )


def test_guests_without_roles_are_one_sentence() -> None:
    guests = (Participant("Zoé Tilleul"), Participant("Rémi Haie"))
    told = phrasebook("fr").opening(replace(FACTS, guests=guests))
    assert told[2:4] == ("On y entend Zoé Tilleul et Rémi Haie.", "On y entend aussi Lou Frêne.")


def test_a_chapter_s_title_begins_with_a_capital() -> None:
    assert phrasebook("fr").chapter_title("SPEAKER_00", "la vanne") == "Intervenant 1 : la vanne"


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
        (0.2, "moins d'une minute"),
        (1.2, "environ une minute"),
        (7.6, "environ huit minutes"),
        (33.7, "un peu plus d'une demi-heure"),
        (43, "un peu moins de trois quarts d'heure"),
        (61, "environ une heure"),
        (65, "un peu plus d'une heure"),
        (74, "environ une heure et quart"),
        (101, "un peu moins d'une heure trois quarts"),
        (361, "environ six heures"),
    ],
)
def test_durations(minutes: float, said: str) -> None:
    assert phrasebook("fr").duration(Milliseconds(int(minutes * 60_000))) == said


@pytest.mark.parametrize(
    ("title", "event", "date", "said"),
    [
        ("Le pont", "Fête", "28 et 29 mai 2024", "Le pont. Fête. Les 28 et 29 mai 2024."),
        ("Le pont", None, "3 mai 2024", "Le pont. Le 3 mai 2024."),
        ("Conseil du mardi 12 mars 2025", None, "mardi 12 mars 2025", None),
        ("Conseil du 12 mars 2025", None, "mardi 12 mars 2025", None),
        ("Le pont", "Conseil, 12 mars 2025", "12 mars 2025", "Le pont. Conseil, 12 mars 2025."),
        ("Fête du pont", "Fête du pont", None, "Fête du pont."),
    ],
)
def test_nothing_is_said_twice(
    title: str, event: str | None, date: str | None, said: str | None
) -> None:
    facts = replace(FACTS, title=title, event=event, date=date)
    assert phrasebook("fr").opening(facts)[0] == (said or f"{title}.")


def test_many_names_are_a_number() -> None:
    crowd = tuple(Participant(f"Nom {n}") for n in range(40))
    told = phrasebook("fr").opening(replace(FACTS, others=crowd))
    assert "On y entend aussi 40 autres personnes." in told
    alone = replace(FACTS, moderators=(), guests=(), others=crowd)
    assert "On y entend 40 personnes." in phrasebook("fr").opening(alone)


def test_roles_lose_their_capital_but_acronyms_do_not() -> None:
    assert as_apposition("Chargée de mission.") == "chargée de mission"
    assert as_apposition("AMDAC, ministère") == "AMDAC, ministère"
    assert as_apposition("Éleveur") == "éleveur"


def test_who_is_asked_is_called_as_the_narrator_says() -> None:
    french = phrasebook("fr")
    assert french.question_to("SPEAKER_01") == "Question à intervenant 2"
    assert french.question_to("Invité") == "Question à la personne qui répond"
    assert phrasebook("en").answer_to("Question") == "Answer to the interviewer"

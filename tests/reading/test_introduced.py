"""Who says their full name goes by it."""

import pytest

from podcast.model import Paragraph, Turn
from podcast.reading.introduced import full_names


def turns(*said: tuple[str, str]) -> tuple[Turn, ...]:
    return tuple(
        Turn(number, who, number, (Paragraph(text, number),))
        for number, (who, text) in enumerate(said, start=1)
    )


@pytest.mark.parametrize(
    ("speaker", "text", "name"),
    [
        ("Denise", "Bonjour ! Je m'appelle Denise BRUN. Je moule.", "Denise Brun"),
        ("Ada", "Hi, I'm Ada Brook, and this is the mill.", "Ada Brook"),
        ("Jean-Luc", "Moi, je suis Jean-Luc de Roux, meunier.", "Jean-Luc de Roux"),
        ("Brook", "Good morning. My name is Ada Brook.", "Ada Brook"),
        ("Guest", "My name is Austin and I row.", "Austin"),
        ("Guest", "I am Koos Krijnders, from the river.", "Koos Krijnders"),
    ],
)
def test_the_name_that_somebody_gives(speaker: str, text: str, name: str) -> None:
    assert full_names(turns(("Host", "Welcome!"), (speaker, text)), ["Guest"]) == {speaker: name}


@pytest.mark.parametrize(
    ("speaker", "text"),
    [
        ("Denise", "Je suis Paul Brun, disait-il."),  # somebody else's
        ("Denise", "Je suis Denise, et je moule."),  # no more than the label says
        ("Ada", "I'm Ada Brook's neighbour."),
        ("Guest", "I am English, and proud of it."),
        ("Guest", "Je suis Directeur Général du moulin."),
        ("Mr. Reed", "I'm Ada Brook."),
        ("Ada", "I row. " * 60 + "I'm Ada Brook."),  # long after
    ],
)
def test_what_is_no_name_of_theirs(speaker: str, text: str) -> None:
    assert full_names(turns(("Host", "Welcome!"), (speaker, text)), ["Guest"]) == {}


def test_two_who_give_one_name_keep_theirs() -> None:
    said = turns(("Guest", "I'm Ada Brook."), ("Ada", "I'm Ada Brook."), ("Ada Brook", "So am I."))
    assert full_names(said, ["Guest"]) == {}

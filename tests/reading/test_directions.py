import pytest

from podcast.reading.directions import sitting, take_directions, whole_direction


@pytest.mark.parametrize(
    ("text", "left", "found"),
    [
        ("Merci. (Applaudissements.) Bien.", "Merci. Bien.", ((6, "Applaudissements."),)),
        ("(Rires) Non.", "Non.", ((0, "Rires"),)),
        ("Oui [laughter]", "Oui", ((3, "laughter"),)),
        ("Non (rires), vraiment.", "Non, vraiment.", ((3, "rires"),)),
        ("♪ (musique) ♪", "", ((0, "(musique)"),)),
        ("(« Ah ! » sur divers bancs.)", "", ((0, "« Ah ! » sur divers bancs."),)),
        ("La loi (celle de 2010) dit.", "La loi (celle de 2010) dit.", ()),
        ("Voir [la carte] ici", "Voir [la carte] ici", ()),
    ],
)
def test_directions(text: str, left: str, found: tuple[tuple[int, str], ...]) -> None:
    assert take_directions(text) == (left, found)


def test_a_line_of_its_own() -> None:
    assert whole_direction("(L'amendement n'est pas adopté.)") == "L'amendement n'est pas adopté."
    assert whole_direction("(un) et (deux)") is None
    assert whole_direction("La séance est levée.", italic=True) == "La séance est levée."


def test_the_sitting() -> None:
    assert sitting("La réunion est close à 10 h 15.")
    assert sitting("The meeting adjourned at noon.")
    assert sitting("La réunion est utile.") is None
    assert sitting("La séance est ouverte.") is None  # the chair says so

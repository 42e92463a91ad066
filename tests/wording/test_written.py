import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.wording import words_to_say


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Voir https://www.example.org/a/b?c=d.", "Voir example.org."),
        ("Laura LÉTOURNEAU parle", "Laura Létourneau parle"),
        ("La SNCF et l'IA", "La SNCF et l'IA"),
        ("Dupont & fils", "Dupont et fils"),
        ("[[b'o]] <b>gras</b>", "b'o b gras /b"),
        ("Chargée · Ministère", "Chargée, Ministère"),
        ("un\u200b deux\ntrois", "un deux trois"),
    ],
)
def test_words_to_say(written: str, said: str) -> None:
    assert words_to_say(written, "fr") == said


@given(st.text())
def test_never_any_markup_and_never_two_lines(text: str) -> None:
    said = words_to_say(text, "fr")
    assert not set(said) & set("<>[]{}&|\n\t")
    assert words_to_say(said, "fr") == said

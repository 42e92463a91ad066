import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.language.sentences import in_lines, sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Bonjour. Comment ça va ? Bien !", 3),
        ("J'ai vu M. Dupont et Mme Durand. Ils vont bien.", 2),
        ("Elle a dit : « Non. » Puis elle est partie.", 2),
        ("Il vaut 3.5 points, cf. Annexe.", 1),
        ("Sans point final", 1),
        ("… Et alors ?", 2),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@given(st.text("aB.! ?»…é,;", max_size=300), st.integers(1, 80))
def test_nothing_is_lost_and_nothing_too_long(text: str, most: int) -> None:
    lines = in_lines(text, most)
    assert all(0 < len(line) <= most or line == text for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_lines_are_cut_between_sentences() -> None:
    assert in_lines("Un deux. Trois quatre. Cinq.", 16) == ("Un deux.", "Trois quatre.", "Cinq.")

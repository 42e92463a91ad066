import re

from hypothesis import given
from hypothesis import strategies as st

from podcast.wording.rules import Traced

TEXT = st.text("ab ,x", max_size=40)


@given(TEXT, st.sampled_from(["a+", "b", "x?b", "a|,", " +"]), st.text("az", max_size=3))
def test_it_replaces_as_re_does(text: str, pattern: str, new: str) -> None:
    traced = Traced.of(text).sub(re.compile(pattern), new)
    assert traced.text == re.sub(pattern, new, text)
    assert len(traced.text) == len(traced.starts) == len(traced.ends) == len(traced.tags)


@given(TEXT)
def test_every_character_knows_a_place_in_the_written_text(text: str) -> None:
    traced = Traced.of(text).sub(re.compile("a"), "bcd").sub(re.compile("b+|,"), "").stripped()
    for start, end in zip(traced.starts, traced.ends, strict=True):
        assert 0 <= start <= end <= len(text)
    assert list(traced.starts) == sorted(traced.starts)


def test_what_stays_keeps_its_place() -> None:
    traced = Traced.of("de 3 km à 5 km").sub(re.compile("km"), "kilomètres")
    place = traced.text.index("5")
    assert traced.span(place, place + 1) == (10, 11)
    assert traced.span(5, 15) == (5, 7)


def test_parts_join_to_the_whole() -> None:
    text = Traced.of("un deux trois")
    assert Traced.joined([text.cut(0, 3), text.cut(3, 7), text.cut(7, 13)]) == text
    said = text.cut(3, 7).saying("second", 4)
    assert (said.text, said.span(0, 6), set(said.tags)) == ("second", (3, 7), {4})

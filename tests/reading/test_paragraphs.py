"""Paragraphs that a page cuts in two, and the numbers of pages between."""

from __future__ import annotations

import pytest

from podcast.reading.lines import SourceLine
from podcast.reading.paragraphs import gather, goes_on
from podcast.reading.plain_text import read_plain_text


@pytest.mark.parametrize("text", ["The water came from", "We met at", "Nous y allons avec"])
def test_no_paragraph_ends_in_a_small_word(text: str) -> None:
    assert goes_on(text, "Ada Lind.")
    assert not goes_on(f"{text} Ada.", "Ada Lind.")


@pytest.mark.parametrize("number", ["12", "– 12 –", "| 12", "Page 3 of 12", "3 / 12", "3 de 12"])
def test_a_page_number_is_no_speech(number: str) -> None:
    document = read_plain_text(f"Anne Roux : La digue\n\n{number}\n\ntient bon.")
    assert [line.text for line in document.lines] == ["Anne Roux : La digue", "tient bon."]
    assert [piece.kind for piece in document.left_out] == ["page number"]


@pytest.mark.parametrize("number", [1, 2])
def test_what_goes_on_below_a_list_does_so_on_whatever_line(number: int) -> None:
    lines = (
        SourceLine("the bank of the", 1, True, bullet=True),
        SourceLine("river.", number, True),
        SourceLine("the mill", number + 1, True, bullet=True),
    )
    assert [p.text for p in gather(lines)] == ["the bank of the river.", "the mill"]

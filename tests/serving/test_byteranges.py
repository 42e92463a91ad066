"""Ranges, against slices of real bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.serving.byteranges import ByteRange, UnsatisfiableError, parse_range

DATA = bytes(range(100))


def sent(header: str | None) -> bytes:
    found = parse_range(header, len(DATA))
    return DATA if found is None else DATA[found.first : found.last + 1]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, DATA),
        ("bytes=0-0", DATA[:1]),
        ("bytes=0-", DATA),
        ("bytes=10-19", DATA[10:20]),
        ("bytes=-10", DATA[-10:]),
        ("bytes=-1000", DATA),
        ("bytes=90-1000", DATA[90:]),
        ("BYTES=1-2", DATA[1:3]),
        (" bytes= 1 - 2 ", DATA[1:3]),
        # Not a range as the standard has it: as if it were not there.
        ("bytes=2-1", DATA),
        ("bytes=-", DATA),
        ("bytes=a-b", DATA),
        ("bytes=--1", DATA),
        ("bytes=+1-2", DATA),
        ("bytes=١-٢", DATA),
        ("bytes=0-1,3-4", DATA),
        ("items=0-1", DATA),
        ("0-1", DATA),
        ("bytes=" + "9" * 2000 + "-", DATA),
        ("", DATA),
    ],
)
def test_ranges(header: str | None, expected: bytes) -> None:
    assert sent(header) == expected


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=1000-2000", "bytes=-0"])
def test_behind_the_end(header: str) -> None:
    with pytest.raises(UnsatisfiableError):
        parse_range(header, len(DATA))


def test_nothing_has_no_range() -> None:
    with pytest.raises(UnsatisfiableError):
        parse_range("bytes=0-", 0)
    assert parse_range(None, 0) is None


@given(st.integers(0, 200), st.integers(0, 200))
def test_from_to(first: int, last: int) -> None:
    header = f"bytes={first}-{last}"
    if last < first:
        assert parse_range(header, len(DATA)) is None
    elif first >= len(DATA):
        with pytest.raises(UnsatisfiableError):
            parse_range(header, len(DATA))
    else:
        assert sent(header) == DATA[first : last + 1]


@given(st.one_of(st.text(), st.from_regex(r"bytes=[0-9, -]*", fullmatch=True)), st.integers(0, 500))
def test_whatever_is_asked_for_lies_inside(header: str, size: int) -> None:
    try:
        found = parse_range(header, size)
    except UnsatisfiableError:
        return
    if found is not None:
        assert 0 <= found.first <= found.last < size
        assert found.length == ByteRange(found.first, found.last).length > 0


@given(st.lists(st.integers(1, 40), min_size=1, max_size=8))
def test_pieces_make_the_whole(lengths: list[int]) -> None:
    position, got = 0, b""
    for length in lengths:
        if position >= len(DATA):
            break
        got += sent(f"bytes={position}-{position + length - 1}")
        position += length
    assert got == DATA[:position]

"""Turns cut into segments that can each be a chapter: at headings, and where a long one turns to
something else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from podcast.model import Debate, Turn
from podcast.themes.exchanges import asks, exchanges, moderators_of
from podcast.themes.model import WORDS_A_MINUTE
from podcast.themes.structure import borders

LONGEST = 5 * WORDS_A_MINUTE
"""Words (five minutes) above which a turn is more than one chapter."""

_AIM = 3 * WORDS_A_MINUTE  # words of the segments of a long turn
_LEAST = WORDS_A_MINUTE  # and the least of one

Place = tuple[int, int]
"""A turn and a paragraph of it."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline of a debate: where its vocabulary changes, where it has headings, which turns ask
    or give the floor, and who leads it."""

    breaks: frozenset[Place]
    headed: frozenset[Place]
    asking: frozenset[int]
    moderators: frozenset[str]


@lru_cache(maxsize=4)
def outline_of(debate: Debate) -> Outline:
    """Return the outline of `debate`, made once for all of its episodes."""
    moderators = moderators_of(debate)
    return Outline(
        frozenset(
            (passage.turn, passage.first)
            for exchange in exchanges(debate, borders(debate))
            for passage in exchange.passages
        ),
        frozenset((heading.turn, heading.paragraph) for heading in debate.headings),
        frozenset(turn.index for turn in debate.turns if asks(turn, moderators)),
        moderators,
    )


def place_of(turn: Turn) -> Place:
    """Return where a turn or a part of one begins."""
    return turn.index, turn.first_paragraph


def end_of(turn: Turn) -> int:
    """Return the last paragraph of a turn or a part of one."""
    return turn.first_paragraph + len(turn.paragraphs) - 1


def segment_of(turn: Turn, first: int, last: int) -> Turn:
    """Return the paragraphs `first` to `last` of a turn or a part of one, counted in the whole
    turn."""
    start = first - turn.first_paragraph
    paragraphs = turn.paragraphs[start : last - turn.first_paragraph + 1]
    return replace(turn, paragraphs=paragraphs, first_paragraph=first)


def segments(turns: Iterable[Turn], outline: Outline) -> tuple[Turn, ...]:
    """Return `turns`, cut where a heading stands between their paragraphs; those that are still
    long, where they turn to something else."""
    result: list[Turn] = []
    for turn in turns:
        inside = range(turn.first_paragraph + 1, end_of(turn) + 1)
        for headed in _cut(turn, [n for n in inside if (turn.index, n) in outline.headed]):
            result += _divided(headed, outline)
    return tuple(result)


def _cut(turn: Turn, firsts: list[int]) -> list[Turn]:
    edges = [turn.first_paragraph, *firsts, end_of(turn) + 1]
    return [segment_of(turn, start, end - 1) for start, end in pairwise(edges)]


def _divided(turn: Turn, outline: Outline) -> list[Turn]:
    """Return `turn` in segments of about three minutes, each begun at a break of its own; only
    where it is longer than five."""
    words = turn.words
    if words <= LONGEST:
        return [turn]
    count = max(2, round(words / _AIM))
    ends: dict[int, int] = {}  # where a segment may begin: words before it
    said = 0
    for number, paragraph in enumerate(turn.paragraphs, start=turn.first_paragraph):
        if said >= _LEAST and words - said >= _LEAST and (turn.index, number) in outline.breaks:
            ends[number] = said
        said += len(paragraph.text.split())
    firsts: list[int] = []
    for aim in (words * part / count for part in range(1, count)):
        after = ends[firsts[-1]] + _LEAST if firsts else 0
        open_ = [n for n in ends if ends[n] >= after and n not in firsts]
        if open_:
            best = min(open_, key=lambda n: (abs(ends[n] - aim), n))
            if abs(ends[best] - aim) <= words / count:
                firsts.append(best)
    return _cut(turn, firsts)

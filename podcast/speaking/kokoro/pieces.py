"""How much Kokoro is given at a time: 100 to 160 signs, cut where a speaker would breathe.

Of less than about twenty signs the model makes a mumble, over 400 it swallows words. So the clauses
of a line are taken together, a short sentence with its neighbours, and cut where a sentence ends
if that is to be had, else where a clause does, else between two words.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from podcast.speaking.kokoro.phonemes import Clause

Piece = tuple[Clause, ...]

FEWEST, MOST = 100, 160
"""Signs of a piece: fewer where a line has no more."""

_STRESS = "ˈ"
_IN_SENTENCE = 60.0  # what a cut inside a sentence costs, in signs that a piece has too few
_IN_CLAUSE = 200.0  # and one where there is no punctuation


def length(piece: Sequence[Clause]) -> int:
    """Return how many signs the model is given for `piece`."""
    return sum(len(clause.signs) + len(clause.mark) for clause in piece) + len(piece) - 1


def text_of(piece: Piece) -> str:
    """Return the signs that the model is given for `piece`."""
    return " ".join(clause.signs + clause.mark for clause in piece)


def pieces_of(clauses: Sequence[Clause]) -> tuple[Piece, ...]:
    """Return `clauses`, in order, in pieces of at most `MOST` signs: of all ways to cut them, the
    one whose pieces are least too short and whose cuts are heard least."""
    short = [part for clause in clauses for part in _within(clause)]

    def cost(start: int, end: int, size: int) -> float:
        return _cost(size, short[start], short[start - 1] if start else None)

    sizes = [len(clause.signs) + len(clause.mark) for clause in short]
    return tuple(tuple(short[a:b]) for a, b in _cut(sizes, MOST, cost))


def _cut(
    sizes: Sequence[int], most: int, cost: Callable[[int, int, int], float]
) -> Iterator[tuple[int, int]]:
    """Return where each part begins and ends, if things of `sizes` with a blank between two are cut
    into parts of at most `most` signs, or of one thing: of all ways the one that costs least.
    `cost` is that of a part, by where it begins, where it ends, and its size."""
    places = [0, *itertools.accumulate(size + 1 for size in sizes)]
    best: list[tuple[float, int]] = [(0.0, 0)]  # of the first n things: the cost, the last cut
    for end in range(1, len(sizes) + 1):
        found: tuple[float, int] | None = None
        for start in range(end - 1, -1, -1):
            size = places[end] - places[start] - 1
            if size > most and start < end - 1:
                break
            whole = best[start][0] + cost(start, end, size)
            if found is None or whole < found[0]:
                found = whole, start
        assert found is not None
        best.append(found)
    cuts = [len(sizes)]
    while cuts[-1]:
        cuts.append(best[cuts[-1]][1])
    return itertools.pairwise(reversed(cuts))


def _cost(size: int, first: Clause, before: Clause | None) -> float:
    cost = float(max(0, FEWEST - size))
    if before is not None and not first.opens:
        cost += _IN_SENTENCE if before.mark else _IN_CLAUSE
    return cost


def _within(clause: Clause) -> list[Clause]:
    """`clause` in parts of at most `MOST` signs, about equally long, cut between words: behind one
    that is stressed where that is to be had, best before one that is not ("un avis | sur la
    question"), for a small word belongs to the next."""
    room = MOST - 1
    if len(clause.signs) <= room:
        return [clause]
    # A word of more signs than a piece may have is cut like anything else.
    words = [
        word[at : at + room] for word in clause.signs.split(" ") for at in range(0, len(word), room)
    ]
    usual = len(clause.signs) / -(-len(clause.signs) // room)

    def cost(start: int, end: int, size: int) -> float:
        unfit = _unfit(words[start - 1], words[start]) if start else 0.0
        return ((size + 1 - usual) / usual) ** 2 + unfit

    made = [" ".join(words[a:b]) for a, b in _cut(list(map(len, words)), room, cost)]
    last = len(made) - 1
    return [
        replace(
            clause,
            signs=signs,
            mark=clause.mark if number == last else "",
            opens=clause.opens and not number,
        )
        for number, signs in enumerate(made)
    ]


def _unfit(last: str, first: str) -> float:
    """Return what a cut between two words costs, where one third of the usual length too much
    or too little costs 0.1."""
    if _STRESS not in last:
        return 1.0
    return 0.0 if _STRESS not in first else 0.25

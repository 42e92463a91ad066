"""Where everybody sits, for those who listen in stereo.

Whoever leads the debate sits in the middle, as the narrator does. The others sit round the table
so that people who speak after one another sit apart: of all the orders, the one in which the
distances between them, each counted as often as they follow one another, are the greatest.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise, permutations

from podcast.audio.clip import MIDDLE, Pan
from podcast.model import Debate

WIDTH = 0.5
"""The pan of the outermost seats: 7.7 dB between the ears, and 0.8 LU softer than the middle when
both sides are summed to mono. At 0.6 it would be 1.1 LU."""

_ALL_ORDERS = 7  # people; with more, orders are improved step by step


def seats(debate: Debate) -> dict[str, Pan]:
    """Return where everybody who speaks in `debate` sits, in the order of `debate.speakers`."""
    leading = {speaker.name for speaker in debate.speakers if speaker.moderator}
    heard = list(dict.fromkeys(turn.speaker for turn in debate.turns))
    guests = [name for name in heard if name not in leading]
    places = _places(len(guests), alone=not leading & set(heard))
    pairs = pairwise(turn.speaker for turn in debate.turns)
    follow = Counter((min(pair), max(pair)) for pair in pairs if pair[0] != pair[1])
    order = _best_order(guests, places, follow, leading)
    pans = dict.fromkeys(leading, MIDDLE) | dict(zip(order, places, strict=True))
    listed = [speaker.name for speaker in debate.speakers if speaker.name in heard]
    return {name: pans[name] for name in (*listed, *heard)}


def _places(count: int, *, alone: bool) -> list[Pan]:
    """`count` places from left to right, as far apart as can be."""
    if count == 1:
        # Across from whoever leads; with nobody there, in the middle.
        return [MIDDLE if alone else Pan(WIDTH / 2)]
    return [Pan(round(WIDTH * (2 * place / (count - 1) - 1), 4)) for place in range(count)]


def _best_order(
    guests: Sequence[str],
    places: Sequence[Pan],
    follow: dict[tuple[str, str], int],
    leading: set[str],
) -> list[str]:

    def apart(order: Iterable[str]) -> float:
        pans = dict.fromkeys(leading, 0.0) | dict(zip(order, places, strict=True))
        # The square root: a pair that sits close counts for more than one that sits far apart.
        return sum(
            times * math.sqrt(abs(pans[one] - pans[other]))
            for (one, other), times in follow.items()
        )

    if len(guests) <= _ALL_ORDERS:
        # Of orders as good (each and its mirror image), the first: who speaks first sits left.
        return list(max(permutations(guests), key=lambda order: round(apart(order), 6)))
    return _improved(list(guests), places, follow, leading)


def _improved(
    order: list[str], places: Sequence[Pan], follow: dict[tuple[str, str], int], leading: set[str]
) -> list[str]:
    """`order` with people changing seats in pairs as long as that brings neighbours apart."""
    pans = dict.fromkeys(leading, MIDDLE) | dict(zip(order, places, strict=True))
    near: dict[str, list[tuple[str, int]]] = {name: [] for name in pans}
    for (one, other), times in follow.items():
        near[one].append((other, times))
        near[other].append((one, times))

    def apart(*people: str) -> float:
        return sum(
            times * math.sqrt(abs(pans[one] - pans[other]))
            for one in people
            for other, times in near[one]
        )

    improved = True
    while improved:
        improved = False
        for one, other in combinations(order, 2):
            before = apart(one, other)
            pans[one], pans[other] = pans[other], pans[one]
            if apart(one, other) > before + 1e-6:
                improved = True
            else:
                pans[one], pans[other] = pans[other], pans[one]
    return sorted(order, key=lambda name: pans[name])

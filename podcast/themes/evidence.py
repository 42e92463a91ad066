"""What decides that an exchange belongs to a theme, and how much a word counts for in a debate."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from podcast.themes.exchanges import Exchange
from podcast.themes.model import Source

_COMMON = 0.4  # share of the exchanges in which a word decides nothing any more
_RARE = 0.1  # and up to which it counts in full
_MANY = 20  # exchanges; where there are fewer, chance makes words common
_LENIENT = 0.3  # and up to so much more of them are allowed
_FEW = 6  # exchanges, below which nothing can be said of how common a word is


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why an exchange is in a theme: `words` as written, the strongest first."""

    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A theme before its passages are known: exchanges by their places, with the evidence; `asked`
    where a question was put to all."""

    title: str
    source: Source
    evidence: tuple[tuple[int, Evidence], ...]
    asked: bool = False

    @property
    def places(self) -> frozenset[int]:
        """Which exchanges are in it."""
        return frozenset(place for place, _ in self.evidence)

    def words(self, exchanges: tuple[Exchange, ...]) -> int:
        """Return how many words are said in it."""
        return sum(exchanges[place].words for place in self.places)

    def weight(self, exchanges: tuple[Exchange, ...]) -> float:
        """Return how many words are said in it, those of an exchange times its score."""
        return sum(exchanges[place].words * found.score for place, found in self.evidence)


def distinctiveness(spread: int, exchanges: int) -> float:
    """Return how much a word counts that stands in `spread` of so many exchanges: from 1 for a rare
    one to 0 for one that the whole debate is about."""
    if exchanges < _FEW:
        return 1.0
    common = _COMMON + _LENIENT * max(0.0, 1 - exchanges / _MANY)
    share = spread / exchanges
    if share >= common or spread == 0:
        return 0.0
    return min(1.0, math.log(common / share) / math.log(common / max(_RARE, 1 / exchanges)))


def weightiest(words: Iterable[tuple[str, float]], most: int = 6) -> tuple[str, ...]:
    """Return the words that weigh most together, each once, whatever its capitals."""
    total: Counter[str] = Counter()
    written: dict[str, str] = {}
    for word, weight in words:
        key = written.setdefault(word.casefold(), word)
        total[key] += weight  # type: ignore[assignment]
    ranked = sorted(total, key=lambda word: (-total[word], word))
    return tuple(ranked[:most])

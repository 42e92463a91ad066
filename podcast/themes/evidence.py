"""What decides that an exchange belongs to a theme, and how much a word counts for in a debate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from podcast.themes.exchanges import Exchange
from podcast.themes.model import Source

_SELDOM = 0.2  # share of the exchanges below which a word need not cluster
_LEAST = 4  # exchanges of a word, below which it cannot
_HALF = 0.5  # share of the exchanges from which a word marks no part of the debate
_CLUSTERED = 0.2  # correlation with the exchange before from which a word counts in full


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


def clustering(places: Collection[int], exchanges: int) -> float:
    """Return how much a word that stands in these of so many exchanges comes where it has just
    been: the correlation from one exchange to the next. What a part of a debate is about goes on;
    how the debate talks comes anywhere alike."""
    share = len(places) / exchanges
    if share in (0, 1):
        return 0.0
    again = sum(place + 1 in places for place in places) / max(1, exchanges - 1)
    return (again - share**2) / (share - share**2)


def telling(places: Collection[int], exchanges: int) -> float:
    """Return how much a word counts by where it stands, from 0 to 1: in full where it is seldom,
    not at all where half of the debate says it."""
    if len(places) >= max(_LEAST, _HALF * exchanges):
        return 0.0
    if len(places) < max(_LEAST, _SELDOM * exchanges):
        return 1.0
    return min(1.0, max(0.0, clustering(places, exchanges) / _CLUSTERED))


def weightiest(words: Iterable[tuple[str, float]], most: int = 6) -> tuple[str, ...]:
    """Return the words that weigh most together, each once, whatever its capitals."""
    total: Counter[str] = Counter()
    written: dict[str, str] = {}
    for word, weight in words:
        key = written.setdefault(word.casefold(), word)
        total[key] += weight  # type: ignore[assignment]
    ranked = sorted(total, key=lambda word: (-total[word], word))
    return tuple(ranked[:most])

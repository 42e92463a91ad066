"""What the words of a text stand for in it, among other texts and in the language."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache

from podcast.language.nounphrases.tokens import base_form
from podcast.language.word_lists import commonness

_WORD = re.compile(r"[^\W_]+(?:[-&][^\W_]+)*")
_FEW = 2.5  # texts in which what is spoken of is no less telling than in one
_COMMONEST = 5  # the class of words that say nothing


def rarity(texts: int, having: int) -> float:
    """Return how rare a word is that so many of the `texts` have (idf)."""
    # What a few chapters speak of is as telling as what one does, and is no side issue.
    few = max(1.0, min(_FEW, texts / 8))
    return math.log((texts + 1) / max(having, few) + 0.3)


@lru_cache(maxsize=1024)
def words_of(text: str) -> tuple[str, ...]:
    """Return the stems of all words of `text`, in order."""
    return tuple(base_form(word.lower()) for word in _WORD.findall(text.replace("’", "'")))


class Others:
    """The texts among which one stands."""

    def __init__(self, texts: tuple[str, ...]) -> None:
        self.count = len(texts)
        self.having: defaultdict[str, set[int]] = defaultdict(set)
        for number, text in enumerate(texts):
            for stem in words_of(text):
                self.having[stem].add(number)

    def with_all(self, stems: frozenset[str]) -> int:
        """Return how many texts have all of these words."""
        return len(set.intersection(*(self.having.get(stem, set()) for stem in stems)))


@dataclass(frozen=True)
class Standing:
    """The words of one `text` in a `language`, among `others`."""

    text: str
    language: str
    others: Others

    @cached_property
    def _weights(self) -> dict[str, float]:
        common, others = commonness(self.language), self.others
        return {
            stem: times
            * rarity(others.count, len(others.having.get(stem, ())))
            * (_COMMONEST - common.get(stem, 0))
            for stem, times in Counter(words_of(self.text)).items()
        }

    @cached_property
    def _all(self) -> float:
        return sum(self._weights.values()) or 1.0

    def of(self, stems: frozenset[str]) -> dict[str, float]:
        """Return what a phrase of these words stands for, as properties of a candidate."""
        share = sum(self._weights.get(stem, 0.0) for stem in stems) / self._all
        return {
            "carries": math.log(1 + 1000 * share),
            "elsewhere": math.log((self.others.count + 1) / (self.others.with_all(stems) or 1)),
        }

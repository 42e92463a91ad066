"""Letters in capitals: whether they make syllables, and names as they are usually written."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Syllables:
    """What syllables are made of in a language, in capital letters.

    `parts` splits letters into consonants and the vowels after them. `onsets` may open a word and
    `codas` close it; `joins` says whether consonants may stand between vowels. Two vowels of
    `no_vowels` make no syllable.
    """

    parts: re.Pattern[str]
    onsets: frozenset[str]
    codas: frozenset[str]
    no_vowels: frozenset[str]
    joins: Callable[[str], bool]

    def make(self, letters: str) -> bool:
        """Return whether `letters` could be said as a word."""
        groups = [(c, v) for c, v in self.parts.findall(letters) if c or v]
        last = len(groups) - 1
        if not any(vowels for _, vowels in groups):
            return False
        for place, (consonants, vowels) in enumerate(groups):
            europe = vowels == "EU" and not place and not consonants
            if len(vowels) > 2 or (vowels in self.no_vowels and not europe):
                return False
            if place == 0 and consonants and consonants not in self.onsets:
                return False
            if place == last and not vowels:
                return consonants in self.codas
            if place and consonants and not self.joins(consonants):
                return False
        return True


def capitalised(words: str) -> str:
    """Return `words` with a capital at the start of each, and small letters after it."""
    return re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), words)

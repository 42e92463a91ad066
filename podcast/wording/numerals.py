"""Letters that are no words: Roman numerals, capitals that may be said or not; fractions in one
sign."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_SHAPE = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def roman_value(numeral: str) -> int | None:
    """Return the value of a Roman numeral in its usual form, in capitals; None for anything
    else."""
    if not numeral or _SHAPE.fullmatch(numeral) is None:
        return None
    values = [_VALUES[letter] for letter in numeral]
    return sum(
        -value if any(later > value for later in values[place + 1 : place + 2]) else value
        for place, value in enumerate(values)
    )


def roman_digits(numeral: str) -> str | None:
    """Return a Roman numeral in digits; None for anything else."""
    value = roman_value(numeral)
    return None if value is None else str(value)


FRACTIONS = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5),
    "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8),
    "⅞": (7, 8), "⅒": (1, 10), "⅐": (1, 7), "⅑": (1, 9),
}  # fmt: skip
"""What stands above and below the line of each sign."""


# --- letters in capitals: whether they make syllables, and names as they are usually written -----


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

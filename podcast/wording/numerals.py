"""Roman numerals, and fractions in one sign."""

from __future__ import annotations

import re

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

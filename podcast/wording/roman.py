"""Roman numerals."""

from __future__ import annotations

import re

_SHAPE = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def roman_value(numeral: str) -> int | None:
    """The value of a Roman numeral in its usual form, in capitals; None for anything else."""
    if not numeral or _SHAPE.fullmatch(numeral) is None:
        return None
    values = [_VALUES[letter] for letter in numeral]
    return sum(
        -value if any(later > value for later in values[place + 1 : place + 2]) else value
        for place, value in enumerate(values)
    )

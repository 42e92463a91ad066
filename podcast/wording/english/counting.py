"""What a number counts: units, and the nouns that may follow it."""

from __future__ import annotations

import re

from podcast.language.word_lists import english_vocabulary, word_lists

_AMOUNTS = word_lists("en", "amounts")
UNITS = _AMOUNTS.forms("units")
"""Symbol: its name in the singular and in the plural."""

MEASURES = _AMOUNTS.words("measures")
"""Units: a number before them is never a year."""

COUNTED = MEASURES | _AMOUNTS.words("counted")
"""Nouns that are counted wherever they follow a number, and the units."""

_NOT_PLURAL = _AMOUNTS.words("not_plural")

_NEXT = re.compile(r" (?:[a-z][\w'-]*)")
_LOOK = 3


def following(text: str, end: int) -> tuple[str, ...]:
    """Return the next words (three at most) in small letters, up to one that ends the noun
    phrase."""
    found: list[str] = []
    while len(found) < _LOOK and (match := _NEXT.match(text, end, end + 40)) is not None:
        word = match.group()[1:]
        found.append(word)
        end = match.end()
        if word in english_vocabulary().function_words:
            break
    return tuple(found)


def is_plural(word: str) -> bool:
    """Return whether a word looks like a plural noun."""
    if word in COUNTED:
        return True
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "'s"))
        and word not in _NOT_PLURAL
    )


def counts_something(text: str, end: int) -> bool:
    """Return whether what follows a number that ends at `end` is what it counts."""
    for word in following(text, end):
        if word in english_vocabulary().function_words and word not in COUNTED:
            return False
        if is_plural(word):
            return True
    return False

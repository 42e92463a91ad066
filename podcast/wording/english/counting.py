"""What a number counts: the nouns that may follow it."""

from __future__ import annotations

import re

from podcast.language.stopwords import english as stopwords

MEASURES = frozenset(
    "miles kilometres metres feet yards acres hectares tonnes tons kilograms grams litres pounds"
    " dollars euros pence cents yen years months weeks days hours minutes seconds times degrees"
    " percent pound dollar euro metre kilometre mile foot tonne kilogram gram litre hectare degree"
    " square cubic million billion trillion thousand hundred per watts kilowatt kilowatts megawatt"
    " megawatts gigawatt gigawatts calories kilocalories megabytes gigabytes units points".split()
)
"""Units: a number before them is never a year."""

PEOPLE = MEASURES | frozenset(
    "people men women children persons families homes votes voters members pupils students"
    " signatures letters cases complaints jobs workers houses trees copies visitors residents"
    " citizens deaths words pages seats ballots questions amendments companies firms schools"
    " refugees migrants patients doctors nurses troops soldiers delegates participants".split()
)
"""Nouns that are counted wherever they follow a number, and the units."""

_NOT_PLURAL = frozenset(
    "was is has as this its his hers us yes always across plus versus perhaps besides towards"
    " unless thus does says sometimes afterwards onwards upwards s goes comes makes means needs"
    " shows gives takes remains seems becomes brings marks begins sees states".split()
)

_NEXT = re.compile(r" (?:[a-z][\w'-]*)")
_LOOK = 3


def following(text: str, end: int) -> tuple[str, ...]:
    """The next words (three at most) in small letters, up to one that ends the noun phrase."""
    found: list[str] = []
    while len(found) < _LOOK and (match := _NEXT.match(text, end, end + 40)) is not None:
        word = match.group()[1:]
        found.append(word)
        end = match.end()
        if word in stopwords.CLOSED:
            break
    return tuple(found)


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun."""
    if word in PEOPLE:
        return True
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "'s"))
        and word not in _NOT_PLURAL
    )


def counts_something(text: str, end: int) -> bool:
    """Whether what follows a number that ends at `end` is what it counts."""
    for word in following(text, end):
        if word in stopwords.CLOSED and word not in PEOPLE:
            return False
        if is_plural(word):
            return True
    return False

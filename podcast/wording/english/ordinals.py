"""Ordinal numbers and Roman numerals in English."""

from __future__ import annotations

import re

from podcast.language.word_lists import english_vocabulary, word_lists
from podcast.wording.english.numbers import ordinal
from podcast.wording.model import NUMBER, Rule
from podcast.wording.numerals import roman_digits, roman_value

_KEYWORDS = (
    "chapter|part|title|section|article|annex|appendix|schedule|volume|book|act|scene|phase|type"
    "|table|figure|class|category|grade|level|stage|tier|group|pillar|protocol|world war|war|vol"
    "|canto|division|corps|article|apollo|super bowl|vatican|mark|episode|season|round|category"
    "|paragraph|para|clause|page|note|tome|rule|option|item|ch\\.|chap\\.|vol\\.|art\\.|sec\\."
)
RULERS = word_lists("en", "people").words("rulers")
_CROWNED = re.compile(r"(?:King|Queen|Pope|Emperor|Tsar|Czar|Prince|Kaiser|Sultan) $")
# After a single I: what cannot follow the pronoun.
_NOT_PRONOUN = re.compile(
    r"['’]s\b|[,.;:!?)…]|$| (?:of|in|to|is|was|were|has|had|and|or|on|with|for|at|by|from|ended"
    r"|opened|began|deals?|explains?|describes?|contains?|provides?|requires?|covers?|sets?|lists?|concerns?|shows?|applies|reigned|died|became|who)\b"
)


def _single_is_numeral(match: re.Match[str]) -> bool:
    return _NOT_PRONOUN.match(match.string, match.end("it")) is not None


def _keyed(match: re.Match[str]) -> str | None:
    numeral, word = match["it"], match["word"]
    if numeral != numeral.upper():
        # "scene ii"; "I" is the pronoun, and a small v or x may be anything.
        if numeral != numeral.lower() or len(numeral) < 2:
            return None
        numeral = numeral.upper()
    elif numeral == "I":
        war = word.lower().endswith("war")
        if not war and not (word[0].isupper() and _single_is_numeral(match)):
            return None
    elif len(numeral) == 1 and (numeral not in "VX" or not word[0].isupper()):
        return None
    value = roman_value(numeral)
    return None if value is None or value > 399 else str(value)


def _ruler(match: re.Match[str]) -> str | None:
    name, numeral = match["name"], match["it"]
    before = match.string[max(0, match.start() - 10) : match.start()]
    crowned = _CROWNED.search(before) is not None
    if not crowned and name not in RULERS:
        return None
    if numeral == "I" and not crowned and not _single_is_numeral(match):
        return None
    value = roman_value(numeral)
    if value is None or value > 30:
        return None
    return f"the {ordinal(value)}"


def _century(match: re.Match[str]) -> str | None:
    value = roman_value(match["it"])
    return None if value is None or value > 40 else ordinal(value)


def _after_name(match: re.Match[str]) -> str | None:
    """ "Rocky IV", "Mark III"; not "The IV drip" or "An XL shirt"."""
    if match["word"].lower() in english_vocabulary().function_words:
        return None
    return roman_digits(match["it"])


def _ordinal(match: re.Match[str]) -> str | None:
    number = int(match["n"])
    if match["ending"].isupper():
        return f"{number}{match['ending'].lower()}"
    # eSpeak NG says "hundred th"; the others it says right.
    return ordinal(number) if number and number % 100 == 0 else None


_NUMERAL = re.compile(r"[IVX](?!\w)|[IVX]{2}|[IVX]th")

RULES = (
    Rule("ordinal", r"(?<![\w.,/])(?P<n>\d{1,12})(?P<ending>st|nd|rd|th|ST|ND|RD|TH)(?![\w'])",
         _ordinal, needs=NUMBER),
    Rule("Roman century", r"(?<![\w-])(?P<it>[IVX]+)(?:th)?(?=[ -]centur)", _century, needs=_NUMERAL),
    Rule("Roman ruler", r"(?<![\w-])(?P<name>[A-Z][a-zà-ÿ]+) (?P<it>[IVX]+)(?![\w-])(?!\.\w)", _ruler, needs=_NUMERAL),
    Rule("Roman numeral",
         rf"(?i)(?<![\w-])(?P<word>{_KEYWORDS})s? (?P<it>[IVXLC]+|[ivxl]+)(?![\w-])(?!'[a-z]{{2}})(?!\.\w)", _keyed),
    Rule("Roman numeral", r"(?<![\w'-])(?P<word>[A-Z][a-zà-ÿ]+) (?P<it>[IVX]{2,})(?![\w'-])(?!\.\w)",
         _after_name, needs=_NUMERAL),
    Rule("Roman item", r"(?<=\()(?P<it>i{1,3}|iv|vi{1,3}|ix)(?=\))", lambda match: str(roman_value(match["it"].upper())), needs="("),
)  # fmt: skip

"""Ordinal numbers and Roman numerals in French."""

from __future__ import annotations

import re

from podcast.language.word_lists import word_lists
from podcast.wording.french.numbers import ordinal
from podcast.wording.model import NUMBER, Rule
from podcast.wording.numerals import roman_digits, roman_value

_FEMININE = ("re", "ère", "ere", "ière")
_MANY = frozenset("CLDM")


def _ordinal(match: re.Match[str]) -> str | None:
    number = int(match["n"])
    ending = match["ending"]
    plural = bool(match["s"])
    if ending in ("nd", "nde", "d", "de"):
        if number != 2:
            return None
        return ("second" if ending in ("nd", "d") else "seconde") + ("s" if plural else "")
    if ending == "er" or ending in _FEMININE:
        if number != 1:
            return None
        return ordinal(1, feminine=ending != "er", plural=plural)
    return ordinal(number, plural=plural) if number else None


def _roman_ordinal(match: re.Match[str]) -> str | None:
    numeral, ending = match["n"], match["ending"]
    value = roman_value(numeral)
    if value is None or (len(numeral) == 1 and numeral in _MANY):
        return None  # "Ce", "Le", "De" and "Me" are words
    if ending in ("er", "re", "ère"):
        return ordinal(1, feminine=ending != "er") if value == 1 else None
    if numeral == "I" and match["ending"] == "e":
        return None
    return ordinal(value, plural=bool(match["s"]))


_KEYWORDS = (
    "chapitres?|tomes?|livres?|parties?|titres?|sections?|actes?|scènes?|volumes?|annexes?|phases?"
    "|niveaux?|articles?|classes?|catégories?|groupes?|types?|axes?|volets?|pilier|lots?"
    "|chap\\.|vol\\.|sect\\.|t\\.|fig\\.|liv\\.|tabl\\."
    "|paragraphes?|alinéas?|grades?|échelons?|guerre mondiale|tableaux?|planches?|stades?|numéros?"
)
_RULERS = "|".join(word_lists("fr", "people").in_order("rulers"))


_ADVERBS = (
    "premièrement deuxièmement troisièmement quatrièmement cinquièmement sixièmement"
    " septièmement huitièmement neuvièmement"
).split()


def _enumerated(match: re.Match[str]) -> str | None:
    """ "1° un risque, 2° une chance": an enumeration where it begins with 1°."""
    text = match.string
    if ("1° " in text and "2° " in text) or match.start() == 0:
        return _ADVERBS[int(match["n"]) - 1]
    return None


_KEYED = re.compile(
    rf"(?<![\w-])(?:{_KEYWORDS}|(?:{_RULERS})) (?P<it>(?-i:[IVXLCDM]+))(?![\w'])(?!\.\w)", re.I
)


_NUMERAL = re.compile(r" [IVXLCDM]+(?![\w'])")


def _keyed(match: re.Match[str]) -> str | None:
    numeral = match["it"]
    return None if numeral in _MANY else roman_digits(numeral)  # "article L" is a book of a code


ENUMERATION = (
    Rule("numbered paragraph",
         r"(?:\b[Ll]es? |\b[Aa]ux? |\b[Dd]u |\b[Dd]es |\b[Ee]t |\bà |\barticle \d{1,4}, )"
         r"(?P<it>(?P<n>[1-9])°)(?= (?:de (?:l'|la )|du [IVX]+\b|à \d°|et \d°)|(?<=, \d°))",
         lambda match: _ADVERBS[int(match["n"]) - 1]),
    Rule("enumeration", r"(?:^|(?<=[\s(]))(?P<it>(?P<n>[1-9])°)(?= [a-zà-ÿ]| ?[:/]|\))", _enumerated),
)  # fmt: skip

RULES = (
    Rule("ordinal",
         r"(?<![\w.,/-])(?P<n>\d{1,6})(?P<ending>ère|ière|ième|ème|eme|er|re|nde|nd|(?<=2)de|(?<=2)d|è|e)"
         r"(?P<s>s?)(?![\w']|-m)", _ordinal, needs=NUMBER),

    Rule("ordinal",
         r"(?<![\w.,/-])(?P<n>\d{1,6}) (?P<ending>ième|ème|(?<=\b1 )er|(?<=\b1 )ère|(?<=\b1 )re|e(?= (?:siècle|arrondissement|étage|République)))(?P<s>s?)(?![\w'])",
         _ordinal, needs=NUMBER),
    Rule("Roman ordinal",
         r"(?P<n>[IVXLCDM](?<![\w'].)[IVXLCDM]{0,14})(?P<ending>ère|ième|ème|er|re|°|è|e| e(?= (?:siècle|République|arrondissement)))(?P<s>s?)(?![\w'])",
         _roman_ordinal),
    Rule("Roman numeral", _KEYED, _keyed, needs=_NUMERAL),
    Rule("Roman numeral", r"(?:\b[Ll]e|\b[Aa]u|\b[Dd]u) (?P<it>I)(?= (?:de l'|du |de la |est |et |bis)|[,.;]|$)",
         "un", needs=_NUMERAL),
    Rule("Roman numeral", r"^(?P<it>[IVX]{1,6})(?= ?[.)] ?[–-]| ?\)|\. [A-ZÀ-Þ]| - )",
         lambda match: roman_digits(match["it"])),
    Rule("Roman numeral", r"(?<=[^\W\d_] )(?P<it>[IVX]{2,})(?![\w'-])(?!\.\w)", lambda match: roman_digits(match["it"]), needs=_NUMERAL),
)  # fmt: skip

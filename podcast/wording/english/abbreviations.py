"""Abbreviations in English."""

from __future__ import annotations

import re

from podcast.language.word_lists import word_lists
from podcast.wording.english.numbers import in_case
from podcast.wording.model import Rule

_DIGIT = r"(?= ?\d)"
_NUMBERED = r"(?= ?(?:\d|[IVX]+\b))"
_LISTS = word_lists("en", "abbreviations")
_CLOSING = _LISTS.words("closing")  # what keeps its full stop at the end of the text

_ETC = re.compile(
    r"(?<!\w)(?P<it>(?:etc|&c)(?P<dot>\.?…?))(?!\w)(?=(?P<after>\s*$|\s+[A-ZÀ-ÖØ-Þ])?)"
)


def _etc(match: re.Match[str]) -> str:
    return "et cetera." if match["dot"] and match["after"] is not None else "et cetera"


_BAR = re.compile(r"\[[^\]]*\]|\\.|[()|]")


def _alternatives(pattern: str) -> list[str]:
    """Return what stands between the bars of a pattern that are in no group."""
    found, depth, start = [], 0, 0
    for sign in _BAR.finditer(pattern):
        depth += (sign[0] == "(") - (sign[0] == ")")
        if sign[0] == "|" and depth == 0:
            found.append(pattern[start : sign.start()])
            start = sign.end()
    return [*found, pattern[start:]]


_TABLE = [
    (either.replace("{digit}", _DIGIT).replace("{numbered}", _NUMBERED), said)
    for written, said in _LISTS.table("abbreviations").items()
    for either in _alternatives(written)
]
# One pattern for all: as many as these would each look through the whole text. Each of its
# alternatives begins with a letter of its own, by which it is left out quickly.
_EITHER = "|".join(f"{written}(?!\\w)(?P<a{number}>)" for number, (written, _) in enumerate(_TABLE))
_ABBREVIATION = _LISTS.compiled("abbreviations", rf"(?<![\w.'-])(?:{_EITHER})")


def _abbreviation(match: re.Match[str]) -> str:
    said = _TABLE[int((match.lastgroup or "a0")[1:])][1]
    closes = said in _CLOSING and match.group().endswith(".")
    return f"{said}." if closes and match.end() == len(match.string) else in_case(match, said)


RULES = (
    Rule("etc.", _ETC, _etc),
    Rule("abbreviation", _ABBREVIATION, _abbreviation),
)  # fmt: skip

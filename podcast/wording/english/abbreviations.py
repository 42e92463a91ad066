"""Abbreviations in English."""

from __future__ import annotations

import re

from podcast.language.word_lists import word_lists
from podcast.wording.english.numbers import in_case
from podcast.wording.model import NUMBER, Rule

_DIGIT = r"(?= ?\d)"
_NUMBERED = r"(?= ?(?:\d|[IVX]+\b))"
_LISTS = word_lists("en", "abbreviations")
_CLOSING = _LISTS.words("closing")  # what keeps its full stop at the end of the text

_ETC = re.compile(
    r"(?<!\w)(?P<it>(?:etc|&c)(?P<dot>\.?…?))(?!\w)(?=(?P<after>\s*$|\s+[A-ZÀ-ÖØ-Þ])?)"
)


def _etc(match: re.Match[str]) -> str:
    return "et cetera." if match["dot"] and match["after"] is not None else "et cetera"


def _rule(written: str, said: str) -> Rule:
    def says(match: re.Match[str]) -> str:
        closes = said in _CLOSING and match.group().endswith(".")
        return f"{said}." if closes and match.end() == len(match.string) else in_case(match, said)

    numbered = all("{digit}" in either for either in written.split("|"))
    pattern = written.replace("{digit}", _DIGIT).replace("{numbered}", _NUMBERED)
    compiled = _LISTS.compiled("abbreviations", rf"(?<![\w.'-])(?:{pattern})(?!\w)")
    return Rule("abbreviation", compiled, says, needs=NUMBER if numbered else "")


RULES = (
    Rule("etc.", _ETC, _etc),
    Rule("company", re.compile(r"(?P<it> & Co\b\.?)"), lambda match: " and Company"),
    *(_rule(written, said) for written, said in _LISTS.table("abbreviations").items()),
)

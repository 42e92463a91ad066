"""Abbreviations in French."""

from __future__ import annotations

import re

from podcast.language.word_lists import word_lists
from podcast.wording.model import Rule

_LISTS = word_lists("fr", "abbreviations")
_SAID = tuple(_LISTS.table("abbreviations").values())
_WRITTEN = [
    written.replace("{digit}", r"(?= ?\d)").replace("{numbered}", r"(?= ?[\dIVX]+\b)")
    for written in _LISTS.table("abbreviations")
]

# One pattern for all: as many as these would each look through the whole text. In it, no
# alternatives stand side by side: where each row begins with a letter of its own, the table is
# looked through four times faster.
_EITHER = "|".join(f"{written}(?P<a{number}>)" for number, written in enumerate(_WRITTEN))
_ABBREVIATION = _LISTS.compiled("abbreviations", rf"(?<![\w.-])(?:{_EITHER})(?!\w)")

# "etc." keeps the full stop only where it ends the sentence.
_ETC = re.compile(r"(?<!\w)(?P<it>etc(?P<dot>\.?…?))(?!\w)(?P<after>\s*(?=[A-ZÀ-ÖØ-Þ«(]|$))?")


def _etc(match: re.Match[str]) -> str:
    return "et cétéra." if match["dot"] and match["after"] is not None else "et cétéra"


RULES = (
    Rule("etc.", _ETC, _etc, needs=re.compile("etc")),
    Rule("numbers", r"(?<!\w)(?:[nN] ?[°º]s ?(?=\d)|nos (?=\d+(?:,| et| à) \d))",
         "numéros ", needs=re.compile(r"[°º]s ?\d|nos \d")),
    Rule("number", r"(?<!\w)[nN] ?[°º]\.? ?", "numéro ", needs="°º"),
    Rule("number", r"[nN]o(?<!\w..) (?=\d)", "numéro "),
    Rule("abbreviation", _ABBREVIATION, lambda match: _SAID[int((match.lastgroup or "a0")[1:])]),
)  # fmt: skip

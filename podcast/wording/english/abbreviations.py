"""Abbreviations in English."""

from __future__ import annotations

import re

from podcast.wording.english.numbers import in_case
from podcast.wording.needs import NUMBER
from podcast.wording.rules import Rule

_DIGIT = r"(?= ?\d)"
_NUMBERED = r"(?= ?(?:\d|[IVX]+\b))"

# What is written (a regular expression, in its usual case) and what is said.
_TABLE = (
    (r"e\. ?g\.,?|eg\.,?|eg(?= [a-z])", "for example"),
    (r"E\.g\.,?|Eg\.,?", "For example"),
    (r"i\. ?e\.,?|ie\.,?", "that is"),
    (r"I\.e\.,?", "That is"),
    (r"viz\.", "namely"),
    (r"[Cc]f\.(?= )", "compare"),
    (r"vs\.?(?= )", "versus"),
    (rf"Nos\.{_DIGIT}|nos\.{_DIGIT}", "numbers"),
    (rf"No\.?{_DIGIT}|[Nn] ?[°º]{_DIGIT}|№", "number"),
    (rf"pp\.{_DIGIT}", "pages"),
    (rf"p\.{_DIGIT}", "page"),
    (rf"[Cc]hs\.{_NUMBERED}", "chapters"),
    (rf"[Cc]h\.{_NUMBERED}|[Cc]hap\.{_NUMBERED}", "chapter"),
    (rf"[Ff]igs\.{_DIGIT}", "figures"),
    (rf"[Ff]ig\.{_DIGIT}", "figure"),
    (rf"[Vv]ols\.{_NUMBERED}", "volumes"),
    (rf"[Vv]ol\.{_NUMBERED}", "volume"),
    (rf"[Ee]q\.{_DIGIT}", "equation"),
    (rf"[Tt]ab\.{_DIGIT}", "table"),
    (rf"[Aa]pp\.{_NUMBERED}", "appendix"),
    (rf"[Ee]p\.{_DIGIT}", "episode"),
    (r"[Aa]pprox\.?(?= )", "approximately"),
    (r"[Dd]epts\.", "departments"),
    (r"[Dd]ept\.?(?= )", "department"),
    (r"Inc\.?(?=[ ,]|$)", "Incorporated"),
    (r"Ltd\.?", "Limited"),
    (r"Corp\.(?=[ ,]|$)", "Corporation"),
    (r"Co\.(?= (?:[a-z]|Ltd)|,|$)", "Company"),
    (r"Bros\.?(?= |$|,)", "Brothers"),
    (r"[Gg]ovt\.?(?= )", "government"),
    (r"[Ii]ntl\.?(?= )", "international"),
    (r"[Aa]ssn\.?(?= )", "association"),
    (r"[Uu]niv\.(?= )", "university"),
    (rf"est\.{_DIGIT}", "established"),
    (r"(?:ca|c)\.(?= ?(?:1\d{3}|20\d\d))", "circa "),
    (rf"fn\.{_DIGIT}", "footnote"),
    (r"w/o(?=[ ,.;)]|$)", "without"),
    (r"w/(?=[ ,.;)]|$)", "with"),
    (r"b/c(?= )", "because"),
    (r"[Mm]in\.(?= [a-z])", "minimum"),
    (r"[Mm]ax\.(?= [a-z\d])", "maximum"),
    (r"[Tt]el\.(?= ?[:+(\d])|Tel(?= ?[:+(\d])", "telephone"),
    (rf"[Ee]xt\.{_DIGIT}", "extension"),
    (r"[Ii]bid\.", "ibidem"),
    (r"[Ee]t al\.?", "et al"),
    (r"[Aa]ssoc\.(?= )", "associated"),
    (r"N/A|n/a", "not applicable"),
    (r"c/o(?= )", "care of"),
    (r"m\.p\.h\.", "miles per hour"),
    (r"[Aa]sst\.?(?= )", "assistant"),
    (r"[Ee]ds?\.(?= ?\))", "editor"),
    (r"[Rr]ef\.(?= ?[:\d])", "reference"),
    (r"[Nn]\.?[Bb]\.(?= )|NB(?=[ :,])", "note"),
    (r"[Aa]ka|[Aa]\.k\.a\.", "also known as"),
    (r"[Rr]e:(?= )", "about:"),
    (r"(?<=\d )p\.a\.|(?<=\d )pa(?=[ .,]|$)", "per year"),
    (r"[Ii]ncl\.(?= )", "including"),
    (r"[Ee]xcl\.(?= )", "excluding"),
    (r"[Aa]vg\.?(?= )", "average"),
    (r"[Mm]gmt\.?", "management"),
    (r"Mt\.?(?= [A-Z][a-z])", "Mount"),
    (r"Ft\.(?= [A-Z][a-z])", "Fort"),
)  # fmt: skip

# At the end of the text these keep their full stop.
_AT_END = (
    "Company",
    "Limited",
    "Incorporated",
    "Corporation",
    "et al",
    "per year",
    "Brothers",
)


_ETC = re.compile(
    r"(?<!\w)(?P<it>(?:etc|&c)(?P<dot>\.?…?))(?!\w)(?=(?P<after>\s*$|\s+[A-ZÀ-ÖØ-Þ])?)"
)


def _etc(match: re.Match[str]) -> str:
    return "et cetera." if match["dot"] and match["after"] is not None else "et cetera"


def _table_rule(written: str, said: str) -> Rule:
    def says(match: re.Match[str]) -> str:
        closes = said in _AT_END and match.group().endswith(".")
        return f"{said}." if closes and match.end() == len(match.string) else in_case(match, said)

    numbered = all(_DIGIT in either for either in written.split("|"))
    pattern = re.compile(rf"(?<![\w.'-])(?:{written})(?!\w)")
    return Rule("abbreviation", pattern, says, needs=NUMBER if numbered else "")


RULES = (
    Rule("etc.", _ETC, _etc),
    Rule("company", re.compile(r"(?P<it> & Co\b\.?)"), lambda match: " and Company"),
    *(_table_rule(written, said) for written, said in _TABLE),
)

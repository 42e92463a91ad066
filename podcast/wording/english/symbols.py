"""Symbols and punctuation in English, after everything else has had its turn."""

from __future__ import annotations

import re

from podcast.wording.model import Rule

EARLY = (
    Rule("dot J S", r"(?<=[a-z])(?P<it>\.[jJ][sS])(?!\w|\.\w)", " dot J S", needs="jJ"),
    Rule("always", r"(?<![\w/])24/7/365(?![\w/])", "24 7 three six five", needs="4"),
    Rule("plus plus", r"(?<=[A-Za-z])\+\+", " plus plus", needs="+"),
)  # fmt: skip
"""Names that would be taken for acronyms."""

_PAIR = (
    "his/her|her/his|he/she|she/he|him/her|her/him|s/he|himself/herself|hers/his|their/his"
    "|yes/no|and/or|either/or|true/false|pass/fail"
)


def _pair(match: re.Match[str]) -> str:
    one, _, other = match["it"].partition("/")
    if one == "s":
        return "she or he"
    if one in ("and", "either"):
        return f"{one} {other}"
    return f"{one} or {other}"


RULES = (
    Rule("note",
         r" ?\[(?:\d{1,3}(?:[,;-] ?\d{1,3}){1,8}|\d{1,2}:\d\d(?::\d\d)?(?:\.\d{1,3})?|[a-z]|(?:citation|clarification) needed|sic|who\?)\]",
         ""),
    Rule("pair", rf"(?i)(?<![\w/])(?P<it>{_PAIR})(?![\w/])", _pair),
    Rule("letters and numbers", r"(?<=[A-Za-z])(?P<it>-)(?=\d)", " "),
    Rule("number sign", r"(?<![\w#&])#(?=\d)", "number "),
    Rule("and", r" ?& ?", " and "),
    Rule("not equal", r" ?(?:≠|!=) ?", " does not equal "),
    Rule("arrow", r" ?(?:=>|->) ?", ", "),
    Rule("at least", r" ?(?:≥|>=) ?", " at least "),
    Rule("at most", r" ?(?:≤|<=) ?", " at most "),
    Rule("equals", r" ?=+ ?", " equals "),
    Rule("times", r" ?× ?", " times "),
    Rule("times", r"(?<=\d)(?P<it> ?x ?)(?=\d)", " by "),
    Rule("times", r"(?<=\d)(?P<it>x)(?!\w)", " times"),
    Rule("times", r"(?<=[ (])(?P<it>x)(?=\d{1,4}(?!\w|[.,]\d))", "times "),
    Rule("more", r"(?<![<>])(?P<it>> ?)(?=[$£€]?\d)", "more than "),
    Rule("less", r"(?<![<>])(?P<it>< ?)(?=[$£€]?\d)", "less than "),
    Rule("about", r"[≈~] ?(?=[$£€]?\d)", "about "),
    Rule("plus or minus", r" ?± ?", " plus or minus "),
    Rule("plus", r"(?P<it> ?\+ ?)(?=\w)", " plus "),
    Rule("plus", r"(?<=\w)(?P<it> ?\+)", " plus"),
    Rule("minus", r" − ?", " minus "),
    Rule("degrees", r"(?P<it> ?°)", " degrees"),
    Rule("part", r"(?<![\w.,/])1(?P<it>/)(?=10{3,9}(?!\w|[.,/-]\d))", " in "),
    Rule("slash", r"(?<=\d)(?P<it> ?/ ?)(?=\d)", " slash "),
    Rule("at", r" ?@ ?", " at "),
)  # fmt: skip

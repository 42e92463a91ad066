"""Symbols and punctuation in English, after everything else has had its turn."""

from __future__ import annotations

import re

from podcast.wording.model import Rule

EARLY = (
    Rule("sharp", re.compile(r"(?<!\w)[A-G](?P<it>#)(?!\w)"), lambda match: " sharp", needs="#"),
    Rule(
        "dot J S",
        re.compile(r"(?<=[a-z])(?P<it>\.[jJ][sS])(?!\w|\.\w)"),
        lambda match: " dot J S",
        needs="jJ",
    ),
    Rule(
        "always",
        re.compile(r"(?<![\w/])24/7/365(?![\w/])"),
        lambda match: "24 7 three six five",
        needs="4",
    ),
    Rule("plus plus", re.compile(r"(?<=[A-Za-z])\+\+"), lambda match: " plus plus", needs="+"),
)
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
    Rule(
        "note",
        re.compile(
            r" ?\[(?:\d{1,3}(?:[,;-] ?\d{1,3}){1,8}|\d{1,2}:\d\d(?::\d\d)?(?:\.\d{1,3})?|[a-z]|(?:citation|clarification) needed|sic|who\?)\]"
        ),
        lambda match: "",
    ),
    Rule("pair", re.compile(rf"(?<![\w/])(?P<it>{_PAIR})(?![\w/])", re.I), _pair),
    Rule("letters and numbers", re.compile(r"(?<=[A-Za-z])(?P<it>-)(?=\d)"), lambda match: " "),
    Rule("number sign", re.compile(r"(?<![\w#&])#(?=\d)"), lambda match: "number "),
    Rule("and", re.compile(r" ?& ?"), lambda match: " and "),
    Rule("not equal", re.compile(r" ?(?:≠|!=) ?"), lambda match: " does not equal "),
    Rule("arrow", re.compile(r" ?(?:=>|->) ?"), lambda match: ", "),
    Rule("at least", re.compile(r" ?(?:≥|>=) ?"), lambda match: " at least "),
    Rule("at most", re.compile(r" ?(?:≤|<=) ?"), lambda match: " at most "),
    Rule("equals", re.compile(r" ?=+ ?"), lambda match: " equals "),
    Rule("times", re.compile(r" ?× ?"), lambda match: " times "),
    Rule("times", re.compile(r"(?<=\d)(?P<it> ?x ?)(?=\d)"), lambda match: " by "),
    Rule("times", re.compile(r"(?<=\d)(?P<it>x)(?!\w)"), lambda match: " times"),
    Rule("times", re.compile(r"(?<=[ (])(?P<it>x)(?=\d{1,4}(?!\w|[.,]\d))"), lambda match: "times "),
    Rule("more", re.compile(r"(?<![<>])(?P<it>> ?)(?=[$£€]?\d)"), lambda match: "more than "),
    Rule("less", re.compile(r"(?<![<>])(?P<it>< ?)(?=[$£€]?\d)"), lambda match: "less than "),
    Rule("about", re.compile(r"[≈~] ?(?=[$£€]?\d)"), lambda match: "about "),
    Rule("plus or minus", re.compile(r" ?± ?"), lambda match: " plus or minus "),
    Rule("plus", re.compile(r"(?P<it> ?\+ ?)(?=\w)"), lambda match: " plus "),
    Rule("plus", re.compile(r"(?<=\w)(?P<it> ?\+)"), lambda match: " plus"),
    Rule("minus", re.compile(r" − ?"), lambda match: " minus "),
    Rule("minus", re.compile(r"(?<=\d)(?P<it> - )(?=\d)"), lambda match: " minus "),
    Rule("degrees", re.compile(r"(?P<it> ?°)"), lambda match: " degrees"),
    Rule("part", re.compile(r"(?<![\w.,/])1(?P<it>/)(?=10{3,9}(?!\w|[.,/-]\d))"), lambda match: " in "),
    Rule("slash", re.compile(r"(?<=\d)(?P<it> ?/ ?)(?=\d)"), lambda match: " slash "),
    Rule("slash", re.compile(r" / "), lambda match: ", "),
    Rule("slash", re.compile(r" ?/+ ?"), lambda match: " "),
    Rule("at", re.compile(r" ?@ ?"), lambda match: " at "),
)  # fmt: skip

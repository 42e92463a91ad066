"""Symbols and punctuation in French, after everything else has had its turn."""

from __future__ import annotations

import re

from podcast.wording.rules import Rule, Saying

EARLY = (
    Rule(
        "days", re.compile(r"(?<![\w'])[JHN](?P<it>-)(?=\d{1,3}(?![\w-]))"), lambda match: " moins "
    ),
)

RULES = (
    Rule("acronyms", re.compile(r"(?<=[A-Z]{2})(?P<it>-)(?=[A-Z]{2})"), lambda match: ", "),
    Rule("letters and numbers", re.compile(r"(?<=[A-Za-z])(?P<it>-)(?=\d)"), lambda match: " "),
    Rule("car", re.compile(r"(?<![\w])4 ?[x×] ?4(?!\w)"), lambda match: "quatre quatre"),
    Rule("and/or", re.compile(r"(?<!\w)et ?/ ?ou(?!\w)"), lambda match: "et ou"),
    Rule("and", re.compile(r" ?& ?"), lambda match: " et "),
    Rule("version", re.compile(r"(?<=\d)(?P<it>\.)(?=\d)"), lambda match: None),
    Rule("equals", re.compile(r" ?= ?"), lambda match: " égale "),
    Rule("times", re.compile(r" ?× ?"), lambda match: " fois "),
    Rule("times", re.compile(r"(?<=\d)(?P<it> ?x ?)(?=\d)"), lambda match: " fois "),
    Rule("divided", re.compile(r" ?÷ ?"), lambda match: " divisé par "),
    Rule("at least", re.compile(r" ?(?:≥|>=) ?"), lambda match: " supérieur ou égal à "),
    Rule("at most", re.compile(r" ?(?:≤|<=) ?"), lambda match: " inférieur ou égal à "),
    Rule("more", re.compile(r"(?<![<>])(?P<it> ?> ?)(?=\d)"), lambda match: " supérieur à "),
    Rule("less", re.compile(r"(?<![<>])(?P<it> ?< ?)(?=\d)"), lambda match: " inférieur à "),
    Rule("about", re.compile(r"[≈~] ?(?=\d)"), lambda match: "environ "),
    Rule("plus or minus", re.compile(r" ?± ?"), lambda match: " plus ou moins "),
    Rule("plus", re.compile(r"(?P<it> ?\+ ?)(?=\d|[^\W\d_])"), lambda match: Saying(" plus ", ipa="plys")),
    Rule("plus", re.compile(r"(?P<it>\+)(?!\w)"), lambda match: Saying(" plus", ipa="plys")),
    Rule("minus", re.compile(r" ?− ?"), lambda match: " moins "),
    Rule("degrees", re.compile(r"(?P<it> ?°)"), lambda match: " degrés"),
    Rule("per cent", re.compile(r"%"), lambda match: "pour cent"),
    Rule("slash", re.compile(r"(?<=\d)(?P<it> ?/ ?)(?=\d)"), lambda match: " sur "),
    Rule("slash", re.compile(r" ?/+ ?"), lambda match: " "),
    Rule("at", re.compile(r"@"), lambda match: " arobase "),
)  # fmt: skip

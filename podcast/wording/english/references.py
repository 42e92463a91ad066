"""References in English: sections and articles of law, cases; telephone numbers."""

from __future__ import annotations

import re

from podcast.wording.english.acronyms import LETTERS
from podcast.wording.english.numbers import digits
from podcast.wording.rules import Rule, Saying

_GROUPS = re.compile(r"\d+")


def _phone(match: re.Match[str]) -> str:
    number = match["it"].replace("(0)", "")
    said = ", ".join(digits(group) for group in _GROUPS.findall(number))
    return f"plus {said}" if "+" in number[:2] else said


def _short_phone(match: re.Match[str]) -> str:
    return digits(match["it"])


_BRACKETED = re.compile(r"\(([^()]{1,4})\)")


def _brackets(match: re.Match[str]) -> Saying:
    """ "6(1)(f)": six, one, f."""
    from podcast.wording.english.numbers import spelled
    from podcast.wording.roman import roman_value

    said = []
    for inside in _BRACKETED.findall(match["it"]):
        value = roman_value(inside.upper()) if len(inside) > 1 or inside == "i" else None
        if inside.isdigit():
            said.append(spelled(int(inside)))
        elif value is not None:
            said.append(spelled(value))
        else:
            said.append(inside)
    words = " ".join(said)
    return Saying(f" {words}")


_ABBREVIATED = (
    (r"[Aa]rts\.", "articles"), (r"[Aa]rt\.", "article"), (r"[Ss]s\.", "sections"),
    (r"[Ss]ecs\.", "sections"), (r"[Ss]ec\.", "section"), (r"s\.", "section"),
    (r"[Pp]aras\.", "paragraphs"), (r"[Pp]ara\.", "paragraph"), (r"[Cc]ls\.", "clauses"),
    (r"[Cc]l\.", "clause"), (r"[Rr]eg\.", "regulation"), (r"[Ss]ch\.", "schedule"),
    (r"[Aa]rt(?= \d)", "article"),
)  # fmt: skip


def _as_written(match: re.Match[str], said: str) -> str:
    return said.capitalize() if match["it"][0] == "A" and match.start() == 0 else said


RULES = (
    Rule(
        "telephone",
        re.compile(
            r"(?<![\w.,/])(?P<it>(?:\+|00)\d{1,3}[ .-]?(?:\(0\) ?)?\(?\d{1,4}\)?(?:[ .-]\d{2,4}){1,5})(?![\w/]|[.,-]\d)"
        ),
        _phone,
    ),
    Rule(
        "telephone",
        re.compile(
            r"(?<![\w.,/])(?P<it>\(?0\d{2,5}\)?(?:[ -]\d{2,4}){1,4}|\(\d{3}\) ?\d{3}[ -]\d{4}"
            r"|(?:1-)?\d{3}-\d{3}-\d{4}|\d{3}-0\d{3})(?![\w/]|[.,-]\d| \d)"
        ),
        _phone,
    ),
    Rule(
        "telephone",
        re.compile(
            r"\b(?:call|dial|ring|phone|number is|telephone|helpline|text|tel\.|fax|us on) ?(?:is |on |us on |:)?"
            r" ?(?P<it>\d{3}-\d{4}|0\d{9,10})(?![\w/]|[.,-]\d)",
            re.I,
        ),
        _phone,
    ),
    Rule(
        "short telephone number",
        re.compile(
            r"\b(?:[Cc]all(?:ed|ing|s)?|[Dd]ial(?:led|ling|ing|s)?|[Rr]ing|rang|[Pp]hone|text|on)"
            r" (?P<it>911|999|112|101|111|118|119|116 ?\d{3}|15|18|17)"
            r"(?=[,.;:!?)…]|$| (?:if|when|for|and|or|now|at|in|to|immediately|twice|straight|again|first|before|because|is|was|but|as|after))"
            r"(?![.,]\d)",
        ),
        lambda match: None
        if match.group().startswith("on ") or len(match["it"]) < 3
        else _short_phone(match),
    ),
    Rule("nine eleven", re.compile(r"(?<![\w/.,])(?P<it>9/11)(?![\w/])"), lambda match: "nine eleven"),
    *(
        Rule(
            "abbreviation of law",
            re.compile(rf"(?<![\w.'-])(?P<it>{written})(?= ?\d| [IVX]+\b)"),
            lambda match, said=said: said,  # type: ignore[misc]
        )
        for written, said in _ABBREVIATED
    ),
    Rule("sections", re.compile(r"§§ ?"), lambda match: "sections "),
    Rule("section", re.compile(r"§ ?"), lambda match: "section "),
    Rule(
        "brackets of law",
        re.compile(
            r"(?<=\d)(?P<it>(?:\((?:\d{1,2}|[a-z]|[ivx]{2,4})\))+)(?![\w(])|(?<=\d[A-Z])(?P<also>(?!))"
        ),
        _brackets,
    ),
    Rule(
        "case",
        re.compile(r"(?<=[a-z.)] )(?P<it>v\.?)(?= (?:the )?[A-Z])"),
        lambda match: "versus",
    ),
    Rule(
        "case",
        re.compile(r"\b(?:R|Re|[A-Z]{2,6}|[A-Z][a-z]+) (?P<it>v\.?)(?= (?:the )?[A-Z])"),
        lambda match: "versus",
    ),
)  # fmt: skip

"""References in French: articles of law, numbers of acts, pages; telephone numbers."""

from __future__ import annotations

import re

from podcast.wording.model import Rule

_ARTICLE = re.compile(
    r"(?<![\w.])(?P<book>(?:[LRDA]O?|LP)\. ?|[LRD] ?(?=\d{2,4}-\d))(?P<n>\d{1,4}(?: ?- ?\d{1,3})*)(?![\w])"
)
_TIRET = re.compile(r" ?- ?")
_HYPHENED = re.compile(r"-(?<=\d.)\d")
_SHORT = re.compile(r"3\d\d\d(?!\d)")


def _hyphened(match: re.Match[str]) -> str:
    return _TIRET.sub(" tiret ", match["it"])


_GROUPS = re.compile(r"[ .()-]+")


def _phone(match: re.Match[str]) -> str:
    groups = [group for group in _GROUPS.split(match["it"]) if group]
    if match.string[match.start("it") - 1 : match.start("it")] == "+":
        groups = [group for group in groups if group != "0"]
    return ", ".join(groups)


def _joined_phone(match: re.Match[str]) -> str:
    digits = match["it"]
    return ", ".join(digits[place : place + 2] for place in range(0, 10, 2))


RULES = (
    Rule("telephone",
         r"(?<![\w.,/])\+?(?P<it>(?:(?<=\+)33 ?(?:\(0\) ?)?[1-9]|(?<!\+)0[1-9])(?:[ .-]?\d\d){4})(?![\w/]|[.,-]\d)",
         lambda match: _phone(match) if _GROUPS.search(match["it"]) else _joined_phone(match)),
    Rule("telephone",
         r"(?<![\w.,/])\+?(?P<it>(?<=\+)\d{1,3}(?:[ .-]?\(0\))?(?:[ .-]\d{1,4}){2,6}|0[89]\d\d \d{3} \d{3}|0 8\d\d \d{3} \d{3}|116 (?:117|000|006|111))(?![\w/]|[.,-]\d)",
         _phone),
    Rule("short telephone number",
         r"(?:[Aa]ppel\w+ (?:le|au)|[Cc]ompos\w+ le|[Jj]oign\w+ le|\bau|[Nn]uméro(?: \w+)?|[Ll]igne) (?P<it>3[0-9]\d\d)(?![\w]|[.,]\d)",
         lambda match: f"{match['it'][:2]} {match['it'][2:]}", needs=_SHORT),
    Rule("article 49, paragraph 3", r"(?<![\w.,])49[.-]3(?![\w]|[.,-]\d)", "49 3"),
    Rule("article of law", _ARTICLE,
         lambda match: f"{match['book'].rstrip('. ')} {_TIRET.sub(' tiret ', match['n'])}"),
    Rule("article of law",
         r"(?i)\b(?:articles?|art\.|loi|ordonnance|décret|amendement|règlement|arrêté|délibération"
         r"|proposition|avis|dossier|rapport|directive|circulaire|pourvoi|décision)"
         r"(?: \(UE\))?(?: n ?[°ºo]\.?| numéro)? ?"
         r"(?P<it>\d+(?:-\d+)+(?:(?:,| et| ou| à) \d+(?:-\d+)+)*)(?![\w/])", _hyphened, needs=_HYPHENED),
    Rule("number of an act", r"\b[nN] ?[°ºo] ?(?P<it>\d+(?:-\d+)+)(?![\w/])", _hyphened, needs=_HYPHENED),
    Rule("European act",
         r"(?i)\b(?:directives?|règlements?|décisions?|recommandations?)(?: \(?UE\)?)?(?: n ?[°º])? ?"
         r"(?P<it>(?P<a>\d{2,4})/(?P<b>\d{2,4}))(?:/(?:CE|UE|CEE))?(?![\w/])",
         lambda match: f"{match['a']}, {match['b']}", needs="/"),
    Rule("European case", r"(?<![\w'])[CTF](?P<it>-(?P<a>\d{1,4})/(?P<b>\d\d))(?![\w/])",
         lambda match: f" {match['a']}, {match['b']}"),
    Rule("short telephone number",
         r"\b(?:[Ll]e|[Aa]u|[Dd]u) (?P<it>3[019]\d\d)(?![\w]|[.,]\d| [a-zé]+s\b| (?:mètres|euros))",
         lambda match: f"{match['it'][:2]} {match['it'][2:]}", needs=_SHORT),
    Rule("paragraph", r"§§? ?(?=\d)", "paragraphe "),
)  # fmt: skip

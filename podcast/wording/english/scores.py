"""Scores and counts of votes in English: "won 3-1", "6-4, 7-5", "a 5-4 ruling"."""

from __future__ import annotations

import re

from podcast.wording.model import Rule

_PAIR = r"\d{1,2}-\d{1,2}(?![\w/-]|[.,]\d)"
_PLAYED = re.compile(
    r"\b(?:won|wins?|winning|lost|loses?|losing|beat|beats|beaten|drew|draws?|defeated|tied|led"
    r"|leads?|leading|trail(?:s|ed)|scored?|finished|ended|score(?:line)? of|result was|down|up"
    r"|victory|defeat)(?: [A-Za-z]+){0,3} $"
)
_PAGES = re.compile(
    r"\b(?:pp?\.|(?:pages?|sections?|articles?|chapters?|paras?|paragraphs?|lines?|verses?"
    r"|items?|clauses?|numbers?|nos?|years?|ages?|aged|weeks?|days?)\.?) $",
    re.I,
)
_HOURS = re.compile(
    r"\b(?:open|opens|works?|worked|working|hours|from|between|daily|weekdays|Fri|Friday|Sat|Sun"
    r"|Saturday|Sunday),? $"
)
_NEXT_GAME = re.compile(rf"(?:,| and)? {_PAIR}")


def _score(match: re.Match[str]) -> str | None:
    """Numbers that fall are a score; those that rise are one only where somebody played."""
    text, start = match.string, match.start("it")
    left, right = int(match["left"]), int(match["right"])
    before = text[max(0, start - 40) : start]
    if left < right or _PAGES.search(before) is not None or (left, right) == (9, 5):
        return None
    if _HOURS.search(before) is not None and left < 13:
        return None
    if left == right and left and _PLAYED.search(before) is None:
        return None
    if left > 30 or right > 30:
        return f"{left} to {right}"
    if (
        not right
        and left < 10
        and _PLAYED.search(before)
        and _NEXT_GAME.match(text, match.end()) is None
    ):
        return f"{left or 'nil'} nil"
    return f"{left} {right}"


RULES = (
    Rule("score",
         r"(?<![\w.,/:£$€-])(?P<it>(?P<left>\d{1,2})-(?P<right>\d{1,2}))"
         r"(?![\w/%°-]|[.,]\d| ?(?:per|%|million|billion|km|kg|miles|years|months|weeks|days)\b)", _score),
)  # fmt: skip

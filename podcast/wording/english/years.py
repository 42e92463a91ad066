"""Years in English: said as years only where the words around say so."""

from __future__ import annotations

import re

from podcast.language.word_lists import word_lists
from podcast.wording.english.numbers import (
    COUNTED,
    MEASURES,
    UNITS,
    counts_something,
    following,
    is_plural,
    spelled,
)
from podcast.wording.model import Rule

YEAR = r"(?:1[0-9]|20)\d\d"


def year(number: int) -> str:
    """Return a year in words: "nineteen oh five", "2005", "twenty twenty-four"."""
    century, rest = divmod(number, 100)
    if century % 10 == 0 and rest < 10:
        return str(number)  # two thousand and five, as any number
    if rest == 0:
        return f"{spelled(century)} hundred"
    if rest < 10:
        return f"{spelled(century)} oh {spelled(rest)}"
    return f"{spelled(century)} {spelled(rest)}"


def _year_range(match: re.Match[str]) -> str | None:
    first, second = match["from"], match["to"]
    if len(second) == 2:
        if int(second) <= int(first[2:]):
            return None
        oh = "" if int(second) > 9 or (first[2] == "0" and first[0] == "2") else "oh "
        last = oh + spelled(int(second))
        return f"{year(int(first))} to {last}"
    if not 0 < int(second) - int(first) <= 400:
        return None
    return f"{year(int(first))} to {year(int(second))}"


def _decade(match: re.Match[str]) -> str | None:
    digits = match["n"]
    tens = int(digits[-2:])
    name = {0: "hundreds", 10: "tens"}.get(tens) or f"{spelled(tens)[:-1]}ies"
    if len(digits) == 2:
        return None if tens < 20 else name
    century = int(digits[:2])
    if century % 10 == 0 and tens == 0:
        return "two thousands" if century == 20 else None
    return f"{spelled(century)} {name}"


# Before a year; the weak ones stand as often before a number.
_STRONG = re.compile(
    r"\b(?:in|since|until|till|by|during|circa|around|back in|early|late|mid|spring|summer|autumn"
    r"|winter|january|february|march|april|may|june|july|august|september|october|november"
    r"|december|year|dated|est\.|established|ca\.|c\.|anno|between|class of|election|copyright"
    r"|of|fall)[ -]$",
    re.I,
)
_IN = re.compile(r"\b(?:in|since|until|during|by) $", re.I)
_NO_YEAR = re.compile(
    r"(?:\b(?:page|room|number|no|no\.|article|section|code|model|version|bus|route|flight|highway"
    r"|about|over|under|almost|nearly|some|only|another|least|most|exactly|approximately|roughly"
    r"|than|channel|extension|pp?\.|psalm|figure|resolution|regulation|directive|law|act|bill"
    r"|form|line|paragraph|plus|minus|times|equals|point|and a)|[£$€¥#§+±=×])\s?$",
    re.I,
)
_ACT = re.compile(r"[a-z)] (?:Act|Bill|Order|Measure|Regulations|Rules) $")
_OWNED = re.compile(r"(?:\b(?:the|our|their|its|his|her|my|your|this|that)|'s|s') $", re.I)
_SYMBOL = re.compile(r" (?P<unit>(?:sq\.? )?[A-Za-z/°µ]+[²³]?)(?!\w)")
_EVENTS = word_lists("en", "dates").words("events")


def _is_year(match: re.Match[str]) -> bool:
    text, (start, end) = match.string, match.span("it")
    number = int(match["it"])
    before = text[max(0, start - 16) : start]
    if before.endswith(("mid-", "pre-", "post-")) or (number >= 1500 and _ACT.search(before)):
        return True
    if _NO_YEAR.search(before):
        return False
    after = following(text, end)
    symbol = _SYMBOL.match(text, end, end + 12)
    if symbol is not None and symbol["unit"] in UNITS:
        return False
    if after and after[0] in MEASURES:
        return False
    modern = 1900 <= number <= 2060
    if modern and _IN.search(before):
        return True
    if after and after[0] in COUNTED:
        return False
    if re.match(r" ?(?:BC|BCE|AD|CE)\b", text[end : end + 5]):
        return True
    strong = _STRONG.search(before) is not None
    weak = before.lower().endswith("of ")
    if strong and not weak:
        return not (after and after[-1] in COUNTED and number < 1500)
    counted = counts_something(text, end)
    if weak:
        return not counted
    if number < 1500 or number % 1000 == 0:
        return False
    if _OWNED.search(before):
        return not any(word in COUNTED for word in after)
    if any(word in _EVENTS for word in after) and modern:
        return True
    if after and is_plural(after[0]):
        return False
    return modern and not counted


def _financial(match: re.Match[str]) -> str:
    """ "FY24", "FY2024/25"."""
    first = match["n"]
    said = year(int(first)) if len(first) == 4 else _short_year(first)
    return f"F Y {said}" + (f" to {_short_year(match['to'])}" if match["to"] else "")


def _short_year(digits: str) -> str:
    return f"oh {spelled(int(digits))}" if digits[0] == "0" and digits != "00" else digits


def _round_year(match: re.Match[str]) -> str | None:
    if counts_something(match.string, match.end()):
        return None
    return f"{spelled(int(match['it'][:2]))} hundred"


RULES = (
    Rule("financial year",
         r"(?:(?<!\w)|(?<=\bQ\d))(?P<it>FY ?'?(?P<n>(?:20|19)?\d\d)(?:[-/](?P<to>\d\d))?)(?!\w|[.,]\d)", _financial),
    Rule("short year",
         r"\b(?:[Cc]lass of|back in|summer of|winter of|spring of|since|in) (?P<it>0[1-9])(?![\w/:%-]|[.,]\d)",
         lambda match: _short_year(match["it"])),
    Rule("round year",
         r"\b(?:[Ii]n|[Bb]y|[Uu]ntil|[Ss]ince|[Yy]ear|[Bb]efore|to) (?P<it>2[1-4]00)(?![\w/:%°-]|[.,]\d)",
         _round_year),
    Rule("until now", r"(?<=\d{4})(?P<it> ?- ?)(?=(?:present|now|today|date)\b)", " to "),
    Rule("years", rf"(?<![\w.,:£$€-])(?P<from>{YEAR})(?: ?- ?|/)(?P<to>{YEAR}|\d\d)(?![\w/%-]|[.,]\d)", _year_range),
    Rule("decade", r"(?<![\w.,£$€-])'?(?P<n>(?:1[0-9]|20)\d0|[2-9]0)'?s(?![\w])", _decade),
    Rule("year",
         rf"(?:(?<![\w.,/:£$€¥-])|(?<=\bmid-)|(?<=\bpre-)|(?<=\bpost-))(?P<it>{YEAR})(?![\w%°/²³½]|[.,:]\d|-\d)",
         lambda match: year(int(match["it"])) if _is_year(match) else None),
)  # fmt: skip

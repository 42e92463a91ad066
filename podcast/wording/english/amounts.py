"""Money, units and per cent in English."""

from __future__ import annotations

import re

from podcast.language.word_lists import either, english_vocabulary, word_lists
from podcast.wording.english.numbers import UNITS, is_plural, sayable
from podcast.wording.model import Rule

# Symbol: singular, plural.
_AMOUNTS = word_lists("en", "amounts")
_CURRENCIES = _AMOUNTS.forms("currencies")
_COINS = _AMOUNTS.forms("coins")
_MULTIPLES = _AMOUNTS.table("multiples")
_CURRENCY = either(_CURRENCIES)
_MULTIPLE = either(_MULTIPLES)
_NUMBER = r"\d+(?:\.\d+)?"
_BIG = "hundred|thousand|million|billion|trillion"

# "a £20 fee", "an extra 6 ft fence"
_BEFORE_NOUN = re.compile(
    r"(?:^|[\s(])(?:an?|the|this|that|our|their|his|her|its|my|your|another|each|every|one|no)"
    r"(?: [a-z]{3,12})? (?:minus )?$",
    re.I,
)
_TIMES = re.compile(r"\d ?[x×] ?$")  # "the 4x100m relay"
_NOUN = re.compile(r" (?P<word>[a-z][\w'-]*)")


def attributive(text: str, start: int, end: int) -> bool:
    """Return whether the amount at `start`–`end` describes a noun, and has no plural: "a £20
    fee"."""
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha():
        return True
    before = text[max(0, start - 24) : start]
    if _BEFORE_NOUN.search(before) is None and _TIMES.search(before) is None:
        return False
    noun = _NOUN.match(text, end, end + 40)
    if noun is None:
        return False
    word = noun["word"]
    words = english_vocabulary()
    if word in words.nouns_like_verbs:
        return True
    return word not in words.function_words and word not in words.verbs


def _is_one(number: str) -> bool:
    return float(number) == 1


def _coins(number: str, name: str, single: bool) -> str | None:
    """ "2 dollars 50", "50 cents"; None for what is not so many pounds and pence."""
    whole, _, cents = number.partition(".")
    if len(cents) != 2 or name.split()[-1] not in _COINS:
        return None
    one, many = _COINS[name.split()[-1]]
    rest = int(cents)
    if not whole.strip("0") and rest:
        return f"{rest} {one if rest == 1 or (single and one != 'penny') else many}"
    unit = name if single or whole == "1" else f"{name}s"
    return f"{sayable(whole)} {unit}" + (f" {rest}" if rest else "")


def _money(match: re.Match[str]) -> str:
    one, many = _CURRENCIES[match["symbol"]]
    number, to = match["n"], match["to"]
    multiple = match["big"] or (_MULTIPLES[match["multiple"]] if match["multiple"] else "")
    single = attributive(match.string, match.start("it"), match.end("it"))
    sign = {"-": "minus ", "−": "minus ", "+": "plus "}.get(match["sign"] or "", "")
    if not multiple and not to and (coins := _coins(number, one, single)) is not None:
        return sign + coins
    first = f" {_MULTIPLES[match['first']]}" if match["first"] else ""
    said = f"{sayable(number)}{first} to {sayable(to)}" if to else sayable(number)
    if multiple:
        said += f" {multiple}"
    elif not to and _is_one(number):
        single = True
    return f"{sign}{said} {one if single else many}"


_SUM = rf"(?P<n>{_NUMBER})(?:(?: ?(?P<first>{_MULTIPLE}))? ?- ?(?:{_CURRENCY})?(?P<to>{_NUMBER}))?"
_SIZE = rf"(?: ?(?P<multiple>{_MULTIPLE})(?!\w)|[ -](?P<big>{_BIG})s?(?!\w))?"


def _unit(match: re.Match[str]) -> str | None:
    symbol = match["unit"]
    text, end = match.string, match.end("it")
    if symbol in ("m", "M", "b") and match["gap"] == "":
        following = _NOUN.match(text, end, end + 40)
        if following and is_plural(following["word"]):
            return " million" if symbol in "mM" else " billion"
    if symbol not in UNITS:
        return None
    one, many = UNITS[symbol]
    single = _is_one(match["n"]) or attributive(text, match.start(), end)
    if match["gap"] == "-":
        return f"-{one}"
    ends = symbol.endswith(".") and _ENDS.match(text, end) is not None
    return f" {one if single else many}{'.' if ends else ''}"


_ENDS = re.compile(r"\s*$|\s+[A-Z]")


_UNIT = either([*UNITS, "b", "M"])
_PERIOD = (
    "hour|day|week|weekend|month|year|night|person|head|child|pupil|student|household|minute|second"
    "|mile|acre|litre|unit|piece|kilo|tonne|ton|user|seat|square metre|page|word"
)
_PERIODS = _AMOUNTS.table("periods")


def _per(match: re.Match[str]) -> str:
    symbol = match["below"]
    if symbol in _PERIODS:
        return f" per {_PERIODS[symbol]}"
    return f" per {UNITS[symbol][0] if symbol in UNITS else symbol}"


RULES = (
    Rule("sum",
         rf"(?:(?<=\s)|(?<=[(\[/~≈<>=≥≤-])|^|(?<=[a-z]))(?P<it>(?P<sign>(?<!\w)[+−-])?"
         rf"(?P<symbol>{_CURRENCY}) ?{_SUM}{_SIZE})(?!\d|[.,]\d)", _money),
    Rule("sum", rf"(?<![\w.,])(?P<it>(?P<sign>(?!))?{_SUM}{_SIZE} ?(?P<symbol>{_CURRENCY}))(?!\w)", _money),
    Rule("pence", r"(?<![\w.,/£-])(?P<n>\d{1,2})(?P<it>p)(?![\w-])",
         lambda match: " penny" if match["n"] == "1" else " pence"),
    Rule("cents", r"(?<![\w.,/])(?P<n>\d{1,2})(?P<it> ?¢)", lambda match: " cent" if match["n"] == "1" else " cents"),
    Rule("per", rf"(?<=[\w²³%])(?P<it> ?/ ?(?P<below>{_PERIOD}|kWh|MWh|kg|litre|km|m²|m³|ha|L|l|ml|dl))(?![\w²³])",
         _per),
    Rule("per", rf"(?<=\d)(?P<it>/(?P<below>{'|'.join(_PERIODS)}))(?!\w)", _per),
    Rule("seconds",
         r"(?:(?<![\w.,/:$£€'-])\d{1,4}\.\d{1,3}|\b(?:in|after|within|took|lasted|lasts|than) "
         r"(?:10|(?!\d?\d0s)\d{1,3}))(?P<it>s)(?= (?:on|at|later|in|for|to)\b|[,.;:!?)]|$)", " seconds"),
    Rule("inches",
         r"(?<=\d)(?: ft|ft|'| feet) \d{1,2}(?P<it> ?in\b(?:\.(?= [a-z]))?)(?=[,.;:!?)]|$| (?:tall|and|high|long|wide))",
         " inches"),
    Rule("per cent", r"(?P<it> ?%)", " per cent"),
    Rule("unit",
         rf"(?:(?<![\w/])|(?<=\d[x×]))(?<![A-Za-z]-)(?P<n>{_NUMBER})(?P<it>(?P<gap>[ -]?)(?P<unit>{_UNIT}))"
         r"(?![\w²³'&]|/\w|-\w)", _unit),
    Rule("unit", r"(?<=\bper )(?P<it>kWh|MWh|GWh|kg|km|cm|mm|g|m²|m³|m2|m3|ha|ml|lb|GB|MB|°C|sq ft)(?!\w)",
         lambda match: UNITS[match["it"]][0], needs=re.compile("per ")),
)  # fmt: skip

"""Money, units and per cent in French."""

from __future__ import annotations

import re

from podcast.language.word_lists import either, word_lists
from podcast.wording.french.numbers import ends_in_one, spelled
from podcast.wording.model import Rule

# Symbol: singular, plural.
_AMOUNTS = word_lists("fr", "amounts")
_CURRENCIES = _AMOUNTS.forms("currencies")
_MULTIPLES = _AMOUNTS.table("multiples")
_CURRENCY = either(_CURRENCIES)
_NUMBER = r"\d{1,15}(?:[.,]\d{1,15})?"


def _value(number: str) -> float:
    return float(number.replace(",", "."))


def _spoken_number(number: str, feminine: bool) -> str:
    """Return a number spelled where engines miss the liaison or the gender of the digits."""
    if number.isdigit() and len(number) < 7:
        value = int(number)
        if ends_in_one(value) or (value % 100 == 0 and value % 1000 not in (0, 100)):
            return spelled(value, feminine=feminine)
    return number


def _money(match: re.Match[str]) -> str:
    number, symbol = match["n"], match["symbol"]
    one, many = _CURRENCIES[symbol]
    value = _value(number)
    feminine = one in ("livre", "roupie")
    name = many if value >= 2 else one
    whole, _, cents = number.replace(".", ",").partition(",")
    if len(cents) == 2 and one in ("euro", "dollar", "livre", "franc suisse"):
        if int(cents) == 0:
            return f"{_spoken_number(whole, feminine)} {many if int(whole) >= 2 else one}"
        if int(whole) == 0 and one in ("euro", "dollar"):
            coin = "centime" if one == "euro" else "cent"
            return f"{int(cents)} {coin}{'s' if int(cents) > 1 else ''}"
        return f"{_spoken_number(whole, feminine)} {many if int(whole) >= 2 else one} {int(cents)}"
    if number.isdigit() and int(number) % 1_000_000 == 0 and int(number):
        count = int(number) // 1_000_000
        return f"{count} million{'s' if count > 1 else ''} {_of(many)}"
    return f"{_spoken_number(number, feminine)} {name}"


def _large_money(match: re.Match[str]) -> str:
    number, multiple, symbol = match["n"], match["multiple"], match["symbol"]
    many = _CURRENCIES[symbol][1]
    if multiple in ("k", "K"):
        return f"{round(_value(number) * 1000)} {many}"
    word = _MULTIPLES[multiple] + ("s" if _value(number) >= 2 else "")
    per = f" par {match['per']}" if match["per"] else ""
    return f"{number} {word} {_of(many)}{per}"


def _sum_before(match: re.Match[str]) -> str:
    number, multiple = match["n"], match["multiple"]
    word = _MULTIPLES.get(multiple, multiple.rstrip("s")) + ("s" if _value(number) >= 2 else "")
    return f"{number} {word} {_of(_CURRENCIES[match['symbol']][1])}"


def _of(name: str) -> str:
    return f"d'{name}" if name[0] in "aeéiouy" else f"de {name}"


_UNITS = _AMOUNTS.forms("units")
_UNIT = either(_UNITS)
_PER = dict.fromkeys(("h", "heure"), "heure") | {"an": "an", "jour": "jour", "mois": "mois"}


def _per(symbol: str) -> str:
    if symbol.startswith("100"):
        return f"100 {_UNITS[symbol[3:].strip()][1]}"
    if symbol in _PER:
        return _PER[symbol]
    if symbol in _CURRENCIES:
        return _CURRENCIES[symbol][0]
    return _UNITS[symbol][0] if symbol in _UNITS else symbol


def _unit(match: re.Match[str]) -> str | None:
    symbol, per = match["unit"], match["per"]
    name = _UNITS[symbol][1 if _value(match["n"]) >= 2 else 0]
    if per is None:
        return f" {name}"
    if per == "h" and symbol in ("km", "m"):
        return f" {name} à l'heure"
    if per.startswith("100"):
        return f" {name} aux {_per(per)}"
    return f" {name} par {_per(per)}{' par an' if match['yearly'] else ''}"


def _currency(match: re.Match[str]) -> str:
    one = match.string[: match.start()].endswith(("l'", "L'", "d'", "un ", "par "))
    return _CURRENCIES[match["it"]][0 if one else 1]


_BELOW = rf"(?P<per>100 ?(?:km|ml|g|kg|m²)|{_UNIT}|{_CURRENCY}|h|tonne|heure|an|jour|mois|personne|habitant|élève|semaine)"

RULES = (
    Rule("euros and cents", r"(?<![\w.,])(?P<n>\d+) ?€ ?(?P<cents>\d\d)(?!\w)",
         lambda match: f"{match['n']} euro{'s' if int(match['n']) > 1 else ''} {int(match['cents'])}", needs="€"),
    Rule("money per unit", rf"(?<![\d.,])(?P<n>{_NUMBER})(?P<it> ?(?P<symbol>{_CURRENCY}) ?/ ?{_BELOW})(?![\w²³])",
         lambda match: f" {_CURRENCIES[match['symbol']][1 if _value(match['n']) >= 2 else 0]}" f" par {_per(match['per'])}", needs="/"),
    Rule("large sum",
         rf"(?<![\w.,])(?P<n>{_NUMBER}) ?(?P<multiple>{either(_MULTIPLES)}|[kK]) ?(?P<symbol>{_CURRENCY})(?:/(?P<per>an|mois|jour|semaine))?(?![\w/])",
         _large_money),
    Rule("sum", rf"(?<![\w.,])(?P<n>{_NUMBER}) ?(?P<symbol>{_CURRENCY})(?![\w]| ?\d\d(?!\w))", _money),
    Rule("large sum",
         rf"(?<!\w)(?P<symbol>US\$|[$£€]) ?(?P<n>{_NUMBER}) ?(?P<multiple>millions?|milliards?|{either(_MULTIPLES)})(?!\w)",
         _sum_before, needs="$£€"),
    Rule("sum", rf"(?<!\w)(?P<symbol>[$£€]|US\$) ?(?P<n>{_NUMBER})(?! ?(?:million|milliard|M))(?![\w])",
         _money, needs="$£€"),
    Rule("millions of money", rf"(?:millions?|milliards?)(?P<it> (?P<symbol>{_CURRENCY}))(?!\w)",
         lambda match: f" {_of(_CURRENCIES[match['symbol']][1])}"),
    Rule("per",
         r"(?<=[^\W\d_]{2}s)(?P<it> ?/ ?)(?=(?:an|mois|jour|semaine|heure|tonne|habitant|personne|élève|hectare|kilo|litre|mètre)(?!\w))",
         " par ", needs="/"),
    Rule("times", r"(?<![\w.,])\d{1,4}(?P<it>x/)(?=(?:jour|an|mois|semaine)(?!\w))", " fois par ", needs="/"),
    Rule("times", r"(?<![\w.,])\d{1,4}(?P<it>x)(?= [a-zé])", " fois"),
    Rule("carbon per", rf"CO2(?P<it> ?/ ?(?P<per>{_UNIT}|habitant|personne|an|jour|tonne))(?![\w²³])",
         lambda match: f" par {_per(match['per'])}", needs="/"),
    Rule("millions", r"(?<![\w.,])(?P<n>\d+(?:,\d+)?) ?(?P<it>[Mm]ds?|M)(?= (?:de |d'))",
         lambda match: ("milliard" if "d" in match["it"] else "million") + ("s" if _value(match["n"]) >= 2 else "")),
    Rule("height", r"(?<![\w.,])(?P<m>\d{1,2}),(?P<cm>\d\d) ?m(?![\w²³'/])",
         lambda match: f"{match['m']} mètre{'s' if int(match['m']) > 1 else ''} {match['cm']}"),
    Rule("per cent", r"(?P<it> ?%)", " pour cent", needs="%"),
    Rule("per mille", r"(?P<it> ?‰)", " pour mille", needs="‰"),
    Rule("unit",
         rf"(?<![\w/])(?P<n>{_NUMBER})(?P<it> ?(?P<unit>{_UNIT})(?:/{_BELOW})?(?P<yearly>/an)?)(?![\w²³']|/\w|-\w)",
         _unit),
    Rule("unit", r"(?<=[^\W\d_] )(?P<it>m²|m³|km²|°C|kWh|MWh|GWh|TWh)(?!\w)",
         lambda match: _UNITS[match["it"]][1], needs="²³°W"),
    Rule("currency", r"(?P<it>[€$£])(?!\d)", _currency, needs="€$£"),
)  # fmt: skip

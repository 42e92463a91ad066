"""Dates, hours and durations in French."""

from __future__ import annotations

import re

from podcast.wording.french.numbers import ANY_MONTH, MONTHS, SHORT, ends_in_one, spelled
from podcast.wording.model import Rule

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"


def _date(match: re.Match[str]) -> str:
    day, month = int(match["day"]), MONTHS[int(match["month"]) - 1]
    year = match.groupdict().get("year") or ""
    if len(year) == 2:
        year = f"20{year}" if int(year) < 70 else f"19{year}"
    return f"{'premier' if day == 1 else day} {month} {year}".strip()


def _hour(match: re.Match[str]) -> str | None:
    hours = int(match["h"])
    minutes = match["m"]
    if minutes is not None and int(minutes) > 59:
        return None
    said = _hours(hours)
    said += " heure" if hours < 2 else " heures"
    if minutes is None or int(minutes) == 0:
        return said
    return f"{said} {_minute(int(minutes))}"


def _hours(hours: int) -> str:
    # Engines make the liaison of "neuf heures", not that of "9 heures".
    if ends_in_one(hours) or hours % 10 == 9:
        return spelled(hours, feminine=True)
    return str(hours)


def _minute(minutes: int) -> str:
    return spelled(minutes, feminine=True) if ends_in_one(minutes) else str(minutes)


def _clock(match: re.Match[str]) -> str:
    hours, minutes, seconds = int(match["h"]), int(match["m"]), match["s"]
    if seconds is None:
        return _hour(match) or match.group()
    said = _hours(hours) + (" heure" if hours < 2 else " heures")
    parts = [said]
    for count, unit in ((minutes, "minute"), (int(seconds), "seconde")):
        if count:
            parts.append(f"{_minute(count)} {unit}{'s' if count > 1 else ''}")
    return " ".join(parts)


def _primes(match: re.Match[str]) -> str:
    minutes, seconds = int(match["m"]), match["s"]
    said = f"{_minute(minutes)} minute{'s' if minutes > 1 else ''}"
    if seconds is None:
        return said
    return f"{said} {_minute(int(seconds))} seconde{'s' if int(seconds) > 1 else ''}"


def _spaced_month(match: re.Match[str]) -> str:
    return SHORT[match["it"].rstrip(".").lower()]


RULES = (
    Rule("date",
         rf"(?<![\w.,/-])(?P<day>{_DAY})(?P<sep>[/.-])(?P<month>{_MONTH})(?P=sep)"
         r"(?P<year>(?:1[5-9]|20)\d\d|\d\d)(?![\w/-]|[.,]\d)", _date),
    Rule("date", rf"(?<![\w.,/-])(?P<year>(?:1[5-9]|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>{_DAY})(?![\w/-])",
         _date),
    Rule("date",
         r"\b(?:[Ll]e|[Dd]u|[Aa]u|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) "
         rf"(?P<it>(?P<day>{_DAY})/(?P<month>0[1-9]|1[0-2]))(?![\w/-]|[.,]\d)", _date, needs="/"),
    Rule("date",
         rf"\b(?:[Ll]e|[Dd]u|[Aa]u) (?P<it>(?P<day>0?[4-9]|[12]\d|3[01])/(?P<month>{_MONTH}))(?! (?:des? |du |d'|{ANY_MONTH}\b))(?![\w/-]|[.,]\d)",
         _date, needs="/"),
    Rule("date", rf"\b(?:[Ll]e|[Dd]u|[Aa]u) (?P<it>(?P<day>{_DAY})/(?P<month>{_MONTH}))(?= à \d)", _date, needs="/"),
    Rule("day of the month", rf"(?<![\w.,/-])(?P<it>0(?P<n>[2-9]))(?= {ANY_MONTH}\b)", lambda match: match["n"]),
    Rule("short month",
         rf"(?i)(?<=\d )(?P<it>(?:{'|'.join(SHORT)})\.|(?:janv|févr|juil|sept|oct|déc))(?= \d{{4}}\b|[ ,;)]|$)",
         _spaced_month),
    Rule("short month", rf"(?i)(?<!\w)(?P<it>(?:{'|'.join(SHORT)})\.)(?= (?:19|20)\d\d\b)", _spaced_month),
    Rule("leading zero", r"(?<![\w.,:])(?P<it>0)(?=[1-9] ?(?:s|min|secondes?|minutes?|heures?)(?!\w))", ""),
    Rule("minutes and seconds", r"(?<![\w.,])(?P<m>\d{1,3})′ ?(?P<s>\d{1,2})?(?:″|′′)?(?!\w)", _primes),
    Rule("hours per day", r"(?<=\d)(?P<it> ?h ?/ ?)(?=(?:jour|semaine|mois|an)(?!\w))", " heures par "),
    Rule("clock", r"(?<![\w.,:/-])(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?(?![\w:]|[.,]\d)",
         _clock, needs=":"),
    Rule("around the clock", r"(?<!\w)24 ?h(?:eures)?(?: ?/ ?| sur )24(?!\w)", "24 heures sur 24"),
    Rule("every day", r"(?<!\w)7 ?j(?:ours)?(?: ?/ ?| sur )7(?!\w)", "7 jours sur 7"),
    Rule("hour", r"(?<![\w.,:/])(?P<h>\d{1,3}) ?[hH](?: ?(?P<m>\d\d))?(?![\w'/])", _hour),
    Rule("hour", r"(?<![\w.,:/])(?P<h>\d{1,3}) ?h(?= ?\d{1,2} ?min)(?P<m>(?!))?", _hour),
)  # fmt: skip

"""Dates, hours and durations in English; months and days cut short: "Mon-Fri", "Fri 5 Sept"."""

from __future__ import annotations

import re

from podcast.language.word_lists import either, word_lists
from podcast.wording.english import years
from podcast.wording.english.numbers import counts_something, opens_sentence, ordinal, spelled
from podcast.wording.english.years import YEAR, year
from podcast.wording.model import Rule

_DATES = word_lists("en", "dates")
MONTHS = _DATES.in_order("months")
_SHORT_MONTHS = _DATES.table("short_months")
SHORT_MONTH = f"(?:{'|'.join(short.capitalize() for short in _SHORT_MONTHS)})"
"""A regular expression for one that is cut short, without its full stop."""

_DAYS = _DATES.table("short_days")
_SHORT = rf"(?:{either(_DAYS)})\b\.?"
_FULL = f"(?:{'|'.join(dict.fromkeys(_DAYS.values()))})"
_BETWEEN = r"(?: ?[-/&] ?| to | and | or |, )"
_BEGINNING = f"(?:{'|'.join(month[:3] for month in MONTHS)})"
_SHORT_MONTH = rf"{SHORT_MONTH}\b"
_ANY_MONTH = rf"(?:{_SHORT_MONTH}|{'|'.join(MONTHS)})"


def full_month(written: str) -> str:
    """Return the whole name: of "Sept.", "September"; what is whole stays."""
    return _SHORT_MONTHS.get(written.rstrip(".").lower(), written)


CALENDAR = (
    Rule("days", rf"(?<![\w'-])(?:{_SHORT}|{_FULL})(?P<it> ?- ?)(?=(?:{_SHORT}|{_FULL})(?!\w))", " to "),
    Rule("short day",
         rf"(?<![\w'-])(?P<it>{_SHORT})(?={_BETWEEN}(?:{_SHORT}|{_FULL})(?!\w)"
         rf"|,? \d{{1,2}}(?:st|nd|rd|th)?,? (?:of )?{_BEGINNING}|,? {_BEGINNING}[a-z]*\.? \d"
         r"|,? (?:at )?\d{1,2}(?:[:.]\d\d)? ?[apAP]\.?[mM])", lambda match: _DAYS[match["it"].rstrip(".")]),
    Rule("short day", rf"(?<![\w'-])(?:{_SHORT}|{_FULL}){_BETWEEN}(?P<it>{_SHORT})(?!\w)",
         lambda match: _DAYS[match["it"].rstrip(".")] + ("." if match["it"].endswith(".") and match.end("it") == len(match.string) else "")),
    Rule("months", rf"(?<![\w'-])(?:{_ANY_MONTH})(?P<it> ?- ?)(?={_ANY_MONTH}(?!\w))", " to "),
    Rule("short month", rf"(?<![\w'-])(?P<it>{_SHORT_MONTH})(?= ?- ?{_ANY_MONTH}(?!\w)| to {_ANY_MONTH}(?!\w))",
         lambda match: full_month(match["it"])),
    Rule("short month", rf"(?<![\w'-]){_ANY_MONTH}(?: ?- ?| to )(?P<it>{_SHORT_MONTH})(?!\w)",
         lambda match: full_month(match["it"])),
)  # fmt: skip


_MONTH = rf"(?:{'|'.join(MONTHS)}|{SHORT_MONTH}\b\.?)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ENDING = r"(?:st|nd|rd|th)?"


def _of_year(written: str | None) -> str:
    return f", {year(int(written))}" if written else ""


def _numeric_date(match: re.Match[str]) -> str | None:
    first, second = int(match["day"]), int(match["month"])
    day, month = (first, second) if second <= 12 else (second, first)
    if month > 12 or not 1 <= day <= 31 or month < 1:
        return None
    digits = match["year"]
    number = int(digits)
    if len(digits) == 2:
        number += 2000 if number < 70 else 1900
    return f"{_the(match)}{ordinal(day)} of {MONTHS[month - 1]}, {year(number)}"


_AFTER_THE = re.compile(r"\b[Tt]he $")


def _the(match: re.Match[str]) -> str:
    start = match.start("it")
    if opens_sentence(match):
        return "The "
    return "" if _AFTER_THE.search(match.string, max(0, start - 4), start) else "the "


def _british_date(match: re.Match[str]) -> str:
    """ "28 and 29 May 2024": the twenty-eighth and twenty-ninth of May, twenty twenty-four."""
    days = ordinal(int(match["day"]))
    if match["to"]:
        joint = match["joint"].strip()
        the = "the " if match["from"] and joint == "to" else ""
        days += f" {'to' if joint == '-' else joint} {the}{ordinal(int(match['to']))}"
    said = f"{_the(match)}{days} of {full_month(match['month'])}{_of_year(match['year'])}"
    ends = match["it"].endswith(".") and _ENDS.match(match.string, match.end("it")) is not None
    return f"{said}." if ends else said


def _american_date(match: re.Match[str]) -> str | None:
    """ "March 3-5, 2024"; not "In May 3 members resigned"."""
    counted = not (match["year"] or match["ending"])
    if counted and counts_something(match.string, match.end()):
        return None
    days = ordinal(int(match["day"]))
    if match["to"]:
        joint = match["joint"].strip()
        days += f" {'to' if joint == '-' else joint} {ordinal(int(match['to']))}"
    return f"{full_month(match['month'])} {days}{_of_year(match['year'])}"


def _hour(match: re.Match[str]) -> str | None:
    hours = int(match["h"])
    minutes = int(match["m"] or 0)
    half = match["half"]
    if not half:
        if hours == 24 and minutes:
            return None
        if "h" in match.group() and _LASTED.search(
            match.string, max(0, match.start() - 10), match.start("h")
        ):
            return f"{_count(hours, 'hour')} {minutes}"
        midnight = match["h"] == "00"
        if minutes == 0:
            return "midnight" if midnight else f"{spelled(hours)} o'clock"
        return f"{'zero zero' if midnight else spelled(hours)} {_minutes(minutes)}"
    if hours > 24:
        return None
    said = spelled(hours) if not minutes else f"{spelled(hours)} {_minutes(minutes)}"
    ends = half.endswith(".") and (
        half.count(".") == 1 or _ENDS.match(match.string, match.end()) is not None
    )
    return f"{said} {half[0].upper()}M{'.' if ends else ''}"


_LASTED = re.compile(r"\b(?:in|lasted|took|takes|about|nearly|over|than) $")
_ENDS = re.compile(r"\s*$|\s+(?=[A-Z])")


def _dotted_hour(match: re.Match[str]) -> str:
    """ "the 7.15 from Leeds", "at 9.30 tomorrow"."""
    before, hour, minutes = (
        ("The" if match.group()[0] == "T" else "the", match["h"], match["m"])
        if match["h"]
        else (match.group()[:2], match["h2"], match["m2"])
    )
    past = "o'clock" if minutes == "00" else _minutes(int(minutes))
    return f"{before} {spelled(int(hour))} {past}"


def _minutes(minutes: int) -> str:
    return spelled(minutes) if minutes > 9 else f"oh {spelled(minutes)}"


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"


def _stopwatch(match: re.Match[str]) -> str:
    units = (("h", "hour"), ("m", "minute"), ("s", "second"))
    found = [(int(match[group]), unit) for group, unit in units if match[group]]
    said = [_count(number, unit) for number, unit in found if number]
    return " ".join(said) or _count(0, found[-1][1])


def _half_day(match: re.Match[str]) -> str:
    ends = match["it"].endswith(".") and re.match(r"\s*$", match.string[match.end("it") :][:3])
    return f"{match['it'][0].upper()}M{'.' if ends else ''}"


_HALF = r"(?P<half>[aApP]\.? ?[mM]\b\.?)"
_JOINT = r"(?P<joint> ?- ?| and | to | or )"

RULES = (
    Rule("date",
         rf"(?<![\w.,/-])(?P<it>(?P<day>{_DAY})(?P<sep>[/.-])(?P<month>{_DAY})(?P=sep)"
         r"(?P<year>(?:1[5-9]|20)\d\d|\d\d))(?![\w/-]|[.,]\d)", _numeric_date),
    Rule("date",
         r"(?<![\w.,/-])(?P<it>(?P<year>(?:1[5-9]|20)\d\d)[-/](?P<month>0[1-9]|1[0-2])[-/]"
         rf"(?P<day>{_DAY}))(?![\w/-])",
         lambda match: f"{_the(match)}{ordinal(int(match['day']))} of" f" {MONTHS[int(match['month']) - 1]}, {year(int(match['year']))}"),
    Rule("date",
         rf"(?P<from>\b[Ff]rom )?(?<![\w.,/:£$€-])(?P<it>(?P<day>{_DAY}){_ENDING}"
         rf"(?:{_JOINT}(?P<to>{_DAY}){_ENDING})? (?:of )?(?P<month>{_MONTH})"
         rf"(?:,? (?P<year>{YEAR})(?![\w,]\d|\w|[/.-]\d))?)(?![\w'])", _british_date),
    Rule("date",
         rf"(?<![\w'])(?P<month>{_MONTH}) (?P<day>{_DAY})(?P<ending>{_ENDING})"
         rf"(?:{_JOINT}(?P<to>{_DAY}){_ENDING}(?! {_MONTH}))?"
         rf"(?:,? (?P<year>{YEAR})(?!\w|[/.-]\d))?(?![\w/%:°]|[.,-]\d|-\w| ?(?:per|%|million|billion))",
         _american_date),
    *years.RULES,
    Rule("running time", r"(?<![\w.,:/-])(?P<h>\d{1,3}):(?P<m>[0-5]\d):(?P<s>[0-5]\d)(?:\.\d{1,3})?(?![\w:]|[.,]\d)",
         _stopwatch),
    Rule("clock", rf"(?<![\w.,:/£$€])(?P<h>[01]?\d|2[0-4])(?:(?::|\.(?=\d\d ?[aApP]))(?P<m>[0-5]\d))? ?{_HALF}(?!\w)",
         _hour),
    Rule("clock", r"(?<![\w.,:/-])(?P<h>[01]?\d|2[0-4])(?::|h)(?P<m>[0-5]\d)(?P<half>)(?!\w|:|[.,]\d)", _hour),
    Rule("clock",
         r"(?:\b[Tt]he (?P<h>1?\d|2[0-3])\.(?P<m>[0-5]\d)(?= (?:from|to [A-Z]|train|bus|service|flight|ferry)\b)"
         r"|\b[Aa]t (?P<h2>1?\d|2[0-3])\.(?P<m2>[0-5]\d)(?= (?:this|tomorrow|today|tonight|sharp|in the (?:morning|afternoon|evening))\b))",
         _dotted_hour),
    Rule("before noon", r"(?<![\w.])(?P<it>[ap]\. ?m\.)(?!\w)", _half_day, needs=re.compile(r"[ap]\. ?m\.")),
    Rule("hours", r"(?<=:\d\d)(?P<it> ?- ?)(?=\d{1,2}:\d\d)", " to "),
)  # fmt: skip

"""Months and days of the week in English, cut short: "Mon-Fri", "Fri 5 Sept", "Tue 9am"."""

from __future__ import annotations

import re

from podcast.language.word_lists import either, word_lists
from podcast.wording.model import Rule

_DATES = word_lists("en", "dates")
MONTHS = _DATES.in_order("months")
_SHORT_MONTHS = _DATES.table("short_months")
SHORT_MONTH = f"(?:{'|'.join(short.capitalize() for short in _SHORT_MONTHS)})"
"""A regular expression for one that is cut short, without its full stop."""

_DAYS = _DATES.table("short_days")
_SHORT = rf"(?:{either(_DAYS)})\b\.?"
_FULL = f"(?:{'|'.join(dict.fromkeys(_DAYS.values()))})"
_JOINT = r"(?: ?[-/&] ?| to | and | or |, )"
_MONTH = f"(?:{'|'.join(month[:3] for month in MONTHS)})"
_SHORT_MONTH = rf"{SHORT_MONTH}\b"
_ANY_MONTH = rf"(?:{_SHORT_MONTH}|{'|'.join(MONTHS)})"


def full_month(written: str) -> str:
    """Return the whole name: of "Sept.", "September"; what is whole stays."""
    return _SHORT_MONTHS.get(written.rstrip(".").lower(), written)


def _joint(match: re.Match[str]) -> str:
    return " to "


RULES = (
    Rule("days", rf"(?<![\w'-])(?:{_SHORT}|{_FULL})(?P<it> ?- ?)(?=(?:{_SHORT}|{_FULL})(?!\w))", _joint),
    Rule("short day",
         rf"(?<![\w'-])(?P<it>{_SHORT})(?={_JOINT}(?:{_SHORT}|{_FULL})(?!\w)"
         rf"|,? \d{{1,2}}(?:st|nd|rd|th)?,? (?:of )?{_MONTH}|,? {_MONTH}[a-z]*\.? \d"
         r"|,? (?:at )?\d{1,2}(?:[:.]\d\d)? ?[apAP]\.?[mM])", lambda match: _DAYS[match["it"].rstrip(".")]),
    Rule("short day", rf"(?<![\w'-])(?:{_SHORT}|{_FULL}){_JOINT}(?P<it>{_SHORT})(?!\w)",
         lambda match: _DAYS[match["it"].rstrip(".")] + ("." if match["it"].endswith(".") and match.end("it") == len(match.string) else "")),
    Rule("months", rf"(?<![\w'-])(?:{_ANY_MONTH})(?P<it> ?- ?)(?={_ANY_MONTH}(?!\w))", _joint),
    Rule("short month", rf"(?<![\w'-])(?P<it>{_SHORT_MONTH})(?= ?- ?{_ANY_MONTH}(?!\w)| to {_ANY_MONTH}(?!\w))",
         lambda match: full_month(match["it"])),
    Rule("short month", rf"(?<![\w'-]){_ANY_MONTH}(?: ?- ?| to )(?P<it>{_SHORT_MONTH})(?!\w)",
         lambda match: full_month(match["it"])),
)  # fmt: skip

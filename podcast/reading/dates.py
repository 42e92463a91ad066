"""Dates as people write them at the head of a transcript, in French and English."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

_MONTHS = {
    "janvier": 1, "fevrier": 2, "février": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6,
    "juillet": 7, "aout": 8, "août": 8, "septembre": 9, "octobre": 10, "novembre": 11,
    "decembre": 12, "décembre": 12,
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
    "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = r"(\d{1,2})(?:er|st|nd|rd|th)?"
_SPAN = rf"{_DAY}(?:\s*(?:,|et|and|au|to|[-–])\s*{_DAY})?"
_WEEKDAY = (
    r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday"
    r"|friday|saturday|sunday),?\s+)?"
)
_YEAR = r"((?:19|20)\d\d)"
_DAY_MONTH = re.compile(rf"\b{_WEEKDAY}{_SPAN}\s+(?:of\s+)?({_MONTH})\b(?:,?\s+{_YEAR}\b)?", re.I)
_MONTH_DAY = re.compile(rf"\b{_WEEKDAY}({_MONTH})\s+{_SPAN}\b(?:,?\s+{_YEAR}\b)?", re.I)
_NUMERIC = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)\b")
_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b")
_MONTH_YEAR = re.compile(rf"\b({_MONTH})\s+{_YEAR}\b", re.I)
_ONLY_YEAR = re.compile(rf"(?<!\d){_YEAR}(?!\d)")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: `start` and `end` are where it stands; `day` and `year` may be missing."""

    written: str
    start: int
    end: int
    day: int | None
    month: int
    year: int | None

    def iso(self, year: int | None = None) -> str | None:
        """ISO 8601, with `year` for a missing one: "2024-05-28", or "2024-05" without a day."""
        known = self.year or year
        if known is None:
            return None
        if self.day is None:
            return f"{known}-{self.month:02}"
        try:
            return datetime.date(known, self.month, self.day).isoformat()
        except ValueError:
            return None


def find_date(text: str) -> FoundDate | None:
    """The first date in `text`, None where there is none; of several days, the first."""
    if match := _ISO.search(text):
        year, month, day = (int(group) for group in match.groups())
        return _made(match, day, month, year)
    if match := _DAY_MONTH.search(text):
        return _made(match, int(match[1]), _MONTHS[match[3].lower()], _int(match[4]))
    if match := _MONTH_DAY.search(text):
        return _made(match, int(match[2]), _MONTHS[match[1].lower()], _int(match[4]))
    if match := _NUMERIC.search(text):
        # Day first, as in French and British English.
        day, month, year = (int(group) for group in match.groups())
        return _made(match, day, month, year)
    if match := _MONTH_YEAR.search(text):
        return _made(match, None, _MONTHS[match[1].lower()], int(match[2]))
    return None


def find_year(text: str) -> int | None:
    """The first year from 1900 to 2099 in `text`."""
    match = _ONLY_YEAR.search(text)
    return int(match[1]) if match else None


def _made(match: re.Match[str], day: int | None, month: int, year: int | None) -> FoundDate | None:
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    return FoundDate(match.group().strip(), match.start(), match.end(), day, month, year)


def _int(text: str | None) -> int | None:
    return int(text) if text else None


def iso_date(text: str) -> str | None:
    """Return `text`, a date and nothing else ("28 mai 2024", "2024-05-28", "2024"), as ISO 8601;
    None where it is none that exists."""
    text = " ".join(text.split())
    if is_iso_date(text):
        return text
    found = find_date(text)
    return found.iso() if found and found.written == text else None


def is_iso_date(text: str) -> bool:
    """Whether `text` is an ISO 8601 day, month or year that exists: "2024-05-28", "2024-05"."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", text)
    if not match:
        return False
    year, month, day = (int(group) if group else 1 for group in match.groups())
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True

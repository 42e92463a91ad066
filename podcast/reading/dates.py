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
_MONTH = f"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
_ORDINAL = r"(?:er|st|nd|rd|th)?"
_SPAN = rf"(?P<day>\d{{1,2}}){_ORDINAL}(?:\s*(?:,|et|and|au|to|[-–])\s*\d{{1,2}}{_ORDINAL})?"
_WEEKDAY = (
    r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday"
    r"|friday|saturday|sunday),?\s+)?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = (
    re.compile(rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    re.compile(rf"\b{_WEEKDAY}{_SPAN}\s+(?:of\s+)?{_MONTH}\b(?:,?\s+{_YEAR}\b)?", re.I),
    re.compile(rf"\b{_WEEKDAY}{_MONTH}\s+{_SPAN}\b(?:,?\s+{_YEAR}\b)?", re.I),
    # Day first, as in French and British English.
    re.compile(rf"\b(?P<day>\d{{1,2}})[/.](?P<month>\d{{1,2}})[/.]{_YEAR}\b"),
    re.compile(rf"\b(?P<day>){_MONTH}\s+{_YEAR}\b", re.I),
)
"""How dates are written; what stands in one form is not looked for in those after it."""
_ONLY_YEAR = re.compile(rf"(?<!\d){_YEAR}(?!\d)")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date, as it stands in a text; `day` and `year` may be missing."""

    written: str
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
    for form in _FORMS:
        if match := form.search(text):
            day, month, year = match["day"], match["month"].lower(), match["year"]
            number = _MONTHS.get(month) or int(month)
            if not 1 <= number <= 12 or (day and not 1 <= int(day) <= 31):
                return None
            return FoundDate(
                match.group(), int(day) if day else None, number, int(year) if year else None
            )
    return None


def find_year(text: str) -> int | None:
    """The first year from 1900 to 2099 in `text`."""
    match = _ONLY_YEAR.search(text)
    return int(match[1]) if match else None


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
    try:
        datetime.date.fromisoformat(text + "-01-01"[max(0, len(text) - 4) :])
    except ValueError:
        return False
    return re.fullmatch(r"\d{4}(?:-\d\d){0,2}", text) is not None

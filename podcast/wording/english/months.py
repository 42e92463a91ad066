"""The months in English, in full and cut short."""

from __future__ import annotations

from podcast.language.word_lists import word_lists

_DATES = word_lists("en", "dates")
MONTHS = _DATES.in_order("months")
_SHORT = _DATES.table("short_months")
SHORT_MONTH = f"(?:{'|'.join(short.capitalize() for short in _SHORT)})"
"""A regular expression for one that is cut short, without its full stop."""


def full_month(written: str) -> str:
    """Return the whole name: of "Sept.", "September"; what is whole stays."""
    return _SHORT.get(written.rstrip(".").lower(), written)

"""The months in French, in full and cut short."""

from __future__ import annotations

from podcast.language.word_lists import word_lists

_DATES = word_lists("fr", "dates")
MONTHS = _DATES.in_order("months")
ANY_MONTH = f"(?:{'|'.join(MONTHS)})"
"""A regular expression for one of them."""

SHORT = _DATES.table("short_months")

"""The months in English, in full and cut short."""

from __future__ import annotations

MONTHS = (
    "January February March April May June July August September October November December"
).split()
_SHORT = {
    "jan": "January", "feb": "February", "mar": "March", "apr": "April", "jun": "June",
    "jul": "July", "aug": "August", "sep": "September", "sept": "September", "oct": "October",
    "nov": "November", "dec": "December",
}  # fmt: skip
SHORT_MONTH = f"(?:{'|'.join(short.capitalize() for short in _SHORT)})"
"""A regular expression for one that is cut short, without its full stop."""


def full_month(written: str) -> str:
    """The whole name: of "Sept.", "September"; what is whole stays."""
    return _SHORT.get(written.rstrip(".").lower(), written)

"""The months in French, in full and cut short."""

from __future__ import annotations

MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)
ANY_MONTH = f"(?:{'|'.join(MONTHS)})"
"""A regular expression for one of them."""

SHORT = {
    "janv": "janvier", "jan": "janvier", "févr": "février", "fév": "février", "fevr": "février",
    "avr": "avril", "juil": "juillet", "juill": "juillet", "sept": "septembre", "oct": "octobre",
    "nov": "novembre", "déc": "décembre", "dec": "décembre",
}  # fmt: skip

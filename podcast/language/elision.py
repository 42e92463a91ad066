"""The little French words that lose their vowel before another: "l'", "qu'"…"""

from __future__ import annotations

ELIDED = {
    "l": "l", "d": "d", "j": "ʒ", "m": "m", "t": "t", "s": "s", "n": "n", "c": "s", "qu": "k",
    "jusqu": "ʒysk", "lorsqu": "lɔʁsk", "puisqu": "pɥisk", "quoiqu": "kwak",
}  # fmt: skip
"""What stands before the apostrophe, and how it sounds (IPA)."""

"""What a pattern needs of a text: it is not tried on one that lacks it."""

from __future__ import annotations

import re

Needs = str | re.Pattern[str]
"""One of these characters, or a pattern that is found more quickly; nothing where it is empty."""

DIGITS = "0123456789"
NUMBER = re.compile(r"\d")
DOT_INSIDE = re.compile(r"[\w-]\.\w")
"""What links and names of files need."""


class Lacking(dict[Needs, bool]):
    """Whether a text lacks what patterns need; each need is looked for once."""

    def __init__(self, text: str) -> None:
        super().__init__({"": False})
        self._text = text
        self._present = set(text)

    def __missing__(self, needs: Needs) -> bool:
        if isinstance(needs, str):
            lacking = self._present.isdisjoint(needs)
        else:
            lacking = needs.search(self._text) is None
        self[needs] = lacking
        return lacking

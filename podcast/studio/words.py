"""What the studio says itself, in French and English: `languages/fr.toml` and its like."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from podcast.errors import PodcastError
from podcast.store.toml import read_toml

LANGUAGES = ("en", "fr")
_RANGE = re.compile(r"\s*([a-zA-Z]{1,8})(?:-[a-zA-Z0-9-]*)?\s*(?:;\s*q\s*=\s*([0-9.]{1,5}))?\s*")


@cache
def words(language: str) -> dict[str, Any]:
    """Return the words of the studio in `language`, by their keys."""
    return read_toml(Path(__file__).parent / "languages" / f"{language}.toml", PodcastError)


def preferred(header: str) -> str:
    """Return the language of the studio that an Accept-Language header likes best."""
    wanted = []
    for place, part in enumerate(header[:500].split(",")):
        found = _RANGE.fullmatch(part)
        if found and found[1].lower() in LANGUAGES:
            try:
                wanted.append((-float(found[2] or 1), place, found[1].lower()))
            except ValueError:
                continue
    return min(wanted, default=(0, 0, "en"))[2]

"""What the page, the book and the feed say themselves, in each language.

The words are data: `languages/fr.toml` and its like, with the tables `page`, `book` and `feed`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from podcast.errors import PodcastError
from podcast.narration import LANGUAGES
from podcast.publishing.heard import cleaned
from podcast.store.toml import read_toml

Words = SimpleNamespace
"""The texts of one table, by their keys."""


def words_of(part: str, language: str) -> Words:
    """Return the words of `part` ("page", "book", "feed") in `language` ("fr", "fr-CA"); in English
    where there are none."""
    name = language.partition("-")[0].lower()
    return _tables(name if name in LANGUAGES else "en")[part]


@cache
def _tables(name: str) -> dict[str, Words]:
    file = Path(__file__).parent / "languages" / f"{name}.toml"
    tables = read_toml(file, PodcastError)
    return {part: Words(**_cleaned(texts)) for part, texts in tables.items()}


def _cleaned(value: Any) -> Any:
    """Every text in `value` with no-break spaces where they belong."""
    if isinstance(value, dict):
        return {key: _cleaned(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    return cleaned(value) if isinstance(value, str) else value

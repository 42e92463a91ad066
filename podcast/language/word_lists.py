"""The word lists of the languages: `voices/words/<language>/<name>.toml`, which people edit.

A list is a text with spaces between its words, or an array where one of them has spaces itself; a
table gives each entry a text, or several. What is wrong in a file is an error that names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from podcast.errors import PodcastError
from podcast.store.data import word_lists_directory


class WordListError(PodcastError):
    """A file of word lists is missing or wrong; the message says where."""


@dataclass(frozen=True, slots=True)
class WordLists:
    """The lists and tables of one file, by name; each raises `WordListError` where it is wrong."""

    path: Path
    content: dict[str, Any]

    def in_order(self, name: str) -> tuple[str, ...]:
        """Return the words of a list, in the order of the file."""
        found = self.content.get(name)
        words = found.split() if isinstance(found, str) else found
        if not isinstance(words, list) or not words or not all(map(_is_text, words)):
            raise WordListError(
                f'{self.path}: `{name}` must be a list of words: {name} = "one two three".'
            )
        return tuple(words)

    def words(self, name: str) -> frozenset[str]:
        """Return the words of a list."""
        return frozenset(self.in_order(name))

    def table(self, name: str) -> dict[str, str]:
        """Return a table that gives each entry one text."""
        found = self._table(name)
        for entry, text in found.items():
            if not _is_text(text):
                raise WordListError(f"{self.path}, [{name}]: “{entry}” must be a text.")
        return found

    def forms(self, name: str) -> dict[str, tuple[str, ...]]:
        """Return a table that gives each entry two texts or more: singular and plural."""
        found = self._table(name)
        for entry, texts in found.items():
            if not isinstance(texts, list) or len(texts) < 2 or not all(map(_is_text, texts)):
                raise WordListError(
                    f'{self.path}, [{name}]: “{entry}” must have two forms: ["euro", "euros"].'
                )
        return {entry: tuple(texts) for entry, texts in found.items()}

    def lists(self, name: str) -> dict[str, tuple[str, ...]]:
        """Return a table that gives each entry a list of texts, which may be one."""
        found = self._table(name)
        for entry, texts in found.items():
            if not isinstance(texts, list) or not texts or not all(map(_is_text, texts)):
                raise WordListError(
                    f'{self.path}, [{name}]: “{entry}” must be a list: ["one", "two"].'
                )
        return {entry: tuple(texts) for entry, texts in found.items()}

    def choice(self, name: str, among: tuple[str, ...]) -> str:
        """Return a setting, which is one of a few words."""
        found = self.content.get(name)
        if found not in among:
            raise WordListError(
                f"{self.path}: `{name}` must be one of: {', '.join(among)}; it is “{found}”."
            )
        return str(found)

    def compiled(self, name: str, pattern: str) -> re.Pattern[str]:
        """Return `pattern`, which was made of what stands in the table `name`."""
        try:
            return re.compile(pattern)
        except re.error as fault:
            place = fault.pos or 0
            near = pattern[max(0, place - 20) : place + 20]
            raise WordListError(
                f"{self.path}, [{name}]: there is no regular expression near “{near}”: {fault.msg}."
            ) from fault

    def _table(self, name: str) -> dict[str, Any]:
        found = self.content.get(name)
        if not isinstance(found, dict) or not found:
            raise WordListError(f"{self.path}: there must be a table [{name}].")
        return found


LANGUAGES = ("fr", "en")
"""The languages that have word lists, by ISO 639-1 code."""


def either(words: Iterable[str]) -> str:
    """Return a regular expression for one of `words`, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def word_lists(language: str, name: str) -> WordLists:
    """Return the lists of `name` that come with the program for a language, read once.

    Raises `WordListError` where the file is missing or no TOML.
    """
    return load_word_lists(word_lists_directory() / language / f"{name}.toml")


@cache
def commonest(language: str) -> frozenset[str]:
    """Return the commonest words of a language, by which its sentences are told from others."""
    return word_lists(language, "vocabulary").words("commonest")


def load_word_lists(path: Path) -> WordLists:
    """Return the lists of the file `path`."""
    from podcast.store.toml import read_toml  # slow to import; many a process reads no list

    return WordLists(path, read_toml(path, WordListError))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())

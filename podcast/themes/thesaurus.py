"""The themes that people speak of in public, and the words that show them: voices/themes/*.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from podcast.errors import PodcastError
from podcast.store.data import default_directory
from podcast.store.toml import read_toml

WEIGHTS = {"strong": 3.0, "words": 2.0, "weak": 1.0}
"""What a word of each list weighs."""


class ThesaurusError(PodcastError):
    """A file of themes is wrong."""


@dataclass(frozen=True, slots=True)
class ThesaurusTheme:
    """A theme, and its terms with their weights."""

    title: str
    terms: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """All themes of a language, in the order of their file; `ignore` are expressions in which a
    term says nothing ("feuille de route")."""

    themes: tuple[ThesaurusTheme, ...] = ()
    ignore: tuple[str, ...] = ()


def load_thesaurus(language: str, folder: Path | None = None) -> Thesaurus:
    """Return the themes of an ISO 639-1 language, from `folder`/themes or the installed ones.

    Empty for a language that has none. Raises `ThesaurusError` where the file is wrong.
    """
    path = (folder or default_directory()) / "themes" / f"{language}.toml"
    return _loaded(path) if path.is_file() else Thesaurus()


@cache
def _loaded(path: Path) -> Thesaurus:
    data = read_toml(path, ThesaurusError)
    entries = data.pop("theme", None)
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ThesaurusError(f"{path}: there is no theme; each begins with [[theme]].")
    ignore = data.pop("ignore", [])
    if not isinstance(ignore, list) or not all(isinstance(words, str) for words in ignore):
        raise ThesaurusError(f"{path}: `ignore` must be a list of expressions.")
    if data:
        raise ThesaurusError(f"{path}: `{next(iter(data))}` stands outside of a [[theme]].")
    themes: list[ThesaurusTheme] = []
    for number, entry in enumerate(entries, start=1):
        title = entry.pop("title", None)
        if not isinstance(title, str) or not title.strip():
            raise ThesaurusError(f"{path}: the theme number {number} has no `title`.")
        if any(theme.title == title for theme in themes):
            raise ThesaurusError(f"{path}: two themes have the title “{title}”.")
        themes.append(ThesaurusTheme(title.strip(), _terms(path, title, entry)))
    return Thesaurus(tuple(themes), tuple(ignore))


def _terms(path: Path, title: str, lists: dict[str, object]) -> tuple[tuple[str, float], ...]:
    terms: dict[str, float] = {}
    for name, words in lists.items():
        if name not in WEIGHTS:
            raise ThesaurusError(
                f"{path}: “{title}” has `{name}`; there are only title, {', '.join(WEIGHTS)}."
            )
        if not isinstance(words, list) or not all(isinstance(w, str) and w.strip() for w in words):
            raise ThesaurusError(f"{path}: `{name}` of “{title}” must be a list of words.")
        for word in words:
            if word in terms:
                raise ThesaurusError(f"{path}: “{title}” has “{word}” twice.")
            terms[word] = WEIGHTS[name]
    if not terms:
        raise ThesaurusError(f"{path}: “{title}” has no words.")
    return tuple(terms.items())

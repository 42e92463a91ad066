"""A series of debates: its title and author, and the voices of the people who come back.

`series.toml` lies in the folder of all episodes. docs/plan-file.md describes it for people.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar, cast

from podcast.casting.cast import Cast, SeriesVoices
from podcast.errors import PodcastError
from podcast.model import Debate
from podcast.store.toml import read_toml, toml_or_none, toml_text

T = TypeVar("T")

FILE = "series.toml"

_FILES = ("cover", "logo", "style")
_TEXTS = ("title", "author", "language", "welcome", "goodbye", *_FILES)
_STATEMENT = "accessibility"
_PERSON = ("voice", "also")
_FEED_TEXTS = ("description", "email", "link", "base_url", "copyright", "guid")
_FEED_FLAGS = ("explicit", "locked")
_HEAD = """\
# The series: what all its episodes share, and the voices of people who come back.
# title = "The name of the podcast"
# author = "Who publishes it"
# cover = "cover.jpg"
# logo = "logo.svg"
# style = "style.css"
# accessibility = ["How accessible it is, for the home page.", "A second paragraph."]
# welcome = "What the narrator says first in each episode."
# goodbye = "What the narrator says last: a licence, an address."
"""


class SeriesError(PodcastError):
    """A series file is wrong."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who comes back: `voices` are names or identifiers of voices, of which the first
    that a palette has is theirs; `also` are other names that mean them."""

    name: str
    voices: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """What `[feed]` says, as it is written there; None where it says nothing. `podcast feed` judges
    what a directory of podcasts would not take, all of it at once."""

    description: str | None = None
    email: str | None = None
    link: str | None = None
    base_url: str | None = None
    copyright: str | None = None
    guid: str | None = None
    categories: tuple[str, ...] = ()
    explicit: bool | None = None
    locked: bool | None = None


@dataclass(frozen=True, slots=True)
class SeriesFile:
    """What `series.toml` says; `path` is None where there is none. `cover`, and the `logo` and the
    `style` (CSS) of the home page, are files that are there; `language` is the series' own (for a
    feed): each debate has its own. `welcome` and `goodbye` are words that the narrator says first
    and last in each episode, `accessibility` is the home page's statement, by paragraphs."""

    path: Path | None = None
    title: str | None = None
    author: str | None = None
    cover: Path | None = None
    logo: Path | None = None
    style: Path | None = None
    language: str | None = None
    welcome: str | None = None
    goodbye: str | None = None
    accessibility: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    feed: FeedEntry = FeedEntry()

    def person(self, name: str) -> Person | None:
        """Return who is called `name` here, under any of their names."""
        for person in self.people:
            if _key(name) in map(_key, (person.name, *person.also)):
                return person
        return None

    def completed(self, other: SeriesFile) -> SeriesFile:
        """Return this, with what it leaves open as `other` has it."""
        return replace(_completed(self, other), feed=_completed(self.feed, other.feed))


def _completed(one: T, other: T) -> T:
    known: Any = one
    given = {field.name: getattr(one, field.name) for field in fields(known)}
    given_here = {name: value for name, value in given.items() if value not in (None, "", ())}
    return cast("T", replace(cast("Any", other), **given_here))


NO_SERIES = SeriesFile()


def find_series(folders: Iterable[Path]) -> SeriesFile:
    """Return the series of the first of `folders` that has one. Raises `SeriesError` where it is
    wrong."""
    for folder in dict.fromkeys(folders):
        if (folder / FILE).is_file():
            return load_series(folder / FILE)
    return NO_SERIES


def load_series(path: Path) -> SeriesFile:
    """Return the series that the file `path` holds. Raises `SeriesError` where it is wrong."""
    data = read_toml(path, SeriesError)
    people = data.pop("person", {})
    feed = data.pop("feed", {})
    _check(path, "", data, (*_TEXTS, _STATEMENT))
    texts: dict[str, Any] = {key: _text(path, "", key, data) for key in _TEXTS}
    if not isinstance(people, dict):
        raise SeriesError(f'{path}: write people as [person."Name"].')
    read = tuple(_person(path, name, entry) for name, entry in people.items())
    seen: dict[str, str] = {}
    for person in read:
        for name in dict.fromkeys(_key(name) for name in (person.name, *person.also)):
            if name in seen:
                raise SeriesError(
                    f'{path}, [person."{person.name}"]: “{seen[name]}” has one of these names, too.'
                )
            seen[name] = person.name
    files = {key: path.parent / data[key] for key in _FILES if key in data}
    for key, file in files.items():
        if not file.is_file():
            raise SeriesError(f"{path}, `{key}`: there is no file “{data[key]}” beside it.")
    statement = _texts(path, "", _STATEMENT, data)
    return SeriesFile(
        path, people=read, feed=_feed(path, feed), accessibility=statement, **(texts | files)
    )


def _feed(path: Path, entry: Any) -> FeedEntry:
    if not isinstance(entry, dict):
        raise SeriesError(f"{path}: write what is for the feed below a line [feed].")
    _check(path, "[feed], ", entry, (*_FEED_TEXTS, "category", *_FEED_FLAGS))
    texts: dict[str, Any] = {key: _text(path, "[feed], ", key, entry) for key in _FEED_TEXTS}
    flags = {key: entry.get(key) for key in _FEED_FLAGS}
    for key, flag in flags.items():
        if flag is not None and not isinstance(flag, bool):
            raise SeriesError(f"{path}, [feed], `{key}`: it must be true or false.")
    categories = _texts(path, "[feed], ", "category", entry, empty=True)
    return FeedEntry(**texts, **flags, categories=categories)


def _person(path: Path, name: str, entry: Any) -> Person:
    where = f'[person."{name}"]'
    if not isinstance(entry, dict) or not name.strip():
        raise SeriesError(f'{path}: write people as [person."Name"], with a voice below.')
    _check(path, f"{where}, ", entry, _PERSON)
    voices, also = (_texts(path, f"{where}, ", key, entry) for key in _PERSON)
    return Person(" ".join(name.split()), voices, also)


def _text(path: Path, where: str, key: str, data: dict[str, Any]) -> str | None:
    """Return the text of `key` on one line, None where it is not there."""
    text = data.get(key)
    if text is not None and (not isinstance(text, str) or not text.strip()):
        raise SeriesError(f"{path}, {where}`{key}`: it must be a text in quotes.")
    return None if text is None else " ".join(text.split())


def _texts(
    path: Path, where: str, key: str, data: dict[str, Any], *, empty: bool = False
) -> tuple[str, ...]:
    """Return the texts of `key`, which may be one alone, or none; each may be `empty`."""
    texts = data.get(key, [])
    texts = [texts] if isinstance(texts, str) else texts
    if not isinstance(texts, list) or not all(
        isinstance(text, str) and (empty or text.strip()) for text in texts
    ):
        raise SeriesError(f"{path}, {where}`{key}`: it must be a text, or a list of texts.")
    return tuple(texts)


def _check(path: Path, where: str, data: dict[str, Any], known: tuple[str, ...]) -> None:
    for key in data:
        if key not in known:
            close = get_close_matches(key, known, 1)
            hint = f"did you mean `{close[0]}`?" if close else f"known are {', '.join(known)}."
            raise SeriesError(f"{path}, {where}`{key}`: it is not known here; {hint}")


def series_voices(series: SeriesFile, debate: Debate) -> SeriesVoices:
    """Return the voices that the people of `debate` have in the series, and those of all others in
    it, which nobody else should have."""
    present = {speaker.name: series.person(speaker.name) for speaker in debate.speakers}
    here = {person.name for person in present.values() if person}
    return SeriesVoices(
        tuple((name, who.voices) for name, who in present.items() if who and who.voices),
        tuple(
            (voice, person.name)
            for person in series.people
            if person.name not in here
            for voice in person.voices
        ),
    )


@dataclass(frozen=True, slots=True)
class Remembered:
    """A series file with the voices of a cast: its new text, the names that are new in it, and
    sentences about who is not."""

    text: str
    added: tuple[str, ...]
    notes: tuple[str, ...]


def remember(text: str, series: SeriesFile, cast: Cast, palette: Iterable[str]) -> Remembered:
    """`text`, that of the series file (empty where there is none), with everybody of `cast` who is
    not in it; what stands in it stays. `palette` are the identifiers of voices that can be asked
    for: a variation of one cannot."""
    known = set(palette)
    lines: list[str] = []
    added: list[str] = []
    notes: list[str] = []
    for part in cast.parts:
        person = series.person(part.speaker)
        if person is not None and person.voices:
            if not {_key(part.voice.name), _key(part.voice.id)} & set(map(_key, person.voices)):
                notes.append(
                    f"{part.speaker} has “{part.voice.name}” here and keeps"
                    f" “{person.voices[0]}” in the series."
                )
            continue
        if person is not None:
            notes.append(f"{part.speaker} is in the series without a voice; write one there.")
            continue
        if part.voice.id not in known:
            notes.append(
                f"{part.speaker} has a variation of a voice (“{part.voice.name}”), which cannot be"
                " kept."
            )
            continue
        lines += ["", f"[person.{toml_text(part.speaker)}]"]
        lines.append(f"voice = {toml_text(part.voice.name)}")
        added.append(part.speaker)
    if not added:
        return Remembered(text, (), tuple(notes))
    start = text or _HEAD
    start = start if start.endswith("\n") else start + "\n"
    made = start + "\n".join(lines) + "\n"
    # A file that says `person = {…}` on one line cannot be added to below.
    if toml_or_none(made) is None:
        raise SeriesError(
            f'{series.path or FILE}: write its people as [person."Name"], one below the other, so'
            " that others can be added."
        )
    return Remembered(made, tuple(added), tuple(notes))


def _key(name: str) -> str:
    return " ".join(name.split()).replace("’", "'").casefold()

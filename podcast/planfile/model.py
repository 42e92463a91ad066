"""A plan as a person wants it: only what they decided; None for what is as the program finds it.

It is read strictly: whatever is not understood is an error with the file and the key.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from podcast.errors import PodcastError
from podcast.planfile.anchors import Anchor, parse_anchor
from podcast.planfile.layout import Block, Layout, Statement, checksum, read_blocks
from podcast.reading.dates import is_iso_date
from podcast.store.toml import parse_toml, read_text


class PlanError(PodcastError):
    """A plan file is wrong, or cannot be used."""


@dataclass(frozen=True, slots=True)
class SpeakerEntry:
    """Somebody of the transcript, or somebody new: `read` is the name that the transcript has,
    `name` the one to say and show, `also` other names in the transcript that mean them. Where
    `label` is false, nobody is called so: it is how a sentence begins."""

    read: str
    name: str | None = None
    role: str | None = None
    voice: str | None = None
    also: tuple[str, ...] | None = None
    label: bool | None = None
    block: Block = field(default_factory=Block, compare=False)

    @property
    def decided(self) -> bool:
        """Whether a person decided something of it."""
        decisions = (self.name, self.role, self.voice, self.also, self.label)
        return any(value is not None for value in decisions)


@dataclass(frozen=True, slots=True)
class PassageEntry:
    """What begins with one paragraph: who says it, what it speaks of and whether it is left out, to
    the end of the turn or to the next passage that says so; the title of the chapter that begins
    here; the first words of the paragraph that are the `label` of who speaks, and not said."""

    begins: Anchor
    speaker: str | None = None
    chapter: str | None = None
    themes: tuple[str, ...] | None = None
    left_out: bool | None = None
    label: str | None = None
    block: Block = field(default_factory=Block, compare=False)

    @property
    def decided(self) -> bool:
        """Whether a person decided something of it, or wrote a comment."""
        block = self.block
        decisions = (self.speaker, self.chapter, self.themes, self.left_out, self.label)
        return any(value is not None for value in decisions) or bool(block.before + block.inside)


@dataclass(frozen=True, slots=True)
class ThemeEntry:
    """A theme that a person wants: every passage with one of `words` belongs to it."""

    title: str
    words: tuple[str, ...]
    block: Block = field(default_factory=Block, compare=False)


@dataclass(frozen=True, slots=True)
class EpisodesTable:
    """The table `[episodes]`, which of them to make: the `whole` debate, one for each of
    `speakers`, for each of `themes`; True is all of them, a list only these, None what the program
    does anyway."""

    whole: bool | None = None
    speakers: bool | tuple[str, ...] | None = None
    themes: bool | tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What the program noted for itself: checksums of the transcript, of each default (with spaces
    between) and of each paragraph."""

    source: str = ""
    lines: str = ""
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A whole plan; `source` is the transcript's path as written, relative to the plan's folder.

    `event`, `date` and `introduction` (paragraphs that the narrator reads) may be empty: there is
    none. `split` are first words of paragraphs that are to begin inside others. `layout` holds
    comments and a person's own way of writing things, for when the file is written again.
    """

    path: Path
    source: str
    title: str | None = None
    event: str | None = None
    date: str | None = None
    date_said: str | None = None
    language: str | None = None
    introduction: tuple[str, ...] | None = None
    split: tuple[str, ...] = ()
    speakers: tuple[SpeakerEntry, ...] = ()
    passages: tuple[PassageEntry, ...] = ()
    themes: tuple[ThemeEntry, ...] = ()
    banned: tuple[str, ...] | None = None
    episodes: EpisodesTable = EpisodesTable()
    made: Made = Made()
    layout: Layout = field(default_factory=Layout, compare=False)

    def block(self, *header: str) -> Block:
        """Return the block of that header; an empty one where the file has none."""
        return next((b for b in self.layout.blocks if b.header == header), Block(header))

    @property
    def touched(self) -> tuple[tuple[int, str], ...]:
        """The defaults that somebody changed and left the # before, with their lines."""
        known = frozenset(self.made.lines.split())
        if not known:
            return ()
        return tuple(
            (number, line) for number, line in self.layout.defaults if checksum(line) not in known
        )


_TOP = ("source", "title", "event", "date", "date_said", "language", "introduction", "split")
_SPEAKER = ("name", "role", "voice", "also", "label")
_PASSAGE = ("begins", "speaker", "chapter", "themes", "left_out", "label")
_THEME = ("words",)
_THEMES = ("banned",)
_EPISODES = ("whole", "speakers", "themes")
_MADE = ("source", "lines", "paragraphs")
KEYS = frozenset((*_TOP, *_SPEAKER, *_PASSAGE, *_THEMES, *_EPISODES))
_FORMS = '[speaker."Name"], [[passage]], [themes], [theme."Title"], [episodes]'
_LARGEST = 8_000_000  # characters
_LONGEST_KEY = 60  # characters of a key that a message shows


def load_plan(path: Path) -> PlanFile:
    """Return the plan that the file `path` holds. Raises `PlanError` where it is wrong."""
    return parse_plan(read_text(path, PlanError), path)


def parse_plan(text: str, path: Path) -> PlanFile:
    """Return the plan that `text`, the text of `path`, holds. Raises `PlanError` where it is
    wrong."""
    if len(text) > _LARGEST:
        raise PlanError(f"{path}: it is too large for a plan.")
    text = text.replace("\r\n", "\n")
    parse_toml(text, path, PlanError)
    layout = read_blocks(text, KEYS)
    speakers, passages, themes = [], [], []
    top, banned, episodes, made = _Reader(path, layout.blocks[0], _TOP), None, None, None
    for block in layout.blocks[1:]:
        match block.header:
            case ("speaker", read):
                speakers.append(_speaker(_Reader(path, block, _SPEAKER, f'speaker."{read}"')))
            case ("passage",):
                passages.append(_passage(_Reader(path, block, _PASSAGE, "[passage]")))
            case ("theme", title):
                themes.append(_theme(_Reader(path, block, _THEME, f'theme."{title}"')))
            case ("themes",):
                banned = _Reader(path, block, _THEMES, "themes").texts("banned")
            case ("episodes",):
                episodes = _episodes(_Reader(path, block, _EPISODES, "episodes"))
            case ("made",):
                made = _made(_Reader(path, block, _MADE, "made"))
            case header:
                raise PlanError(
                    f"{path}, line {block.line}: [{'.'.join(header)}] is not known; known are"
                    f" {_FORMS}."
                )
    source = top.text("source")
    if source is None:
        raise PlanError(
            f"{path}: `source`, the path of the transcript, is missing; is this a plan?"
            " `podcast plan TRANSCRIPT` writes one."
        )
    date = top.text("date", empty=True)
    if date and not is_iso_date(date):
        raise top.wrong("date", "it must be year-month-day (2024-05-28), year-month or year")
    return PlanFile(
        path=path,
        source=source,
        title=top.text("title"),
        event=top.text("event", empty=True),
        date=date,
        date_said=top.text("date_said", empty=True),
        language=top.text("language"),
        introduction=top.texts("introduction"),
        split=top.texts("split") or (),
        speakers=tuple(speakers),
        passages=tuple(passages),
        themes=tuple(themes),
        banned=banned,
        episodes=episodes or EpisodesTable(),
        made=made or Made(),
        layout=layout,
    )


def _speaker(reader: _Reader) -> SpeakerEntry:
    return SpeakerEntry(
        reader.name("a speaker"),
        reader.text("name"),
        reader.text("role", empty=True),
        reader.text("voice"),
        reader.texts("also"),
        reader.flag("label"),
        reader.block,
    )


def _passage(reader: _Reader) -> PassageEntry:
    begins = reader.text("begins")
    if begins is None:
        raise PlanError(
            f"{reader.where}: `begins`, the first words of the paragraph that is meant, is missing."
        )
    return PassageEntry(
        parse_anchor(begins),
        reader.text("speaker"),
        reader.text("chapter"),
        reader.texts("themes"),
        reader.flag("left_out"),
        reader.text("label"),
        reader.block,
    )


def _theme(reader: _Reader) -> ThemeEntry:
    words = reader.texts("words")
    if not words:
        raise PlanError(f"{reader.where}: `words`, a list of words that tell it, is missing.")
    return ThemeEntry(reader.name("a theme"), words, reader.block)


def _episodes(reader: _Reader) -> EpisodesTable:
    return EpisodesTable(reader.flag("whole"), reader.some("speakers"), reader.some("themes"))


def _made(reader: _Reader) -> Made:
    paragraphs = (reader.text("paragraphs") or "").split()
    return Made(reader.text("source") or "", reader.text("lines") or "", tuple(paragraphs))


class _Reader:
    """Takes typed values from a block, and says which key is wrong."""

    def __init__(self, path: Path, block: Block, known: tuple[str, ...], header: str = "") -> None:
        self.block = block
        self._path = path
        self._statements = {statement.key: statement for statement in block.statements}
        self.where = f"{path}, line {block.line}, [{header}]" if header else f"{path}"
        for key in self._statements:
            if key not in known:
                close = get_close_matches(key, known, 1)
                hint = f"`{close[0]}` is, and known are" if close else "known are"
                raise self.wrong(key, f"it is not known here; {hint} {', '.join(known)}")

    def wrong(self, key: str, what: str) -> PodcastError:
        """Return the error of that key."""
        shown = key if len(key) <= _LONGEST_KEY else f"{key[:_LONGEST_KEY]}…"
        return PlanError(f"{self._path}, line {self._statements[key].line}, `{shown}`: {what}.")

    def name(self, what: str) -> str:
        """Return the name in the header."""
        name = " ".join(self.block.header[1].split())
        if not name:
            raise PlanError(f"{self.where}: {what} must have a name.")
        return name

    def value(self, key: str) -> Any:
        """Return the value of `key`, None where it is not there."""
        statement: Statement | None = self._statements.get(key)
        return None if statement is None else statement.value

    def text(self, key: str, *, empty: bool = False) -> str | None:
        """Return the text of `key` on one line; `empty` where it may be."""
        value = self.value(key)
        if value is None:
            return None
        if key == "date" and hasattr(value, "isoformat"):
            value = value.isoformat()[:10]  # 2024-05-28 without quotes is a date in TOML
        if not isinstance(value, str):
            raise self.wrong(key, "it must be a text in quotes")
        value = value if key == "source" else " ".join(value.split())
        if not value and not empty:
            raise self.wrong(key, "it is empty; remove the line, or write something")
        return value

    def texts(self, key: str) -> tuple[str, ...] | None:
        """Return the list of texts of `key`."""
        value = self.value(key)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise self.wrong(key, 'it must be a list of texts, as ["one", "another"]')
        return tuple(" ".join(text.split()) for text in value)

    def flag(self, key: str) -> bool | None:
        """Return whether `key` is true, None where it is not there."""
        value = self.value(key)
        if value is not None and not isinstance(value, bool):
            raise self.wrong(key, "it must be true or false")
        return value

    def some(self, key: str) -> bool | tuple[str, ...] | None:
        """All, none, or a list of names."""
        value = self.value(key)
        return value if isinstance(value, bool) else self.texts(key)

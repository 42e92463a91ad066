"""A plan as a person wants it: only what they decided; None for what is as the program finds it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from podcast.errors import PodcastError
from podcast.planfile.anchors import Anchor
from podcast.planfile.layout import Block, Layout, checksum


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

    `event` and `date` may be empty: there is none. `split` are first words of paragraphs that are
    to begin inside others. `layout` holds comments and a person's own way of writing things, for
    when the file is written again.
    """

    path: Path
    source: str
    title: str | None = None
    event: str | None = None
    date: str | None = None
    date_said: str | None = None
    language: str | None = None
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

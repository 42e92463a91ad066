"""What a plan is: an episode's chapters, and the parts of turns that each holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from podcast.model import Debate, Paragraph, Turn

LONGEST_TITLE = 60
"""Characters in a chapter title; more is cut by car displays and podcast apps."""

MOST_CHAPTERS = 255
"""An ID3 table of contents counts its entries in one byte (ID3v2 Chapter Frame Addendum, CTOC)."""


class ChapterKind(Enum):
    """What a chapter holds."""

    OPENING = "opening"
    EXCHANGE = "exchange"
    CLOSING = "closing"


class EpisodeKind(Enum):
    """What an episode holds of its debate: all of it, or what one person said, or one theme."""

    WHOLE = "whole"
    SPEAKER = "speaker"
    THEME = "theme"


FOLDERS = {EpisodeKind.SPEAKER: "speakers", EpisodeKind.THEME: "themes"}
"""Where episodes of parts outline in the debate's folder; the whole lies in that itself."""

KINDS = {folder: kind for kind, folder in FOLDERS.items()}
"""What episodes in these folders are of."""


@dataclass(frozen=True, slots=True)
class ChapterPart:
    """Some or all paragraphs of a turn, heard in one go; `recalled` where it does not belong to
    the episode, and is heard so that what follows is understood: the question that it answers."""

    turn: Turn
    recalled: bool = False


@dataclass(frozen=True, slots=True)
class ChapterPlan:
    """A chapter: its title, at most `LONGEST_TITLE` characters and unique in the episode, and the
    parts it holds (none in the opening and the closing); an introduction has what is `told` in it
    instead."""

    kind: ChapterKind
    title: str
    parts: tuple[ChapterPart, ...] = ()
    told: tuple[Paragraph, ...] = ()

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns, or parts of them, that belong to the episode, without what is recalled."""
        return tuple(part.turn for part in self.parts if not part.recalled)


@dataclass(frozen=True, slots=True)
class EpisodePlan:
    """An episode: what it is called, and its chapters in order, from opening to closing.

    `about` is the speaker's name or the theme's title, None for a whole debate.
    """

    title: str
    debate: Debate
    chapters: tuple[ChapterPlan, ...]
    kind: EpisodeKind = EpisodeKind.WHOLE
    about: str | None = None

    @property
    def turns(self) -> int:
        """How many turns the episode holds, as a whole or in part."""
        return len({turn.index for chapter in self.chapters for turn in chapter.turns})

    @property
    def exchanges(self) -> tuple[ChapterPlan, ...]:
        """The chapters of the debate itself, without opening and closing."""
        return tuple(c for c in self.chapters if c.kind is ChapterKind.EXCHANGE)

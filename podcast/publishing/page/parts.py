"""What a page is made of, from its episodes down to the passages of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from podcast.planning import KINDS, EpisodeKind
from podcast.publishing.heard import Heard
from podcast.publishing.words import words_of
from podcast.timecode import Milliseconds

_NAME = re.compile(r"[A-Za-z0-9_/-]+")
_MOST_NAMES = 8  # in a description


@dataclass(frozen=True, slots=True)
class Passage:
    """Text in one language; `language` is "" for the page's own."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; `number` counts those that are heard from 0, None where it is not heard.
    `happens` is a direction that follows it."""

    number: int | None
    passages: tuple[Passage, ...]
    happens: str = ""


@dataclass(frozen=True, slots=True)
class PageParagraph:
    """A paragraph of the narrator's or of a speaker's; `speaker` is who says it, where the turn is
    another's (a question that is heard again before its answer) or was interrupted by another."""

    narration: bool
    sentences: tuple[Sentence, ...]
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A turn, or something that the narrator says on their own (`speaker` is "" then).

    A turn begins with what the narrator says to announce it. `start` is None where nothing of it
    is heard. `anchor` is its address in its episode, which the page makes one of its own.
    """

    anchor: str
    speaker: str
    role: str
    start: Milliseconds | None
    paragraphs: tuple[PageParagraph, ...]


@dataclass(frozen=True, slots=True)
class PageChapter:
    """A chapter; where it holds one turn and its title names the speaker, `title_names` is true
    and the turn needs no heading of its own."""

    anchor: str
    title: str
    start: Milliseconds
    title_names: bool
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class PageSpeaker:
    """Somebody who speaks, and where: their turns that are heard."""

    name: str
    role: str
    voice: str
    turns: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class PageEpisode:
    """An episode: `audio` is the file's name, seen from the page, `files` what else can be had,
    `track` its place in the debate's album, 0 where it stands alone."""

    title: str
    audio: str
    files: tuple[str, ...]
    length: Milliseconds
    sentences: tuple[Heard, ...]
    chapters: tuple[PageChapter, ...]
    speakers: tuple[PageSpeaker, ...]
    track: int = 0

    @property
    def kind(self) -> EpisodeKind:
        """What it is of, by the folder that it lies in."""
        return KINDS.get(self.audio.rpartition("/")[0], EpisodeKind.WHOLE)

    @property
    def turns(self) -> tuple[Block, ...]:
        """What one can jump to: turns, and what the narrator says between them."""
        return tuple(
            block
            for chapter in self.chapters
            for block in chapter.blocks
            if block.start is not None
        )


@dataclass(frozen=True, slots=True)
class Page:
    """A debate's page. `address` is that of its folder on the web, with a slash at its end, ""
    where it is not known; `home` whether the folder above has a page; `cover` is a picture for
    whoever is sent the address, seen from the page, "" for none."""

    title: str
    event: str
    date: str
    language: str
    episodes: tuple[PageEpisode, ...]
    address: str = ""
    home: bool = False
    cover: str = ""

    @property
    def description(self) -> str:
        """What it is, for who finds it in a list or is sent its address."""
        words = words_of("page", self.language)
        occasion = " – ".join(filter(None, (self.event, self.date)))
        names = dict.fromkeys(one.name for e in self.episodes for one in e.speakers if one.name)
        shown = list(names)[:_MOST_NAMES]
        who = words.with_.format(", ".join(shown) + (", …" if len(names) > len(shown) else ""))
        return f"{occasion and f'{occasion}. '}{f'{who} ' if names else ''}{words.description}"


def episode_address(name: str) -> str | None:
    """Return the address on the page of the episode whose MP3 is `name`.mp3 in the debate's folder;
    None where the name was given by hand, and has what an address must not have."""
    return f"episode/{name}" if _NAME.fullmatch(name) else None


def prefix_of(number: int) -> str:
    """Return what the addresses of what is in the page's `number`-th episode begin with."""
    return f"e{number}-" if number > 1 else ""


def in_order(episodes: Iterable[PageEpisode]) -> tuple[PageEpisode, ...]:
    """Return the whole first, then speakers and themes as in the album, whenever each was made."""
    kinds = list(EpisodeKind)
    return tuple(sorted(episodes, key=lambda one: (kinds.index(one.kind), one.track, one.audio)))

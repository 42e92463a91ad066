"""From a debate and what is asked for, to the plan of an episode: its chapters and their titles."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise, takewhile
from types import MappingProxyType

from podcast.keyphrases import topics
from podcast.model import Debate, Turn
from podcast.narration import Phrasebook

LONGEST_TITLE = 60
"""Characters in a chapter title; more is cut by car displays and podcast apps."""

MOST_CHAPTERS = 255
"""An ID3 table of contents counts its entries in one byte (ID3v2 Chapter Frame Addendum, CTOC)."""

NO_TITLES: Mapping[tuple[int, int], str] = MappingProxyType({})

_SHORTEST_TOPIC = 16  # below that many characters left beside a name, a topic says nothing


class ChapterKind(Enum):
    """What a chapter holds."""

    OPENING = "opening"
    EXCHANGE = "exchange"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class ChapterPlan:
    """A chapter: its title, at most `LONGEST_TITLE` characters and unique in the episode, and the
    turns it holds (none in the opening and the closing)."""

    kind: ChapterKind
    title: str
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class EpisodePlan:
    """An episode: what it is called, and its chapters in order, from opening to closing."""

    title: str
    debate: Debate
    chapters: tuple[ChapterPlan, ...]

    @property
    def turns(self) -> int:
        """How many turns the episode holds."""
        return len({turn.index for chapter in self.chapters for turn in chapter.turns})

    @property
    def exchanges(self) -> tuple[ChapterPlan, ...]:
        """The chapters of the debate itself, without opening and closing."""
        return tuple(c for c in self.chapters if c.kind is ChapterKind.EXCHANGE)


def plan_whole(
    debate: Debate, book: Phrasebook, titles: Mapping[tuple[int, int], str] = NO_TITLES
) -> EpisodePlan:
    """The whole debate as one episode, a chapter a turn, so that each question and each answer
    can be reached; short turns share a chapter where there would be too many. A chapter begins at
    each heading, in the middle of a turn too, and has its name; and at each place in `titles`
    (turn, paragraph), which a person wrote and which go before all others."""
    headed = {(heading.turn, heading.paragraph) for heading in debate.headings} | titles.keys()
    parts = _parts(debate, headed)
    groups = _grouped(parts, MOST_CHAPTERS - 2, headed)
    written = [
        (wish,) if (wish := titles.get(_place(group[0]))) else _headings(debate, group[0])
        for group in groups
    ]
    names = [_chapter_speaker(group) for group in groups]
    room = LONGEST_TITLE - len(book.chapter_title("", "…")) + 1 - max(map(len, names), default=0)
    phrases = topics(
        tuple(" ".join(p.text for turn in group for p in turn.paragraphs) for group in groups),
        debate.language,
        max_chars=max(room, _SHORTEST_TOPIC),
        names=tuple(speaker.name for speaker in debate.speakers),
    )
    final = _unique(
        [
            book.opening_title,
            *(
                _cut(" – ".join(above), LONGEST_TITLE) if above else _title(book, name, topic)
                for above, name, topic in zip(written, names, phrases, strict=True)
            ),
            book.closing_title,
        ],
        book,
    )
    middle = [
        ChapterPlan(ChapterKind.EXCHANGE, title, group)
        for title, group in zip(final[1:-1], groups, strict=True)
    ]
    return EpisodePlan(
        debate.title,
        debate,
        (
            ChapterPlan(ChapterKind.OPENING, final[0]),
            *middle,
            ChapterPlan(ChapterKind.CLOSING, final[-1]),
        ),
    )


def _place(turn: Turn) -> tuple[int, int]:
    return turn.index, turn.first_paragraph


def _parts(debate: Debate, headed: Iterable[tuple[int, int]]) -> tuple[Turn, ...]:
    """The turns, cut in two at the places (turn, paragraph) between their paragraphs."""
    cuts: dict[int, set[int]] = {}
    for index, paragraph in headed:
        cuts.setdefault(index, set()).add(paragraph)
    result: list[Turn] = []
    for turn in debate.turns:
        inside = sorted(n for n in cuts.get(turn.index, ()) if 1 < n <= len(turn.paragraphs))
        borders = [1, *inside, len(turn.paragraphs) + 1]
        result += [
            replace(turn, paragraphs=turn.paragraphs[start - 1 : end - 1], first_paragraph=start)
            for start, end in pairwise(borders)
        ]
    return tuple(result)


def _headings(debate: Debate, turn: Turn) -> tuple[str, ...]:
    """The headings right before a turn, or a part of one."""
    place = _place(turn)
    start = bisect_left(debate.headings, place, key=lambda h: (h.turn, h.paragraph))
    found = takewhile(lambda h: (h.turn, h.paragraph) == place, debate.headings[start:])
    return tuple(heading.text for heading in found)


def _grouped(
    turns: tuple[Turn, ...], most: int, headed: set[tuple[int, int]]
) -> list[tuple[Turn, ...]]:
    """`turns` in at most `most` runs.

    Where every turn cannot have its own, a run is closed once it holds `least` words, with the
    smallest `least` (doubling) that is enough: interjections join what they interrupt. It is
    closed before each place in `headed` (turn, paragraph), unless there are too many of them.
    """
    if len(turns) <= most:
        return [(turn,) for turn in turns]
    least = 8
    breaks = len(headed) <= most // 2
    while True:
        groups: list[tuple[Turn, ...]] = []
        run: list[Turn] = []
        words = 0
        for turn in turns:
            if run and breaks and _place(turn) in headed:
                groups.append(tuple(run))
                run, words = [], 0
            run.append(turn)
            words += turn.words
            if words >= least:
                groups.append(tuple(run))
                run, words = [], 0
        if run:
            groups.append(tuple(run))
        if len(groups) <= most:
            return groups
        least *= 2


def _chapter_speaker(turns: tuple[Turn, ...]) -> str:
    """Who says most in these turns; the first of them where two say as much."""
    words: dict[str, int] = {}
    for turn in turns:
        words[turn.speaker] = words.get(turn.speaker, 0) + turn.words
    return max(words, key=lambda name: words[name])


def _title(book: Phrasebook, name: str, topic: str | None) -> str:
    for candidate in (book.chapter_title(name, topic), name):
        if len(candidate) <= LONGEST_TITLE:
            return candidate
    return _cut(name, LONGEST_TITLE)


def _cut(text: str, most: int) -> str:
    """`text` in at most `most` characters, cut between words where there is one to cut at."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    kept = head.rsplit(None, 1)[0] if " " in head.strip() else head
    return kept.rstrip(" ,;:-–—") + "…"


def _unique(titles: list[str], book: Phrasebook) -> list[str]:
    seen: set[str] = set()
    result = []
    for title in titles:
        candidate, number = title, 1
        while candidate in seen:
            number += 1
            suffix = len(book.numbered("", number))
            candidate = book.numbered(_cut(title, LONGEST_TITLE - suffix), number)
        seen.add(candidate)
        result.append(candidate)
    return result

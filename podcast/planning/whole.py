"""The whole of a debate as one episode."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from types import MappingProxyType

from podcast.model import Debate, Paragraph, Turn
from podcast.narration import Phrasebook
from podcast.planning.grouping import Group, grouped, limited
from podcast.planning.model import (
    LONGEST_TITLE,
    MOST_CHAPTERS,
    ChapterKind,
    ChapterPart,
    ChapterPlan,
    EpisodePlan,
)
from podcast.planning.segments import Place, outline_of, place_of, segments
from podcast.planning.titles import Hints, Titles, cut, final_titles, speaker_titles, text_of

NO_TITLES: Titles = MappingProxyType({})


def plan_whole(
    debate: Debate,
    book: Phrasebook,
    *,
    titles: Titles = NO_TITLES,
    words: Mapping[Place, tuple[str, ...]] | None = None,
) -> EpisodePlan:
    """Return the whole debate as one episode: a chapter a turn, so that each question and each
    answer can be reached, but that what is short shares a chapter and what is long has several. A
    chapter begins at each heading, in the middle of a turn too, and has its name.

    `titles` are those that a person wants, by the turn and paragraph with which a chapter begins;
    `words` those for which a paragraph is in a theme, which are good ones for a title.
    """
    groups = whole_groups(debate, titles)
    hints = Hints(words or {}, tuple(text_of(group) for group in groups), titles)
    above = [_headings(debate, group[0]) for group in groups]
    own = [
        cut(" – ".join(headings), LONGEST_TITLE) if headings else title
        for headings, title in zip(above, speaker_titles(debate, book, groups, hints), strict=True)
    ]
    parts = [tuple(ChapterPart(turn) for turn in group) for group in groups]
    first = (book.introduction_title,) if debate.introduction else ()
    titled = final_titles(own, groups, hints, book, *first)
    return EpisodePlan(debate.title, debate, chapters(titled, parts, debate.introduction))


def whole_groups(debate: Debate, titles: Titles = NO_TITLES) -> list[Group]:
    """Return what is in each chapter of the whole debate; one begins at each place in `titles`."""
    outline = outline_of(debate)
    outline = replace(outline, headed=outline.headed | titles.keys())
    groups = grouped(segments(debate.turns, outline), outline)
    return limited(groups, MOST_CHAPTERS - 2 - bool(debate.introduction), outline.headed)


def chapters(
    titles: Sequence[str],
    parts: Sequence[tuple[ChapterPart, ...]],
    told: tuple[Paragraph, ...] = (),
) -> tuple[ChapterPlan, ...]:
    """Return all chapters of an episode: these, between an opening, with an introduction if one is
    `told`, and a closing."""
    first = 2 if told else 1
    return (
        ChapterPlan(ChapterKind.OPENING, titles[0]),
        *(ChapterPlan(ChapterKind.EXCHANGE, title, told=told) for title in titles[1:first]),
        *(
            ChapterPlan(ChapterKind.EXCHANGE, title, its)
            for title, its in zip(titles[first:-1], parts, strict=True)
        ),
        ChapterPlan(ChapterKind.CLOSING, titles[-1]),
    )


def _headings(debate: Debate, turn: Turn) -> tuple[str, ...]:
    """Return the headings right before a turn, or a part of one."""
    place = place_of(turn)
    start = bisect_left(debate.headings, place, key=lambda h: (h.turn, h.paragraph))
    found = takewhile(lambda h: (h.turn, h.paragraph) == place, debate.headings[start:])
    return tuple(heading.text for heading in found)

"""What a debate says of one theme, as an episode of its own."""

from __future__ import annotations

from collections.abc import Iterable

from podcast.model import Debate, Turn
from podcast.narration import Phrasebook
from podcast.planning.grouping import grouped, limited
from podcast.planning.model import MOST_CHAPTERS, ChapterPart, EpisodeKind, EpisodePlan
from podcast.planning.recall import Recall, recalled
from podcast.planning.segments import Outline, Place, end_of, outline_of, segment_of, segments
from podcast.planning.titles import Hints, final_titles, speaker_titles
from podcast.planning.whole import chapters
from podcast.themes import Passage, Theme


def plan_theme(
    debate: Debate, book: Phrasebook, theme: Theme, hints: Hints, recall: Recall = Recall.QUESTION
) -> EpisodePlan:
    """Return the passages of `theme`, in order, each after the question that it answers."""
    outline = outline_of(debate)
    runs = _runs(debate, (one.passage for one in theme.passages))
    held = {(turn.index, n) for turn in runs for n in range(turn.first_paragraph, end_of(turn) + 1)}

    def near(before: Turn, after: Turn) -> bool:
        return _follows(debate, before, after)

    groups = limited(
        grouped(segments(runs, outline), outline, near), MOST_CHAPTERS - 2, frozenset()
    )
    asked = {one.passage.turn: one.question for one in theme.passages if one.question is not None}
    heard: set[int] = set()  # turns whose question has been heard
    parts = []
    for group in groups:
        its: list[ChapterPart] = []
        for turn in group:
            question = _question(debate, turn, outline, asked, recall)
            if turn.index not in heard and question and not _holds(question, held):
                its.append(ChapterPart(question, recalled=True))
            heard.add(turn.index)
            its.append(ChapterPart(turn))
        parts.append(tuple(its))
    titles = final_titles(speaker_titles(debate, book, groups, hints), groups, hints, book)
    return EpisodePlan(
        book.episode_title(theme.title, debate.title),
        debate,
        chapters(titles, parts),
        EpisodeKind.THEME,
        theme.title,
    )


def _runs(debate: Debate, passages: Iterable[Passage]) -> list[Turn]:
    """Return the passages as parts of turns, those of a turn that follow each other as one."""
    joined: list[Passage] = []
    for passage in sorted(set(passages)):
        last = joined[-1] if joined else None
        if last and last.turn == passage.turn and passage.first <= last.last + 1:
            joined[-1] = Passage(last.turn, last.first, max(last.last, passage.last))
        else:
            joined.append(passage)
    return [segment_of(debate.turns[p.turn - 1], p.first, p.last) for p in joined]


def _follows(debate: Debate, before: Turn, after: Turn) -> bool:
    """Return whether `after` is said right after `before`."""
    if before.index == after.index:
        return after.first_paragraph == end_of(before) + 1
    ended = end_of(before) == len(debate.turns[before.index - 1].paragraphs)
    return ended and after.index == before.index + 1 and after.first_paragraph == 1


def _question(
    debate: Debate, turn: Turn, outline: Outline, asked: dict[int, int], recall: Recall
) -> Turn | None:
    """Return what a passage answers: also where it begins later in the answer."""
    if turn.index == 1:
        return None
    number = asked.get(turn.index) or turn.index - 1
    if number not in outline.asking and turn.index not in asked:
        return None
    return recalled(debate.turns[number - 1], recall)


def _holds(question: Turn, held: set[Place]) -> bool:
    """Return whether any of it belongs to the episode anyway."""
    return any(
        (question.index, n) in held for n in range(question.first_paragraph, end_of(question) + 1)
    )

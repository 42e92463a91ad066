"""All that one person says in a debate, as an episode of its own."""

from __future__ import annotations

from dataclasses import replace

from podcast.model import Debate, Turn
from podcast.narration import Phrasebook
from podcast.planning.grouping import grouped, limited
from podcast.planning.model import MOST_CHAPTERS, ChapterPart, EpisodeKind, EpisodePlan
from podcast.planning.recall import Recall, recalled
from podcast.planning.segments import outline_of, segments
from podcast.planning.titles import Hints, final_titles, topic_titles
from podcast.planning.whole import chapters


def plan_speaker(
    debate: Debate, book: Phrasebook, name: str, hints: Hints, recall: Recall = Recall.QUESTION
) -> EpisodePlan:
    """Return all turns of the speaker `name`, in order; before each, what they answer to."""
    outline = outline_of(debate)
    own = segments(debate.turns_of(name), outline)
    # Nobody leads in an episode of one: what is short joins what the same person says next to it.
    alone = replace(outline, asking=frozenset(), moderators=frozenset(), headed=frozenset())
    groups = limited(grouped(own, alone, _near), MOST_CHAPTERS - 2, frozenset())
    parts = [
        tuple(part for turn in group for part in _with_question(debate, turn, recall))
        for group in groups
    ]
    otherwise = [_answer(debate, book, group[0]) for group in groups]
    titles = final_titles(topic_titles(debate, book, groups, hints, otherwise), groups, hints, book)
    return EpisodePlan(
        book.episode_title(name, debate.title),
        debate,
        chapters(titles, parts),
        EpisodeKind.SPEAKER,
        name,
    )


def _near(before: Turn, after: Turn) -> bool:
    """Return whether only one turn of somebody else's lies between them."""
    return after.index - before.index <= 2


def _with_question(debate: Debate, turn: Turn, recall: Recall) -> tuple[ChapterPart, ...]:
    if turn.first_paragraph > 1 or turn.index == 1:
        return (ChapterPart(turn),)
    question = recalled(debate.turns[turn.index - 2], recall)
    return (
        (ChapterPart(question, recalled=True), ChapterPart(turn))
        if question
        else (ChapterPart(turn),)
    )


def _answer(debate: Debate, book: Phrasebook, turn: Turn) -> str:
    """Return what a chapter without a topic is called: whom it answers."""
    if turn.index == 1:
        return turn.speaker
    return book.answer_to(debate.turns[turn.index - 2].speaker)

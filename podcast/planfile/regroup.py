"""A debate whose paragraphs are said by others than was read: the same text, other turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from podcast.model import Debate, Paragraph, Turn


def paragraphs(debate: Debate) -> tuple[Paragraph, ...]:
    """Return all paragraphs of `debate`, in order; a place is a number in them, from 0."""
    return tuple(paragraph for turn in debate.turns for paragraph in turn.paragraphs)


def speakers_of(debate: Debate) -> list[str]:
    """Return who says each paragraph."""
    return [turn.speaker for turn in debate.turns for _ in turn.paragraphs]


def spots(debate: Debate) -> list[tuple[int, int]]:
    """Turn and paragraph (from 1) of each place."""
    return [
        (turn.index, number)
        for turn in debate.turns
        for number in range(1, len(turn.paragraphs) + 1)
    ]


def said_by(debate: Debate, speakers: Sequence[str]) -> Debate:
    """`debate` with its paragraphs said by `speakers`, one for each; headings, directions and
    doubts stay with their paragraphs. `debate.speakers` is left as it is."""
    turns: list[Turn] = []
    labels = {spot: turn for turn in debate.turns for spot in [(turn.index, 1)]}
    moved: dict[tuple[int, int], tuple[int, int]] = {}
    for spot, paragraph, speaker in zip(spots(debate), paragraphs(debate), speakers, strict=True):
        if not turns or turns[-1].speaker != speaker:
            line = labels[spot].line if spot in labels else paragraph.line
            turns.append(Turn(len(turns) + 1, speaker, line, ()))
        turns[-1] = replace(turns[-1], paragraphs=(*turns[-1].paragraphs, paragraph))
        moved[spot] = (turns[-1].index, len(turns[-1].paragraphs))
    doubts = []
    for doubt in debate.doubts:
        if doubt.turn is not None:
            turn, number = moved[doubt.turn, doubt.paragraph or 1]
            doubt = replace(doubt, turn=turn, paragraph=doubt.paragraph and number)
        doubts.append(doubt)
    return replace(
        debate,
        turns=tuple(turns),
        headings=tuple(
            replace(h, turn=moved[h.turn, h.paragraph][0], paragraph=moved[h.turn, h.paragraph][1])
            for h in debate.headings
        ),
        directions=tuple(
            replace(d, turn=moved[d.turn, d.paragraph][0], paragraph=moved[d.turn, d.paragraph][1])
            for d in debate.directions
        ),
        doubts=tuple(doubts),
    )

"""A debate whose paragraphs are said by others than was read, or not said: other turns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from podcast.model import Debate, Doubt, LeftOut, Paragraph, Turn
from podcast.themes import Theme


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


def turn_ends(debate: Debate) -> list[int]:
    """Return for each place where its turn ends."""
    ends: list[int] = []
    for turn in debate.turns:
        ends += [len(ends) + len(turn.paragraphs)] * len(turn.paragraphs)
    return ends


def themes_by_place(debate: Debate, themes: Sequence[Theme]) -> dict[int, list[str]]:
    """Return the titles of the themes of each place that has any."""
    place_of = {spot: place for place, spot in enumerate(spots(debate))}
    found: dict[int, list[str]] = {}
    for theme in themes:
        for one in theme.passages:
            for number in range(one.passage.first, one.passage.last + 1):
                found.setdefault(place_of[one.passage.turn, number], []).append(theme.title)
    return found


def place_in_doubt(debate: Debate, doubt: Doubt) -> int | None:
    """Return the place that `doubt` is about: its paragraph, else that of its line in its turn."""
    if doubt.turn is None:
        return None
    first = sum(len(turn.paragraphs) for turn in debate.turns[: doubt.turn - 1])
    if doubt.paragraph is not None:
        return first + doubt.paragraph - 1
    lines = [paragraph.line for paragraph in debate.turns[doubt.turn - 1].paragraphs]
    return first + max(0, sum(line <= (doubt.line or 0) for line in lines) - 1)


def said_by(
    debate: Debate, speakers: Sequence[str | None], texts: Sequence[str]
) -> tuple[Debate, tuple[int | None, ...]]:
    """`debate` with its paragraphs said by `speakers` as `texts`, one for each; where nobody says
    it, a paragraph is left out. Headings, directions and doubts stay with their paragraphs; of
    those that are left out, headings go to the next one, directions and doubts away.
    `debate.speakers` is left as it is. With it comes the new place of each paragraph."""
    turns: list[Turn] = []
    labels = {(turn.index, 1): turn for turn in debate.turns}
    moved: dict[tuple[int, int], tuple[int, int] | None] = {}
    where: list[int | None] = []
    count = 0
    left_out = list(debate.left_out)
    for spot, paragraph, speaker, text in zip(
        spots(debate), paragraphs(debate), speakers, texts, strict=True
    ):
        if speaker is None:
            left_out.append(LeftOut("by the plan", paragraph.text, paragraph.line))
            moved[spot] = None
            where.append(None)
            continue
        if not turns or turns[-1].speaker != speaker:
            line = labels[spot].line if spot in labels else paragraph.line
            turns.append(Turn(len(turns) + 1, speaker, line, ()))
        said = replace(paragraph, text=text)
        turns[-1] = replace(turns[-1], paragraphs=(*turns[-1].paragraphs, said))
        moved[spot] = (turns[-1].index, len(turns[-1].paragraphs))
        where.append(count)
        count += 1
    doubts = []
    for doubt in debate.doubts:
        if doubt.turn is not None:
            to = moved[doubt.turn, doubt.paragraph or 1]
            if to is None:
                continue
            doubt = replace(doubt, turn=to[0], paragraph=doubt.paragraph and to[1])
        doubts.append(doubt)
    headings = []
    after = _next_spots(moved)
    for heading in debate.headings:
        to = after[heading.turn, heading.paragraph]
        if to is None:
            left_out.append(LeftOut("heading", heading.text, heading.line))
        else:
            headings.append(replace(heading, turn=to[0], paragraph=to[1]))
    written = dict(zip(spots(debate), zip(paragraphs(debate), texts, strict=True), strict=True))
    directions = []
    for one in debate.directions:
        to = moved[one.turn, one.paragraph]
        if to is not None:
            paragraph, text = written[one.turn, one.paragraph]
            offset = max(0, one.offset + len(text) - len(paragraph.text))
            directions.append(replace(one, turn=to[0], paragraph=to[1], offset=offset))
    made = replace(
        debate,
        turns=tuple(turns),
        headings=tuple(headings),
        directions=tuple(directions),
        doubts=tuple(doubts),
        left_out=tuple(sorted(left_out, key=lambda one: one.line)),
    )
    return made, tuple(where)


def split_at(debate: Debate, cuts: Mapping[int, Sequence[int]]) -> Debate:
    """Return `debate` with the paragraph at each place of `cuts` split at these offsets of its
    text. Headings and doubts stay with the first part, directions with the text around them."""
    turns, place = [], 0
    number_of: dict[tuple[int, int], list[tuple[int, int]]] = {}  # number and offset of the parts
    for turn in debate.turns:
        parts: list[Paragraph] = []
        for number, paragraph in enumerate(turn.paragraphs, start=1):
            starts = (0, *sorted(cuts.get(place, ())))
            number_of[turn.index, number] = [
                (len(parts) + index, start) for index, start in enumerate(starts, start=1)
            ]
            for start, stop in zip(starts, (*starts[1:], None), strict=True):
                text = paragraph.text[start:stop]
                parts.append(replace(paragraph, text=text.rstrip() if stop else text))
            place += 1
        turns.append(replace(turn, paragraphs=tuple(parts)))
    directions = []
    for one in debate.directions:
        number, start = max(
            part for part in number_of[one.turn, one.paragraph] if part[1] <= one.offset
        )
        directions.append(replace(one, paragraph=number, offset=one.offset - start))
    return replace(
        debate,
        turns=tuple(turns),
        headings=tuple(
            replace(one, paragraph=number_of[one.turn, one.paragraph][0][0])
            for one in debate.headings
        ),
        directions=tuple(directions),
        doubts=tuple(
            replace(one, paragraph=number_of[one.turn, one.paragraph][0][0])
            if one.turn and one.paragraph
            else one
            for one in debate.doubts
        ),
    )


def _next_spots(
    moved: dict[tuple[int, int], tuple[int, int] | None],
) -> dict[tuple[int, int], tuple[int, int] | None]:
    """Where each paragraph is now, or, if it is left out, the next one that is not."""
    after: dict[tuple[int, int], tuple[int, int] | None] = {}
    following = None
    for spot in reversed(moved):
        following = moved[spot] or following
        after[spot] = following
    return after

"""Which turns share a chapter.

A chapter is something that one wants to go to: a turn of twenty seconds or more, with the question
it answers where that is short. What is shorter joins the exchange around it: an interjection what
it interrupts, a short question its answer, a transition what it leads to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from podcast.model import Turn
from podcast.planning.pieces import LONGEST, Lie, place_of
from podcast.themes.exchanges import SHORT
from podcast.themes.model import WORDS_A_MINUTE

Group = tuple[Turn, ...]


def in_sequence(before: Turn, after: Turn) -> bool:
    """Whether `after` is what is said right after `before`, or goes on with it."""
    return after.index - before.index <= 1


def grouped(
    turns: Sequence[Turn], lie: Lie, near: Callable[[Turn, Turn], bool] = in_sequence
) -> tuple[Group, ...]:
    """`turns` (or parts of them) in chapters; each is there once, in order.

    No chapter goes on over a heading. `near` tells whether two that follow each other belong to
    the same exchange.
    """
    groups: list[list[Turn]] = []
    for number, turn in enumerate(turns):
        following = next((t.speaker for t in turns[number + 1 :] if not _short(t)), None)
        if groups and near(groups[-1][-1], turn) and _joins(groups[-1], turn, following, lie):
            groups[-1].append(turn)
        else:
            groups.append([turn])
    return tuple(tuple(group) for group in _without_tiny(groups, lie, near))


def _short(turn: Turn) -> bool:
    return turn.words < SHORT


def _words(group: Sequence[Turn]) -> int:
    return sum(turn.words for turn in group)


def _joins(group: list[Turn], turn: Turn, following: str | None, lie: Lie) -> bool:
    """Whether `turn` goes into the chapter `group`; `following` speaks at length after it."""
    if place_of(turn) in lie.headed:
        return False
    last = group[-1]
    if last.index == turn.index:  # cut on purpose
        return False
    words = _words(group)
    speeches = [one for one in group if not _short(one)]
    if not speeches:
        if words < SHORT or last.index in lie.asking:
            return True
        return _short(turn) and words < WORDS_A_MINUTE
    main = max(speeches, key=lambda one: one.words).speaker
    if not _short(turn):
        goes_on = turn.speaker == main and last.speaker != main and last.index not in lie.asking
        return goes_on and words + turn.words <= LONGEST
    if turn.speaker == main:
        return True
    if turn.index in lie.asking:
        return False
    leads_on = turn.speaker in lie.moderators and following not in (None, main)
    return not leads_on and words < LONGEST


def _without_tiny(
    groups: list[list[Turn]], lie: Lie, near: Callable[[Turn, Turn], bool]
) -> list[list[Turn]]:
    """`groups` with what is still too short for a chapter in the one beside it: in the next where
    both are of one exchange, in the one before else."""
    result: list[list[Turn]] = []
    waiting: list[Turn] = []
    for number, group in enumerate(groups):
        group = waiting + group
        waiting = []
        after = groups[number + 1] if number + 1 < len(groups) else None
        if _words(group) >= SHORT:
            result.append(group)
        elif after and place_of(after[0]) not in lie.headed and near(group[-1], after[0]):
            waiting = group
        elif result and place_of(group[0]) not in lie.headed:
            result[-1] += group
        elif after and place_of(after[0]) not in lie.headed:
            waiting = group
        else:
            result.append(group)
    return result


def limited(groups: Sequence[Group], most: int, headed: frozenset[tuple[int, int]]) -> list[Group]:
    """`groups` in at most `most`.

    Where every one cannot have its own chapter, a run is closed once it holds `least` words, with
    the smallest `least` (doubling) that is enough. It is closed before each place in `headed`
    (turn, paragraph), unless there are too many of them.
    """
    if len(groups) <= most:
        return list(groups)
    least = 8
    breaks = sum(place_of(group[0]) in headed for group in groups) <= most // 2
    while True:
        result: list[Group] = []
        run: Group = ()
        for group in groups:
            if run and breaks and place_of(group[0]) in headed:
                result.append(run)
                run = ()
            run += group
            if _words(run) >= least:
                result.append(run)
                run = ()
        if run:
            result.append(run)
        if len(result) <= most:
            return result
        least *= 2

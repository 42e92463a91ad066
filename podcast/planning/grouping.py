"""Which turns share a chapter.

A chapter is something that one wants to go to: a turn of twenty seconds or more, with the question
it answers where that is short. What is shorter joins the exchange around it: an interjection what
it interrupts, a short question its answer, a transition what it leads to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from podcast.model import Turn
from podcast.planning.segments import LONGEST, Outline, place_of
from podcast.themes.exchanges import SHORT
from podcast.themes.model import WORDS_A_MINUTE

Group = tuple[Turn, ...]


def in_sequence(before: Turn, after: Turn) -> bool:
    """Return whether `after` is what is said right after `before`, or goes on with it."""
    return after.index - before.index <= 1


def grouped(
    turns: Sequence[Turn], outline: Outline, near: Callable[[Turn, Turn], bool] = in_sequence
) -> tuple[Group, ...]:
    """Return `turns` (or parts of them) in chapters; each is there once, in order.

    No chapter goes on over a heading. `near` says whether two that follow each other belong to
    the same exchange.
    """
    following = _speaking_next(turns)
    groups: list[_Chapter] = []
    for turn, after in zip(turns, following, strict=True):
        last = groups[-1] if groups else None
        if last and near(last.turns[-1], turn) and last.takes(turn, after, outline):
            last.add(turn)
        else:
            groups.append(_Chapter())
            groups[-1].add(turn)
    return tuple(tuple(group) for group in _without_tiny([g.turns for g in groups], outline, near))


def _short(turn: Turn) -> bool:
    return turn.words < SHORT


def _words(group: Sequence[Turn]) -> int:
    return sum(turn.words for turn in group)


def _speaking_next(turns: Sequence[Turn]) -> list[str | None]:
    """Return for each turn, who speaks at length next after it: from the end, so that each is
    looked at once."""
    result: list[str | None] = []
    speaker: str | None = None
    for turn in reversed(turns):
        result.append(speaker)
        if not _short(turn):
            speaker = turn.speaker
    return result[::-1]


@dataclass(slots=True)
class _Chapter:
    """A chapter under way, with what is asked of it again and again: its `words`, and who says the
    longest speech in it, of how many words (`main` is None where there is no speech yet)."""

    turns: list[Turn] = field(default_factory=list)
    words: int = 0
    main: str | None = None
    longest: int = 0

    def add(self, turn: Turn) -> None:
        words = turn.words
        self.turns.append(turn)
        self.words += words
        if words >= SHORT and words > self.longest:
            self.main, self.longest = turn.speaker, words

    def takes(self, turn: Turn, following: str | None, outline: Outline) -> bool:
        """Return whether `turn` goes into this chapter; `following` speaks at length after it."""
        if place_of(turn) in outline.headed:
            return False
        last = self.turns[-1]
        if last.index == turn.index:  # cut on purpose
            return False
        if self.main is None:
            if self.words < SHORT or last.index in outline.asking:
                return True
            return _short(turn) and self.words < WORDS_A_MINUTE
        if not _short(turn):
            back = turn.speaker == self.main and last.speaker != self.main
            goes_on = back and last.index not in outline.asking
            return goes_on and self.words + turn.words <= LONGEST
        if turn.speaker == self.main:
            return True
        if turn.index in outline.asking:
            return False
        leads_on = turn.speaker in outline.moderators and following not in (None, self.main)
        return not leads_on and self.words < LONGEST


def _without_tiny(
    groups: list[list[Turn]], outline: Outline, near: Callable[[Turn, Turn], bool]
) -> list[list[Turn]]:
    """Return `groups` with what is still too short for a chapter in a neighbour: in the next
    where both are of one exchange, in the one before else."""
    result: list[list[Turn]] = []
    waiting: list[Turn] = []
    for number, group in enumerate(groups):
        group = waiting + group
        waiting = []
        after = groups[number + 1] if number + 1 < len(groups) else None
        if _words(group) >= SHORT:
            result.append(group)
        elif after and place_of(after[0]) not in outline.headed and near(group[-1], after[0]):
            waiting = group
        elif result and place_of(group[0]) not in outline.headed:
            result[-1] += group
        elif after and place_of(after[0]) not in outline.headed:
            waiting = group
        else:
            result.append(group)
    return result


def limited(groups: Sequence[Group], most: int, headed: frozenset[tuple[int, int]]) -> list[Group]:
    """Return `groups` in at most `most`.

    Where every one cannot have its own chapter, a run is closed once it holds `least` words, with
    the smallest `least` (doubling) that is enough. It is closed before each place in `headed`
    (turn, paragraph), unless there are too many of them.
    """
    if len(groups) <= most:
        return list(groups)
    least = 8
    lengths = [_words(group) for group in groups]
    breaks = sum(place_of(group[0]) in headed for group in groups) <= most // 2
    while True:
        result: list[Group] = []
        run: list[Turn] = []
        said = 0
        for group, words in zip(groups, lengths, strict=True):
            if run and breaks and place_of(group[0]) in headed:
                result.append(tuple(run))
                run, said = [], 0
            run += group
            said += words
            if said >= least:
                result.append(tuple(run))
                run, said = [], 0
        if run:
            result.append(tuple(run))
        if len(result) <= most:
            return result
        least *= 2

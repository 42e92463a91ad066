"""Gives people voices so that those who are heard one after the other sound unlike.

A problem of numbers only: people and voices are places in tables. The smallest weighted distance
counts first; among equals, all of them do, the small ones most. The search is deterministic: a
local one first, then one that looks whether a better smallest distance exists and gives up after
a fixed number of steps. With some ten people it finds the best there is; with more, a good one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Table = Sequence[Sequence[float]]

_STEPS = 1_000_000  # distances looked at before a search for something better is given up
_MOST_PEOPLE = 100  # that it is tried for at all
_SHARPNESS = 12  # of the sum that stands in for the smallest distance: more is nearer to it
_LEAST = 0.05  # taken for the distance of a sound from itself, to be able to divide
_GAIN = 1e-9  # relative; less is a rounding error, and would make ties depend on it


@dataclass(frozen=True, slots=True)
class AssignmentProblem:
    """`allowed[i]` are the voices that person `i` may get, each but once; `fixed` voices are
    heard too (the narrator's, those asked for). `distance` is by voice and voice; `nearness` by
    person and person, then by fixed voice, 1 or more: by how much a distance counts less."""

    allowed: tuple[tuple[int, ...], ...]
    fixed: tuple[int, ...]
    distance: Table
    nearness: Table

    @property
    def people(self) -> int:
        """How many want a voice."""
        return len(self.allowed)


def smallest(problem: AssignmentProblem, chosen: Sequence[int]) -> float:
    """Return the smallest distance between any two who are heard, divided by their nearness."""
    return min(
        (
            problem.distance[chosen[one]][voice] / problem.nearness[one][other]
            for one in range(problem.people)
            for other, voice in enumerate((*chosen, *problem.fixed))
            if other > one
        ),
        default=float("inf"),
    )


def assign(problem: AssignmentProblem, start: Sequence[int]) -> tuple[int, ...]:
    """Return a voice for everybody: `start`, with what can be bettered changed."""
    best = _improved(problem, list(start), 0.0)
    floor = smallest(problem, best)
    while (better := _above(problem, floor)) is not None:
        best = _improved(problem, better, smallest(problem, better))
        floor = smallest(problem, best)
    return tuple(best)


def _improved(problem: AssignmentProblem, chosen: list[int], floor: float) -> list[int]:
    """Exchange voices, with others' or with free ones, while that helps and no distance falls
    under `floor`."""
    pull = [[max(near, 1.0) ** _SHARPNESS for near in row] for row in problem.nearness]
    push = [[max(d, _LEAST) ** -_SHARPNESS for d in row] for row in problem.distance]
    size = range(problem.people)

    def cost(one: int, voice: int, others: Sequence[int], but: int = -1) -> float:
        weights, costs = pull[one], push[voice]
        return sum(
            weights[other] * costs[theirs]
            for other, theirs in enumerate(others)
            if other != one and other != but
        )

    def holds(one: int, voice: int, others: Sequence[int], but: int = -1) -> bool:
        near, far = problem.nearness[one], problem.distance[voice]
        return floor <= 0 or all(
            far[theirs] >= floor * near[other] * (1 - _GAIN)
            for other, theirs in enumerate(others)
            if other != one and other != but
        )

    improving = True
    while improving:
        improving = False
        for one in size:
            heard = [*chosen, *problem.fixed]
            now = cost(one, chosen[one], heard)
            for voice in problem.allowed[one]:
                if voice in chosen:
                    continue
                if cost(one, voice, heard) < now * (1 - _GAIN) and holds(one, voice, heard):
                    chosen[one] = heard[one] = voice
                    now = cost(one, voice, heard)
                    improving = True
            for other in range(one):
                mine, theirs = chosen[one], chosen[other]
                if theirs not in problem.allowed[one] or mine not in problem.allowed[other]:
                    continue
                before = cost(one, mine, heard, other) + cost(other, theirs, heard, one)
                after = cost(one, theirs, heard, other) + cost(other, mine, heard, one)
                if (
                    after < before * (1 - _GAIN)
                    and holds(one, theirs, heard, other)
                    and holds(other, mine, heard, one)
                ):
                    chosen[one], chosen[other] = theirs, mine
                    heard[one], heard[other] = theirs, mine
                    improving = True
    return chosen


def _above(problem: AssignmentProblem, floor: float) -> list[int] | None:
    """Return an assignment all of whose distances are larger than `floor`; None where there is
    none, or where it is not found soon enough."""
    wanted = floor * (1 + 1e-6)
    size = problem.people
    fixed = [
        [
            voice
            for voice in problem.allowed[one]
            if all(
                problem.distance[voice][theirs] >= wanted * problem.nearness[one][size + place]
                for place, theirs in enumerate(problem.fixed)
            )
        ]
        for one in range(size)
    ]
    steps = 0
    chosen: dict[int, int] = {}

    def place(open_to: dict[int, list[int]]) -> bool:
        nonlocal steps
        if not open_to:
            return True
        # Whoever has the fewest voices left comes first: a dead end shows early.
        one = min(open_to, key=lambda person: (len(open_to[person]), person))
        for voice in open_to[one]:
            steps += sum(map(len, open_to.values()))
            if steps > _STEPS:
                return False
            far, near = problem.distance[voice], problem.nearness[one]
            left = {
                other: [v for v in voices if v != voice and far[v] >= wanted * near[other]]
                for other, voices in open_to.items()
                if other != one
            }
            if all(left.values()):
                chosen[one] = voice
                if place(left):
                    return True
        return False

    if not 0 < size <= _MOST_PEOPLE or not place(dict(enumerate(fixed))):
        return None
    return [chosen[one] for one in range(size)]

"""The search finds the best smallest distance, keeps ties, and ends."""

from __future__ import annotations

import itertools
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from podcast.casting.assignment import AssignmentProblem, assign, smallest


def task(
    points: list[tuple[float, float]], people: int, nearness: list[list[float]] | None = None
) -> AssignmentProblem:
    """`people` who may have any of `points` but the first, which is somebody's already."""
    distance = [[((a - c) ** 2 + (b - d) ** 2) ** 0.5 for c, d in points] for a, b in points]
    near = nearness or [[1.0] * (people + 1) for _ in range(people)]
    allowed = tuple(tuple(range(1, len(points))) for _ in range(people))
    return AssignmentProblem(allowed, (0,), distance, near)


def best(made: AssignmentProblem) -> float:
    return max(
        smallest(made, chosen)
        for chosen in itertools.permutations(range(1, len(made.distance)), made.people)
    )


POINTS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=5, max_size=7, unique=True
)


@settings(max_examples=60, deadline=None)
@given(POINTS, st.integers(1, 4), st.randoms(use_true_random=False))
def test_the_smallest_distance_is_the_largest_possible(
    points: list[tuple[int, int]], people: int, random: Random
) -> None:
    near = [[1.0] * (people + 1) for _ in range(people)]
    for one in range(people):
        for other in range(one + 1, people + 1):
            near[one][other] = 1 + random.randint(0, 8) / 8
            if other < people:
                near[other][one] = near[one][other]
    made = task([(float(a), float(b)) for a, b in points], people, near)
    start = tuple(range(1, people + 1))
    chosen = assign(made, start)
    assert len(set(chosen)) == people and 0 not in chosen
    assert smallest(made, chosen) >= best(made) * (1 - 1e-6)
    assert chosen == assign(made, start)


def test_where_nothing_is_better_nothing_changes() -> None:
    even = AssignmentProblem(((3, 1, 2), (1, 2, 3)), (0,), [[1.0] * 4] * 4, [[1.0] * 3] * 2)
    assert assign(even, (3, 1)) == (3, 1)


def test_those_who_are_near_get_voices_that_are_far() -> None:
    # On a line: somebody's at 0, free ones at 10, 13 and 23. The first two follow each other.
    points = [(0.0, 0.0), (10.0, 0.0), (13.0, 0.0), (23.0, 0.0)]
    near = [[1.0, 3.0, 1.0, 1.0], [3.0, 1.0, 1.0, 1.0], [1.0, 1.0, 1.0, 1.0]]
    chosen = assign(task(points, 3, near), (1, 2, 3))
    # 10 and 13 are the closest; the two get 13 and 23, or 10 and 23, and never these.
    assert {chosen[0], chosen[1]} in ({1, 3}, {2, 3})


def test_nobody_and_a_crowd() -> None:
    assert assign(AssignmentProblem((), (0,), [[0.0]], []), ()) == ()
    points = [(float(i * 7 % 101), float(i * 13 % 97)) for i in range(61)]
    made = task(points, 60)
    chosen = assign(made, tuple(range(1, 61)))
    assert sorted(chosen) == list(range(1, 61))


def test_each_gets_only_what_is_allowed() -> None:
    points = [(float(i), 0.0) for i in range(7)]
    base = task(points, 4)
    made = AssignmentProblem(
        ((1, 2, 3), (1, 2, 3), (4, 5, 6), (4, 5, 6)), (0,), base.distance, base.nearness
    )
    chosen = assign(made, (1, 2, 4, 5))
    assert all(voice in allowed for voice, allowed in zip(chosen, made.allowed, strict=True))
    # Two of 1, 2, 3 beside 0, and two of 4, 5, 6: 2 and 3 are closer to each other than 1 to 0.
    assert smallest(made, chosen) == 1.0

"""The share that is told is that of the work, whatever is known already."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from podcast.rendering.orders import Sound
from podcast.rendering.progress import Work
from podcast.speaking.pool import Utterance
from podcast.timecode import Milliseconds
from podcast.wording import verbatim
from tests.conftest import tone_voice


def sound(number: int) -> Sound:
    said = verbatim("a" * (1 + 10 * number))
    return Sound(Utterance(said, tone_voice(1)), Milliseconds(300), str(number))


LINES = st.lists(st.integers(0, 6).map(sound), min_size=1, max_size=12)


@given(st.lists(LINES, max_size=3), st.lists(LINES, min_size=1), st.sets(st.integers(0, 6)))
def test_what_is_done_ends_at_what_there_is(
    levels: list[list[Sound]], chunks: list[list[Sound]], kept: set[int]
) -> None:
    told: list[tuple[int, int]] = []
    work = Work(lambda done, total: told.append((done, total)), lambda one: int(one.name) in kept)
    work.expect_levels(levels, [one for chunk in chunks for one in chunk])
    for sounds in levels:
        work.finished_level(sounds)
    # Some are found to be there already.
    made = chunks[1:] or chunks
    work.expect_chunks(made)
    for chunk in made:
        work.finished(chunk)
    shares = [done / total for done, total in told]
    assert shares == sorted(shares)
    assert told[-1][0] == told[-1][1]


def steps(work: Work, told: list[tuple[int, int]], chunks: list[list[Sound]]) -> list[int]:
    work.expect_chunks(chunks)
    for chunk in chunks:
        work.finished(chunk)
    return [told[0][0], *(after[0] - before[0] for before, after in pairwise(told))]


def test_a_line_is_spoken_once() -> None:
    told: list[tuple[int, int]] = []
    work = Work(lambda done, total: told.append((done, total)), lambda _: False)
    first, second = steps(work, told, [[sound(1)], [sound(1)]])
    assert second < first


def test_what_is_kept_is_not_spoken() -> None:
    told: list[tuple[int, int]] = []
    work = Work(lambda done, total: told.append((done, total)), lambda one: one.name == "1")
    kept, spoken = steps(work, told, [[sound(1)], [sound(2)]])
    assert kept * len(sound(2).utterance.said) < spoken * len(sound(1).utterance.said)

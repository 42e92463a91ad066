"""The share that is reported is that of the work, whatever is known already."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from podcast.rendering.jobs import TakeJob
from podcast.rendering.progress import RenderProgress
from podcast.speaking.pool import Utterance
from podcast.timecode import Milliseconds
from podcast.wording.spoken import verbatim
from tests.conftest import tone_voice


def take_job(number: int) -> TakeJob:
    said = verbatim("a" * (1 + 10 * number))
    return TakeJob(Utterance(said, tone_voice(1)), Milliseconds(300), str(number))


LINES = st.lists(st.integers(0, 6).map(take_job), min_size=1, max_size=12)


@given(st.lists(LINES, max_size=3), st.lists(LINES, min_size=1), st.sets(st.integers(0, 6)))
def test_what_is_done_ends_at_what_there_is(
    gains: list[list[TakeJob]], chunks: list[list[TakeJob]], kept: set[int]
) -> None:
    reported: list[tuple[int, int]] = []
    progress = RenderProgress(
        lambda done, total: reported.append((done, total)), lambda one: int(one.key) in kept
    )
    progress.expect_gains(gains, [one for chunk in chunks for one in chunk])
    for takes in gains:
        progress.finished_gain(takes)
    # Some are found to be there already.
    made = chunks[1:] or chunks
    progress.expect_chunks(made)
    for chunk in made:
        progress.finished_chunk(chunk)
    shares = [done / total for done, total in reported]
    assert shares == sorted(shares)
    assert reported[-1][0] == reported[-1][1]


def steps(
    progress: RenderProgress, reported: list[tuple[int, int]], chunks: list[list[TakeJob]]
) -> list[int]:
    progress.expect_chunks(chunks)
    for chunk in chunks:
        progress.finished_chunk(chunk)
    return [reported[0][0], *(after[0] - before[0] for before, after in pairwise(reported))]


def test_a_line_is_spoken_once() -> None:
    reported: list[tuple[int, int]] = []
    progress = RenderProgress(lambda done, total: reported.append((done, total)), lambda _: False)
    first, second = steps(progress, reported, [[take_job(1)], [take_job(1)]])
    assert second < first


def test_what_is_kept_is_not_spoken() -> None:
    reported: list[tuple[int, int]] = []
    progress = RenderProgress(
        lambda done, total: reported.append((done, total)), lambda one: one.key == "1"
    )
    kept, spoken = steps(progress, reported, [[take_job(1)], [take_job(2)]])
    assert kept * len(take_job(2).utterance.said) < spoken * len(take_job(1).utterance.said)

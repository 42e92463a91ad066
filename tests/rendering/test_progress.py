"""The share that is reported is that of the work, whatever is known already."""

import heapq
import random
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from podcast.rendering.jobs import TakeJob
from podcast.rendering.progress import RenderProgress
from podcast.speaking.pool import Utterance
from podcast.timecode import Milliseconds
from podcast.voice import Voice
from podcast.wording.spoken import verbatim
from tests.conftest import tone_voice


def take_job(number: int) -> TakeJob:
    said = verbatim("a" * (1 + 10 * number))
    return TakeJob(Utterance(said, tone_voice(1)), Milliseconds(300), str(number))


LINES = st.lists(st.integers(0, 6).map(take_job), min_size=1, max_size=12)


@example(
    gains=[],
    chunks=[[take_job(0)], [take_job(1)], [take_job(0)], [take_job(0)]],
    kept=set(),
    jobs=3,
)
@given(
    st.lists(LINES, max_size=3),
    st.lists(LINES, min_size=1),
    st.sets(st.integers(0, 6)),
    st.integers(1, 4),
)
def test_what_is_done_ends_at_what_there_is(
    gains: list[list[TakeJob]], chunks: list[list[TakeJob]], kept: set[int], jobs: int
) -> None:
    reported: list[tuple[int, int]] = []
    progress = RenderProgress(
        lambda done, total: reported.append((done, total)),
        lambda one: int(one.key) in kept,
        jobs,
    )
    progress.expect_gains(gains, [one for chunk in chunks for one in chunk])
    for takes in gains:
        progress.finished(takes)
    # Some are found to be there already.
    made = chunks[1:] or chunks
    progress.expect_chunks(made)
    for chunk in made:
        progress.finished(chunk)
    shares = [done / total for done, total in reported]
    assert shares == sorted(shares)
    assert reported[-1][0] == reported[-1][1]


def steps(
    progress: RenderProgress, reported: list[tuple[int, int]], chunks: list[list[TakeJob]]
) -> list[int]:
    progress.expect_chunks(chunks)
    for chunk in chunks:
        progress.finished(chunk)
    return [reported[0][0], *(after[0] - before[0] for before, after in pairwise(reported))]


def test_a_line_is_spoken_once() -> None:
    reported: list[tuple[int, int]] = []
    progress = RenderProgress(
        lambda done, total: reported.append((done, total)), lambda _: False, 1
    )
    first, second = steps(progress, reported, [[take_job(1)], [take_job(1)]])
    assert second < first


def test_what_is_kept_is_not_spoken() -> None:
    reported: list[tuple[int, int]] = []
    progress = RenderProgress(
        lambda done, total: reported.append((done, total)), lambda one: one.key == "1", 1
    )
    kept, spoken = steps(progress, reported, [[take_job(1)], [take_job(2)]])
    assert kept * len(take_job(2).utterance.said) < spoken * len(take_job(1).utterance.said)


# --- the time left -----------------------------------------------------------------------------

_NATURAL = Voice("v", "V", "fr", None, "kokoro", "v")
_PARAGRAPHS = 180


def _debate(seed: int) -> tuple[list[list[TakeJob]], list[list[TakeJob]]]:
    """The samples and the chunks of a debate of an hour: paragraphs of very different lengths."""
    chance = random.Random(seed)
    lines = [
        TakeJob(Utterance(verbatim("a" * length), _NATURAL), Milliseconds(300), str(number))
        for number in range(_PARAGRAPHS)
        if (length := min(2_500, max(12, int(chance.lognormvariate(5.8, 0.7)))))
    ]
    samples = [chance.sample(lines, 2) for _ in range(8)]
    return samples, [lines[n : n + 2] for n in range(0, _PARAGRAPHS, 2)]


class _Run:
    """A run of natural voices, by a clock of its own."""

    def __init__(self, jobs: int, kept: set[str]) -> None:
        self._jobs = jobs
        self._spoken = set(kept)
        self.now = 3.0  # s: processes start
        self.shares: list[tuple[float, float]] = []
        self.progress = RenderProgress(
            lambda done, total: self.shares.append((self.now, done / total)),
            lambda take: take.key in kept,
            jobs,
        )

    def make(self, parts: list[list[TakeJob]], of_a_character: float) -> None:
        free = [self.now] * self._jobs
        ends = []
        for number, takes in enumerate(parts):
            seconds = sum(
                len(take.utterance.said) * (of_a_character + 0.03 * (take.key not in self._spoken))
                for take in takes
            )
            self._spoken.update(take.key for take in takes)
            ends.append((heapq.heappop(free) + seconds, number))
            heapq.heappush(free, ends[-1][0])
        for end, number in sorted(ends):
            self.now = end
            self.progress.finished(parts[number])


@pytest.mark.parametrize("jobs", [1, 2, 4])
@pytest.mark.parametrize("half_kept", [False, True])
def test_a_tenth_tells_when_all_is_done(jobs: int, half_kept: bool) -> None:
    for seed in range(6):
        gains, chunks = _debate(seed)
        kept = {str(number) for number in range(_PARAGRAPHS) if half_kept and number % 4 < 2}
        run = _Run(jobs, kept)
        run.progress.expect_gains(gains, [take for chunk in chunks for take in chunk])
        run.make(gains, 0.0004)
        run.progress.expect_chunks(chunks)
        run.make(chunks, 0.0002)
        at, share = next(one for one in run.shares if one[1] >= 0.1)
        assert at * (1 - share) / share == pytest.approx(run.now - at, rel=0.2)

"""How much of a run is done, counted by what things cost, so that the time left can be shown.

Of the time that a line of eSpeak NG's takes, about a third is speaking and shaping it, which is
done once, and the rest is mixing and encoding it, wherever it is heard (`python -m bench.profile`);
a natural voice takes hundreds of times as long to speak. Meanwhile voices are levelled, processes
start and the cover is drawn, which takes longer than it would alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from podcast.rendering.jobs import TakeJob
from podcast.speaking.pool import SLOWNESS

Progress = Callable[[int, int], None]
"""Called with what is done and what there is to do, in the same unit. What there is to do may turn
out to be less."""

_SPEAK, _MEASURE, _MIX = 36, 110, 64  # of what a line costs with eSpeak NG, in hundredths


class RenderProgress:
    """Counts what is done of a run, by so many `jobs` at a time, and reports it to `progress`.
    `cached` says of a take that it need not be spoken.

    What is under way counts as far as it has come: jobs are begun in order, as soon as another is
    done, and all are as fast.
    """

    def __init__(self, progress: Progress, cached: Callable[[TakeJob], bool], jobs: int) -> None:
        self._progress = progress
        self._cached = cached
        self._jobs = jobs
        self._left = 0
        self._to_speak: dict[str, int] = {}  # what each take costs, by its key
        self._spoken: set[str] = set()
        self._each = 0  # what a character of those below costs, once it is spoken
        self._open: list[Sequence[TakeJob]] = []  # not done yet, in order
        self._begun: list[int] = []  # of the first of those, when they were begun
        self._clock = 0  # what each of the jobs could have done so far

    def expect_gains(self, gains: Sequence[Sequence[TakeJob]], lines: Sequence[TakeJob]) -> None:
        """Expect gains to be measured from these takes; after that, at most these `lines` to be
        mixed."""
        self._expect(gains, _MEASURE, (*gains, lines))
        self._left += _MIX * _length(lines)

    def expect_chunks(self, chunks: Sequence[Sequence[TakeJob]]) -> None:
        """Expect chunks of these takes to be rendered, and nothing else any more."""
        self._expect(chunks, _MIX, chunks)

    def _expect(
        self, parts: Sequence[Sequence[TakeJob]], each: int, heard: Iterable[Sequence[TakeJob]]
    ) -> None:
        self._open, self._each = list(parts), each
        self._begun = [self._clock] * min(self._jobs, len(parts))
        wanted = {take.key: take for takes in heard for take in takes}
        self._to_speak = {
            key: _SPEAK * _length([take]) * SLOWNESS.get(take.utterance.voice.engine, 1)
            for key, take in wanted.items()
            if key not in self._spoken and not self._cached(take)
        }
        self._left = each * sum(map(_length, parts)) + sum(self._to_speak.values())

    def finished(self, takes: Sequence[TakeJob]) -> None:
        """Count a gain that was measured from `takes`, or a chunk of them that is there; nothing
        for one that is not expected (any more)."""
        if takes not in self._open:
            return
        place = self._open.index(takes)
        del self._open[place]
        cost = self._cost(takes)
        if place < len(self._begun):
            self._clock = max(self._clock, self._begun.pop(place) + cost)
            if len(self._open) > len(self._begun):
                self._begun.append(self._clock)
        self._left -= cost
        for take in takes:
            self._to_speak.pop(take.key, None)
            self._spoken.add(take.key)
        under_way = 0
        speaking: set[str] = set()  # by one job, though several may wait for it
        for one, begun in zip(self._open, self._begun, strict=False):
            under_way += min(self._cost(one, speaking), self._clock - begun)
            speaking.update(take.key for take in one)
        passed = self._jobs * self._clock
        self._progress(passed, passed + self._left - under_way)

    def _cost(self, takes: Sequence[TakeJob], elsewhere: Iterable[str] = ()) -> int:
        """What `takes` cost, but for speaking what is spoken `elsewhere`."""
        keys = {take.key for take in takes}.difference(elsewhere)
        spoken = sum(self._to_speak.get(key, 0) for key in keys)
        return self._each * _length(takes) + spoken


def _length(takes: Sequence[TakeJob]) -> int:
    return sum(len(take.utterance.said) for take in takes)

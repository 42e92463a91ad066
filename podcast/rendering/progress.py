"""How much of a run is done, counted by what things cost, so that the time left can be shown.

Of the time that a line takes, about a third is speaking and shaping it, which is done once, and
the rest is mixing and encoding it, wherever it is heard (`python -m bench.profile`). Meanwhile
voices are levelled, processes start and the cover is drawn, which takes longer than it would alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from podcast.rendering.jobs import TakeJob

Progress = Callable[[int, int], None]
"""Called with what is done and what there is to do, in the same unit. What there is to do may turn
out to be less."""

_SPEAK, _MEASURE, _MIX = 36, 110, 64  # of what a line costs, in hundredths


class RenderProgress:
    """Counts what is done of a run and reports it to `progress`. `cached` says of a take that it
    need not be spoken."""

    def __init__(self, progress: Progress, cached: Callable[[TakeJob], bool]) -> None:
        self._progress = progress
        self._cached = cached
        self._done = self._total = 0
        self._to_speak: dict[str, int] = {}  # characters of each take, by its key
        self._spoken: set[str] = set()

    def expect_gains(self, gains: Sequence[Sequence[TakeJob]], lines: Sequence[TakeJob]) -> None:
        """Expect gains to be measured from these takes; after that, at most these `lines` to be
        mixed."""
        self._expect_speech((*gains, lines))
        self._total = _MEASURE * sum(map(_length, gains)) + _MIX * _length(lines)
        self._total += _SPEAK * sum(self._to_speak.values())

    def finished_gain(self, takes: Sequence[TakeJob]) -> None:
        """Count a gain that was measured from `takes`."""
        self._report(_MEASURE * _length(takes), takes)

    def expect_chunks(self, chunks: Sequence[Sequence[TakeJob]]) -> None:
        """Expect chunks of these takes to be rendered, and nothing else any more."""
        self._expect_speech(chunks)
        self._total = self._done + _MIX * sum(map(_length, chunks))
        self._total += _SPEAK * sum(self._to_speak.values())

    def finished_chunk(self, takes: Sequence[TakeJob]) -> None:
        """Count an expected chunk, of `takes`, that is there."""
        self._report(_MIX * _length(takes), takes)

    def _expect_speech(self, parts: Iterable[Sequence[TakeJob]]) -> None:
        wanted = {take.key: take for takes in parts for take in takes}
        self._to_speak = {
            key: _length([take])
            for key, take in wanted.items()
            if key not in self._spoken and not self._cached(take)
        }

    def _report(self, cost: int, takes: Sequence[TakeJob]) -> None:
        keys = {take.key for take in takes}
        self._spoken |= keys
        self._done += cost + _SPEAK * sum(self._to_speak.pop(key, 0) for key in keys)
        self._progress(min(self._done, self._total), self._total)


def _length(takes: Sequence[TakeJob]) -> int:
    return sum(len(take.utterance.said) for take in takes)

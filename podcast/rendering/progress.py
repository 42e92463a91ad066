"""How much of a run is done: by what things cost, so that the time left can be told.

Of the time that a line takes, about a third is speaking and shaping it, which is done once, and
the rest is mixing and encoding it, wherever it is heard (`python -m bench.profile`). While voices
are levelled, processes start and the cover is drawn, which takes longer than that itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from podcast.rendering.orders import Sound

Progress = Callable[[int, int], None]
"""Called with what is done and what there is to do, in the same unit. What there is to do may turn
out to be less."""

_SPEAK, _LEVEL, _HEAR = 36, 110, 64  # of what a line costs, in hundredths


class Work:
    """Counts what is done of a run. `kept` tells of a sound that it need not be spoken."""

    def __init__(self, progress: Progress | None, kept: Callable[[Sound], bool]) -> None:
        self._progress = progress
        self._kept = kept
        self._done = self._total = 0
        self._to_speak: dict[str, int] = {}  # characters of each sound, by its name
        self._spoken: set[str] = set()

    def expect_levels(self, levels: Sequence[Sequence[Sound]], lines: Sequence[Sound]) -> None:
        """Voices are to be levelled by `levels`; after that, at most these `lines` are to be
        heard."""
        self._expect_speech((*levels, lines))
        self._total = _LEVEL * sum(map(_length, levels)) + _HEAR * _length(lines)
        self._total += _SPEAK * sum(self._to_speak.values())

    def finished_level(self, sounds: Sequence[Sound]) -> None:
        """A voice was levelled by `sounds`."""
        self._tell(_LEVEL * _length(sounds), sounds)

    def expect_chunks(self, chunks: Sequence[Sequence[Sound]]) -> None:
        """Chunks of these sounds are to be made, and nothing else any more."""
        self._expect_speech(chunks)
        self._total = self._done + _HEAR * sum(map(_length, chunks))
        self._total += _SPEAK * sum(self._to_speak.values())

    def finished(self, sounds: Sequence[Sound]) -> None:
        """A chunk that was expected, of `sounds`, is there."""
        self._tell(_HEAR * _length(sounds), sounds)

    def _expect_speech(self, parts: Iterable[Sequence[Sound]]) -> None:
        wanted = {one.name: one for sounds in parts for one in sounds}
        self._to_speak = {
            name: _length([one])
            for name, one in wanted.items()
            if name not in self._spoken and not self._kept(one)
        }

    def _tell(self, cost: int, sounds: Sequence[Sound]) -> None:
        names = {one.name for one in sounds}
        self._spoken |= names
        self._done += cost + _SPEAK * sum(self._to_speak.pop(name, 0) for name in names)
        if self._progress:
            self._progress(min(self._done, self._total), self._total)


def _length(sounds: Sequence[Sound]) -> int:
    return sum(len(sound.utterance.said) for sound in sounds)

"""How much of a run is done: by what things cost, so that the time left can be told.

Of the time that a line takes, about a third is speaking and shaping it, which is done once, and
the rest is mixing and encoding it, wherever it is heard (`python -m bench.profile`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from podcast.rendering.orders import Sound

Progress = Callable[[int, int], None]
"""Called with what is done and what there is to do, in the same unit. What is found to be made
already is taken off what there is to do."""

_SPEAK, _LEVEL, _HEAR = 36, 6, 64  # of what a line costs, in hundredths


class Work:
    """Counts what is done of a run."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._done = self._total = 0
        self._spoken: set[str] = set()

    def begin(self, levels: Iterable[Sequence[Sound]], lines: Sequence[Sound]) -> None:
        """There are `lines` to be heard, in this order, and voices to be levelled before."""
        for sounds in levels:
            self._total += self._level(sounds)
        self._total += self._lines(lines)
        self._spoken.clear()

    def finished_level(self, sounds: Sequence[Sound]) -> None:
        """A voice was levelled by `sounds`."""
        self._tell(self._level(sounds))

    def found_level(self, sounds: Sequence[Sound]) -> None:
        """A voice's level was known."""
        self._total -= self._level(sounds)

    def finished(self, sounds: Sequence[Sound]) -> None:
        """A chunk was made of `sounds`."""
        self._tell(self._lines(sounds))

    def found(self, sounds: Sequence[Sound]) -> None:
        """A chunk of `sounds` was there."""
        self._total -= self._lines(sounds)
        self._tell(0)

    def _level(self, sounds: Sequence[Sound]) -> int:
        length = sum(len(sound.utterance.said) for sound in sounds)
        return _LEVEL * length + self._speech(sounds)

    def _lines(self, sounds: Sequence[Sound]) -> int:
        return _HEAR * sum(len(one.utterance.said) for one in sounds) + self._speech(sounds)

    def _speech(self, sounds: Sequence[Sound]) -> int:
        new = {one.name: len(one.utterance.said) for one in sounds if one.name not in self._spoken}
        self._spoken.update(new)
        return _SPEAK * sum(new.values())

    def _tell(self, done: int) -> None:
        self._done += done
        if self._progress:
            self._progress(min(self._done, self._total), self._total)

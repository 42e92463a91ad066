"""A limiter: turned down around peaks over a ceiling, and only there.

The gain moves before a peak comes and comes back after it, as slowly as is not heard as a click.
Peaks are looked for between samples as well (ITU-R BS.1770-4, annex 2), but only where there could
be one: that is one sample in a hundred.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from podcast.timecode import Hertz

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LOOK_AHEAD = 0.005  # s that the gain moves before a peak
_TAPS = 16  # samples from which one between them is interpolated; BS.1770's example takes 12
_AT_ONCE = 1 << 16  # places looked at

BLOCK = 16
"""Samples that have one gain, more or less."""


@dataclass(frozen=True, slots=True)
class Reduction:
    """Where a signal has to be turned down: `factors[i]` are those of the samples of its block
    number `blocks[i]`, of `BLOCK` samples each."""

    blocks: NDArray[np.intp]
    factors: NDArray[np.floating]

    def apply(self, signal: NDArray[np.floating]) -> NDArray[np.floating]:
        """`signal` turned down; itself where nothing is to be done."""
        import numpy as np

        if not len(self.blocks):
            return signal
        padded = np.zeros(-(-len(signal) // BLOCK) * BLOCK, signal.dtype)
        padded[: len(signal)] = signal
        padded.reshape(-1, BLOCK)[self.blocks] *= self.factors.astype(signal.dtype)
        return padded[: len(signal)]


def limited(
    signal: NDArray[np.floating], rate: Hertz, dbtp: float, band: float
) -> NDArray[np.floating]:
    """`signal` (1.0 is full scale), which has nothing over `band` Hz but what a resampler leaves,
    with no peak over `dbtp` (dBTP)."""
    return reduction(signal, rate, dbtp, band).apply(signal)


def reduction(signal: NDArray[np.floating], rate: Hertz, dbtp: float, band: float) -> Reduction:
    """Return how `signal` has to be turned down for no peak to be over `dbtp`.

    What each peak needs is held for `_LOOK_AHEAD` on both sides, then smoothed over as much, so
    that it has arrived when the peak comes. It is computed for blocks of samples, with straight
    lines from the middle of one to the next.
    """
    import numpy as np

    ceiling = 10 ** (dbtp / 20)
    places, peaks = _peaks(signal, rate, ceiling, band)
    if not len(places):
        return Reduction(places, np.empty((0, BLOCK)))
    needed = np.ones(-(-len(signal) // BLOCK))
    for side in (0, 1):  # a peak lies between a sample and the next
        at = np.minimum(places + side, len(signal) - 1) // BLOCK
        np.minimum.at(needed, at, ceiling / peaks)
    reach = -(-round(_LOOK_AHEAD * rate) // BLOCK) + 1  # one more, for the straight lines
    held = np.pad(needed, 2 * reach + 1, constant_values=1.0)
    width, size = 2 * reach + 1, 1
    while size < width:  # the least within a window, by doubling
        step = min(size, width - size)
        held = np.minimum(held[:-step], held[step:])
        size += step
    # Two means, one after the other: a triangle.
    for box in (reach, reach + 2):
        sums = np.cumsum(np.concatenate(([0.0], held)))
        held = (sums[box:] - sums[:-box]) / box
    # Sums of ones that end up a hair under 1 are nothing to do.
    before, here, after = held[:-2], held[1:-1], held[2:]
    blocks = np.flatnonzero(np.minimum(np.minimum(before, here), after) < 1 - 1e-9)
    share = np.abs((np.arange(BLOCK) + 0.5) / BLOCK - 0.5)
    left = np.arange(BLOCK) < BLOCK // 2
    other = np.where(left, before[blocks][:, None], after[blocks][:, None])
    factors = here[blocks][:, None] * (1 - share) + other * share
    return Reduction(blocks, factors)


def _peaks(
    signal: NDArray[np.floating], rate: Hertz, ceiling: float, band: float
) -> tuple[NDArray[np.intp], NDArray[np.floating]]:
    """Return the samples after which, before the next, `signal` is over the ceiling; and how high.

    Between its samples, a signal that has nothing over `band` rises at most by
    1 / cos(π · band / rate) (so Ehlich and Zeller, 1964): that is √2 where the rate was doubled.
    Twice as high is taken for the most, else.
    """
    import numpy as np

    least = max(0.5, 0.99 * math.cos(math.pi * min(0.5, band / rate)))
    near = np.concatenate(
        [
            first + _or_before_one(np.abs(signal[first : first + _AT_ONCE + 1]) > ceiling * least)
            for first in range(0, max(1, len(signal)), _AT_ONCE)
        ]
    )
    if not len(near):
        return near, np.empty(0)
    padded = np.pad(signal, (_TAPS // 2 - 1, _TAPS // 2 + 1))
    around = np.lib.stride_tricks.sliding_window_view(padded, _TAPS)
    kernel = _between().astype(signal.dtype)
    found = [
        np.abs(around[near[first : first + _AT_ONCE]] @ kernel).max(axis=1)
        for first in range(0, len(near), _AT_ONCE)
    ]
    peaks = np.concatenate(found)
    over = peaks > ceiling
    return near[over], peaks[over]


def _or_before_one(loud: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return which of `loud` are true or followed by one that is; the last is only looked at."""
    import numpy as np

    loud[:-1] |= loud[1:]
    return np.flatnonzero(loud[:_AT_ONCE])


@lru_cache(maxsize=1)
def _between() -> NDArray[np.floating]:
    """Of `_TAPS` samples, the weights that give the signal at the middle one and at a quarter, a
    half and three quarters of the way to the next."""
    import numpy as np

    columns = []
    for quarter in range(4):
        distance = np.arange(_TAPS) - (_TAPS // 2 - 1) - quarter / 4
        window = np.i0(6 * np.sqrt(np.maximum(0, 1 - (distance / (_TAPS / 2)) ** 2))) / np.i0(6)
        weights = np.sinc(distance) * window
        columns.append(weights / weights.sum())
    return np.stack(columns, axis=1)

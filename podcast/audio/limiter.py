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
_AT_ONCE = 1 << 18  # samples looked at
_ROW = 512  # samples of which the highest is looked at first

BLOCK = 16
"""Samples that have one gain, more or less."""


@dataclass(frozen=True, slots=True)
class Reduction:
    """Where a signal has to be turned down: `factors[i]` are those of the samples of its block
    number `blocks[i]`, of `BLOCK` samples each."""

    blocks: NDArray[np.intp]
    factors: NDArray[np.floating]

    def apply(self, signal: NDArray[np.floating]) -> NDArray[np.floating]:
        """Turn `signal` down, in its place; return it."""
        whole = len(signal) // BLOCK
        factors = self.factors.astype(signal.dtype)
        inside = self.blocks < whole
        signal[: whole * BLOCK].reshape(-1, BLOCK)[self.blocks[inside]] *= factors[inside]
        for last in factors[~inside]:
            signal[whole * BLOCK :] *= last[: len(signal) - whole * BLOCK]
        return signal


def limited(
    signal: NDArray[np.floating], rate: Hertz, dbtp: float, band: float
) -> NDArray[np.floating]:
    """`signal` (1.0 is full scale), which has nothing over `band` Hz but what a resampler leaves,
    with no peak over `dbtp` (dBTP); it is changed in its place."""
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

    level = ceiling * max(0.5, 0.99 * math.cos(math.pi * min(0.5, band / rate)))
    kernel = _between().astype(signal.dtype)
    near, peaks = [np.empty(0, np.intp)], [np.empty(0, signal.dtype)]
    for first in range(0, len(signal), _AT_ONCE):
        # From so far before as the first place and what it is interpolated from lie.
        begin, end = first - _TAPS // 2, first + _AT_ONCE + _TAPS // 2 + 1
        piece = np.zeros(end - begin, signal.dtype)
        known = signal[max(0, begin) : end]
        piece[max(0, -begin) :][: len(known)] = known
        places = _before_or_at(piece[_TAPS // 2 - 1 :][: _AT_ONCE + 1], level)
        if len(places):
            around = np.lib.stride_tricks.sliding_window_view(piece, _TAPS)
            near.append(first + places - 1)
            peaks.append(np.abs(around[places] @ kernel).max(axis=1))
    places, found = np.concatenate(near), np.concatenate(peaks)
    over = (found > ceiling) & (places >= 0)
    return places[over], found[over]


def _before_or_at(piece: NDArray[np.floating], level: float) -> NDArray[np.intp]:
    """Return which samples of `piece` are over `level`, or followed by one that is; the first one
    only if followed: it was in the piece before.

    Samples are looked at one by one only in rows that have any over it.
    """
    import numpy as np

    rows = piece[1:].reshape(-1, _ROW)
    some = np.flatnonzero((rows.max(axis=1) > level) | (rows.min(axis=1) < -level))
    loud = np.abs(np.lib.stride_tricks.sliding_window_view(piece, _ROW + 1)[some * _ROW]) > level
    wanted = loud.copy()
    wanted[:, :-1] |= loud[:, 1:]
    wanted[:, 0] &= ~loud[:, 0]  # which the row before has
    row, place = np.nonzero(wanted)
    places: NDArray[np.intp] = some[row] * _ROW + place
    return places


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

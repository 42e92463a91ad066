"""Filters applied by their exact frequency response, a little at a time.

One transform of all the signal would be as exact, and needs a hundred times the memory and, because
that is no longer in the processor's caches, three times the time.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Biquad = tuple[tuple[float, float, float], tuple[float, float, float]]
"""Coefficients of numerator and denominator, by falling powers of z."""

_LEAST = 1 << 13  # samples in a transform
_AT_ONCE = 8  # transforms


def filtered(
    signal: NDArray[np.floating], filters: Sequence[Biquad], ring: int
) -> NDArray[np.floating]:
    """`signal` through `filters`, one after the other; `ring` is after how many samples all of
    them are silent."""
    import numpy as np

    def response(frequency: NDArray[np.float64]) -> NDArray[np.complexfloating]:
        return response_of(filters, np.exp(-2j * math.pi * frequency))

    return through(signal, response, 0, ring)


def through(
    signal: NDArray[np.floating],
    response: Callable[[NDArray[np.float64]], NDArray[np.complexfloating]],
    before: int,
    after: int,
) -> NDArray[np.floating]:
    """`signal` with each frequency (as a share of the rate) multiplied by its `response`, whose
    impulse is silent but for so many samples `before` and `after` its middle."""
    import numpy as np

    size = max(_LEAST, 1 << (4 * (before + after) - 1).bit_length())
    hop = size - before - after
    factors = (size * response(np.fft.rfftfreq(size).astype(np.float64))).astype(
        np.result_type(signal.dtype, np.complex64)
    )
    count = -(-len(signal) // hop)
    padded = np.pad(signal, (after, count * hop - len(signal) + size))
    windows = np.lib.stride_tricks.sliding_window_view(padded, size)[::hop][:count]
    made = np.empty(count * hop, signal.dtype)
    for first in range(0, count, _AT_ONCE):
        heard = spectra(windows[first : first + _AT_ONCE]) * factors
        part = np.fft.irfft(heard, size)[:, after : after + hop]
        made[first * hop : first * hop + part.size] = part.reshape(-1)
    return made[: len(signal)]


def spectra(windows: NDArray[np.floating]) -> NDArray[np.complexfloating]:
    """Return the spectrum of each row of `windows`, divided by the row's length, in the rows' own
    precision: without a factor, numpy's `rfft` computes single precision in double (2.4 does)."""
    import numpy as np

    found: NDArray[np.complexfloating] = np.fft.rfft(windows, norm="forward")
    return found


def response_of(
    filters: Sequence[Biquad], z: NDArray[np.complexfloating]
) -> NDArray[np.complexfloating]:
    """Return what `filters` make of each frequency; `z` is exp(-2πi · frequency / rate)."""
    import numpy as np

    response = np.ones(len(z), dtype=complex)
    for (b0, b1, b2), (a0, a1, a2) in filters:
        response *= (b0 + b1 * z + b2 * z**2) / (a0 + a1 * z + a2 * z**2)
    return response

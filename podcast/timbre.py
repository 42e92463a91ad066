"""Light shaping of a voice: kinder to the ear, and more its own.

eSpeak NG's voices are made of formants without breath, so their highs are hard and their spectra
alike. A few decibels of shelving, or formants a few per cent higher or lower (a shorter or a
longer throat), help on both counts. Everything keeps the length and the moment of every sound to
the sample, so times need not know of it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcast.timecode import Hertz

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_DECIBELS = 9.0
"""Of boost or cut that a shelf or a bell may have: more is heard as an effect."""

MOST_FORMANTS = 8
"""Per cent by which formants may move: beyond, vowels turn into their neighbours."""

_WARMTH, _PRESENCE, _BRIGHTNESS, _SIBILANCE = 220.0, 2_200.0, 3_600.0, 4_000.0  # Hz


@dataclass(frozen=True, slots=True)
class Timbre:
    """What is done to a voice's sound; the default is nothing.

    In decibels: `warmth` below 220 Hz (a shelf), `presence` around 2.2 kHz (a bell an octave and
    a half wide), `brightness` above 3.6 kHz (a shelf; negative takes the edge off), `de_ess` at
    most taken, for as long as they last, from hisses over 4 kHz (0 or more). `formants` in per
    cent: how much higher (or, negative, lower) the resonances lie; the pitch stays.
    """

    warmth: float = 0.0
    presence: float = 0.0
    brightness: float = 0.0
    de_ess: float = 0.0
    formants: int = 0


NEUTRAL = Timbre()


def shaped(
    signal: NDArray[np.float64], rate: Hertz, timbre: Timbre = NEUTRAL
) -> NDArray[np.float64]:
    """`signal` (mono, 1.0 is full scale) with `timbre`; as many samples, each at its time.

    It may pass full scale: whoever makes integers of it limits it first.
    """
    if timbre == NEUTRAL or not len(signal):
        return signal
    if timbre.formants:
        signal = _formants_moved(signal, rate, 1 + timbre.formants / 100)
    if timbre.warmth or timbre.presence or timbre.brightness:
        signal = _equalised(signal, rate, timbre)
    if timbre.de_ess:
        signal = _de_essed(signal, rate, timbre.de_ess)
    return signal


# --- shelves and a bell -----------------------------------------------------------------------

_Biquad = tuple[tuple[float, float, float], tuple[float, float, float]]


def _equalised(signal: NDArray[np.float64], rate: Hertz, timbre: Timbre) -> NDArray[np.float64]:
    filters = (
        _shelf(_WARMTH, timbre.warmth, rate, high=False),
        _bell(_PRESENCE, timbre.presence, rate),
        _shelf(_BRIGHTNESS, timbre.brightness, rate, high=True),
    )
    return _filtered(signal, rate, filters)


def _filtered(
    signal: NDArray[np.float64],
    rate: Hertz,
    filters: tuple[_Biquad, ...],
    *,
    zero_phase: bool = False,
) -> NDArray[np.float64]:
    """`signal` through recursive filters, by their exact frequency response; or by the size of
    it alone, so that no frequency is delayed."""
    import numpy as np

    # A quarter of a second of decay that must not wrap around: these filters ring for less.
    size = _fast_size(len(signal) + rate // 4)
    z = np.exp(-2j * math.pi * np.fft.rfftfreq(size))
    response = np.ones(len(z), dtype=complex)
    for (b0, b1, b2), (a0, a1, a2) in filters:
        response *= (b0 + b1 * z + b2 * z**2) / (a0 + a1 * z + a2 * z**2)
    if zero_phase:
        response = np.abs(response)
    filtered: NDArray[np.float64] = np.fft.irfft(np.fft.rfft(signal, size) * response, size)
    return filtered[: len(signal)]


def _fast_size(least: int) -> int:
    """The next length that a Fourier transform is quick at: 2, 3 or 5 times a power of two."""
    power = 1 << max(0, least - 1).bit_length()
    return min(size for size in (power, power * 5 // 8, power * 3 // 4) if size >= least)


def _shelf(frequency: float, gain: float, rate: Hertz, *, high: bool) -> _Biquad:
    """Robert Bristow-Johnson, “Cookbook formulae for audio EQ biquad filter coefficients”:
    lowShelf and highShelf with slope S = 1."""
    a = 10 ** (gain / 40)
    w = 2 * math.pi * min(frequency / rate, 0.45)
    cosine = -math.cos(w) if high else math.cos(w)
    alpha = 2 * math.sqrt(a) * math.sin(w) / 2 * math.sqrt(2)
    sign = -1.0 if high else 1.0
    return (
        (
            a * ((a + 1) - (a - 1) * cosine + alpha),
            sign * 2 * a * ((a - 1) - (a + 1) * cosine),
            a * ((a + 1) - (a - 1) * cosine - alpha),
        ),
        (
            (a + 1) + (a - 1) * cosine + alpha,
            sign * -2 * ((a - 1) + (a + 1) * cosine),
            (a + 1) + (a - 1) * cosine - alpha,
        ),
    )


def _bell(frequency: float, gain: float, rate: Hertz) -> _Biquad:
    """The same source: peakingEQ, 1.5 octaves between the points at half the gain."""
    a = 10 ** (gain / 40)
    w = 2 * math.pi * min(frequency / rate, 0.45)
    alpha = math.sin(w) * math.sinh(math.log(2) / 2 * 1.5 * w / math.sin(w))
    return (
        (1 + alpha * a, -2 * math.cos(w), 1 - alpha * a),
        (1 + alpha / a, -2 * math.cos(w), 1 - alpha / a),
    )


# --- hisses -----------------------------------------------------------------------------------


def _de_essed(signal: NDArray[np.float64], rate: Hertz, most: float) -> NDArray[np.float64]:
    """Take up to `most` dB from what is over 4 kHz, while it outweighs the rest."""
    import numpy as np

    # Without delay, so that what is taken away lies exactly on what is there.
    half = _high_pass(_SIBILANCE, rate)
    high = _filtered(signal, rate, (half, half), zero_phase=True)
    width = max(1, round(0.008 * rate))
    over = _power(high, width)
    share = over / (_power(signal, width) + 1e-12)
    amount = np.clip((share - 0.25) / 0.5, 0.0, 1.0)  # nothing under a quarter, all over 3/4
    cut = 1 - _mean(amount, width) * (1 - 10 ** (-most / 20))
    quieter: NDArray[np.float64] = signal - high * (1 - cut)
    return quieter


def _high_pass(frequency: float, rate: Hertz) -> _Biquad:
    """The same source: HPF with Q = 1/√2."""
    w = 2 * math.pi * min(frequency / rate, 0.45)
    cosine, alpha = math.cos(w), math.sin(w) / math.sqrt(2)
    return (
        ((1 + cosine) / 2, -(1 + cosine), (1 + cosine) / 2),
        (1 + alpha, -2 * cosine, 1 - alpha),
    )


def _power(signal: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    return _mean(signal**2, width)


def _mean(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """The mean of `values` over `width` around each."""
    import numpy as np

    before = width // 2
    sums = np.concatenate(([0.0], np.cumsum(values)))
    places = np.arange(len(values))
    first = np.maximum(0, places - before)
    last = np.minimum(len(values), places - before + width)
    mean: NDArray[np.float64] = np.maximum(0.0, sums[last] - sums[first]) / (last - first)
    return mean


# --- formants ---------------------------------------------------------------------------------

_WINDOW = 0.046  # s: long enough for two periods of the lowest voice
_LIFTER = 0.0018  # s of the cepstrum that are taken for the envelope; a period at 280 Hz is 3.6 ms
_BLOCK = 2_000  # windows at once: bounds the memory


def _formants_moved(signal: NDArray[np.float64], rate: Hertz, factor: float) -> NDArray[np.float64]:
    """`signal` with its spectral envelope stretched by `factor`, window by window.

    The envelope is the smooth part of the log spectrum (its low cepstrum). Each window is
    multiplied by the ratio of the stretched envelope and its own: harmonics stay where they are
    and only their weights change, and so do pitch, phase and length. The envelope of a harmonic
    spectrum is blurred by this, which for ±8 % is not heard.
    """
    import numpy as np

    size = 1 << (round(_WINDOW * rate) - 1).bit_length()
    hop, double = size // 4, 2 * size
    window = np.sin(math.pi * (np.arange(size) + 0.5) / size) ** 2  # sums to 2 at a hop of 1/4
    padded = np.pad(signal, (size, size + hop))
    made = np.zeros(len(padded) + size)
    starts = np.arange(0, len(padded) - size + 1, hop)
    bins = np.arange(size + 1) / factor
    lower = np.minimum(bins.astype(int), size - 1)
    part = np.minimum(bins - lower, 1.0)
    keep = round(_LIFTER * rate)
    lifter = np.zeros(double)
    lifter[: keep + 1] = 0.5 + 0.5 * np.cos(math.pi * np.arange(keep + 1) / (keep + 1))
    lifter[-keep:] = lifter[keep:0:-1]
    for first in range(0, len(starts), _BLOCK):
        some = starts[first : first + _BLOCK]
        frames = padded[some[:, None] + np.arange(size)] * window
        spectra = np.fft.rfft(frames, double)
        logs = np.log(np.maximum(np.abs(spectra), 1e-7))
        envelope = np.fft.rfft(np.fft.irfft(logs, double) * lifter, double).real
        moved = envelope[:, lower] * (1 - part) + envelope[:, lower + 1] * part
        ratio = np.exp(np.clip(moved - envelope, -2.3, 2.3))  # ±20 dB
        # The ratio is zero-phase: what it spreads before the window's start stands at the end.
        turned = np.roll(np.fft.irfft(spectra * ratio, double), size // 2, axis=1)
        for place, frame in zip(some.tolist(), turned, strict=True):
            made[place : place + double] += frame
    moved_signal: NDArray[np.float64] = made[size * 3 // 2 :][: len(signal)] / 2
    return moved_signal

"""Light shaping of a voice: kinder to the ear, and more its own.

eSpeak NG's voices are made of formants without breath, so their highs are hard and their spectra
alike. A few decibels of shelving, or formants a few per cent higher or lower (a shorter or a
longer throat), help on both counts. Everything keeps the length and the moment of every sound to
the sample, so times need not know of it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from podcast.audio.filters import Biquad, response_of, spectra
from podcast.timecode import Hertz
from podcast.voice import NEUTRAL, Timbre

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


_WARMTH, _PRESENCE, _BRIGHTNESS, _SIBILANCE = 220.0, 2_200.0, 3_600.0, 4_000.0  # Hz


def shaped(
    signal: NDArray[np.floating], rate: Hertz, timbre: Timbre = NEUTRAL
) -> NDArray[np.floating]:
    """`signal` (mono, 1.0 is full scale) with `timbre`, in single precision (150 dB deep); as many
    samples, each at its time.

    It may pass full scale: whoever makes integers of it limits it first.

    Everything is done in one pass over the short-time spectrum: overlapping windows are multiplied
    by real factors, so no frequency is delayed, and added up again. Each has room on both sides
    for what a factor spreads in time. Where nothing but hisses is asked for, windows without one
    stay as they are.
    """

    if timbre == NEUTRAL or not len(signal):
        return signal
    passage = _Pass(rate, timbre)
    return (
        passage.softened(signal)
        if replace(timbre, de_ess=0) == NEUTRAL
        else passage.changed(signal)
    )


# Of each of the others who speak along: how late they are on the whole, by how much that wavers and
# how often (s, s, Hz), and their throats. The wavering moves their pitch by some 2 %.
_OTHERS = ((0.019, 0.0035, 0.9, -7), (0.033, 0.0045, 0.7, 7), (0.046, 0.0040, 1.1, 0))
_LATEST = 0.051  # s


def of_many(signal: NDArray[np.floating], rate: Hertz) -> NDArray[np.floating]:
    """Return `signal` as several people would say it at once: three others speak along, never
    quite together and each a little higher or lower; it lasts 51 ms longer."""
    import numpy as np

    moments = np.arange(len(signal) + math.ceil(_LATEST * rate), dtype=np.float32) / rate
    made = np.zeros(len(moments), np.float32)
    made[: len(signal)] = signal
    for number, (delay, depth, often, formants) in enumerate(_OTHERS):
        late = delay + depth * np.sin(2 * math.pi * often * moments + 2 * number)
        other = shaped(signal, rate, Timbre(formants=formants))
        heard = np.interp((moments - late) * rate, np.arange(len(other)), other, left=0, right=0)
        made += heard.astype(np.float32)
    return made / 2


_WINDOW = 0.046  # s, about: long enough for two periods of the lowest voice
_AT_ONCE = 32  # windows: what fits into the processor's caches
_LIFTER = 0.0018  # s of the cepstrum that are taken for the envelope; a period at 280 Hz is 3.6 ms


@lru_cache(maxsize=64)
class _Pass:
    """What is done to a signal at `rate` for a timbre, and what is the same for all windows."""

    def __init__(self, rate: Hertz, timbre: Timbre) -> None:
        import numpy as np

        power = round(math.log2(_WINDOW * rate))
        self._hop = 1 << power - 1
        size = 3 * self._hop
        # Two in a row sum to 1.
        bell = np.sin(math.pi * (np.arange(2 * self._hop) + 0.5) / (2 * self._hop)) ** 2
        # As `spectra` wants them: times their length.
        self._bell = (len(bell) * bell).astype(np.float32)
        self._window = np.pad((size * bell).astype(np.float32), self._hop // 2)
        self._gains = self._response(_equaliser(rate, timbre), size)
        half = _high_pass(_SIBILANCE, rate)
        self._high = self._response((half, half), size)
        high = self._response((half, half), len(bell))
        self._hiss = np.stack((np.ones(len(self._high)), self._high**2), axis=1).astype(np.float32)
        self._bell_hiss = np.stack((np.ones(len(high)), high**2), axis=1).astype(np.float32)
        self._taken = 1 - 10 ** (-timbre.de_ess / 20)
        self._least_rise = _least_rise(high**2)
        self._cepstrum, self._moved = _envelope_moved(size, rate, 1 + timbre.formants / 100)
        self._formants = bool(timbre.formants)

    @staticmethod
    def _response(filters: Sequence[Biquad], size: int) -> NDArray[np.float32]:
        import numpy as np

        z = np.exp(-2j * math.pi * np.fft.rfftfreq(size))
        response: NDArray[np.float32] = np.abs(response_of(filters, z)).astype(np.float32)
        return response

    def softened(self, signal: NDArray[np.floating]) -> NDArray[np.floating]:
        """Return `signal` with less of its hisses; only windows that hiss are transformed back."""
        import numpy as np

        hop, made = self._hop, self._padded(signal)
        windows = np.lib.stride_tricks.sliding_window_view(made.copy(), 3 * hop)[::hop]
        bells = windows[:, hop // 2 : -hop // 2]
        amounts = np.zeros(len(windows), np.float32)
        for first in range(0, len(windows), _AT_ONCE):
            some = bells[first : first + _AT_ONCE] * self._bell
            rises = np.diff(some)
            may = np.einsum("ij,ij->i", rises, rises) > self._least_rise * np.einsum(
                "ij,ij->i", some, some
            )
            heard = spectra(some[may])
            power = heard.real**2 + heard.imag**2
            amounts[first : first + _AT_ONCE][may] = self._amounts(power @ self._bell_hiss)
        hissing = np.flatnonzero(amounts)
        blocks = made.reshape(-1, hop)
        for first in range(0, len(hissing), _AT_ONCE):
            places = hissing[first : first + _AT_ONCE]
            heard = spectra(windows[places] * self._window)
            heard *= self._high * amounts[places, None]
            parts = np.fft.irfft(heard, 3 * hop).reshape(-1, 3, hop)
            for third in range(3):
                blocks[places + third] -= parts[:, third]
        return made[3 * hop // 2 :][: len(signal)]

    def changed(self, signal: NDArray[np.floating]) -> NDArray[np.floating]:
        """Return `signal` with all that the timbre asks for."""
        import numpy as np

        hop, padded = self._hop, self._padded(signal)
        windows = np.lib.stride_tricks.sliding_window_view(padded, 3 * hop)[::hop]
        made = np.zeros((len(windows) + 2, hop), np.float32)
        for first in range(0, len(windows), _AT_ONCE):
            heard = spectra(windows[first : first + _AT_ONCE] * self._window)
            self._multiply(heard)
            parts = np.fft.irfft(heard, 3 * hop).reshape(-1, 3, hop)
            for third in range(3):
                made[first + third : first + third + len(parts)] += parts[:, third]
        return made.reshape(-1)[3 * hop // 2 :][: len(signal)]

    def _padded(self, signal: NDArray[np.floating]) -> NDArray[np.float32]:
        """Return `signal` so that window i, of three hops, starts half a hop and a whole one (its
        room) before sample i · hop."""
        import numpy as np

        hop = self._hop
        padded = np.zeros((-(-len(signal) // hop) + 3) * hop, np.float32)
        padded[3 * hop // 2 : 3 * hop // 2 + len(signal)] = signal
        return padded

    def _amounts(self, energies: NDArray[np.floating]) -> NDArray[np.floating]:
        """Return how much is taken of what is over 4 kHz: of windows with these `energies`, of all
        and of that, while it outweighs the rest."""
        import numpy as np

        whole, high = energies.T
        # Nothing under a quarter, all over three.
        amounts: NDArray[np.floating] = np.clip((high / (whole + 1e-12) - 0.25) / 0.5, 0.0, 1.0)
        amounts *= np.float32(self._taken)
        return amounts

    def _multiply(self, heard: NDArray[np.complexfloating]) -> None:
        """Give the spectra `heard`, one in each row, the timbre."""
        import numpy as np

        power = heard.real**2 + heard.imag**2
        gains: NDArray[np.floating] = self._gains
        if self._formants:
            logs = np.log(np.maximum(power, 1e-14))
            moved = (logs @ self._cepstrum) @ self._moved
            gains = gains * np.exp(np.clip(moved, -2.3, 2.3))  # ±20 dB
        if self._taken:
            amounts = self._amounts((power * gains**2) @ self._hiss)
            gains = gains * (1 - amounts[:, None] * self._high)
        heard *= gains


def _least_rise(high: NDArray[np.floating]) -> float:
    """Return how much energy the differences between its samples have, for that of the samples, in
    a window of which a quarter may be over 4 kHz, by the weights `high` of its powers.

    Differences have 4 sin²(πf) of the power of each frequency f (as a share of the rate), the
    middle ones twice: which is less than `high` by a factor that is never above `most`.
    """
    import numpy as np

    rise = 4 * np.sin(math.pi * np.linspace(0, 0.5, len(high))) ** 2
    most = float((high[1:] / rise[1:]).max()) + 0.25  # half the power of the last one counts twice
    return 0.25 / most


def _envelope_moved(
    size: int, rate: Hertz, factor: float
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return two matrices that make, of the log power spectrum of a window, the logarithm by which
    its formants are moved by `factor`.

    The envelope is the smooth part of the log spectrum (its low cepstrum). A window is multiplied
    by the ratio of the stretched envelope and its own: harmonics stay where they are and only
    their weights change, and so do pitch, phase and length. The envelope of a harmonic spectrum is
    blurred by this, which for ±8 % is not heard.
    """
    import numpy as np

    bins = np.arange(size // 2 + 1)
    keep = np.arange(1, round(_LIFTER * rate) + 1)
    # The real cepstrum of a spectrum that is even; half of the log of the power is the amplitude's.
    weights = np.full(len(bins), 2.0)
    weights[[0, -1]] = 1.0
    cepstrum = 0.5 * weights[:, None] * np.cos(2 * math.pi * np.outer(bins, keep) / size) / size
    lifter = 0.5 + 0.5 * np.cos(math.pi * keep / (len(keep) + 1))
    stretched = np.minimum(bins / factor, size // 2)
    moved = np.cos(2 * math.pi * np.outer(keep, stretched) / size)
    moved -= np.cos(2 * math.pi * np.outer(keep, bins) / size)
    return cepstrum.astype(np.float32), (2 * lifter[:, None] * moved).astype(np.float32)


# --- shelves and a bell -----------------------------------------------------------------------


def _equaliser(rate: Hertz, timbre: Timbre) -> tuple[Biquad, ...]:
    if not (timbre.warmth or timbre.presence or timbre.brightness):
        return ()
    return (
        _shelf(_WARMTH, timbre.warmth, rate, high=False),
        _bell(_PRESENCE, timbre.presence, rate),
        _shelf(_BRIGHTNESS, timbre.brightness, rate, high=True),
    )


def _shelf(frequency: float, gain: float, rate: Hertz, *, high: bool) -> Biquad:
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


def _bell(frequency: float, gain: float, rate: Hertz) -> Biquad:
    """The same source: peakingEQ, 1.5 octaves between the points at half the gain."""
    a = 10 ** (gain / 40)
    w = 2 * math.pi * min(frequency / rate, 0.45)
    alpha = math.sin(w) * math.sinh(math.log(2) / 2 * 1.5 * w / math.sin(w))
    return (
        (1 + alpha * a, -2 * math.cos(w), 1 - alpha * a),
        (1 + alpha / a, -2 * math.cos(w), 1 - alpha / a),
    )


# --- hisses -----------------------------------------------------------------------------------


def _high_pass(frequency: float, rate: Hertz) -> Biquad:
    """The same source: HPF with Q = 1/√2."""
    w = 2 * math.pi * min(frequency / rate, 0.45)
    cosine, alpha = math.cos(w), math.sin(w) / math.sqrt(2)
    return (
        ((1 + cosine) / 2, -(1 + cosine), (1 + cosine) / 2),
        (1 + alpha, -2 * cosine, 1 - alpha),
    )

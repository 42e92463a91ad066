"""How loud audio sounds, and how high its peaks are: ITU-R BS.1770-4 and EBU R 128.

Loudness is that of mono PCM measured as one channel; a mono file heard on two loudspeakers
sounds 3 LU louder. So -16 LUFS for the listener is `TARGET` here. A stereo file is measured as it
is heard, at -16 LUFS.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from podcast.audio.filters import Biquad, filtered
from podcast.timecode import Hertz

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TARGET = -19.0
"""LUFS of the finished mono file: -16 LUFS as heard in stereo."""

SPEECH = TARGET + 0.5
"""LUFS of each voice before it is encoded: LAME turns everything down by 0.45 dB, and the pauses
between lines take the rest."""

CEILING = -2.0
"""dBTP that no sample may pass before encoding: an encoder adds up to 1 dB."""

SMALL_CEILING = -3.0
"""The same of a small episode: at 40 kb/s an encoder adds up to 1.4 dB, once in some twenty."""

_STEPS = 4  # of 100 ms in a block
_MOST_GAIN = 24.0  # dB; a voice that needs more is broken, not soft


def samples(pcm: bytes) -> NDArray[np.float64]:
    """16-bit little-endian PCM as numbers from -1 to 1, in double precision."""
    import numpy as np

    return np.frombuffer(pcm, dtype="<i2").astype(np.float64) / 32_768


def integrated(pcm: bytes, rate: Hertz) -> float:
    """Integrated loudness in LUFS, gated; -inf for silence or less than 400 ms."""
    return loudness_of(k_weighted(samples(pcm), rate), rate)


def loudness_of(weighted: NDArray[np.floating], rate: Hertz) -> float:
    """Integrated loudness in LUFS, gated, of a signal that is `k_weighted`."""
    return gated(energies(weighted, rate), rate)


def energies(weighted: NDArray[np.floating], rate: Hertz) -> NDArray[np.float64]:
    """The energy of each whole tenth of a second of a signal that is `k_weighted`."""
    import numpy as np

    step = round(0.1 * rate)
    parts = weighted[: len(weighted) // step * step].reshape(-1, step)
    return np.array([np.square(part).sum(dtype=np.float64) for part in parts], dtype=np.float64)


def gated(energies: NDArray[np.float64], rate: Hertz) -> float:
    """Integrated loudness in LUFS of what has these `energies`, tenth by tenth of a second."""
    import numpy as np

    if len(energies) < _STEPS:
        return -math.inf
    # Blocks of 400 ms, each 100 ms after the last: sums of four.
    blocks = np.convolve(energies, np.ones(_STEPS), mode="valid")
    power = blocks / (_STEPS * round(0.1 * rate))
    loud = power[power > _power(-70.0)]  # the absolute gate
    if not len(loud):
        return -math.inf
    relative = _power(_lufs(float(loud.mean())) - 10.0)
    return _lufs(float(loud[loud > relative].mean()))


def gain_to(loudness: float, target: float = SPEECH) -> float:
    """The gain in dB from `loudness` to `target` (LUFS); none for silence."""
    if loudness == -math.inf:
        return 0.0
    return max(-_MOST_GAIN, min(_MOST_GAIN, target - loudness))


def oversampled_peaks(signal: NDArray[np.float64], rate: Hertz) -> NDArray[np.float64]:
    """For each sample, the highest absolute value from it to the next (BS.1770-4, annex 2)."""
    import numpy as np
    import soxr

    if not len(signal):
        return signal
    dense = soxr.resample(signal, rate, 4 * rate, quality="HQ")
    dense = np.pad(dense, (0, max(0, 4 * len(signal) - len(dense))))[: 4 * len(signal)]
    dense = np.abs(dense)
    # Slices, not an axis of four: ten times faster.
    between = np.maximum(np.maximum(dense[0::4], dense[1::4]), np.maximum(dense[2::4], dense[3::4]))
    peaks: NDArray[np.float64] = np.maximum(between, np.abs(signal))
    return peaks


def k_weighted(signal: NDArray[np.floating], rate: Hertz) -> NDArray[np.floating]:
    """The signal through BS.1770's two filters, by their exact frequency response."""
    return filtered(signal, _filters(rate), rate // 6)  # 38 Hz ring so long


def _filters(rate: Hertz) -> tuple[Biquad, Biquad]:
    """The pre-filter (a shelf) and the RLB filter (a high-pass) at `rate`.

    BS.1770 gives coefficients at 48 kHz only; these are the analogue prototypes behind them, as
    in libebur128.
    """
    frequency, gain, q = 1681.974450955533, 3.999843853973347, 0.7071752369554196
    k = math.tan(math.pi * frequency / rate)
    vh = 10 ** (gain / 20)
    vb = vh**0.4996667741545416
    a0 = 1 + k / q + k * k
    shelf = (
        ((vh + vb * k / q + k * k) / a0, 2 * (k * k - vh) / a0, (vh - vb * k / q + k * k) / a0),
        (1.0, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0),
    )
    frequency, q = 38.13547087602444, 0.5003270373238773
    k = math.tan(math.pi * frequency / rate)
    a0 = 1 + k / q + k * k
    high_pass = ((1.0, -2.0, 1.0), (1.0, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0))
    return shelf, high_pass


def _lufs(power: float) -> float:
    return -0.691 + 10 * math.log10(power) if power > 0 else -math.inf


def _power(lufs: float) -> float:
    return float(10 ** ((lufs + 0.691) / 10))

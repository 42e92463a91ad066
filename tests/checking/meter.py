"""Loudness and true peak, from the standard's own tables, block by block.

ITU-R BS.1770-4: the filters of annex 1 and the interpolator of annex 2 as they are printed there,
for 48 kHz, to which sound of another rate is brought first. Shares nothing with
`podcast.audio.loudness`, by which episodes are levelled and checked (other filters, other
interpolation): it is there to disagree.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float64]

_RATE = 48_000
_HOP = _RATE // 10  # blocks of 400 ms overlap by three quarters
_SHELF = (
    (1.53512485958697, -2.69169618940638, 1.19839281085285),
    (-1.69065929318241, 0.73248077421585),
)
_HIGH_PASS = ((1.0, -2.0, 1.0), (-1.99004745483398, 0.99007225036621))
_DECAY = 12_000  # samples after which the filters' response is under -120 dB
_PHASE_0 = (
    0.0017089843750, 0.0109863281250, -0.0196533203125, 0.0332031250000, -0.0594482421875,
    0.1373291015625, 0.9721679687500, -0.1022949218750, 0.0476074218750, -0.0266113281250,
    0.0148925781250, -0.0083007812500,
)  # fmt: skip
_PHASE_1 = (
    -0.0291748046875, 0.0292968750000, -0.0517578125000, 0.0891113281250, -0.1665039062500,
    0.4650878906250, 0.7797851562500, -0.2003173828125, 0.1015625000000, -0.0582275390625,
    0.0330810546875, -0.0189208984375,
)  # fmt: skip
_PHASES = (_PHASE_0, _PHASE_1, _PHASE_1[::-1], _PHASE_0[::-1])


class Meter:
    """Feed it sound, then ask; it holds one number for each tenth of a second."""

    def __init__(self, rate: int, channels: int) -> None:
        import numpy as np
        import soxr

        self._resampler: Any = (
            soxr.ResampleStream(rate, _RATE, channels, dtype="float64") if rate != _RATE else None
        )
        self._kernel = np.array(_response())
        self._size = 0
        self._filter: Any = None
        self._tail: Samples = np.zeros((_DECAY - 1, channels))
        self._edge: Samples = np.zeros((len(_PHASE_0) - 1, channels))
        self._rest: Samples = np.zeros(0)
        self._powers: list[Samples] = []
        self._peak = 0.0

    def feed(self, sound: Samples) -> None:
        """More sound: samples × channels, from -1 to 1."""
        self._take(self._resampler.resample_chunk(sound) if self._resampler else sound)

    def finish(self) -> tuple[float, float]:
        """Integrated loudness in LUFS, true peak in dBTP; -inf for silence, or less than 0.4 s."""
        import numpy as np

        if self._resampler:
            self._take(self._resampler.resample_chunk(self._tail[:0], last=True))
        peak = 20 * math.log10(self._peak) if self._peak > 0 else -math.inf
        tenths = np.concatenate([*self._powers, np.zeros(0)])
        if len(tenths) < 4:
            return -math.inf, peak
        blocks = np.convolve(tenths, np.full(4, 0.25), "valid")
        gated = blocks[blocks > _power(-70.0)]
        if not len(gated):
            return -math.inf, peak
        gated = gated[gated > _power(_lufs(float(gated.mean())) - 10.0)]
        return _lufs(float(gated.mean())), peak

    def _take(self, sound: Samples) -> None:
        import numpy as np

        if not len(sound):
            return
        self._peak = max(self._peak, self._highest(sound))
        signal = np.concatenate([self._tail, sound])
        self._tail = signal[-len(self._tail) :]
        # What wraps around falls on the part that is left away (overlap-save).
        size = 1 << (len(signal) - 1).bit_length()
        if size != self._size:
            self._size, self._filter = size, np.fft.rfft(self._kernel, size)[:, None]
        spectrum = np.fft.rfft(signal, size, axis=0) * self._filter
        heard = np.fft.irfft(spectrum, size, axis=0)[_DECAY - 1 : len(signal)]
        power = np.concatenate([self._rest, (heard**2).sum(axis=1)])
        count = len(power) // _HOP
        self._powers.append(power[: count * _HOP].reshape(count, _HOP).mean(axis=1))
        self._rest = power[count * _HOP :]

    def _highest(self, sound: Samples) -> float:
        import numpy as np

        signal = np.concatenate([self._edge, sound])
        self._edge = signal[-len(self._edge) :]
        highest = float(np.abs(sound).max())
        for channel in signal.T:
            for phase in _PHASES:
                highest = max(highest, float(np.abs(np.convolve(channel, phase, "valid")).max()))
        return highest


def _response() -> list[float]:
    """The two filters' answer to a single sample of 1."""
    signal = [1.0] + [0.0] * (_DECAY - 1)
    for (b0, b1, b2), (a1, a2) in (_SHELF, _HIGH_PASS):
        filtered = []
        x1 = x2 = y1 = y2 = 0.0
        for x in signal:
            y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
            x1, x2, y1, y2 = x, x1, y, y1
            filtered.append(y)
        signal = filtered
    return signal


def _lufs(power: float) -> float:
    return -0.691 + 10 * math.log10(power) if power > 0 else -math.inf


def _power(lufs: float) -> float:
    return float(10 ** ((lufs + 0.691) / 10))

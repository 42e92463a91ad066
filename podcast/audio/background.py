"""The sound of a quiet room under an episode, instead of nothing at all between the voices.

Synthetic voices stop dead, and digital silence after them sounds as if the player had stopped. The
tone lies under everything, speech too, so that it never begins or ends. It is steady pink noise
at -66 dBFS: 47 LU below speech, 6 dB under the floor that audiobook shops ask for, and
given back by the encoder as it was (docs/audio.md).
"""

from __future__ import annotations

import math
import random
from functools import cache
from typing import TYPE_CHECKING

from podcast.audio.clip import Clip
from podcast.timecode import Hertz, Milliseconds, to_frames

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEVEL = -66.0
"""dBFS (RMS) on each side."""

_LOOP = 1 << 18  # frames: 6 s at 44.1 kHz, long enough that no pattern is heard
_HANDOVER = 1152 / 44_100  # s
_BLOCK = _LOOP // 4
_LOWEST, _HIGHEST = 60, 10_000  # Hz


def add_tone(sound: bytearray, rate: Hertz, channels: int, handover: int | None = None) -> None:
    """Add the tone to `sound` (16-bit PCM), from the tone's beginning; the sides hear different
    parts of it.

    At the frame `handover` the tone begins anew, as it does for what follows there; one goes over
    into the other in the `_HANDOVER` seconds before, as strong as ever. So what is heard in a part
    of an episode does not depend on where in the episode it is.
    """
    import numpy as np

    tone = _sides(rate, channels)
    signal = np.frombuffer(sound, dtype="<i2").reshape(-1, channels)
    end = len(signal) if handover is None else handover
    for begin in range(0, end, _BLOCK):
        start = begin % _LOOP
        piece = tone[start : start + min(_BLOCK, end - begin)]
        _add(signal, begin, piece)
    if handover is not None:
        length = round(_HANDOVER * rate)
        begin = max(0, handover - length)
        under_it = tone[np.arange(begin, handover) % _LOOP]
        angle = (np.arange(length) + 0.5)[-len(under_it) :, None] * math.pi / 2 / length
        mixed = np.cos(angle) * under_it + np.sin(angle) * tone[-len(under_it) :]
        _add(signal, begin, np.rint(mixed).astype(np.int16) - under_it)
        for begin in range(handover, len(signal), _LOOP):
            _add(signal, begin, tone[: min(_LOOP, len(signal) - begin)])


def _add(signal: NDArray[np.int16], begin: int, piece: NDArray[np.int16]) -> None:
    import numpy as np

    place = signal[begin : begin + len(piece)]
    least, most = int(piece.min(initial=0)), int(piece.max(initial=0))
    np.clip(place, -32_768 - least, 32_767 - most, out=place)
    place += piece


@cache
def _sides(rate: Hertz, channels: int) -> NDArray[np.int16]:
    import numpy as np

    loop = _tone(rate)
    return np.stack([np.roll(loop, side * _LOOP // 3) for side in range(channels)], axis=1)


@cache
def _tone(rate: Hertz) -> NDArray[np.int16]:
    """Return a loop of pink noise whose end fits its beginning: a spectrum with phases by chance,
    by the one generator whose numbers Python promises never to change."""
    import numpy as np

    frequency = np.fft.rfftfreq(_LOOP, 1 / rate)
    chance = random.Random(1).random
    phase = 2 * math.pi * np.array([chance() for _ in range(len(frequency))])
    level = np.where(
        (frequency > 20) & (frequency < _HIGHEST), 1 / np.sqrt(np.maximum(frequency, _LOWEST)), 0
    )
    noise = np.fft.irfft(level * np.exp(1j * phase), _LOOP)
    noise *= 32_768 * 10 ** (LEVEL / 20) / np.sqrt(np.mean(noise**2))
    return np.rint(noise).astype(np.int16)


CHIME = Milliseconds(850)
"""How long it is heard."""

LOUDNESS = -29.0
"""LUFS as one channel, -26 as heard on two loudspeakers: 10 LU below speech."""

_NOTES = ((0.0, 587.33), (0.16, 783.99))  # s, Hz: D5, G5
_PARTIALS = ((1.0, 1.0, 0.28), (2.76, 0.18, 0.10))  # of the frequency, of the level; s to 1/e
_ATTACK, _RELEASE = 0.025, 0.15  # s


@cache
def chime(rate: Hertz) -> Clip:
    """Return the chime at `rate`, as long as `CHIME`."""
    import numpy as np

    from podcast.audio.loudness import integrated

    time = np.arange(to_frames(CHIME, rate)) / rate
    signal = np.zeros(len(time))
    for start, frequency in _NOTES:
        since = np.maximum(0, time - start)
        struck = 0.5 - 0.5 * np.cos(math.pi * np.minimum(1, since / _ATTACK))
        for ratio, level, decay in _PARTIALS:
            tone = np.sin(2 * math.pi * frequency * ratio * since)
            signal += level * struck * np.exp(-since / decay) * tone
    left = np.minimum(1, (time[-1] - time) / _RELEASE)
    signal *= 0.5 - 0.5 * np.cos(math.pi * left)
    loud = np.rint(signal / np.abs(signal).max() * 20_000).astype("<i2")
    gain = LOUDNESS - integrated(loud.tobytes(), rate)
    pcm = np.rint(loud * 10 ** (gain / 20)).astype("<i2").tobytes()
    return Clip(pcm, rate)

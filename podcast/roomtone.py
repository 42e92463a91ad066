"""The sound of a quiet room under an episode, instead of nothing at all between the voices.

Synthetic voices stop dead, and digital silence after them sounds as if the player had stopped. The
tone lies under everything, speech too, so that it never begins or ends. It is steady pink noise
at -66 dBFS: 47 LU below speech, 6 dB under the floor that audiobook shops ask for, and
given back by the encoder as it was (docs/audio.md).
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from podcast.timecode import Hertz

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEVEL = -66.0
"""dBFS (RMS) on each side."""

_LOOP = 1 << 18  # frames: 6 s at 44.1 kHz, long enough that no pattern is heard
_LOWEST, _HIGHEST = 60, 10_000  # Hz


def with_room_tone(blocks: Iterable[bytes], rate: Hertz, channels: int = 1) -> Iterator[bytes]:
    """`blocks` of 16-bit PCM with the tone under them; the sides hear different parts of it."""
    import numpy as np

    loop = _tone(rate)
    frames = np.stack([np.roll(loop, side * _LOOP // 3) for side in range(channels)], axis=1)
    position = 0
    for block in blocks:
        samples = np.frombuffer(block, dtype="<i2").reshape(-1, channels).astype(np.int32)
        places = np.arange(position, position + len(samples)) % _LOOP
        yield np.clip(samples + frames[places], -32_768, 32_767).astype("<i2").tobytes()
        position += len(samples)


@cache
def _tone(rate: Hertz) -> NDArray[np.int32]:
    """A loop of pink noise whose end fits its beginning: a spectrum with phases by chance, by the
    one generator whose numbers Python promises never to change."""
    import numpy as np

    frequency = np.fft.rfftfreq(_LOOP, 1 / rate)
    chance = random.Random(1)
    phase = np.array([2 * math.pi * chance.random() for _ in frequency])
    level = np.where(
        (frequency > 20) & (frequency < _HIGHEST), 1 / np.sqrt(np.maximum(frequency, _LOWEST)), 0
    )
    noise = np.fft.irfft(level * np.exp(1j * phase), _LOOP)
    noise *= 32_768 * 10 ** (LEVEL / 20) / np.sqrt(np.mean(noise**2))
    return np.rint(noise).astype(np.int32)

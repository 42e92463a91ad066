"""A soft chime before a chapter, made of nothing but sines.

Two struck notes a fourth apart, the lower one first, each with two partials that die away. They
come up over 25 ms, so that nothing startles, and lie well below speech.
"""

from __future__ import annotations

import math
from functools import cache

from podcast.speaking.engine import Clip
from podcast.timecode import Hertz, Milliseconds, to_frames

CHIME = Milliseconds(850)
"""How long it is heard."""

LOUDNESS = -29.0
"""LUFS as one channel, -26 as heard on two loudspeakers: 10 LU below speech."""

_NOTES = ((0.0, 587.33), (0.16, 783.99))  # s, Hz: D5, G5
_PARTIALS = ((1.0, 1.0, 0.28), (2.76, 0.18, 0.10))  # of the frequency, of the level; s to 1/e
_ATTACK, _RELEASE = 0.025, 0.15  # s


@cache
def chime(rate: Hertz) -> Clip:
    """The chime at `rate`, as long as `CHIME`."""
    import numpy as np

    from podcast.loudness import integrated

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

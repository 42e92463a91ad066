"""One gain for each voice, told from some of what it says: nothing pumps, and nobody is louder.

eSpeak NG's voices differ by 6 LU and more, and a sample sentence is up to 0.8 LU beside what a
voice sounds like in a debate, for loudness depends on the words. So some lines of each voice, from
its beginning to its end, are spoken before all others (and kept, not spoken twice), and measured as
they will be heard, with their pauses and through the limiter.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from podcast.audio.limiter import reduction
from podcast.audio.loudness import gain_to, k_weighted, loudness_of
from podcast.audio.take import Take

if TYPE_CHECKING:
    pass


_MOST_BACK = 2.0  # dB


def gain_of(takes: Sequence[Take], ceiling: float) -> float:
    """The gain in dB for the voice that is heard in `takes`, once its peaks are held under
    `ceiling` (dBTP).

    The limiter's factors change slowly, so what it does to the weighted signal, by which loudness
    is measured, is what it does to the signal.
    """
    import numpy as np

    rate = takes[0].rate
    signal = np.concatenate([take.signal for take in takes]) if len(takes) > 1 else takes[0].signal
    weighted = k_weighted(signal, rate)
    gain = gain_to(loudness_of(weighted, rate))
    # What the limiter takes off comes back, but no voice is pressed flat for it.
    most = gain + _MOST_BACK
    for _ in range(2):  # the louder it is, the more the limiter takes: once is not enough
        factor = np.float32(10 ** (gain / 20))
        taken = reduction(signal * factor, rate, ceiling, rate / 2)
        gain = min(most, gain + gain_to(loudness_of(taken.apply(weighted * factor), rate)))
    # Nobody hears a tenth of a dB; and so a paragraph that changes seldom changes a whole voice.
    return round(gain, 1)

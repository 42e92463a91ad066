import numpy as np
import pytest

from podcast.audio.background import CHIME, LOUDNESS, chime
from podcast.audio.loudness import integrated, samples
from podcast.audio.mixing import RATE
from podcast.timecode import to_frames


def test_it_is_soft_and_short() -> None:
    made = chime(RATE)
    assert made.frames == to_frames(CHIME, RATE)
    assert integrated(made.pcm, RATE) == pytest.approx(LOUDNESS, abs=0.2)


def test_it_neither_starts_nor_ends_hard() -> None:
    signal = np.abs(samples(chime(RATE).pcm))
    peak = signal.max()
    assert peak < 10 ** (-12 / 20)
    assert signal[: RATE // 500].max() < 0.1 * peak
    assert signal[-RATE // 100 :].max() < 0.01 * peak

"""A clip as it is heard in an episode, without an episode; and how high its peaks are."""

from __future__ import annotations

import numpy as np

from podcast.audio.clip import Clip
from podcast.audio.loudness import CEILING, oversampled_peaks, samples
from podcast.audio.mixing import levelled
from podcast.audio.take import shape
from podcast.timecode import Hertz, Milliseconds
from podcast.voice import NEUTRAL, Timbre


def prepare(
    clip: Clip,
    gain: float,
    *,
    timbre: Timbre = NEUTRAL,
    ceiling: float = CEILING,
    sentence_pause: Milliseconds | None = None,
) -> Clip:
    take = shape(clip, timbre=timbre, sentence_pause=sentence_pause)
    return levelled(take, gain, ceiling=ceiling)


def true_peak(pcm: bytes, rate: Hertz) -> float:
    """The highest peak between and on the samples, in dBTP."""
    return float(20 * np.log10(oversampled_peaks(samples(pcm), rate).max()))

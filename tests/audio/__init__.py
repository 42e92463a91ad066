"""A clip as it is heard in an episode, without an episode."""

from __future__ import annotations

from podcast.audio.clip import Clip
from podcast.audio.loudness import CEILING
from podcast.audio.mixing import levelled
from podcast.audio.take import shape
from podcast.timecode import Milliseconds
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

"""A clip: what a voice said, as sound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

from podcast.timecode import Frames, Hertz


@dataclass(frozen=True, slots=True)
class SentenceTime:
    """Where a sentence starts: `start` in frames of the clip, `offset` in characters of the words
    that were said (`SpokenText.words`)."""

    start: Frames
    offset: int


@dataclass(frozen=True, slots=True)
class Clip:
    """Spoken audio: 16-bit little-endian mono PCM at `rate`, and where its sentences start."""

    pcm: bytes
    rate: Hertz
    sentences: tuple[SentenceTime, ...] = ()

    @property
    def frames(self) -> Frames:
        """The clip's length."""
        return Frames(len(self.pcm) // 2)


Pan = NewType("Pan", float)
"""From -1, all left, by 0, the middle, to 1, all right."""


MIDDLE = Pan(0.0)

"""A clip: what a voice said, as sound."""

from __future__ import annotations

from dataclasses import dataclass
from pickle import PickleBuffer
from typing import NewType, SupportsIndex

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

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[object, ...]:
        """A process hands its sound on without copying it (`processes.worker`)."""
        pcm = PickleBuffer(self.pcm) if protocol.__index__() >= 5 else self.pcm
        return Clip, (pcm, self.rate, self.sentences)

    @property
    def frames(self) -> Frames:
        """The clip's length."""
        return Frames(len(self.pcm) // 2)


Pan = NewType("Pan", float)
"""From -1, all left, by 0, the middle, to 1, all right."""


MIDDLE = Pan(0.0)

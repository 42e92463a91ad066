"""What a worker is asked for, and what it gives back: data that travels between machines."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from pathlib import Path

from podcast.audio.clip import Pan, SentenceTime
from podcast.audio.take import pack_sentences, unpack_sentences
from podcast.speaking.pool import Utterance
from podcast.timecode import Frames, Hertz, Milliseconds


@dataclass(frozen=True, slots=True)
class TakeFolders:
    """Where workers keep takes: in the user's cache (the folder `cache`, of at most `limit` bytes);
    and those that only this run needs again in the folder `run`. Where there is neither, each
    process has a folder of its own.
    """

    cache: Path | None = None
    limit: int = 0
    run: Path | None = None


@dataclass(frozen=True, slots=True)
class TakeJob:
    """Make the take of `utterance`, with `sentence_pause` between its sentences.

    `key` stands for all that the take depends on. The take is `lasting` where another run would
    make the same, and `repeated` where this run needs it more than once.
    """

    utterance: Utterance
    sentence_pause: Milliseconds
    key: str
    lasting: bool = False
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class GainJob:
    """Measure the gain of the voice that speaks in `takes`; its peaks are held under `ceiling`
    (dBTP)."""

    takes: tuple[TakeJob, ...]
    ceiling: float

    @property
    def length(self) -> int:
        """Characters that are said."""
        return sum(len(take.utterance.said) for take in self.takes)


@dataclass(frozen=True, slots=True)
class MeasuredGain:
    """The gain in dB, and how many lines had to be spoken for it."""

    gain: float
    spoken: int


@dataclass(frozen=True, slots=True)
class ChunkLine:
    """A take in a chunk: after `pause` frames (except for the chunk's first line), with `gain` dB,
    no peak over `ceiling` (dBTP), heard from `pan`."""

    take: TakeJob
    pause: Frames
    gain: float
    ceiling: float
    pan: Pan


@dataclass(frozen=True, slots=True)
class ChunkJob:
    """Make a part of an episode that starts on a frame of the encoder.

    The first sound is heard after `opening` frames. With `after_chime`, that sound is a chime, and
    so many frames lie between it and the first line. `next_pause` is the silence before the next
    chunk, None at the end of a chapter; `tail` is the silence at the end of the episode, None
    before. The sound has `rate` frames a second.
    """

    lines: tuple[ChunkLine, ...]
    rate: Hertz
    channels: int
    opening: Frames
    after_chime: Frames | None
    next_pause: Frames | None
    tail: Frames | None

    @property
    def takes(self) -> list[TakeJob]:
        """What its lines are made of."""
        return [line.take for line in self.lines]


@dataclass(frozen=True, slots=True)
class RenderedChunk:
    """Whole MPEG frames (`mp3`), the length of each line, and where its sentences start.

    Lengths and times are frames of PCM, counted from the chunk's beginning. Its sound goes to
    `end`, the next chunk begins at `following` (None for the last one).
    """

    mp3: bytes
    lengths: tuple[Frames, ...]
    sentences: tuple[tuple[SentenceTime, ...], ...]
    end: Frames
    following: Frames | None
    spoken: int = field(default=0, compare=False)


_HEAD = struct.Struct("<QqI")  # end, following (-1: none), number of lines
_LINE = struct.Struct("<QI")  # length, bytes of sentences


def pack_chunk(chunk: RenderedChunk) -> bytes:
    """Return `chunk` as bytes for the cache; `unpack_chunk` reads them."""
    following = -1 if chunk.following is None else chunk.following
    parts = [_HEAD.pack(chunk.end, following, len(chunk.lengths))]
    for length, sentences in zip(chunk.lengths, chunk.sentences, strict=True):
        times = pack_sentences(sentences)
        parts += [_LINE.pack(length, len(times)), times]
    return b"".join((*parts, chunk.mp3))


def unpack_chunk(data: bytes) -> RenderedChunk:
    """Return the chunk that `pack_chunk` packed; nothing was spoken for it.

    Raises struct.error where the bytes are not of `pack_chunk`.
    """
    end, following, count = _HEAD.unpack_from(data)
    position = _HEAD.size
    lengths, sentences = [], []
    for _ in range(count):
        length, size = _LINE.unpack_from(data, position)
        position += _LINE.size
        lengths.append(Frames(length))
        sentences.append(unpack_sentences(data[position : position + size]))
        position += size
    return RenderedChunk(
        data[position:],
        tuple(lengths),
        tuple(sentences),
        Frames(end),
        None if following < 0 else Frames(following),
    )

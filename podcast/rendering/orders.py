"""What is asked of a working process, and what it gives back: data between machines."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from podcast.audio.clip import Pan, SentenceTime
from podcast.speaking.pool import Utterance
from podcast.timecode import Frames, Milliseconds


@dataclass(frozen=True, slots=True)
class Stores:
    """Where takes are kept: in the user's cache (a folder that holds `limit` bytes), and what is
    wanted again in this run only, in another folder. Without any, each process has one of its own.
    """

    cache: Path | None = None
    limit: int = 0
    run: Path | None = None


@dataclass(frozen=True, slots=True)
class Sound:
    """A line to be made: `utterance` with `sentence_pause` between its sentences.

    `name` says all that its take depends on. It is `lasting` where another run would make the same
    of it, and `again` where it is wanted more than once in this one.
    """

    utterance: Utterance
    sentence_pause: Milliseconds
    name: str
    lasting: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class LevelOrder:
    """Tell the gain of the voice that is heard in `sounds`; its peaks are held under `ceiling`
    (dBTP)."""

    sounds: tuple[Sound, ...]
    ceiling: float


@dataclass(frozen=True, slots=True)
class MadeLevel:
    """The gain in dB, and how many lines had to be spoken for it."""

    gain: float
    spoken: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A sound in a chunk: after `pause` frames (but for the first), with `gain` dB, no peak over
    `ceiling` (dBTP), heard from `pan`."""

    sound: Sound
    pause: Frames
    gain: float
    ceiling: float
    pan: Pan


@dataclass(frozen=True, slots=True)
class ChunkOrder:
    """Make a part of an episode that starts on a frame of the encoder.

    The first sound is heard after `opening` frames; with `after_chime`, that is a chime, and so
    many frames lie between it and the first line. `next_pause` is the silence before the next
    chunk, None at the end of a chapter; `tail` the silence at the end of the episode, None before.
    """

    lines: tuple[Placed, ...]
    channels: int
    opening: Frames
    after_chime: Frames | None
    next_pause: Frames | None
    tail: Frames | None


@dataclass(frozen=True, slots=True)
class MadeChunk:
    """Whole MPEG frames, how long each line is, and where its sentences start (frames of PCM).

    All in frames from the chunk's beginning: its sound goes to `end`, the next one begins at
    `following` (None for the last).
    """

    mp3: bytes
    lengths: tuple[Frames, ...]
    sentences: tuple[tuple[SentenceTime, ...], ...]
    end: Frames
    following: Frames | None
    spoken: int = field(default=0, compare=False)

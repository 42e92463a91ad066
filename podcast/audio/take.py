"""From what an engine spoke to a take: trimmed, with timbre and pauses, ready but for its level.

Takes are what is cached between builds: all that is dear to make is in them, and a new level,
another place or another episode costs little more than encoding.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcast.audio.clip import Clip, SentenceTime
from podcast.audio.timbre import of_many, shaped
from podcast.timecode import Frames, Hertz, Milliseconds
from podcast.voice import NEUTRAL, Timbre

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ROOM_BEFORE, _ROOM_AFTER = 0.010, 0.040  # s around what is audible
_FLOOR = 10 ** (-50 / 20)  # below the clip's own peak: silence
_LEAST_GAP = 0.005  # s between sentences; less is the middle of a sound


@dataclass(frozen=True, slots=True)
class Take:
    """A line's sound at the engine's `rate`: 16-bit little-endian mono, where 32,768 is `scale`
    (1 is full scale, and a timbre may pass it), and where its sentences start."""

    pcm: bytes
    rate: Hertz
    scale: float
    sentences: tuple[SentenceTime, ...] = ()

    @property
    def signal(self) -> NDArray[np.floating]:
        """Its samples in single precision, from -`scale` to `scale`."""
        import numpy as np

        return np.frombuffer(self.pcm, dtype="<i2") * np.float32(self.scale / 32_768)


def shape(
    clip: Clip,
    *,
    timbre: Timbre = NEUTRAL,
    sentence_pause: Milliseconds | None = None,
    many: bool = False,
) -> Take:
    """`clip` with `timbre`, without the silence around it, as if `many` said it or one. Sentence
    times move along.

    With `sentence_pause`, the silence between its sentences is made as long as that.
    """
    import numpy as np

    signal = shaped(Take(clip.pcm, clip.rate, 1.0).signal, clip.rate, timbre)
    first, last = _audible(signal, clip.rate)
    signal = signal[first:last]
    starts = [min(len(signal), max(0, time.start - first)) for time in clip.sentences]
    if sentence_pause is not None:
        signal, starts = _with_pauses(signal, starts, sentence_pause * clip.rate // 1000, clip.rate)
    signal = of_many(signal, clip.rate) if many else signal
    # Without a timbre the samples stay what they were.
    peak = float(np.abs(signal).max(initial=0.0))
    scale = 1.0 if (timbre == NEUTRAL and not many) or not peak else peak * 32_768 / 32_767
    pcm = np.rint(signal * np.float32(32_768 / scale)).astype("<i2").tobytes()
    sentences = tuple(
        SentenceTime(Frames(start), time.offset)
        for start, time in zip(starts, clip.sentences, strict=True)
    )
    return Take(pcm, clip.rate, scale, sentences)


def _with_pauses(
    signal: NDArray[np.floating], starts: list[int], pause: int, rate: Hertz
) -> tuple[NDArray[np.floating], list[int]]:
    """`signal` with `pause` samples of silence before each sentence but the first, and where its
    sentences then start.

    Silence is looked for where the engine says that a sentence starts; where there is none, the
    engine runs sentences together or reports times that are not exact, and nothing is changed.
    """
    import numpy as np

    level = np.abs(signal)
    peak = float(level.max()) if len(level) else 0.0
    loud = np.flatnonzero(level > peak * _FLOOR)
    pieces, moved = [], []
    done = shift = 0
    for start in starts:
        place = int(np.searchsorted(loud, start))
        if 0 < place < len(loud):
            begin, end = int(loud[place - 1]) + 1, int(loud[place])
            if end - begin >= _LEAST_GAP * rate and begin >= done:
                # What dies away before the gap and what comes up after it stays.
                left = min(pause, end - begin)
                pieces += [
                    signal[done : begin + left // 2],
                    np.zeros(pause - left, signal.dtype),
                    signal[end - (left - left // 2) : end],
                ]
                shift += pause - (end - begin)
                done = end
                moved.append(end + shift)
                continue
        moved.append(start + shift)
    return np.concatenate((*pieces, signal[done:])), moved


def _audible(signal: NDArray[np.floating], rate: Hertz) -> tuple[int, int]:
    """Return from where to where `signal` is more than silence, with a little around it."""
    import numpy as np

    level = np.abs(signal)
    peak = float(level.max()) if len(level) else 0.0
    if not peak:
        return 0, len(signal)
    loud = np.flatnonzero(level > peak * _FLOOR)
    first = max(0, int(loud[0]) - round(_ROOM_BEFORE * rate))
    return first, min(len(signal), int(loud[-1]) + 1 + round(_ROOM_AFTER * rate))


# --- as bytes ---------------------------------------------------------------------------------

_HEAD = struct.Struct("<IId")  # rate, number of sentences, scale
_SENTENCE = struct.Struct("<QQ")  # start, offset


def pack_take(take: Take) -> bytes:
    """Return `take` as bytes; `unpack_take` reads them."""
    head = _HEAD.pack(take.rate, len(take.sentences), take.scale)
    return b"".join((head, pack_sentences(take.sentences), take.pcm))


def unpack_take(data: bytes) -> Take:
    """Return the take that `pack_take` packed."""
    rate, count, scale = _HEAD.unpack_from(data)
    end = _HEAD.size + count * _SENTENCE.size
    sentences = unpack_sentences(data[_HEAD.size : end])
    return Take(data[end:], Hertz(rate), scale, sentences)


def pack_sentences(sentences: tuple[SentenceTime, ...]) -> bytes:
    """Return sixteen bytes for each."""
    return b"".join(_SENTENCE.pack(time.start, time.offset) for time in sentences)


def unpack_sentences(data: bytes) -> tuple[SentenceTime, ...]:
    """Return what `pack_sentences` packed."""
    return tuple(
        SentenceTime(Frames(start), offset) for start, offset in _SENTENCE.iter_unpack(data)
    )

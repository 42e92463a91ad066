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
    peak = _peak(signal)
    loud = np.abs(signal) > peak * _FLOOR
    first, last = _audible(loud, clip.rate)
    signal, loud = signal[first:last], loud[first:last]
    starts = [min(len(signal), max(0, time.start - first)) for time in clip.sentences]
    if sentence_pause is not None:
        pause = sentence_pause * clip.rate // 1000
        signal, starts = _with_pauses(signal, loud, starts, pause, clip.rate)
    if many:
        signal = of_many(signal, clip.rate)
        peak = _peak(signal)
    # Without a timbre the samples stay what they were.
    scale = 1.0 if (timbre == NEUTRAL and not many) or not peak else peak * 32_768 / 32_767
    scaled = signal * np.float32(32_768 / scale)
    pcm = np.rint(scaled, out=scaled).astype("<i2").tobytes()
    sentences = tuple(
        SentenceTime(Frames(start), time.offset)
        for start, time in zip(starts, clip.sentences, strict=True)
    )
    return Take(pcm, clip.rate, scale, sentences)


def _peak(signal: NDArray[np.floating]) -> float:
    return max(float(signal.max(initial=0.0)), -float(signal.min(initial=0.0)))


def _with_pauses(
    signal: NDArray[np.floating],
    loud: NDArray[np.bool_],
    starts: list[int],
    pause: int,
    rate: Hertz,
) -> tuple[NDArray[np.floating], list[int]]:
    """`signal` with `pause` samples of silence before each sentence but the first, and where its
    sentences then start; `loud` says of each sample whether it is heard.

    Silence is looked for where the engine says that a sentence starts; where there is none, the
    engine runs sentences together or reports times that are not exact, and nothing is changed.
    """
    import numpy as np

    pieces, moved = [], []
    done = shift = 0
    for start in starts:
        begin, end = _silence_at(loud, start)
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
    return np.concatenate((*pieces, signal[done:])) if pieces else signal, moved


def _silence_at(loud: NDArray[np.bool_], place: int) -> tuple[int, int]:
    """Return from where to where nothing is heard at `place`; nowhere but between two sounds."""
    if not 0 < place < len(loud):
        return place, place
    begin, end = place - int(loud[:place][::-1].argmax()), place + int(loud[place:].argmax())
    return (begin, end) if loud[begin - 1] and loud[end] else (place, place)


def _audible(loud: NDArray[np.bool_], rate: Hertz) -> tuple[int, int]:
    """Return from where to where more than silence is heard, with a little around it."""
    if not loud.any():
        return 0, len(loud)
    first, last = int(loud.argmax()), len(loud) - int(loud[::-1].argmax())
    return max(0, first - round(_ROOM_BEFORE * rate)), min(
        len(loud), last + round(_ROOM_AFTER * rate)
    )


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

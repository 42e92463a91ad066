"""Clips made ready, and joined with silences to one continuous stream.

The only module that knows pydub. It serves inside a clip (gain, fades); the stream is never
built with `segment + segment`, which copies all that came before at every step.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from podcast.loudness import CEILING, oversampled_peaks, samples
from podcast.seating import MIDDLE, Pan
from podcast.speaking.engine import Clip, SentenceTime
from podcast.timbre import NEUTRAL, Timbre, shaped
from podcast.timecode import Frames, Hertz, Milliseconds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = Hertz(44_100)
"""Frames per second of every episode."""

_FADE = 4  # ms at each edge: no click, and no consonant lost
_KEPT_BEFORE, _KEPT_AFTER = 0.010, 0.040  # s around what is audible
_FLOOR = 10 ** (-50 / 20)  # below the clip's own peak: silence
_LOOK_AHEAD = 0.005  # s that the limiter's gain moves before a peak
_LEAST_GAP = 0.005  # s between sentences; less is the middle of a sound
_FARTHEST_DELAY = 0.0005  # s that the farther ear hears later, for a pan of 1
_DELAYED = (400, 800)  # Hz: all of what is below, nothing of what is above
_BLOCK = 1 << 16  # bytes of silence at once, whole samples on both sides


def prepare(
    clip: Clip,
    gain: float,
    rate: Hertz = RATE,
    *,
    timbre: Timbre = NEUTRAL,
    ceiling: float = CEILING,
    sentence_pause: Milliseconds | None = None,
) -> Clip:
    """`clip` with `timbre`, without the silence around it, at `rate`, with `gain` dB, no peak over
    `ceiling` (dBTP), faded in and out for a few milliseconds. Sentence times move along.

    With `sentence_pause`, the silence between its sentences is made as long as that.
    """
    import numpy as np

    signal = shaped(samples(clip.pcm), clip.rate, timbre)
    first, last = _audible(signal, clip.rate)
    signal = signal[first:last]
    starts = [min(len(signal), max(0, time.start - first)) for time in clip.sentences]
    if sentence_pause is not None:
        signal, starts = _with_pauses(signal, starts, sentence_pause * clip.rate // 1000, clip.rate)
    if clip.rate != rate:
        import soxr

        signal = soxr.resample(signal, clip.rate, rate, quality="HQ")
    signal = _limited(signal * 10 ** (gain / 20), rate, ceiling)
    pcm = np.clip(np.rint(signal * 32_768), -32_768, 32_767).astype("<i2").tobytes()
    segment = _audio_segment()(data=pcm, sample_width=2, frame_rate=rate, channels=1)
    if len(segment) > 2 * _FADE:
        segment = segment.fade_in(_FADE).fade_out(_FADE)
    frames = len(pcm) // 2
    sentences = tuple(
        SentenceTime(Frames(min(frames, start * rate // clip.rate)), time.offset)
        for start, time in zip(starts, clip.sentences, strict=True)
    )
    return Clip(bytes(segment.raw_data), rate, sentences)


@dataclass(frozen=True, slots=True)
class Seated:
    """A clip that is heard from somewhere: `pan` says from where."""

    clip: Clip
    pan: Pan


def stream(parts: Iterable[Clip | Seated | Frames], channels: int = 1) -> Iterator[bytes]:
    """One continuous PCM signal, in blocks: clips as they are, a number as so much silence.

    With two `channels`, samples of left and right take turns, and a clip without a seat is in the
    middle: as loud on each side as it is in mono.
    """
    nothing = bytes(_BLOCK)
    for part in parts:
        if isinstance(part, int):
            left = 2 * channels * part
            while left > 0:
                yield nothing[: min(left, _BLOCK)]
                left -= _BLOCK
        elif channels == 1:
            yield part.pcm if isinstance(part, Clip) else part.clip.pcm
        else:
            seated = part if isinstance(part, Seated) else Seated(part, MIDDLE)
            yield _both_sides(seated)


def headroom(pan: Pan) -> float:
    """dB by which the nearer side of a clip that is panned is higher than the clip itself."""
    return 20 * math.log10(max(_sides(pan)))


def _sides(pan: Pan) -> tuple[float, float]:
    """The gains of left and right, 1 each in the middle.

    Half way (in dB) between the same power wherever the seat is, which is right for two
    loudspeakers, and the same sum, which is right where both sides are summed to mono: so the
    outermost seats are 0.4 LU too loud on one and too soft on the other.
    """
    angle = (1 + pan) * math.pi / 4
    left, right = math.cos(angle), math.sin(angle)
    level = 2**0.75 / math.sqrt(left + right)
    return level * left, level * right


def _both_sides(seated: Seated) -> bytes:
    import numpy as np

    pan, rate = seated.pan, seated.clip.rate
    signal = samples(seated.clip.pcm)
    sides = np.empty((len(signal), 2))
    for side, gain in enumerate(_sides(pan)):
        sides[:, side] = gain * signal
    if pan != MIDDLE:
        far = 0 if pan > 0 else 1
        sides[:, far] = min(_sides(pan)) * _later(signal, abs(pan) * _FARTHEST_DELAY, rate)
    pcm: bytes = np.clip(np.rint(sides * 32_768), -32_768, 32_767).astype("<i2").tobytes()
    return pcm


def _later(signal: NDArray[np.float64], delay: float, rate: Hertz) -> NDArray[np.float64]:
    """`signal` so many seconds later below `_DELAYED` Hz, as it is above."""
    import numpy as np

    size = 1 << (len(signal) + rate // 20).bit_length()
    frequency = np.fft.rfftfreq(size, 1 / rate)
    low, high = _DELAYED
    share = np.clip((high - frequency) / (high - low), 0, 1)
    share = share * share * (3 - 2 * share)  # no corner, so that nothing rings
    turned = np.fft.rfft(signal, size) * np.exp(-2j * math.pi * frequency * delay * share)
    later: NDArray[np.float64] = np.fft.irfft(turned, size)[: len(signal)]
    return later


def _with_pauses(
    signal: NDArray[np.float64], starts: list[int], pause: int, rate: Hertz
) -> tuple[NDArray[np.float64], list[int]]:
    """`signal` with `pause` samples of silence before each sentence but the first, and where its
    sentences then start.

    Silence is looked for where the engine says that a sentence starts; where there is none, the
    engine runs sentences together or tells times that are not exact, and nothing is changed.
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
                kept = min(pause, end - begin)
                pieces += [
                    signal[done : begin + kept // 2],
                    np.zeros(pause - kept),
                    signal[end - (kept - kept // 2) : end],
                ]
                shift += pause - (end - begin)
                done = end
                moved.append(end + shift)
                continue
        moved.append(start + shift)
    return np.concatenate((*pieces, signal[done:])), moved


def _audible(signal: NDArray[np.float64], rate: Hertz) -> tuple[int, int]:
    """From where to where `signal` is more than silence, with a little around it."""
    import numpy as np

    level = np.abs(signal)
    peak = float(level.max()) if len(level) else 0.0
    if not peak:
        return 0, len(signal)
    loud = np.flatnonzero(level > peak * _FLOOR)
    first = max(0, int(loud[0]) - round(_KEPT_BEFORE * rate))
    return first, min(len(signal), int(loud[-1]) + 1 + round(_KEPT_AFTER * rate))


def _limited(signal: NDArray[np.float64], rate: Hertz, dbtp: float) -> NDArray[np.float64]:
    """`signal` turned down around peaks over the ceiling (dBTP), and only there.

    Only what could hold such a peak is looked at closely: between its samples a signal rises at
    most twice as high as on them.
    """
    import numpy as np

    ceiling = 10 ** (dbtp / 20)
    half = max(1, round(_LOOK_AHEAD * rate))
    loud = np.flatnonzero(np.abs(signal) > ceiling / 2)
    limited = signal.copy()
    for start, end in _stretches(loud, margin=3 * half, length=len(signal)):
        peaks = oversampled_peaks(signal[start:end], rate)
        if peaks.max() > ceiling:
            limited[start:end] *= _gain(peaks, ceiling, half)
    return limited


def _stretches(places: NDArray[np.intp], margin: int, length: int) -> Iterator[tuple[int, int]]:
    """From where to where `places` lie with a `margin` around each; those that touch are one."""
    import numpy as np

    if not len(places):
        return
    breaks = np.flatnonzero(np.diff(places) > 2 * margin)
    firsts = places[np.concatenate(([0], breaks + 1))]
    lasts = places[np.concatenate((breaks, [len(places) - 1]))]
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
        yield max(0, first - margin), min(length, last + 1 + margin)


def _gain(peaks: NDArray[np.float64], ceiling: float, half: int) -> NDArray[np.float64]:
    """The gain for each sample: what each peak needs, held for `half` on both sides, then
    smoothed over as much, so that it has arrived when the peak comes."""
    import numpy as np

    needed = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    held = np.pad(needed, 2 * half, constant_values=1.0)
    width, size = 2 * half + 1, 1
    while 2 * size <= width:  # the minimum over a window, by doubling
        held = np.minimum(held[:-size], held[size:])
        size *= 2
    if width > size:
        held = np.minimum(held[: size - width], held[width - size :])
    window = np.hanning(2 * half + 3)[1:-1]
    gain: NDArray[np.float64] = np.convolve(held, window / window.sum(), mode="valid")
    return gain


def _audio_segment() -> Any:
    with warnings.catch_warnings():
        # pydub warns of a missing ffmpeg, which it is never asked to use here, and its regular
        # expressions are older than Python's rules for them.
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
    return AudioSegment

"""Clips made ready, and joined with silences to one continuous stream.

The only module that knows pydub. It serves inside a clip (gain, fades); the stream is never
built with `segment + segment`, which copies all that came before at every step.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from podcast.loudness import CEILING, oversampled_peaks, samples
from podcast.speaking.engine import Clip, SentenceTime
from podcast.timbre import NEUTRAL, Timbre, shaped
from podcast.timecode import Frames, Hertz

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = Hertz(44_100)
"""Frames per second of every episode."""

_FADE = 4  # ms at each edge: no click, and no consonant lost
_KEPT_BEFORE, _KEPT_AFTER = 0.010, 0.040  # s around what is audible
_FLOOR = 10 ** (-50 / 20)  # below the clip's own peak: silence
_LOOK_AHEAD = 0.005  # s that the limiter's gain moves before a peak
_BLOCK = 1 << 16  # bytes of silence at once


def prepare(clip: Clip, gain: float, rate: Hertz = RATE, timbre: Timbre = NEUTRAL) -> Clip:
    """`clip` with `timbre`, without the silence around it, at `rate`, with `gain` dB, no peak over
    the ceiling, faded in and out for a few milliseconds. Sentence times move along."""
    import numpy as np

    signal = shaped(samples(clip.pcm), clip.rate, timbre)
    first, last = _audible(signal, clip.rate)
    signal = signal[first:last]
    if clip.rate != rate:
        import soxr

        signal = soxr.resample(signal, clip.rate, rate, quality="HQ")
    signal = _limited(signal * 10 ** (gain / 20), rate)
    pcm = np.clip(np.rint(signal * 32_768), -32_768, 32_767).astype("<i2").tobytes()
    segment = _audio_segment()(data=pcm, sample_width=2, frame_rate=rate, channels=1)
    if len(segment) > 2 * _FADE:
        segment = segment.fade_in(_FADE).fade_out(_FADE)
    frames = len(pcm) // 2
    sentences = tuple(
        SentenceTime(
            Frames(min(frames, max(0, (time.start - first) * rate // clip.rate))), time.offset
        )
        for time in clip.sentences
    )
    return Clip(bytes(segment.raw_data), rate, sentences)


def stream(parts: Iterable[Clip | Frames]) -> Iterator[bytes]:
    """One continuous PCM signal, in blocks: clips as they are, a number as so much silence."""
    nothing = bytes(_BLOCK)
    for part in parts:
        if isinstance(part, Clip):
            yield part.pcm
            continue
        left = 2 * part
        while left > 0:
            yield nothing[: min(left, _BLOCK)]
            left -= _BLOCK


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


def _limited(signal: NDArray[np.float64], rate: Hertz) -> NDArray[np.float64]:
    """`signal` turned down around peaks over the ceiling, and only there.

    Only what could hold such a peak is looked at closely: between its samples a signal rises at
    most twice as high as on them.
    """
    import numpy as np

    ceiling = 10 ** (CEILING / 20)
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

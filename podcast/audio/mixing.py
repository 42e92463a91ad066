"""Takes at one loudness, and clips joined with silences to one continuous stream.

The only module that knows pydub. It serves inside a clip (gain, fades); the stream is never
built with `segment + segment`, which copies all that came before at every step.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from podcast.audio.clip import MIDDLE, Clip, Pan, SentenceTime
from podcast.audio.filters import through
from podcast.audio.limiter import limited, reduction
from podcast.audio.loudness import CEILING, gain_to, k_weighted, loudness_of, samples
from podcast.audio.take import Take
from podcast.timecode import Frames, Hertz

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE, SMALL_RATE = Hertz(44_100), Hertz(22_050)
"""Frames per second of an episode, and of a small one: as many as eSpeak NG's sound has."""

_MOST_BACK = 2.0  # dB that a voice gets back of what the limiter took
_FADE = 4  # ms at each edge: no click, and no consonant lost
_FARTHEST_DELAY = 0.0005  # s that the farther ear hears later, for a pan of 1
_DELAYED = (400, 800)  # Hz: all of what is below, nothing of what is above
_RING = 25  # of a second: so long is heard of it, before and after
_AT_ONCE = 1 << 15  # samples
_BLOCK = 1 << 16  # bytes of silence at once, whole samples on both sides


def levelled(take: Take, gain: float, rate: Hertz = RATE, *, ceiling: float = CEILING) -> Clip:
    """`take` at `rate` with `gain` dB, no peak over `ceiling` (dBTP), faded in and out."""
    import numpy as np

    signal = take.signal
    signal *= np.float32(10 ** (gain / 20))
    if take.rate != rate:
        import soxr

        signal = soxr.resample(signal, take.rate, rate, quality="HQ")
    pcm = _integers(limited(signal, rate, ceiling, min(take.rate, rate) / 2))
    _fade(pcm, rate)
    sentences = tuple(
        SentenceTime(Frames(min(len(pcm), time.start * rate // take.rate)), time.offset)
        for time in take.sentences
    )
    return Clip(pcm.tobytes(), rate, sentences)


def _integers(signal: NDArray[np.floating]) -> NDArray[np.int16]:
    """`signal` in 16 bits; a little at a time, which stays in the processor's caches."""
    import numpy as np

    made = np.empty(len(signal), "<i2")
    for first in range(0, len(signal), _AT_ONCE):
        part = signal[first : first + _AT_ONCE] * np.float32(32_768)
        np.rint(part, out=part)
        made[first : first + _AT_ONCE] = np.clip(part, -32_768, 32_767, out=part)
    return made


def _fade(pcm: NDArray[np.int16], rate: Hertz) -> None:
    """Let `pcm` (mono) begin and end without a click."""
    import numpy as np

    edge = rate * _FADE // 1000
    if len(pcm) <= 2 * edge:
        return

    def segment(part: NDArray[np.int16]) -> Any:
        data = part.tobytes()
        return _audio_segment()(data=data, sample_width=2, frame_rate=rate, channels=1)

    pcm[:edge] = np.frombuffer(segment(pcm[:edge]).fade_in(_FADE).raw_data, "<i2")
    pcm[-edge:] = np.frombuffer(segment(pcm[-edge:]).fade_out(_FADE).raw_data, "<i2")


def gain_of(takes: Sequence[Take], ceiling: float) -> float:
    """Return the gain in dB for the voice that is heard in `takes`, once its peaks are held under
    `ceiling` (dBTP).

    eSpeak NG's voices differ by 6 LU and more, and a sample sentence is up to 0.8 LU off what a
    voice sounds like in a debate, for loudness depends on the words. So it is measured on lines
    from all over the debate, as they will be heard, with their pauses and through the limiter: one
    gain for each voice, so that nothing pumps and nobody is louder.

    The limiter's factors change slowly, so what it does to the weighted signal, by which loudness
    is measured, is what it does to the signal.
    """
    import numpy as np

    rate = takes[0].rate
    signal = np.concatenate([take.signal for take in takes]) if len(takes) > 1 else takes[0].signal
    weighted = k_weighted(signal, rate)
    gain = gain_to(loudness_of(weighted, rate))
    # What the limiter takes off comes back, but no voice is pressed flat for it.
    most = gain + _MOST_BACK
    for _ in range(2):  # the louder it is, the more the limiter takes: once is not enough
        factor = np.float32(10 ** (gain / 20))
        taken = reduction(signal * factor, rate, ceiling, rate / 2)
        gain = min(most, gain + gain_to(loudness_of(taken.apply(weighted * factor), rate)))
    # Nobody hears a tenth of a dB; and so a paragraph that changes seldom changes a whole voice.
    return round(gain, 1)


@dataclass(frozen=True, slots=True)
class PannedClip:
    """A clip that is heard from somewhere: `pan` says from where."""

    clip: Clip
    pan: Pan


def stream(parts: Iterable[Clip | PannedClip | Frames], channels: int = 1) -> Iterator[bytes]:
    """Return one continuous PCM signal, in blocks: clips as they are, a number as so much silence.

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
            seated = part if isinstance(part, PannedClip) else PannedClip(part, MIDDLE)
            yield _both_sides(seated)


def headroom(pan: Pan) -> float:
    """dB by which the nearer side of a clip that is panned is higher than the clip itself."""
    return 20 * math.log10(max(_sides(pan)))


def _sides(pan: Pan) -> tuple[float, float]:
    """Return the gains of left and right, 1 each in the middle.

    Half way (in dB) between the same power wherever the seat is, which is right for two
    loudspeakers, and the same sum, which is right where both sides are summed to mono: so the
    outermost seats are 0.4 LU too loud on one and too soft on the other.
    """
    angle = (1 + pan) * math.pi / 4
    left, right = math.cos(angle), math.sin(angle)
    level = 2**0.75 / math.sqrt(left + right)
    return level * left, level * right


def _both_sides(seated: PannedClip) -> bytes:
    import numpy as np

    pan, rate = seated.pan, seated.clip.rate
    signal = samples(seated.clip.pcm).astype(np.float32)
    sides = np.empty((len(signal), 2), np.float32)
    for side, gain in enumerate(_sides(pan)):
        sides[:, side] = gain * signal
    if pan != MIDDLE:
        far = 0 if pan > 0 else 1
        sides[:, far] = min(_sides(pan)) * _later(signal, abs(pan) * _FARTHEST_DELAY, rate)
    pcm: bytes = np.clip(np.rint(sides * 32_768), -32_768, 32_767).astype("<i2").tobytes()
    return pcm


def _later(signal: NDArray[np.floating], delay: float, rate: Hertz) -> NDArray[np.floating]:
    """`signal` so many seconds later below `_DELAYED` Hz, as it is above."""
    import numpy as np

    low, high = _DELAYED

    def response(frequency: NDArray[np.float64]) -> NDArray[np.complexfloating]:
        share = np.clip((high - frequency * rate) / (high - low), 0, 1)
        share = share * share * (3 - 2 * share)  # no corner, so that nothing rings
        turned: NDArray[np.complexfloating] = np.exp(
            -2j * math.pi * frequency * rate * delay * share
        )
        return turned

    return through(signal, response, rate // _RING, rate // _RING)


def _audio_segment() -> Any:
    with warnings.catch_warnings():
        # pydub warns of a missing ffmpeg, which it is never asked to use here, and its regular
        # expressions are older than Python's rules for them.
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
    return AudioSegment

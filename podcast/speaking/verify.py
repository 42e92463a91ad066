"""Is a clip what was asked for? No clip is used before it has been looked at.

Engines fail silently: a file without frames, a second of nothing for a page of text, half a
sentence, a memory that holds no sound. The bounds here are wide; they catch loss, not style.
"""

from __future__ import annotations

import array
import sys

from podcast.audio.clip import Clip
from podcast.voice import Voice

_SOFTEST_PEAK = 300  # of 32,767: -40 dBFS; speech peaks 20 dB above
_RATES = range(8_000, 96_001)
_LONGEST = 80  # letters of a word; eSpeak NG leaves out what is beyond 160 bytes (N_WORD_BYTES)
_PIECE = 8_192  # bytes, an even number
# Of the samples, how many cross the middle: half of them in noise; a quarter where eSpeak NG's
# hoarsest voice says as many “s” as it can (all its voices and variants were measured).
_NOISE = 0.4
_LEAST_RATE = 16_000  # below it, an “s” looks like noise
_LEAST_LENGTH = 0.3  # s; “psst” is noise
# Of the samples, how many are as loud as can be: 0.002 in the roughest of those voices.
_CLIPPED, _LOUDEST = 0.05, 32_700


def fault(clip: Clip, words: str, voice: Voice) -> str | None:
    """Return what is wrong with `clip` as `words` said by `voice`; None where nothing is."""
    if clip.rate not in _RATES:
        return f"its frame rate is {clip.rate} Hz"
    if len(clip.pcm) % 2:
        return "it ends in the middle of a sample"
    if not clip.frames:
        return "it has no sound"
    if _is_silent(clip.pcm):
        return "it is silent"
    seconds = clip.frames / clip.rate
    least, most = plausible_seconds(words, voice.rate)
    if seconds < least:
        return f"it lasts {seconds:.2f} s, too short for {len(words)} characters"
    if seconds > most:
        return f"it lasts {seconds:.2f} s, too long for {len(words)} characters"
    return _garbage(clip)


def _garbage(clip: Clip) -> str | None:
    import numpy as np

    signal = np.frombuffer(clip.pcm, "<i2")
    highest, lowest = int(signal.max()), int(signal.min())
    if highest - lowest < _SOFTEST_PEAK:
        return "it stands still"
    if highest >= _LOUDEST or lowest <= -_LOUDEST:
        loud = np.count_nonzero(signal >= _LOUDEST) + np.count_nonzero(signal <= -_LOUDEST)
        if loud > _CLIPPED * clip.frames:
            return "it is clipped beyond recognition"
    if clip.rate >= _LEAST_RATE and clip.frames >= _LEAST_LENGTH * clip.rate:
        below = signal < (highest + lowest) / 2
        if np.count_nonzero(below[1:] != below[:-1]) > _NOISE * clip.frames:
            return "it is noise"
    return None


def _is_silent(pcm: bytes) -> bool:
    # Piece by piece: speech is loud within its first tenth of a second, and looking at all of it
    # takes as long as eSpeak NG takes to speak it.
    for start in range(0, len(pcm), _PIECE):
        samples = array.array("h")
        samples.frombytes(pcm[start : start + _PIECE])
        if sys.byteorder == "big":
            samples.byteswap()
        if max(max(samples), -min(samples)) >= _SOFTEST_PEAK:
            return False
    return True


def plausible_seconds(words: str, rate: int) -> tuple[float, float]:
    """Return the shortest and the longest that `words` may last at `rate` words a minute.

    A letter lasts about 0.065 s at 170 words a minute; a digit, a capital or a symbol may be
    said as a word or more ("%", "2024", "RGPD").
    """
    letters = sum(min(_LONGEST, sum(map(str.isalpha, word))) for word in words.split())
    dear = sum(not (character.islower() or character.isspace()) for character in words)
    scale = 170 / rate
    return 0.015 * letters * scale, 2.0 + (0.25 * len(words) + 1.0 * dear) * scale

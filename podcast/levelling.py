"""One gain for each voice, told from what it says first: nothing pumps, and nobody is louder.

eSpeak NG's voices differ by 6 LU and more, and a sample sentence is up to 0.8 LU beside what a
voice sounds like in a debate, for loudness depends on the words. So the first lines of each voice
are spoken before all others (and kept, not spoken twice), and measured as they will be heard, with
their pauses and through the limiter.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from podcast.loudness import gain_for
from podcast.mixing import prepare
from podcast.scripting import Line
from podcast.speaking.engine import Clip
from podcast.timecode import Milliseconds
from podcast.voice import Voice

TRIED = 700
"""Characters that tell a voice's loudness: about 40 seconds, within 0.3 LU of an hour of it."""

_KEPT = 40_000  # characters of all voices together: some 100 MB of sound before the first line
_MOST_BACK = 2.0  # dB
_FEW = 60  # characters; the palette's sample sentence tells more than so few of a voice's own


@dataclass(frozen=True, slots=True)
class TryOut:
    """How to tell a voice's loudness: by its `lines` (numbers in the script), or, where they are
    none, by the palette's sample sentence."""

    voice: Voice
    lines: tuple[int, ...]


def try_outs(lines: Sequence[Line]) -> tuple[TryOut, ...]:
    """What to hear of each voice before the first line, in order of appearance."""
    voices = dict.fromkeys(line.voice for line in lines)
    most = min(TRIED, _KEPT // max(1, len(voices)))
    chosen: dict[Voice, list[int]] = {voice: [] for voice in voices}
    said = dict.fromkeys(voices, 0)
    for number, line in enumerate(lines):
        length = len(line.said)
        if not chosen[line.voice] or said[line.voice] + length <= most:
            chosen[line.voice].append(number)
            said[line.voice] += length
    return tuple(
        TryOut(voice, tuple(chosen[voice]) if said[voice] >= _FEW else ()) for voice in voices
    )


def gain_of(clips: Sequence[Clip], ceiling: float, sentence_pause: Milliseconds) -> float:
    """The gain in dB for the voice that is heard in `clips`, whose peaks are held under `ceiling`
    (dBTP) and whose sentences are `sentence_pause` apart."""

    def wanted(gain: float, limit: float) -> float:
        ready = [
            prepare(clip, gain, ceiling=limit, sentence_pause=sentence_pause) for clip in clips
        ]
        return gain_for(Clip(b"".join(clip.pcm for clip in ready), ready[0].rate))

    gain = wanted(0.0, math.inf)
    # What the limiter takes off comes back, but no voice is pressed flat for it.
    return gain + max(-_MOST_BACK, min(_MOST_BACK, wanted(gain, ceiling)))

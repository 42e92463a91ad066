"""One gain for each voice, told from some of what it says: nothing pumps, and nobody is louder.

eSpeak NG's voices differ by 6 LU and more, and a sample sentence is up to 0.8 LU beside what a
voice sounds like in a debate, for loudness depends on the words. So some lines of each voice, from
its beginning to its end, are spoken before all others (and kept, not spoken twice), and measured as
they will be heard, with their pauses and through the limiter.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from podcast.loudness import gain_for
from podcast.mixing import prepare
from podcast.scripting import Line
from podcast.speaking.engine import Clip
from podcast.timbre import NEUTRAL, Timbre
from podcast.timecode import Milliseconds
from podcast.voice import Voice

TRIED = 700
"""Characters that tell a voice's loudness: about 40 seconds, within 0.3 LU of all it says."""

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
    own: dict[Voice, list[int]] = {}
    for number, line in enumerate(lines):
        own.setdefault(line.voice, []).append(number)
    most = min(TRIED, _KEPT // max(1, len(own)))
    found = []
    for voice, numbers in own.items():
        total = sum(len(lines[number].said) for number in numbers)
        chosen: list[int] = []
        said = 0
        spread = numbers[:: -(-total // most) or 1]
        for number in dict.fromkeys([*spread, *numbers]):
            length = len(lines[number].said)
            if not chosen or said + length <= most:
                chosen.append(number)
                said += length
        found.append(TryOut(voice, tuple(sorted(chosen)) if said >= _FEW else ()))
    return tuple(found)


def gain_of(
    clips: Sequence[Clip],
    ceiling: float,
    sentence_pause: Milliseconds,
    timbre: Timbre = NEUTRAL,
) -> float:
    """The gain in dB for the voice that is heard in `clips`, once it has `timbre`; its peaks are
    held under `ceiling` (dBTP) and its sentences are `sentence_pause` apart."""

    def wanted(gain: float, limit: float) -> float:
        ready = [
            prepare(clip, gain, timbre=timbre, ceiling=limit, sentence_pause=sentence_pause)
            for clip in clips
        ]
        return gain_for(Clip(b"".join(clip.pcm for clip in ready), ready[0].rate))

    gain = wanted(0.0, math.inf)
    # What the limiter takes off comes back, but no voice is pressed flat for it.
    most = gain + _MOST_BACK
    for _ in range(2):  # the louder it is, the more the limiter takes: once is not enough
        gain = min(most, gain + wanted(gain, ceiling))
    return gain

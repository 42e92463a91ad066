"""One gain for each voice, told from some of what it says: nothing pumps, and nobody is louder.

eSpeak NG's voices differ by 6 LU and more, and a sample sentence is up to 0.8 LU beside what a
voice sounds like in a debate, for loudness depends on the words. So some lines of each voice, from
its beginning to its end, are spoken before all others (and kept, not spoken twice), and measured as
they will be heard, with their pauses and through the limiter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcast.limiting import reduction
from podcast.loudness import gain_to, k_weighted, loudness_of
from podcast.shaping import Take
from podcast.voice import Voice

if TYPE_CHECKING:
    from podcast.scripting import Line

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


def try_outs(lines: Sequence[Line], opening: int = 0) -> tuple[TryOut, ...]:
    """What to hear of each voice before the first line, in order of appearance.

    What is told in the first `opening` lines (how long the debate is, what comes when) is passed
    over where a voice says more: it changes with every paragraph, and levels should not.
    """
    own: dict[Voice, list[int]] = {}
    for number, line in enumerate(lines):
        own.setdefault(line.voice, []).append(number)
    most = min(TRIED, _KEPT // max(1, len(own)))
    found = []
    for voice, every in own.items():
        later = [n for n in every if n >= opening or lines[n].turn is not None]
        enough = sum(len(lines[number].said) for number in later) >= _FEW
        numbers = later if enough else every
        chosen: list[int] = []
        said = 0
        for number in sorted(numbers, key=lambda number: _chance(lines[number].said.words)):
            length = len(lines[number].said)
            if said < _FEW or said + length <= most:
                chosen.append(number)
                said += length
        found.append(TryOut(voice, tuple(sorted(chosen)) if said >= _FEW else ()))
    return tuple(found)


def _chance(words: str) -> bytes:
    """A place by lot, but always the same for the same words: lines from all over are chosen, and
    nearly the same ones when another line is changed."""
    return hashlib.sha256(words.encode()).digest()


def gain_of(takes: Sequence[Take], ceiling: float) -> float:
    """The gain in dB for the voice that is heard in `takes`, once its peaks are held under
    `ceiling` (dBTP).

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

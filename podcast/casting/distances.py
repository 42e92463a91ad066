"""How unlike two voices sound: what was measured, and a guess where nothing was.

`voices/distances/fr.json` holds what `tools/voice_distance.py` measured of the palette.
1.0 is how far a sentence lies, typically, from the middle of its own voice: at 1 two voices are
mixed up now and then, at 3 they are told apart by every sentence.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from pathlib import Path

from podcast.errors import VoiceError
from podcast.voice import Gender, Voice

_OTHER_TIMBRE = 3.0  # what two variants of eSpeak NG have between them, rather less than more
_OTHER_GENDER = 3.0  # added to it: women and men lie an octave apart
_MANY = 3.0  # between one who speaks and several at once
_PITCH = 10.0  # steps of eSpeak NG's pitch that make a distance of 1
_RATE = 30.0  # per cent of pace that make a distance of 1


def fingerprint(voice: Voice) -> str:
    """Return what decides how `voice` sounds: a measurement holds as long as it stays the same."""
    numbers = (voice.pitch, voice.pitch_range, voice.rate, *astuple(voice.timbre))
    written = ("-" if n is None else f"{n:g}" for n in numbers)
    return " ".join((voice.engine_voice, *written, *(["many"] if voice.many else [])))


@dataclass(frozen=True)
class Distances:
    """Measured distances by the `fingerprint` of both voices; others are estimated."""

    measured: Mapping[frozenset[str], float] = field(default_factory=dict)

    def between(self, one: Voice, other: Voice) -> float:
        """Return how unlike they sound: what was measured, else `estimate`."""
        if (known := self.known(one, other)) is not None:
            return known
        return estimate(one, other)

    def known(self, one: Voice, other: Voice) -> float | None:
        """Return what was measured, 0 for the same sound; None where nothing was."""
        prints = fingerprint(one), fingerprint(other)
        if prints[0] == prints[1] and one.engine == other.engine:
            return 0.0
        return self.measured.get(frozenset(prints))


class _Even(Distances):
    def between(self, one: Voice, other: Voice) -> float:
        return 1.0


EVEN: Distances = _Even()
"""All voices equally unlike: with these, casting is first come, first served."""


def estimate(one: Voice, other: Voice) -> float:
    """Return a guess, from settings alone, for voices that nobody measured: careful rather than
    bold."""
    pitches = [50 if voice.pitch is None else voice.pitch for voice in (one, other)]
    rates = [max(1, voice.rate) for voice in (one, other)]
    apart = [
        abs(pitches[0] - pitches[1]) / _PITCH,
        100 * abs(math.log(rates[0] / rates[1])) / _RATE,
        abs(one.timbre.formants - other.timbre.formants) / 4,
        _MANY if one.many is not other.many else 0.0,
    ]
    if (one.engine, one.engine_voice) == (other.engine, other.engine_voice):
        return math.hypot(*apart)
    crossed = {one.gender, other.gender} == set(Gender)
    # Two timbres whose natural pitch is not known: settings say nothing about them.
    return _OTHER_TIMBRE + (_OTHER_GENDER if crossed else 0.0)


def load_distances(path: Path) -> Distances:
    """Return what the file says; nothing where there is none. Raises `VoiceError` where it is
    wrong."""
    if not path.is_file():
        return Distances()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        prints = [data["voices"][name] for name in data["ids"]]
        matrix = [[float(value) for value in row] for row in data["matrix"]]
        if [len(row) for row in matrix] != [len(prints)] * len(prints):
            raise ValueError("the matrix is not as wide and high as there are voices")
        if not all(isinstance(text, str) for text in prints):
            raise ValueError("a voice's settings are no text")
        if not all(value >= 0 and math.isfinite(value) for row in matrix for value in row):
            raise ValueError("a distance is no number from 0")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise VoiceError(
            f"{path}: it does not hold distances ({error}); make it again with"
            " `python -m tools.voice_distance --write`, or remove it."
        ) from error
    return Distances(
        {
            frozenset((one, other)): matrix[row][column]
            for row, one in enumerate(prints)
            for column, other in enumerate(prints)
            if row < column
        }
    )

"""A voice: what an engine needs to speak with it, and what people need to recognise it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Gender(Enum):
    """How a voice sounds, or how a speaker should sound."""

    FEMALE = "female"
    MALE = "male"


MOST_DECIBELS = 9.0
"""Of boost or cut that a shelf or a bell may have: more is heard as an effect."""


MOST_FORMANTS = 8
"""Per cent by which formants may move: beyond, vowels turn into their neighbours."""


@dataclass(frozen=True, slots=True)
class Timbre:
    """What is done to a voice's sound; the default is nothing.

    In decibels: `warmth` below 220 Hz (a shelf), `presence` around 2.2 kHz (a bell an octave and
    a half wide), `brightness` above 3.6 kHz (a shelf; negative takes the edge off), `de_ess` at
    most taken, for as long as they last, from hisses over 4 kHz (0 or more). `formants` in per
    cent: how much higher (or, negative, lower) the resonances lie; the pitch stays.
    """

    warmth: float = 0.0
    presence: float = 0.0
    brightness: float = 0.0
    de_ess: float = 0.0
    formants: int = 0


NEUTRAL = Timbre()


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice that can be given to somebody.

    `id` is stable and unique ("fr-basile"); `language` an ISO 639-1 code; `engine` the entry-point
    name of the engine, `engine_voice` what that engine calls the voice ("fr+m4"); `pitch` is on
    the engine's scale (0 to 100; None leaves the engine's own), `rate` in words a minute;
    `pitch_range` is how lively the melody is (0 to 100; None leaves the engine's own, 50);
    `timbre` is what is done to the sound once it is spoken; `many` where it is to sound like
    several people who speak at once.
    """

    id: str
    name: str
    language: str
    gender: Gender | None
    engine: str
    engine_voice: str
    pitch: int | None = None
    rate: int = 170
    pitch_range: int | None = None
    description: str = ""
    timbre: Timbre = NEUTRAL
    many: bool = False


@dataclass(frozen=True, slots=True)
class EngineVoice:
    """A voice as the engine lists it: `name` is what `Voice.engine_voice` refers to; `language`
    an ISO 639-1 code, with a region where the engine says one ("fr-be")."""

    name: str
    language: str
    gender: Gender | None
    label: str = ""

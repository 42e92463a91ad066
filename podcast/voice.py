"""A voice: what an engine needs to speak with it, and what people need to recognise it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from podcast.timbre import NEUTRAL, Timbre


class Gender(Enum):
    """How a voice sounds, or how a speaker should sound."""

    FEMALE = "female"
    MALE = "male"


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice that can be given to somebody.

    `id` is stable and unique ("fr-basile"); `language` an ISO 639-1 code; `engine` the entry-point
    name of the engine, `engine_voice` what that engine calls the voice ("fr+m4"); `pitch` is on
    the engine's scale (0 to 100; None leaves the engine's own), `rate` in words a minute;
    `pitch_range` is how lively the melody is (0 to 100; None leaves the engine's own, 50);
    `timbre` is what is done to the sound once it is spoken.
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

"""Who has which voice in a cast."""

from __future__ import annotations

from podcast.casting.cast import Cast
from podcast.voice import Voice


def voice_of(cast: Cast, name: str) -> Voice:
    return {part.speaker: part.voice for part in cast.parts}[name]

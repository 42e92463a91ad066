"""By what takes, gains and chunks are kept: all that they depend on, and nothing else.

Of a take that is the words with their phonemes and languages, the voice's settings and timbre, the
engine with its version, library and data, and the modules that make it. Where a text stands and
what a voice is called is not: two debates that say the same words share a take.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple

from podcast.rendering.orders import ChunkOrder, Sound
from podcast.speaking.identity import engine_identity
from podcast.speaking.pool import Utterance
from podcast.store.cache import key_of
from podcast.store.fingerprint import of_packages, of_sources
from podcast.timecode import Frames, Milliseconds
from podcast.voice import Voice

_SHAPING = (
    "speaking", "audio/take.py", "audio/filters.py", "audio/loudness.py", "audio/timbre.py",
    "voice.py",
)  # fmt: skip
_MIXING = ("rendering", "audio", "casting/seats.py", "timecode.py")


class Identities:
    """The state of each engine, asked once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], str | None] = {}

    def of(self, voice: Voice) -> str | None:
        """What tells the engine of `voice` from any other state of it, or None."""
        which = (voice.engine, voice.engine_voice)
        if which not in self._known:
            self._known[which] = engine_identity(voice)
        return self._known[which]


def take_name(utterance: Utterance, pause: Milliseconds, identity: str | None) -> str:
    """The name of a take; without an `identity` it holds for this run."""
    voice, said = utterance.voice, utterance.said
    return key_of(
        _made_by(_SHAPING),
        voice.engine,
        identity,
        voice.engine_voice,
        voice.language,
        voice.gender.value if voice.gender else None,
        voice.pitch,
        voice.rate,
        voice.pitch_range,
        astuple(voice.timbre),
        said.language,
        tuple((piece.words, piece.ipa, piece.language) for piece in said.pieces),
        tuple((sentence.offset, sentence.length) for sentence in said.sentences),
        pause,
    )


def gain_name(sounds: Sequence[Sound], ceiling: float) -> str | None:
    """The name of a voice's gain; None where a sound is not lasting."""
    if not all(sound.lasting for sound in sounds):
        return None
    return key_of("gain", _made_by(_MIXING), tuple(sound.name for sound in sounds), ceiling)


def chunk_name(order: ChunkOrder) -> str | None:
    """The name of a chunk; None where a sound is not lasting."""
    if not all(line.sound.lasting for line in order.lines):
        return None
    lines = tuple(
        (line.sound.name, line.pause if number else None, line.gain, line.ceiling, line.pan)
        for number, line in enumerate(order.lines)
    )
    around = (order.opening, order.after_chime, order.next_pause, order.tail)
    return key_of("chunk", _made_by(_MIXING), order.channels, around, lines)


def silence_name(length: Frames, following: Frames, channels: int) -> str:
    """The name of the silence before a chapter."""
    return key_of("silence", _made_by(_MIXING), length, following, channels)


def _made_by(modules: tuple[str, ...]) -> tuple[str, str]:
    return of_sources(*modules), of_packages("lameenc", "numpy", "pydub", "soxr")

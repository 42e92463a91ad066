"""The cache keys of takes, gains and chunks: all that they depend on, and nothing else.

Of a take that is the words with their phonemes and languages, the voice's settings and timbre, the
engine with its version, library and data, and the state of the modules that make it. Where a text
stands and what a voice is called is not: two debates that say the same words share a take.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from functools import lru_cache

from podcast.rendering.jobs import ChunkJob, TakeJob
from podcast.speaking.pool import Utterance
from podcast.store.cache import key_of
from podcast.store.fingerprint import of_modules
from podcast.timecode import Frames, Hertz, Milliseconds
from podcast.voice import Voice

_TAKES, _TASKS = "podcast.rendering.takes", "podcast.rendering.tasks"


def take_key(utterance: Utterance, pause: Milliseconds, identity: str | None) -> str:
    """Return the key of a take; without an `identity` it holds for this run only."""
    said = utterance.said
    return key_of(
        of_modules(_TAKES),
        identity,
        _settings(utterance.voice),
        said.language,
        tuple((piece.words, piece.ipa, piece.language) for piece in said.pieces),
        tuple((sentence.offset, sentence.length) for sentence in said.sentences),
        pause,
    )


@lru_cache(maxsize=256)
def _settings(voice: Voice) -> tuple[object, ...]:
    """Return what is heard of a voice."""
    return (
        voice.engine,
        voice.engine_voice,
        voice.language,
        voice.gender.value if voice.gender else None,
        voice.pitch,
        voice.rate,
        voice.pitch_range,
        astuple(voice.timbre),
        voice.many,
    )


def gain_key(takes: Sequence[TakeJob], ceiling: float) -> str | None:
    """Return the key of a voice's gain; None where a take is not lasting."""
    if not all(take.lasting for take in takes):
        return None
    return key_of("gain", of_modules(_TASKS), tuple(take.key for take in takes), ceiling)


def chunk_key(job: ChunkJob) -> str | None:
    """Return the key of a chunk; None where a take is not lasting."""
    if not all(take.lasting for take in job.takes):
        return None
    lines = tuple(
        (line.take.key, line.pause if number else None, line.gain, line.ceiling, line.pan)
        for number, line in enumerate(job.lines)
    )
    around = (job.opening, job.after_chime, job.next_pause, job.tail)
    return key_of("chunk", of_modules(_TASKS), job.rate, job.channels, around, lines)


def silence_key(length: Frames, following: Frames, rate: Hertz, channels: int) -> str:
    """Return the key of the silence before a chapter."""
    return key_of("silence", of_modules(_TASKS), length, following, rate, channels)

"""Clips that were spoken once, kept by everything that their sound depends on.

That is: the words with their phonemes and languages, the voice's settings, the engine with its
version, library and data, and the modules of this package. Where a text stands, what a voice is
called and what is done to its sound later is not: two debates that say the same words share a clip.

Clips are kept as they are, two bytes a sample: 160 MB for an hour. Squeezed (second
differences, zlib level 1) they would take a third less, but 2.9 s of processor time to write an
hour and 0.7 s to read it, where eSpeak NG speaks it in 3.6 s and the checksum takes 0.2 s.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from podcast.blobs import Blobs, key_of
from podcast.fingerprint import of_sources
from podcast.speaking.engine import Clip, SentenceTime
from podcast.speaking.identity import engine_identity
from podcast.timecode import Frames, Hertz

if TYPE_CHECKING:
    from podcast.speaking.pool import Utterance

KIND = "clips"
_HEAD = struct.Struct("<II")  # rate, number of sentences
_SENTENCE = struct.Struct("<QQ")  # start, offset


class ClipStore:
    """Clips in the cache; threads may share it."""

    def __init__(self, blobs: Blobs) -> None:
        self._blobs = blobs
        self._identities: dict[tuple[str, str], str | None] = {}

    def get(self, utterance: Utterance) -> Clip | None:
        """The clip of `utterance`, if it was spoken before."""
        key = self.key(utterance)
        data = self._blobs.get(KIND, key) if key else None
        return _unpacked(data) if data is not None else None

    def put(self, utterance: Utterance, clip: Clip) -> None:
        """Keep `clip` for the next time that `utterance` is to be spoken."""
        key = self.key(utterance)
        if key:
            self._blobs.put(KIND, key, _packed(clip))

    def key(self, utterance: Utterance) -> str | None:
        """What the sound of `utterance` depends on, as one name; None where its engine does not
        tell which state it is in."""
        voice, said = utterance.voice, utterance.said
        which = (voice.engine, voice.engine_voice)
        if which not in self._identities:
            self._identities[which] = engine_identity(voice)
        identity = self._identities[which]
        if identity is None:
            return None
        return key_of(
            of_sources("speaking"),
            voice.engine,
            identity,
            voice.engine_voice,
            voice.language,
            voice.gender.value if voice.gender else None,
            voice.pitch,
            voice.rate,
            voice.pitch_range,
            said.language,
            tuple((piece.words, piece.ipa, piece.language) for piece in said.pieces),
            tuple((sentence.offset, sentence.length) for sentence in said.sentences),
        )


def _packed(clip: Clip) -> bytes:
    head = _HEAD.pack(clip.rate, len(clip.sentences))
    times = (_SENTENCE.pack(time.start, time.offset) for time in clip.sentences)
    return b"".join((head, *times, clip.pcm))


def _unpacked(data: bytes) -> Clip:
    rate, count = _HEAD.unpack_from(data)
    end = _HEAD.size + count * _SENTENCE.size
    times = _SENTENCE.iter_unpack(data[_HEAD.size : end])
    sentences = tuple(SentenceTime(Frames(start), offset) for start, offset in times)
    return Clip(data[end:], Hertz(rate), sentences)

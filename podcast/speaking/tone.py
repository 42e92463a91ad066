"""An engine that hums: instant, deterministic, for trying everything but the voices."""

from __future__ import annotations

import array
import math
import zlib
from collections.abc import Sequence

from podcast.audio.clip import Clip, SentenceTime
from podcast.timecode import Frames, Hertz
from podcast.voice import EngineVoice, Gender, Voice
from podcast.wording.spoken import SpokenText

RATE = Hertz(22_050)


class ToneEngine:
    """One note a voice, as long as a fast reader would need."""

    name = "tone"

    @staticmethod
    def identity(voice: Voice) -> str:
        """It has but one state: this module."""
        return "tone"

    def voices(self) -> Sequence[EngineVoice]:
        """Return a low one and a high one for both languages."""
        return [
            EngineVoice(f"{language}-{pitch}", language, gender, f"Tone, {pitch}")
            for language in ("en", "fr")
            for pitch, gender in (("high", Gender.FEMALE), ("low", Gender.MALE))
        ]

    def speak(self, said: SpokenText, voice: Voice) -> Clip:
        """0.06 seconds a character, at the rate of 170 words a minute; a gap after sentences."""
        key = f"{voice.engine_voice}/{voice.pitch}".encode()
        frequency = 110 * 2 ** ((zlib.crc32(key) % 24) / 12)
        samples = array.array("h")
        times = []
        for sentence in said.sentences:
            times.append(SentenceTime(Frames(len(samples)), sentence.offset))
            count = round(RATE * 0.06 * sentence.length * 170 / voice.rate)
            step = 2 * math.pi * frequency / RATE
            wave = [round(6_000 * math.sin(step * index)) for index in range(int(RATE / frequency))]
            note = array.array("h", wave) * (count // len(wave) + 1)
            samples += note[:count] + array.array("h", bytes(2 * (RATE // 10)))
        return Clip(samples.tobytes(), RATE, tuple(times))

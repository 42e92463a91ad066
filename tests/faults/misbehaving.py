"""Engines that give garbage for a line with “gares” in it, and hums else."""

from __future__ import annotations

import random
from array import array

from podcast.audio.clip import Clip
from podcast.speaking.tone import RATE, ToneEngine
from podcast.timecode import Hertz
from podcast.voice import Voice
from podcast.wording.spoken import SpokenText


class _Tone(ToneEngine):
    def speak(self, said: SpokenText, voice: Voice) -> Clip:
        clip = super().speak(said, voice)
        return self.spoil(clip) if "gares" in said.words else clip

    def spoil(self, clip: Clip) -> Clip:
        raise NotImplementedError


class Noise(_Tone):
    def spoil(self, clip: Clip) -> Clip:
        return Clip(random.Random(1).randbytes(len(clip.pcm)), RATE)


class SoftNoise(_Tone):
    def spoil(self, clip: Clip) -> Clip:
        chance = random.Random(1)
        samples = array("h", (round(chance.gauss(0, 1_500)) for _ in range(clip.frames)))
        return Clip(samples.tobytes(), RATE)


class Clipped(_Tone):
    def spoil(self, clip: Clip) -> Clip:
        loud = array("h", (32_767 if sample >= 0 else -32_768 for sample in array("h", clip.pcm)))
        return Clip(loud.tobytes(), RATE)


class Stuck(_Tone):
    def spoil(self, clip: Clip) -> Clip:
        return Clip(array("h", [12_000] * clip.frames).tobytes(), RATE)


class Silent(_Tone):
    def spoil(self, clip: Clip) -> Clip:
        return Clip(bytes(len(clip.pcm)), RATE)


class WrongRate(_Tone):
    def spoil(self, clip: Clip) -> Clip:
        return Clip(clip.pcm, Hertz(3))


class Greedy(_Tone):
    """Takes memory until there is none."""

    def spoil(self, clip: Clip) -> Clip:
        held = []
        while True:
            held.append(bytearray(1 << 24))


class Dies(_Tone):
    def spoil(self, clip: Clip) -> Clip:
        import os

        os.abort()

"""Engines that misbehave, each in its own way; named in voices as "module:Class"."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from podcast.audio.clip import Clip
from podcast.errors import EngineError
from podcast.speaking.tone import ToneEngine
from podcast.timecode import Hertz
from podcast.voice import EngineVoice, Voice
from podcast.wording.spoken import SpokenText


class _Fake:
    name = "fake"

    def voices(self) -> Sequence[EngineVoice]:
        return ()

    def speak(self, said: SpokenText, voice: Voice) -> Clip:
        if "trouble" in said.words:
            return self.trouble(said, voice)
        return ToneEngine().speak(said, voice)

    def trouble(self, said: SpokenText, voice: Voice) -> Clip:
        raise NotImplementedError


class Exits(_Fake):
    def trouble(self, said: SpokenText, voice: Voice) -> Clip:
        os._exit(7)


class Killed(_Fake):
    def trouble(self, said: SpokenText, voice: Voice) -> Clip:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError


class Hangs(_Fake):
    def trouble(self, said: SpokenText, voice: Voice) -> Clip:
        time.sleep(600)
        raise AssertionError


class Raises(_Fake):
    def trouble(self, said: SpokenText, voice: Voice) -> Clip:
        raise RuntimeError("something inside")


class Silent(_Fake):
    def trouble(self, said: SpokenText, voice: Voice) -> Clip:
        return Clip(bytes(2 * 22_050), Hertz(22_050))


class Empty(_Fake):
    def trouble(self, said: SpokenText, voice: Voice) -> Clip:
        return Clip(b"", Hertz(22_050))


class Cut(_Fake):
    def trouble(self, said: SpokenText, voice: Voice) -> Clip:
        return Clip(ToneEngine().speak(said, voice).pcm[:4_000], Hertz(22_050))


class WrongRate(_Fake):
    def trouble(self, said: SpokenText, voice: Voice) -> Clip:
        return Clip(ToneEngine().speak(said, voice).pcm, Hertz(22))


class Noisy(_Fake):
    """Prints where answers go, as pyttsx3 does."""

    def trouble(self, said: SpokenText, voice: Voice) -> Clip:
        print("Audio saved to nowhere", flush=True)
        os.write(1, b"and from C")
        os.write(2, b"an ALSA warning")
        return ToneEngine().speak(said, voice)


class SecondTime(_Fake):
    """Crashes once; the voice's name is the file that remembers."""

    def trouble(self, said: SpokenText, voice: Voice) -> Clip:
        mark = Path(voice.engine_voice)
        if not mark.exists():
            mark.write_text("once")
            os._exit(1)
        return ToneEngine().speak(said, voice)


class Missing(_Fake):
    def __init__(self) -> None:
        raise EngineError("fake", "its library is not here.", "Install it.")

"""pyttsx3: eSpeak NG on Linux, SAPI 5 on Windows, NSSpeech on macOS.

On Linux it is tamed. pyttsx3 2.99 starts eSpeak NG in its asynchronous mode and loses sound
without an error (docs/speech-engine.md has the measurements). So here its own binding starts
the library in synchronous mode: `espeak_Synth` returns when all is spoken, and the end of the
message, which that mode does not report, is signalled after it. The sound is taken where
eSpeak NG hands it over, with the library's own frame rate and the times of its sentences.
"""

from __future__ import annotations

import contextlib
import ctypes
import io
import os
import platform
import sys
import tempfile
import wave
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from podcast.audio.clip import Clip
from podcast.errors import EngineError
from podcast.speaking.engine import EngineFacts
from podcast.speaking.espeak.library import (
    about_library,
    data_path,
    how_to_mend,
    library_identity,
    library_path,
    provide_library,
    require_variant,
    still_chance,
)
from podcast.speaking.espeak.markup import FLAGS, to_markup
from podcast.store.fingerprint import of_packages
from podcast.timecode import Frames, Hertz
from podcast.voice import EngineVoice, Gender, Voice
from podcast.wording.spoken import SpokenText

LONGEST_TEXT = 4_000
"""Characters that are accepted at once; about 20,000 crash pyttsx3."""

_GENDERS = {"Male": Gender.MALE, "Female": Gender.FEMALE}


class Pyttsx3Engine:
    """The engine that pyttsx3 has for this machine. One per process: pyttsx3 bears no more."""

    name = "pyttsx3"

    def __init__(self) -> None:
        self._driver: _EspeakDriver | _SystemDriver = (
            _EspeakDriver() if sys.platform.startswith("linux") else _SystemDriver()
        )

    @staticmethod
    def preload(voice: Voice | None) -> None:
        """Import what can be imported before a fork: nothing that starts the library."""
        if sys.platform.startswith("linux"):
            _import_tamed()

    @staticmethod
    def identity(voice: Voice) -> str:
        """Of pyttsx3, and of what it drives here."""
        system = library_identity() if sys.platform.startswith("linux") else platform.version()
        return f"{of_packages('pyttsx3')} {system}"

    @staticmethod
    def facts() -> EngineFacts:
        """Return the version of pyttsx3, and of what it drives here."""
        from importlib.metadata import version

        driver = Pyttsx3Engine()._driver
        if isinstance(driver, _SystemDriver):
            return EngineFacts(f"pyttsx3 {version('pyttsx3')}")
        espeak, data = about_library(driver._binding.dll)
        return EngineFacts(
            f"pyttsx3 {version('pyttsx3')}, eSpeak NG {espeak}",
            (("library", Path(library_path("pyttsx3"))), ("data", data)),
        )

    def voices(self) -> Sequence[EngineVoice]:
        """Return the machine's voices, by language and name."""
        return sorted(self._driver.voices(), key=lambda voice: (voice.language, voice.name))

    def speak(self, said: SpokenText, voice: Voice) -> Clip:
        """Say `said`; at most `LONGEST_TEXT` characters, `EngineError` for more."""
        if len(said) > LONGEST_TEXT:
            raise EngineError(
                self.name, f"{len(said)} characters at once are more than {LONGEST_TEXT}."
            )
        return self._driver.speak(said, voice)


def _import_tamed() -> Any:
    """pyttsx3's private binding of eSpeak NG, started in synchronous mode.

    The driver asks for `AUDIO_OUTPUT_RETRIEVAL` by name, so giving that name the value of the
    synchronous mode is enough, and is all that is changed.
    """
    provide_library()
    try:
        from pyttsx3.drivers import _espeak
    except (ImportError, RuntimeError, OSError) as error:
        raise EngineError(
            "pyttsx3", f"it does not find eSpeak NG ({error}).", how_to_mend()
        ) from error
    _espeak.AUDIO_OUTPUT_RETRIEVAL = _espeak.AUDIO_OUTPUT_SYNCHRONOUS
    return _espeak


class _EspeakDriver:
    def __init__(self) -> None:
        self._binding = _import_tamed()
        initialize = self._binding.Initialize
        rates: list[int] = []

        def initialize_and_note_rate(*args: object) -> int:
            rates.append(initialize(*args))
            return rates[-1]

        import pyttsx3

        self._binding.Initialize = initialize_and_note_rate
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                self._engine = pyttsx3.init("espeak")
        except (RuntimeError, OSError, ValueError) as error:
            raise EngineError("pyttsx3", f"eSpeak NG does not start ({error}).") from error
        finally:
            self._binding.Initialize = initialize
        if not rates or rates[-1] <= 0:
            raise EngineError("pyttsx3", "eSpeak NG was started before in this process.")
        still_chance(self._binding.dll)
        # pyttsx3 writes 22,050 Hz into every header, whatever the library says.
        self._rate = Hertz(rates[-1])
        self._data = data_path(self._binding.dll)
        self._pcm = bytearray()
        self._starts: list[tuple[Frames, int]] = []
        self._driver: Any = self._engine.proxy._driver
        self._hear()
        self._signal_the_end()

    def _hear(self) -> None:
        """Listen to eSpeak NG ourselves, and let pyttsx3 listen too."""
        theirs = self._driver._onSynth
        sentence, end = self._binding.EVENT_SENTENCE, self._binding.EVENT_LIST_TERMINATED

        def on_synth(wav: Any, count: int, events: Any) -> int:
            index = 0
            while events[index].type != end:
                event = events[index]
                if event.type == sentence:
                    # `sample` counts frames, text_position counts from 1.
                    self._starts.append((Frames(event.sample), event.text_position - 1))
                index += 1
            if count > 0:
                self._pcm += ctypes.string_at(wav, 2 * count)
            return int(theirs(wav, count, events))

        self._binding.SetSynthCallback(on_synth)

    def _signal_the_end(self) -> None:
        """Let `Synth` obey our markup, and after it let pyttsx3 know that the message is over."""
        binding, driver = self._binding, self._driver
        synth = binding.Synth
        over = (binding.EVENT * 2)()
        over[0].type = binding.EVENT_MSG_TERMINATED
        over[1].type = binding.EVENT_LIST_TERMINATED

        def synth_to_the_end(text: bytes, **options: Any) -> int:
            options["flags"] = options.get("flags", 0) | FLAGS
            result = synth(text, **options)
            driver._onSynth(None, 0, over)
            return int(result)

        binding.Synth = synth_to_the_end

    def voices(self) -> list[EngineVoice]:
        with contextlib.redirect_stdout(io.StringIO()):
            found = self._engine.getProperty("voices")
        return [
            EngineVoice(
                name=voice.id,
                # Raw from the library: the language, a NUL, the priority of the next one.
                language=voice.languages[0].split("\0")[0].lower() if voice.languages else "",
                gender=_GENDERS.get(voice.gender),
                label=voice.name,
            )
            for voice in found
        ]

    def speak(self, said: SpokenText, voice: Voice) -> Clip:
        self._choose(voice)
        self._pcm.clear()
        self._starts.clear()
        markup = to_markup(said)
        with contextlib.redirect_stdout(io.StringIO()):
            # The sound is here already; pyttsx3's copy of it goes nowhere.
            self._engine.save_to_file(markup.text, os.devnull)
            self._engine.runAndWait()
        if not self._pcm:
            raise EngineError("pyttsx3", f"the voice {voice.engine_voice} gave no sound.")
        return Clip(bytes(self._pcm), self._rate, markup.sentence_times(self._starts))

    def _choose(self, voice: Voice) -> None:
        require_variant(self._data, voice, "pyttsx3")
        base = voice.engine_voice.partition("+")[0]
        with contextlib.redirect_stdout(io.StringIO()):
            try:
                self._driver.setProperty("voice", voice.engine_voice)
            except ValueError as error:
                raise EngineError(
                    "pyttsx3", f"eSpeak NG has no voice “{base}” (voice {voice.id})."
                ) from error
            self._driver.setProperty("rate", voice.rate)
            self._driver.setProperty("pitch", 50 if voice.pitch is None else voice.pitch)
        # pyttsx3 has no property for it; nobody's range may stay for the next voice.
        span = 50 if voice.pitch_range is None else voice.pitch_range
        self._binding.SetParameter(self._binding.RANGE, span, 0)


class _SystemDriver:
    """SAPI 5 and NSSpeech through pyttsx3's own ways: a file a line, read back."""

    def __init__(self) -> None:
        import pyttsx3

        try:
            with contextlib.redirect_stdout(io.StringIO()):
                self._engine = pyttsx3.init()
        except (ImportError, RuntimeError, OSError) as error:
            raise EngineError("pyttsx3", f"the system's voices do not start ({error}).") from error

    def voices(self) -> list[EngineVoice]:
        result = []
        for voice in self._engine.getProperty("voices"):
            languages = voice.languages or [""]
            language = languages[0]
            if isinstance(language, bytes):
                language = language.decode("ascii", "ignore")
            gender = str(voice.gender or "").lower()
            result.append(
                EngineVoice(
                    name=voice.id,
                    language=language.replace("_", "-").lower(),
                    gender=Gender.FEMALE
                    if "female" in gender
                    else Gender.MALE
                    if "male" in gender
                    else None,
                    label=voice.name,
                )
            )
        return result

    def speak(self, said: SpokenText, voice: Voice) -> Clip:
        self._engine.setProperty("voice", voice.engine_voice)
        self._engine.setProperty("rate", voice.rate)
        with self._folder() as folder:
            path = Path(folder, "line.wav")
            with contextlib.redirect_stdout(io.StringIO()):
                self._engine.save_to_file(said.words, str(path))
                self._engine.runAndWait()
            try:
                with wave.open(str(path), "rb") as file:
                    if (file.getnchannels(), file.getsampwidth()) != (1, 2):
                        raise EngineError("pyttsx3", "the system's voice is not 16-bit mono.")
                    return Clip(file.readframes(file.getnframes()), Hertz(file.getframerate()))
            except (OSError, EOFError, wave.Error) as error:
                raise EngineError("pyttsx3", f"the voice gave no sound ({error}).") from error

    @staticmethod
    def _folder() -> tempfile.TemporaryDirectory[str]:
        try:
            return tempfile.TemporaryDirectory(prefix="podcast-")
        except OSError as error:
            raise EngineError(
                "pyttsx3",
                f"its sound needs a file in the temporary folder ({error.strerror}).",
                "Name a folder that can be written in TMPDIR.",
            ) from error

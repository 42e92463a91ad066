"""eSpeak NG through its own C library, in synchronous mode: no pyttsx3, no file, no waiting.

The voices, the sound and the times of sentences are those of pyttsx3 on Linux, sample for sample
(a test compares them). `espeak_Synth` returns when all is spoken; the sound comes in buffers to a
callback, with events that say in frames where sentences start.

eSpeak NG carries state from one text to the next, and neither its `espeak_Cancel` nor terminating
and initialising it again takes that away. So each line is spoken by a copy of the library that
is loaded for it and unloaded after it: nothing that was said can be heard in the next line, in
any order, and no fork is needed. Where the loader keeps the library (`leaves_state`), the
worker forks as it does for others.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from podcast.audio.clip import Clip
from podcast.errors import EngineError
from podcast.speaking.engine import EngineFacts
from podcast.speaking.espeak.library import (
    about_library,
    data_path,
    fresh_library,
    library_identity,
    library_is_loaded,
    library_path,
    require_variant,
    started_library,
)
from podcast.speaking.espeak.markup import FLAGS, to_markup
from podcast.timecode import Frames
from podcast.voice import EngineVoice, Gender, Voice
from podcast.wording.spoken import SpokenText

# From speak_lib.h, whose numbers are part of its interface.
_ENDPAUSE = 0x1000  # espeakENDPAUSE, which pyttsx3 asks for too
_RATE, _PITCH, _RANGE = 1, 3, 4  # espeakRATE, espeakPITCH, espeakRANGE
_LIST_TERMINATED, _SENTENCE = 0, 2  # espeakEVENT_…
_GENDERS = {1: Gender.MALE, 2: Gender.FEMALE}


class _Event(ctypes.Structure):
    """espeak_EVENT; `sample` is the place in frames, where `audio_position` is in ms."""

    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_void_p),
    ]


class _Voice(ctypes.Structure):
    """espeak_VOICE; `languages` is a list of (priority byte, language, NUL), ended by a 0."""

    _fields_ = [
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_void_p),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("xx1", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    ]


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_Event))


class EspeakEngine:
    """eSpeak NG, a copy of its library for each line."""

    name = "espeak"

    @staticmethod
    def leaves_state() -> bool:
        """True where a copy is loaded now: pyttsx3's, or one that the loader did not let go."""
        return library_is_loaded()

    @staticmethod
    def preload(voice: Voice | None) -> None:
        """Load and unload the library, so that `leaves_state` knows what this loader
        does; find the voice, for forks to know."""
        if voice is None:
            with fresh_library():
                pass
        else:
            _identifier(voice)

    @staticmethod
    def facts() -> EngineFacts:
        """Return the version, and where library and data are."""
        with started_library() as (library, _):
            version, data = about_library(library)
        return EngineFacts(version, (("library", Path(library_path())), ("data", data)))

    @staticmethod
    def identity(voice: Voice) -> str:
        """Of the library and its data, whatever the voice."""
        return library_identity()

    def voices(self) -> Sequence[EngineVoice]:
        """Return the library's voices, by language and name."""
        with started_library() as (library, _):
            library.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(_Voice))
            listed = library.espeak_ListVoices(None)
            found = []
            for pointer in listed:
                if not pointer:
                    break
                found.append(_engine_voice(pointer.contents))
        return sorted(found, key=lambda voice: (voice.language, voice.name))

    def speak(self, said: SpokenText, voice: Voice) -> Clip:
        """Say `said`; any length. Raises `EngineError` where the voice is not there."""
        identifier = _identifier(voice)
        with started_library() as (library, rate):
            library.espeak_SetVoiceByName(identifier)
            for parameter, value in (
                (_RATE, voice.rate),
                (_PITCH, voice.pitch),
                (_RANGE, voice.pitch_range),
            ):
                library.espeak_SetParameter(parameter, 50 if value is None else value, 0)
            pcm = bytearray()
            starts: list[tuple[Frames, int]] = []

            def hear(sound: Any, count: int, events: Any) -> int:
                index = 0
                while events[index].type != _LIST_TERMINATED:
                    if events[index].type == _SENTENCE:
                        # text_position counts from 1.
                        place = events[index].text_position - 1
                        starts.append((Frames(events[index].sample), place))
                    index += 1
                if sound and count > 0:
                    pcm.extend(ctypes.string_at(sound, 2 * count))
                return 0

            callback = _Callback(hear)
            library.espeak_SetSynthCallback(callback)
            markup = to_markup(said)
            text = markup.text.encode()
            library.espeak_Synth.argtypes = [
                ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int, ctypes.c_uint,
                ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p,
            ]  # fmt: skip
            library.espeak_Synth(text, len(text) + 1, 0, 1, 0, FLAGS | _ENDPAUSE, None, None)
        if not pcm:
            raise EngineError("espeak", f"the voice {voice.engine_voice} gave no sound.")
        return Clip(bytes(pcm), rate, markup.sentence_times(starts))


def _identifier(voice: Voice) -> bytes:
    """eSpeak NG's own path of a voice ("roa/fr+m4" for "fr+m4"), found once in this process.

    By its path a fresh library opens one file; by its name it reads the heads of all 141, which
    takes as long as speaking a few words. The sound is the same, and a test holds that.
    """
    known = _identifiers.get(voice.engine_voice)
    if known is not None:
        return known
    with started_library() as (library, _):
        require_variant(data_path(library), voice, "espeak")
        base, plus, variant = voice.engine_voice.partition("+")
        if library.espeak_SetVoiceByName(base.encode()) != 0:
            raise EngineError(
                "espeak",
                f"eSpeak NG has no voice “{base}” (voice {voice.id}).",
                "`podcast voices` lists those it has.",
            )
        library.espeak_GetCurrentVoice.restype = ctypes.POINTER(_Voice)
        path: bytes = library.espeak_GetCurrentVoice().contents.identifier
        found = path + f"{plus}{variant}".encode()
    _identifiers[voice.engine_voice] = found
    return found


_identifiers: dict[str, bytes] = {}


def _engine_voice(voice: _Voice) -> EngineVoice:
    # The first language comes behind its priority, a byte, and ends with NUL.
    languages = ctypes.string_at(voice.languages + 1) if voice.languages else b""
    return EngineVoice(
        name=voice.identifier.decode(),
        language=languages.decode(errors="replace").lower(),
        gender=_GENDERS.get(voice.gender),
        label=voice.name.decode(errors="replace"),
    )

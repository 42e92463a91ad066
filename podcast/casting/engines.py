"""Which engine speaks a palette's voices, and which engines work on this machine.

Palettes say "pyttsx3", and mean the voices that it has on Linux, which are eSpeak NG's. The direct
way to that library ("espeak") gives the same samples faster, on every system: it is taken where the
library is there, unless one is asked for by name. Natural voices have palettes of their own
(voices/kokoro), which come first where they are installed. On Windows and macOS the voices of
pyttsx3 itself are the system's own, which no palette can name: where they are asked for, or
eSpeak NG is not there, the palette is made of them.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from podcast.audio.clip import Clip
from podcast.casting.palette import NATURAL, Palette, load_palette, natural_folder, platform_palette
from podcast.errors import EngineError, PodcastError, VoiceError
from podcast.speaking.engine import EngineFacts
from podcast.voice import EngineVoice, Voice
from podcast.wording.spoken import verbatim

DEFAULT, DIRECT = "pyttsx3", "espeak"


VARIABLE = "PODCAST_NATURAL"
"""The environment variable that, "off", leaves natural voices to those who ask for them."""


def palette_of(language: str, directory: Path | None = None, engine: str | None = None) -> Palette:
    """Return the palette that speaks `language`, of the folder `directory`: that of natural voices
    where `engine` asks for them, or for none and they are here; else `spoken_palette`. Raises
    what `load_palette` and `spoken_palette` do."""
    folder = natural_folder(directory)
    if (folder / f"{language}.toml").is_file():
        if engine == NATURAL:
            _voices_of(NATURAL)  # which says what is missing
            return load_palette(language, folder)
        if engine is None and natural_voices_are_default():
            return load_palette(language, folder)
    return spoken_palette(load_palette(language, directory), engine)


def natural_voices_are_default() -> bool:
    """Return whether natural voices are on this machine, and nobody has switched them off."""
    return os.environ.get(VARIABLE) != "off" and natural_voices_are_here()


def natural_voices_are_missing(language: str, engine: str) -> bool:
    """Return whether a debate in `language`, which `engine` spoke, could have had natural voices,
    which are not on this machine and that nobody has switched off."""
    return (
        engine in (DEFAULT, DIRECT)
        and os.environ.get(VARIABLE) != "off"
        and (natural_folder() / f"{language}.toml").is_file()
        and not natural_voices_are_here()
    )


@cache
def natural_voices_are_here() -> bool:
    """Return whether natural voices are on this machine; looks at names only."""
    from podcast.speaking.kokoro.model import model_is_there

    return find_spec("onnxruntime") is not None and model_is_there() and _direct_is_there()


def engine_of_default_voices() -> str:
    """Return the engine that speaks the voices of pyttsx3 here, where none is asked for."""
    return DIRECT if _direct_is_there() else DEFAULT


def spoken_palette(palette: Palette, engine: str | None = None) -> Palette:
    """`palette` as this machine speaks it, with `engine` where one is asked for.

    Voices that `engine` cannot speak are left out; where it can speak none, the palette is made
    of its own voices of the language. Raises `VoiceError` where it has none, and `EngineError`
    where it cannot be used.
    """
    wanted = engine or (engine_of_default_voices() if palette.narrator.engine == DEFAULT else None)
    if wanted == DEFAULT and not _same_voices():
        return platform_palette(palette, _voices_of(DEFAULT))
    if engine is None:
        return replace(
            palette,
            narrator=spoken_voice(palette.narrator),
            voices=tuple(spoken_voice(voice) for voice in palette.voices),
        )
    narrator = _with(palette.narrator, engine)
    usable = [voice for each in palette.voices if (voice := _with(each, engine))]
    if narrator is None and usable:
        narrator = usable.pop(0)
    if narrator is None or not usable:
        return platform_palette(palette, _voices_of(engine), engine)
    return replace(palette, narrator=narrator, voices=tuple(usable))


def spoken_voice(voice: Voice, engine: str | None = None) -> Voice:
    """`voice` with the engine that speaks it: `engine` where one is asked for.

    Raises `VoiceError` where that engine does not have it.
    """
    found = _with(voice, engine or (engine_of_default_voices() if voice.engine == DEFAULT else ""))
    if found is None:
        raise VoiceError(
            f"The engine “{engine}” does not have the voice {voice.name} ({voice.engine_voice}),"
            f" which is of the engine “{voice.engine}”."
        )
    return found


def engine_voice(name: str, engine: str) -> Voice | None:
    """Return the voice that `engine` itself calls `name`, in no palette; None without one."""
    for found in _voices_of(engine):
        if name in (found.name, found.label):
            language = found.language.split("-")[0]
            return Voice(
                found.name, found.label or name, language, found.gender, engine, found.name
            )
    return None


def _with(voice: Voice, engine: str) -> Voice | None:
    if engine in ("", voice.engine):
        return voice
    # A palette's voices of pyttsx3 have eSpeak NG's names, which the direct way knows anywhere.
    if (voice.engine, engine) == (DEFAULT, DIRECT):
        return replace(voice, engine=engine)
    if (voice.engine, engine) == (DIRECT, DEFAULT) and _same_voices():
        return replace(voice, engine=engine)
    return None


def _same_voices() -> bool:
    return sys.platform.startswith("linux")


@cache
def _direct_is_there() -> bool:
    from podcast.speaking.espeak.library import library_is_there

    return library_is_there()


def _voices_of(engine: str) -> Sequence[EngineVoice]:
    from podcast.speaking.pool import list_voices

    return list_voices(engine)


@dataclass(frozen=True, slots=True)
class EngineReport:
    """One engine: `facts` and the number of its `voices` where it works, else its `fault`.

    `spoken` is what it said of `TEST` with its first English voice, in `seconds`; `speech_fault`
    why it could not."""

    engine: str
    is_default: bool
    facts: EngineFacts | None = None
    voices: int = 0
    fault: EngineError | None = None
    spoken: Clip | None = None
    seconds: float = 0.0
    speech_fault: str = ""


TEST = "This is a test of the voice."


def examine_engines() -> tuple[EngineReport, ...]:
    """Return every engine that is installed, the default one first; each is asked in a process of
    its own, so that none can take the others along."""
    from podcast.speaking.lookup import engine_names

    default = NATURAL if natural_voices_are_default() else engine_of_default_voices()
    names = sorted({default, *engine_names()}, key=lambda name: (name != default, name))
    return tuple(_examined(name, name == default) for name in names)


def _examined(name: str, is_default: bool) -> EngineReport:
    from podcast.speaking.pool import Utterance, engine_facts, speak_all

    try:
        facts = engine_facts(name)
        report = EngineReport(name, is_default, facts, len(_voices_of(name)))
    except EngineError as fault:
        return EngineReport(name, is_default, fault=fault)
    try:
        voice = palette_of("en", engine=name).narrator
    except VoiceError:
        return report
    begun = time.monotonic()
    try:
        (clip,) = speak_all([Utterance(verbatim(TEST, "en"), voice)], jobs=1)
    except PodcastError as error:
        return replace(report, speech_fault=str(error))
    return replace(report, spoken=clip, seconds=time.monotonic() - begun)

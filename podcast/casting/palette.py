"""The voices that can be given to people, read from `voices/*.toml`.

On Linux they are eSpeak NG's. On Windows and macOS those do not exist, and a palette is made of
the voices that the system has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from podcast.casting.distances import Distances, load_distances
from podcast.errors import VoiceError
from podcast.store.data import default_directory
from podcast.store.toml import read_toml
from podcast.voice import MOST_DECIBELS, MOST_FORMANTS, EngineVoice, Gender, Timbre, Voice


@dataclass(frozen=True, slots=True)
class Palette:
    """A language's voices: the narrator's and the others; `sample` is what they say to be heard
    and measured, `distances` how unlike they were found to be."""

    language: str
    sample: str
    narrator: Voice
    voices: tuple[Voice, ...]
    distances: Distances = Distances()


def languages(directory: Path | None = None) -> tuple[str, ...]:
    """Return the languages that have a palette, in alphabetical order."""
    folder = directory or default_directory()
    return tuple(sorted(path.stem for path in folder.glob("??.toml")))


NATURAL = "kokoro"
"""The engine of natural voices, and the folder of its palettes inside that of the others."""


def natural_folder(directory: Path | None = None) -> Path:
    """Return the folder of the palettes of natural voices."""
    return (directory or default_directory()) / NATURAL


def load_palette(language: str, directory: Path | None = None) -> Palette:
    """Return the palette of an ISO 639-1 language.

    Raises `VoiceError` where there is none, or where its file is wrong.
    """
    folder = directory or default_directory()
    path = folder / f"{language}.toml"
    if not path.is_file():
        known = ", ".join(languages(directory)) or "none"
        raise VoiceError(f"There are no voices for the language “{language}”; there are: {known}.")
    data = read_toml(path, VoiceError)
    sample = data.get("sample")
    if not isinstance(sample, str) or len(sample.split()) < 5:
        raise VoiceError(f"{path}: `sample` must be a sentence or two for the voices to say.")
    if not isinstance(data.get("narrator"), dict):
        raise VoiceError(f"{path}: the table [narrator] is missing.")
    entries = data.get("voice")
    if not isinstance(entries, list) or not entries:
        raise VoiceError(f"{path}: there must be one table [[voice]] at least.")
    narrator = _voice(data["narrator"], language, f"{path}, [narrator]")
    voices = tuple(
        _voice(entry, language, f"{path}, [[voice]] number {number}")
        for number, entry in enumerate(entries, start=1)
    )
    seen: set[str] = set()
    for voice in (narrator, *voices):
        if voice.id in seen:
            raise VoiceError(f"{path}: the id “{voice.id}” stands twice; ids must be unique.")
        seen.add(voice.id)
    found = load_distances(folder / "distances" / f"{language}.json")
    return Palette(language, sample, narrator, voices, found)


def find_voice(
    name: str, language: str | None = None, directory: Path | None = None
) -> tuple[Voice, str]:
    """Return the palette's voice of that name or id, in any case, and its language's sample
    sentence.

    Raises `VoiceError`, listing those there are, where no palette has it.
    """
    wanted = name.casefold()
    names: list[str] = []
    for palette in palettes(language, directory):
        for voice in (palette.narrator, *palette.voices):
            if wanted in (voice.name.casefold(), voice.id.casefold()):
                return voice, palette.sample
            names.append(f"{voice.name} ({palette.language})")
    known = [known.rpartition(" (")[0] for known in names]
    close = get_close_matches(wanted, [one.casefold() for one in known], 1)
    if close:
        meant = next(one for one in known if one.casefold() == close[0])
        raise VoiceError(f"There is no voice “{name}”; did you mean {meant}?")
    raise VoiceError(f"There is no voice “{name}”; there are {', '.join(names)}.")


def palettes(language: str | None = None, directory: Path | None = None) -> tuple[Palette, ...]:
    """Return all palettes, of one language or of each, those of natural voices last."""
    wanted = (language,) if language else languages(directory)
    natural = [code for code in wanted if code in languages(natural_folder(directory))]
    return (
        *(load_palette(code, directory) for code in wanted),
        *(load_palette(code, natural_folder(directory)) for code in natural),
    )


_REQUIRED = ("id", "name", "engine", "engine_voice")
_RANGES = {"pitch": range(0, 100), "rate": range(80, 451), "pitch_range": range(0, 101)}


def _voice(entry: Any, language: str, where: str) -> Voice:
    if not isinstance(entry, dict):
        raise VoiceError(f"{where}: it must be a table.")
    for key in _REQUIRED:
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise VoiceError(f"{where}: `{key}` is missing or not a text.")
    for key, allowed in _RANGES.items():
        value = entry.get(key, allowed.start)
        if type(value) is not int or value not in allowed:
            raise VoiceError(
                f"{where}: `{key}` must be a whole number"
                f" from {allowed.start} to {allowed.stop - 1}."
            )
    known = {*_REQUIRED, *_RANGES, "gender", "description", "timbre"}
    for key in entry:
        if key not in known:
            raise VoiceError(
                f"{where}: `{key}` is not known here; known are {', '.join(sorted(known))}."
            )
    gender = entry.get("gender")
    if gender not in (None, "female", "male"):
        raise VoiceError(f"{where}: `gender` must be “female” or “male”, or be left out.")
    return Voice(
        id=entry["id"],
        name=entry["name"],
        language=language,
        gender=Gender(gender) if gender else None,
        engine=entry["engine"],
        engine_voice=entry["engine_voice"],
        pitch=entry.get("pitch"),
        rate=entry.get("rate", 170),
        pitch_range=entry.get("pitch_range"),
        description=str(entry.get("description", "")),
        timbre=_timbre(entry.get("timbre", {}), where),
    )


def _timbre(entry: Any, where: str) -> Timbre:
    if not isinstance(entry, dict):
        raise VoiceError(f"{where}: `timbre` must be a table, as {{ warmth = 2.0 }}.")
    limits: dict[str, tuple[float, float]] = {
        "warmth": (-MOST_DECIBELS, MOST_DECIBELS),
        "presence": (-MOST_DECIBELS, MOST_DECIBELS),
        "brightness": (-MOST_DECIBELS, MOST_DECIBELS),
        "de_ess": (0.0, MOST_DECIBELS),
        "formants": (-MOST_FORMANTS, MOST_FORMANTS),
    }
    for key, value in entry.items():
        if key not in limits:
            raise VoiceError(
                f"{where}: `{key}` is not known in `timbre`; known are {', '.join(limits)}."
            )
        least, most = limits[key]
        whole = key == "formants"
        number = type(value) is int or (type(value) is float and not whole)
        if not number or not least <= value <= most:
            raise VoiceError(
                f"{where}: `{key}` in `timbre` must be a {'whole ' * whole}number"
                f" from {least:g} to {most:g}."
            )
    made: dict[str, Any] = {
        key: value if key == "formants" else float(value) for key, value in entry.items()
    }
    return Timbre(**made)


_RATES = (175, 160, 190, 168, 182)


def platform_palette(
    palette: Palette, found: Sequence[EngineVoice], engine: str = "pyttsx3"
) -> Palette:
    """Return a palette of the voices that `engine` has for this language: the system's own on
    Windows and macOS, a neural engine's where one asks for it.

    Where it has few, the same ones come again at other rates, so that people differ at least in
    how they speak. Raises `VoiceError` where it has none.
    """
    usable = [v for v in found if v.language.split("-")[0] == palette.language]
    if not usable:
        raise VoiceError(
            f"This system has no voice for the language “{palette.language}”; add one in its"
            " settings for speech."
            if engine == "pyttsx3"
            else f"The engine “{engine}” has no voice for the language “{palette.language}” on this"
            " machine; `podcast voices doctor` says how to get one."
        )
    owner = "system" if engine == "pyttsx3" else engine
    made = tuple(
        Voice(
            id=f"{palette.language}-{owner}-{number}-{rate}",
            name=voice.label or voice.name,
            language=palette.language,
            gender=voice.gender,
            engine=engine,
            engine_voice=voice.name,
            rate=rate,
        )
        for rate in _RATES
        for number, voice in enumerate(usable, start=1)
    )
    return replace(palette, narrator=made[0], voices=made[1:])

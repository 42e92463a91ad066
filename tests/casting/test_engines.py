"""Which engine speaks, as `engine` in a palette, the platform and `--engine` have it."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from podcast.casting import engines as choice
from podcast.casting.engines import engine_voice, palette_of, spoken_palette, spoken_voice
from podcast.casting.palette import Palette, load_palette
from podcast.errors import EngineError, VoiceError
from podcast.store.data import default_directory
from podcast.voice import EngineVoice
from tests.conftest import tone_voice


def engines(palette: Palette) -> set[str]:
    return {voice.engine for voice in (palette.narrator, *palette.voices)}


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows or macOS, as far as the choice can tell."""
    monkeypatch.setattr(choice, "_same_voices", lambda: False)
    monkeypatch.setattr(choice, "_direct_is_there", lambda: False)
    monkeypatch.setattr(
        choice,
        "_voices_of",
        lambda engine: [EngineVoice("H", "fr-fr", None, f"Hortense of {engine}")],
    )


linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what Linux does")


@linux
def test_on_linux_the_direct_way_is_taken_and_pyttsx3_can_be_forced() -> None:
    palette = load_palette("fr")
    assert engines(palette) == {"pyttsx3"}
    direct = spoken_palette(palette)
    assert engines(direct) == {"espeak"}
    assert [v.engine_voice for v in direct.voices] == [v.engine_voice for v in palette.voices]
    assert spoken_palette(palette, "pyttsx3") == palette
    assert spoken_palette(direct, "pyttsx3") == palette


@linux
def test_without_the_library_pyttsx3_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "_direct_is_there", lambda: False)
    assert engines(spoken_palette(load_palette("fr"))) == {"pyttsx3"}


def test_elsewhere_the_voices_are_the_same_where_the_library_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(choice, "_same_voices", lambda: False)
    monkeypatch.setattr(choice, "_direct_is_there", lambda: True)
    palette = spoken_palette(load_palette("fr"))
    assert engines(palette) == {"espeak"}
    assert palette.narrator.name == load_palette("fr").narrator.name


def test_elsewhere_without_it_the_palette_is_of_the_systems_voices(elsewhere: None) -> None:
    for engine in (None, "pyttsx3"):
        palette = spoken_palette(load_palette("fr"), engine)
        assert engines(palette) == {"pyttsx3"}
        assert palette.narrator.name == "Hortense of pyttsx3"
    # Where somebody installed eSpeak NG there, the palette is as it is written.
    palette = spoken_palette(load_palette("fr"), "espeak")
    assert engines(palette) == {"espeak"}
    assert palette.narrator.name == load_palette("fr").narrator.name


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Natural voices, as far as the choice can tell."""
    monkeypatch.setattr(choice, "natural_voices_are_here", lambda: True)
    monkeypatch.delenv(choice.VARIABLE)


def test_natural_voices_come_first_where_they_are_installed(
    installed: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert engines(palette_of("fr")) == engines(palette_of("en")) == {"kokoro"}
    assert engines(palette_of("fr", engine="espeak")) == {"espeak"}
    # A folder of one's own without natural voices has none.
    shutil.copy(default_directory() / "fr.toml", tmp_path)
    assert "kokoro" not in engines(palette_of("fr", tmp_path))
    monkeypatch.setenv(choice.VARIABLE, "off")
    assert "kokoro" not in engines(palette_of("fr"))


def test_natural_voices_that_are_asked_for_and_missing_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(engine: str) -> list[EngineVoice]:
        raise EngineError(engine, "its model is missing.")

    monkeypatch.setattr(choice, "_voices_of", missing)
    with pytest.raises(EngineError, match="its model is missing"):
        palette_of("fr", engine="kokoro")


def test_an_engine_without_the_palettes_voices_brings_its_own(elsewhere: None) -> None:
    palette = spoken_palette(load_palette("fr"), "piper")
    assert engines(palette) == {"piper"}
    assert palette.narrator.name == "Hortense of piper"
    assert palette.narrator.id.startswith("fr-piper-")
    with pytest.raises(VoiceError, match="“piper” has no voice for the language “en”"):
        spoken_palette(load_palette("en"), "piper")


def test_a_palette_of_several_engines_keeps_those_that_are_asked_for(tones: Palette) -> None:
    piper = replace(tone_voice(20), engine="piper")
    mixed = replace(tones, narrator=piper, voices=(*tones.voices, piper))
    assert spoken_palette(mixed) == mixed
    hummed = spoken_palette(mixed, "tone")
    assert (hummed.narrator, *hummed.voices) == tones.voices


def test_one_voice() -> None:
    voice = load_palette("fr").voices[0]
    assert spoken_voice(voice, "espeak").engine == "espeak"
    with pytest.raises(VoiceError, match="“piper” does not have the voice Lucie"):
        spoken_voice(voice, "piper")
    found = engine_voice("fr-low", "tone")
    assert found is not None
    assert (found.engine, found.language, found.engine_voice) == ("tone", "fr", "fr-low")
    assert engine_voice("nobody", "tone") is None


@linux
def test_the_doctor_says_when_the_default_engine_does_not_work() -> None:
    broken = "import sys; sys.modules['espeakng_loader'] = None\n"
    code = (
        broken
        + "from podcast.casting.engines import _examined\nprint(_examined('tone', True).voices)"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert printed.stdout.strip() == "4"
    code = (
        "import sys\nfrom podcast.cli import main\nfrom podcast.speaking import lookup\n"
        "lookup.engine_names = lambda: ['espeak', 'pyttsx3']\nmain(['voices', 'doctor'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PODCAST_ESPEAK": "system", "LD_LIBRARY_PATH": "/nowhere"},
    )
    if "espeak, the default: works" in done.stdout:
        pytest.skip("this system has an eSpeak NG of its own")
    assert done.returncode == 1
    assert "pyttsx3, the default: does not work" in done.stdout
    assert "mend  " in done.stdout
    assert "Error: The default engine does not work." in done.stderr

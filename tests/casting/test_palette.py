from pathlib import Path

import pytest

from podcast.casting.palette import find_voice, languages, load_palette, platform_palette
from podcast.errors import VoiceError
from podcast.store.data import default_directory
from podcast.voice import NEUTRAL, EngineVoice, Gender, Timbre

GOOD = """
language = "fr"
sample = "Une phrase d'essai assez longue pour être dite."
[narrator]
id = "n"
name = "Nina"
engine = "tone"
engine_voice = "n"
[[voice]]
id = "a"
name = "Ada"
gender = "female"
engine = "tone"
engine_voice = "a"
pitch = 40
rate = 160
"""


def palette_file(folder: Path, text: str) -> Path:
    (folder / "fr.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_palettes_that_come_along(language: str) -> None:
    palette = load_palette(language)
    women = [v for v in palette.voices if v.gender is Gender.FEMALE]
    assert len(women) == len(palette.voices) - len(women) == 8
    sounds = {(v.engine_voice, v.pitch, v.rate) for v in (palette.narrator, *palette.voices)}
    assert len(sounds) == 17
    assert all(v.description for v in palette.voices)
    # The first few are of both genders.
    assert {v.gender for v in palette.voices[:2]} == {Gender.FEMALE, Gender.MALE}


def test_languages() -> None:
    assert languages() == ("en", "fr")
    assert (default_directory() / "fr.toml").is_file()


def test_a_palette_of_ones_own(tmp_path: Path) -> None:
    palette = load_palette("fr", palette_file(tmp_path, GOOD))
    assert palette.narrator.name == "Nina"
    assert palette.voices[0].pitch == 40
    assert palette.voices[0].timbre == NEUTRAL
    assert find_voice("ADA", directory=tmp_path)[0].id == "a"


def test_melody_and_timbre(tmp_path: Path) -> None:
    text = GOOD + "pitch_range = 70\ntimbre = { warmth = 2, formants = -4 }\n"
    voice = load_palette("fr", palette_file(tmp_path, text)).voices[0]
    assert voice.pitch_range == 70
    assert voice.timbre == Timbre(warmth=2.0, formants=-4)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (('name = "Ada"', ""), r"\[\[voice\]\] number 1: `name`"),
        (("pitch = 40", "pitch = 140"), "`pitch` must be a whole number from 0 to 99"),
        (("pitch = 40", "pitch_range = 101"), "`pitch_range` must be a whole number from 0 to 100"),
        (("rate = 160", 'rate = "fast"'), "`rate`"),
        (('id = "a"', 'id = "n"'), "“n” stands twice"),
        (('gender = "female"', 'gender = "woman"'), "`gender`"),
        (('id = "a"', 'id = "a"\nspeed = 3'), "`speed` is not known"),
        (("pitch = 40", "pitch_range = 101"), "`pitch_range`"),
        (("pitch = 40", "timbre = 3"), "`timbre` must be a table"),
        (("pitch = 40", "timbre = { reverb = 1 }"), "`reverb` is not known in `timbre`"),
        (("pitch = 40", "timbre = { warmth = 12 }"), "`warmth` in `timbre` must be a number from"),
        (("pitch = 40", "timbre = { formants = 2.5 }"), "whole number from -8 to 8"),
        (("[narrator]", "[teller]"), r"\[narrator\] is missing"),
        (("sample =", "samples ="), "`sample`"),
        (("[[voice]]", "[[voice"), "not valid TOML.*line 9"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    with pytest.raises(VoiceError, match=says) as caught:
        load_palette("fr", palette_file(tmp_path, GOOD.replace(*change)))
    assert "fr.toml" in str(caught.value)


def test_an_unknown_language_lists_those_there_are() -> None:
    with pytest.raises(VoiceError, match="there are: en, fr"):
        load_palette("de")


def test_a_palette_of_the_systems_voices() -> None:
    found = [EngineVoice("H", "fr-fr", Gender.FEMALE, "Hortense"), EngineVoice("D", "de-de", None)]
    palette = platform_palette(load_palette("fr"), found)
    voices = (palette.narrator, *palette.voices)
    assert {v.engine_voice for v in voices} == {"H"}
    assert len({v.rate for v in voices}) == len(voices) == 5
    with pytest.raises(VoiceError, match="no voice"):
        platform_palette(load_palette("en"), found)

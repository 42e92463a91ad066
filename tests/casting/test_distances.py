"""Measured where it was measured, guessed where not, and out of date is not measured."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from podcast.casting.distances import EVEN, Distances, estimate, fingerprint, load_distances
from podcast.casting.palette import load_palette
from podcast.errors import VoiceError
from podcast.store.data import default_directory
from podcast.voice import Gender, Timbre, Voice

ANNA = Voice("a", "Anna", "fr", Gender.FEMALE, "tone", "fr+f1", 50)
BRUNO = Voice("b", "Bruno", "fr", Gender.MALE, "tone", "fr+m1", 50)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_files_that_come_along_are_of_their_palettes(language: str) -> None:
    palette = load_palette(language)
    voices = (palette.narrator, *palette.voices)
    path = default_directory() / "distances" / f"{language}.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    # Where this fails: python -m tools.voice_distance --write
    assert data["ids"] == [voice.id for voice in voices]
    assert data["voices"] == {voice.id: fingerprint(voice) for voice in voices}
    matrix = data["matrix"]
    for row, values in enumerate(matrix):
        for column, value in enumerate(values):
            assert value == matrix[column][row]
            assert (value == 0) == (row == column)
            known = palette.distances.known(voices[row], voices[column])
            assert known == pytest.approx(value)


def test_the_fingerprint_tells_every_setting() -> None:
    changed = [
        replace(ANNA, engine_voice="fr+f2"),
        replace(ANNA, pitch=51),
        replace(ANNA, pitch=None),
        replace(ANNA, pitch_range=50),
        replace(ANNA, rate=171),
        replace(ANNA, timbre=Timbre(warmth=1.0)),
        replace(ANNA, timbre=Timbre(formants=1)),
    ]
    assert len({fingerprint(voice) for voice in (ANNA, *changed)}) == 8
    assert fingerprint(replace(ANNA, name="Zoé", id="z")) == fingerprint(ANNA)


def test_a_voice_that_was_changed_is_estimated() -> None:
    pair = frozenset((fingerprint(ANNA), fingerprint(BRUNO)))
    measured = Distances({pair: 9.5})
    assert measured.between(ANNA, BRUNO) == measured.between(BRUNO, ANNA) == 9.5
    louder = replace(ANNA, pitch=70)
    assert measured.known(louder, BRUNO) is None
    assert measured.between(louder, BRUNO) == estimate(louder, BRUNO)
    assert measured.between(ANNA, replace(ANNA, id="twin")) == 0
    assert EVEN.between(ANNA, BRUNO) == EVEN.between(ANNA, ANNA) == 1.0


def test_estimates_grow_with_what_differs() -> None:
    assert estimate(ANNA, replace(ANNA, pitch=66)) > estimate(ANNA, replace(ANNA, pitch=58)) > 0
    assert estimate(ANNA, replace(ANNA, rate=190)) > 0
    assert estimate(ANNA, BRUNO) > estimate(ANNA, replace(BRUNO, gender=Gender.FEMALE)) > 1


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"ids": ["a"], "voices": {}, "matrix": [[0]]}',
        '{"ids": ["a"], "voices": {"a": "x"}, "matrix": [[0, 1]]}',
        '{"ids": ["a"], "voices": {"a": "x"}, "matrix": [["far"]]}',
        '{"ids": ["a"], "voices": {"a": 3}, "matrix": [[0]]}',
        '{"ids": ["a"], "voices": {"a": "x"}, "matrix": [[NaN]]}',
    ],
)
def test_a_file_that_is_wrong_is_said(tmp_path: Path, text: str) -> None:
    path = tmp_path / "fr.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(VoiceError, match=r"fr\.json.*voice_distance"):
        load_distances(path)


def test_no_file_is_no_measurement(tmp_path: Path) -> None:
    assert load_distances(tmp_path / "fr.json").known(ANNA, BRUNO) is None

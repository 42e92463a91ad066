"""The measuring of voices measures what it says."""

from __future__ import annotations

import numpy as np
import pytest

from podcast.casting.palette import load_palette
from podcast.voice import Gender
from tests.audio.test_timbre import RATE, vowel
from tools.voice_distance import distances, guesses, whitening
from tools.voice_features import FLOORS, NAMES, features
from tools.voice_sentences import CHOOSING, JUDGING


@pytest.mark.parametrize("pitch", [90.0, 147.0, 233.0])
def test_the_pitch_of_a_vowel(pitch: float) -> None:
    vector, look = features(vowel(pitch), RATE, "a" * 12)
    assert look.f0 == pytest.approx(pitch, rel=0.01)
    assert look.voiced > 0.9
    assert vector.shape == FLOORS.shape == (len(NAMES),)
    assert vector[0] == pytest.approx(12 * np.log2(pitch / 100), abs=0.2)


def test_loudness_is_no_feature() -> None:
    loud, _ = features(vowel(), RATE, "abc")
    soft, _ = features(0.1 * vowel(), RATE, "abc")
    assert np.allclose(loud, soft, atol=1e-3)


def test_distances_count_in_noise_within_a_voice() -> None:
    noise = np.random.default_rng(5).normal(size=(3, 20, len(NAMES))) * 10
    centres = np.zeros((3, 1, len(NAMES)))
    centres[1], centres[2] = 10.0, 40.0
    values = noise + centres
    far = distances(values, whitening(values))
    assert far[0, 1] == pytest.approx(1.0, abs=0.35)
    assert far[0, 2] == pytest.approx(4.0, abs=0.8)
    apart = guesses(noise + 3 * centres)
    assert np.all(apart[2] == 2)


def test_a_floor_stands_under_the_noise() -> None:
    values = np.zeros((2, 4, len(NAMES)))
    values[1] = FLOORS
    assert distances(values, whitening(values))[0, 1] == pytest.approx(1.0, abs=1e-6)


def test_no_sentence_stands_twice() -> None:
    assert set(CHOOSING) == set(JUDGING)
    for language, choosing in CHOOSING.items():
        every = (*choosing, *JUDGING[language])
        assert len(set(every)) == len(every)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_palettes_are_far_apart(language: str) -> None:
    palette = load_palette(language)
    voices = (palette.narrator, *palette.voices)
    far = [palette.distances.between(a, b) for n, a in enumerate(voices) for b in voices[:n]]
    assert min(far) >= 2.5
    for gender in Gender:
        assert [voice.gender for voice in palette.voices].count(gender) == 8

"""Shaping: as much as is asked for, where it is asked for, and nothing moves in time."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podcast.audio import timbre as timbres
from podcast.audio.clip import Clip, SentenceTime
from podcast.audio.loudness import CEILING, SPEECH, integrated
from podcast.audio.mixing import gain_of
from podcast.audio.take import shape
from podcast.audio.timbre import of_many, shaped
from podcast.timecode import Frames, Hertz
from podcast.voice import NEUTRAL, Timbre
from tests.audio import prepare

RATE = Hertz(22_050)
Signal = Any


def tone(frequency: float, seconds: float = 1.0, rate: int = RATE) -> Signal:
    return 0.25 * np.sin(2 * np.pi * frequency * np.arange(round(seconds * rate)) / rate)


def vowel(pitch: float = 120.0) -> Signal:
    """Pulses through three resonances, as a voice makes them."""
    count = RATE
    phase = np.cumsum(np.full(count, pitch / RATE))
    pulses = np.diff(np.floor(phase), prepend=0.0)
    spectrum = np.fft.rfft(pulses, 2 * count)
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(2 * count))
    for formant, width in ((700, 90), (1_220, 110), (2_600, 160)):
        r = np.exp(-np.pi * width / RATE)
        spectrum /= 1 - 2 * r * np.cos(2 * np.pi * formant / RATE) * z + r * r * z * z
    made = np.fft.irfft(spectrum)[:count]
    return 0.5 * made / np.abs(made).max()


def level(signal: Signal) -> float:
    inner = signal[len(signal) // 4 : -len(signal) // 4]
    return float(10 * np.log10(np.mean(inner**2)))


def pitch_of(signal: Signal) -> float:
    middle = signal[RATE // 4 : RATE // 4 + 8_192]
    same = np.fft.irfft(np.abs(np.fft.rfft(middle, 32_768)) ** 2)
    lags = np.arange(RATE // 300, RATE // 70)
    return RATE / float(lags[np.argmax(same[lags])])


def centroid(signal: Signal) -> float:
    power = np.abs(np.fft.rfft(signal)) ** 2
    return float(np.sum(np.fft.rfftfreq(len(signal), 1 / RATE) * power) / np.sum(power))


def test_neutral_changes_nothing() -> None:
    signal = vowel()
    assert shaped(signal, RATE, NEUTRAL) is signal
    assert shaped(signal, RATE, Timbre()) is signal


@pytest.mark.parametrize("rate", [22_050, 44_100])
@pytest.mark.parametrize(
    ("timbre", "inside", "outside"),
    [
        (Timbre(warmth=6.0), 50, 3_000),
        (Timbre(warmth=-6.0), 50, 3_000),
        (Timbre(brightness=6.0), 9_000, 300),
        (Timbre(brightness=-6.0), 9_000, 300),
        (Timbre(presence=6.0), 2_200, 100),
    ],
)
def test_a_filter_gives_what_it_says(
    rate: int, timbre: Timbre, inside: float, outside: float
) -> None:
    asked = timbre.warmth + timbre.presence + timbre.brightness
    for frequency, gain, within in ((inside, asked, 0.35), (outside, 0.0, 0.25)):
        before = tone(frequency, rate=rate)
        change = level(shaped(before, Hertz(rate), timbre)) - level(before)
        assert change == pytest.approx(gain, abs=within)


def test_hisses_are_turned_down_and_vowels_are_not() -> None:
    noise = np.random.default_rng(3).normal(size=RATE) * 0.1
    spectrum = np.fft.rfft(noise)
    spectrum[: len(spectrum) * 5_500 * 2 // RATE] = 0
    hiss, voice = np.fft.irfft(spectrum, RATE), vowel()
    soft = shaped(np.concatenate((voice, hiss)), RATE, Timbre(de_ess=6.0))
    assert level(soft[RATE:]) - level(hiss) == pytest.approx(-6.0, abs=0.5)
    assert level(soft[:RATE]) == pytest.approx(level(voice), abs=0.05)


@pytest.mark.parametrize("pitch", [100.0, 210.0])
@pytest.mark.parametrize("per_cent", [-8, -4, 4, 8])
def test_formants_move_and_pitch_and_length_stay(pitch: float, per_cent: int) -> None:
    before = vowel(pitch)
    after = shaped(before, RATE, Timbre(formants=per_cent))
    assert len(after) == len(before)
    assert pitch_of(after) == pytest.approx(pitch_of(before), rel=0.01)
    moved = centroid(after) / centroid(before) - 1
    assert 0.25 * abs(per_cent) < 100 * moved * np.sign(per_cent) < 2 * abs(per_cent)
    assert level(after) == pytest.approx(level(before), abs=3.0)


def test_formants_keep_the_moment_of_a_sound() -> None:
    signal = np.zeros(RATE)
    signal[9_000:9_400] = vowel()[:400]
    after = shaped(signal, RATE, Timbre(formants=8))
    middles = [np.sum(np.arange(RATE) * one**2) / np.sum(one**2) for one in (signal, after)]
    assert middles[1] == pytest.approx(middles[0], abs=20)
    assert np.abs(after[:7_900]).max() < 1e-6


TIMBRES = st.builds(
    Timbre,
    warmth=st.floats(-9, 9),
    presence=st.floats(-9, 9),
    brightness=st.floats(-9, 9),
    de_ess=st.floats(0, 9),
    formants=st.integers(-8, 8),
)


@settings(max_examples=40, deadline=None)
@given(TIMBRES, st.integers(0, 5_000), st.sampled_from((8_000, 22_050, 44_100)))
def test_the_length_is_kept_and_nothing_explodes(timbre: Timbre, count: int, rate: int) -> None:
    signal = np.random.default_rng(count).uniform(-1, 1, count)
    after = shaped(signal, Hertz(rate), timbre)
    assert after.shape == signal.shape
    assert np.all(np.isfinite(after))
    assert np.abs(after).max(initial=0) < 60
    again = shaped(signal, Hertz(rate), timbre)
    assert np.array_equal(after, again)


def test_prepare_keeps_times_and_never_clips() -> None:
    silence = np.zeros(RATE // 2)
    signal = np.concatenate((silence, vowel(), silence, vowel(), silence))
    pcm = np.rint(signal * 32_767).astype("<i2").tobytes()
    clip = Clip(pcm, RATE, (SentenceTime(Frames(RATE // 2), 0), SentenceTime(Frames(2 * RATE), 9)))
    timbre = Timbre(warmth=6.0, brightness=6.0)
    plain, ready = prepare(clip, 0.0), prepare(clip, 12.0, timbre=timbre)
    assert abs(plain.frames - ready.frames) < 0.02 * ready.rate
    for one, other in zip(plain.sentences, ready.sentences, strict=True):
        assert abs(one.start - other.start) < 0.01 * ready.rate
    assert np.abs(np.frombuffer(ready.pcm, dtype="<i2").astype(int)).max() < 32_767 * 0.82


def test_the_gain_is_measured_with_the_timbre_on() -> None:
    clip = Clip(np.rint(np.tile(vowel(), 3) * 9_000).astype("<i2").tobytes(), RATE)
    timbre = Timbre(brightness=-6.0, presence=-6.0)
    gain = gain_of([shape(clip, timbre=timbre)], CEILING)
    assert gain > gain_of([shape(clip)], CEILING) + 0.5
    ready = prepare(clip, gain, timbre=timbre)
    assert integrated(ready.pcm, ready.rate) == pytest.approx(SPEECH, abs=0.3)


def test_many_speak_at_once_yet_one_can_follow_them() -> None:
    rate = Hertz(22_050)
    one = np.zeros(rate, np.float32)
    one[1_000:8_000] = np.random.default_rng(1).normal(0, 0.1, 7_000)
    many = of_many(one, rate)
    assert 0 < len(many) - len(one) <= 0.06 * rate
    assert np.abs(many[:1_000]).max() < 1e-6  # nobody begins before the one whose words they are
    assert np.abs(many[8_000:9_000]).max() > 0.01  # and some end after
    # The louder voice among them is the one on time.
    lags = np.correlate(many[:9_500], one[:8_000], "valid")
    assert int(np.abs(lags).argmax()) < 5


@pytest.mark.parametrize("colour", [-0.9, -0.5, 0.0, 0.5, 0.9])
def test_what_is_passed_over_does_not_hiss(colour: float, monkeypatch: pytest.MonkeyPatch) -> None:
    signal = np.random.default_rng(3).standard_normal(RATE).astype(np.float32) / 8
    signal[1:] += np.float32(colour) * signal[:-1]
    signal *= np.linspace(0, 1, len(signal), dtype=np.float32)
    softer = shaped(signal, RATE, Timbre(de_ess=6))
    timbres._Pass.cache_clear()
    monkeypatch.setattr(timbres, "_least_rise", lambda high: -1.0)  # every window is looked at
    assert np.abs(shaped(signal, RATE, Timbre(de_ess=6)) - softer).max() < 1e-6
    timbres._Pass.cache_clear()

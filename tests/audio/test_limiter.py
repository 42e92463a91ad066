import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podcast.audio.limiter import BLOCK, limited, reduction
from podcast.timecode import Hertz
from tests.audio import true_peak

RATE = Hertz(44_100)
CEILING = -2.0


def bursts(seed: int, seconds: float = 1.0) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    """Speech-like noise under 11 kHz with a few loud moments."""
    chance = np.random.default_rng(seed)
    count = round(seconds * RATE)
    spectrum = np.fft.rfft(chance.normal(size=count))
    spectrum[count // 4 :] = 0
    signal = np.fft.irfft(spectrum, count)
    signal *= 0.15 / np.abs(signal).max()
    for place in chance.integers(0, count, 4):
        signal[place : place + 300] *= 12
    spectrum = np.fft.rfft(signal)
    spectrum[count // 4 :] = 0
    return np.fft.irfft(spectrum, count).astype(np.float32)


def dbtp(signal: "np.ndarray[tuple[int], np.dtype[np.float32]]") -> float:
    """By another way of looking between samples: all of them, by a resampler."""
    pcm = np.clip(np.rint(signal * 16_384), -32_768, 32_767).astype("<i2").tobytes()
    return true_peak(pcm, RATE) + 6.0206


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_no_peak_between_samples_passes_the_ceiling(seed: int) -> None:
    signal = bursts(seed)
    quieter = limited(signal, RATE, CEILING, 11_025)
    assert dbtp(quieter) <= CEILING + 0.15
    assert quieter.shape == signal.shape and quieter.dtype == signal.dtype


def test_what_is_under_it_is_left_alone() -> None:
    signal = bursts(1) * np.float32(0.1)
    assert limited(signal, RATE, CEILING, 11_025) is signal


def test_only_what_is_near_a_peak_is_turned_down_and_gently() -> None:
    signal = (0.2 * np.sin(np.arange(RATE) * 0.05)).astype(np.float32)
    signal[20_000:20_040] *= 8
    quieter = limited(signal.copy(), RATE, CEILING, 11_025)
    changed = np.flatnonzero(quieter != signal)
    assert changed[0] > 20_000 - 0.02 * RATE
    assert changed[-1] < 20_040 + 0.02 * RATE
    here = reduction(signal, RATE, CEILING, 11_025)
    gain = np.ones(-(-len(signal) // BLOCK) * BLOCK)
    gain.reshape(-1, BLOCK)[here.blocks] = here.factors
    assert gain.min() < 0.6
    assert np.abs(np.diff(gain)).max() < 0.01  # a fade, not a step


@pytest.mark.parametrize("count", [0, 1, 2, 15, 16, 17, 500])
def test_short_signals(count: int) -> None:
    signal = np.full(count, 0.95, np.float32)
    quieter = limited(signal, RATE, CEILING, 11_025)
    assert quieter.shape == signal.shape
    assert np.abs(quieter).max(initial=0) < 0.95 or not count

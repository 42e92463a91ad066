"""What is measured of a voice in one spoken sentence: height, melody, pace and colour of sound.

numpy only, so that the figures can be made again wherever the project runs.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

VERSION = 1
"""To be raised whenever the features or the distance change: figures of two versions differ."""

MFCC = 13
"""Coefficients whose mean counts (from the first; the zeroth is loudness)."""

MFCC_SPREAD = 5
"""Coefficients whose spread over the sentence counts."""

NAMES = (
    "F0 (semitones over 100 Hz)",
    "spread of F0 (semitones)",
    "pace (log2 of letters a second)",
    "tilt (dB an octave)",
    "highs over 4 kHz (dB of all)",
    *(f"MFCC {n} (dB)" for n in range(1, MFCC + 1)),
    *(f"spread of MFCC {n} (dB)" for n in range(1, MFCC_SPREAD + 1)),
)

FLOORS = np.array(
    [0.5, 0.5, 0.08, 0.5, 1.5, *([1.0] * MFCC), *([1.0] * MFCC_SPREAD)], dtype=np.float64
)
"""The least noise that is taken for each feature, as a standard deviation.

A synthesiser repeats itself more exactly than an ear hears: without a floor, two voices half a
semitone and a decibel apart would count as very unlike. These are about the smallest steps that
one notices between sentences, not side by side.
"""

Array = NDArray[np.float64]

_FRAME, _HOP = 0.040, 0.010  # s
_LOWEST, _HIGHEST = 60.0, 400.0  # Hz of F0
_BANDS = 26


@dataclass(frozen=True, slots=True)
class Look:
    """What a person would want to know of a sentence: `f0` its mean and `spread` its standard
    deviation (Hz, semitones), `highs` the energy over 4 kHz (dB of all), `tilt` (dB an octave,
    250 Hz to 6 kHz), `voiced` the part of the audible frames that have a pitch."""

    f0: float
    spread: float
    highs: float
    tilt: float
    voiced: float


def features(signal: Array, rate: int, text: str) -> tuple[Array, Look]:
    """The features of `NAMES`, and the same for people; `text` is what is said, for the pace."""
    frames, pitches, audible = _pitches(signal, rate)
    # The spectrum without the frames that are silence: pauses are not the voice.
    power = np.abs(np.fft.rfft(frames[audible] * np.hanning(frames.shape[1]), 1024)) ** 2
    frequencies = np.fft.rfftfreq(1024, 1 / rate)
    heights = 12 * np.log2(pitches[pitches > 0] / 100)
    mean = float(np.median(heights)) if len(heights) else 0.0
    spread = float(np.std(heights)) if len(heights) else 0.0
    letters = sum(character.isalpha() for character in text)
    pace = float(np.log2(letters / (np.count_nonzero(audible) * _HOP)))
    whole = power.mean(axis=0)
    highs = 10 * float(np.log10(whole[frequencies >= 4_000].sum() / whole.sum() + 1e-9))
    tilt = _tilt(whole, frequencies)
    cepstra = _cepstra(power, frequencies)
    vector = np.concatenate(
        (
            [mean, spread, pace, tilt, highs],
            cepstra.mean(axis=0)[1 : MFCC + 1],
            cepstra.std(axis=0)[1 : MFCC_SPREAD + 1],
        )
    )
    voiced = np.count_nonzero(pitches[audible] > 0) / max(1, np.count_nonzero(audible))
    return vector, Look(100 * 2 ** (mean / 12), spread, highs, tilt, float(voiced))


def _pitches(signal: Array, rate: int) -> tuple[Array, Array, NDArray[np.bool_]]:
    """Frames, the F0 of each (0 where there is none), and which are audible.

    F0 is the highest peak of the autocorrelation divided by that of the window (Boersma 1993),
    with a little less for long lags, so that an octave below does not win by a hair.
    """
    size, hop = round(_FRAME * rate), round(_HOP * rate)
    padded = np.pad(signal, (0, size))
    starts = np.arange(0, max(1, len(signal)), hop)
    frames = padded[starts[:, None] + np.arange(size)]
    energy = np.mean(frames**2, axis=1)
    audible = energy > energy.max() * 10**-3.5
    window = np.hanning(size)
    transform = np.fft.rfft((frames - frames.mean(axis=1, keepdims=True)) * window, 4096)
    same = np.fft.irfft(np.abs(transform) ** 2)
    own = np.fft.irfft(np.abs(np.fft.rfft(window, 4096)) ** 2)
    first, last = int(rate / _HIGHEST), int(rate / _LOWEST)
    lags = np.arange(first, last)
    norm = same[:, lags] / (own[lags] / own[0]) / np.maximum(same[:, :1], 1e-12)
    weighted = norm - 0.02 * np.log2(lags / first)
    best = np.argmax(weighted, axis=1)
    inner = np.clip(best, 1, len(lags) - 2)
    rows = np.arange(len(frames))
    left, middle, right = norm[rows, inner - 1], norm[rows, inner], norm[rows, inner + 1]
    bend = np.minimum(left - 2 * middle + right, -1e-9)
    exact = lags[inner] + np.clip(0.5 * (left - right) / bend, -1, 1)
    pitched = audible & (norm[rows, best] > 0.5)
    return frames, np.where(pitched, rate / exact, 0.0), audible


def _tilt(power: Array, frequencies: Array) -> float:
    edges = 250 * 2 ** np.arange(0, 4.75, 1 / 3)
    edges = edges[edges < 6_500]
    levels, middles = [], []
    for low, high in itertools.pairwise(edges):
        inside = (frequencies >= low) & (frequencies < high)
        if inside.any():
            levels.append(10 * np.log10(power[inside].mean() + 1e-12))
            middles.append(np.log2(np.sqrt(low * high)))
    return float(np.polyfit(middles, levels, 1)[0])


def _cepstra(power: Array, frequencies: Array) -> Array:
    """Mel-frequency cepstra in dB: the orthonormal cosine transform of the levels of 26 bands
    that are evenly spaced on the mel scale (HTK's) from 80 Hz to 8 kHz."""
    top = min(8_000.0, float(frequencies[-1]))
    mels = np.linspace(_mel(80.0), _mel(top), _BANDS + 2)
    edges = 700 * (10 ** (mels / 2595) - 1)
    rise = (frequencies - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    fall = (edges[2:, None] - frequencies) / (edges[2:] - edges[1:-1])[:, None]
    bank = np.maximum(0.0, np.minimum(rise, fall))
    bands = power @ bank.T / bank.sum(axis=1)
    # 60 dB under the loudest band of all nothing is heard, and logarithms would run away.
    levels = 10 * np.log10(np.maximum(bands, bands.max() * 1e-6))
    places = np.arange(_BANDS)
    basis = np.cos(np.pi * places[:, None] * (places + 0.5) / _BANDS) * np.sqrt(2 / _BANDS)
    basis[0] /= np.sqrt(2)
    made: Array = levels @ basis.T
    return made


def _mel(frequency: float) -> float:
    return float(2595 * np.log10(1 + frequency / 700))

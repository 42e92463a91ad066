import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.audio.clip import Clip, Pan, SentenceTime
from podcast.audio.loudness import integrated
from podcast.audio.mixing import RATE, PannedClip, headroom, stream
from podcast.casting.seats import WIDTH
from podcast.timecode import Frames, Hertz, Milliseconds
from tests.audio import prepare


def tone(seconds: float, rate: int, level: float = 0.3) -> "np.ndarray[tuple[int], np.dtype]":
    return np.rint(
        32_767 * level * np.sin(2 * np.pi * 440 * np.arange(int(seconds * rate)) / rate)
    ).astype("<i2")


def test_silence_around_is_cut_and_sentences_move_along() -> None:
    rate = 22_050
    quiet = np.zeros(rate // 2, dtype="<i2")
    clip = Clip(
        np.concatenate((quiet, tone(1, rate), quiet, tone(1, rate), quiet)).tobytes(),
        Hertz(rate),
        (SentenceTime(Frames(rate // 2), 0), SentenceTime(Frames(2 * rate), 9)),
    )
    ready = prepare(clip, 0.0)
    assert ready.rate == RATE
    assert abs(ready.frames / RATE - 2.55) < 0.02
    assert abs(ready.sentences[0].start / RATE - 0.010) < 0.002
    assert abs(ready.sentences[1].start / RATE - 1.510) < 0.002


def test_edges_are_faded() -> None:
    square = np.full(22_050, 8_000, dtype="<i2")
    samples = np.frombuffer(prepare(Clip(square.tobytes(), Hertz(22_050)), 0.0).pcm, dtype="<i2")
    assert abs(int(samples[0])) < 100
    assert abs(int(samples[-1])) < 200
    assert abs(int(samples[len(samples) // 2]) - 8_000) < 50


def test_gain_is_in_decibels() -> None:
    clip = Clip(tone(1, 44_100, 0.1).tobytes(), Hertz(44_100))
    louder = np.frombuffer(prepare(clip, 6.0206).pcm, dtype="<i2")
    assert abs(int(np.abs(louder).max()) - 2 * 3_277) < 30


@given(st.lists(st.one_of(st.binary(max_size=50), st.integers(0, 100_000)), max_size=8))
def test_the_stream_is_exact(pieces: "list[bytes | int]") -> None:
    parts = [
        Clip(piece[: len(piece) // 2 * 2], RATE) if isinstance(piece, bytes) else Frames(piece)
        for piece in pieces
    ]
    expected = b"".join(p.pcm if isinstance(p, Clip) else bytes(2 * p) for p in parts)
    assert b"".join(stream(parts)) == expected
    both = b"".join(stream(parts, 2))
    assert both[0::4] + both[1::4] == both[2::4] + both[3::4]
    assert len(both) == 2 * len(expected)


@pytest.mark.parametrize("pause", [40, 300, 900])
def test_silence_between_sentences_is_made_as_long_as_asked(pause: int) -> None:
    rate = 22_050
    quiet = np.zeros(rate // 2, dtype="<i2")
    clip = Clip(
        np.concatenate((tone(1, rate), quiet, tone(1, rate), tone(1, rate))).tobytes(),
        Hertz(rate),
        # The second is told a little before its sound, the third where there is no silence.
        (
            SentenceTime(Frames(0), 0),
            SentenceTime(Frames(rate * 3 // 2 - 400), 9),
            SentenceTime(Frames(rate * 5 // 2 + 30), 18),
        ),
    )
    ready = prepare(clip, 0.0, sentence_pause=Milliseconds(pause))
    starts = [time.start / RATE for time in ready.sentences]
    assert starts == pytest.approx([0, 1 + pause / 1000, 2 + pause / 1000], abs=0.003)
    assert ready.frames / RATE == pytest.approx(3 + pause / 1000, abs=0.003)
    level = np.abs(np.frombuffer(ready.pcm, dtype="<i2").astype(int))
    loud = np.flatnonzero(level > 300)
    assert np.diff(loud).max() / RATE == pytest.approx(pause / 1000, abs=0.003)


PANS = [Pan(pan) for pan in (-WIDTH, -0.2, 0.0, 0.2, WIDTH)]


def noise() -> Clip:
    """Two seconds from 80 Hz to 8 kHz, every octave as strong."""
    count = 2 * RATE
    frequency = np.fft.rfftfreq(count, 1 / RATE)
    phase = np.random.default_rng(2).random(len(frequency)) * 2 * np.pi
    level = np.where((frequency > 80) & (frequency < 8_000), 1 / np.sqrt(frequency + 1), 0)
    signal = np.fft.irfft(level * np.exp(1j * phase), count)
    return Clip(np.rint(signal / np.abs(signal).max() * 15_000).astype("<i2").tobytes(), RATE)


def sides(pan: Pan) -> "np.ndarray[tuple[int, int], np.dtype]":
    (pcm,) = stream([PannedClip(noise(), pan)], 2)
    return np.frombuffer(pcm, dtype="<i2").reshape(-1, 2).astype(float)


def lufs(signal: "np.ndarray[tuple[int], np.dtype]") -> float:
    return integrated(np.rint(signal).astype("<i2").tobytes(), RATE)


@pytest.mark.parametrize("pan", PANS)
def test_wherever_one_sits_one_is_as_loud(pan: Pan) -> None:
    both = sides(pan)
    heard = 10 * np.log10(sum(10 ** (lufs(side) / 10) for side in both.T))
    middle = lufs(np.frombuffer(noise().pcm, dtype="<i2").astype(float))
    assert heard == pytest.approx(middle + 3.01, abs=0.5)
    assert lufs(both.mean(axis=1)) == pytest.approx(middle, abs=0.5)
    assert np.abs(both).max() <= 15_000 * 10 ** (headroom(pan) / 20) * 1.01


@pytest.mark.parametrize("pan", PANS)
def test_summed_to_mono_no_part_of_the_spectrum_is_lost(pan: Pan) -> None:
    summed = np.abs(np.fft.rfft(sides(pan).mean(axis=1))) ** 2
    alone = np.abs(np.fft.rfft(np.frombuffer(noise().pcm, dtype="<i2").astype(float))) ** 2
    frequency = np.fft.rfftfreq(2 * RATE, 1 / RATE)
    edges = 100 * 2 ** (np.arange(19) / 3)
    ripple = [
        10 * np.log10(summed[band].sum() / alone[band].sum())
        for low, high in itertools.pairwise(edges)
        for band in [(frequency >= low) & (frequency < high)]
    ]
    assert max(ripple) - min(ripple) < 0.6


@pytest.mark.parametrize("pan", [Pan(-WIDTH), Pan(WIDTH)])
def test_the_farther_ear_hears_low_sounds_later(pan: Pan) -> None:
    spectrum = np.fft.rfft(sides(pan), axis=0)
    far, near = (0, 1) if pan > 0 else (1, 0)
    turn = spectrum[:, far] * np.conj(spectrum[:, near])
    hertz = 2  # bins of half a Hz
    later = -np.angle(turn[300 * hertz]) / (2 * np.pi * 300)
    assert later == pytest.approx(0.00025, abs=0.00002)
    assert abs(np.angle(turn[2_000 * hertz])) < 0.05

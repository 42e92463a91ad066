import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from podcast.mixing import RATE, prepare, stream
from podcast.speaking.engine import Clip, SentenceTime
from podcast.timecode import Frames, Hertz


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

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from podcast.audio.clip import Clip, SentenceTime
from podcast.audio.take import Take, pack_take, shape, unpack_take
from podcast.timecode import Frames, Hertz
from podcast.voice import Timbre

RATE = Hertz(22_050)


def clip(level: float = 0.5) -> Clip:
    tone = np.rint(32_767 * level * np.sin(np.arange(RATE) * 0.1)).astype("<i2")
    return Clip(tone.tobytes(), RATE, (SentenceTime(Frames(0), 0),))


def test_without_a_timbre_the_samples_stay_what_they_were() -> None:
    take = shape(clip())
    assert take.scale == 1
    assert take.pcm in clip().pcm


def test_a_timbre_may_pass_full_scale() -> None:
    take = shape(clip(0.99), timbre=Timbre(warmth=9.0, presence=9.0))
    loud = shape(clip(0.099), timbre=Timbre(warmth=9.0, presence=9.0))
    assert take.scale > 1
    assert np.abs(take.signal).max() > 1
    assert np.abs(take.signal - 10 * loud.signal).max() < 0.01


def test_silence_is_a_take_too() -> None:
    take = shape(Clip(bytes(2_000), RATE), timbre=Timbre(warmth=3.0))
    assert take.scale == 1
    assert not np.any(take.signal)


@given(
    st.binary(max_size=60),
    st.integers(8_000, 48_000),
    st.floats(0.01, 30),
    st.lists(st.tuples(st.integers(0, 2**40), st.integers(0, 2**40)), max_size=4),
)
def test_a_take_comes_back_as_it_was(
    pcm: bytes, rate: int, scale: float, sentences: list[tuple[int, int]]
) -> None:
    times = tuple(SentenceTime(Frames(start), offset) for start, offset in sentences)
    take = Take(pcm, Hertz(rate), scale, times)
    assert unpack_take(pack_take(take)) == take

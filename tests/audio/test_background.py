import numpy as np
import pytest

from podcast.audio.background import LEVEL, add_tone
from podcast.audio.mixing import RATE


def toned(
    pcm: bytes, channels: int = 1, handover: int | None = None
) -> "np.ndarray[tuple[int, int], np.dtype]":
    made = bytearray(pcm)
    add_tone(made, RATE, channels, handover)
    return np.frombuffer(made, dtype="<i2").reshape(-1, channels).astype(float)


@pytest.mark.parametrize("channels", [1, 2])
def test_it_is_steady_and_at_its_level(channels: int) -> None:
    sound = toned(bytes(2 * channels * 12 * RATE), channels)
    assert len(sound) == 12 * RATE
    seconds = sound.reshape(12, RATE, channels) / 32_768
    level = 10 * np.log10((seconds**2).mean(axis=1))
    assert np.abs(level - LEVEL).max() < 0.5


def test_the_sides_differ() -> None:
    left, right = toned(bytes(4 * 5 * RATE), 2).T
    assert abs(np.corrcoef(left, right)[0, 1]) < 0.1


def test_nothing_overflows() -> None:
    sound = toned(np.full(RATE, 32_767, dtype="<i2").tobytes())
    assert sound.min() > 32_600
    assert sound.max() == 32_767


@pytest.mark.parametrize("handover", [300, 2 * RATE, 9 * RATE + 77])
def test_it_begins_anew_where_something_else_takes_over(handover: int) -> None:
    nothing = bytes(2 * 12 * RATE)
    alone, handed = toned(nothing), toned(nothing, handover=handover)
    assert (handed[handover:] == alone[: len(alone) - handover]).all()
    assert (handed[: max(0, handover - 1152)] == alone[: max(0, handover - 1152)]).all()
    between = handed[max(0, handover - 1152) : handover]
    assert 10 * np.log10(((between / 32_768) ** 2).mean()) == pytest.approx(LEVEL, abs=3)

import numpy as np
import pytest

from podcast.mixing import RATE
from podcast.roomtone import LEVEL, with_room_tone


def toned(
    pcm: bytes, channels: int = 1, block: int = 4_000
) -> "np.ndarray[tuple[int, int], np.dtype]":
    blocks = (pcm[i : i + block] for i in range(0, len(pcm), block))
    made = b"".join(with_room_tone(blocks, RATE, channels))
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


def test_blocks_do_not_matter_and_nothing_overflows() -> None:
    loud = np.full(RATE, 32_767, dtype="<i2").tobytes()
    sound = toned(loud)
    assert sound.min() > 32_600
    assert (sound == toned(loud, block=50_002)).all()

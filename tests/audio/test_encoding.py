import io
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from podcast.audio.encoding import BITRATES, encode
from podcast.audio.mixing import RATE, SMALL_RATE
from podcast.audio.mpeg import frame_size, parse_header
from podcast.timecode import Hertz

FORMATS = [(RATE, 1), (RATE, 2), (SMALL_RATE, 1), (SMALL_RATE, 2)]


def signal(count: int) -> "np.ndarray[tuple[int], np.dtype]":
    samples = np.zeros(count, dtype="<i2")
    samples[count // 3] = 30_000
    start = count // 2
    samples[start:] = (8_000 * np.sin(np.arange(count - start) * 0.06)).astype("<i2")
    return samples


def encoded(
    samples: "np.ndarray[tuple[int], np.dtype]", channels: int = 1, rate: Hertz = RATE
) -> bytes:
    """With two channels, the right one is half as loud."""
    sides = np.stack([samples // (1 + side) for side in range(channels)], axis=1)
    data, file = sides.astype("<i2").tobytes(), io.BytesIO()
    encode([data], file, rate, channels)
    return file.getvalue()


def frames_of(mp3: bytes) -> list[int]:
    sizes, position = [], 0
    while position < len(mp3):
        sizes.append(parse_header(mp3[position : position + 4]))
        position += sizes[-1]
    assert position == len(mp3)
    return sizes


@pytest.mark.parametrize(("rate", "channels"), FORMATS)
def test_constant_bit_rate_in_whole_frames(rate: Hertz, channels: int) -> None:
    mp3 = encoded(signal(5 * rate), channels, rate)
    sizes = frames_of(mp3)
    least = frame_size(BITRATES[rate, channels], rate)
    assert set(sizes) <= {least, least + 1}
    info = 4 + ((17, 32) if rate == RATE else (9, 17))[channels - 1]
    assert mp3[info : info + 4] == b"Info"
    assert int.from_bytes(mp3[info + 8 : info + 12], "big") == len(sizes) - 1
    assert int.from_bytes(mp3[info + 12 : info + 16], "big") == len(mp3)
    # The Info frame says of the channels what the frames after it say.
    modes = {mp3[start + 3] >> 6 for start in (0, sizes[0], sizes[0] + sizes[1])}
    assert modes == {1 if channels == 2 else 3}


def test_what_is_no_frame_is_refused() -> None:
    for wrong in (b"", b"ID3\x03", b"\xff\xfb\xf0\xc4"):
        with pytest.raises(ValueError, match="no MPEG"):
            parse_header(wrong)


DECODERS = {
    "ffmpeg": ["ffmpeg", "-v", "warning", "-i", "{mp3}", "-f", "s16le", "-y", "{raw}"],
    "mpg123": ["mpg123", "-q", "-O", "{raw}", "-e", "s16", "{mp3}"],
}


@pytest.mark.parametrize("decoder", DECODERS)
@pytest.mark.parametrize(("rate", "channels"), FORMATS)
@pytest.mark.parametrize("count", [1_152 * 40, 5 * RATE + 777, 3 * RATE + 1])
def test_decoders_give_back_the_exact_length_and_place(
    tmp_path: Path, decoder: str, rate: Hertz, channels: int, count: int
) -> None:
    if shutil.which(decoder) is None:
        pytest.skip(f"{decoder} is not here to decode with")
    mp3, raw = tmp_path / "a.mp3", tmp_path / "a.raw"
    mp3.write_bytes(encoded(signal(count), channels, rate))
    command = [part.format(mp3=mp3, raw=raw) for part in DECODERS[decoder]]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stderr == b""
    sides = np.fromfile(raw, dtype="<i2").astype(int).reshape(-1, channels)
    assert len(sides) == count
    for side in sides.T:
        assert np.argmax(np.abs(side[: count // 2 - 2_000])) == count // 3
    if channels == 2:
        left, right = np.sqrt((sides[count // 2 :].astype(float) ** 2).mean(axis=0))
        assert left / right == pytest.approx(2, rel=0.02)

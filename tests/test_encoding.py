import io
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from podcast.encoding import BITRATE, encode, frame_size, parse_header
from podcast.mixing import RATE


def signal(count: int) -> "np.ndarray[tuple[int], np.dtype]":
    samples = np.zeros(count, dtype="<i2")
    samples[count // 3] = 30_000
    start = count // 2
    samples[start:] = (8_000 * np.sin(np.arange(count - start) * 0.06)).astype("<i2")
    return samples


def encoded(samples: "np.ndarray[tuple[int], np.dtype]", block: int = 50_000) -> bytes:
    data, file = samples.tobytes(), io.BytesIO()
    result = encode((data[i : i + block] for i in range(0, len(data), block)), file, RATE)
    assert result.frames == len(samples)
    assert result.size == len(file.getvalue())
    return file.getvalue()


def frames_of(mp3: bytes) -> list[int]:
    sizes, position = [], 0
    while position < len(mp3):
        sizes.append(parse_header(mp3[position : position + 4]))
        position += sizes[-1]
    assert position == len(mp3)
    return sizes


def test_constant_bit_rate_in_whole_frames() -> None:
    mp3 = encoded(signal(5 * RATE))
    sizes = frames_of(mp3)
    least = frame_size(BITRATE, RATE)
    assert set(sizes) <= {least, least + 1}
    assert mp3[21:25] == b"Info"
    assert int.from_bytes(mp3[29:33], "big") == len(sizes) - 1
    assert int.from_bytes(mp3[33:37], "big") == len(mp3)


def test_blocks_do_not_matter() -> None:
    samples = signal(3 * RATE + 7)
    assert encoded(samples, 4_410) == encoded(samples, 10**6)


def test_what_is_no_frame_is_refused() -> None:
    for wrong in (b"", b"ID3\x03", b"\xff\xfb\xf0\xc4"):
        with pytest.raises(ValueError, match="no MPEG"):
            parse_header(wrong)


DECODERS = {
    "ffmpeg": ["ffmpeg", "-v", "warning", "-i", "{mp3}", "-f", "s16le", "-ac", "1", "-y", "{raw}"],
    "mpg123": ["mpg123", "-q", "-O", "{raw}", "-e", "s16", "--mono", "{mp3}"],
}


@pytest.mark.parametrize("decoder", DECODERS)
@pytest.mark.parametrize("count", [1_152 * 40, 5 * RATE + 777, 3 * RATE + 1])
def test_decoders_give_back_the_exact_length_and_place(
    tmp_path: Path, decoder: str, count: int
) -> None:
    if shutil.which(decoder) is None:
        pytest.skip(f"{decoder} is not here to decode with")
    mp3, raw = tmp_path / "a.mp3", tmp_path / "a.raw"
    mp3.write_bytes(encoded(signal(count)))
    command = [part.format(mp3=mp3, raw=raw) for part in DECODERS[decoder]]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stderr == b""
    decoded = np.fromfile(raw, dtype="<i2").astype(int)
    assert len(decoded) == count
    assert np.argmax(np.abs(decoded[: count // 2 - 2_000])) == count // 3

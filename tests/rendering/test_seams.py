"""Chunks that are encoded by themselves must sound as one encode of the same signal does."""

import io
import itertools
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from podcast.audio.background import add_tone
from podcast.audio.encoding import WARM_UP, encode, encode_chunk, join_chunks, lead_in
from podcast.audio.mixing import RATE, SMALL_RATE
from podcast.audio.mpeg import EncodedChunk, frame_length, frame_places, joined, reaches_back
from podcast.timecode import Frames, Hertz

FORMATS = [(RATE, 1), (RATE, 2), (SMALL_RATE, 1), (SMALL_RATE, 2)]


def voice(seconds: float, seed: int, channels: int, rate: int = RATE) -> NDArray[np.int16]:
    """Something as busy as speech: a buzz with formants that come and go, and hisses."""
    chance = np.random.default_rng(seed)
    time = np.arange(round(seconds * rate)) / rate
    buzz = sum(np.sin(2 * np.pi * (90 + 10 * seed) * k * time + k) / k for k in range(1, 30))
    hiss = chance.normal(size=len(time)) * (np.sin(time * 7) > 0.6)
    signal = 4_000 * (buzz + hiss) * (np.sin(time * 19) > -0.7)
    edge = np.minimum(1, np.minimum(np.arange(len(time)), np.arange(len(time))[::-1]) / 200)
    sides = np.stack([signal * edge / (1 + side) for side in range(channels)], axis=1)
    return np.clip(sides, -30_000, 30_000).astype("<i2")


def episode(rate: Hertz, channels: int) -> list[tuple[int, int, int, bytes]]:
    """Nine chunks that overlap: where each begins, ends, and is followed, and its PCM."""
    made = []
    start = 0
    frame = frame_length(rate)
    for number in range(9):
        opening = lead_in(rate) if number else 5 * frame
        sound = voice(1.7 + number * 0.377, number, channels, rate)
        position = opening + len(sound)
        last = number == 8
        following = None if last else -(-position // frame) * frame + frame * (1 + 7 * number)
        end = position + rate if following is None else following + lead_in(rate)
        signal = np.zeros((end, channels), dtype="<i2")
        signal[opening:position] = sound
        pcm = bytearray(signal.tobytes())
        add_tone(pcm, rate, channels, following)
        made.append((start, start + end, following is None, bytes(pcm)))
        start += following or 0
    return made


def encoded(cut: list[tuple[int, int, int, bytes]], rate: Hertz, channels: int) -> bytes:
    file = io.BytesIO()
    chunks = [
        EncodedChunk(
            start // frame_length(rate),
            WARM_UP if start else 0,
            encode_chunk(pcm, rate, channels, last=bool(last)),
            end,  # type: ignore[arg-type]
        )
        for start, end, last, pcm in cut
    ]
    join_chunks(chunks, file, rate, channels)
    return file.getvalue()


def whole(cut: list[tuple[int, int, int, bytes]], channels: int) -> bytes:
    """The one signal that the chunks are of."""
    made = b""
    for start, _, _, pcm in cut:
        shared = len(made) - 2 * channels * start
        # Where two chunks overlap they have the same signal.
        assert made[len(made) - shared :] == pcm[:shared]
        made += pcm[shared:]
    return made


def decoded(mp3: bytes, decoder: str, folder: Path) -> NDArray[np.int16]:
    if shutil.which(decoder) is None:
        pytest.skip(f"{decoder} is not here to decode with")
    path, raw = folder / "a.mp3", folder / "a.raw"
    path.write_bytes(mp3)
    command = {
        "ffmpeg": ["ffmpeg", "-v", "warning", "-i", path, "-f", "s16le", "-y", raw],
        "mpg123": ["mpg123", "-q", "-O", raw, "-e", "s16", path],
    }[decoder]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stderr == b""
    return np.fromfile(raw, dtype="<i2")


@pytest.mark.parametrize("decoder", ["ffmpeg", "mpg123"])
@pytest.mark.parametrize(("rate", "channels"), FORMATS)
def test_many_encodes_sound_as_one(
    tmp_path: Path, rate: Hertz, channels: int, decoder: str
) -> None:
    cut = episode(rate, channels)
    signal = whole(cut, channels)
    file = io.BytesIO()
    encode([signal], file, rate, channels)
    one = decoded(file.getvalue(), decoder, tmp_path).reshape(-1, channels).astype(float)
    mp3 = encoded(cut, rate, channels)
    many = decoded(mp3, decoder, tmp_path).reshape(-1, channels).astype(float)
    truth = np.frombuffer(signal, dtype="<i2").reshape(-1, channels).astype(float)
    assert len(many) == len(one) == len(truth) == cut[-1][1]
    # As many frames, and bytes but for one a chunk, as a constant bit rate has.
    assert abs(len(mp3) - len(file.getvalue())) <= len(cut)
    # As near to what was to be encoded, everywhere.
    for begin in range(0, len(truth) - rate, rate):
        place = slice(begin, begin + rate)
        wrong_one = np.sqrt(((one[place] - truth[place]) ** 2).mean())
        wrong_many = np.sqrt(((many[place] - truth[place]) ** 2).mean())
        assert wrong_many < 1.3 * wrong_one + 2
    for start, _, _, _ in cut[1:]:
        seam = start + WARM_UP * frame_length(rate)
        # Not the last frame before the voice, in which its onset is heard ahead.
        around = slice(seam - 3 * frame_length(rate), seam + 2 * frame_length(rate))
        # No click: neither a corner nor anything above what the room tone has.
        corners = [np.abs(np.diff(sound[around], 2, axis=0)).max() for sound in (one, many)]
        assert corners[1] < 1.5 * corners[0] + 4
        spectra = [np.abs(np.fft.rfft(sound[around, 0])) for sound in (one, many)]
        for low in range(0, len(spectra[0]) - 400, 400):
            bands = [np.sqrt((part[low : low + 400] ** 2).mean()) for part in spectra]
            assert bands[1] < 1.5 * bands[0] + 60


@pytest.mark.parametrize(("rate", "channels"), FORMATS)
def test_no_frame_reaches_into_another_stretch(rate: Hertz, channels: int) -> None:
    """What each frame needs of the bytes before it is there, and is its own."""
    side = (17, 32) if rate == RATE else (9, 17)
    mp3 = encoded(episode(rate, channels), rate, channels)
    places = frame_places(mp3)
    frames = [mp3[a:b] for a, b in itertools.pairwise(places)][1:]
    end = room = 0
    for frame in frames:
        start = room - reaches_back(frame)
        assert start >= end, "two frames have the same bytes"
        bits = _main_data_bits(frame, side[channels - 1], rate, channels)
        end = start + -(-bits // 8)
        room += len(frame) - 4 - side[channels - 1]
        assert end <= room, "a frame's sound ends after the frame"


def _main_data_bits(frame: bytes, length: int, rate: Hertz, channels: int) -> int:
    """The lengths of all granules, of the side information (ISO/IEC 11172-3, 2.4.1.7; 13818-3,
    2.4.1.7)."""
    side = int.from_bytes(frame[4 : 4 + length], "big")
    if rate == RATE:
        place, granules, step = 9 + (5 if channels == 1 else 3) + 4 * channels, 2, 59
    else:
        place, granules, step = 8 + channels, 1, 63
    total = 0
    for _ in range(granules * channels):
        total += side >> (8 * length - place - 12) & 0xFFF
        place += step
    return total


def test_what_does_not_follow_is_refused() -> None:
    frames = encode_chunk(voice(1, 1, 1).tobytes(), RATE, 1, last=True)
    with pytest.raises(ValueError, match="nothing leads"):
        first, far = (EncodedChunk(start, 0, frames, Frames(0)) for start in (0, 99))
        list(joined([first, far]))


def test_anything_but_frames_is_refused() -> None:
    frames = encode_chunk(voice(1, 1, 1).tobytes(), RATE, 1, last=True)
    places = frame_places(frames)
    assert len(places) > 30 and places[-1] == len(frames)
    assert frame_places(frames[:-1]) == places[:-1]
    with pytest.raises(ValueError, match="no MPEG Layer III frame starts here"):
        frame_places(frames[: places[9]] + b"garbage" + frames[places[9] :])

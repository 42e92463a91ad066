"""MP3s broken on purpose: frames, decoding, loudness."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import lameenc
import numpy as np
import pytest
import soundfile

from podcast.audio.encoding import encode
from podcast.checking import check
from podcast.checking.facts import read_audio
from podcast.checking.finding import Severity
from podcast.checking.mpeg import parse_header, walk
from podcast.checking.sound import (
    MISSING,
    Decoded,
    check_sound,
    decode_with_ffmpeg,
    decode_with_libsndfile,
    judged,
)
from podcast.timecode import Hertz
from tests.checking.conftest import found
from tests.checking.meter import Meter

RATE = 44_100


def test_a_sound_episode_gives_no_finding(sound_one: Path) -> None:
    report = check(sound_one, jobs=2)
    assert report.findings == ()
    assert (report.episodes, report.files) == (1, 7)


def frame_places(data: bytes, start: int) -> list[int]:
    places = []
    while start + 4 <= len(data):
        header = parse_header(data[start : start + 4])
        assert header is not None
        places.append(start)
        start += header.size
    return places


def noise(seconds: float, channels: int = 1, level: float = 0.1, rate: int = RATE) -> bytes:
    samples = np.random.default_rng(1).normal(0, level, (round(seconds * rate), channels))
    return (np.clip(samples, -1, 1) * 32_767).astype("<i2").tobytes()


def encoded(pcm: bytes, channels: int = 1, bitrate: int = 64, rate: int = RATE) -> bytes:
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(bitrate)
    encoder.set_in_sample_rate(rate)
    encoder.set_out_sample_rate(rate)
    encoder.set_channels(channels)
    encoder.silence()
    return bytes(encoder.encode(pcm)) + bytes(encoder.flush())


Break = Callable[[bytes, list[int]], bytes]

BROKEN: list[tuple[str, Break, list[str]]] = [
    (
        "garbage between frames",
        lambda data, at: data[: at[50]] + b"garbage" * 9 + data[at[50] :],
        ["audio-junk", "audio-info"],
    ),
    ("garbage at the end", lambda data, at: data + b"garbage", ["audio-junk", "audio-info"]),
    ("zeros at the end", lambda data, at: data + bytes(5000), ["audio-junk", "audio-info"]),
    (
        "cut within a frame",
        lambda data, at: data[:-60],
        ["audio-truncated", "audio-info", "chapters-outside"],
    ),
    ("cut between frames", lambda data, at: data[: at[-9]], ["audio-info", "chapters-outside"]),
    (
        "frames left out, of which others need data",
        lambda data, at: data[: at[30]] + data[at[60] :],
        ["audio-frame", "audio-info", "tag-length", "chapters-outside"],
    ),
    (
        "a header overwritten",
        lambda data, at: data[: at[40]] + b"\0\0" + data[at[40] + 2 :],
        ["audio-junk", "audio-info", "chapters-outside"],
    ),
    (
        "side information overwritten",
        lambda data, at: data[: at[40] + 4] + b"\xff" * 17 + data[at[40] + 21 :],
        ["audio-frame"],
    ),
    (
        "two channels from some place on",
        lambda data, at: data + encoded(noise(0.5, 2), 2, 96),
        ["audio-change", "audio-info", "tag-length"],
    ),
    (
        "another bit rate from some place on",
        lambda data, at: data + encoded(noise(0.5), 1, 96),
        ["audio-bitrate", "audio-info", "tag-length"],
    ),
    (
        "another rate from some place on",
        lambda data, at: data + encoded(noise(0.5, rate=48_000), 1, 64, 48_000),
        ["audio-change", "audio-info", "tag-length"],
    ),
    (
        "the Info frame's count",
        lambda data, at: data[: at[0] + 29] + b"\0\0\0\1" + data[at[0] + 33 :],
        ["audio-info"],
    ),
    (
        "the Info frame's checksum",
        lambda data, at: data[: at[0] + 21 + 154] + b"??" + data[at[0] + 21 + 156 :],
        ["audio-info"],
    ),
]


@pytest.mark.parametrize(("broken", "codes"), [(b, c) for _, b, c in BROKEN],
                         ids=[name for name, *_ in BROKEN])  # fmt: skip
def test_broken_frames(episode: Path, broken: Break, codes: list[str]) -> None:
    path = episode / "trains.mp3"
    data = path.read_bytes()
    start = read_audio(path).tag.size
    changed = broken(data, frame_places(data, start))
    assert changed != data
    path.write_bytes(changed)
    # The feed tells of another size and length, others of times after the end: not the point here.
    of_mp3 = [code for name, code in found(path) if name == "trains.mp3"]
    # A frame that is lost may have held what a later one needs.
    told = [code for code in of_mp3 if code != "audio-frame" or "audio-frame" in codes]
    assert list(dict.fromkeys(told)) == codes


def test_nothing_but_a_tag(episode: Path) -> None:
    path = episode / "trains.mp3"
    path.write_bytes(path.read_bytes()[: read_audio(path).tag.size])
    assert ("trains.mp3", "audio-none") in found(path, sound=True)


def test_an_id3v1_tag_at_the_end_is_no_garbage(episode: Path) -> None:
    with (episode / "trains.mp3").open("ab") as file:
        file.write(b"TAG".ljust(128, b"\0"))
    assert found(episode / "trains.mp3") == []


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("rate", [44_100, 22_050])
def test_the_walk_counts_as_decoders_do(tmp_path: Path, channels: int, rate: int) -> None:
    data = encoded(noise(3, channels, rate=rate), channels, 64, rate)
    stream, findings = walk(io.BytesIO(data), 0, len(data))
    assert findings == []
    assert stream is not None
    assert (stream.rate, stream.channels, stream.bitrate) == (rate, channels, 64)
    (tmp_path / "a.mp3").write_bytes(data)
    decoded = decode_with_libsndfile(tmp_path / "a.mp3")
    assert abs(decoded.length - stream.length) < 60


def tone(seconds: float, level: float, channels: int) -> bytes:
    """A sine of 997 Hz, whose loudness is known: 0 dBFS reads -3.01 LUFS (BS.1770-4, annex 1)."""
    times = np.arange(round(seconds * RATE)) / RATE
    wave = 10 ** (level / 20) * np.sin(2 * np.pi * 997 * times)
    return (np.repeat(wave[:, None], channels, axis=1) * 32_767).astype("<i2").tobytes()


def mp3_of(path: Path, pcm: bytes, channels: int) -> Path:
    with path.open("w+b") as file:
        encode([pcm], file, Hertz(RATE), channels)
    return path


@pytest.fixture(params=["ffmpeg", "libsndfile"])
def measure(request: pytest.FixtureRequest) -> Callable[[Path], Decoded]:
    if request.param == "libsndfile":
        return decode_with_libsndfile
    program = shutil.which("ffmpeg")
    if program is None:
        pytest.skip("ffmpeg is not installed")

    def with_ffmpeg(path: Path) -> Decoded:
        stream = read_audio(path).stream
        assert stream is not None
        return decode_with_ffmpeg(program, path, stream)

    return with_ffmpeg


@pytest.mark.parametrize("channels", [1, 2])
def test_both_ways_measure_what_is_known(
    tmp_path: Path, channels: int, measure: Callable[[Path], Decoded]
) -> None:
    decoded = measure(mp3_of(tmp_path / "a.mp3", tone(5, -16, channels), channels))
    assert decoded.length == pytest.approx(5000, abs=0.1)
    # Two channels sound 3 LU louder than one; LAME turns down by a little.
    assert decoded.loudness == pytest.approx(-16 - 3.01 + 3.01 * (channels - 1) - 0.4, abs=0.3)
    assert decoded.peak == pytest.approx(-16, abs=0.6)
    assert decoded.complaints == 0


def test_the_meter_finds_peaks_between_samples() -> None:
    # A quarter of the rate, off the samples: they never pass -3.01 dB of the wave's own peak.
    wave = np.sin(2 * np.pi * np.arange(48_000) / 4 + np.pi / 4)
    meter = Meter(48_000, 1)
    meter.feed(wave[:, None])
    assert meter.finish()[1] == pytest.approx(0, abs=0.2)
    assert np.abs(wave).max() < 0.71


def test_the_meter_gives_the_same_however_sound_comes() -> None:
    signal = np.random.default_rng(2).normal(0, 0.05, (96_000, 2))
    whole, pieces = Meter(44_100, 2), Meter(44_100, 2)
    whole.feed(signal)
    for start in range(0, len(signal), 7919):
        pieces.feed(signal[start : start + 7919])
    assert pieces.finish() == pytest.approx(whole.finish(), abs=1e-3)


@pytest.mark.parametrize("channels", [1, 2])
def test_what_is_measured_is_what_an_independent_meter_measures(
    tmp_path: Path, channels: int
) -> None:
    path = mp3_of(tmp_path / "a.mp3", noise(17.3, channels, 0.05), channels)
    meter = Meter(RATE, channels)
    meter.feed(soundfile.read(path, dtype="float64", always_2d=True)[0])
    decoded = decode_with_libsndfile(path)
    assert (decoded.loudness, decoded.peak) == pytest.approx(meter.finish(), abs=0.15)


@pytest.mark.parametrize(
    ("level", "channels", "codes"),
    [
        (-16, 1, []),
        (-16, 2, []),
        (-17.5, 1, [("sound-loudness", Severity.WARNING)]),
        (-14, 2, [("sound-loudness", Severity.WARNING)]),
        (-25, 1, [("sound-loudness", Severity.ERROR)]),
        (-0.5, 1, [("sound-loudness", Severity.ERROR), ("sound-peak", Severity.WARNING)]),
    ],
)
def test_loudness_and_peaks(
    tmp_path: Path, level: float, channels: int, codes: list[tuple[str, Severity]]
) -> None:
    # 0.4 for LAME, and 3.01 so that the level is the one that one channel is measured at.
    path = mp3_of(tmp_path / "a.mp3", tone(4, level + 0.4, channels), channels)
    stream = read_audio(path).stream
    assert stream is not None
    assert [(f.code, f.severity) for f in check_sound(path, stream)] == codes


def test_silence(tmp_path: Path) -> None:
    path = mp3_of(tmp_path / "a.mp3", bytes(4 * RATE), 1)
    stream = read_audio(path).stream
    assert stream is not None
    assert [one.code for one in check_sound(path, stream)] == ["sound-silent"]


def test_peaks_over_full_scale_are_an_error(tmp_path: Path) -> None:
    samples = np.sign(np.random.default_rng(3).normal(size=RATE * 2))
    path = mp3_of(tmp_path / "a.mp3", (samples * 32_767).astype("<i2").tobytes(), 1)
    stream = read_audio(path).stream
    assert stream is not None
    assert ("sound-peak", Severity.ERROR) in [
        (f.code, f.severity) for f in check_sound(path, stream)
    ]


def test_a_decoder_that_complains_is_heard(episode: Path) -> None:
    if shutil.which("ffmpeg") is None:
        pytest.skip("ffmpeg is not installed")
    path = episode / "trains.mp3"
    data = path.read_bytes()
    places = frame_places(data, read_audio(path).tag.size)
    # Headers and side information stay: only a decoder can tell.
    noise_bytes = np.random.default_rng(4).bytes(150)
    for place in places[100:140]:
        data = data[: place + 30] + noise_bytes + data[place + 180 :]
    path.write_bytes(data)
    assert "sound-decode" in [code for name, code in found(path, sound=True)]


def test_what_cannot_be_decoded_here_is_told(
    episode: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setitem(__import__("sys").modules, "soundfile", None)
    findings = check(episode).findings
    assert [(f.code, f.severity, f.message) for f in findings] == [
        ("sound-unchecked", Severity.NOTE, MISSING)
    ]


def test_libsndfile_where_there_is_no_ffmpeg(
    episode: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert found(episode, sound=True) == []


def test_less_comes_out_than_goes_in(sound_one: Path) -> None:
    stream = read_audio(sound_one / "trains.mp3").stream
    assert stream is not None
    told = judged(Decoded(stream.length - 1000, -19.0, -2.0), stream)
    assert [f.code for f in told] == ["sound-length"]


def test_a_list_of_other_files_is_not_played(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    path.write_text("#EXTM3U\nhttp://127.0.0.1:9/a.mp3\nfile:///etc/passwd\n")
    assert [code for _, code in found(path, sound=True)] == ["tag-none", "audio-none"]

import math
import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from podcast.audio.clip import Clip
from podcast.audio.loudness import CEILING, SPEECH, TARGET, gain_to, integrated
from podcast.timecode import Hertz
from tests.audio import prepare, true_peak


def pcm(signal: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> bytes:
    return np.rint(signal * 32_767).astype("<i2").tobytes()


def speechlike(seconds: float, rate: int) -> bytes:
    """Noise in syllables, loud and soft passages: what gates are for."""
    count = int(seconds * rate)
    noise = np.random.default_rng(7).normal(size=count) * 0.08
    syllables = 0.5 + 0.5 * np.sin(2 * np.pi * 4 * np.arange(count) / rate)
    passages = np.where(np.arange(count) % (2 * rate) < rate, 1.0, 0.02)
    return pcm(np.clip(noise * syllables * passages, -1, 1))


@pytest.mark.parametrize("rate", [22_050, 44_100, 48_000])
def test_a_full_tone_is_at_its_known_loudness(rate: int) -> None:
    # BS.1770-4: a 997 Hz sine at 0 dBFS in one channel reads -3.01 LKFS.
    tone = np.sin(2 * np.pi * 997 * np.arange(5 * rate) / rate)
    assert integrated(pcm(tone), Hertz(rate)) == pytest.approx(-3.01, abs=0.05)


@pytest.mark.parametrize("rate", [22_050, 44_100])
def test_an_independent_meter_agrees(tmp_path: Path, rate: int) -> None:
    if shutil.which("ffmpeg") is None:
        pytest.skip("ffmpeg is not here to compare with")
    path = tmp_path / "noise.raw"
    path.write_bytes(speechlike(10, rate))
    command = ["ffmpeg", "-hide_banner", "-f", "s16le", "-ar", str(rate), "-ac", "1"]
    command += ["-i", str(path), "-af", "ebur128=peak=true", "-f", "null", "-"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    summary = printed[printed.rindex("Summary") :]
    loudness = float(re.search(r"I:\s+(-?[\d.]+) LUFS", summary)[1])  # type: ignore[index]
    peak = float(re.search(r"Peak:\s+(-?[\d.]+) dBFS", summary)[1])  # type: ignore[index]
    assert integrated(path.read_bytes(), Hertz(rate)) == pytest.approx(loudness, abs=0.2)
    assert true_peak(path.read_bytes(), Hertz(rate)) == pytest.approx(peak, abs=0.5)


def test_silence_has_no_loudness() -> None:
    assert integrated(bytes(44_100), Hertz(22_050)) == -math.inf
    assert gain_to(-math.inf) == 0.0


def test_the_gain_brings_a_voice_to_the_target() -> None:
    clip = Clip(speechlike(8, 22_050), Hertz(22_050))
    ready = prepare(clip, SPEECH - integrated(clip.pcm, clip.rate))
    assert integrated(ready.pcm, ready.rate) == pytest.approx(TARGET, abs=0.5)


def test_no_peak_passes_the_ceiling() -> None:
    clip = Clip(speechlike(5, 22_050), Hertz(22_050))
    ready = prepare(clip, 20.0)
    assert true_peak(ready.pcm, ready.rate) <= CEILING + 0.15
    assert len(ready.pcm) == pytest.approx(2 * len(clip.pcm), rel=0.01)

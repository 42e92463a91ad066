"""The sound, decoded from start to end by somebody else's decoder, and measured on the way.

ffmpeg where it is on the PATH, for it says what it stumbles over and measures with its own meter;
else libsndfile (mpg123 inside), which the extra `check` brings, with the meter that levels
episodes. Neither ever holds more than a moment of sound.
"""

from __future__ import annotations

import math
import os
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from podcast.checking.finding import Finding, bounded, error, note, quoted, stamp, warning
from podcast.checking.mpeg import Stream

WANTED = {1: -19.0, 2: -16.0}
"""LUFS by the number of channels: both are heard alike, a mono file is measured as one channel."""

LOUDNESS_WARNING, LOUDNESS_ERROR = 1.0, 2.0  # LU off it
_SILENT = -69.9  # LUFS; the meter does not count what is under -70
PEAK_WARNING, PEAK_ERROR = -1.0, 0.0  # dBTP

MISSING = (
    "The sound was not decoded nor measured: install ffmpeg, or run"
    " pip install 'debate-podcast[check]', and check again."
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """What came out: `length` in milliseconds, `loudness` in LUFS, `peak` in dBTP, what the
    decoder `said` first, and how often it complained."""

    length: float
    loudness: float
    peak: float
    said: str = ""
    complaints: int = 0


def check_sound(path: Path, stream: Stream) -> list[Finding]:
    """Return what is wrong with the sound of the MP3 at `path`, whose frames are those of
    `stream`."""
    decoded = decode(path, stream)
    if decoded is None:
        return [note("sound-unchecked", MISSING)]
    return bounded(judged(decoded, stream))


def decode(path: Path, stream: Stream) -> Decoded | None:
    """Return the sound as ffmpeg or libsndfile decodes it; None where neither is there."""
    program = shutil.which("ffmpeg")
    if program is not None:
        return decode_with_ffmpeg(program, path, stream)
    try:
        import soundfile  # noqa: F401
    except (ImportError, OSError):
        return None
    return decode_with_libsndfile(path)


def judged(decoded: Decoded, stream: Stream) -> Iterator[Finding]:
    """Yield what is wrong with what came out of the decoder."""
    if decoded.complaints:
        often = "" if decoded.complaints == 1 else f" {decoded.complaints} times, first"
        yield error(
            "sound-decode",
            f"The decoder complains{often} of {quoted(decoded.said, 120)}; one hears it crackle or"
            " drop out: build the episode again.",
        )
    # A frame more or less is a decoder's own way to begin and end.
    if abs(decoded.length - stream.length) > 2000 * stream.samples / stream.rate:
        yield error(
            "sound-length",
            f"{stamp(decoded.length)} of sound can be decoded of the {stamp(stream.length)} that"
            " the frames tell of: build the episode again.",
        )
    wanted = WANTED[stream.channels]
    if decoded.loudness <= _SILENT:
        yield error("sound-silent", "Nothing is heard: build the episode again.")
    elif abs(decoded.loudness - wanted) > LOUDNESS_WARNING:
        far = abs(decoded.loudness - wanted) > LOUDNESS_ERROR
        yield (error if far else warning)(
            "sound-loudness",
            f"It is {'louder' if decoded.loudness > wanted else 'softer'} than other podcasts:"
            f" {decoded.loudness:.1f} LUFS, and {wanted:.0f} is what players and directories expect"
            f" of {'one channel' if stream.channels == 1 else 'two channels'}; level it.",
        )
    if decoded.peak > PEAK_WARNING:
        yield (error if decoded.peak > PEAK_ERROR else warning)(
            "sound-peak",
            f"Its true peak is {decoded.peak:.1f} dBTP, which distorts on some players: keep it"
            f" under {PEAK_WARNING:.0f}.",
        )


_LOUDNESS = re.compile(r"I:\s+(\S+) LUFS")
_PEAK = re.compile(r"Peak:\s+(\S+) dBFS")
_SAID = re.compile(r"^(?:\[[^\]]* @ \w+\] )?\[(warning|error|fatal|panic)\] (.*)")
_TIME = re.compile(rb"out_time_us=(\d+)")
# What ffmpeg says of every file without an Info frame, and what is its own affair.
_USUAL = ("Estimating duration from bitrate", "-stats_period")


def decode_with_ffmpeg(program: str, path: Path, stream: Stream) -> Decoded:
    """Return the sound as ffmpeg decodes it and its filter `ebur128` measures it."""
    command = [program, "-hide_banner", "-nostdin", "-nostats", "-loglevel", "level+info"]
    # The demuxer is named: what calls itself .mp3 could be a list of other files.
    # It forgives all that it is not asked to look at.
    command += ["-err_detect", "crccheck+bitstream+buffer"]
    command += ["-protocol_whitelist", "file", "-f", "mp3", "-i", f"file:{path.absolute()}"]
    command += ["-map", "0:a:0", "-af", "ebur128=peak=true:framelog=verbose"]
    command += ["-progress", "pipe:1", "-stats_period", "600", "-f", "null", os.devnull]
    said, complaints = "", 0
    summary = ""
    with tempfile.TemporaryFile() as progress:
        try:
            running = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=progress, stderr=subprocess.PIPE
            )
        except (OSError, ValueError) as failed:
            return Decoded(0.0, -math.inf, -math.inf, f"ffmpeg cannot be run: {failed}", 1)
        # It is a hundred times as fast as the sound; what is slower than the sound hangs.
        clock = threading.Timer(60 + stream.length / 1000, running.kill)
        clock.start()
        try:
            assert running.stderr is not None
            while line := running.stderr.readline(4096):
                text = line.decode("utf-8", "replace").rstrip()
                if "Summary:" in text:
                    summary = ""
                summary = (summary + "\n" + text)[-4096:]
                match = _SAID.match(text)
                if match and not match[2].startswith(_USUAL):
                    said = said or match[2]
                    complaints += 1
        finally:
            clock.cancel()
            running.kill() if running.poll() is None and not line else None
            running.wait()
        progress.seek(0)
        times = _TIME.findall(progress.read(1 << 20))
    if running.returncode != 0 and not complaints:
        said, complaints = f"ffmpeg ends with {running.returncode}", 1
    return Decoded(
        int(times[-1]) / 1000 if times else 0.0,
        _number(_LOUDNESS, summary),
        _number(_PEAK, summary),
        said,
        complaints,
    )


def _number(pattern: re.Pattern[str], text: str) -> float:
    found = pattern.findall(text)
    try:
        return float(found[-1]) if found else -math.inf
    except ValueError:
        return -math.inf


def decode_with_libsndfile(path: Path) -> Decoded:
    """Return the sound as libsndfile decodes it and `podcast.audio.loudness` measures it."""
    import numpy as np
    import soundfile

    from podcast.audio.loudness import energies, gated, k_weighted, oversampled_peaks
    from podcast.timecode import Hertz

    said, frames, highest, rate = "", 0, 0.0, Hertz(1)
    parts = [np.zeros(0)]
    try:
        with soundfile.SoundFile(path) as opened:
            rate = Hertz(opened.samplerate)
            sound = np.zeros((rate // 5, opened.channels))  # what was before: filters ring
            while len(block := opened.read(5 * rate, dtype="float64", always_2d=True)):
                frames += len(block)
                sound = np.concatenate([sound[-(rate // 5) :], block])
                heard = [k_weighted(channel, rate)[-len(block) :] for channel in sound.T]
                parts.append(np.sum([energies(channel, rate) for channel in heard], axis=0))
                peaks = [oversampled_peaks(channel, rate).max() for channel in sound.T]
                highest = max(highest, *map(float, peaks))
    except (soundfile.SoundFileError, OSError, RuntimeError, ValueError) as failed:
        said = " ".join(str(failed).split())
    peak = 20 * math.log10(highest) if highest else -math.inf
    length = 1000 * frames / rate
    return Decoded(length, gated(np.concatenate(parts), rate), peak, said, 1 if said else 0)

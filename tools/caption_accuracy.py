"""How near captions are to what is heard: speech onsets in the decoded MP3 against the cues.

    python tools/caption_accuracy.py TRANSCRIPT [--sentences 50] [--seed 1]

Builds the episode in a folder of its own, decodes the MP3 with ffmpeg, reads the cues with
webvtt-py, and looks in the sound for the onset of each of a number of random sentences: where it
rises out of the longest silence around. Where a sentence was cut in several cues, only the first
counts: the others' times are estimates.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
RATE = 44_100
STEP = RATE // 1000  # a millisecond
BEFORE, AFTER = 400, 400  # ms around a cue in which its onset is looked for
QUIET = 20  # ms that a silence lasts at the least
RISE = -32  # dB below the sentence's own level: room tone and what dies away are softer


def main() -> int:
    """Print the figures; 1 where they are worse than 15 ms in the middle and 60 ms at worst."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("transcript", type=Path)
    parser.add_argument("--sentences", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-v", "--verbose", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="podcast-") as folder:
        command = [sys.executable, "-m", "podcast", "build", str(options.transcript.resolve())]
        made = subprocess.run(
            [*command, "-o", folder, "--quiet"],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        )
        mp3 = Path(made.stdout.strip())
        told = json.loads(mp3.with_suffix(".transcript.json").read_text("utf-8"))["segments"]
        starts = {round(1000 * segment["startTime"]) for segment in told}
        cues = [start for start in cue_starts(mp3.with_suffix(".vtt")) if start in starts]
        levels = loudness(mp3)
    chosen = sorted(random.Random(options.seed).sample(cues, min(options.sentences, len(cues))))
    found = {cue: onset(levels, cue) for cue in chosen}
    errors = [place - cue for cue, place in found.items() if place is not None]
    for cue, place in found.items():
        if options.verbose:
            print(
                f"{cue:>9} ms", "no silence before it" if place is None else f"{place - cue:+} ms"
            )
    sizes = sorted(map(abs, errors))
    if not sizes:
        print("No sentence has a silence before it.")
        return 1
    middle, worst = statistics.median(sizes), sizes[-1]
    print(
        f"{len(cues)} sentences; {len(errors)} of {len(chosen)} looked at follow a silence"
        f"\nonset minus cue: median {statistics.median(errors):+.1f} ms"
        f"\ndistance: median {middle:.1f} ms, 90 % under {sizes[int(0.9 * len(sizes))]} ms,"
        f" worst {worst} ms"
    )
    return 0 if middle <= 15 and worst <= 60 else 1


def cue_starts(path: Path) -> list[int]:
    """When the captions start, in milliseconds, as webvtt-py reads them."""
    import webvtt

    starts = []
    for cue in webvtt.read(str(path)):
        hours, minutes, seconds = cue.start.split(":")
        starts.append(round(1000 * (3600 * int(hours) + 60 * int(minutes) + float(seconds))))
    return starts


def loudness(mp3: Path) -> np.ndarray:
    """The level of each millisecond of the decoded sound, in dB."""
    command = ["ffmpeg", "-v", "error", "-i", str(mp3), "-map", "0:a", "-ac", "1", "-ar", str(RATE)]
    pcm = subprocess.run([*command, "-f", "s16le", "-"], capture_output=True, check=True).stdout
    samples = np.frombuffer(pcm, dtype="<i2").astype(np.float64) / 32_768
    # Frame by frame of 44.1: the border of each millisecond is rounded, never added up.
    borders = np.arange(len(samples) * 1000 // RATE + 1) * RATE // 1000
    energy = np.add.reduceat(samples**2, borders[:-1]) / np.diff(borders)
    return 10 * np.log10(energy + 1e-12)


def onset(levels: np.ndarray, cue: int) -> int | None:
    """Where speech rises out of the longest silence around `cue`, wherever in the window that is
    (the nearest would flatter); None where there is none."""
    start, end = max(0, cue - BEFORE), min(len(levels), cue + AFTER)
    level = 10 * np.log10(np.mean(10 ** (levels[start : cue + 1500] / 10)))
    best, longest, silent = None, QUIET - 1, 0
    for place in range(start, end):
        if levels[place] <= level + RISE:
            silent += 1
            continue
        if silent > longest:
            best, longest = place, silent
        silent = 0
    return best


if __name__ == "__main__":
    sys.exit(main())

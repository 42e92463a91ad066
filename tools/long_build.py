"""`python -m tools.long_build [TRANSCRIPT] --times 24`: a day of debate, built whole and looked at.

The transcript, so many times, each copy with other words. Printed: time, the most memory of all
processes together, and whether the last chapters are as right as the first: at each of some from
all over the file, found by seeking, there is quiet before and a voice after. Needs ffmpeg.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from array import array
from pathlib import Path

from bench.growth import longer
from bench.run import measure, transcript_to_measure

_RATE = 44_100
_LOOKED_AT = 24  # chapters


def main() -> int:
    """Build, look, print; 1 where a chapter is not where it is told to be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("transcript", nargs="?")
    parser.add_argument("--times", type=int, default=24)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = transcript_to_measure(folder, [asked.transcript] if asked.transcript else [])
        source = longer(path, asked.times, folder)
        command = [sys.executable, "-m", "podcast", "build", "-q", "-o", str(folder / "out")]
        run = measure([*command, str(source)], {"PODCAST_CACHE": "off"})
        mp3 = Path(run.output.strip())
        shown = json.loads(_ffprobe(mp3, "-show_chapters", "-show_format"))
        hours = float(shown["format"]["duration"]) / 3600
        print(f"{hours:.1f} hours in {run.wall:.0f} s, {run.memory:.0f} MB at most")
        for file in sorted(mp3.parent.iterdir()):
            print(f"  {file.stat().st_size / 1e6:8.1f} MB  {file.name}")
        chapters = shown["chapters"]
        step = max(1, len(chapters) // _LOOKED_AT)
        wrong = [c for c in chapters[step::step] if not _begins(mp3, float(c["start_time"]))]
        count = len(chapters[step::step])
        print(f"{len(chapters)} chapters; of {count} looked at, {len(wrong)} are wrong")
    return 1 if wrong else 0


def _ffprobe(path: Path, *asked: str) -> str:
    command = ["ffprobe", "-v", "error", *asked, "-of", "json", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _begins(mp3: Path, start: float) -> bool:
    """Whether it is quiet for 200 ms before `start` (s), and not in the half second after."""
    command = ["ffmpeg", "-v", "error", "-ss", f"{start - 0.25}", "-t", "1", "-i", str(mp3)]
    command += ["-map", "0:a", "-f", "s16le", "-ac", "1", "-ar", str(_RATE), "-"]
    sound = array("h", subprocess.run(command, capture_output=True, check=True).stdout)
    before = sound[: int(0.2 * _RATE)]
    after = sound[int(0.25 * _RATE) : int(0.85 * _RATE)]
    return max(map(abs, before)) < 300 and max(map(abs, after)) > 1_000


if __name__ == "__main__":
    sys.exit(main())

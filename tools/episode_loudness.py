"""How loud an episode is, and each voice in it: `python -m tools.episode_loudness debate.txt`.

Makes the episode in a temporary folder (options: --stereo, --chime, --speed 2), decodes the MP3
with ffmpeg and measures with its `ebur128` filter, so by nothing of ours: integrated loudness and
true peak of the whole and of its mono sum, loudness of all that each speaker says (cut by the
timeline), the longest silence, and how softly it is silent.
"""

from __future__ import annotations

import argparse
import math
import re
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from podcast.audio.mixing import RATE
from podcast.building.decide import prepare_album
from podcast.building.make import make_episodes
from podcast.building.model import BuildOptions, Episode, Production
from podcast.reading import read_debate
from podcast.rendering.pool import local_pool
from podcast.timecode import Milliseconds, clock
from podcast.wording.lexicon import debate_lexicon

Sound = NDArray[np.int16]  # frames × channels


def decoded(path: Path) -> Sound:
    """What ffmpeg makes of an MP3."""
    probe = ["ffprobe", "-v", "error", "-show_entries", "stream=channels", "-of", "csv=p=0"]
    probe += ["-select_streams", "a", str(path)]
    channels = int(subprocess.run(probe, capture_output=True, check=True).stdout)
    command = ["ffmpeg", "-v", "error", "-i", str(path), "-map", "0:a", "-f", "s16le", "-"]
    pcm = subprocess.run(command, capture_output=True, check=True).stdout
    return np.frombuffer(pcm, dtype="<i2").reshape(-1, channels)


def measured(sound: Sound) -> tuple[float, float]:
    """Integrated loudness (LUFS) and true peak (dBTP), by ffmpeg."""
    command = ["ffmpeg", "-hide_banner", "-f", "s16le", "-ar", str(RATE)]
    command += ["-ac", str(sound.shape[1]), "-i", "-", "-af", "ebur128=peak=true", "-f", "null"]
    done = subprocess.run([*command, "-"], input=sound.tobytes(), capture_output=True, check=True)
    summary = done.stderr.decode().rpartition("Summary")[2]

    def number(pattern: str) -> float:
        found = re.search(pattern, summary)
        return float(found[1]) if found else -math.inf

    return number(r"I:\s+(\S+) LUFS"), number(r"Peak:\s+(\S+) dBFS")


def lines_of(production: Production) -> dict[str, list[int]]:
    """The numbers of the lines that each speaker says; the narrator's under "(narrator)"."""
    speakers = {turn.index: turn.speaker for turn in production.debate.turns}
    lines: dict[str, list[int]] = {}
    for number, line in enumerate(production.script.lines):
        name = speakers[line.turn] if line.turn is not None else "(narrator)"
        lines.setdefault(name, []).append(number)
    return lines


def longest_silence(sound: Sound) -> tuple[float, float]:
    """Seconds of the longest stretch below -50 dBFS before the last sound, and where it starts."""
    loud = np.flatnonzero(np.abs(sound.astype(int)).max(axis=1) > 32_768 * 10 ** (-50 / 20))
    gaps = np.diff(loud)
    place = int(np.argmax(gaps))
    return float(gaps[place]) / RATE, float(loud[place]) / RATE


def floor(episode: Episode, sound: Sound) -> float:
    """The level of the silences between lines in dBFS (RMS), -inf for digital silence."""
    edge = RATE // 20
    stretches: Iterable[Sound] = (
        sound[line.start - line.silence + edge : line.start - edge]
        for line in episode.timeline.lines
        if line.silence > 3 * edge and line.chime is None
    )
    silence = np.concatenate(list(stretches)).astype(float) / 32_768
    power = float((silence**2).mean())
    return 10 * math.log10(power) if power else -math.inf


def main() -> None:
    """Make the episode and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("transcript", type=Path)
    parser.add_argument("--stereo", action="store_true")
    parser.add_argument("--chime", action="store_true")
    parser.add_argument("--speed", type=float, default=1.0)
    parser.add_argument("--language")
    asked = parser.parse_args()
    debate = read_debate(asked.transcript, language=asked.language)
    production = prepare_album(
        debate,
        BuildOptions(speed=asked.speed, chime=asked.chime),
        lexicon=debate_lexicon(asked.transcript, debate.language),
    ).whole
    with tempfile.TemporaryDirectory() as folder:
        with local_pool(2) as pool:
            (episode,), _ = make_episodes(
                production.script, [production], Path(folder), pool, stereo=asked.stereo
            )
        sound = decoded(episode.path)
    loudness, peak = measured(sound)
    assert len(sound) == episode.timeline.total
    target = -16.0 if asked.stereo else -19.0
    print(f"whole     {loudness:6.1f} LUFS (wanted {target:.0f}), true peak {peak:.1f} dBTP")
    if asked.stereo:
        mono = np.rint(sound.astype(float).mean(axis=1)).astype("<i2")[:, None]
        print("mono sum  {:6.1f} LUFS, true peak {:.1f} dBTP".format(*measured(mono)))
    print(
        f"length    {clock(episode.timeline.length)}, estimated"
        f" {clock(Milliseconds(production.estimated_length))};"
        " longest silence {:.2f} s at {:.0f} s;".format(*longest_silence(sound)),
        f"silences at {floor(episode, sound):.0f} dBFS",
    )
    levels, sums = [], []
    for name, numbers in lines_of(production).items():
        places = [episode.timeline.lines[number] for number in numbers]
        own = np.concatenate([sound[line.start : line.start + line.length] for line in places])
        level, high = measured(own)
        levels.append(level)
        told = f"{level:6.1f} LUFS  {high:5.1f} dBTP  {len(own) / RATE:5.0f} s"
        if asked.stereo:
            mono = np.rint(own.astype(float).mean(axis=1)).astype("<i2")[:, None]
            sums.append(measured(mono)[0])
            told += f"  mono sum {sums[-1]:6.1f}"
        print(f"  {told}  {name}")
    print(f"spread    {max(levels) - min(levels):.1f} LU between speakers")
    if sums:
        print(f"mono sum  {max(sums) - min(sums):.1f} LU between speakers")


if __name__ == "__main__":
    main()

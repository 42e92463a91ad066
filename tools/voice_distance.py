"""How well the palettes' voices are told apart: a classifier, confusions and distances.

    python -m tools.voice_distance [fr] [en] [--write] [--cast TRANSCRIPT]

Every voice says 20 sentences as the program would say them. A classifier learns each voice from
ten of them and names it in the other ten, then the other way round: what it learns cannot be the
text. It is the nearest centre after whitening by the noise within voices (linear discriminant
analysis with equal weights). Distances are between centres after that whitening, over all
sentences; 1.0 is how far a sentence lies typically (root mean square) from the centre of its own
voice. `--write` puts them into voices/distances; `--cast` looks at the voices of a debate's cast.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from podcast.audio.loudness import samples
from podcast.audio.timbre import shaped
from podcast.casting.distances import fingerprint
from podcast.casting.palette import languages, load_palette
from podcast.speaking.pool import Utterance, speak_all
from podcast.store.data import default_directory
from podcast.voice import Gender, Voice
from podcast.wording.spoken_words import words_to_say
from tools.voice_features import FLOORS, NAMES, VERSION, Array, Look, features
from tools.voice_sentences import CHOOSING

SHRINKING = 0.1
"""How much of the noise between features is taken for chance: their covariances shrink by it."""


@dataclass(frozen=True, slots=True)
class Study:
    """What was measured: `values` by voice, sentence and feature, and the means for people."""

    voices: tuple[Voice, ...]
    values: Array
    looks: tuple[Look, ...]


def study(voices: Sequence[Voice], language: str, jobs: int, sentences: int = 20) -> Study:
    """Let every voice say so many sentences, and measure."""
    texts = CHOOSING[language][:sentences]
    said = [Utterance(words_to_say(text, language), voice) for voice in voices for text in texts]
    measured = []
    for utterance, clip in zip(said, speak_all(said, jobs=jobs), strict=True):
        signal = shaped(samples(clip.pcm), clip.rate, utterance.voice.timbre)
        measured.append(features(signal, clip.rate, utterance.said.words))
    values = np.array([vector for vector, _ in measured]).reshape(len(voices), len(texts), -1)
    looks = []
    for place in range(len(voices)):
        some = [look for _, look in measured[place * len(texts) : (place + 1) * len(texts)]]
        looks.append(
            Look(
                *(
                    float(np.mean([getattr(look, name) for look in some]))
                    for name in ("f0", "spread", "highs", "tilt", "voiced")
                )
            )
        )
    return Study(tuple(voices), values, tuple(looks))


def whitening(values: Array) -> Array:
    """The matrix that makes the noise within voices the same in all directions, at least as large
    as `FLOORS`, and 1 on the whole."""
    voices, sentences, count = values.shape
    rest = (values - values.mean(axis=1, keepdims=True)).reshape(-1, count)
    noise = rest.T @ rest / (voices * (sentences - 1))
    noise = (1 - SHRINKING) * noise + SHRINKING * np.diag(np.diag(noise)) + np.diag(FLOORS**2)
    made: Array = np.linalg.inv(np.linalg.cholesky(noise)).T / np.sqrt(count)
    return made


def distances(values: Array, white: Array) -> Array:
    """Between the centres of all voices."""
    centres = values.mean(axis=1) @ white
    made: Array = np.linalg.norm(centres[:, None] - centres[None], axis=2)
    return made


def guesses(values: Array) -> Array:
    """For each voice and sentence, the voice that the classifier takes it for."""
    voices, sentences, _ = values.shape
    guessed = np.zeros((voices, sentences), dtype=int)
    for odd in (0, 1):
        learnt, asked = values[:, odd::2], values[:, 1 - odd :: 2]
        white = whitening(learnt)
        centres = learnt.mean(axis=1) @ white
        far = np.linalg.norm((asked @ white)[:, :, None] - centres, axis=3)
        guessed[:, 1 - odd :: 2] = far.argmin(axis=2)
    return guessed


def report(found: Study, title: str) -> Array:
    """Print what was found; gives the distances back."""
    matrix = distances(found.values, whitening(found.values))
    np.fill_diagonal(matrix, np.inf)
    guessed = guesses(found.values)
    truth = np.arange(len(found.voices))[:, None]
    print(f"{title}: {len(found.voices)} voices, {guessed.size} sentences")
    print(f"  told apart: {np.mean(guessed == truth):.4f} (each half learnt, the other asked)")
    for one, place in zip(*np.nonzero(guessed != truth), strict=True):
        print(f"    {found.voices[one].name} taken for {found.voices[guessed[one, place]].name}")
    one, other = np.unravel_index(matrix.argmin(), matrix.shape)
    print(
        f"  smallest distance: {matrix.min():.2f},"
        f" {found.voices[one].name} and {found.voices[other].name}"
    )
    for gender in Gender:
        side = [i for i, voice in enumerate(found.voices) if voice.gender is gender and i]
        if len(side) > 1:
            print(f"    among {gender.value}: {matrix[np.ix_(side, side)].min():.2f}")
    print(f"    the narrator from all: {matrix[0, 1:].min():.2f}")
    print("  voice       gender  F0 Hz  spread  >4 kHz   tilt  voiced  nearest")
    for place, (voice, look) in enumerate(zip(found.voices, found.looks, strict=True)):
        near = int(matrix[place].argmin())
        print(
            f"  {voice.name:11} {voice.gender.value if voice.gender else '':6} {look.f0:6.0f}"
            f" {look.spread:7.1f} {look.highs:7.1f} {look.tilt:6.1f} {look.voiced:7.2f}"
            f"  {found.voices[near].name} {matrix[place, near]:.2f}"
        )
    np.fill_diagonal(matrix, 0.0)
    return matrix


def print_matrix(voices: Sequence[Voice], matrix: Array) -> None:
    """All distances, a row for each voice."""
    print("  " + " " * 11 + " ".join(f"{voice.name[:5]:>5}" for voice in voices))
    for voice, row in zip(voices, matrix, strict=True):
        print(f"  {voice.name[:10]:11}" + " ".join(f"{value:5.1f}" for value in row))


def write(found: Study, matrix: Array, path: Path) -> None:
    """Put the distances beside the palette."""
    rows = ",\n".join(f"    {json.dumps([round(float(v), 2) for v in row])}" for row in matrix)
    head = {
        "about": "How unlike the voices of the palette sound; 1.0 is the noise within a voice.",
        "made": "python -m tools.voice_distance --write; tools/voice_features.py says what is"
        " measured",
        "version": VERSION,
        "features": len(NAMES),
        "sentences": int(found.values.shape[1]),
        "ids": [voice.id for voice in found.voices],
        "voices": {voice.id: fingerprint(voice) for voice in found.voices},
    }
    text = json.dumps(head, ensure_ascii=False, indent=1)
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'{text[:-2]},\n "matrix": [\n{rows}\n ]\n}}\n', encoding="utf-8")
    print(f"  wrote {path}")


def main() -> None:
    """Measure the palettes, or the voices of a cast."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("language", nargs="*", help="fr, en; all by default")
    parser.add_argument("--write", action="store_true", help="write voices/distances/*.json")
    parser.add_argument("--cast", type=Path, help="measure the voices of this transcript's cast")
    parser.add_argument("--voices", type=Path, help="folder of palettes")
    parser.add_argument("--sentences", type=int, default=20, help="of each voice")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    if options.cast:
        from podcast.building.decide import cast_debate
        from podcast.reading import read_debate

        debate = read_debate(options.cast)
        cast = cast_debate(debate, voices=options.voices).cast
        voices = [cast.narrator, *(part.voice for part in cast.parts)]
        found = study(voices, debate.language, options.jobs, options.sentences)
        print_matrix(voices, report(found, f"the cast of {options.cast.name}"))
        return
    folder = options.voices or default_directory()
    for language in options.language or languages(folder):
        palette = load_palette(language, folder)
        found = study(
            (palette.narrator, *palette.voices), language, options.jobs, options.sentences
        )
        matrix = report(found, language)
        print_matrix(found.voices, matrix)
        if options.write:
            write(found, matrix, folder / "distances" / f"{language}.json")


if __name__ == "__main__":
    main()

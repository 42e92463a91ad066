"""How good the voices of a palette sound, as a predictor of listeners' opinions has it.

    pip install torch distillmos
    python -m tools.voice_quality fr [--voices voices/kokoro] [--tuned] [--sentences 20]

DistillMOS (MIT; Stahl and Gamper, "Distillation and pruning for scalable self-supervised
representation-based speech quality assessment", ICASSP 2025) gives 1 (bad) to 5 (excellent) for
sentences as the program says them, those that judge or (`--tuned`) that voices were chosen by
(`tools.voice_sentences`). It learnt from people's opinions of English calls: it ranks, and does not
measure.

It looks at 7.68 s at a time: here at two sentences, and at the next two.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import soxr

from podcast.audio.loudness import samples
from podcast.audio.take import shape
from podcast.audio.timbre import shaped
from podcast.casting.palette import load_palette
from podcast.scripting.script import SENTENCE_PAUSE
from podcast.speaking.pool import Utterance, speak_all
from podcast.wording.spoken_words import words_to_say
from tools.listen import RATE
from tools.voice_sentences import CHOOSING, JUDGING

LOOK = 122_880
"""Samples that the predictor looks at."""

TOGETHER = 2
"""Sentences that it looks at in one go."""


def main() -> None:
    """Rate every voice, the worst last."""
    import torch

    # It reads files with that, which there are none of, and PyPI's wants a graphics card's torch.
    sys.modules.setdefault("torchaudio", ModuleType("torchaudio"))
    from distillmos import ConvTransformerSQAModel

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("language", choices=sorted(JUDGING))
    parser.add_argument("--voices", type=Path, help="folder of palettes")
    parser.add_argument("--sentences", type=int, default=20, help="that each voice says")
    parser.add_argument("--tuned", action="store_true", help="the sentences of the choice")
    asked = parser.parse_args()
    palette = load_palette(asked.language, asked.voices)
    voices = (palette.narrator, *palette.voices)
    every = (CHOOSING if asked.tuned else JUDGING)[asked.language][: asked.sentences]
    texts = [
        words_to_say(" ".join(every[n : n + TOGETHER]), asked.language)
        for n in range(0, len(every), TOGETHER)
    ]
    torch.set_num_threads(1)
    model = ConvTransformerSQAModel()
    model.eval()
    rated: dict[str, float] = {}
    said = [Utterance(text, voice) for voice in voices for text in texts]
    clips = speak_all(said, jobs=1, timeout=900)
    for voice in voices:
        marks = []
        for _ in texts:
            take = shape(next(clips), sentence_pause=SENTENCE_PAUSE)
            signal = shaped(samples(take.pcm), take.rate, voice.timbre)
            look = soxr.resample(np.asarray(signal, np.float32), take.rate, RATE)[:LOOK]
            with torch.no_grad():
                marks.append(float(model(torch.from_numpy(look.copy())[None])))
        rated[voice.name] = float(np.mean(marks))
        noise = np.std(marks) / np.sqrt(len(marks))
        print(f"  {voice.name:12} {rated[voice.name]:.2f} ± {noise:.2f}", flush=True)
    print(f"all {np.mean([*rated.values()]):.2f}, worst {min(rated, key=lambda name: rated[name])}")


if __name__ == "__main__":
    main()

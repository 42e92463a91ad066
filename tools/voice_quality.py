"""How good the voices of a palette sound, as a predictor of listeners' opinions has it.

    pip install torch distillmos
    python -m tools.voice_quality fr [--voices voices/kokoro] [--sentences 2]

DistillMOS (MIT; Stahl and Gamper, "Distillation and pruning for scalable self-supervised
representation-based speech quality assessment", ICASSP 2025) gives 1 (bad) to 5 (excellent) for
the first of the sentences that `tools.voice_distance` has, as the program says them. It learnt from
people's opinions of English calls: it ranks, and does not measure.

It looks at 7.68 s at a time, and by itself a second further on each time, which is twenty looks at
half a minute; here they follow each other, which takes a seventh of the time.
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
from tools.voice_distance import SENTENCES

LOOK = 122_880
"""Samples that the predictor looks at."""


def main() -> None:
    """Rate every voice, the worst last."""
    import torch

    # It reads files with that, which there are none of, and PyPI's wants a graphics card's torch.
    sys.modules.setdefault("torchaudio", ModuleType("torchaudio"))
    from distillmos import ConvTransformerSQAModel

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("language", choices=sorted(SENTENCES))
    parser.add_argument("--voices", type=Path, help="folder of palettes")
    parser.add_argument("--sentences", type=int, default=2, help="that each voice says")
    asked = parser.parse_args()
    palette = load_palette(asked.language, asked.voices)
    voices = (palette.narrator, *palette.voices)
    text = words_to_say(" ".join(SENTENCES[asked.language][: asked.sentences]), asked.language)
    torch.set_num_threads(1)
    model = ConvTransformerSQAModel()
    model.eval()
    rated: dict[str, float] = {}
    clips = speak_all([Utterance(text, voice) for voice in voices], jobs=1, timeout=900)
    for voice, clip in zip(voices, clips, strict=True):
        take = shape(clip, sentence_pause=SENTENCE_PAUSE)
        signal = shaped(samples(take.pcm), take.rate, voice.timbre)
        sound = soxr.resample(np.asarray(signal, np.float32), take.rate, RATE)
        looks = [sound[at : at + LOOK] for at in range(0, max(1, len(sound) - LOOK // 2), LOOK)]
        with torch.no_grad():
            marks = [float(model(torch.from_numpy(look.copy())[None])) for look in looks]
        rated[voice.name] = float(np.mean(marks))
        print(f"  {voice.name:12} {rated[voice.name]:.2f} of {len(looks)}", flush=True)
    print(f"all {np.mean([*rated.values()]):.2f}, worst {min(rated, key=lambda name: rated[name])}")


if __name__ == "__main__":
    main()

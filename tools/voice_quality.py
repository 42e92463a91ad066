"""How good the voices of a finished episode sound, as a predictor of listeners' opinions has it.

    pip install torch torchaudio distillmos
    python -m tools.voice_quality EPISODE.mp3 [--windows 12]

DistillMOS (MIT; Stahl and Gamper, "Distillation and pruning for scalable self-supervised
representation-based speech quality assessment", ICASSP 2025) gives 1 (bad) to 5 (excellent) for
some windows of each speaker. It learnt from people's opinions of English calls: it ranks, and
does not measure. ffmpeg decodes the MP3.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
from pathlib import Path

import numpy as np

from tools.listen import RATE, chosen, windows_of


def main() -> None:
    """Rate the windows, and print what each speaker's have."""
    import torch
    from distillmos import ConvTransformerSQAModel

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("episode", type=Path)
    parser.add_argument("--windows", type=int, default=12, help="of each speaker; 0 for all")
    asked = parser.parse_args()
    decode = ["ffmpeg", "-v", "error", "-i", str(asked.episode), "-ac", "1", "-ar", str(RATE)]
    raw = subprocess.run([*decode, "-f", "f32le", "-"], check=True, capture_output=True).stdout
    sound = np.frombuffer(raw, np.float32)
    model = ConvTransformerSQAModel()
    model.eval()
    torch.set_num_threads(1)
    rated: dict[str, list[float]] = {}
    captions = asked.episode.with_suffix(".vtt").read_text(encoding="utf-8")
    for window in chosen(windows_of(captions), asked.windows):
        part = sound[int(window.start * RATE) : int(window.end * RATE)].copy()
        with torch.no_grad():
            rated.setdefault(window.speaker, []).append(float(model(torch.from_numpy(part)[None])))
    for speaker, its in sorted(rated.items(), key=lambda item: statistics.mean(item[1])):
        print(f"  {speaker[:40]:40} {statistics.mean(its):.2f}, worst {min(its):.2f} of {len(its)}")
    everything = [rating for its in rated.values() for rating in its]
    print(f"Over all: {statistics.mean(everything):.2f} of 5, as DistillMOS predicts")


if __name__ == "__main__":
    main()

"""How much of the time that the engine `kokoro` takes is its model's.

    python -m tools.natural_speed [--beside]

Paragraphs of the sentences that `tools.voice_distance` has are spoken in this process, on one
thread. Prints processor time, so that a busy machine does not count, and the ratio of all of it to
what the model alone took for the same signs. With `--beside`, the same paragraphs are then spoken
as somebody would who has the library kokoro-onnx (`pip install kokoro-onnx`): sentence after
sentence, with the same model and styles.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from podcast.casting.palette import load_palette, natural_folder
from podcast.speaking.kokoro import engine
from podcast.speaking.kokoro.model import model_places
from podcast.speaking.kokoro.styles import parse_recipe, table_of
from podcast.wording.spoken_words import words_to_say
from tools.voice_sentences import CHOOSING

TOGETHER = 4


class Timed:
    """A session whose runs are timed."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self.seconds = 0.0

    def run(self, *arguments: Any) -> Any:
        """As the session's."""
        begun = time.process_time()
        try:
            return self._session.run(*arguments)
        finally:
            self.seconds += time.process_time() - begun


def main() -> None:
    """Speak, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--beside", action="store_true", help="the library kokoro-onnx as well")
    beside = parser.parse_args().beside
    begun = time.process_time()
    timed = Timed(engine.session())
    loading = time.process_time() - begun
    engine.session = lambda: timed  # type: ignore[assignment]
    voices = load_palette("fr", natural_folder()).voices
    sentences = CHOOSING["fr"]
    sound, begun = 0.0, time.process_time()
    for number in range(0, len(sentences), TOGETHER):
        said = words_to_say(" ".join(sentences[number : number + TOGETHER]), "fr")
        clip = engine.KokoroEngine().speak(said, voices[number % len(voices)])
        sound += clip.frames / clip.rate
    whole = time.process_time() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{sound:.1f} s of sound in {whole:.1f} s ({sound / whole:.2f} × real time);"
        f" the model alone {timed.seconds:.1f} s: {whole / timed.seconds:.3f} times that."
        f" Loading took {loading:.1f} s, and the process {memory} MB at most."
    )
    if beside:
        theirs = _plain_script(sentences, [voice.engine_voice for voice in voices])
        print(
            f"kokoro-onnx: {theirs:.2f} × real time; ours is {sound / whole / theirs:.2f} as fast"
        )


def _plain_script(sentences: tuple[str, ...], recipes: list[str]) -> float:
    """Speak with kokoro-onnx on one thread; return the seconds of sound a second of processor."""
    import onnxruntime
    from kokoro_onnx import Kokoro

    with tempfile.TemporaryDirectory() as folder:
        model, styles = Path(folder, "model.onnx"), Path(folder, "voices.npz")
        model.write_bytes(b"".join(place.read_bytes() for place in model_places()))
        tables: Any = {recipe: table_of(parse_recipe(recipe))[:, None] for recipe in recipes}
        np.savez(styles, **tables)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(
            str(model), options, providers=["CPUExecutionProvider"]
        )
        kokoro = Kokoro.from_session(session, str(styles))
        frames, begun = 0, time.process_time()
        for number, sentence in enumerate(sentences):
            recipe = recipes[number // TOGETHER % len(recipes)]
            sound, rate = kokoro.create(sentence, recipe, lang="fr-fr")
            frames += len(sound)
        return float(frames / rate / (time.process_time() - begun))


if __name__ == "__main__":
    main()

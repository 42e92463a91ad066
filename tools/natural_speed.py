"""How much of the time that the engine `kokoro` takes is its model's.

    python -m tools.natural_speed

Paragraphs of the sentences that `tools.voice_distance` has are spoken in this process, on one
thread. Prints processor time, so that a busy machine does not count, and the ratio of all of it to
what the model alone took for the same signs.
"""

from __future__ import annotations

import resource
import time
from typing import Any

from podcast.casting.palette import load_palette, natural_folder
from podcast.speaking.kokoro import engine
from podcast.wording.spoken_words import words_to_say
from tools.voice_distance import SENTENCES

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
    begun = time.process_time()
    timed = Timed(engine._session())
    loading = time.process_time() - begun
    engine._session = lambda: timed  # type: ignore[assignment]
    voices = load_palette("fr", natural_folder()).voices
    sentences = SENTENCES["fr"]
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


if __name__ == "__main__":
    main()

"""What cannot be done without: `python -m bench.bare TRANSCRIPT EPISODE` prints two times as JSON.

Seconds of processor time, one core: eSpeak NG speaking all lines, with nothing done to them; LAME
encoding the PCM of the episode, in one piece, at the same settings.
"""

import io
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path


def main(transcript: str, episode: str) -> None:
    """Print {"espeak": …, "lame": …}."""
    from podcast.audio.encoding import encode
    from podcast.audio.mixing import RATE
    from podcast.building.decide import prepare_album
    from podcast.reading import read_debate
    from podcast.speaking.espeak.engine import EspeakEngine

    lines = prepare_album(read_debate(Path(transcript))).whole.script.lines
    engine = EspeakEngine()
    start = time.process_time()
    pcm = b"".join(engine.speak(line.said, line.voice).pcm for line in lines)
    espeak = time.process_time() - start
    if shutil.which("ffmpeg"):
        command = ["ffmpeg", "-v", "error", "-i", episode, "-map", "0:a", "-f", "s16le", "-"]
        pcm = subprocess.run(command, capture_output=True, check=True).stdout
    else:  # as much, and as busy
        pcm = b"".join(pcm[place : place + 2] * 2 for place in range(0, len(pcm), 2))
    start = time.process_time()
    encode((pcm[place : place + 2**17] for place in range(0, len(pcm), 2**17)), io.BytesIO(), RATE)
    print(json.dumps({"espeak": espeak, "lame": time.process_time() - start}))


if __name__ == "__main__":
    main(*sys.argv[1:])

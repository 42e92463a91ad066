"""One voice, one sentence: to choose voices by ear."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from podcast.errors import PodcastError
from podcast.files import output_errors, part_file
from podcast.voice import Voice

_LONGEST = 2_000
_PLAYERS = (
    ("afplay",),
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
    ("mpv", "--no-video", "--really-quiet"),
    ("mpg123", "-q"),
    ("cvlc", "--play-and-exit", "--quiet"),
)


def write_sample(voice: Voice, text: str, path: Path) -> Path:
    """Write `text` said by `voice` to the MP3 at `path`; gives the path back.

    Raises `OutputError` where it cannot be written, `SpeechError` where it cannot be said.
    """
    from podcast.encoding import encode
    from podcast.loudness import gain_for
    from podcast.mixing import RATE, prepare, stream
    from podcast.speaking.pool import Utterance, speak_one
    from podcast.timecode import Milliseconds, to_frames
    from podcast.wording import words_to_say

    said = words_to_say(text, voice.language)
    if not said:
        raise PodcastError("There is nothing to say in the text; give it a few words.")
    if len(said) > _LONGEST:
        raise PodcastError(f"The text is too long for a sample: at most {_LONGEST} characters.")
    clip = speak_one(Utterance(said, voice))
    silence = to_frames(Milliseconds(300), RATE)
    with output_errors(path), part_file(path) as part, part.open("w+b") as file:
        ready = prepare(clip, gain_for(clip, timbre=voice.timbre), timbre=voice.timbre)
        encode(stream((silence, ready, silence)), file, RATE)
    return path


def play_file(path: Path) -> None:
    """Play an MP3 with what the system has; `PodcastError` where it has nothing."""
    if sys.platform == "win32":
        import os

        os.startfile(path)
        return
    for player in _PLAYERS:
        if shutil.which(player[0]):
            subprocess.run([*player, str(path)], check=False)
            return
    raise PodcastError(f"No player was found on this machine; open {path} with your own.")

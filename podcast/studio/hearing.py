"""What can be heard before anything is made: a voice, and a word before and after a correction."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path
from threading import Lock

from podcast.building.audition import Said, write_samples
from podcast.casting.palette import Palette
from podcast.errors import PodcastError
from podcast.studio.opened import Opened
from podcast.voice import Voice
from podcast.wording.lexicon import Entry, Lexicon

_LONGEST = 300  # characters of a text that is heard
_ONE_AT_A_TIME = Lock()


def voice_sample(debate: Opened, name: str) -> bytes:
    """Return an MP3 of the voice called `name`, which says the sample of its palette."""
    palette = palette_of(debate)
    return _said(Said(voice_of(palette, name), palette.sample))


def word_sample(debate: Opened, text: str, entry: Entry | None) -> bytes:
    """Return an MP3 of the narrator saying `text` as in this debate, with `entry` in its lexicon
    where it is not None."""
    text = " ".join(text.split())[:_LONGEST]
    lexicon = debate.lexicon if entry is None else Lexicon.of((entry,)) + debate.lexicon
    return _said(Said(palette_of(debate).narrator, text, lexicon=lexicon))


def _said(said: Said) -> bytes:
    with _ONE_AT_A_TIME:
        return _sample(said)


@lru_cache(maxsize=64)
def _sample(said: Said) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.mp3"
        write_samples([said], path)
        return path.read_bytes()


def palette_of(debate: Opened) -> Palette:
    """Return the voices of `debate`. Raises `PodcastError` where there are none."""
    if debate.casting is None:
        raise PodcastError(debate.uncast)
    return debate.casting.palette


def voice_of(palette: Palette, name: str) -> Voice:
    """Return the voice called `name`, with `PodcastError` where there is none."""
    for voice in (palette.narrator, *palette.voices):
        if name in (voice.name, voice.id):
            return voice
    raise PodcastError(f"There is no voice “{name}” here any more; look at the page again.")

"""What can be heard before anything is made: a voice, and a word before and after a correction."""

from __future__ import annotations

import tempfile
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from podcast.building.audition import Said, write_samples
from podcast.casting.palette import Palette
from podcast.errors import PodcastError
from podcast.studio.opened import Opened
from podcast.voice import Voice
from podcast.wording.lexicon import Entry, Lexicon

_MOST = 64
_LONGEST = 300  # characters of a text that is heard


@dataclass
class Samples:
    """MP3s of a sentence or two, made when first asked for; one at a time."""

    _made: OrderedDict[Said, bytes] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def voice(self, debate: Opened, name: str) -> bytes:
        """Return the voice called `name`, which says the sample of its palette."""
        palette = palette_of(debate)
        return self._said(Said(voice_of(palette, name), palette.sample))

    def word(self, debate: Opened, text: str, entry: Entry | None) -> bytes:
        """Return the narrator saying `text` as in this debate, with `entry` in its lexicon where it
        is not None."""
        text = " ".join(text.split())[:_LONGEST]
        lexicon = debate.lexicon
        if entry is not None:
            lexicon = Lexicon.of((entry,)) + lexicon
        return self._said(Said(palette_of(debate).narrator, text, lexicon=lexicon))

    def _said(self, said: Said) -> bytes:
        with self._lock:
            if said not in self._made:
                with tempfile.TemporaryDirectory() as folder:
                    path = Path(folder) / "sample.mp3"
                    write_samples([said], path)
                    self._made[said] = path.read_bytes()
                while len(self._made) > _MOST:
                    self._made.popitem(last=False)
            return self._made[said]


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

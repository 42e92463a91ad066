"""What a working process has at hand: somebody who speaks, and the takes that are kept."""

from __future__ import annotations

import atexit
import shutil
import struct
import tempfile
import threading
from pathlib import Path

from podcast.audio.take import Take, packed, shape, unpacked
from podcast.rendering.orders import Sound, Stores
from podcast.speaking.pool import Speaker
from podcast.store.cache import Blobs

TAKES = "takes"
"""Their kind in the cache."""

_NO_LIMIT = 1 << 62


class Desk:
    """One for each thread of each process."""

    def __init__(self, stores: Stores) -> None:
        self.stores = stores
        self._cache = Blobs(stores.cache, stores.limit) if stores.cache else None
        run = stores.run or _own_folder()
        self._run = Blobs(run, _NO_LIMIT) if run else None
        self._speaker: Speaker | None = None
        self.spoken = 0
        """Lines that were spoken so far."""

    def close(self) -> None:
        """Let the speaker go."""
        if self._speaker is not None:
            self._speaker.finish()

    def take(self, sound: Sound) -> Take:
        """The take of `sound`, kept or spoken; raises what `Speaker.speak` does."""
        store = self._cache if sound.lasting and self._cache else self._run
        kept = self._kept(store, sound)
        if kept is not None:
            return kept
        self._speaker = self._speaker or (_ready.pop() if _ready else Speaker())
        voice = sound.utterance.voice
        clip = self._speaker.speak(sound.utterance)
        take = shape(clip, timbre=voice.timbre, sentence_pause=sound.sentence_pause)
        self.spoken += 1
        if store is not None and (store is self._cache or sound.again):
            store.put(TAKES, sound.name, packed(take))
        return take

    @staticmethod
    def _kept(store: Blobs | None, sound: Sound) -> Take | None:
        data = store.get(TAKES, sound.name) if store is not None else None
        if store is None or data is None:
            return None
        try:
            return unpacked(data)
        except (struct.error, ValueError):
            store.drop(TAKES, sound.name)
            return None


_own = threading.local()
_ready: list[Speaker] = []


def prepare() -> None:
    """Let somebody get ready to speak, while what is to be said is thought out."""
    speaker = Speaker()
    speaker.start()
    _ready.append(speaker)


def desk_for(stores: Stores) -> Desk:
    """This thread's desk."""
    desk: Desk | None = getattr(_own, "desk", None)
    if desk is None or desk.stores != stores:
        if desk is not None:
            desk.close()
        desk = _own.desk = Desk(stores)
    return desk


def leave() -> None:
    """Close this thread's desk, if it has one, and let go who waits for one."""
    desk: Desk | None = getattr(_own, "desk", None)
    if desk is not None:
        desk.close()
    while _ready:
        _ready.pop().finish()


def _own_folder() -> Path | None:
    try:
        folder = Path(tempfile.mkdtemp(prefix="podcast-"))
    except OSError:
        return None  # nowhere to put a file: what is wanted again is spoken again
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder

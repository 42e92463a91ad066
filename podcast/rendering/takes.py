"""The takes that a worker needs: read from the cache, or spoken."""

from __future__ import annotations

import atexit
import shutil
import struct
import tempfile
import threading
from pathlib import Path

from podcast.audio.take import Take, pack_take, shape, unpack_take
from podcast.rendering.jobs import TakeFolders, TakeJob
from podcast.speaking.pool import Speaker
from podcast.store.cache import Cache

TAKES = "takes"
"""Their kind in the cache."""

_NO_LIMIT = 1 << 62


class TakeMaker:
    """Makes takes, one at a time; each thread of each process has its own."""

    def __init__(self, folders: TakeFolders) -> None:
        self.folders = folders
        self._cache = Cache(folders.cache, folders.limit) if folders.cache else None
        run = folders.run or _own_folder()
        self._run = Cache(run, _NO_LIMIT) if run else None
        self._speaker: Speaker | None = None
        self.spoken = 0
        """Lines that were spoken so far."""

    def close(self) -> None:
        """End the speaker's process."""
        if self._speaker is not None:
            self._speaker.finish()

    def take(self, job: TakeJob) -> Take:
        """Return the take of `job`, cached or spoken; raises what `Speaker.speak` does."""
        cache = self._cache if job.lasting and self._cache else self._run
        cached = self._cached(cache, job)
        if cached is not None:
            return cached
        self._speaker = self._speaker or (_ready.pop() if _ready else Speaker())
        clip = self._speaker.speak(job.utterance)
        voice, pause = job.utterance.voice, job.sentence_pause
        take = shape(clip, timbre=voice.timbre, sentence_pause=pause, many=voice.many)
        self.spoken += 1
        if cache is not None and (cache is self._cache or job.repeated):
            cache.put(TAKES, job.key, pack_take(take))
        return take

    @staticmethod
    def _cached(cache: Cache | None, job: TakeJob) -> Take | None:
        data = cache.get(TAKES, job.key) if cache is not None else None
        if cache is None or data is None:
            return None
        try:
            return unpack_take(data)
        except (struct.error, ValueError):
            cache.drop(TAKES, job.key)
            return None


_own = threading.local()
_ready: list[Speaker] = []


def prepare() -> None:
    """Start a speaker's process, so that it gets ready while the first job is prepared."""
    speaker = Speaker()
    speaker.start()
    _ready.append(speaker)


def take_maker(folders: TakeFolders) -> TakeMaker:
    """Return this thread's maker of takes, which keeps them in `folders`."""
    maker: TakeMaker | None = getattr(_own, "maker", None)
    if maker is None or maker.folders != folders:
        if maker is not None:
            maker.close()
        maker = _own.maker = TakeMaker(folders)
    return maker


def close() -> None:
    """End the speaker of this thread's maker, and those that `prepare` started."""
    maker: TakeMaker | None = getattr(_own, "maker", None)
    if maker is not None:
        maker.close()
    while _ready:
        _ready.pop().finish()


def _own_folder() -> Path | None:
    try:
        folder = Path(tempfile.mkdtemp(prefix="podcast-"))
    except OSError:
        return None  # nowhere to put a file: a line that is needed again is spoken again
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder

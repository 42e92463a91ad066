"""The takes that a worker needs: read from the cache, or spoken."""

from __future__ import annotations

import atexit
import struct
import threading
from contextlib import ExitStack
from pathlib import Path

from podcast.audio.take import Take, pack_take, shape, unpack_take
from podcast.rendering.jobs import TakeFolders, TakeJob
from podcast.speaking.pool import Speaker
from podcast.store.cache import Cache
from podcast.store.run_folder import run_folder

TAKES = "takes"
"""Their kind in the cache."""

_NO_LIMIT = 1 << 62


class TakeMaker:
    """Makes takes, one at a time; each thread of each process has its own."""

    def __init__(self, folders: TakeFolders, speaker: Speaker | None = None) -> None:
        self.folders = folders
        self._cache = Cache(folders.cache, folders.limit) if folders.cache else None
        run = folders.run or _own_folder()
        self._run = Cache(run, _NO_LIMIT) if run else None
        self.speaker = speaker
        self.spoken = 0
        """Lines that were spoken so far."""

    def close(self) -> None:
        """End the speaker's process."""
        if self.speaker is not None:
            self.speaker.finish()

    def take(self, job: TakeJob) -> Take:
        """Return the take of `job`, cached or spoken; raises what `Speaker.speak` does."""
        cache = self._cache if job.lasting and self._cache else self._run
        cached = self._cached(cache, job)
        if cached is not None:
            return cached
        self.speaker = self.speaker or (_ready.pop() if _ready else Speaker())
        clip = self.speaker.speak(job.utterance)
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
        # Whoever has made another debate is ready to speak.
        maker = _own.maker = TakeMaker(folders, maker.speaker if maker else None)
    return maker


def close() -> None:
    """End the speaker of this thread's maker, and those that `prepare` started."""
    maker: TakeMaker | None = getattr(_own, "maker", None)
    if maker is not None:
        maker.close()
    while _ready:
        _ready.pop().finish()


def _own_folder() -> Path | None:
    """None where there is nowhere to put a file: a line that is needed again is spoken again."""
    until_the_end = ExitStack()
    atexit.register(until_the_end.close)
    return until_the_end.enter_context(run_folder())

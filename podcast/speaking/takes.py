"""Lines are spoken once: what is kept of them, and how it is taken again.

An episode of one speaker says nothing that the whole debate has not said. The same words in the
same voice are the same clip, bit for bit, so it is spoken once and heard wherever it is wanted.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Generator, Hashable, Iterable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Generic, Protocol, TypeVar

from podcast.speaking.engine import Clip, SentenceTime
from podcast.speaking.pool import Utterance, speak_all, speak_one
from podcast.timecode import Hertz
from podcast.voice import Voice
from podcast.wording.spoken import SpokenText

Key = tuple[SpokenText, Voice]
"""All that a clip depends on: what is said, and the voice."""

K = TypeVar("K", bound=Hashable)

_IN_MEMORY = 16 << 20  # bytes of sound, before it goes to a file


def key_of(utterance: Utterance) -> Key:
    """What the clip of `utterance` depends on."""
    return utterance.said, utterance.voice


class ClipStore(Protocol):
    """Where clips are kept that may be wanted again."""

    def get(self, utterance: Utterance) -> Clip | None:
        """The clip of these words in this voice; None where it is not kept."""
        ...

    def put(self, utterance: Utterance, clip: Clip) -> None:
        """Keep `clip`, or decide not to."""
        ...


@dataclass(frozen=True, slots=True)
class _Kept:
    start: int
    size: int
    rate: Hertz
    sentences: tuple[SentenceTime, ...]


class Spool(Generic[K]):
    """Keeps clips in a temporary file, in memory what fits in a little: those only that are wanted
    again (`again`), so that one episode alone takes no room."""

    def __init__(self, again: frozenset[K]) -> None:
        self._again = again
        self._kept: dict[K, _Kept] = {}
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(  # noqa: SIM115 (see `close`)
            max_size=_IN_MEMORY
        )
        self._end = 0

    def get(self, key: K) -> Clip | None:
        """The clip of that key; None where it is not kept."""
        kept = self._kept.get(key)
        if kept is None:
            return None
        self._file.seek(kept.start)
        return Clip(self._file.read(kept.size), kept.rate, kept.sentences)

    def put(self, key: K, clip: Clip) -> None:
        """Keep `clip` where it is wanted again."""
        if key in self._again and key not in self._kept:
            self._file.seek(self._end)
            self._file.write(clip.pcm)
            self._kept[key] = _Kept(self._end, len(clip.pcm), clip.rate, clip.sentences)
            self._end += len(clip.pcm)

    def close(self) -> None:
        """Forget everything."""
        self._kept.clear()
        self._file.close()


class RunClips:
    """A store that lasts as long as one run."""

    def __init__(self, again: frozenset[Key]) -> None:
        self._spool = Spool(again)

    def get(self, utterance: Utterance) -> Clip | None:
        """The clip of these words in this voice; None where it is not kept."""
        return self._spool.get(key_of(utterance))

    def put(self, utterance: Utterance, clip: Clip) -> None:
        """Keep `clip` where it is wanted again."""
        self._spool.put(key_of(utterance), clip)

    def close(self) -> None:
        """Forget everything."""
        self._spool.close()


def repeated(keys: Iterable[K]) -> frozenset[K]:
    """Those that come more than once in `keys`."""
    return frozenset(key for key, times in Counter(keys).items() if times > 1)


class Takes:
    """Gives the clips of `utterances` in their order, each spoken once, by one pool of workers for
    all of them: what is in the `store` is not spoken at all. Close it, or use it in a `with`."""

    def __init__(self, utterances: Sequence[Utterance], store: ClipStore, jobs: int) -> None:
        self._store = store
        missing: dict[Key, Utterance] = {}
        looked_up: set[Key] = set()
        for utterance in utterances:
            key = key_of(utterance)
            if key not in looked_up:
                looked_up.add(key)
                if store.get(utterance) is None:
                    missing[key] = utterance
        self._missing = set(missing)
        self.spoken = len(missing)
        """How many lines have to be spoken."""
        self._clips: Generator[Clip, None, None] = speak_all(tuple(missing.values()), jobs=jobs)

    def take(self, utterance: Utterance) -> Clip:
        """The next clip; utterances are taken in the order in which they were told."""
        key = key_of(utterance)
        if key in self._missing:
            self._missing.remove(key)
            clip = next(self._clips)
            self._store.put(utterance, clip)
            return clip
        # A store may lose what it had; then it is spoken after all.
        return self._store.get(utterance) or speak_one(utterance)

    def __enter__(self) -> Takes:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._clips.close()

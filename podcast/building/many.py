"""Many transcripts in one go: a few at a time, whatever becomes of the others."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING

from podcast.building.model import BuildOptions, BuildOutcome, BuildPlan
from podcast.building.one import BuildWatcher, build_one

if TYPE_CHECKING:
    from podcast.rendering.pool import RenderPool
    from podcast.rendering.progress import Progress

_AT_ONCE = 2  # one is read while another one is made
_CREW_FOR = 6  # processes that one debate keeps busy
_GRACE = 10.0  # s that builds have to remove what they had not finished


@dataclass(frozen=True, slots=True)
class ManyOutcome:
    """What became of a transcript: its `outcome`, or the `error` that kept it from being built."""

    transcript: Path
    outcome: BuildOutcome | None = None
    error: Exception | None = None


def build_many(
    transcripts: Sequence[Path],
    options: BuildOptions,
    pool: RenderPool,
    *,
    progress: Callable[[float, float], None] = lambda done, total: None,
    waiting: Callable[[str], None] = lambda sentence: None,
) -> Generator[ManyOutcome, None, None]:
    """Build all of `transcripts`; outcomes come in their order, as they are known.

    `progress` is told how many are done, of how many; `waiting` a sentence where another build has
    to be waited for; both by one thread at a time. Closing the generator ends the workers, and
    waits until every build has removed what it had not finished.
    """
    shares = _Shares(len(transcripts), progress, waiting)
    at_once = max(_AT_ONCE, pool.jobs // _CREW_FOR)
    threads = ThreadPoolExecutor(at_once, thread_name_prefix="building")
    with closing(_Stopping(threads, pool, shares.stopped)) as stopping:
        stopping.futures = [
            threads.submit(_build, number, transcript, options, pool, shares)
            for number, transcript in enumerate(transcripts)
        ]
        for future in stopping.futures:
            yield future.result()


def _build(
    number: int, transcript: Path, options: BuildOptions, pool: RenderPool, shares: _Shares
) -> ManyOutcome:
    try:
        outcome = build_one(
            transcript, options, pool.cache, nullcontext(pool), _Watcher(number, shares)
        )
        return ManyOutcome(transcript, outcome)
    except Exception as error:  # nor does one that nobody foresaw keep the others from being made
        return ManyOutcome(transcript, error=error)
    finally:
        shares.progress(number, 1, 1)


class _Stopping:
    def __init__(self, threads: ThreadPoolExecutor, pool: RenderPool, stopped: Event) -> None:
        self._threads = threads
        self._crew = pool
        self._stopped = stopped
        self.futures: list[Future[ManyOutcome]] = []

    def close(self) -> None:
        """Begin nothing more; the workers end what is under way, if anything is."""
        self._stopped.set()
        self._threads.shutdown(wait=False, cancel_futures=True)
        if not all(future.done() for future in self.futures):
            self._crew.executor.shutdown(wait=False, cancel_futures=True)
            wait(self.futures, _GRACE)


class _Shares:
    """The progress of all: each transcript is as much of it."""

    def __init__(
        self,
        count: int,
        progress: Callable[[float, float], None],
        waiting: Callable[[str], None],
    ) -> None:
        self._done = [0.0] * count
        self._progress = progress
        self._waiting = waiting
        self._lock = Lock()
        self.stopped = Event()

    def progress(self, number: int, done: float, total: float) -> None:
        with self._lock:
            self._done[number] = done / total if total else 1.0
            self._progress(sum(self._done), len(self._done))

    def waiting(self, sentence: str) -> None:
        with self._lock:
            self._waiting(sentence)


class _Watcher(BuildWatcher):
    """Watches one of many builds."""

    def __init__(self, number: int, shares: _Shares) -> None:
        self._number = number
        self._shares = shares

    def waiting(self, sentence: str) -> None:
        self._shares.waiting(sentence)

    def stopped(self) -> bool:
        return self._shares.stopped.is_set()

    @contextmanager
    def making(self, planned: BuildPlan) -> Iterator[Progress | None]:
        yield lambda done, total: self._shares.progress(self._number, done, total)

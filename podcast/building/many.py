"""Many builds in one go, a bounded number at a time, whatever becomes of the others.

On this machine, a few are built at once, and share the workers. On a cluster each debate is built
by one worker, from its text to its files (`elsewhere`), and twice as many are under way as there
are workers, so that none waits for the next.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING

from podcast.building.build import BuildWatcher, build_one, made_already
from podcast.building.model import BuildOptions, BuildPlan, Made
from podcast.errors import ClusterError

if TYPE_CHECKING:
    from podcast.rendering.pool import RenderPool
    from podcast.rendering.progress import Progress
    from podcast.store.cache import Cache

_AT_ONCE = 2  # one is read while another one is made
_PER_BUILD = 6  # processes that one debate keeps busy
_MOST = 1_024  # threads that wait for a cluster
_GRACE = 10.0  # s that builds have to remove what they had not finished


@dataclass(frozen=True, slots=True)
class ManyOutcome:
    """What became of a transcript: the MP3s at `paths`, and what was `made`, None where they were
    there and nothing has changed; or the `error` for which it could not be built."""

    transcript: Path
    paths: tuple[Path, ...] = ()
    made: Made | None = None
    error: Exception | None = None


def made_first(
    cache: Cache | None, transcripts: Sequence[Path], options: BuildOptions
) -> list[ManyOutcome]:
    """What became of `transcripts` up to the first that has to be made: where all are made, no
    worker is wanted, nor a cluster."""
    found = []
    for transcript in transcripts:
        paths = made_already(cache, transcript, options)
        if paths is None:
            break
        found.append(ManyOutcome(transcript, paths))
    return found


def build_many(
    transcripts: Sequence[Path],
    options: BuildOptions,
    pool: RenderPool,
    *,
    progress: Callable[[float, float], None] = lambda done, total: None,
    waiting: Callable[[str], None] = lambda sentence: None,
) -> Generator[ManyOutcome, None, None]:
    """Build all of `transcripts`; outcomes come in their order, as they are known.

    `progress` is called with how many are done, of how many; `waiting` with a sentence where
    another build has to be waited for; both by one thread at a time. Closing the generator ends the
    workers, and waits until every build has removed what it had not finished. Raises `ClusterError`
    where a cluster is lost.
    """
    shares = _Shares(len(transcripts), progress, waiting)
    most = _at_once(pool)
    threads = ThreadPoolExecutor(most if pool.workers is None else _MOST, "building")
    with closing(_Stopping(threads, pool, shares.stopped)) as stopping:
        futures = stopping.futures
        for number, transcript in enumerate(transcripts):
            while len(busy := [future for future in futures if not future.done()]) >= most:
                wait(busy, return_when=FIRST_COMPLETED)
                most = _at_once(pool)
            while futures and futures[0].done():
                yield futures.popleft().result()
            futures.append(threads.submit(_build, number, transcript, options, pool, shares))
        while futures:
            outcome = futures[0].result()  # while it is waited for, it is among those under way
            futures.popleft()
            yield outcome


def _at_once(pool: RenderPool) -> int:
    """How many debates are under way at a time; the workers of a cluster come and go."""
    if pool.workers is None:
        return max(_AT_ONCE, pool.jobs // _PER_BUILD)
    return max(_AT_ONCE, min(_MOST, 2 * pool.workers()))


def _build(
    number: int, transcript: Path, options: BuildOptions, pool: RenderPool, shares: _Shares
) -> ManyOutcome:
    watcher = _Watcher(number, shares)
    try:
        if pool.workers is not None:
            from podcast.building.elsewhere import build_elsewhere

            paths, made = build_elsewhere(transcript, options, pool, watcher)
            return ManyOutcome(transcript, paths, made)
        outcome = build_one(transcript, options, pool.cache, nullcontext(pool), watcher)
        made = outcome.result.made if outcome.result else None
        return ManyOutcome(transcript, outcome.paths, made)
    except ClusterError:  # none of the others can be built either
        raise
    except Exception as error:  # nor does one that nobody foresaw stop the others
        return ManyOutcome(transcript, error=error)
    finally:
        shares.progress(number, 1, 1)


class _Stopping:
    def __init__(self, threads: ThreadPoolExecutor, pool: RenderPool, stopped: Event) -> None:
        self._threads = threads
        self._pool = pool
        self._stopped = stopped
        self.futures: deque[Future[ManyOutcome]] = deque()

    def close(self) -> None:
        """Begin nothing more; the workers end what is under way, if anything is."""
        self._stopped.set()
        self._threads.shutdown(wait=False, cancel_futures=True)
        if not all(future.done() for future in self.futures):
            self._pool.executor.shutdown(wait=False, cancel_futures=True)
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
        self._said: set[str] = set()
        self.stopped = Event()

    def progress(self, number: int, done: float, total: float) -> None:
        with self._lock:
            self._done[number] = done / total if total else 1.0
            self._progress(sum(self._done), len(self._done))

    def waiting(self, sentence: str) -> None:
        with self._lock:
            if sentence not in self._said:
                self._said.add(sentence)
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

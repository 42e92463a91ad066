"""One build, its steps in their order (`podcast.building` draws them); and several in one go, a few
at a time, whatever becomes of the others."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING

from podcast.building.model import BuildOptions, BuildOutcome, BuildPlan, EpisodeFile
from podcast.building.stamp import made_before, remember
from podcast.store.files import remove_left_parts
from podcast.store.folder_lock import locked_folder

if TYPE_CHECKING:
    from podcast.rendering.pool import RenderPool
    from podcast.rendering.progress import Progress
    from podcast.store.cache import Cache


class BuildWatcher:
    """Follows a build, and may stop it while it waits; this one does nothing."""

    def decided(self, planned: BuildPlan) -> None:
        """Called once it is known what will be made."""

    def waiting(self, sentence: str) -> None:
        """Called where another build has to be waited for, with a sentence that says so."""

    def stopped(self) -> bool:
        """Whether a build that waits should give up."""
        return False

    @contextmanager
    def making(self, planned: BuildPlan) -> Iterator[Progress | None]:
        """Open while episodes are made; gives what is called with the progress, if anything."""
        yield None


def build_one(
    path: Path,
    options: BuildOptions,
    cache: Cache | None,
    pool: AbstractContextManager[RenderPool],
    watcher: BuildWatcher | None = None,
) -> BuildOutcome:
    """Build the transcript or the plan `path`.

    What `cache` keeps is not made again; the `pool` is entered only where there is something to
    make, and does the work. Raises what `decide`, `check_owner` and `make` raise, and
    `GivenUpError` where the `watcher` stopped it.
    """
    made = made_already(cache, path, options)
    if made is not None:
        return BuildOutcome(made)
    watcher = watcher or BuildWatcher()
    with pool as workers:
        # Imported while the workers start.
        from podcast.building.decide import decide
        from podcast.building.folder_owner import check_owner, record_owner

        planned = decide(path, options, cache)
        watcher.decided(planned)
        with locked_folder(planned.folder, watcher.waiting, watcher.stopped) as waited:
            made = made_already(cache, path, options) if waited else None
            if made is not None:
                return BuildOutcome(made)
            own = check_owner(planned)
            from podcast.building.make import make

            with watcher.making(planned) as progress:
                result = make(planned, options, workers, progress)
            record_owner(planned.folder, own)
            remember(cache, path, options, result)
    return BuildOutcome(tuple(episode.path for episode in result.episodes), result)


def made_already(cache: Cache | None, path: Path, options: BuildOptions) -> tuple[Path, ...] | None:
    """The episodes of the transcript or the plan `path`, where they are what would be made now;
    what a build that was killed left there is removed."""
    made = made_before(cache, path, options)
    for folder in {episode.parent for episode in made or ()}:
        remove_left_parts(folder)
    return made


def build_files(
    path: Path,
    options: BuildOptions,
    *,
    jobs: int | None = None,
    cached: bool = True,
    progress: Progress | None = None,
) -> tuple[EpisodeFile, ...]:
    """Build the transcript or the plan `path` with `jobs` processes on this machine (None: one a
    processor), and return its episodes as their tags say.

    With `cached`, the user's cache is used. Raises what `build_one` does.
    """
    from podcast.processes.worker import processors
    from podcast.rendering.pool import local_pool
    from podcast.store.cache import open_cache

    cache = open_cache() if cached else None
    pool = local_pool(jobs or processors(), cache)
    outcome = build_one(path, options, cache, pool, _Progressing(progress))
    from podcast.publishing.tags import read_tags

    found = [(file, read_tags(file)) for file in outcome.paths]
    return tuple(EpisodeFile(file, tags.title, tags.length, tags.chapters) for file, tags in found)


class _Progressing(BuildWatcher):
    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress

    @contextmanager
    def making(self, planned: BuildPlan) -> Iterator[Progress | None]:
        yield self._progress


_AT_ONCE = 2  # one is read while another one is made
_PER_BUILD = 6  # processes that one debate keeps busy
_GRACE = 10.0  # s that builds have to remove what they had not finished


@dataclass(frozen=True, slots=True)
class ManyOutcome:
    """What became of a transcript: its `outcome`, or the `error` for which it could not be
    built."""

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

    `progress` is called with how many are done, of how many; `waiting` with a sentence where
    another build has to be waited for; both by one thread at a time. Closing the generator ends the
    workers, and waits until every build has removed what it had not finished.
    """
    shares = _Shares(len(transcripts), progress, waiting)
    at_once = max(_AT_ONCE, pool.jobs // _PER_BUILD)
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
    except Exception as error:  # nor does one that nobody foresaw stop the others
        return ManyOutcome(transcript, error=error)
    finally:
        shares.progress(number, 1, 1)


class _Stopping:
    def __init__(self, threads: ThreadPoolExecutor, pool: RenderPool, stopped: Event) -> None:
        self._threads = threads
        self._pool = pool
        self._stopped = stopped
        self.futures: list[Future[ManyOutcome]] = []

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

"""The workers that render: processes on this machine, or on others (`cluster`).

A process that dies (killed for memory, crashed) is replaced and its task tried again: what it had
spoken is cached, so little is done twice.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from podcast.errors import PodcastError, WorkerError
from podcast.processes.worker import WorkerDiedError, WorkerProcess
from podcast.rendering.jobs import TakeFolders
from podcast.store.run_folder import run_folder

if TYPE_CHECKING:
    from podcast.store.cache import Cache


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RenderPool:
    """`executor` runs tasks in `jobs` processes, which keep takes in `folders`; `cache` keeps
    gains and chunks. Several builds may share a pool, each in a thread of its own. Of a cluster,
    whose workers share no disk with this process, `workers` asks how many there are just now."""

    executor: Executor
    jobs: int
    folders: TakeFolders
    cache: Cache | None = None
    workers: Callable[[], int] | None = None


@contextmanager
def local_pool(jobs: int, cache: Cache | None = None) -> Iterator[RenderPool]:
    """Run `jobs` worker processes on this machine; they end with it, whatever they are doing."""

    with run_folder() as run:
        # What an engine leaves in the folder for temporary files goes with the run, too.
        executor = LocalExecutor(jobs, temporary=run)
        folders = TakeFolders(cache.folder if cache else None, cache.limit if cache else 0, run)
        try:
            yield RenderPool(executor, jobs, folders, cache)
        finally:
            executor.shutdown(cancel_futures=True)
            if cache is not None:
                cache.tidy()  # a worker that is ended while it writes leaves a part of a file


class InlineExecutor(Executor):
    """Runs tasks in the thread that asks for them, at once."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Run `fn(*args)`."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


TRIES = 3
"""How often a task is tried before the build gives up."""

_LONGEST = 3_600.0  # s that a task may take; each of its lines has a limit of its own


class LocalExecutor(Executor):
    """Runs tasks (functions of this package) in `jobs` processes.

    A task that fails every time raises `WorkerError`; a `PodcastError` comes as it is. Temporary
    files of the processes are made in `temporary`.
    """

    def __init__(self, jobs: int, temporary: Path | None = None) -> None:
        self.jobs = jobs
        self._workers = [WorkerProcess("podcast.rendering.worker", temporary) for _ in range(jobs)]
        self._free: queue.SimpleQueue[WorkerProcess] = queue.SimpleQueue()
        self._not_started = iter(self._workers)
        self._start_another()
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="rendering")
        self._closing = threading.Event()

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Run `fn(*args)` in a process; everything must be picklable, and `fn` have a name."""
        if kwargs:
            raise TypeError("tasks take no keywords")
        self._start_another()
        return self._threads.submit(self._run, fn, args)

    def _start_another(self) -> None:
        """Let one more process get ready, with the first thing that is asked and each that follows:
        while they import, so does this one, and the processors are few."""
        worker = next(self._not_started, None)
        if worker is not None:
            worker.start()
            self._free.put(worker)

    def _run(self, fn: Callable[..., T], args: tuple[Any, ...]) -> T:
        worker = self._free.get()
        reason = "it was stopped"
        try:
            for _ in range(TRIES):
                if self._closing.is_set():
                    break
                try:
                    right, answer = cast("tuple[bool, Any]", worker.ask((fn, args), _LONGEST))
                except WorkerDiedError as failure:
                    reason = str(failure)
                    continue
                if right:
                    return cast("T", answer)
                if isinstance(answer, PodcastError):
                    raise answer
                reason = str(answer)
            raise WorkerError(reason, TRIES)
        finally:
            self._free.put(worker)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End all processes; tasks under way fail."""
        self._closing.set()
        idle = []
        with contextlib.suppress(queue.Empty):
            while True:
                idle.append(self._free.get_nowait())
        for worker in idle:
            worker.dismiss()
        for worker in idle:
            worker.finish()
            self._free.put(worker)  # for tasks that wait for one, to fail
        for worker in self._workers:
            worker.stop()
        self._threads.shutdown(wait=wait, cancel_futures=cancel_futures)
        for worker in self._workers:  # one that was starting while the first call went through
            worker.stop()

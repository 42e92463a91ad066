"""Workers on this machine, as an executor of `concurrent.futures`.

A process that dies (killed for memory, crashed) is replaced and its task tried again: what it had
spoken is kept, so little is done twice.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar, cast

from podcast.errors import PodcastError, WorkerError
from podcast.processes.worker import WorkerDiedError, WorkerProcess

TRIES = 3
"""How often a task is tried before the build gives up."""

_LONGEST = 3_600.0  # s that a task may take; each of its lines has a limit of its own

T = TypeVar("T")


class LocalExecutor(Executor):
    """Runs tasks (functions of this package) in `jobs` processes.

    A task that fails every time raises `WorkerError`; a `PodcastError` comes as it is. Temporary
    files of the processes are made in `temporary`.
    """

    def __init__(self, jobs: int, temporary: Path | None = None) -> None:
        self.jobs = jobs
        self._workers = [WorkerProcess("podcast.rendering.worker", temporary) for _ in range(jobs)]
        self._free: queue.SimpleQueue[WorkerProcess] = queue.SimpleQueue()
        for worker in self._workers:
            worker.start()
            self._free.put(worker)
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="rendering")
        self._closing = threading.Event()

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Run `fn(*args)` in a process; everything must be picklable, and `fn` have a name."""
        if kwargs:
            raise TypeError("tasks take no keywords")
        return self._threads.submit(self._run, fn, args)

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
        with contextlib.suppress(queue.Empty):  # those that do nothing
            while True:
                self._free.get_nowait().finish()
        for worker in self._workers:
            worker.stop()
        self._threads.shutdown(wait=wait, cancel_futures=cancel_futures)
        for worker in self._workers:  # one that was starting while the first call went through
            worker.stop()

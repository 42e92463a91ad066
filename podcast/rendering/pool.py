"""The workers that render: processes on this machine, or on others (`cluster`)."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcast.rendering.jobs import TakeFolders
from podcast.store.run_folder import run_folder

if TYPE_CHECKING:
    from podcast.store.cache import Cache


@dataclass(frozen=True, slots=True)
class RenderPool:
    """`executor` runs tasks in `jobs` processes, which keep takes in `folders`; `cache` keeps
    gains and chunks. Several builds may share a pool, each in a thread of its own."""

    executor: Executor
    jobs: int
    folders: TakeFolders
    cache: Cache | None = None


@contextmanager
def local_pool(jobs: int, cache: Cache | None = None) -> Iterator[RenderPool]:
    """Run `jobs` worker processes on this machine; they end with it, whatever they are doing."""
    from podcast.rendering.local import LocalExecutor

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

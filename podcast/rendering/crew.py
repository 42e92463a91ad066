"""Who makes the sound: processes here, or on other machines."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcast.rendering.orders import Stores
from podcast.store.run_folder import run_folder

if TYPE_CHECKING:
    from podcast.store.cache import Blobs


@dataclass(frozen=True, slots=True)
class Crew:
    """`executor` runs tasks in `jobs` processes, which keep takes in `stores`; `cache` keeps what
    they made. Several builds may share a crew, each in a thread of its own."""

    executor: Executor
    jobs: int
    stores: Stores
    cache: Blobs | None = None


@contextmanager
def local_crew(jobs: int, cache: Blobs | None = None) -> Iterator[Crew]:
    """So many processes on this machine; they end with it, whatever they are doing."""
    from podcast.rendering.local import LocalExecutor

    with run_folder() as run:
        # What an engine leaves in the folder for temporary files goes with the run, too.
        executor = LocalExecutor(jobs, temporary=run)
        stores = Stores(cache.folder if cache else None, cache.limit if cache else 0, run)
        try:
            yield Crew(executor, jobs, stores, cache)
        finally:
            executor.shutdown(cancel_futures=True)
            if cache is not None:
                cache.tidy()  # who is ended while it keeps something leaves a part of it

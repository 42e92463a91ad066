"""Workers on other machines: a Dask cluster, as an executor of `concurrent.futures`.

Workers share no disk with the caller: all that a task needs comes with it, and what it made goes
back with its answer. A task is a chunk of the one debate that is built, or one of many debates as a
whole (`building.elsewhere`). A worker that dies costs a retry elsewhere; one that comes later gets
its share. Dask carries out code that a client sends it: a cluster is for machines that trust each
other (docs/speed.md).
"""

from __future__ import annotations

import contextlib
import logging
import os
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from podcast.errors import ClusterError, PodcastError, WorkerError
from podcast.rendering.jobs import TakeFolders
from podcast.rendering.pool import RenderPool
from podcast.store.fingerprint import program_state
from podcast.store.run_folder import run_folder

if TYPE_CHECKING:
    from podcast.store.cache import Cache

LOCAL = "local"
"""The address that means: a cluster on this machine, for this build."""

_TRIES = 3
_PATIENCE = 20  # s until a scheduler counts as not there
_QUIET = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "2s",
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.nanny.pre-spawn-environ": dict.fromkeys(
        ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), 1
    ),
}
"""What a cluster on this machine does without: nobody looks at its dashboard, and looking at every
stack a hundred times a second took as long as the work on a busy machine; nor does a worker give
back each block of memory that it is about to want again."""

_LOST = (
    "The cluster's scheduler cannot be reached any more. What is made stays: start it, and run the"
    " same command again."
)

T = TypeVar("T")


class ClusterExecutor(Executor):
    """Runs tasks on the cluster of a Dask `client`; errors come as `LocalExecutor` gives them."""

    def __init__(self, client: Any) -> None:
        self._client = client
        # Not pure: Dask would otherwise give an old answer for the same job.
        self._inner = client.get_executor(retries=_TRIES - 1, pure=False)

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Run `fn(*args)` somewhere; everything must be picklable, and `fn` have a name."""
        outer: Future[T] = Future()
        inner = self._inner.submit(fn, *args, **kwargs)

        def finished(done: Future[T]) -> None:
            if not outer.set_running_or_notify_cancel():
                return
            try:
                outer.set_result(done.result())
            except PodcastError as error:
                outer.set_exception(error)
            except (Exception, CancelledError) as error:
                if self._client.status != "running":
                    outer.set_exception(ClusterError(_LOST))
                    return
                reason = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
                outer.set_exception(WorkerError(reason, _TRIES))

        inner.add_done_callback(finished)
        outer.add_done_callback(lambda one: inner.cancel() if one.cancelled() else None)
        return outer

    def workers(self) -> int:
        """Return how many tasks the cluster does at once just now. Raises `ClusterError`."""
        try:
            return sum(self._client.nthreads().values())
        except (OSError, CancelledError) as error:
            raise ClusterError(_LOST) from error

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Cancel the tasks that are under way."""
        self._inner.shutdown(wait=wait)


@contextmanager
def cluster_pool(address: str, jobs: int, cache: Cache | None = None) -> Iterator[RenderPool]:
    """Use the workers of the Dask cluster at `address` (tcp://host:8786), or, for `LOCAL`, `jobs`
    processes on this machine for as long as it lasts.

    Raises `ClusterError` where there is none, or its workers have another state of the program.
    """
    try:
        import distributed
    except ImportError:
        raise ClusterError(
            "--cluster needs the extra “cluster”: pip install 'debate-podcast[cluster]'."
        ) from None
    # Its log is for its operators; what goes wrong comes back as an error.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", module="distributed")
    with ExitStack() as ending:
        try:
            cluster: Any = address
            if address == LOCAL:
                import dask

                folder = str(ending.enter_context(run_folder()) or os.curdir)
                ending.enter_context(dask.config.set({**_QUIET, "temporary-directory": folder}))
                cluster = ending.enter_context(_started(jobs, folder))
            client = distributed.Client(cluster, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError, TypeError, RuntimeError) as error:
            reason = " ".join(str(error).split())[:200]
            raise ClusterError(f"No cluster can be reached at {address}: {reason}") from error
        ending.enter_context(client)
        processes = _slots(client, address)
        executor = ClusterExecutor(client)
        if cache is not None:
            ending.callback(cache.tidy)
        ending.callback(executor.shutdown, wait=False)
        yield RenderPool(executor, processes, TakeFolders(), cache, executor.workers)


def _slots(client: Any, address: str) -> int:
    """Return how many tasks the cluster runs at once, where all its workers have this program."""
    threads = sum(client.nthreads().values())
    if not threads:
        raise ClusterError(f"The cluster at {address} has no workers; start some: dask worker …")
    try:
        states = _asked(client)
    except Exception as error:
        raise ClusterError(
            f"A worker of the cluster at {address} cannot run this program"
            f" ({type(error).__name__}: {error}); install it there: pip install debate-podcast."
        ) from error
    own = program_state()
    for worker, state in states.items():
        if state != own:
            raise ClusterError(
                f"The worker {worker} has another version of this program, of its packages or of"
                " PODCAST_ESPEAK or PODCAST_DEVICE: its sound would differ. Install the same there."
            )
    return int(threads)


def _started(jobs: int, folder: str) -> Any:
    """Return a cluster of `jobs` workers on this machine; where one is killed while it starts
    ("Nanny failed to start."), another cluster is."""
    import distributed

    start = partial(
        distributed.LocalCluster,
        n_workers=jobs,
        threads_per_worker=1,
        dashboard_address=None,
        silence_logs=logging.CRITICAL,
        local_directory=folder,
        env=dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder),
    )
    for _ in range(_TRIES - 1):
        with contextlib.suppress(RuntimeError):
            return start()
    return start()


def _asked(client: Any) -> dict[str, str]:
    """Return the `program_state` of each worker; where one is killed meanwhile, all are asked
    again."""
    for _ in range(_TRIES - 1):
        with contextlib.suppress(OSError):
            return client.run(program_state)  # type: ignore[no-any-return]
        client.wait_for_workers(1, timeout=_PATIENCE)
    return client.run(program_state)  # type: ignore[no-any-return]

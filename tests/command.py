"""The command line, and a build's workers, in this process: a tenth of the time of a process each.

Processes are proved where they are the point: in `tests/rendering`, `tests/faults`, and where a
build is killed.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any, TypeVar

import pytest

from podcast.cli import main
from podcast.rendering.takes import close

T = TypeVar("T")


class ThreadExecutor(Executor):
    """One thread that does what the processes of `LocalExecutor` do."""

    def __init__(self, jobs: int, temporary: Path | None = None) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._futures: list[Future[Any]] = []

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        future = self._thread.submit(fn, *args)
        self._futures.append(future)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        for future in self._futures:
            future.cancel()
        self._thread.submit(close)
        self._thread.shutdown()


def podcast(
    *arguments: object, cwd: Path | None = None, stdin: str = "", **environment: str
) -> CompletedProcess[str]:
    """Run `podcast` with `arguments`: its exit code, standard output and standard error."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    code: Any = None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8"))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        for name, value in environment.items():
            patch.setenv(name, value)
        if cwd is not None:
            patch.chdir(cwd)
        try:
            main([*map(str, arguments)])
        except SystemExit as ended:
            code = ended.code
    shown, said = (stream.buffer.getvalue().decode() for stream in (out, err))  # type: ignore[attr-defined]
    return CompletedProcess([*map(str, arguments)], code, shown, said)

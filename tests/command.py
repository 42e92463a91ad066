"""The command line, and a build's workers, in this process: a tenth of the time of a process each.

Processes are proved where they are the point: in `tests/rendering`, `tests/faults`, and where a
build is killed.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from concurrent import futures
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any, TypeVar

import pytest

from podcast.cli import main
from podcast.rendering import takes

T = TypeVar("T")


class ThreadExecutor(Executor):
    """One thread that does what the processes of `LocalExecutor` do.

    All builds share it, and the process that speaks for it, which takes longer to start than a
    small debate to make; where it would start otherwise, another one is started.
    """

    _thread = ThreadPoolExecutor(1)
    _started: object = None

    def __init__(self, jobs: int, temporary: Path | None = None) -> None:
        self._futures: list[Future[Any]] = []
        own = {"PODCAST_CACHE", "PYTEST_CURRENT_TEST"}
        now = Path.cwd(), {name: os.environ[name] for name in os.environ.keys() - own}
        if now != ThreadExecutor._started:
            self.end()
            ThreadExecutor._started = now
        self._thread.submit(_forget_what_was_heard).result()

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        future = self._thread.submit(fn, *args)
        self._futures.append(future)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        for future in self._futures:
            future.cancel()
        futures.wait(self._futures)

    @classmethod
    def end(cls) -> None:
        """End the process that speaks."""
        cls._thread.submit(_end_speaker).result()


def _forget_what_was_heard() -> None:
    maker = getattr(takes._own, "maker", None)
    if maker is not None and maker.speaker is not None:
        maker.speaker._heard.clear()


def _end_speaker() -> None:
    takes.close()
    vars(takes._own).pop("maker", None)


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

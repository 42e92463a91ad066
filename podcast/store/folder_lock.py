"""One build at a time in a folder: a second one waits, and then finds everything made.

What is locked is the folder itself, so that there is no file to leave behind; the system lets go
when the build ends, even if it is killed. Windows cannot lock a folder: there it is a file that
the system removes with its last user. Where the file system knows no locks (some network ones),
that is said, and nobody waits: each file is still whole, but they may be of two builds.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from podcast.errors import PodcastError
from podcast.store.files import (
    holder_of,
    is_still,
    output_errors,
    remove_if_empty,
    remove_left_parts,
    try_lock,
)

_PAUSE = 0.1  # s between two looks


class GivenUpError(PodcastError):
    """The command was stopped while it waited for another build."""


@contextmanager
def locked_folder(
    folder: Path, notify: Callable[[str], None], stopped: Callable[[], bool] = lambda: False
) -> Iterator[bool]:
    """Lock `folder` for this build, and make it where there is none. The value is whether another
    build had to be waited for; if so, or if it cannot be locked, `notify` is called with a sentence
    about it.

    What builds that were killed left unfinished there, or in a folder in it, is removed. Raises
    `OutputError` where the folder cannot be made, `GivenUpError` where `stopped` says so.
    """
    descriptor, waited = _lock(folder, notify, stopped)
    try:
        remove_left_parts(folder)
        with contextlib.suppress(OSError):
            for inside in [path for path in folder.iterdir() if path.is_dir()]:
                remove_left_parts(inside)
        yield waited
    finally:
        remove_if_empty(folder)
        if descriptor is not None:
            os.close(descriptor)


def _lock(
    folder: Path, notify: Callable[[str], None], stopped: Callable[[], bool]
) -> tuple[int | None, bool]:
    waited = False
    while True:
        with output_errors(folder):
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except FileExistsError:
                if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
                    raise
                continue  # there, and removed before `mkdir` had looked what it is
        try:
            descriptor = _opened(folder)
        except FileNotFoundError:
            continue  # removed by the build that had it, which made nothing
        except OSError:
            return None, waited
        got = try_lock(descriptor) if descriptor >= 0 else False
        if got is None:
            os.close(descriptor)
            notify(
                f"The file system of {folder.parent} knows no locks: build no debate there twice at"
                " the same time."
            )
            return None, waited
        if got and (sys.platform == "win32" or is_still(descriptor, folder)):
            return descriptor, waited
        if not got and not waited:
            process = holder_of(descriptor) if descriptor >= 0 else None
            who = f" (process {process})" if process else ""
            notify(f"Another build{who} is making {folder}; waiting for it to end.")
            waited = True
        if descriptor >= 0:
            os.close(descriptor)
        if stopped():
            raise GivenUpError(f"{folder}: another build was making it.")
        if not got:
            time.sleep(_PAUSE)


def _opened(folder: Path) -> int:
    """Return what to lock; -1 where it is somebody's already."""
    if sys.platform == "win32":
        try:
            # O_TEMPORARY: the system removes it when its last user ends.
            return os.open(folder / ".podcast.lock", os.O_RDWR | os.O_CREAT | os.O_TEMPORARY)
        except PermissionError:
            return -1  # about to be removed
    return os.open(folder, os.O_RDONLY)

"""A folder for what is wanted in this run only; it goes with the run, or with the next one.

A run that is killed cannot remove its folder. A file in it is locked while the run lives; the next
run removes the folders whose file can be locked, and no other: not those of runs that live, and not
what somebody else calls by such a name.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from podcast.store.files import is_still, try_lock

_PREFIX = "podcast-run-"
_OURS = re.compile(rf"{_PREFIX}[a-z0-9_]{{8}}")
_MARK = ".podcast-run"
_LEFT_OVER = 86_400  # s after which a folder is nobody's, where nothing can be locked


@contextmanager
def run_folder() -> Iterator[Path | None]:
    """A new folder, in the system's folder for such things; None where none can be made: a run does
    without, and speaks again what it says twice. What runs that were killed left is removed."""
    remove_left_folders()
    try:
        folder, lock = _new_folder()
    except OSError:
        yield None
        return
    try:
        yield folder
    finally:
        _remove(folder, lock)


@contextmanager
def temporary_files_go() -> Iterator[None]:
    """All temporary files of this process are made in a `run_folder` meanwhile."""
    before = tempfile.tempdir
    with run_folder() as run:
        tempfile.tempdir = str(run) if run is not None else before
        try:
            yield
        finally:
            tempfile.tempdir = before


def temporary_folder() -> Path:
    """Return where files for a while are made: as `tempfile.gettempdir` says, which tries that by
    making a file, and where it is killed just then, leaves it for good. OSError where there is no
    such folder."""
    if os.name != "posix" or tempfile.tempdir is not None:
        return Path(tempfile.gettempdir())
    named = (os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP"))
    places = [*filter(None, named), "/tmp", "/var/tmp", "/usr/tmp", os.curdir]
    for place in places:
        if Path(place).is_dir() and os.access(place, os.R_OK | os.W_OK | os.X_OK):
            return Path(place).absolute()
    raise FileNotFoundError("no folder for temporary files")


def remove_left_folders() -> None:
    """Remove the folders of runs that were killed; what cannot be removed stays."""
    try:
        found = [path for path in temporary_folder().iterdir() if _OURS.fullmatch(path.name)]
    except OSError:
        return
    for folder in found:
        with contextlib.suppress(OSError):
            _remove_if_left(folder)


def _new_folder() -> tuple[Path, int]:
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=temporary_folder()))
        try:
            lock = os.open(folder / _MARK, os.O_RDWR | os.O_CREAT, 0o600)
        except FileNotFoundError:
            continue  # taken for one that was left, before the file was in it
        if try_lock(lock) is not False and is_still(lock, folder / _MARK):
            return folder, lock
        os.close(lock)


def _remove_if_left(folder: Path) -> None:
    status = folder.lstat()
    if folder.is_symlink() or (hasattr(os, "getuid") and status.st_uid != os.getuid()):
        return
    try:
        lock = os.open(folder / _MARK, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    except FileNotFoundError:
        folder.rmdir()  # refused where there is anything in it
        return
    free = try_lock(lock)
    if free is None:
        free = time.time() - status.st_mtime > _LEFT_OVER
    if free:
        _remove(folder, lock)
    else:
        os.close(lock)


def _remove(folder: Path, lock: int) -> None:
    """The mark last: whoever is killed meanwhile leaves a folder that is still known as left."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            elif path.name != _MARK:
                path.unlink(missing_ok=True)
    if sys.platform == "win32":  # where nothing that is open can be removed
        os.close(lock)
    with contextlib.suppress(OSError):
        # A process that is about to end may have written meanwhile: then the next run removes it.
        if all(path.name == _MARK for path in folder.iterdir()):
            (folder / _MARK).unlink(missing_ok=True)
            folder.rmdir()
    if sys.platform != "win32":
        os.close(lock)

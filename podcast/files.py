"""Files that appear whole or not at all, and what the system says of them in plain words."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from podcast.errors import OutputError, PodcastError


@contextlib.contextmanager
def part_file(target: Path) -> Iterator[Path]:
    """A file beside `target` that takes its name when all went well, and else is gone."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(
        prefix=f".{target.stem[:40]}-", suffix=".part", dir=target.parent
    )
    os.close(handle)
    part = Path(name)
    try:
        yield part
        part.chmod(0o666 & ~_umask())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
        _remove_if_empty(target.parent)


def _remove_if_empty(folder: Path) -> None:
    # A folder made for an episode that never came to be would be litter.
    with contextlib.suppress(OSError):
        folder.rmdir()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextlib.contextmanager
def output_errors(target: Path, how: str = "with -o") -> Iterator[None]:
    """What the system says of a file, as a sentence that tells what to do; `how` another folder is
    named."""
    try:
        yield
    except PodcastError:
        raise
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            message = "the disk is full; make room and run the same command again."
        elif isinstance(error, (PermissionError, NotADirectoryError, FileExistsError)):
            message = f"it cannot be written ({error.strerror}); choose another folder {how}."
        elif error.errno == errno.EROFS:
            message = f"the file system is read-only; choose another folder {how}."
        else:
            message = f"it cannot be written ({error.strerror or error})."
        raise OutputError(target, message) from error

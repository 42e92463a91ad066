"""Files that appear whole or not at all, and what the system says of them in plain words.

A file is written under another name first, in the same folder. Its writer has it locked, and the
system lets go of that when the writer ends, however it ends: what can be locked is nobody's, and
the next who writes there removes it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import sys
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from podcast.errors import OutputError, PodcastError

_PART = ".podcast.part"
_OURS = re.compile(rf"\..{{0,40}}-[a-z0-9_]{{8}}{re.escape(_PART)}", re.DOTALL)
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_LEFT_OVER = 86_400  # s after which an unfinished file is nobody's, where nothing can be locked


@contextlib.contextmanager
def part_file(target: Path, folder: Path | None = None, *, own: bool = False) -> Iterator[Path]:
    """A file that takes the name `target` when all went well, and else is gone. It is written in
    the same folder, or in `folder`, on the same file system; it is the user's `own` where nobody
    else may read it."""
    place = folder or target.parent
    for one in {place, target.parent}:
        one.mkdir(parents=True, exist_ok=True)
    remove_left_parts(place)
    part, lock = place, -1
    try:
        # Named before it is there: whenever Ctrl-C comes, it is known what to remove.
        while lock < 0:
            part = place / f".{target.stem[:40]}-{_eight_letters()}{_PART}"
            lock = _new_file(part)
        yield part
        if not own:  # as it was made
            part.chmod(0o666 & ~_UMASK)
        if sys.platform == "win32":  # where nothing that is open can be renamed
            os.close(lock)
            lock = -1
        part.replace(target)
    finally:
        if sys.platform == "win32" and lock >= 0:
            os.close(lock)
            lock = -1
        if part != place:
            part.unlink(missing_ok=True)
        if lock >= 0:
            os.close(lock)
        remove_if_empty(target.parent)


def remove_left_parts(folder: Path) -> None:
    """Remove the unfinished files in `folder` whose writer was killed; never those of one that
    lives. What cannot be removed stays."""
    try:
        found = [path for path in folder.iterdir() if _OURS.fullmatch(path.name)]
    except OSError:
        return
    for path in found:
        with contextlib.suppress(OSError):
            _remove_if_left(path)


def _remove_if_left(part: Path) -> None:
    if sys.platform == "win32":
        part.unlink()  # refused while its writer has it open
        return
    descriptor = os.open(part, os.O_RDWR | os.O_NOFOLLOW)
    try:
        free = try_lock(descriptor)
        if free is None:
            free = time.time() - os.fstat(descriptor).st_mtime > _LEFT_OVER
        if free:
            part.unlink()
    finally:
        os.close(descriptor)


def _new_file(part: Path) -> int:
    """Make an empty file; gives the descriptor by which it is locked, -1 where it is not ours:
    there was one, or somebody took it for left over before it was locked."""
    try:
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL
        handle = os.open(part, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except FileExistsError:
        return -1
    if try_lock(handle) is not False and is_still(handle, part):
        return handle
    os.close(handle)
    return -1


def _eight_letters() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(8))


def remove_if_empty(folder: Path) -> None:
    """A folder made for an episode that never came to be would be litter."""
    with contextlib.suppress(OSError):
        folder.rmdir()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


_UMASK = _umask()  # asked once: it can only be asked by changing it, for all threads


@contextlib.contextmanager
def output_errors(target: Path, how: str = "with -o") -> Iterator[None]:
    """What the system says of a file, as a sentence that says what to do; `how` another folder is
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


def mp3s(folder: Path) -> list[Path]:
    """Return the MP3s that lie in `folder`, by name; none that is hidden, as those being written
    are."""
    found = (path for path in folder.glob("*.mp3") if not path.name.startswith("."))
    return sorted(path for path in found if path.is_file())


_LONGEST = 80
# Windows keeps these for devices, whatever the suffix.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)")


def slug(text: str) -> str:
    """`text` in small ASCII letters, digits and single hyphens, at most 80 characters.

    "L'été à Nîmes" is "l-ete-a-nimes". Never empty, never a name that a system reserves.
    """
    text = text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("ß", "ss")
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    # An accent left a letter; anything else that is lost leaves a border.
    bordered = ascii_only if ascii_only.strip() else "episode"
    result = re.sub(r"[^a-z0-9]+", "-", bordered.lower()).strip("-")[:_LONGEST].strip("-")
    if not result:
        return "episode"
    return f"{result}-episode" if _RESERVED.fullmatch(result) else result


def try_lock(descriptor: int) -> bool | None:
    """Lock an open file (or, but on Windows, folder) for its descriptor alone: True where it is
    ours until the descriptor is closed, False where somebody has it, None where the file system
    knows no locks. Threads of a process exclude each other, too."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        except OSError:
            return None
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # some network file systems
        return None
    return True


def is_still(descriptor: int, path: Path) -> bool:
    """Return whether the file that was opened is what has the name now: somebody may have removed
    it before it was locked."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError:
        return False


def holder_of(descriptor: int) -> int | None:
    """Return the process that has the lock on an open file, where the system knows (Linux)."""
    try:
        number = os.fstat(descriptor).st_ino
        for line in Path("/proc/locks").read_text().splitlines():
            # 1: FLOCK  ADVISORY  WRITE 7345 00:2b:68302 0 EOF
            fields = line.split()
            if fields[1] == "FLOCK" and fields[5].rpartition(":")[2] == str(number):
                return int(fields[4]) if int(fields[4]) > 0 else None
    except (OSError, ValueError, IndexError):
        return None
    return None

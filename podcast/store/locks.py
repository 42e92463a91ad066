"""Locks that the system lets go when their holder ends, however it ends: nothing to clean up."""

from __future__ import annotations

import os
import sys
from pathlib import Path


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
    """Return the process that has the lock on an open file, where the system tells that (Linux)."""
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

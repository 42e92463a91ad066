"""How much memory a process keeps that it does not use."""

from __future__ import annotations

import contextlib
import ctypes
import sys

_MMAP_THRESHOLD = -3  # M_MMAP_THRESHOLD of malloc.h
_LARGE = 256 << 10  # bytes


def give_back_large_blocks() -> None:
    """From now on, a large block goes back to the system as soon as it is freed.

    glibc raises the size from which on it does that to the largest block that was freed so far;
    after one picture, or one clip of some minutes, all others stay in the process, with holes
    between them (mallopt(3)). Where blocks of some MB come and go all the time, asking the system
    for each takes a third more time: so not where sound is made. Does nothing elsewhere.
    """
    if sys.platform.startswith("linux"):
        with contextlib.suppress(AttributeError, OSError):
            ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _LARGE)

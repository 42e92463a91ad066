"""Watches folders for files that are written under their final names (Linux's inotify).

A file that takes its name when it is whole is moved there. One that is made or changed under a
name that is not a temporary one could be seen half written, for however short a moment.
"""

from __future__ import annotations

import ctypes
import os
import select
import struct
import sys
import threading
from pathlib import Path

# From sys/inotify.h.
_MODIFY, _CREATE, _OVERFLOW, _IS_FOLDER = 0x2, 0x100, 0x4000, 0x40000000
_EVENT = struct.Struct("iIII")  # watch, mask, cookie, length of the name


class FileWatch:
    """Watches `folder` and all in it from now on; `faults` are the sentences about what was seen.
    Elsewhere than on Linux it sees nothing."""

    def __init__(self, folder: Path) -> None:
        self.faults: list[str] = []
        self.moves = 0
        """Events that were seen, to know that anything was watched."""
        self._folders: dict[int, Path] = {}
        self._ended = threading.Event()
        if not sys.platform.startswith("linux"):
            return
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._queue = self._libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        if self._queue < 0:
            raise OSError(ctypes.get_errno(), "inotify_init1")
        self._watch(folder)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> list[str]:
        """Stop; gives the faults."""
        if self._folders:
            self._ended.set()
            self._thread.join()
            self._read()
            os.close(self._queue)
        return self.faults

    def _watch(self, folder: Path) -> None:
        mask = _MODIFY | _CREATE
        number = self._libc.inotify_add_watch(self._queue, os.fsencode(folder), mask)
        if number < 0:
            return  # it is gone again
        self._folders[number] = folder
        try:
            inside = [path for path in folder.iterdir() if path.is_dir()]
        except OSError:
            return
        for path in inside:
            self._watch(path)

    def _run(self) -> None:
        while not self._ended.is_set():
            if select.select([self._queue], [], [], 0.05)[0]:
                self._read()

    def _read(self) -> None:
        try:
            data = os.read(self._queue, 1 << 16)
        except BlockingIOError:
            return
        at = 0
        while at < len(data):
            watch, mask, _, length = _EVENT.unpack_from(data, at)
            at += _EVENT.size
            name = os.fsdecode(data[at : at + length].rstrip(b"\0"))
            at += length
            self.moves += 1
            if mask & _OVERFLOW:
                self.faults.append("so much happened that some of it was not seen")
            elif mask & _IS_FOLDER:
                self._watch(self._folders[watch] / name)
            elif name and not name.endswith(".part"):
                what = "changed" if mask & _MODIFY else "made"
                self.faults.append(f"{self._folders[watch] / name} was {what} under its final name")

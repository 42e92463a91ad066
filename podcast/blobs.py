"""Bytes kept in files by what they were made from: whole or not at all, bounded, for all builds.

A file is named by its key and holds a checksum of key and content: what was cut short, damaged or
put there by somebody else is thrown away when it is read, and is made again. Nothing is locked:
a file takes its name when it is whole, and two builds that make the same make it equal. A folder
that cannot be written, a disk that is full: then less is kept, and nothing else happens.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from podcast.files import part_file, remove_left_parts

_MAGIC = b"podcast-cache-1\n"
_DIGEST = 16  # bytes
_PART = ".part"
_PARTS = "parts"  # the folder of those, which is quick to look through
_LEFT_OVER = 3_600  # seconds after which an unfinished file is nobody's
_OFTEN = 16  # the folder is trimmed each time a sixteenth of its limit was written
_FRESH = 60  # seconds within which a file's time of use need not be written again


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the store: when it was last `used` (seconds since 1970), its `size` in bytes."""

    used: float
    size: int
    path: Path


def key_of(*parts: object) -> str:
    """The name of what is made from `parts`: numbers, texts, None, and tuples of these."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:40]


class Blobs:
    """A folder of blobs; any number of threads and processes may use it at once.

    `limit` is how many bytes it may hold, more or less: a sixteenth more while a build goes on.
    """

    def __init__(self, folder: Path, limit: int) -> None:
        self.folder = folder
        self.limit = limit
        self._writable = True
        self._written = 0  # bytes since the folder was last trimmed

    def get(self, kind: str, key: str) -> bytes | None:
        """What was put as `key`, or None; what is damaged is removed."""
        path = self._path(kind, key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        start = len(_MAGIC) + _DIGEST
        content = data[start:]
        if data[:start] != _MAGIC + _checksum(kind, key, content):
            with contextlib.suppress(OSError):
                path.unlink()
            return None
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > _FRESH:
                os.utime(path)
        return content

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keep `content` as `key`; does nothing where it cannot be kept."""
        if not self._writable or len(content) > self.limit // 2:
            return
        path = self._path(kind, key)
        try:
            parts = self.folder / _PARTS
            with part_file(path, parts, own=True) as part, part.open("wb") as file:
                file.write(_MAGIC + _checksum(kind, key, content))
                file.write(content)
        except OSError:
            # Full or read-only: trying each time would only take longer.
            self._writable = False
            return
        self._written += len(content)
        if self._written > self.limit // _OFTEN:
            self.trim()

    def tidy(self) -> None:
        """Remove what builds that were killed left unfinished."""
        remove_left_parts(self.folder / _PARTS)

    def entries(self) -> list[Entry]:
        """All that is kept, what was not used for longest first."""
        return sorted(self._entries(), key=lambda entry: (entry.used, entry.path.name))

    def trim(self, limit: int | None = None, *, before: float | None = None) -> list[Entry]:
        """Remove what was not used for longest until at most `limit` bytes are left, and all that
        was last used `before` (seconds since 1970); gives what was removed."""
        self._written = 0
        allowed = self.limit if limit is None else limit
        entries = self.entries()
        total = sum(entry.size for entry in entries)
        removed = []
        for entry in entries:
            if total <= allowed and (before is None or entry.used >= before):
                break
            with contextlib.suppress(OSError):
                entry.path.unlink()
                removed.append(entry)
            total -= entry.size
        return removed

    def _entries(self) -> Iterator[Entry]:
        now = time.time()
        for folder, _, names in os.walk(self.folder):
            for name in names:
                path = Path(folder, name)
                try:
                    status = path.stat()
                    if name.endswith(_PART):
                        if now - status.st_mtime > _LEFT_OVER:
                            path.unlink()
                        continue
                except OSError:
                    continue  # another build was faster
                if len(name) == 40:
                    yield Entry(status.st_mtime, status.st_size, path)

    def _path(self, kind: str, key: str) -> Path:
        return self.folder / kind / key[:2] / key


def _checksum(kind: str, key: str, content: bytes) -> bytes:
    digest = hashlib.blake2b(f"{kind}/{key}/".encode(), digest_size=_DIGEST)
    digest.update(content)
    return digest.digest()

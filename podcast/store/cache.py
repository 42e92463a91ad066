"""A cache of bytes, by what they were made from: whole or not at all, bounded, for all builds.

A file is named by its key and holds a checksum of key and content: what was cut short, damaged or
put there by somebody else is thrown away when it is read, and is made again. So is what is no file
at all: a link, a folder, a pipe that would never answer. Nothing is locked: a file takes its name
when it is whole, and two builds that make the same make it equal. A folder that cannot be written,
a disk that is full: then less is cached, and nothing else happens. A clock that was wrong costs
nothing but some of the order in which things are thrown away.

Looking at every file takes seconds where there are 100,000, so how much there is stands in a file
`total`, by its length: whoever writes something lengthens it by a byte for each KB. Nobody shortens
it but `trim`, which looks at every file: so it may say too much, and never too little for long.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import shutil
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from podcast.errors import PodcastError
from podcast.store import data
from podcast.store.files import part_file, remove_left_parts

_MAGIC = b"podcast-cache-1\n"
_DIGEST = 16  # bytes
_PART = ".part"
_PARTS = "parts"  # the folder of those, which is quick to look through
_LEFT_OVER = 3_600  # seconds after which an unfinished file is nobody's
_TOTAL = "total"
_UNIT = 1_024  # bytes of content for a byte of that file
_ROOM = (
    16  # over its limit, a folder is trimmed to a sixteenth below: so that is not done each time
)
_FRESH = 60  # seconds within which a file's time of use need not be written again
_HOPELESS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG, errno.EIO})
_NO_FILE = frozenset({errno.EINVAL, errno.EISDIR, errno.ELOOP, errno.ENXIO, errno.EACCES})
# A link is not followed, and a pipe does not keep us waiting; Windows knows neither.
_SAFELY = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the store: when it was last `used` (seconds since 1970), its `size` in bytes."""

    used: float
    size: int
    path: Path


def key_of(*parts: object) -> str:
    """Return the name of what is made from `parts`: numbers, texts, None, and tuples of these."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:40]


class Cache:
    """A folder of entries; any number of threads and processes may use it at once.

    `limit` is how many bytes it may hold; it is trimmed by whoever writes what passes it.
    """

    def __init__(self, folder: Path, limit: int) -> None:
        self.folder = folder
        self.limit = limit
        self._writable = True

    def get(self, kind: str, key: str) -> bytes | None:
        """Return what was put as `key`, or None; what is damaged is removed."""
        path = self._path(kind, key)
        try:
            data, used = self._read(path)
        except OSError as error:
            if error.errno in _NO_FILE:
                _throw_away(path)
            return None
        start = len(_MAGIC) + _DIGEST
        content = data[start:]
        if data[:start] != _MAGIC + _checksum(kind, key, content):
            _throw_away(path)
            return None
        # A time that is yet to come is of a clock that was wrong.
        if abs(time.time() - used) > _FRESH:
            with contextlib.suppress(OSError):
                os.utime(path)
        return content

    def _read(self, path: Path) -> tuple[bytes, float]:
        """Return the bytes of a file and when it was last used; OSError for what is no file of
        ours."""
        with os.fdopen(os.open(path, os.O_RDONLY | _SAFELY), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode) or status.st_size > self._longest():
                raise OSError(errno.EINVAL, "no file of the store")
            return file.read(), status.st_mtime

    def _longest(self) -> int:
        return self.limit // 2 + len(_MAGIC) + _DIGEST

    def has(self, kind: str, key: str) -> bool:
        """Return whether there is an entry `key`; it is not read."""
        return self._path(kind, key).is_file()

    def drop(self, kind: str, key: str) -> None:
        """Remove the entry `key`, which is whole and yet of no use."""
        _throw_away(self._path(kind, key))

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Write `content` as `key`; does nothing where that fails."""
        if not self._writable or len(content) > self.limit // 2:
            return
        path = self._path(kind, key)
        try:
            self._make_room_for(path)
            if path.is_dir():
                _throw_away(path)  # a file is not put in the place of a folder
            parts = self.folder / _PARTS
            with part_file(path, parts, own=True) as part, part.open("wb") as file:
                file.write(_MAGIC + _checksum(kind, key, content))
                file.write(content)
        except OSError as error:
            # Full or read-only: trying each time would only take longer.
            self._writable = error.errno not in _HOPELESS
            return
        self._trim_if_over(len(_MAGIC) + _DIGEST + len(content))

    def adopt(self, file: Path, path: Path) -> None:
        """Copy `file` into the folder, as `path`, for those who map it into memory: it is counted
        and thrown away as entries are, but nobody checks it. Raises OSError where that fails."""
        with part_file(path, self.folder / _PARTS, own=True) as part:
            shutil.copyfile(file, part)
        self._trim_if_over(path.stat().st_size)

    def tidy(self) -> None:
        """Remove what builds that were killed left unfinished, and what is over the limit."""
        remove_left_parts(self.folder / _PARTS)
        if self.folder.is_dir():
            self._trim_if_over(0)

    def _trim_if_over(self, added: int) -> None:
        """Add to the total, and trim where it is over the limit, or nobody knows it."""
        try:
            total = self._lengthen(-(-added // _UNIT)) * _UNIT
        except OSError:
            total = self.limit + 1
        if total > self.limit:
            self.trim(self.limit - self.limit // _ROOM)

    def _lengthen(self, units: int) -> int:
        """Lengthen the file `total` by `units` bytes; return how long it is now."""
        file = os.open(self.folder / _TOTAL, os.O_WRONLY | os.O_APPEND | _SAFELY)
        try:
            status = os.fstat(file)
            if not stat.S_ISREG(status.st_mode):
                raise OSError(errno.EINVAL, "no file of the store")
            return status.st_size + (os.write(file, bytes(units)) if units else 0)
        finally:
            os.close(file)

    def _set_total(self, size: int, before: int) -> None:
        """Write down that there are `size` bytes, and what was added since it was `before`
        units."""
        path = self.folder / _TOTAL
        with contextlib.suppress(OSError):
            if path.is_symlink() or not path.is_file():
                _throw_away(path)
            file = os.open(path, os.O_RDWR | os.O_CREAT | _SAFELY, 0o600)
            try:
                added = max(0, os.fstat(file).st_size - before)
                os.ftruncate(file, -(-size // _UNIT) + added)
            finally:
                os.close(file)

    def _make_room_for(self, path: Path) -> None:
        """See that the folder of `path` is there; what stands in its way, in ours, is removed."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            for folder in (path.parent.parent, path.parent):
                if folder.is_symlink() or folder.is_file():
                    folder.unlink()
            path.parent.mkdir(parents=True, exist_ok=True)

    def entries(self) -> list[Entry]:
        """Return all entries, what was not used for longest first; before that, what was used
        at a time that is yet to come: the clock was wrong, so when it was, nobody knows."""
        soon = time.time() + _FRESH
        return sorted(
            self._entries(), key=lambda entry: (entry.used <= soon, entry.used, entry.path.name)
        )

    def trim(self, limit: int | None = None, *, before: float | None = None) -> list[Entry]:
        """Remove what was not used for longest until at most `limit` bytes are left, and all that
        was last used `before` (seconds since 1970); return what was removed."""
        allowed = self.limit if limit is None else limit
        known = 0
        with contextlib.suppress(OSError):
            known = self._lengthen(0)
        entries = self.entries()
        total = sum(entry.size for entry in entries)
        removed = []
        for entry in entries:
            if total <= allowed and (before is None or entry.used >= before):
                continue
            with contextlib.suppress(OSError):
                entry.path.unlink()
                removed.append(entry)
            total -= entry.size
        if self.folder.is_dir():
            self._set_total(total, known)
        return removed

    def _entries(self) -> Iterator[Entry]:
        now = time.time()
        for file in _files_in(self.folder):
            try:
                status = file.stat(follow_symlinks=False)
                if file.name.endswith(_PART):
                    if abs(now - status.st_mtime) > _LEFT_OVER:
                        Path(file).unlink()
                    continue
            except OSError:
                continue  # another build was faster
            if len(file.name) == 40:
                yield Entry(status.st_mtime, status.st_size, Path(file))

    def _path(self, kind: str, key: str) -> Path:
        return self.folder / kind / key[:2] / key


def _files_in(folder: str | Path) -> Iterator[os.DirEntry[str]]:
    """Return all that is in `folder` and in the folders in it, and is no folder."""
    try:
        with os.scandir(folder) as found:
            for one in found:
                if one.is_dir(follow_symlinks=False):
                    yield from _files_in(one.path)
                else:
                    yield one
    except OSError:
        return


def _throw_away(path: Path) -> None:
    with contextlib.suppress(OSError):
        if stat.S_ISDIR(path.lstat().st_mode):
            shutil.rmtree(path)
        else:
            path.unlink()


def _checksum(kind: str, key: str, content: bytes) -> bytes:
    digest = hashlib.blake2b(f"{kind}/{key}/".encode(), digest_size=_DIGEST)
    digest.update(content)
    return digest.digest()


PLACE, SIZE = "PODCAST_CACHE", "PODCAST_CACHE_SIZE"

DEFAULT_SIZE = 2_000_000_000
"""Bytes: about ten hours of episodes."""

_UNITS = {"": 1, "k": 1_000, "m": 1_000_000, "g": 1_000_000_000, "t": 1_000_000_000_000}


def cache_folder() -> Path | None:
    """Return the folder; None where `PODCAST_CACHE` is "off"."""
    chosen = os.environ.get(PLACE, "").strip()
    if chosen.lower() in ("off", "no", "0", "false"):
        return None
    if chosen:
        return Path(chosen).expanduser()
    return data.cache_folder()


def cache_size() -> int:
    """Return how many bytes the cache may hold; `PodcastError` where `PODCAST_CACHE_SIZE` is no
    size."""
    text = os.environ.get(SIZE, "").strip()
    if not text:
        return DEFAULT_SIZE
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?", text.lower())
    if match is None:
        raise PodcastError(f"{SIZE} is “{text}”; write a size such as 500 MB or 2 GB.")
    return int(float(match[1]) * _UNITS[match[2]])


def open_cache() -> Cache | None:
    """Return the user's cache; None where it is switched off."""
    folder = cache_folder()
    size = cache_size()
    return Cache(folder, size) if folder is not None and size else None

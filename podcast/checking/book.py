"""The talking book: an EPUB 3 whose text is spoken by clips of its sound.

EPUB 3.3 (https://www.w3.org/TR/epub-33/): 4 (the archive), 5 (the package document), 9 (media
overlays). It looks at what breaks when a book is damaged, cut or put together of parts that do not
belong together: its files, the order of reading, the clips. All else is EPUBCheck's.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, cast

from lxml import etree

from podcast.checking.finding import Finding, bounded, error, quoted, stamp, warning
from podcast.checking.id3 import read_tag
from podcast.checking.mpeg import walk
from podcast.checking.opening import (
    LARGEST_TEXT,
    UnreadableError,
    as_xml,
    inside,
    opened,
    split,
    whole,
)

AGAIN = "make the book again"
_error = partial(error, mend=AGAIN)
_warning = partial(warning, mend=AGAIN)

_OPF = "{http://www.idpf.org/2007/opf}"
_SMIL = "{http://www.w3.org/ns/SMIL}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_CONTAINER_FILE = "META-INF/container.xml"
_MIMETYPE = b"application/epub+zip"
_MOST_FILES = 20_000
_MOST_READ = 64 << 20  # bytes that zipfile may ask for at once: its list of contents
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError,
    NotImplementedError, KeyError, OverflowError, IndexError,
)  # fmt: skip
_CLOCK = re.compile(r"(?:(?:([0-9]{1,6}):)?([0-5][0-9]|[0-9]):)([0-5][0-9](?:\.[0-9]{1,9})?)")
_COUNT = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)(h|min|s|ms)?")
_UNITS = {"h": 3_600_000.0, "min": 60_000.0, "s": 1000.0, "ms": 1.0, None: 1000.0}


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the book, as its manifest has it; `overlay` is the item that speaks it."""

    path: str
    kind: str
    overlay: str


@dataclass(slots=True)
class Book:
    """A book that is looked at: its archive, and what is known of its files."""

    archive: zipfile.ZipFile
    names: dict[str, zipfile.ZipInfo]
    items: dict[str, Item] = field(default_factory=dict)
    documents: dict[str, set[str]] = field(default_factory=dict)  # the addresses in each
    overlays: dict[str, etree._Element] = field(default_factory=dict)  # by identifier
    lengths: dict[str, float] = field(default_factory=dict)  # milliseconds of sound

    def read(self, name: str) -> bytes:
        """Return the file `name`, whole; its checksum is right when it comes."""
        try:
            with self.archive.open(self.names[name]) as file:
                return whole(cast("BinaryIO", file), LARGEST_TEXT)
        except _DAMAGED as failed:
            raise _damaged(failed) from failed


class _Careful:
    """A file of which no reader gets more than `_MOST_READ` at once, whatever the archive says."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        if size > _MOST_READ:
            raise zipfile.BadZipFile("its list of contents is too large")
        return self._file.read(min(size, _MOST_READ) if size >= 0 else _MOST_READ)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def check_book(path: Path, length: float | None = None) -> list[Finding]:
    """Return what is wrong with the book at `path`, beside an MP3 of `length` milliseconds (None
    where there is none); raises `UnreadableError`."""
    return in_archive(path, lambda book: _findings(book, length))


def in_archive(path: Path, look: Callable[[Book], Iterator[Finding]]) -> list[Finding]:
    """Return what `look` finds in the ZIP at `path`; raises `UnreadableError`."""
    with opened(path) as file:
        try:
            archive = zipfile.ZipFile(cast("BinaryIO", _Careful(file)))
        except _DAMAGED as failed:
            return [_error("book-zip", f"It is no whole ZIP archive ({_reason(failed)})")]
        with archive:
            infos = archive.infolist()
            if len(infos) > _MOST_FILES:
                return [
                    error("book-zip", f"It holds over {_MOST_FILES} files, which no book does.")
                ]
            return bounded(look(Book(archive, {info.filename: info for info in infos})))


def _findings(book: Book, length: float | None) -> Iterator[Finding]:
    yield from _first_file(book.archive, book.archive.infolist())
    where = _CONTAINER_FILE
    try:
        if where not in book.names:
            raise UnreadableError(f"There is none: {AGAIN}.")
        package = where = _package_path(as_xml(book.read(where)), book)
        root = as_xml(book.read(package))
    except UnreadableError as broken:
        code = "book-container" if where == _CONTAINER_FILE else "book-package"
        yield error(code, str(broken), where)
        return
    yield from _manifest(root, package, book)
    for identifier, item in book.items.items():
        yield from _content(identifier, item, book)
    yield from _spine(root, package, book)
    yield from other_length(book, length)


def other_length(book: Book, length: float | None) -> Iterator[Finding]:
    """Yield that its sound is not as long as that of the MP3 beside it."""
    own = sum(book.lengths.values())
    if length is not None and own and abs(own - length) > 1000:
        yield _warning(
            "book-differ", f"It holds {stamp(own)} of sound, and the MP3 beside it {stamp(length)}"
        )


def _first_file(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> Iterator[Finding]:
    first = min(infos, key=lambda info: info.header_offset, default=None)
    if first is None or first.filename != "mimetype":
        yield _error("book-mimetype", "Its first file is not “mimetype”")
        return
    try:
        with archive.open(first) as file:
            content = file.read(100)
    except _DAMAGED:
        content = b""
    plain = first.compress_type == zipfile.ZIP_STORED and not first.extra
    if content != _MIMETYPE or first.header_offset != 0:
        yield _error(
            "book-mimetype", f"It does not hold {_MIMETYPE.decode()} and no more", "mimetype"
        )
    elif not plain:
        yield _error("book-mimetype", "The file “mimetype” is not stored plainly", "mimetype")


def _package_path(root: etree._Element, book: Book) -> str:
    for entry in root.iter(f"{_CONTAINER}rootfile"):
        path = inside(entry.get("full-path", ""))
        if path is not None and path in book.names:
            return path
    raise UnreadableError(f"It names no package document that is there: {AGAIN}.")


def _manifest(root: etree._Element, package: str, book: Book) -> Iterator[Finding]:
    manifest = root.find(f"{_OPF}manifest")
    if manifest is None:
        yield _error("book-package", "It has no metadata or no manifest", package)
        return
    navigations = 0
    for entry in manifest.findall(f"{_OPF}item"):
        identifier, path = entry.get("id", ""), resolved(entry.get("href", ""), package)
        if path not in book.names or path is None:
            yield _error(
                "book-manifest",
                f"The file {quoted(path or str(entry.get('href')))} is not in the book",
                package,
            )
            continue
        if identifier in book.items:
            yield _error("book-manifest", f"The item {quoted(identifier)} is there twice", package)
        navigations += "nav" in entry.get("properties", "").split()
        book.items[identifier] = Item(
            path, entry.get("media-type", ""), entry.get("media-overlay", "")
        )
    if navigations != 1:
        yield _error(
            "book-nav", f"It has {navigations or 'no'} navigation documents, and needs one", package
        )


def _content(identifier: str, item: Item, book: Book) -> Iterator[Finding]:
    """Each file is read to its end, which proves its checksum, and looked at where it is text or
    sound."""
    try:
        if item.kind == "audio/mpeg":
            yield from look_at_sound(item.path, book)
        elif not item.kind.endswith("+xml"):
            _pass(item.path, book)
        else:
            root = as_xml(book.read(item.path))
            if item.kind == "application/smil+xml":
                book.overlays[identifier] = root
            else:
                book.documents[item.path] = {e.get("id", "") for e in root.iter()}
    except UnreadableError as broken:
        yield error("book-file", str(broken), item.path)


def _pass(path: str, book: Book) -> None:
    """Read a file to its end and keep nothing of it."""
    info = book.names[path]
    most = max(LARGEST_TEXT, 20 * info.compress_size)
    read = 0
    try:
        with book.archive.open(info) as file:
            while block := file.read(1 << 20):
                read += len(block)
                if read > most:
                    raise UnreadableError("It unpacks to far more than it holds: it is a trap.")
    except _DAMAGED as failed:
        raise _damaged(failed) from failed


def look_at_sound(path: str, book: Book) -> Iterator[Finding]:
    """Yield what is wrong with the MP3 `path` of the book, whose length is then known."""
    _pass(path, book)
    size = book.names[path].file_size
    try:
        with book.archive.open(path) as file:
            tag, _ = read_tag(cast("BinaryIO", file))
            stream, findings = walk(cast("BinaryIO", file), min(tag.size, size), size)
    except _DAMAGED as failed:
        raise _damaged(failed) from failed
    for found in findings:
        where = f"{path} {found.where}".strip()
        yield Finding(found.severity, found.code, found.message, where)
    if stream is not None:
        book.lengths[path] = stream.length


def _spine(root: etree._Element, package: str, book: Book) -> Iterator[Finding]:
    """Yield the order of reading, and the overlays in that order, in which they are heard."""
    entries = [entry.get("idref", "") for entry in root.iterfind(f"{_OPF}spine/{_OPF}itemref")]
    if not entries:
        yield _error("book-spine", "It has nothing to read (spine)", package)
    last: dict[str, float] = {}
    for entry in entries:
        item = book.items.get(entry)
        if item is None:
            yield _error(
                "book-spine", f"Its spine names {quoted(entry)}, which is not there", package
            )
        elif item.overlay in book.overlays:
            path = book.items[item.overlay].path
            yield from _clips(book.overlays[item.overlay], path, book, last)
        elif item.overlay:
            yield _error(
                "book-overlay",
                f"A document is spoken by {quoted(item.overlay)}, which is no overlay",
                package,
            )
    used = {item.overlay for item in book.items.values()}
    for identifier in sorted(set(book.overlays) - used):
        yield _warning(
            "book-overlay", "No document is spoken by this overlay", book.items[identifier].path
        )


def _clips(
    root: etree._Element, path: str, book: Book, last: dict[str, float]
) -> Iterator[Finding]:
    """`last` is where the last clip ended, in each file of sound."""
    for par in root.iter(f"{_SMIL}par"):
        line = f"{path} {par.sourceline}"
        text, audio = par.find(f"{_SMIL}text"), par.find(f"{_SMIL}audio")
        address = "" if text is None else text.get("src", "")
        document = resolved(address, path) or ""
        known = book.documents.get(document)  # None where it cannot be read, which is reported
        if document not in book.names:
            yield _error(
                "book-link", f"It refers to {quoted(address)}, which is not in the book", line
            )
        elif known is not None and address.partition("#")[2] not in known:
            yield _error(
                "book-link", f"It refers to {quoted(address)}, and nothing there is called so", line
            )
        if audio is None:
            continue
        sound = resolved(audio.get("src", ""), path)
        if sound not in book.names or sound is None:
            yield _error(
                "book-link", f"The sound {quoted(audio.get('src', ''))} is not in the book", line
            )
            continue
        length = book.lengths.get(sound)
        begin, end = clock(audio.get("clipBegin", "0")), clock(audio.get("clipEnd"))
        if begin is None or end is None:
            wrong = "The times of a clip are none"
        elif end <= begin:
            wrong = f"A clip ends at {stamp(end)}, and starts at {stamp(begin)}"
        elif length is not None and end > length + 1:
            wrong = f"A clip goes to {stamp(end)}, and the sound ends at {stamp(length)}"
        elif begin < last.get(sound, 0.0) - 1:
            wrong = f"A clip starts at {stamp(begin)}, before the last one ends"
            wrong += f" ({stamp(last[sound])})"
        else:
            wrong = ""
        if wrong:
            yield _error("book-clip", wrong, line)
        last[sound] = last.get(sound, 0.0) if end is None else end


def resolved(address: str, origin: str) -> str | None:
    """Return the file of the book that `address` in the file `origin` means; None where none."""
    parts = split(address)
    if parts is None or parts[0] or not parts[1]:
        return None
    return inside(f"{origin.rpartition('/')[0]}/{parts[1]}".lstrip("/"))


def clock(text: str | None) -> float | None:
    """Return a clock value of SMIL (EPUB 3.3, 9.4) in milliseconds; None where it is none."""
    text = (text or "").strip()
    match = _CLOCK.fullmatch(text)
    if match:
        hours, minutes, seconds = match.groups()
        return 1000 * (3600 * int(hours or 0) + 60 * int(minutes) + float(seconds))
    match = _COUNT.fullmatch(text)
    return float(match[1]) * _UNITS[match[2]] if match else None


def _damaged(failed: BaseException) -> UnreadableError:
    return UnreadableError(f"It is damaged ({_reason(failed)}): {AGAIN}.")


def _reason(failed: BaseException) -> str:
    return " ".join(str(failed).split())[:100] or type(failed).__name__

"""The talking book: an EPUB 3 whose text is spoken by clips of its sound.

EPUB 3.3 (https://www.w3.org/TR/epub-33/): 4 (the archive), 5 (the package document), 6 and 7 (the
documents and navigation), 9 (media overlays). This is no EPUBCheck: it looks at what breaks when a
book is damaged, cut or put together of parts that do not belong together.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, cast

from lxml import etree

from podcast.checking.finding import Finding, bounded, error, quoted, stamp, warning
from podcast.checking.id3 import read_tag
from podcast.checking.links import inside, split
from podcast.checking.mpeg import walk
from podcast.checking.opening import LARGEST_TEXT, UnreadableError, as_xml, opened, whole

AGAIN = "make the book again"

_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_SMIL = "{http://www.w3.org/ns/SMIL}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
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
_ACCESS = ("accessMode", "accessibilityFeature", "accessibilityHazard", "accessibilitySummary")


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the book, as its manifest has it."""

    path: str
    kind: str
    properties: tuple[str, ...]
    overlay: str


@dataclass(slots=True)
class _Book:
    archive: zipfile.ZipFile
    names: dict[str, zipfile.ZipInfo]
    items: dict[str, Item] = field(default_factory=dict)
    documents: dict[str, tuple[str, ...]] = field(default_factory=dict)  # identifiers, in order
    lengths: dict[str, float] = field(default_factory=dict)  # milliseconds of sound

    def read(self, name: str) -> bytes:
        """The file `name`, whole; its checksum is right when it comes."""
        try:
            with self.archive.open(self.names[name]) as file:
                return whole(cast("BinaryIO", file), LARGEST_TEXT)
        except _DAMAGED as failed:
            raise UnreadableError(f"It is damaged ({_reason(failed)}): {AGAIN}.") from failed


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
    """What is wrong with the book at `path`, beside an MP3 of `length` milliseconds (None where
    there is none); raises `UnreadableError`."""
    with opened(path) as file:
        try:
            archive = zipfile.ZipFile(cast("BinaryIO", _Careful(file)))
        except _DAMAGED as failed:
            return [error("book-zip", f"It is no whole ZIP archive ({_reason(failed)}): {AGAIN}.")]
        with archive:
            if len(archive.infolist()) > _MOST_FILES:
                return [
                    error("book-zip", f"It holds over {_MOST_FILES} files, which no book does.")
                ]
            return bounded(_findings(archive, length))


def _findings(archive: zipfile.ZipFile, length: float | None) -> Iterator[Finding]:
    infos = archive.infolist()
    yield from _first_file(archive, infos)
    for name, count in Counter(info.filename for info in infos).items():
        if count > 1:
            yield error("book-zip", f"{quoted(name)} is in it {count} times: {AGAIN}.")
        if inside(name.rstrip("/")) != name.rstrip("/"):
            yield error(
                "book-zip", f"{quoted(name)} would be unpacked outside of the book: {AGAIN}."
            )
    book = _Book(archive, {info.filename: info for info in infos if not info.is_dir()})
    try:
        package = _package_path(as_xml(book.read("META-INF/container.xml")), book)
    except UnreadableError as broken:
        yield error(
            "book-container", f"{broken}" if "META-INF/container.xml" in book.names
            else f"There is none: {AGAIN}.", "META-INF/container.xml",
        )  # fmt: skip
        return
    try:
        root = as_xml(book.read(package))
    except UnreadableError as broken:
        yield error("book-package", str(broken), package)
        return
    yield from _package(root, package, book)
    for item in list(book.items.values()):
        yield from _content(item, book)
    yield from _others(package, book)
    yield from _spine(root, package, book)
    yield from _overlays(root, package, book)
    own = sum(book.lengths.values())
    if length is not None and own and abs(own - length) > 1000:
        yield warning(
            "book-differ",
            f"It holds {stamp(own)} of sound, and the MP3 beside it {stamp(length)}: {AGAIN}.",
        )


def _first_file(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> Iterator[Finding]:
    first = min(infos, key=lambda info: info.header_offset, default=None)
    if first is None or first.filename != "mimetype":
        yield error("book-mimetype", f"Its first file is not “mimetype”: {AGAIN}.")
        return
    if first.compress_type != zipfile.ZIP_STORED or first.extra or first.flag_bits & 1:
        yield error(
            "book-mimetype", f"The file “mimetype” is not stored plainly: {AGAIN}.", "mimetype"
        )
    try:
        with archive.open(first) as file:
            content = file.read(100)
    except _DAMAGED:
        content = b""
    if content != _MIMETYPE or first.header_offset != 0:
        yield error(
            "book-mimetype", f"It does not hold {_MIMETYPE.decode()} and no more: {AGAIN}.",
            "mimetype",
        )  # fmt: skip


def _package_path(root: etree._Element, book: _Book) -> str:
    for entry in root.iter(f"{_CONTAINER}rootfile"):
        path = inside(entry.get("full-path", ""))
        if path in book.names and path is not None:
            return path
    raise UnreadableError(f"It names no package document that is there: {AGAIN}.")


def _package(root: etree._Element, package: str, book: _Book) -> Iterator[Finding]:
    if root.tag != f"{_OPF}package" or not (root.get("version") or "").startswith("3."):
        yield error("book-package", f"It is no package of EPUB 3: {AGAIN}.", package)
    metadata = root.find(f"{_OPF}metadata")
    manifest = root.find(f"{_OPF}manifest")
    if metadata is None or manifest is None:
        yield error("book-package", f"It has no metadata or no manifest: {AGAIN}.", package)
        return
    for name, what in (("title", "title"), ("language", "language"), ("identifier", "identifier")):
        if not any((e.text or "").strip() for e in metadata.findall(f"{_DC}{name}")):
            yield error("book-metadata", f"The book has no {what}: {AGAIN}.", package)
    unique = root.get("unique-identifier")
    if unique not in [e.get("id") for e in metadata.findall(f"{_DC}identifier")]:
        yield error("book-metadata", f"None of its identifiers is its own: {AGAIN}.", package)
    modified = _meta(metadata, "dcterms:modified")
    if len(modified) != 1 or not re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", modified[0].strip()
    ):
        yield error(
            "book-metadata", f"It does not tell once when it was modified: {AGAIN}.",
            package,
        )  # fmt: skip
    for name in _ACCESS:
        if not any(text.strip() for text in _meta(metadata, f"schema:{name}")):
            yield warning(
                "book-access",
                f"It does not tell its schema:{name}, by which people find books that they can"
                f" read: {AGAIN}.",
                package,
            )
    yield from _manifest(manifest, package, book)


def _manifest(manifest: etree._Element, package: str, book: _Book) -> Iterator[Finding]:
    folder = package.rpartition("/")[0]
    paths: set[str] = set()
    for entry in manifest.findall(f"{_OPF}item"):
        identifier, address = entry.get("id", ""), entry.get("href", "")
        parts = split(address)
        if parts and parts[0] in ("http", "https", "//"):
            yield warning(
                "book-remote",
                f"{quoted(address)} is not in the book but elsewhere: {AGAIN}.",
                package,
            )
            continue
        path = inside(f"{folder}/{parts[1]}" if folder else parts[1]) if parts else None
        if not identifier or not entry.get("media-type") or path is None or not parts:
            yield error(
                "book-manifest", f"The item {quoted(address)} is not whole: {AGAIN}.", package
            )
            continue
        if identifier in book.items or path in paths:
            yield error(
                "book-manifest", f"The item {quoted(identifier)} is there twice: {AGAIN}.", package
            )
        paths.add(path)
        if path not in book.names:
            yield error(
                "book-manifest", f"The file {quoted(path)} is not in the book: {AGAIN}.", package
            )
            continue
        book.items[identifier] = Item(
            path,
            entry.get("media-type", ""),
            tuple(entry.get("properties", "").split()),
            entry.get("media-overlay", ""),
        )
    navigations = [item for item in book.items.values() if "nav" in item.properties]
    if len(navigations) != 1:
        yield error(
            "book-nav", f"It has {len(navigations) or 'no'} navigation documents, and needs one:"
            f" {AGAIN}.", package,
        )  # fmt: skip


def _content(item: Item, book: _Book) -> Iterator[Finding]:
    """Each file read to its end, which proves its checksum, and looked at where its kind tells."""
    try:
        if item.kind == "audio/mpeg":
            yield from _sound(item, book)
        elif item.kind.endswith("+xml"):
            root = as_xml(book.read(item.path))
            if item.kind == "application/xhtml+xml":
                yield from _document(root, item, book)
        else:
            _pass(item, book)
    except UnreadableError as broken:
        yield error("book-file", str(broken), item.path)


def _pass(item: Item, book: _Book) -> None:
    """Read a file to its end and keep nothing of it."""
    info = book.names[item.path]
    most = max(LARGEST_TEXT, 20 * info.compress_size)
    read = 0
    try:
        with book.archive.open(info) as file:
            while block := file.read(1 << 20):
                read += len(block)
                if read > most:
                    raise UnreadableError("It unpacks to far more than it holds: it is a trap.")
    except _DAMAGED as failed:
        raise UnreadableError(f"It is damaged ({_reason(failed)}): {AGAIN}.") from failed


def _sound(item: Item, book: _Book) -> Iterator[Finding]:
    _pass(item, book)
    size = book.names[item.path].file_size
    try:
        with book.archive.open(item.path) as file:
            tag, _ = read_tag(cast("BinaryIO", file))
            stream, findings = walk(cast("BinaryIO", file), min(tag.size, size), size)
    except _DAMAGED as failed:
        raise UnreadableError(f"It is damaged ({_reason(failed)}): {AGAIN}.") from failed
    for found in findings:
        where = f"{item.path} {found.where}".strip()
        yield Finding(found.severity, found.code, found.message, where)
    if stream is not None:
        book.lengths[item.path] = stream.length


def _document(root: etree._Element, item: Item, book: _Book) -> Iterator[Finding]:
    if root.tag != f"{_XHTML}html":
        yield error("book-document", f"It is no XHTML document: {AGAIN}.", item.path)
        return
    identifiers = [e.get("id", "") for e in root.iter() if e.get("id") is not None]
    book.documents[item.path] = tuple(identifiers)
    for identifier, count in Counter(identifiers).items():
        if count > 1:
            yield error(
                "book-document", f"{count} elements are called {quoted(identifier)}: {AGAIN}.",
                item.path,
            )  # fmt: skip
    title = root.find(f".//{_XHTML}title")
    if title is None or not any(str(text).strip() for text in title.itertext()):
        yield error("book-document", f"The document has no title: {AGAIN}.", item.path)


def _others(package: str, book: _Book) -> Iterator[Finding]:
    """Links of all documents, and files that the manifest does not know."""
    known = {item.path for item in book.items.values()} | {package, "mimetype"}
    for name in sorted(set(book.names) - known):
        if not name.startswith("META-INF/"):
            yield warning(
                "book-manifest",
                f"The file {quoted(name)} is not in the manifest: {AGAIN}.",
                package,
            )
    for item in book.items.values():
        if item.path not in book.documents:
            continue
        try:
            root = as_xml(book.read(item.path))
        except UnreadableError:
            continue
        navigation = "nav" in item.properties
        if navigation and not any(
            "toc" in (nav.get(_EPUB_TYPE) or "").split() and nav.find(f".//{_XHTML}a") is not None
            for nav in root.iter(f"{_XHTML}nav")
        ):
            yield error("book-nav", f"It has no table of contents: {AGAIN}.", item.path)
        for element in root.iter():
            for attribute in ("href", "src"):
                address = element.get(attribute) if isinstance(element.tag, str) else None
                if address is not None:
                    problem = _target(address, item.path, book)
                    if problem:
                        yield error("book-link", f"{problem}: {AGAIN}.", item.path)


def _target(address: str, origin: str, book: _Book) -> str:
    """What is wrong with an address in the file `origin`; empty where nothing is."""
    parts = split(address)
    if parts is None:
        return f"{quoted(address)} is no address"
    scheme, path, fragment = parts
    if scheme:
        return f"{quoted(address)} runs a script" if scheme == "javascript" else ""
    target = _resolved(address, origin)
    if path and (target is None or target not in {item.path for item in book.items.values()}):
        return f"It refers to {quoted(address)}, which is not in the book"
    document = book.documents.get(target or origin) if path else book.documents.get(origin)
    if fragment and document is not None and fragment not in document:
        return f"It refers to {quoted(address)}, and nothing there is called so"
    return ""


def _resolved(address: str, origin: str) -> str | None:
    parts = split(address)
    if parts is None or parts[0]:
        return None
    if not parts[1]:
        return origin
    folder = origin.rpartition("/")[0]
    return inside(f"{folder}/{parts[1]}" if folder else parts[1])


def _spine(root: etree._Element, package: str, book: _Book) -> Iterator[Finding]:
    spine = root.find(f"{_OPF}spine")
    entries = [] if spine is None else [e.get("idref", "") for e in spine.findall(f"{_OPF}itemref")]
    if not entries:
        yield error("book-spine", f"It has nothing to read (spine): {AGAIN}.", package)
    for entry, count in Counter(entries).items():
        if entry not in book.items:
            yield error(
                "book-spine",
                f"Its spine names {quoted(entry)}, which is not there: {AGAIN}.",
                package,
            )
        elif count > 1:
            yield error("book-spine", f"Its spine names {quoted(entry)} twice: {AGAIN}.", package)


def _overlays(root: etree._Element, package: str, book: _Book) -> Iterator[Finding]:
    metadata = root.find(f"{_OPF}metadata")
    if metadata is None:
        return
    used = {item.overlay for item in book.items.values() if item.overlay}
    overlays = {key: i for key, i in book.items.items() if i.kind == "application/smil+xml"}
    for identifier in sorted(used - set(overlays)):
        yield error(
            "book-overlay", f"A document is spoken by {quoted(identifier)}, which is no overlay:"
            f" {AGAIN}.", package,
        )  # fmt: skip
    for identifier in sorted(set(overlays) - used):
        yield warning(
            "book-overlay", f"No document is spoken by this overlay: {AGAIN}.",
            overlays[identifier].path,
        )  # fmt: skip
    if not overlays:
        return
    total = 0.0
    last: dict[str, float] = {}
    # In the order in which they are heard: that of the spine.
    spine = root.find(f"{_OPF}spine")
    order = [] if spine is None else [e.get("idref", "") for e in spine.findall(f"{_OPF}itemref")]
    heard = [book.items[entry].overlay for entry in order if entry in book.items]
    ordered = [key for key in dict.fromkeys([*heard, *overlays]) if key in overlays]
    for identifier in ordered:
        item = overlays[identifier]
        own: list[float] = []
        try:
            yield from _clips(as_xml(book.read(item.path)), item.path, book, own, last)
        except UnreadableError:
            continue  # told with its file
        length = sum(own)
        total += length
        told = [
            meta.text or ""
            for meta in metadata.findall(f"{_OPF}meta")
            if meta.get("property") == "media:duration" and meta.get("refines") == f"#{identifier}"
        ]
        yield from _duration(told, length, f"the overlay {quoted(item.path)}", package)
    yield from _duration(
        [
            meta.text or ""
            for meta in metadata.findall(f"{_OPF}meta")
            if meta.get("property") == "media:duration" and not meta.get("refines")
        ],
        total,
        "the book",
        package,
    )


def _clips(
    root: etree._Element, path: str, book: _Book, lengths: list[float], last: dict[str, float]
) -> Iterator[Finding]:
    if root.tag != f"{_SMIL}smil":
        yield error("book-overlay", f"It is no SMIL document: {AGAIN}.", path)
        return
    spoken = Counter[str]()
    for par in root.iter(f"{_SMIL}par"):
        line = f"{path} {par.sourceline}"
        text, audio = par.find(f"{_SMIL}text"), par.find(f"{_SMIL}audio")
        if text is None:
            yield error("book-overlay", f"A clip speaks no text: {AGAIN}.", line)
        else:
            address = text.get("src", "")
            problem = _target(address, path, book)
            if problem:
                yield error("book-link", f"{problem}: {AGAIN}.", line)
            spoken[address] += 1
            if spoken[address] == 2:
                yield warning("book-overlay", f"{quoted(address)} is spoken twice: {AGAIN}.", line)
        if audio is None:
            continue
        address = audio.get("src", "")
        target = _resolved(address, path)
        if target is None or target not in {item.path for item in book.items.values()}:
            yield error(
                "book-link", f"The sound {quoted(address)} is not in the book: {AGAIN}.", line
            )
            continue
        length = book.lengths.get(target)
        begin = clock(audio.get("clipBegin", "0"))
        end = clock(audio.get("clipEnd")) if audio.get("clipEnd") is not None else length
        if begin is None or (audio.get("clipEnd") is not None and end is None):
            yield error("book-clip", f"The times of a clip are none: {AGAIN}.", line)
            continue
        if end is None:
            continue
        if end <= begin:
            yield error(
                "book-clip", f"A clip ends at {stamp(end)}, and starts at {stamp(begin)}: {AGAIN}.",
                line,
            )  # fmt: skip
        if length is not None and end > length + 1:
            yield error(
                "book-clip", f"A clip goes to {stamp(end)}, and the sound ends at {stamp(length)}:"
                f" {AGAIN}.", line,
            )  # fmt: skip
        if begin < last.get(target, 0.0) - 1:
            yield error(
                "book-clip", f"A clip starts at {stamp(begin)}, before the last one ends"
                f" ({stamp(last[target])}): {AGAIN}.", line,
            )  # fmt: skip
        last[target] = end
        lengths.append(max(0.0, end - begin))


def _duration(told: list[str], length: float, what: str, package: str) -> Iterator[Finding]:
    times = [clock(text) for text in told]
    if len(times) != 1 or times[0] is None:
        yield error(
            "book-duration", f"It does not tell once how long {what} lasts: {AGAIN}.", package
        )
    elif abs(times[0] - length) > 1000:
        yield warning(
            "book-duration",
            f"It tells that {what} lasts {stamp(times[0])}, and its clips last {stamp(length)}:"
            f" {AGAIN}.",
            package,
        )


def clock(text: str | None) -> float | None:
    """A clock value of SMIL (EPUB 3.3, 9.4) in milliseconds; None where it is none."""
    text = (text or "").strip()
    match = _CLOCK.fullmatch(text)
    if match:
        hours, minutes, seconds = match.groups()
        return 1000 * (3600 * int(hours or 0) + 60 * int(minutes) + float(seconds))
    match = _COUNT.fullmatch(text)
    return float(match[1]) * _UNITS[match[2]] if match else None


def _meta(metadata: etree._Element, name: str) -> list[str]:
    return [
        entry.text or ""
        for entry in metadata.findall(f"{_OPF}meta")
        if entry.get("property") == name and not entry.get("refines")
    ]


def _reason(failed: BaseException) -> str:
    return " ".join(str(failed).split())[:100] or type(failed).__name__

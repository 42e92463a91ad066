"""ID3v2.3 and 2.4 tags, read by a small reader of this package's own.

https://id3.org/id3v2.3.0, https://id3.org/id3v2.4.0-structure, and "ID3v2 Chapter Frame Addendum".
What writes the tags is mutagen; a reader of its own sees the bytes as a player does, in the order
of the file.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace
from typing import BinaryIO

from podcast.checking.finding import AGAIN, Finding, error, warning

_MOST = 64 << 20  # bytes of a tag that are read
_UNKNOWN = 0xFFFFFFFF  # an offset that is not given
_ENCODINGS = ("latin-1", "utf-16", "utf-16-be", "utf-8")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A CHAP frame; times in milliseconds. `title` is None where it has none."""

    element: str
    start: int
    end: int
    title: str | None
    offsets: bool  # whether it gives byte offsets too


@dataclass(frozen=True, slots=True)
class Contents:
    """A CTOC frame."""

    element: str
    top: bool
    ordered: bool
    children: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tag:
    """What a tag says; `version` is 3 or 4, 0 where nothing of it could be read. `texts` are the
    text frames by identifier, `chapters` in the order of the file, `pictures` the bytes of each
    APIC with its type (3 is the front cover)."""

    version: int
    size: int
    texts: dict[str, str]
    chapters: tuple[Chapter, ...]
    contents: tuple[Contents, ...]
    pictures: tuple[tuple[int, str, bytes], ...]


EMPTY = Tag(0, 0, {}, (), (), ())


class _BrokenError(ValueError):
    """A frame that cannot be read; the message completes "The frame X …"."""


def read_tag(file: BinaryIO) -> tuple[Tag, list[Finding]]:
    """Return the tag at the start of `file`; `EMPTY` where there is none. Its `size` is where the
    sound starts."""
    file.seek(0)
    head = file.read(10)
    if len(head) < 10 or head[:3] != b"ID3":
        return EMPTY, [
            error("tag-none", "There is no ID3 tag: no title, no chapters; build it again.")
        ]
    version, flags = head[3], head[5]
    if any(byte & 0x80 for byte in head[6:10]):
        return EMPTY, [error("tag-broken", "The tag's size is not one", mend=AGAIN)]
    length = _syncsafe(head[6:10])
    unread = replace(EMPTY, size=10 + length + (10 if version == 4 and flags & 0x10 else 0))
    if version not in (3, 4):
        message = f"The tag is ID3v2.{version}: players read 2.3 best; write that."
        return unread, [error("tag-version", message)]
    if length > _MOST:
        message = f"The tag has {length >> 20} MB: take a smaller cover."
        return unread, [error("tag-large", message)]
    body = file.read(length)
    if len(body) < length:
        return unread, [error("tag-broken", "The file ends within its tag", mend=AGAIN)]
    if flags & 0x80 and version == 3:
        body = body.replace(b"\xff\x00", b"\xff")
    if flags & 0x40:
        skipped = int.from_bytes(body[:4], "big") + 4 if version == 3 else _syncsafe(body[:4])
        body = body[skipped:]
    reader = _Reader(version)
    return replace(reader.tag(body), size=unread.size), reader.findings


class _Reader:
    def __init__(self, version: int) -> None:
        self._version = version
        self.findings: list[Finding] = []

    def tag(self, body: bytes) -> Tag:
        texts: dict[str, str] = {}
        chapters: list[Chapter] = []
        contents: list[Contents] = []
        pictures: list[tuple[int, str, bytes]] = []

        def put(name: str, data: bytes) -> None:
            if name == "CHAP":
                chapters.append(self._chapter(data))
            elif name == "CTOC":
                contents.append(self._contents(data))
            elif name == "APIC":
                pictures.append(self._picture(data))
            elif name.startswith("T") and name != "TXXX":
                if name in texts:
                    message = f"The frame {name} is there twice: write one."
                    self.findings.append(warning("tag-twice", message, name))
                texts.setdefault(name, self._text(data))

        for name, data in self._frames(body):
            try:
                put(name, data)
            except (_BrokenError, IndexError) as broken:  # noqa: PERF203
                reason = str(broken) if isinstance(broken, _BrokenError) else "ends too early"
                message = f"The frame {name} {reason}"
                self.findings.append(error("tag-frame", message, name, mend=AGAIN))
        return Tag(self._version, 0, texts, tuple(chapters), tuple(contents), tuple(pictures))

    def _frames(self, body: bytes) -> list[tuple[str, bytes]]:
        found: list[tuple[str, bytes]] = []
        place = 0
        while len(body) - place >= 10 and body[place]:
            name, raw, flags = body[place : place + 4], body[place + 4 : place + 8], body[place + 9]
            size = _syncsafe(raw) if self._version == 4 else int.from_bytes(raw, "big")
            end = place + 10 + size
            known = name.isalnum() and name.isupper() and name.isascii()
            if not known or end > len(body):
                message = f"At byte {place} of the tag no frame starts; what comes after is lost"
                self.findings.append(error("tag-broken", message, mend=AGAIN))
                return found
            data, label = body[place + 10 : end], name.decode("ascii")
            place = end
            if flags & (0xC0 if self._version == 3 else 0x0C):
                message = (
                    f"The frame {label} is compressed or encrypted, which few players read: write"
                    " it plainly."
                )
                self.findings.append(warning("tag-packed", message, label))
                continue
            if self._version == 3 and flags & 0x20:
                data = data[1:]
            if self._version == 4:
                data = data[1:] if flags & 0x40 else data
                data = data[4:] if flags & 0x01 else data
                data = data.replace(b"\xff\x00", b"\xff") if flags & 0x02 else data
            found.append((label, data))
        if any(body[place:]):
            message = "After the last frame of the tag lie bytes that are none."
            self.findings.append(warning("tag-broken", message))
        return found

    def _text(self, data: bytes) -> str:
        """What a frame of text says, whose first byte names its encoding."""
        if not data:
            return ""
        encoding, text = data[0], data[1:]
        if encoding >= (2 if self._version == 3 else 4):
            raise _BrokenError(f"has text of a kind ({encoding}) that its version does not know")
        if encoding == 1 and text and text[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            raise _BrokenError("has UTF-16 without a byte order mark")
        try:
            return text.decode(_ENCODINGS[encoding]).rstrip("\0")
        except UnicodeDecodeError:
            raise _BrokenError("has text that cannot be decoded") from None

    def _chapter(self, data: bytes) -> Chapter:
        element, rest = _until_zero(data)
        if len(rest) < 16:
            raise _BrokenError("ends too early")
        start, end, *offsets = struct.unpack(">4I", rest[:16])
        title = next((self._text(d) for n, d in self._frames(rest[16:]) if n == "TIT2"), None)
        return Chapter(element, start, end, title, offsets != [_UNKNOWN, _UNKNOWN])

    def _contents(self, data: bytes) -> Contents:
        element, rest = _until_zero(data)
        flags, count = rest[0], rest[1]
        rest = rest[2:]
        children = []
        for _ in range(count):
            child, rest = _until_zero(rest)
            children.append(child)
        return Contents(element, bool(flags & 2), bool(flags & 1), tuple(children))

    def _picture(self, data: bytes) -> tuple[int, str, bytes]:
        encoding = data[0]
        mime, rest = _until_zero(data[1:])
        kind, rest = rest[0], rest[1:]
        if encoding not in (1, 2):
            return kind, mime, _until_zero(rest)[1]
        ends = (at for at in range(0, len(rest) - 1, 2) if rest[at : at + 2] == b"\0\0")
        end = next(ends, None)
        if end is None:
            raise _BrokenError("ends too early")
        return kind, mime, rest[end + 2 :]


def _until_zero(data: bytes) -> tuple[str, bytes]:
    text, zero, rest = data.partition(b"\0")
    if not zero:
        raise _BrokenError("ends too early")
    return text.decode("latin-1"), rest


def _syncsafe(data: bytes) -> int:
    value = 0
    for byte in data:
        value = value << 7 | byte & 0x7F
    return value

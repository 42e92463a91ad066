"""The file of a book: a ZIP as EPUB's Open Container Format wants it (EPUB 3.3, 4).

Nothing is compressed. Sound would not get smaller, and the text of an hour is about a hundredth of
its sound; the bytes then depend on no version of a compressor.
"""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

_MIMETYPE = "application/epub+zip"
_BLOCK = 1 << 20
_ID3 = 10  # bytes of an ID3v2 tag's header, and of its footer


def write_container(
    target: Path, files: Iterable[tuple[str, bytes]], sound: BinaryIO, name: str
) -> None:
    """Write `files` and, as the file `name`, what is left to read of `sound`, a block at a time."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        # First, and as it is, so that a file's kind shows at byte 38 (EPUB 3.3, 4, on media types).
        archive.writestr(_entry("mimetype"), _MIMETYPE)
        for path, content in files:
            archive.writestr(_entry(path), content)
        entry = _entry(name)
        # zipfile decides by the size whether an entry needs ZIP64.
        entry.file_size = os.fstat(sound.fileno()).st_size - sound.tell()
        with archive.open(entry, "w") as stored:
            shutil.copyfileobj(sound, stored, _BLOCK)


def _entry(name: str) -> zipfile.ZipInfo:
    """An entry without the time, the system and the rights of whoever writes it."""
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry


def skip_tag(file: BinaryIO) -> None:
    """Go to where the sound of an MP3 begins, after the ID3v2 tag where there is one (ID3v2.3,
    3.1): its cover and chapters are in the book already."""
    header = file.read(_ID3)
    file.seek(0)
    if len(header) == _ID3 and header.startswith(b"ID3"):
        size = 0
        for byte in header[6:]:
            size = size << 7 | byte & 0x7F
        footer = _ID3 if header[3] == 4 and header[5] & 0x10 else 0
        file.seek(_ID3 + size + footer)

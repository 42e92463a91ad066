"""A book put together: its files in memory, its sound from the MP3 on disk; and the file that holds
them, a ZIP as EPUB's Open Container Format wants it (EPUB 3.3, 4).

Nothing is compressed. Sound would not get smaller, and the text of an hour is about a hundredth of
its sound; the bytes then depend on no version of a compressor.
"""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import BinaryIO

from podcast.publishing.book.content import (
    COVER,
    FOLDER,
    NAVIGATION,
    PACKAGE,
    SOUND,
    STYLE,
    Book,
    document_name,
    overlay_name,
)
from podcast.publishing.book.documents import chapter_document, navigation_document
from podcast.publishing.book.markup import CONTAINER, element, filled, written
from podcast.publishing.book.overlays import overlay_document, overlays_of
from podcast.publishing.book.package import package_document
from podcast.publishing.tags import read_cover
from podcast.publishing.words import words_of
from podcast.store.files import output_errors, part_file


def write_book(book: Book, mp3: Path, target: Path) -> None:
    """Write `book` to `target`, whole or not at all, with the sound and the cover of `mp3`, which
    is finished.

    Raises `OutputError` where it cannot be written.
    """
    cover = read_cover(mp3)
    book = replace(book, cover=cover.mime if cover else None)
    files = [(_FIRST, _MIMETYPE), *book_files(book)]
    if cover:
        files.append((f"{FOLDER}/{COVER[cover.mime]}", cover.data))
    write_with_sound(target, files, mp3, f"{FOLDER}/{SOUND}")


def write_with_sound(
    target: Path, files: Iterable[tuple[str, bytes]], mp3: Path, name: str
) -> None:
    """Write a ZIP with `files` and, as the file `name`, the sound of `mp3` without its tag; whole
    or not at all. Raises `OutputError` where it cannot be written."""
    with output_errors(target), part_file(target) as part, mp3.open("rb") as sound:
        skip_tag(sound)
        write_container(part, files, sound, name)
        with part.open("rb+") as file:
            os.fsync(file.fileno())


def book_files(book: Book) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the book but its sound and its cover, each with its path inside it."""
    words = words_of("page", book.language)
    own = words_of("book", book.language)
    overlays = overlays_of(book.episode)
    yield "META-INF/container.xml", _container()
    yield f"{FOLDER}/{PACKAGE}", package_document(book, overlays, own)
    yield f"{FOLDER}/{NAVIGATION}", navigation_document(book, words, own)
    yield f"{FOLDER}/{STYLE}", style_sheet()
    chapters = zip(book.episode.chapters, overlays, strict=True)
    for number, (chapter, overlay) in enumerate(chapters, start=1):
        document = document_name(number)
        yield f"{FOLDER}/{document}", chapter_document(chapter, book.language, words)
        smil = overlay_document(overlay, document, chapter.anchor)
        yield f"{FOLDER}/{overlay_name(number)}", smil


def style_sheet() -> bytes:
    """Return the style of the text; line ends as on Linux, whatever a checkout made of them."""
    return resources.files(__package__).joinpath(STYLE).read_bytes().replace(b"\r\n", b"\n")


def _container() -> bytes:
    where = {"full-path": f"{FOLDER}/{PACKAGE}", "media-type": "application/oebps-package+xml"}
    roots = filled(element(CONTAINER, "rootfiles"), element(CONTAINER, "rootfile", where))
    return written(filled(element(CONTAINER, "container", {"version": "1.0"}), roots))


# --- the file ------------------------------------------------------------------------------------


# First, and as it is, so that a file's kind shows at byte 38 (EPUB 3.3, 4, on media types).
_FIRST, _MIMETYPE = "mimetype", b"application/epub+zip"
_BLOCK = 1 << 20
_ID3 = 10  # bytes of an ID3v2 tag's header, and of its footer


def write_container(
    target: Path, files: Iterable[tuple[str, bytes]], sound: BinaryIO, name: str
) -> None:
    """Write `files` and, as the file `name`, what is left to read of `sound`, a block at a time."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path, content in files:
            archive.writestr(_entry(path), content)
        entry = _entry(name)
        # zipfile decides by the size whether an entry needs ZIP64.
        entry.file_size = os.fstat(sound.fileno()).st_size - sound.tell()
        with archive.open(entry, "w") as stored:
            shutil.copyfileobj(sound, stored, _BLOCK)


def _entry(name: str) -> zipfile.ZipInfo:
    """Return an entry without the time, the system and the rights of whoever writes it."""
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

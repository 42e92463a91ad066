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
from pathlib import Path
from typing import Any, BinaryIO

from podcast.publishing.book.content import COVER, SOUND, STYLE, Book, overlays_of
from podcast.publishing.heard import shown
from podcast.publishing.page.parts import PageEpisode, PageSpeaker
from podcast.publishing.tags import mime_of, read_tags
from podcast.publishing.templates import xml_of
from podcast.publishing.words import words_of
from podcast.store.files import output_errors, part_file
from podcast.timecode import clock

_FOLDER = "EPUB"
_CONTAINER = b"""\
<?xml version="1.0" encoding="UTF-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>\
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>\
</container>
"""


def write_book(book: Book, mp3: Path, target: Path) -> None:
    """Write `book` to `target`, whole or not at all, with the sound and the cover of `mp3`, which
    is finished.

    Raises `OutputError` where it cannot be written.
    """
    cover = read_tags(mp3).cover
    book = replace(book, cover=mime_of(cover) if cover else None)
    files = [(_FIRST, _MIMETYPE), *book_files(book)]
    if book.cover and cover:
        files.append((f"{_FOLDER}/{COVER[book.cover]}", cover))
    write_with_sound(target, files, mp3, f"{_FOLDER}/{SOUND}")


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
    episode, overlays = book.episode, overlays_of(book.episode)
    words = words_of("page", book.language)
    own = words_of("book", book.language)
    yield "META-INF/container.xml", _CONTAINER
    yield (
        f"{_FOLDER}/package.opf",
        xml_of(
            "book/templates/package.opf.jinja",
            book=book,
            episode=episode,
            overlays=overlays,
            own=own,
            cover=COVER[book.cover] if book.cover else "",
            only_written=any(
                sentence.number is None or sentence.happens
                for chapter in episode.chapters
                for block in chapter.blocks
                for paragraph in block.paragraphs
                for sentence in paragraph.sentences
            ),
        ),
    )
    index = [(speaker, list(_turns(speaker, episode))) for speaker in episode.speakers]
    navigation = "book/templates/nav.xhtml.jinja"
    known: dict[str, Any] = {
        "book": book,
        "episode": episode,
        "index": index,
        "words": words,
        "own": own,
    }
    yield f"{_FOLDER}/nav.xhtml", xml_of(navigation, **known, shown=shown)
    yield f"{_FOLDER}/{STYLE}", style_sheet()
    chapters = zip(episode.chapters, overlays, strict=True)
    for number, (chapter, overlay) in enumerate(chapters, start=1):
        name = f"chapter-{number:03}"
        text, smil = f"{name}.xhtml", f"{name}.smil"
        text_of, times_of = "chapter.xhtml.jinja", "overlay.smil.jinja"
        known = {"book": book, "words": words, "chapter": chapter}
        yield f"{_FOLDER}/{text}", xml_of(f"book/templates/{text_of}", **known)
        known = {"document": text, "overlay": overlay, "chapter": chapter}
        yield f"{_FOLDER}/{smil}", xml_of(f"book/templates/{times_of}", **known)


def _turns(speaker: PageSpeaker, episode: PageEpisode) -> Iterator[tuple[str, str]]:
    """Yield somebody's turns with their addresses; each has its time, for several may be in one
    chapter."""
    places = {
        block.anchor: (f"chapter-{number:03}.xhtml", chapter.title)
        for number, chapter in enumerate(episode.chapters, start=1)
        for block in chapter.blocks
    }
    for turn in speaker.turns:
        document, title = places[turn.anchor]
        # Under somebody's name, "Name: topic" needs no name.
        topic = title.removeprefix(speaker.name).lstrip(" \N{NO-BREAK SPACE}:") or title
        when = f"{topic}, {clock(turn.start)}" if turn.start is not None else topic
        yield when, f"{document}#{turn.anchor}"


def style_sheet() -> bytes:
    """Return the style of the text; line ends as on Linux, whatever a checkout made of them."""
    return (Path(__file__).parent / STYLE).read_bytes().replace(b"\r\n", b"\n")


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

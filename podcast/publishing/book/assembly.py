"""A book put together: its files in memory, its sound from the MP3 on disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from importlib import resources
from pathlib import Path

from podcast.publishing.book.clips import overlays_of
from podcast.publishing.book.container import skip_tag, write_container
from podcast.publishing.book.documents import chapter_document
from podcast.publishing.book.markup import CONTAINER, element, filled, written
from podcast.publishing.book.navigation import navigation_document
from podcast.publishing.book.overlays import overlay_document
from podcast.publishing.book.package import package_document
from podcast.publishing.book.parts import (
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
from podcast.publishing.book.wording import ENGLISH, WORDINGS
from podcast.publishing.page.interface import ENGLISH as PAGE_ENGLISH
from podcast.publishing.page.interface import INTERFACES
from podcast.publishing.tags import read_cover
from podcast.store.files import output_errors, part_file


def write_book(book: Book, mp3: Path, target: Path) -> None:
    """Write `book` to `target`, whole or not at all, with the sound and the cover of `mp3`, which
    is finished.

    Raises `OutputError` where it cannot be written.
    """
    cover = read_cover(mp3)
    book = replace(book, cover=cover.mime if cover else None)
    files = list(book_files(book))
    if cover:
        files.append((f"{FOLDER}/{COVER[cover.mime]}", cover.data))
    with output_errors(target), part_file(target) as part, mp3.open("rb") as sound:
        skip_tag(sound)
        write_container(part, files, sound, f"{FOLDER}/{SOUND}")
        with part.open("rb+") as file:
            os.fsync(file.fileno())


def book_files(book: Book) -> Iterator[tuple[str, bytes]]:
    """Every file of the book but its sound and its cover, each with its path inside it."""
    words = INTERFACES.get(book.language, PAGE_ENGLISH)
    own = WORDINGS.get(book.language, ENGLISH)
    overlays = overlays_of(book.episode)
    yield "META-INF/container.xml", _container()
    yield f"{FOLDER}/{PACKAGE}", package_document(book, overlays, own)
    yield f"{FOLDER}/{NAVIGATION}", navigation_document(book, words, own)
    # Line ends as on Linux, whatever a checkout made of them.
    style = resources.files(__package__).joinpath(STYLE).read_bytes().replace(b"\r\n", b"\n")
    yield f"{FOLDER}/{STYLE}", style
    chapters = zip(book.episode.chapters, overlays, strict=True)
    for number, (chapter, overlay) in enumerate(chapters, start=1):
        document = document_name(number)
        yield f"{FOLDER}/{document}", chapter_document(chapter, book.language, words)
        smil = overlay_document(overlay, document, chapter.anchor)
        yield f"{FOLDER}/{overlay_name(number)}", smil


def _container() -> bytes:
    where = {"full-path": f"{FOLDER}/{PACKAGE}", "media-type": "application/oebps-package+xml"}
    roots = filled(element(CONTAINER, "rootfiles"), element(CONTAINER, "rootfile", where))
    return written(filled(element(CONTAINER, "container", {"version": "1.0"}), roots))

"""The package document: what the book is, what is in it, and in what order one reads it.

Not said on purpose: `dcterms:conformsTo`. It claims that the whole book was evaluated and found to
conform to WCAG (EPUB Accessibility 1.1, "Conformance reporting"), which no program can.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence

from podcast.publishing.book.content import (
    ACTIVE,
    COVER,
    NAVIGATION,
    PLAYING,
    SOUND,
    STYLE,
    Book,
    document_name,
    overlay_name,
)
from podcast.publishing.book.markup import DC, OPF, Element, element, filled, lines, written
from podcast.publishing.book.overlays import Overlay, clock_value
from podcast.publishing.words import Words
from podcast.timecode import Milliseconds

_BOOKS = uuid.uuid5(uuid.NAMESPACE_URL, "debate-podcast talking book")
"""Ours alone: no other program's keys lead to the same identifiers."""


def package_document(book: Book, overlays: Sequence[Overlay], own: Words) -> bytes:
    """Return the package document (EPUB 3.3, 5); `overlays` are those of the chapters, in order."""
    metadata = filled(element(OPF, "metadata"), *_metadata(book, overlays, own))
    manifest = filled(element(OPF, "manifest"), *_manifest(book))
    chapters = range(1, len(book.episode.chapters) + 1)
    spine = filled(
        element(OPF, "spine"),
        *(
            element(OPF, "itemref", {"idref": idref})
            for idref in ("nav", *(f"chapter-{number}" for number in chapters))
        ),
    )
    root = element(
        OPF,
        "package",
        {"version": "3.0", "unique-identifier": "identifier", "xml:lang": book.language},
    )
    return written(lines(filled(root, *map(lines, (metadata, manifest, spine)))))


def identifier(key: str) -> str:
    """Return the book's identifier: it stays when the same debate is built again."""
    return f"urn:uuid:{uuid.uuid5(_BOOKS, key)}"


def _metadata(book: Book, overlays: Sequence[Overlay], own: Words) -> Iterator[Element]:
    episode = book.episode
    yield _text(DC, "identifier", identifier(book.key), {"id": "identifier"})
    yield _text(DC, "title", episode.title)
    yield _text(DC, "language", book.language)
    names = [speaker.name for speaker in episode.speakers if speaker.name]
    for number, name in enumerate(names, start=1):
        yield _text(DC, "creator", name, {"id": f"creator-{number}"})
        role = {"refines": f"#creator-{number}", "property": "role", "scheme": "marc:relators"}
        yield _text(OPF, "meta", "spk", role)
    if book.date:
        yield _text(DC, "date", book.date)
    if book.description:
        yield _text(DC, "description", book.description)
    yield _meta("dcterms:modified", book.modified)
    yield from _access(book, own)
    yield _meta("media:active-class", ACTIVE)
    yield _meta("media:playback-active-class", PLAYING)
    for name in book.narrators:
        yield _meta("media:narrator", own.synthetic_voice.format(name))
    total = Milliseconds(sum(overlay.length for overlay in overlays))
    yield _meta("media:duration", clock_value(total))
    for number, overlay in enumerate(overlays, start=1):
        refined = {"refines": f"#overlay-{number}", "property": "media:duration"}
        yield _text(OPF, "meta", clock_value(overlay.length), refined)


def _access(book: Book, own: Words) -> Iterator[Element]:
    """Yield what schema.org's accessibility properties say of every book that is made here."""
    sentences = [
        sentence
        for chapter in book.episode.chapters
        for block in chapter.blocks
        for paragraph in block.paragraphs
        for sentence in paragraph.sentences
    ]
    only_written = any(sentence.number is None or sentence.happens for sentence in sentences)
    for mode in ("auditory", "textual"):
        yield _meta("schema:accessMode", mode)
    # All that people said is in the text and in the sound; each does without the other.
    for modes in ("textual,auditory", "textual", "auditory"):
        yield _meta("schema:accessModeSufficient", modes)
    for feature in (
        "synchronizedAudioText",
        "tableOfContents",
        "index",
        "structuralNavigation",
        "readingOrder",
        "displayTransformability",
        "ARIA",
        "unlocked",
    ):
        if feature != "index" or book.episode.speakers:
            yield _meta("schema:accessibilityFeature", feature)
    yield _meta("schema:accessibilityHazard", "none")
    summary = f"{own.summary} {own.not_heard}" if only_written else own.summary
    yield _meta("schema:accessibilitySummary", summary)


def _manifest(book: Book) -> Iterator[Element]:
    yield _item("nav", NAVIGATION, "application/xhtml+xml", {"properties": "nav"})
    yield _item("style", STYLE, "text/css")
    if book.cover:
        yield _item("cover", COVER[book.cover], book.cover, {"properties": "cover-image"})
    for number in range(1, len(book.episode.chapters) + 1):
        overlaid = {"media-overlay": f"overlay-{number}"}
        name = document_name(number)
        yield _item(f"chapter-{number}", name, "application/xhtml+xml", overlaid)
        yield _item(f"overlay-{number}", overlay_name(number), "application/smil+xml")
    yield _item("sound", SOUND, "audio/mpeg")


def _item(identity: str, href: str, kind: str, attributes: dict[str, str] | None = None) -> Element:
    properties = {"id": identity, "href": href, "media-type": kind} | (attributes or {})
    return element(OPF, "item", properties)


def _meta(name: str, value: str) -> Element:
    return _text(OPF, "meta", value, {"property": name})


def _text(namespace: str, tag: str, text: str, attributes: dict[str, str] | None = None) -> Element:
    return filled(element(namespace, tag, attributes), text)

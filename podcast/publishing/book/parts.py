"""What a book is made of, and what its files are called inside it."""

from __future__ import annotations

from dataclasses import dataclass

from podcast.publishing.page import PageEpisode

# Names of our own, whatever the episode is called: plain ASCII is right on every system.
FOLDER = "EPUB"
PACKAGE = "package.opf"
NAVIGATION = "nav.xhtml"
STYLE = "style.css"
SOUND = "sound.mp3"
COVER = {"image/jpeg": "cover.jpg", "image/png": "cover.png"}

ACTIVE = "-epub-media-overlay-active"
PLAYING = "-epub-media-overlay-playing"
"""Classes that a reading system gives to what is heard, and to the document while it plays."""


@dataclass(frozen=True, slots=True)
class Book:
    """A book: `episode` as the page shows it, of a debate held at `event` on `date_text`.

    `key` is what makes it the same book when it is built again; `date` is ISO 8601 (a day, month
    or year) or None, `modified` a UTC time as `dcterms:modified` wants it, `narrators` the voices'
    names, `cover` the media type of its picture, None where there is none.
    """

    key: str
    episode: PageEpisode
    language: str
    event: str
    date: str | None
    date_text: str
    description: str
    narrators: tuple[str, ...]
    modified: str
    cover: str | None = None


def document_name(number: int) -> str:
    """The file with the text of chapter `number` (from 1)."""
    return f"chapter-{number:03}.xhtml"


def overlay_name(number: int) -> str:
    """The file that says when the text of chapter `number` (from 1) is heard."""
    return f"chapter-{number:03}.smil"


def sentence_id(number: int) -> str:
    """The address of a sentence in its document; `number` counts the episode's from 0."""
    return f"s{number + 1}"


def heading_id(anchor: str) -> str:
    """The address of the heading of the chapter with this `anchor`."""
    return f"{anchor}-title"

"""The transcript for reading alone: a web page, a Word file in large print (DOCX), plain text.

All three have what the page has, in its order: chapters, who speaks, what the narrator says.
DOCX: ECMA-376, part 1 (WordprocessingML); with what readers of screens want of it: real headings,
the language of the text and of foreign passages, a title.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from podcast.publishing.page.parts import Block, PageEpisode, PageParagraph, Passage, Sentence
from podcast.publishing.templates import template_of, xml_of
from podcast.publishing.words import Words, words_of
from podcast.timecode import clock


@dataclass(frozen=True, slots=True)
class Transcript:
    """An episode to be read: `about` is when and where it was, with what there is to know."""

    episode: PageEpisode
    about: str
    language: str

    @property
    def words(self) -> Words:
        """The page's own words in the language of the episode."""
        return words_of("page", self.language)


def to_html(transcript: Transcript) -> Iterator[str]:
    """Yield the transcript as a web page, without sound and script, part by part."""
    return template_of(_PAGE).generate(
        episode=transcript.episode,
        about=transcript.about,
        language=transcript.language,
        words=transcript.words,
    )


def to_text(transcript: Transcript) -> Iterator[str]:
    """Yield the transcript as plain text, part by part: a paragraph a line, an empty line between
    paragraphs."""
    episode, words = transcript.episode, transcript.words
    yield "\n\n".join(filter(None, (episode.title, transcript.about, words.synthetic))) + "\n"
    for chapter in episode.chapters:
        yield f"\n\n{chapter.title}{words.colon} {clock(chapter.start)}\n"
        for block in chapter.blocks:
            lines = _lines(block, words, named=chapter.title_names)
            yield "".join(f"\n{line}\n" for line in lines)


def _lines(block: Block, words: Words, *, named: bool) -> Iterator[str]:
    if block.speaker and not named:
        yield block.speaker if block.start is None else f"{block.speaker} ({clock(block.start)})"
    for paragraph in block.paragraphs:
        who = _who(paragraph, words)
        yield f"{who} {_text(paragraph)}" if who else _text(paragraph)


def _who(paragraph: PageParagraph, words: Words) -> str:
    """Who says a paragraph, where it is not whoever has the turn."""
    name = words.narrator if paragraph.narration else paragraph.speaker
    return f"{name}{words.colon}" if name else ""


def _text(paragraph: PageParagraph) -> str:
    return " ".join(
        "".join(passage.text for passage in _passages(one)) for one in paragraph.sentences
    )


def _passages(sentence: Sentence) -> tuple[Passage, ...]:
    """What is written of a sentence, with what happens after it."""
    happens = (Passage(f" {sentence.happens}"),) if sentence.happens else ()
    return (*sentence.passages, *happens)


# --- large print, as a Word file -----------------------------------------------------------------


_LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}  # Word knows no language without a country
_PARTS = {
    "[Content_Types].xml": "docx/content_types.xml.jinja",
    "_rels/.rels": "docx/relations.xml.jinja",
    "docProps/core.xml": "docx/core.xml.jinja",
    "word/document.xml": "docx/document.xml.jinja",
    "word/_rels/document.xml.rels": "docx/document_relations.xml.jinja",
    "word/styles.xml": "docx/styles.xml.jinja",
    "word/footer.xml": "docx/footer.xml.jinja",
}
"""The files inside the file, and the templates that they are made of."""

_PAGE = "transcript.html.jinja"
TEMPLATES = (_PAGE, *_PARTS.values())
"""All templates that are used here."""


def to_docx(transcript: Transcript) -> bytes:
    """Return the transcript as a Word file in large print; the same bytes for the same words."""
    known: dict[str, Any] = {
        "episode": transcript.episode,
        "about": transcript.about,
        "language": _LANGUAGES.get(transcript.language, transcript.language),
        "words": transcript.words,
        "tongues": _LANGUAGES,
        "who": _who,
        "passages": _passages,
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:  # as in books, the bytes depend on no compressor
        for name, template in _PARTS.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, xml_of(template, compact=True, **known))
    return made.getvalue()

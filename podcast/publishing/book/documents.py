"""The chapters of a book as XHTML: one document each, its title the only heading of level 1."""

from __future__ import annotations

from collections.abc import Iterator

from podcast.publishing.book.markup import Children, Element, filled, html, lines, page
from podcast.publishing.book.parts import heading_id, sentence_id
from podcast.publishing.page import Block, PageChapter, PageParagraph, Sentence
from podcast.publishing.page.interface import Interface


def chapter_document(chapter: PageChapter, language: str, words: Interface) -> bytes:
    """The text of `chapter`; every sentence that is heard has an address."""
    title = heading_id(chapter.anchor)
    section = html(
        "section",
        {
            "id": chapter.anchor,
            "epub:type": "chapter",
            "role": "doc-chapter",
            "aria-labelledby": title,
        },
        html("h1", {"id": title}, html("bdi", None, chapter.title)),
        *(_turn(block, words, named=chapter.title_names) for block in chapter.blocks),
    )
    return page(language, chapter.title, lines(section))


def _turn(block: Block, words: Interface, *, named: bool) -> Element:
    section = html("section", {"class": "turn"})
    if block.anchor:
        section.set("id", block.anchor)
    if block.speaker and not named:
        filled(section, html("h2", None, html("bdi", None, block.speaker)))
    return lines(filled(section, *(_paragraph(one, words) for one in block.paragraphs)))


def _paragraph(paragraph: PageParagraph, words: Interface) -> Element:
    made = html("p")
    if paragraph.narration:
        made.set("class", "narration")
        filled(made, html("span", {"class": "label"}, words.narrator + words.colon), " ")
    elif paragraph.speaker:
        name = html("bdi", None, paragraph.speaker)
        filled(made, html("span", {"class": "label"}, name, words.colon), " ")
    for number, sentence in enumerate(paragraph.sentences):
        filled(made, " " if number else None, *_sentence(sentence))
    return made


def _sentence(sentence: Sentence) -> Iterator[Children]:
    passages: list[Children] = [
        html("span", {"lang": passage.language, "xml:lang": passage.language}, passage.text)
        if passage.language
        else passage.text
        for passage in sentence.passages
    ]
    if sentence.number is None:
        yield from passages
    else:
        yield html("span", {"id": sentence_id(sentence.number)}, *passages)
    if sentence.happens:
        yield " "
        yield html("i", {"class": "happens"}, sentence.happens)

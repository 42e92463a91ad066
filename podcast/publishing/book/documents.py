"""The texts of a book as XHTML: a document for each chapter, its title the only heading of level 1;
and the navigation document, the first that one reads: chapters with their turns, who speaks where.

Reading systems make their menus of the latter. Those show the list of chapters (`toc`) only, so it
leads to the list of speakers, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from podcast.publishing.book.content import (
    NAVIGATION,
    SKIPPABLE,
    Book,
    document_name,
    heading_id,
    sentence_id,
)
from podcast.publishing.book.markup import Children, Element, filled, html, lines, page
from podcast.publishing.heard import shown
from podcast.publishing.page import Block, PageChapter, PageParagraph, PageSpeaker, Sentence
from podcast.publishing.words import Words
from podcast.timecode import clock


def chapter_document(chapter: PageChapter, language: str, words: Words) -> bytes:
    """Return the text of `chapter`; every sentence that is heard has an address."""
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


def _turn(block: Block, words: Words, *, named: bool) -> Element:
    section = html("section", {"class": "turn"})
    if block.anchor:
        section.set("id", block.anchor)
    if block.speaker and not named:
        filled(section, html("h2", None, html("bdi", None, block.speaker)))
    return lines(filled(section, *(_paragraph(one, words) for one in block.paragraphs)))


def _paragraph(paragraph: PageParagraph, words: Words) -> Element:
    made = html("p")
    if paragraph.narration:
        made = html("p", {"class": "narration", "epub:type": SKIPPABLE})
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


# --- the navigation document ---------------------------------------------------------------------


_SPEAKERS = "speakers"
_CONTENTS = "contents"


def navigation_document(book: Book, words: Words, own: Words) -> bytes:
    """Return the navigation document (EPUB 3.3, 7), with what one has to know before."""
    episode = book.episode
    about: list[Children] = []
    for text in filter(None, (book.event, book.date_text)):
        about += [" – "] if about else []
        about.append(html("bdi", None, text))
    header = html(
        "header",
        None,
        html("h1", None, html("bdi", None, episode.title)),
        html("p", {"class": "about"}, *about) if about else None,
        html("p", {"class": "notice"}, own.notice),
    )
    entries = [_people(episode.speakers, words)] if episode.speakers else []
    entries += [
        _chapter(chapter, document_name(number))
        for number, chapter in enumerate(episode.chapters, start=1)
    ]
    toc = html(
        "nav",
        {"epub:type": "toc", "role": "doc-toc", "id": _CONTENTS, "aria-labelledby": "toc-title"},
        html("h2", {"id": "toc-title"}, words.chapters),
        _list(*entries),
    )
    # A list of persons with the places where they are found is an index.
    speakers = html(
        "nav",
        {
            "epub:type": "index",
            "role": "doc-index",
            "id": _SPEAKERS,
            "aria-labelledby": "speakers-title",
        },
        html("h2", {"id": "speakers-title"}, words.speakers),
        _list(
            *(
                _speaker(speaker, _person(number), book, words)
                for number, speaker in enumerate(episode.speakers, start=1)
            )
        ),
    )
    landmarks = html(
        "nav",
        {"epub:type": "landmarks", "hidden": "hidden", "aria-labelledby": "landmarks-title"},
        html("h2", {"id": "landmarks-title"}, own.landmarks),
        _list(
            _entry(own.contents, f"{NAVIGATION}#{_CONTENTS}", "toc"),
            _entry(words.speakers, f"{NAVIGATION}#{_SPEAKERS}", "index")
            if episode.speakers
            else None,
            _entry(own.start, document_name(1), "bodymatter"),
        ),
    )
    navs = [toc, *([speakers] if episode.speakers else []), landmarks]
    return page(book.language, episode.title, lines(header), *map(lines, navs))


def _people(speakers: Sequence[PageSpeaker], words: Words) -> Element:
    """Return the entry of the list of speakers, with one for each of them."""
    names = (
        _entry(speaker.name or "…", f"{NAVIGATION}#{_person(number)}")
        for number, speaker in enumerate(speakers, start=1)
    )
    return filled(_entry(words.speakers, f"{NAVIGATION}#{_SPEAKERS}"), _list(*names))


def _person(number: int) -> str:
    return f"speaker-{number}"


def _chapter(chapter: PageChapter, document: str) -> Element:
    entry = _entry(chapter.title, document)
    turns = [block for block in chapter.blocks if block.speaker and block.anchor]
    if len(turns) > 1:
        turn_entries = (_entry(turn.speaker, f"{document}#{turn.anchor}") for turn in turns)
        filled(entry, _list(*turn_entries))
    return entry


def _speaker(speaker: PageSpeaker, anchor: str, book: Book, words: Words) -> Element:
    """Somebody's turns; each has its time, for several may be in one chapter."""
    places = {
        block.anchor: (document_name(number), chapter.title)
        for number, chapter in enumerate(book.episode.chapters, start=1)
        for block in chapter.blocks
    }
    links = []
    for turn in speaker.turns:
        document, title = places[turn.anchor]
        # Under somebody's name, "Name: topic" needs no name.
        topic = title.removeprefix(speaker.name).lstrip(" \N{NO-BREAK SPACE}:") or title
        when = f"{topic}, {clock(turn.start)}" if turn.start is not None else topic
        links.append(_entry(when, f"{document}#{turn.anchor}"))
    role: list[Children] = [", ", html("bdi", None, speaker.role)] if speaker.role else []
    voice = f" ({words.voice.format(shown(speaker.voice))})"
    name = html("span", None, html("bdi", None, speaker.name), *role, voice)
    return html("li", {"id": anchor}, name, _list(*links))


def _entry(text: str, address: str, kind: str = "") -> Element:
    attributes = {"href": address} | ({"epub:type": kind} if kind else {})
    return html("li", None, html("a", attributes, html("bdi", None, text)))


def _list(*entries: Element | None) -> Element:
    return lines(html("ol", None, *entries))

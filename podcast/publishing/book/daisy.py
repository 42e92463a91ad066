"""The talking book as DAISY 2.02: what libraries for the blind and hardware players take.

`ncc.html` lists chapters and turns, `s0001.smil` says when what is heard, `t0001.html` is the text
of a chapter, `master.smil` their order, and one MP3 is the sound, bit for bit that of the episode:
the specification lets a clip refer to any part of a file. What the narrator announces is a
producer's note, which players let one switch off.

DAISY 2.02, Recommendation of 28 February 2001 (daisy.org/z3986/specifications/daisy_202.html).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from podcast.publishing.book.content import SOUND, STYLE, Book
from podcast.publishing.book.markup import Element, filled, html, lines, written
from podcast.publishing.book.overlays import BEFORE_END, clock_value
from podcast.publishing.book.package import identifier
from podcast.publishing.book.writing import style_sheet, write_with_sound
from podcast.publishing.page import Block, PageChapter, PageParagraph
from podcast.publishing.words import Words, words_of
from podcast.timecode import Milliseconds

_XHTML = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"'
    ' "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'
)
_SMIL = (
    '<!DOCTYPE smil PUBLIC "-//W3C//DTD SMIL 1.0//EN" "http://www.w3.org/TR/REC-smil/SMIL10.dtd">'
)
_FORMAT = "Daisy 2.02"
_GENERATOR = "debate-podcast"
_NOTE = "optional-prodnote"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that is marked while it is heard: `target` is its address in the text. `listed` is
    how the list of contents shows it: the tag, the class, the words; None where it does not. `note`
    where it is a producer's note."""

    target: str
    start: Milliseconds
    end: Milliseconds
    listed: tuple[tuple[str, str, str], ...] = ()
    note: bool = False


def write_daisy(book: Book, mp3: Path, target: Path) -> None:
    """Write the book as a ZIP to `target`, whole or not at all, with the sound of `mp3`.

    Raises `OutputError` where it cannot be written.
    """
    write_with_sound(target, daisy_files(book), mp3, SOUND)


def daisy_files(book: Book) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the book but its sound."""
    words = words_of("page", book.language)
    chapters = list(_events(book))
    yield "ncc.html", _ncc(book, chapters, words)
    yield "master.smil", _master(book, chapters)
    yield STYLE, style_sheet()
    elapsed = 0
    for number, (chapter, events) in enumerate(
        zip(book.episode.chapters, chapters, strict=True), start=1
    ):
        title = _title(book, number, chapter)
        yield f"s{number:04}.smil", _smil(book, number, events, title, Milliseconds(elapsed))
        yield f"t{number:04}.html", _text(book, number, chapter, title, words)
        elapsed += events[-1].end - events[0].start


# --- what is heard when --------------------------------------------------------------------------


def _title(book: Book, number: int, chapter: PageChapter) -> str:
    """The first chapter has the title of the whole: the list of contents begins with it."""
    return book.episode.title if number == 1 else chapter.title


def _events(book: Book) -> Iterator[list[Event]]:
    """Yield the events of each chapter, one after the other without a gap.

    Headings are not spoken. They are marked in the silence before what they stand over; where
    there is none, the list of contents leads to what follows.
    """
    episode = book.episode
    last = Milliseconds(max(1, episode.length - BEFORE_END))
    ends = [*(chapter.start for chapter in episode.chapters[1:]), last]
    heard = episode.sentences
    for number, (chapter, end) in enumerate(zip(episode.chapters, ends, strict=True), start=1):
        kind = "title" if number == 1 else "section"
        waiting = [("chapter", ("h1", kind, _title(book, number, chapter)))]
        events: list[Event] = []
        silent = chapter.start
        for block in chapter.blocks:
            if block.speaker and not chapter.title_names:
                waiting.append((_anchor(block), ("h2", "section", block.speaker)))
            for paragraph in block.paragraphs:
                noted = False
                for sentence in paragraph.sentences:
                    if sentence.number is None:
                        continue
                    start = heard[sentence.number].start
                    if not silent <= start < end:
                        continue  # shorter than a millisecond: a clip must have a length
                    events, waiting = _headed(events, waiting, silent, start)
                    listed = tuple(entry for _, entry in waiting)
                    note = paragraph.narration
                    if note and not noted:
                        noted = True
                        words = words_of("page", book.language)
                        listed += (("span", _NOTE, words.narrator),)
                    events.append(Event(f"s{sentence.number}", start, end, listed, note))
                    waiting, silent = [], min(end, heard[sentence.number].end)
                    if silent <= start:
                        silent = Milliseconds(start + 1)
        if waiting:  # sound of which nothing can be shown
            begin = events[-1].start + 1 if events else chapter.start
            events.append(
                Event(waiting[0][0], Milliseconds(begin), end, tuple(e for _, e in waiting))
            )
        stops = [*(event.start for event in events[1:]), end]
        first = Event(events[0].target, chapter.start, end, events[0].listed, events[0].note)
        yield [
            Event(e.target, e.start, max(stop, Milliseconds(e.start + 1)), e.listed, e.note)
            for e, stop in zip([first, *events[1:]], stops, strict=True)
        ]


_Waiting = list[tuple[str, tuple[str, str, str]]]


def _headed(
    events: list[Event], waiting: _Waiting, silent: Milliseconds, start: Milliseconds
) -> tuple[list[Event], _Waiting]:
    """Return the events with those of headings that `waiting` has, in the silence before `start`;
    and the headings for which there is none."""
    room = (start - silent) // max(1, len(waiting))
    if room < _LEAST:
        return events, waiting
    made = [
        Event(target, Milliseconds(silent + place * room), start, (entry,))
        for place, (target, entry) in enumerate(waiting)
    ]
    return [*events, *made], []


_LEAST = 20  # ms of silence in which a heading can be marked


def _anchor(block: Block) -> str:
    return f"h-{block.anchor}"


# --- the list of contents ------------------------------------------------------------------------


def _ncc(book: Book, chapters: list[list[Event]], words: Words) -> bytes:
    """Return the navigation control centre (DAISY 2.02, 2.1)."""
    entries = [
        (number, event, entry)
        for number, events in enumerate(chapters, start=1)
        for event in events
        for entry in event.listed
    ]
    body = html("body")
    for count, (number, event, (tag, kind, text)) in enumerate(entries, start=1):
        address = f"s{number:04}.smil#p-{event.target}"
        link = html("a", {"href": address}, text)
        filled(body, html(tag, {"class": kind, "id": f"n{count}"}, link))
    notes = sum(kind == _NOTE for _, _, (_, kind, _) in entries)
    depth = 2 if any(tag == "h2" for _, _, (tag, _, _) in entries) else 1
    total = sum(events[-1].end - events[0].start for events in chapters)
    metadata = [
        ("dc:title", book.episode.title),
        *(("dc:creator", name) for name in _creators(book)),
        ("dc:publisher", book.publisher or _GENERATOR),
        ("dc:date", book.modified[:10]),
        ("dc:identifier", identifier(book.key)),
        ("dc:language", book.language),
        ("dc:format", _FORMAT),
        *([("dc:description", book.description)] if book.description else []),
        ("ncc:charset", "utf-8"),
        ("ncc:generator", _GENERATOR),
        *(("ncc:narrator", name) for name in book.narrators),
        ("ncc:multimediaType", "audioFullText"),
        ("ncc:depth", str(depth)),
        ("ncc:files", str(2 * len(chapters) + 4)),
        ("ncc:tocItems", str(len(entries))),
        ("ncc:totalTime", clock_value(Milliseconds(total)).partition(".")[0]),
        ("ncc:setInfo", "1 of 1"),
        ("ncc:pageFront", "0"),
        ("ncc:pageNormal", "0"),
        ("ncc:pageSpecial", "0"),
        ("ncc:maxPageNormal", "0"),
        ("ncc:footnotes", "0"),
        ("ncc:sidebars", "0"),
        ("ncc:prodNotes", str(notes)),
        *([("ncc:sourceDate", book.date)] if book.date else []),
    ]
    meta = [html("meta", {"name": name, "content": text}) for name, text in metadata]
    return _page(book.language, book.episode.title, body, *meta)


def _creators(book: Book) -> list[str]:
    names = [speaker.name for speaker in book.episode.speakers if speaker.name]
    return names or [book.publisher or _GENERATOR]


def _page(language: str, title: str, body: Element, *meta: Element) -> bytes:
    kind = {"http-equiv": "Content-type", "content": "text/html; charset=utf-8"}
    head = html("head", None, html("title", None, title), html("meta", kind), *meta)
    root = html("html", {"lang": language, "xml:lang": language}, lines(head), lines(body))
    return written(lines(root), _XHTML)


# --- times ---------------------------------------------------------------------------------------


def _smil_head(book: Book, **more: str) -> Element:
    head = etree.Element("head")
    known = {"dc:format": _FORMAT, "dc:identifier": identifier(book.key)}
    for name, content in (known | more).items():
        etree.SubElement(head, "meta", {"name": name.replace("__", ":"), "content": content})
    layout = etree.SubElement(head, "layout")
    etree.SubElement(layout, "region", {"id": "txtView"})
    return lines(head)


def _smil(book: Book, number: int, events: list[Event], title: str, elapsed: Milliseconds) -> bytes:
    """Return when the text of a chapter is heard: a `par` a sentence or heading (2.2)."""
    length = events[-1].end - events[0].start
    head = _smil_head(
        book,
        dc__title=book.episode.title,
        title=title,
        ncc__generator=_GENERATOR,
        ncc__totalElapsedTime=clock_value(elapsed),
        ncc__timeInThisSmil=clock_value(Milliseconds(length)),
    )
    outer = etree.Element("seq", {"dur": f"{length / 1000:.3f}s"})
    for event in events:
        par = etree.SubElement(outer, "par", {"endsync": "last", "id": f"p-{event.target}"})
        if event.note:
            par.set("system-required", "prodnote-on")
        source = f"t{number:04}.html#{event.target}"
        etree.SubElement(par, "text", {"src": source, "id": f"x-{event.target}"})
        # In a seq of its own, though it is alone: some readers look for it there only.
        etree.SubElement(
            etree.SubElement(par, "seq"),
            "audio",
            {
                "src": SOUND,
                "clip-begin": f"npt={event.start / 1000:.3f}s",
                "clip-end": f"npt={event.end / 1000:.3f}s",
                "id": f"a-{event.target}",
            },
        )
    body = filled(etree.Element("body"), lines(outer))
    return written(lines(filled(etree.Element("smil"), head, body)), _SMIL)


def _master(book: Book, chapters: list[list[Event]]) -> bytes:
    """Return the order of the chapters (2.3)."""
    total = sum(events[-1].end - events[0].start for events in chapters)
    head = _smil_head(
        book,
        dc__title=book.episode.title,
        ncc__generator=_GENERATOR,
        ncc__timeInThisSmil=clock_value(Milliseconds(total)),
    )
    body = etree.Element("body")
    for number, chapter in enumerate(book.episode.chapters, start=1):
        reference = {"src": f"s{number:04}.smil", "title": _title(book, number, chapter)}
        etree.SubElement(body, "ref", reference | {"id": f"m{number:04}"})
    return written(lines(filled(etree.Element("smil"), head, lines(body))), _SMIL)


# --- text ----------------------------------------------------------------------------------------


def _text(book: Book, number: int, chapter: PageChapter, title: str, words: Words) -> bytes:
    """Return the text of a chapter (2.4)."""
    body = html("body", None, html("h1", {"id": "chapter"}, title))
    for block in chapter.blocks:
        if block.speaker and not chapter.title_names:
            filled(body, html("h2", {"id": _anchor(block)}, block.speaker))
        for paragraph in block.paragraphs:
            filled(body, _paragraph(paragraph, words))
    style = html("link", {"rel": "stylesheet", "type": "text/css", "href": STYLE})
    return _page(book.language, title, lines(body), style)


def _paragraph(paragraph: PageParagraph, words: Words) -> Element:
    made = html("p")
    who = words.narrator if paragraph.narration else paragraph.speaker
    if paragraph.narration:
        made.set("class", f"narration {_NOTE}")
    if who:
        filled(made, html("span", {"class": "label"}, who + words.colon), " ")
    for place, sentence in enumerate(paragraph.sentences):
        passages = [
            html("span", {"lang": one.language, "xml:lang": one.language}, one.text)
            if one.language
            else one.text
            for one in sentence.passages
        ]
        number = sentence.number
        identity = None if number is None else {"id": f"s{number}"}
        filled(made, " " if place else None, html("span", identity, *passages))
        if sentence.happens:
            filled(made, " ", html("i", {"class": "happens"}, sentence.happens))
    return made

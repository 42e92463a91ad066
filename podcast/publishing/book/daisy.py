"""The talking book as DAISY 2.02: what libraries for the blind and hardware players take.

`ncc.html` lists chapters and turns, `s0001.smil` says when what is heard, `t0001.html` is the text
of a chapter, `master.smil` their order, and one MP3 is the sound, bit for bit that of the episode:
the specification lets a clip refer to any part of a file. What the narrator announces is a
producer's note, which players let one switch off.

DAISY 2.02, Recommendation of 28 February 2001 (daisy.org/z3986/specifications/daisy_202.html).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from podcast.publishing.book.content import BEFORE_END, SOUND, STYLE, Book
from podcast.publishing.book.writing import style_sheet, write_with_sound
from podcast.publishing.page.parts import PageChapter
from podcast.publishing.templates import xml_of
from podcast.publishing.words import words_of
from podcast.timecode import Milliseconds

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


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list of contents: its tag, class and words, and where it leads."""

    tag: str
    kind: str
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class DaisyChapter:
    """A chapter, what is marked in it, and how much is heard before it."""

    number: int
    chapter: PageChapter
    title: str
    events: tuple[Event, ...]
    elapsed: Milliseconds
    length: Milliseconds


def write_daisy(book: Book, mp3: Path, target: Path) -> None:
    """Write the book as a ZIP to `target`, whole or not at all, with the sound of `mp3`.

    Raises `OutputError` where it cannot be written.
    """
    write_with_sound(target, daisy_files(book), mp3, SOUND)


def daisy_files(book: Book) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the book but its sound."""
    chapters = _chapters(book)
    entries = [
        Entry(tag, kind, text, f"s{one.number:04}.smil#p-{event.target}")
        for one in chapters
        for event in one.events
        for tag, kind, text in event.listed
    ]
    known: dict[str, Any] = {
        "book": book, "episode": book.episode, "chapters": chapters, "entries": entries,
        "depth": 2 if any(entry.tag == "h2" for entry in entries) else 1,
        "total": Milliseconds(sum(one.length for one in chapters)),
        "words": words_of("page", book.language),
    }  # fmt: skip
    yield "ncc.html", xml_of("book/templates/ncc.html.jinja", **known)
    yield "master.smil", xml_of("book/templates/master.smil.jinja", **known)
    yield STYLE, style_sheet()
    for one in chapters:
        smil, text = f"s{one.number:04}.smil", f"t{one.number:04}.html"
        yield smil, xml_of("book/templates/daisy.smil.jinja", **known, one=one)
        yield text, xml_of("book/templates/daisy.html.jinja", **known, one=one)


# --- what is heard when --------------------------------------------------------------------------


def _chapters(book: Book) -> list[DaisyChapter]:
    made: list[DaisyChapter] = []
    elapsed = 0
    for number, (chapter, events) in enumerate(
        zip(book.episode.chapters, _events(book), strict=True), start=1
    ):
        length = events[-1].end - events[0].start
        title = _title(book, number, chapter)
        times = Milliseconds(elapsed), Milliseconds(length)
        made.append(DaisyChapter(number, chapter, title, tuple(events), *times))
        elapsed += length
    return made


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
                waiting.append((f"h-{block.anchor}", ("h2", "section", block.speaker)))
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
        events[0] = replace(events[0], start=chapter.start)
        yield [
            replace(event, end=max(stop, Milliseconds(event.start + 1)))
            for event, stop in zip(events, stops, strict=True)
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

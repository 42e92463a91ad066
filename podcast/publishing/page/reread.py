"""Reads back what `render` wrote: the episodes of a page that lies in the folder.

A page may have been changed by hand, or be another program's. What is not as it was written is left
out, episode by episode; of what is taken, only texts and times count, and they are escaped again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from podcast.publishing.heard import Heard, cleaned, shown
from podcast.publishing.page.content import speakers_of
from podcast.publishing.page.parts import (
    Block,
    PageChapter,
    PageEpisode,
    PageParagraph,
    Passage,
    Sentence,
    prefix_of,
)
from podcast.timecode import Milliseconds


def reread(text: str, language: str) -> dict[str, PageEpisode]:
    """The episodes of a page in `language`, by their audio files."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    try:
        root = html.document_fromstring(text.encode(), parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return {}
    found: dict[str, PageEpisode] = {}
    if root.get("lang") != language:
        return found
    for section in root.iterfind(".//section[@data-episode]"):
        # Whatever is not there, or is not what it was: it is no page of ours.
        with suppress(ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
            episode = _episode(section)
            found[episode.audio] = episode
    return found


def _episode(section: Any) -> PageEpisode:
    data = json.loads(section.find("script[@class='data']").text)
    number = int(section.get("data-episode"))
    length = _time(data["length"])
    sentences: list[Heard] = []
    for start, end in data["sentences"]:
        last = sentences[-1].start if sentences else 0
        if not last <= _time(start) < _time(end):
            raise ValueError(start)
        sentences.append(Heard("", "", _time(start), _time(end), 0, 0))
    reader = _Reader(
        prefix_of(number), sentences, {str(a): str(name) for _, a, name in data["turns"]}
    )
    places = section.iterfind(".//section[@class='chapter']")
    chapters = [
        reader.chapter(place, _time(start), shown(title))
        for place, (start, _, title) in zip(places, data["chapters"], strict=True)
    ]
    if reader.read != list(range(len(sentences))):
        raise ValueError(reader.read)
    people = [(shown(name), shown(role), shown(voice)) for name, role, voice in data["speakers"]]
    return PageEpisode(
        shown(data["title"]),
        str(data["audio"]),
        (),
        length,
        tuple(sentences),
        tuple(chapters),
        speakers_of(people, chapters),
    )


def _time(value: object) -> Milliseconds:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << 40:
        raise ValueError(value)
    return Milliseconds(value)


class _Reader:
    """Reads chapter after chapter of one episode; `read` are the numbers of its sentences."""

    def __init__(self, prefix: str, sentences: list[Heard], speakers: dict[str, str]) -> None:
        self._prefix = prefix
        self._sentences = sentences
        self._speakers = speakers
        self.read: list[int] = []

    def chapter(self, place: Any, start: Milliseconds, title: str) -> PageChapter:
        turns = [one for one in place.iterfind("section") if "turn" in one.get("class").split()]
        names = any("titled" in turn.get("class").split() for turn in turns)
        blocks = tuple(self._block(turn) for turn in turns)
        return PageChapter(self._anchor(place.get("id")), title, start, names, blocks)

    def _anchor(self, address: str) -> str:
        anchor = address.removeprefix(self._prefix)
        if not anchor.isascii() or not anchor.replace("-", "").isalnum():
            raise ValueError(anchor)
        return anchor

    def _block(self, turn: Any) -> Block:
        address = turn.get("id")
        head = turn.find("div[@class='who']//bdi")
        speaker = self._speakers.get(address, "") if address else ""
        if head is not None:
            speaker = head.text_content()
        before = len(self.read)
        paragraphs = tuple(self._paragraph(paragraph) for paragraph in turn.iterfind("p"))
        numbers = self.read[before:]
        start = self._sentences[numbers[0]].start if numbers else None
        anchor = self._anchor(address) if address else ""
        return Block(anchor, shown(speaker), "", start, paragraphs)

    def _paragraph(self, paragraph: Any) -> PageParagraph:
        narration = paragraph.get("class") == "narration"
        by = paragraph.find("span[@class='by']/bdi")
        speaker = shown(by.text_content()) if by is not None else ""
        sentences: list[Sentence] = []
        for kind, value in _inline(paragraph):
            if kind == "text":
                sentences.append(Sentence(None, (Passage(shown(value)),)))
            elif kind == "s":
                number = int(value.get("id").rpartition("-")[2])
                self.read.append(number)
                sentences.append(Sentence(number, tuple(_passages(value))))
            elif kind == "happens":
                last = sentences.pop()
                happens = f"{last.happens} {shown(value.text_content())}".strip()
                sentences.append(Sentence(last.number, last.passages, happens))
        return PageParagraph(narration, tuple(sentences), speaker)


def _inline(paragraph: Any) -> Iterator[tuple[str, Any]]:
    """What stands in a paragraph: elements by their class, and text that is in none."""
    if (paragraph.text or "").strip():
        yield "text", paragraph.text
    for element in paragraph:
        yield element.get("class"), element
        if (element.tail or "").strip():
            yield "text", element.tail


def _passages(sentence: Any) -> Iterator[Passage]:
    if sentence.text:
        yield Passage(cleaned(sentence.text))
    for element in sentence:
        yield Passage(cleaned(element.text_content()), element.get("lang"))
        if element.tail:
            yield Passage(cleaned(element.tail))

"""A text in which nobody speaks, read aloud as one person's: no line is a label."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from podcast.errors import TranscriptError
from podcast.model import Debate, Direction, Heading, LeftOut, Speaker, Turn
from podcast.reading.directions import whole_direction
from podcast.reading.document import Document
from podcast.reading.furniture import is_credit, is_link, take_running_heads, take_stamps
from podcast.reading.headings import is_heading_text, is_punctuated
from podcast.reading.language import language_of
from podcast.reading.letter_case import LetterCase
from podcast.reading.lines import SourceLine
from podcast.reading.paragraphs import Item, compose

_WORDS = {
    "fr": ("Lecture", "Lecture à une voix", "tout le texte, lu d'une seule voix"),
    "en": ("Reader", "Read in one voice", "all of the text, read in one voice"),
}


def read_aloud(document: Document, path: Path, name: str, language: str | None) -> Debate:
    """All that `document` says, as one turn of somebody called `name` ("": a reader).

    Raises `TranscriptError` where it says nothing; `path` serves the message.
    """
    lines, stamps = take_stamps(document.lines)
    lines, heads = take_running_heads(lines)
    left_out = [*document.left_out, *stamps, *heads]
    title = document.title
    top = next((i for i, line in enumerate(lines[:5]) if line.heading == 1), None)
    if title is None and top is not None:
        title = lines[top].text
        left_out.append(LeftOut("title", lines[top].text, lines[top].number))
        lines = (*lines[:top], *lines[top + 1 :])
    text = " ".join(line.text for line in lines)
    language = language or language_of(text, document.language)
    title = LetterCase(lines, language).of(title or "")
    reader, listed, role = _WORDS.get(language[:2], _WORDS["en"])
    paragraphs, around = compose(_said(lines, left_out))
    if not paragraphs:
        raise TranscriptError(path, "there is no text in it.")
    headings = [replace(one, turn=1) for one in around if isinstance(one, Heading)]
    directions = [replace(one, turn=1) for one in around if isinstance(one, Direction)]
    last = [one for one in headings if one.paragraph > len(paragraphs)]  # nothing is said below
    left_out += [LeftOut("heading", heading.text, heading.line) for heading in last]
    speaker = Speaker(name or reader, role, listed)
    return Debate(
        title=title,
        subtitle=None,
        date=document.date,
        date_text=None,
        language=language,
        speakers=(speaker,),
        turns=(Turn(1, speaker.name, paragraphs[0].line, tuple(paragraphs)),),
        headings=tuple(one for one in headings if one not in last),
        directions=tuple(directions),
        left_out=tuple(sorted(left_out, key=lambda piece: piece.line)),
    )


def _said(lines: tuple[SourceLine, ...], left_out: list[LeftOut]) -> Iterator[Item]:
    """The lines and the headings that are read."""
    punctuated = is_punctuated(lines)
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        alone = after is None or after.apart
        direction = line.direction or whole_direction(line.text, italic=line.italic)
        if is_link(line) or is_credit(line) or direction:
            kind = "direction" if direction else "credits"
            left_out.append(LeftOut(kind, line.text, line.number))
        elif alone and is_heading_text(line, before_label=False, punctuated=punctuated):
            yield Heading(line.text.strip(" :"), line.number, 0, level=line.heading or 2)
        else:
            yield line

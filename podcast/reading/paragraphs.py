"""Lines to paragraphs, and paragraphs mended where a page break cut them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from podcast.model import Direction, Heading, Paragraph
from podcast.reading.directions import take_directions
from podcast.reading.lines import ENDS, SMALL_WORDS, SourceLine

Item = SourceLine | Heading | Direction
"""What a turn is made of; headings and directions have no place in it yet."""

_WORD_CUT = re.compile(r"[^\W\d_]{2,}-$")
# The halves of compounds that a line may end and start with.
_BEFORE_HYPHEN = frozenset(
    """peut vice ex quasi non sous demi mi avant après arrière sud nord est ouest celui celle ceux
    celles self well co""".split()
)
_AFTER_HYPHEN = frozenset(
    """je tu il elle on nous vous ils elles ce ci là moi toi lui leur leurs le la les y en même
    mêmes être dire delà dessus dessous t""".split()
)
_GOES_ON = SMALL_WORDS | frozenset(
    """l d sans que qui dont cet cette son sa ses leur leurs notre nos votre vos mon ma mes ne se
    est sont ont that which is are was were this these our your""".split()
)


def gather(lines: Iterable[SourceLine]) -> tuple[Paragraph, ...]:
    """The paragraphs of a turn: runs of lines, split at bullets, and at blank lines but where a
    page break cuts a sentence. The items of a list that counts 1, 2, … keep their numbers, which
    others may refer to."""
    paragraphs: list[Paragraph] = []
    for line in _numbered(list(lines)):
        last = paragraphs[-1] if paragraphs else None
        if last and belongs(last.text, line):
            paragraphs[-1] = Paragraph(joined(last.text, line.text), last.line)
        else:
            paragraphs.append(Paragraph(line.text, line.number))
    return tuple(paragraphs)


def belongs(text: str, line: SourceLine) -> bool:
    """Whether `line` is of the paragraph that is `text` so far."""
    return not line.bullet and (not line.apart or goes_on(text, line.text))


def _numbered(lines: list[SourceLine]) -> list[SourceLine]:
    ranked = [place for place, line in enumerate(lines) if line.rank]
    ranks = [int(lines[place].rank.rstrip(".)")) for place in ranked]
    if len(ranks) > 1 and ranks == list(range(1, len(ranks) + 1)):
        for place in ranked:
            line = lines[place]
            lines[place] = replace(line, text=f"{line.rank} {line.text}")
    return lines


def goes_on(text: str, following: str) -> bool:
    """Whether a paragraph that ends like `text` goes on in one that starts like `following`."""
    if text.endswith(ENDS):
        return False
    start = following.lstrip("«“\"'( ")[:1]
    if start.islower():
        return True
    last = re.split(r"[\s'’]+", text.rstrip("'’"))[-1].lower()
    return (text.endswith((",", "'", "’")) or last in _GOES_ON) and start.isalnum()


def _keeps_hyphen(text: str, following: str) -> bool:
    """Whether the hyphen at the end of `text` is the word's own: "peut-|être", "dit-|il"."""
    first = re.split(r"[^\w]", following, maxsplit=1)[0].lower()
    last = re.split(r"[\s'’]", text[:-1])[-1].lower()
    if last.split("-")[-1] in _BEFORE_HYPHEN or "-" in last:
        return True
    return first in _AFTER_HYPHEN and len(last) > 2


def joined(text: str, following: str) -> str:
    """The two as one text; a word that a hyphen cut in two is made whole."""
    if _WORD_CUT.search(text) and following[:1].islower():
        return (text if _keeps_hyphen(text, following) else text[:-1]) + following
    return f"{text}{following}" if text.endswith(("'", "’")) else f"{text} {following}"


def compose(items: Iterable[Item]) -> tuple[list[Paragraph], list[Heading | Direction]]:
    """The paragraphs of a turn, and its headings and directions, placed among them."""
    paragraphs: list[Paragraph] = []
    around: list[Heading | Direction] = []
    run: list[SourceLine] = []
    interrupted = False

    def close() -> None:
        nonlocal interrupted
        for paragraph in gather(run):
            text, found = take_directions(paragraph.text)
            if found and not text.strip(" .,;"):
                text = ""
            if text and interrupted and paragraphs and goes_on(paragraphs[-1].text, text):
                last = paragraphs.pop()
                whole = joined(last.text, text)
                shift = len(whole) - len(text)
                found = tuple((offset + shift, said) for offset, said in found)
                paragraphs.append(Paragraph(whole, last.line))
            elif text:
                paragraphs.append(Paragraph(text, paragraph.line))
            else:
                end = len(paragraphs[-1].text) if paragraphs else 0
                found = tuple((end, said) for _, said in found)
            for offset, said in found:
                number = max(1, len(paragraphs))
                around.append(Direction(said, paragraph.line, 0, number, offset))
            interrupted = False
        run.clear()

    for item in items:
        if isinstance(item, SourceLine):
            run.append(item)
            continue
        close()
        if isinstance(item, Heading):
            around.append(replace(item, paragraph=len(paragraphs) + 1))
            interrupted = False
        else:
            end = len(paragraphs[-1].text) if paragraphs else 0
            around.append(replace(item, paragraph=max(1, len(paragraphs)), offset=end))
            interrupted = bool(paragraphs)
    close()
    return paragraphs, around

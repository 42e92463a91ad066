"""Lines to paragraphs, and paragraphs mended where a page break cut them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from podcast.model import Paragraph
from podcast.reading.lines import SourceLine

_END = (".", "!", "?", "…", ":", ";", "»", "”", '"', ")", "]")
_WORD_CUT = re.compile(r"[^\W\d_]{2,}-$")
_FUNCTION_WORDS = frozenset(
    """le la les l un une des de du d à au aux et ou en dans sur pour par avec sans que qui
    dont ce cet cette ces son sa ses leur leurs notre nos votre vos mon ma mes ne se est
    sont a ont the a an of to and or in on for by with that which is are was were this these
    our your""".split()
)


def gather(lines: Iterable[SourceLine]) -> tuple[Paragraph, ...]:
    """The paragraphs of a turn: runs of lines, split at blank lines and at bullets, mended."""
    paragraphs: list[Paragraph] = []
    for line in lines:
        if paragraphs and not line.apart and not line.bullet:
            last = paragraphs.pop()
            paragraphs.append(Paragraph(_joined(last.text, line.text), last.line))
        else:
            paragraphs.append(Paragraph(line.text, line.number))
    bullets = {line.number for line in lines if line.bullet}
    return mend(paragraphs, unbroken=bullets)


def mend(
    paragraphs: Iterable[Paragraph], unbroken: frozenset[int] | set[int] = frozenset()
) -> tuple[Paragraph, ...]:
    """`paragraphs` with those that a page break cut in two made whole again.

    A paragraph goes on in the next where it stops in mid-sentence and the next starts like the
    middle of one; those that start on a line in `unbroken` (list items) start for themselves.
    """
    result: list[Paragraph] = []
    for paragraph in paragraphs:
        if result and paragraph.line not in unbroken and _goes_on(result[-1].text, paragraph.text):
            last = result.pop()
            result.append(Paragraph(_joined(last.text, paragraph.text), last.line))
        else:
            result.append(paragraph)
    return tuple(result)


def _goes_on(text: str, following: str) -> bool:
    if text.endswith(_END):
        return False
    start = following.lstrip("«“\"'( ")[:1]
    if start.islower():
        return True
    last = re.split(r"[\s'’]+", text.rstrip("'’"))[-1].lower()
    return (text.endswith((",", "'", "’")) or last in _FUNCTION_WORDS) and start.isalnum()


def _joined(text: str, following: str) -> str:
    if _WORD_CUT.search(text) and following[:1].islower():
        return text[:-1] + following
    return f"{text}{following}" if text.endswith(("'", "’")) else f"{text} {following}"

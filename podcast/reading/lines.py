"""What format readers hand on: the lines of a document, with what their look says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

FULL_STOPS = (".", "!", "?", "…")
"""What a sentence ends with."""
LONG_LINE = 45
"""Characters of a line that the width of a page may have cut: a shorter one was ended there."""
ENDS = (*FULL_STOPS, ":", ";", "»", "”", '"', ")", "]", "♪")
"""What a paragraph ends with that does not go on below."""
SMALL_WORDS = frozenset(
    """le la les un une des de du et ou en à a au aux dans sur par pour avec ce ces the an of to and
    or in on for by with from at""".split()
)
"""Articles, prepositions and the like: no heading and no paragraph ends in one."""
_SENTENCE_ENDS = (*ENDS, "*", "—", "–", "’", "'", "-")
PAGE_NUMBER = re.compile(
    r"^(?:[-–—|]\s*)?(?:page\s+|p\.\s*)?\d{1,4}(?:\s*(?:/|sur|of|de)\s*\d{1,4})?(?:\s*[-–—|])?$",
    re.I,
)
_IN_QUOTES = re.compile(r"^(?:«.*»|“.*”|\".*\")[\s.!?…]*$")
_CUT_SHORT = re.compile(r"\b(?:M|MM|Mme|Mmes|Mlle|Mr|Mrs|Ms|Dr|Pr|St)\.$")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line that is not blank: a line of a text file, or a whole block of a page or document.

    `text` is without markup; `number` its 1-based line in the file (in formats without lines,
    its rank among the blocks), never smaller than that of the line before; `page` its 1-based
    page, 0 where there are none. `apart` is true where blank lines, a border of blocks, or the
    start of the file stand before it.

    How it was set: `bullet`, a list item, `dash`, one that has a dash for its bullet, and `rank`,
    its number where that stands there ("2."); `bold`, all of it; `italic`, all of it; `heading`,
    its level, 0 for none; `lead`, how many characters at the start of `text` stand out (bold, or
    small capitals) from what follows them, 0 for none and for a line that is all bold; `indent`,
    columns of white before it; `quote`, how deep it is quoted; `gap`, after how many characters
    of `text` a wide gap (a tab, three spaces) stands, 0 for none; `stamp`, where a time stamp
    stood beside it: "before", "after", or ""; `style`, the class that the format gives it; `mark`,
    the sign before its first word ("➤").

    `speaker` is who says it where the format itself tells ("<v Name>", "<u who>"), as written
    there; None elsewhere. `direction` is true where the format says that it is no speech but
    something that happens ("<stage>").
    """

    text: str
    number: int
    apart: bool
    bullet: bool = False
    rank: str = ""
    dash: bool = False
    bold: bool = False
    italic: bool = False
    heading: int = 0
    lead: int = 0
    indent: int = 0
    quote: int = 0
    gap: int = 0
    stamp: str = ""
    style: str = ""
    mark: str = ""
    page: int = 0
    speaker: str | None = None
    direction: bool = False


Lines = tuple[SourceLine, ...]


def ends_sentence(text: str) -> bool:
    """Whether `text` ends as a sentence does, also where that is quoted or in brackets."""
    return text.rstrip(" »”\"'’)]").endswith(FULL_STOPS)


def is_quoted(line: SourceLine) -> bool:
    """Whether all of a line is quoted, by mark-up or quotation marks."""
    return line.quote > 0 or bool(_IN_QUOTES.match(line.text))


def begins(lines: Sequence[SourceLine], index: int) -> bool:
    """Whether something can begin on a line: nothing goes on from the one before."""
    line = lines[index]
    if index == 0 or line.stamp:
        return True
    if line.bullet and (not line.dash or lines[index - 1].dash):
        return True  # in the middle of a sentence stands a dash
    before = lines[index - 1].text.rstrip()
    if line.apart and not line.text[0].islower():
        return True
    if _CUT_SHORT.search(before):
        return False
    return before.endswith(_SENTENCE_ENDS) or len(before) <= LONG_LINE

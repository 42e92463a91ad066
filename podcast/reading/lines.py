"""What format readers hand on: the lines of a document, with what their look says."""

from __future__ import annotations

from dataclasses import dataclass

FULL_STOPS = (".", "!", "?", "…")
"""What a sentence ends with."""
LONG_LINE = 45
"""Characters of a line that the width of a page may have cut: a shorter one was ended there."""
ENDS = (*FULL_STOPS, ":", ";", "»", "”", '"', ")", "]", "♪")
"""What a paragraph ends with that does not go on below."""


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

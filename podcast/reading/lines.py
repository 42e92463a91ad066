"""What format readers hand on: the lines of a document, with what their look says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line that is not blank.

    `text` is without markup; `number` its 1-based line in the file; `apart` is true where blank
    lines (or the start of the file) stand before it; `bullet`, `bold` and `heading` tell how it
    was set, `heading` being its level, 0 for none.
    """

    text: str
    number: int
    apart: bool
    bullet: bool = False
    bold: bool = False
    heading: int = 0

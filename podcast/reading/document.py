"""A document as its format gives it, before anyone asks who speaks in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from podcast.model import LeftOut
from podcast.reading.lines import Lines, SourceLine


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody whom the format or the text lists (`<listPerson>`, a legend): `spellings` are other
    names and identifiers that stand for them in the document; `heading` is what they are listed
    under, None where people are listed who need not speak; `moderator`
    is true for who leads."""

    name: str
    role: str | None = None
    spellings: tuple[str, ...] = ()
    heading: str | None = None
    moderator: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """The lines of a file, what its format knows of it, and what was left out of it.

    `format` names it for people ("a web page"). `title`, `date` (ISO 8601) and `language`
    (ISO 639-1) are what a header declares, None where none does. Every character of the file's
    text is in a line or in `left_out`. `exact` is true where the speakers that the format names
    are as many people as there are names.
    """

    format: str
    lines: Lines
    left_out: tuple[LeftOut, ...] = ()
    title: str | None = None
    date: str | None = None
    language: str | None = None
    listed: tuple[Listed, ...] = ()
    exact: bool = False


Taken = tuple[Lines, tuple[LeftOut, ...]]
"""The lines that stay, and what is left out of them."""


def without(lines: Sequence[SourceLine], dropped: Collection[int], kind: str) -> Taken:
    """The lines without those at the indices `dropped`, and those, left out as `kind`."""
    return (
        tuple(line for index, line in enumerate(lines) if index not in dropped),
        tuple(LeftOut(kind, lines[i].text, lines[i].number) for i in sorted(dropped)),
    )

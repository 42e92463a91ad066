"""Hearings in which a line says who examines, and letters ask and answer.

    BY MS. POND:
        Q.  Where were you?
        A.  At home.

"Q." is whoever examines, until another does; "A." the witness, who is called by name where they
are sworn in, if at all. Whoever speaks between, with a name, changes neither.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from podcast.language.nounphrases import folded
from podcast.reading.labels import Label, LabelKind, read_label, read_person
from podcast.reading.lines import SourceLine

_EXAMINES = re.compile(r"^\(?(?:BY|By|PAR|Par)\s+(?P<who>[^:()]{3,60}?)\s*:?\)?$")
_MARK = re.compile(r"^[QAR]\d{0,3}(?:[.:)]|\s)\s*\S")
_FEWEST = 4  # marks, below which nobody is examined
_SWORN = re.compile(r"\b(?:sworn|affirmed|assermentée?|prêté serment)\b", re.IGNORECASE)
_NAME = re.compile(r"^(?P<who>[^,:]{4,50})(?:,|$)")
_WITNESS = re.compile(r"\b(?:witness|deponent|temoin|deposante?)\b")


@dataclass(frozen=True, slots=True)
class Examination:
    """Who examines from which line on, and who is sworn in where, by index of line."""

    examiners: tuple[tuple[int, Label], ...] = ()
    witnesses: tuple[tuple[int, Label], ...] = ()

    def examiner(self, index: int) -> Label | None:
        """Return who asks at a line."""
        return _last(self.examiners, index)

    def witness(self, index: int) -> Label | None:
        """Return who was sworn in last before a line."""
        return _last(self.witnesses, index)

    def moved(self, places: dict[int, int]) -> Examination:
        """Return the same where the lines stand at other `places`; those that are gone are left
        out."""
        examiners, witnesses = (
            tuple((places[index], label) for index, label in found if index in places)
            for found in (self.examiners, self.witnesses)
        )
        return Examination(examiners, witnesses)


def take_examination(
    lines: Sequence[SourceLine],
) -> tuple[tuple[SourceLine, ...], Examination]:
    """Return `lines`, those that say who examines as directions, which nobody says; and who it
    is."""
    if sum(bool(_MARK.match(line.text)) for line in lines) < _FEWEST:
        return tuple(lines), Examination()
    made = list(lines)
    examiners, witnesses = [], []
    for index, line in enumerate(lines):
        found = _EXAMINES.match(line.text)
        after = lines[index + 1].text if index + 1 < len(lines) else ""
        if found and _MARK.match(after) and (label := read_label(found["who"])) is not None:
            made[index] = replace(line, direction=True, heading=0)
            if index and _is_title(lines[index - 1].text):
                made[index - 1] = replace(lines[index - 1], heading=2)
            if after[0] == "Q":
                examiners.append((index, label))
        elif _SWORN.search(line.text):
            for near in range(max(0, index - 1), index + 1):
                name = _NAME.match(lines[near].text)
                if name and (label := read_person(name["who"])) is not None:
                    witnesses.append((near, label))
                    break
    if not examiners:
        return tuple(lines), Examination()
    return tuple(made), Examination(tuple(examiners), tuple(witnesses))


def _is_title(text: str) -> bool:
    """Return whether a line is "CROSS-EXAMINATION", above who does it."""
    return text.isupper() and len(text.split()) <= 5 and text[-1].isalpha()


def is_witness(label: Label) -> bool:
    """Return whether a label says "the witness" and no name."""
    return label.kind is not LabelKind.PERSON and bool(_WITNESS.search(folded(label.text)))


def _last(places: tuple[tuple[int, Label], ...], index: int) -> Label | None:
    at = bisect_right(places, index, key=lambda place: place[0])
    return places[at - 1][1] if at else None

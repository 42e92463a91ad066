"""Initials explained once, as a list: "PV : Prosper Vannier, bibliothécaire"."""

from __future__ import annotations

import re

from podcast.reading.document import Listed
from podcast.reading.labels import are_initials, read_person
from podcast.reading.lines import SourceLine

_ENTRY = re.compile(
    r"^(?P<initials>(?:[A-ZÀ-Þ]{1,5}|(?:[A-ZÀ-Þ]\.[-\s]?){2,4}))\s*(?:[:=]|[-–—](?=\s))\s*(?P<name>\S.*)$"
)
_TURNED = re.compile(r"^(?P<name>[^=:()]{4,60}?)\s*=\s*(?P<initials>[A-ZÀ-Þ]{1,5})$")
_LISTED = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w'’.-]+(?:\s+[\w'’.-]+){1,4}?)\s*\((?P<initials>[A-ZÀ-Þ]{2,5})\)"
)
_FEWEST_LISTED = 3
_LONGEST, _MUCH = 160, 0.3


def find_legend(lines: tuple[SourceLine, ...]) -> tuple[tuple[int, Listed], ...]:
    """The lines (indices) that only say whose initials are whose, and whose."""
    found = []
    for index, line in enumerate(lines):
        if len(line.text) > _LONGEST:
            continue
        match = _ENTRY.match(line.text) or _TURNED.match(line.text)
        if match is None:
            continue
        label = read_person(match["name"])
        full = label is not None and len(label.name.split()) > 1
        if label is not None and full and are_initials(match["initials"], label.name):
            found.append((index, Listed(label.name, label.role, (match["initials"],))))
    return (*found, *_in_brackets(lines))


def _in_brackets(lines: tuple[SourceLine, ...]) -> list[tuple[int, Listed]]:
    """Initials behind names in a running list: "Zoe Quill (ZQ), Ian Kerr (IK), …"."""
    found = []
    for index, line in enumerate(lines):
        if line.text.count("(") < _FEWEST_LISTED:
            continue
        entries = [
            match
            for match in _LISTED.finditer(line.text)
            if are_initials(match["initials"], match["name"])
        ]
        if sum(len(match[0]) for match in entries) < _MUCH * len(line.text):
            continue  # somebody explains acronyms
        found += [
            (index, Listed(match["name"], spellings=(match["initials"],))) for match in entries
        ]
    return found

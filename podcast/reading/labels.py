"""Who speaks where: lines that name a speaker, found by looking at the whole document."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from podcast.reading.lines import SourceLine
from podcast.reading.names import (
    as_written_name,
    better_spelling,
    key,
    looks_like_name,
    shape,
    surname_key,
    without_civility,
)
from podcast.reading.participants import Declared, Participants


@dataclass(frozen=True, slots=True)
class Labels:
    """What was found: the speaker's name for each label (by index into the lines), and the
    written name of every participant, in the order of the list."""

    speakers: dict[int, str]
    declared: tuple[tuple[str, Declared], ...]


def find_labels(lines: tuple[SourceLine, ...], participants: Participants) -> Labels:
    """The labels of a "name alone on a line" transcript.

    A line that is the name of a participant is a label. Another line that looks like a name is
    one where text follows and it either comes again, or is set like the labels that are sure
    ("Prénom NOM"): that is how somebody speaks whom nobody listed.
    """
    start = participants.end
    names = _Names([person.name for person in participants.declared])
    candidates = {
        index: _bare(lines[index].text)
        for index in range(start, len(lines))
        if looks_like_name(_bare(lines[index].text))
    }
    sure = {
        index
        for index, text in candidates.items()
        if names.find(text) is not None and _text_follows(lines, index, candidates)
    }
    shapes = {shape(candidates[index]) for index in sure}
    counts = Counter(key(without_civility(text)) for text in candidates.values())
    for index, text in candidates.items():
        if index in sure or not _text_follows(lines, index, candidates):
            continue
        again = counts[key(without_civility(text))] > 1
        alike = shape(text) in shapes and "U" in shape(text) and len(shape(text)) > 1
        alone = lines[index].apart or lines[index].bold
        if alone and (again or alike) and (len(text.split()) > 1 or again):
            sure.add(index)
    for index in sorted(sure):
        names.add(candidates[index])
    found = {index: names.name(candidates[index]) for index in sorted(sure)}
    return Labels(found, tuple((names.name(p.name), p) for p in participants.declared))


def _bare(text: str) -> str:
    """A label without what often stands around it: a colon, a dash, a full stop."""
    return text.rstrip(" :–—-").removesuffix(" .")


def _text_follows(lines: tuple[SourceLine, ...], index: int, candidates: dict[int, str]) -> bool:
    """Whether something that is no name comes next: a list of names is no series of turns."""
    following = index + 1
    if following >= len(lines):
        return False
    return following not in candidates


class _Names:
    """The people met so far; knows one by their full name, or by a surname that only they have."""

    def __init__(self, names: list[str]) -> None:
        self._spellings: dict[str, str] = {}
        self._by_surname: dict[str, set[str]] = {}
        for name in names:
            self.add(name)

    def add(self, text: str) -> None:
        found = self.find(text)
        name = as_written_name(text)
        if found is None:
            found = key(name)
            self._spellings[found] = name
            self._by_surname.setdefault(surname_key(name), set()).add(found)
        elif found == key(name):
            self._spellings[found] = better_spelling(self._spellings[found], name)

    def find(self, text: str) -> str | None:
        wanted = key(without_civility(text))
        if wanted in self._spellings:
            return wanted
        owners = self._by_surname.get(wanted, set())
        return next(iter(owners)) if len(owners) == 1 else None

    def name(self, text: str) -> str:
        found = self.find(text)
        return self._spellings[found] if found is not None else as_written_name(text)

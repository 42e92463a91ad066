"""People who say their full name when they first speak: "Bonjour, je m'appelle Denise Brun"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from podcast.model import Turn
from podcast.reading.labels import has_first_name, has_ordinary_word
from podcast.reading.names import as_written_name, key

_WORD = r"[A-ZÀ-Þ][^\W\d_]+(?:-[A-ZÀ-Þ][^\W\d_]+)?"
_NAME = rf"(?P<name>{_WORD}(?:\s(?:(?:de|du|van|von|der|le|la)\s)?{_WORD}){{0,2}})(?![\w'’-])"
_CALLED = re.compile(rf"\b(?:[Jj]e m['’]appelle|[Mm]y name is|[Mm]y name['’]s)\s+{_NAME}")
_IS = re.compile(rf"\b(?:[Jj]e suis|I['’]m|I am)\s+{_NAME}")
_BEGINNING = 300
"""Characters of what somebody says first."""


def full_names(turns: Sequence[Turn], nobody: Collection[str]) -> dict[str, str]:
    """By what name those go who give it when they first speak, and of whom the labels say less: a
    part of it, or, of who answers, one of the words `nobody`."""
    found: dict[str, str] = {}
    first = {turn.speaker: turn for turn in reversed(turns)}
    for speaker, turn in first.items():
        said = " ".join(paragraph.text for paragraph in turn.paragraphs)[:_BEGINNING]
        match = _CALLED.search(said) or _IS.search(said)
        if match is None:
            continue
        name = match["name"]
        if _may_be(name) if speaker in nobody else _is_more(name, speaker):
            found[speaker] = as_written_name(name)
    taken = [set(key(speaker).split()) for speaker in first]
    return {
        speaker: name
        for speaker, name in found.items()
        if sum(words <= set(key(name).split()) for words in taken) <= (speaker not in nobody)
        and list(found.values()).count(name) == 1
    }


def _is_more(name: str, speaker: str) -> bool:
    """Whether `name` is all of the name of which a label has the first or the last part."""
    given, _, family = name.partition(" ")
    return bool(family) and key(speaker) in (key(given), key(family))


def _may_be(name: str) -> bool:
    """Whether this is somebody's name, and not what they are: "Je suis Français"."""
    return has_first_name(name.split()[0]) or (
        " " in key(name) and not has_ordinary_word(key(name))
    )

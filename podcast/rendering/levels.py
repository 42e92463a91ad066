"""Which lines a voice's loudness is measured on."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from podcast.voice import Voice

if TYPE_CHECKING:
    from podcast.scripting.script import Line


SAMPLE_LENGTH = 700
"""Characters of a sample: about 40 seconds, within 0.3 LU of all that the voice says."""

_MOST = 40_000  # characters of all voices together: some 100 MB of sound before the first line
_FEW = 60  # characters; the palette's sample sentence tells more than so few of a voice's own


def loudness_samples(lines: Sequence[Line], opening: int = 0) -> dict[Voice, tuple[int, ...]]:
    """Return by which of `lines` the loudness of each voice is measured, voices in order of
    appearance; none where the palette's sample sentence tells more.

    What the narrator says in the first `opening` lines (how long the debate is, what comes when) is
    passed over where the voice says more: it changes with every paragraph, and levels should not.
    """
    own: dict[Voice, list[int]] = {}
    for number, line in enumerate(lines):
        own.setdefault(line.voice, []).append(number)
    most = min(SAMPLE_LENGTH, _MOST // max(1, len(own)))
    found = {}
    for voice, every in own.items():
        later = [n for n in every if n >= opening or lines[n].turn is not None]
        enough = sum(len(lines[number].said) for number in later) >= _FEW
        numbers = later if enough else every
        chosen: list[int] = []
        said = 0
        for number in sorted(numbers, key=lambda number: _chance(lines[number].said.words)):
            length = len(lines[number].said)
            if said < _FEW or said + length <= most:
                chosen.append(number)
                said += length
        found[voice] = tuple(sorted(chosen)) if said >= _FEW else ()
    return found


def _chance(words: str) -> bytes:
    """Return a random place, always the same for the same words: lines from all over are chosen,
    and nearly the same ones when another line is changed."""
    return hashlib.sha256(words.encode()).digest()

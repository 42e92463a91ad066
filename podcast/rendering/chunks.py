"""Where an episode is cut into chunks, each rendered by itself, before a word is spoken.

A chunk is a chapter, or 20 s and more of one, up to a silence that is long enough for two chunks
to overlap in. So a changed paragraph changes its own chunk only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from podcast.audio.encoding import LEAD_IN
from podcast.audio.mpeg import FRAME
from podcast.scripting.script import Script, estimated_length
from podcast.timecode import Hertz, Milliseconds, to_frames

LEAST = Milliseconds(20_000)
"""After so long a chunk may end within a chapter."""

_GAP = LEAD_IN + 2 * FRAME  # the room tone's handover, and up to a frame to be on the grid


@dataclass(frozen=True, slots=True)
class ChunkSpan:
    """The lines of a chunk, by number in the script; the last one's chapter may go on after it."""

    lines: range
    opens_chapter: bool
    closes_chapter: bool


def chunk_spans(script: Script, rate: Hertz) -> Iterator[ChunkSpan]:
    """Return the chunks of `script`, in order; each line is in one of them."""
    number = 0
    for chapter in script.chapters:
        first = number
        length = 0
        for place, line in enumerate(chapter.lines):
            at = number + place
            if length >= LEAST and to_frames(line.pause, rate) >= _GAP:
                yield ChunkSpan(range(first, at), first == number, False)
                first, length = at, 0
            length += estimated_length(line, script.sentence_pause)
        end = number + len(chapter.lines)
        yield ChunkSpan(range(first, end), first == number, True)
        number = end


def chunk_starts(script: Script, rate: Hertz) -> frozenset[int]:
    """Return the numbers of the lines that open a chunk."""
    return frozenset(span.lines[0] for span in chunk_spans(script, rate))

"""When everything is heard, the one source of every time in the project; and where an episode is
cut into chunks.

Integer frames are added, nothing else; captions, chapters, page and feed read what stands here,
so nothing can drift. Chapters start on whole seconds: some apps cut chapter times to seconds, and
would otherwise land in the previous speaker's last word. Their first sound, and that of every other
chunk, is where an MPEG frame begins: so it is encoded alike wherever in the episode it is heard.

Chunks are rendered each by itself, and cut before a word is spoken. A chunk is a chapter, or 20 s
and more of one, up to a silence that is long enough for two chunks to overlap in. So a changed
paragraph changes its own chunk only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from podcast.audio.clip import SentenceTime
from podcast.audio.encoding import lead_in
from podcast.audio.mpeg import frame_length, next_frame
from podcast.rendering.sentence_times import PlacedSentence, place_sentences
from podcast.scripting.script import AFTER_CHIME, Line, Script, estimated_length
from podcast.timecode import Frames, Hertz, Milliseconds, to_frames, to_milliseconds

LEAST = Milliseconds(20_000)
"""After so long a chunk may end within a chapter."""


@dataclass(frozen=True, slots=True)
class ChunkSpan:
    """The lines of a chunk, by number in the script; the last one's chapter may go on after it."""

    lines: range
    opens_chapter: bool
    closes_chapter: bool


def chunk_spans(script: Script, rate: Hertz) -> Iterator[ChunkSpan]:
    """Return the chunks of `script`, in order; each line is in one of them."""
    # The room tone's handover, and up to a frame to be on the grid.
    gap = lead_in(rate) + 2 * frame_length(rate)
    number = 0
    for chapter in script.chapters:
        first = number
        length = 0
        for place, line in enumerate(chapter.lines):
            at = number + place
            if length >= LEAST and to_frames(line.pause, rate) >= gap:
                yield ChunkSpan(range(first, at), first == number, False)
                first, length = at, 0
            length += estimated_length(line, script.sentence_pause)
        end = number + len(chapter.lines)
        yield ChunkSpan(range(first, end), first == number, True)
        number = end


def opening_and_body(script: Script, rate: Hertz) -> tuple[list[ChunkSpan], list[ChunkSpan]]:
    """Return the chunks of the opening, where there is one, and all others."""
    spans = list(chunk_spans(script, rate))
    opening = len(script.chapters[0].lines) if script.opens else 0
    return (
        [span for span in spans if span.lines[0] < opening],
        [span for span in spans if span.lines[0] >= opening],
    )


def chunk_starts(script: Script, rate: Hertz) -> frozenset[int]:
    """Return the numbers of the lines that open a chunk."""
    return frozenset(span.lines[0] for span in chunk_spans(script, rate))


LEAD = Milliseconds(120)
"""From a chapter's start to its first sound: players land a little late. It is longer by up to an
MPEG frame (26 ms)."""

LEAST_BREAK = 19
"""MPEG frames without a voice before a chapter, however fast everything is: room for the encoder to
begin anew."""

TAIL = Milliseconds(1000)
"""Silence after the last word."""


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """Where the line number `line` of the script (0-based) is heard: `silence` frames without a
    voice, then the clip from `start` for `length` frames, and in it `sentences`, end to end. Where
    a chime announces the chapter, it is heard from `chime`, within the silence."""

    line: int
    chapter: int
    silence: Frames
    start: Frames
    length: Frames
    sentences: tuple[PlacedSentence, ...]
    chime: Frames | None = None


@dataclass(frozen=True, slots=True)
class PlacedChapter:
    """A chapter of the finished episode; it ends where the next starts."""

    title: str
    start: Frames
    end: Frames


@dataclass(frozen=True, slots=True)
class Timeline:
    """All times of an episode, in frames at `rate`; `tail` is the silence at the very end."""

    rate: Hertz
    lines: tuple[PlacedLine, ...]
    chapters: tuple[PlacedChapter, ...]
    tail: Frames
    total: Frames

    @property
    def length(self) -> Milliseconds:
        """The episode's length."""
        return to_milliseconds(self.total, self.rate)


class TimelineBuilder:
    """Places a script's lines one after the other, as their lengths become known.

    Give it every clip's length in the script's order with `place`, then ask for the `timeline`.
    It looks at nothing but what came before, so an episode can be written while it is spoken.
    `chunk_starts` are the numbers of the lines whose sound begins with an MPEG frame. The second
    chapter begins no earlier than at `second`.
    """

    def __init__(
        self,
        script: Script,
        rate: Hertz,
        chunk_starts: frozenset[int] = frozenset(),
        second: Frames = Frames(0),  # noqa: B008 (a number)
    ) -> None:
        self._second = second
        self._joints = chunk_starts
        self._script = script
        self._rate = rate
        self._chime = to_frames(script.chime, rate)
        self._position = Frames(0)
        self._lines: list[PlacedLine] = []
        self._chapter_starts: list[Frames] = []
        self._waiting = _numbered(script)

    def place(self, length: Frames, sentences: Sequence[SentenceTime] = ()) -> PlacedLine:
        """Place the next line, whose clip is `length` frames long and has these `sentences`."""
        number, chapter, opens_chapter, line = next(self._waiting)
        silence = to_frames(line.pause, self._rate)
        chime = None
        if opens_chapter:
            self._chapter_starts.append(self._chapter_start(silence))
            sound = next_frame(self._chapter_starts[-1] + to_frames(LEAD, self._rate), self._rate)
            if self._chime and chapter > 0:
                chime = sound
                sound = Frames(sound + self._chime + to_frames(AFTER_CHIME, self._rate))
            silence = Frames(sound - self._position)
        elif number in self._joints:
            silence = Frames(next_frame(self._position + silence, self._rate) - self._position)
        start = Frames(self._position + silence)
        heard = place_sentences(line.text, line.said, sentences, start, length)
        placed = PlacedLine(number, chapter, silence, start, length, heard, chime)
        self._lines.append(placed)
        self._position = Frames(placed.start + length)
        return placed

    def _chapter_start(self, pause: Frames) -> Frames:
        if not self._chapter_starts:
            return Frames(0)
        lead = to_frames(LEAD, self._rate)
        earliest = self._position + max(
            0, max(pause, LEAST_BREAK * frame_length(self._rate)) - lead
        )
        if len(self._chapter_starts) == 1:
            earliest = max(earliest, self._second)
        return Frames(-(-earliest // self._rate) * self._rate)

    def timeline(self) -> Timeline:
        """Return the finished timeline; ValueError where a line is still without its length."""
        if len(self._lines) != len(self._script.lines):
            raise ValueError("not every line has been placed")
        tail = to_frames(TAIL, self._rate)
        total = Frames(self._position + tail)
        ends = [*self._chapter_starts[1:], total]
        chapters = tuple(
            PlacedChapter(chapter.title, start, end)
            for chapter, start, end in zip(
                self._script.chapters, self._chapter_starts, ends, strict=True
            )
        )
        return Timeline(self._rate, tuple(self._lines), chapters, tail, total)


def _numbered(script: Script) -> Iterator[tuple[int, int, bool, Line]]:
    number = 0
    for index, chapter in enumerate(script.chapters):
        for position, line in enumerate(chapter.lines):
            yield number, index, position == 0, line
            number += 1

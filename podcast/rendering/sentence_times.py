"""When each sentence of a line is heard, and which part of the written text it says.

Engines say where in the words they start a sentence, all of them, some, or none. Between what
is known (a line's start, its end, what the engine said) time is shared out by the characters of
the words, so a wrong guess never leaves the line, and never one known sentence for the next.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from podcast.audio.clip import SentenceTime
from podcast.timecode import Frames
from podcast.wording.spoken import SpokenText


@dataclass(frozen=True, slots=True)
class PlacedSentence:
    """A sentence of a line: heard from `start` to `end` (frames of the episode), written at
    `text_start`–`text_end` of `Line.text`, without the white space around it."""

    start: Frames
    end: Frames
    text_start: int
    text_end: int


def place_sentences(
    written: str,
    said: SpokenText,
    times: Sequence[SentenceTime],
    start: Frames,
    length: Frames,
) -> tuple[PlacedSentence, ...]:
    """Return the sentences of a line whose clip is heard from `start` for `length` frames.

    `times` is what the engine reported, in frames of the clip. The first sentence starts with the
    line, each ends where the next starts, the last with the line; together they hold everything
    that is written, said or not. Sentences that neither time nor writing separates are one.
    """
    cuts = _cuts(written, said)
    known = _known(times, len(said.words), length)
    placed: list[PlacedSentence] = []
    starts = [Frames(0)] + [_at(offset, known) for offset, _ in cuts[1:]]
    ends = [*starts[1:], length]
    borders = [*(border for _, border in cuts[1:]), len(written)]
    first, begin = Frames(0), 0
    for end, border in zip(ends, borders, strict=True):
        text_start, text_end = _trimmed(written, begin, border)
        if text_start < text_end and first < end:
            placed.append(
                PlacedSentence(Frames(start + first), Frames(start + end), text_start, text_end)
            )
            first, begin = end, border
    if not placed:
        text_start, text_end = _trimmed(written, 0, len(written))
        return (PlacedSentence(start, Frames(start + length), text_start, text_end),)
    # What could not stand alone at the end belongs to the last that could.
    last = placed[-1]
    _, text_end = _trimmed(written, last.text_start, len(written))
    placed[-1] = PlacedSentence(last.start, Frames(start + length), last.text_start, text_end)
    return tuple(placed)


def _cuts(written: str, said: SpokenText) -> list[tuple[int, int]]:
    """Return for each sentence its offset in the words, and where its writing starts; never
    backwards."""
    cuts: list[tuple[int, int]] = [(0, 0)]
    before = said.sentences[0].end if said.sentences else 0
    for sentence in said.sentences[1:]:
        border = _border(written, min(before, sentence.start), sentence.start)
        cuts.append((sentence.offset, min(len(written), max(border, cuts[-1][1]))))
        before = max(before, sentence.end)
    return cuts


# Quotes, brackets and dashes that nobody says, and that open what follows.
_OPENS = re.compile(r"(?:(?<=\s)|^)[«“‘(\[—–\"'-]")


def _border(written: str, end: int, start: int) -> int:
    """Return where in the unsaid text from `end` to `start` one sentence's writing passes to the
    next."""
    opening = _OPENS.search(written, end, start)
    return opening.start() if opening else start


def _known(
    times: Iterable[SentenceTime], words: int, length: Frames
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Offsets in the words and their frames, both growing, from the line's start to its end."""
    offsets, frames = [0], [0]
    for time in sorted(times, key=lambda time: (time.offset, time.start)):
        if offsets[-1] < time.offset < words and frames[-1] <= time.start <= length:
            offsets.append(time.offset)
            frames.append(time.start)
    return (*offsets, max(words, offsets[-1] + 1)), (*frames, length)


def _at(offset: int, known: tuple[tuple[int, ...], tuple[int, ...]]) -> Frames:
    """Return when the words' character at `offset` is said."""
    offsets, frames = known
    place = min(bisect_right(offsets, offset), len(offsets) - 1)
    before, after = offsets[place - 1], offsets[place]
    share = min(offset, after) - before
    return Frames(
        frames[place - 1] + (frames[place] - frames[place - 1]) * share // (after - before)
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    first = start + len(piece) - len(piece.lstrip())
    return (first, first + len(piece.strip())) if piece.strip() else (start, start)

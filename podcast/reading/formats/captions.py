"""Captions (SRT, WebVTT, SBV): hundreds of cues to paragraphs, and the voices that cues name.

WebVTT is https://www.w3.org/TR/webvtt1/; SRT has no standard, and what people publish under
either name is often neither: both are read by one tolerant reader.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from itertools import pairwise

from podcast.model import LeftOut
from podcast.reading.document import Document
from podcast.reading.lines import SourceLine

_TIMING = re.compile(
    r"^\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,:](\d{1,3}))?(?:\s*-{1,2}>\s*|,(?=\d{1,2}:))"
    r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,:](\d{1,3}))?(?:\s+.*)?$"
)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]{1,200})>", re.I)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>|<\d[\d:.]*>|\{\\[^{}]{1,40}\}")
_LABELLED = re.compile(r"^(?:>>+\s*)?[^\W\d_a-z](?:[^:.!?]|\.(?=\s?[:A-ZÀ-Þ-])){0,60}:(?:\s|$)")
_BLOCK = re.compile(r"^(?:NOTE|STYLE|REGION)(?:\s|$)")
_MARKS = (
    (re.compile(r"^[-–—]\s*(?=\S)"), "dash"),
    (re.compile(r"^>>+\s*(?=\S)"), "speaker mark"),
)
_SENTENCE_ENDS = (".", "!", "?", "…", '."', '?"', ".”", "?”", "»", ")", "]")
_PAUSE = 2.0
"""Seconds without a cue that end a paragraph, at the end of a sentence."""
_LONG_PARAGRAPH = 600
"""Characters after which a paragraph ends with the sentence, for want of any other border."""


@dataclass(frozen=True, slots=True)
class _Cue:
    start: float
    end: float
    line: int
    texts: tuple[tuple[int, str], ...]


def looks_like_captions(text: str) -> bool:
    """Whether `text` is a WebVTT or SRT file."""
    if text.lstrip("\ufeff \n").startswith("WEBVTT"):
        return True
    head = [line for line in text[:4000].split("\n") if line.strip()][:12]
    return any(_TIMING.match(line) for line in head[:4])


def read_captions(text: str) -> Document:
    """The document that the captions `text` are."""
    reader = _Reader()
    cues = _cues(text.split("\n"), reader.left_out)
    shown: list[str] = []
    rolling = _rolling(cues)
    for cue in cues:
        fresh: list[str] = []
        for number, raw in cue.texts:
            for speaker, said in _voices(raw):
                if not said:
                    continue
                fresh.append(said)
                if rolling and said in shown and speaker is None:
                    reader.left_out.append(LeftOut("repeated caption", said, number))
                    continue
                reader.add(cue, number, speaker, said)
        shown = fresh or shown
    webvtt = text.lstrip("\ufeff \n").startswith("WEBVTT")
    return Document(
        format="WebVTT captions" if webvtt else "SRT captions",
        lines=tuple(reader.lines),
        left_out=tuple(reader.left_out),
        exact=True,
    )


@dataclass(slots=True)
class _Reader:
    """The lines so far: when the last ended, how long its paragraph is, who said it."""

    lines: list[SourceLine] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    end: float = -1e9
    size: int = 0
    speaker: str | None = None

    def add(self, cue: _Cue, number: int, speaker: str | None, said: str) -> None:
        marked = False
        for mark, kind in _MARKS:
            if found := mark.match(said):
                self.left_out.append(LeftOut(kind, found.group().strip(), number))
                said, marked = said[found.end() :], True
        ended = bool(self.lines) and self.lines[-1].text.endswith(_SENTENCE_ENDS)
        apart = (
            not self.lines
            or marked
            or bool(_LABELLED.match(said))
            or (speaker is not None and speaker != self.speaker)
            or (ended and cue.start - self.end >= _PAUSE)
            or (ended and self.size >= _LONG_PARAGRAPH)
        )
        sound = said[0] in "♪♫"
        line = SourceLine(said, number, apart or sound, speaker=speaker, direction=sound)
        self.lines.append(line)
        self.size = len(said) if apart else self.size + len(said)
        self.end = cue.end
        self.speaker = speaker if speaker is not None else self.speaker


def _rolling(cues: list[_Cue]) -> bool:
    """Whether each cue shows the line of the one before once more, as live captions do."""
    again = sum(
        bool(cue.texts and before.texts) and cue.texts[0][1] == before.texts[-1][1]
        for before, cue in pairwise(cues)
    )
    return again >= 3 and again >= 0.2 * len(cues)


def _cues(raw: list[str], left_out: list[LeftOut]) -> list[_Cue]:
    cues: list[_Cue] = []
    timing: re.Match[str] | None = None
    at = 0
    texts: list[tuple[int, str]] = []
    pending: tuple[int, str] | None = None  # a number or an identifier before the times
    skipping = False

    def close() -> None:
        if timing is not None:
            cues.append(_Cue(_seconds(timing, 0), _seconds(timing, 4), at, tuple(texts)))

    for number, line in enumerate(raw, start=1):
        content = " ".join(line.split())
        match = _TIMING.match(content) if content[:1].isdigit() and ":" in content else None
        if match:
            # The line right before the times is the cue's number, even where no blank line parts
            # it from the text of the cue before.
            if pending is None and texts and texts[-1][1].isdigit():
                pending = texts.pop()
            close()
            if pending is not None:
                left_out.append(LeftOut("cue number", pending[1], pending[0]))
            left_out.append(LeftOut("time stamp", content, number))
            timing, at, texts, pending, skipping = match, number, [], None, False
        elif not content:
            if timing is not None:
                close()
                timing, texts = None, []
            skipping = False
        elif timing is not None:
            texts.append((number, content))
        elif skipping or _BLOCK.match(content):
            skipping = True
            left_out.append(LeftOut("caption note", content, number))
        elif content.startswith("WEBVTT") and not cues:
            left_out.append(LeftOut("caption header", content, number))
        else:
            if pending is not None:  # two lines outside of any cue: header lines, or stray text
                left_out.append(LeftOut("caption header", pending[1], pending[0]))
            pending = (number, content)
    close()
    if pending is not None:
        left_out.append(LeftOut("caption header", pending[1], pending[0]))
    return cues


def _seconds(match: re.Match[str], first: int) -> float:
    hours, minutes, seconds, part = match.groups()[first : first + 4]
    fraction = float(f"0.{part}") if part else 0.0
    return 3600 * int(hours or 0) + 60 * int(minutes) + int(seconds) + fraction


def _voices(raw: str) -> list[tuple[str | None, str]]:
    """The parts of a line of a cue, each with the voice that a tag gives it, and without tags."""
    pieces: list[tuple[str | None, str]] = []
    speaker: str | None = None
    start = 0
    for match in _VOICE.finditer(raw):
        pieces.append((speaker, raw[start : match.start()]))
        speaker, start = " ".join(html.unescape(match.group(1)).split()), match.end()
    pieces.append((speaker, raw[start:]))
    return [(who, " ".join(html.unescape(_TAG.sub(" ", said)).split())) for who, said in pieces]

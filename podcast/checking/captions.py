"""Captions as WebVTT demands them of who writes them (https://www.w3.org/TR/webvtt1/, 4).

Browsers forgive much and apps forgive differently; this forgives nothing.
"""

from __future__ import annotations

import html
import html.entities
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from podcast.checking.finding import (
    AGAIN,
    Finding,
    bounded,
    error,
    note,
    out_of_bounds,
    quoted,
    stamp,
    warning,
)
from podcast.checking.opening import UnreadableError, utf8

_error = partial(error, mend=AGAIN)

LINE = 42
"""Characters in a line that readers of subtitles are used to."""

_TIME = r"(?:([0-9]{2,6}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})"
_TIMING = re.compile(rf"[ \t]*{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t]+(\S.*?))?[ \t]*")
_SETTING = re.compile(r"(?:vertical|line|position|size|align|region):[^\s:][^\s]*")
_TAG = re.compile(r"<(/?)(c|i|b|u|ruby|rt|v|lang)((?:\.[^\s.<>&]+)*)([ \t][^<>]*)?>")
_INNER_TIME = re.compile(rf"<{_TIME}>")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_NAMED = frozenset(name for name in html.entities.html5 if name.endswith(";"))


@dataclass(frozen=True, slots=True)
class Cue:
    """A caption: times in milliseconds, the `line` of the file (from 1) where its times stand,
    `text` as it is shown, on one line; `speaker` as its voice span names them."""

    line: int
    start: int
    end: int
    text: str
    speaker: str


def check_captions(data: bytes, length: float | None) -> tuple[list[Finding], tuple[Cue, ...]]:
    """Return what is wrong with captions for a sound of `length` milliseconds (None where that is
    not known), and the cues that could be read."""
    try:
        text = utf8(data)
    except UnreadableError as broken:
        return [error("captions-encoding", str(broken))], ()
    reader = _Reader(text, length)
    findings = bounded(reader.run())
    return findings, tuple(reader.cues)


class _Reader:
    def __init__(self, text: str, length: float | None) -> None:
        self._lines = re.split(r"\r\n|\n|\r", text)
        self._nul = "\0" in text
        self._length = length
        self._identifiers: set[str] = set()
        self.cues: list[Cue] = []

    def run(self) -> Iterator[Finding]:
        head = self._lines[0]
        if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", head):
            yield _error("captions-header", "The first line is not WEBVTT", 1)
            return
        if "-->" in head:
            yield _error("captions-header", "There is an arrow in the first line", 1)
        if self._nul:
            yield _error("captions-nul", "There is a NUL character in it")
        if len(self._lines) > 1 and self._lines[1]:
            yield _error("captions-header", "No empty line comes after the first", 2)
        place = 1
        while place < len(self._lines) and self._lines[place]:
            place += 1
        while place < len(self._lines):
            if not self._lines[place]:
                place += 1
                continue
            end = place
            while end < len(self._lines) and self._lines[end]:
                end += 1
            yield from self._block(self._lines[place:end], place + 1)
            place = end
        if not self.cues:
            yield _error("captions-none", "There is no caption in it")

    def _block(self, lines: list[str], number: int) -> Iterator[Finding]:
        if re.match(r"NOTE(?:[ \t]|$)", lines[0]):
            if any("-->" in line for line in lines):
                yield _error("captions-note", "There is an arrow in a note", number)
            return
        if re.fullmatch(r"(?:STYLE|REGION)[ \t]*", lines[0]):
            if self.cues:
                yield _error("captions-block", f"{lines[0].strip()} stands after a caption", number)
            return
        if "-->" not in lines[0]:
            if lines[0] in self._identifiers:
                yield _error("captions-id", f"Two captions are called {quoted(lines[0])}", number)
            self._identifiers.add(lines[0])
            if len(lines) < 2 or "-->" not in lines[1]:
                yield error(
                    "captions-block",
                    f"This is neither a caption nor a note: {quoted(lines[0])}; {AGAIN}.",
                    number,
                )
                return
            lines, number = lines[1:], number + 1
        yield from self._cue(lines, number)

    def _cue(self, lines: list[str], number: int) -> Iterator[Finding]:
        match = _TIMING.fullmatch(lines[0])
        if match is None:
            yield error(
                "captions-time",
                f"These are not times (00:00:01.000 --> 00:00:02.000): {quoted(lines[0])}.",
                number,
            )
            return
        start, end = _milliseconds(match.groups()[:4]), _milliseconds(match.groups()[4:8])
        settings = (match[9] or "").split()
        if not all(map(_SETTING.fullmatch, settings)):
            yield _error("captions-time", "After the times stands what is no setting", number)
        yield from out_of_bounds("captions", "The caption", start, end, self._length, number)
        if self.cues and start < self.cues[-1].start:
            yield _error("captions-order", "The caption starts before the one before it", number)
        elif self.cues and start < self.cues[-1].end:
            yield _error(
                "captions-overlap",
                f"The caption starts at {stamp(start)}, before the last one ends"
                f" ({stamp(self.cues[-1].end)}), and covers it",
                number,
            )
        shown, speaker, problem = _payload("\n".join(lines[1:]))
        if problem:
            yield _error("captions-text", f"{problem}", number)
        if not shown.strip():
            yield _error("captions-empty", "The caption is empty", number)
        elif re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown):
            yield warning(
                "captions-controls",
                "There are control characters in the caption, which turn text round or show as"
                " boxes: remove them.",
                number,
            )
        long = [line for line in shown.split("\n") if len(line) > LINE and " " in line.strip()]
        if long:
            yield note(
                "captions-long",
                f"A line has {max(map(len, long))} characters; {LINE} are easy to read.",
                number,
            )
        self.cues.append(Cue(number, start, end, " ".join(shown.split()), speaker))


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def _payload(text: str) -> tuple[str, str, str]:
    """Return the text that is shown, who speaks, and what is wrong with how it is written (or
    "")."""
    shown: list[str] = []
    speaker, problem = "", ""
    open_tags: list[str] = []
    if "-->" in text:
        problem = "There is an arrow in the text"
    place = 0
    while place < len(text):
        character = text[place]
        if character == "<":
            match = _TAG.match(text, place) or _INNER_TIME.match(text, place)
            if match is None:
                problem = problem or "A < in the text is not written as &lt;"
                shown.append("<")
                place += 1
                continue
            place = match.end()
            if match.re is _INNER_TIME:
                continue
            closing, name, note_ = match[1], match[2], html.unescape((match[4] or "").strip())
            if closing:
                if not open_tags or open_tags.pop() != name:
                    problem = problem or f"</{name}> closes nothing"
                continue
            open_tags.append(name)
            if name in ("v", "lang") and not note_:
                problem = problem or f"<{name}> says no {'name' if name == 'v' else 'language'}"
            if name not in ("v", "lang") and note_:
                problem = problem or f"<{name}> has a name, which only <v> and <lang> have"
            if name == "v" and not speaker:
                speaker = note_
        elif character == "&":
            match = _REFERENCE.match(text, place)
            if match is None or (match[0][1] != "#" and match[0][1:] not in _NAMED):
                problem = problem or "A & in the text is not written as &amp;"
                shown.append("&")
                place += 1
                continue
            shown.append(html.unescape(match[0]))
            place = match.end()
        else:
            end = place + 1
            while end < len(text) and text[end] not in "<&":
                end += 1
            shown.append(text[place:end])
            place = end
    # A voice that is one caption's only one need not be closed (WebVTT, 4.2.2).
    if open_tags and not (open_tags == ["v"] and text.startswith("<v")):
        problem = problem or f"<{open_tags[-1]}> is not closed"
    return "".join(shown), " ".join(speaker.split()), problem

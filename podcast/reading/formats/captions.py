"""Captions (SRT, WebVTT, SBV): hundreds of cues to paragraphs, and the voices that cues name.

WebVTT is https://www.w3.org/TR/webvtt1/; SRT has no standard, and what people publish under
either name is often neither: both are read by one tolerant reader.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from podcast.model import LeftOut
from podcast.reading.document import Document
from podcast.reading.lines import SourceLine

_TIMING = re.compile(
    r"^\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,:](\d{1,3}))?(?:\s*-{1,2}>\s*|,(?=\d{1,2}:))"
    r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,:](\d{1,3}))?(?:\s+[\w-]+:\S+)*\s*$"
)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]{1,200})>", re.I)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>|<\d[\d:.]*>|\{\\[^{}]{1,40}\}")
_LABELLED = re.compile(r"^(?:>>+\s*)?[^\W\d_a-z](?:[^:.!?]|\.(?=\s?[:A-ZÀ-Þ-])){0,60}:(?:\s|$)")
_BLOCK = re.compile(r"^(?:NOTE|STYLE|REGION)(?:\s|$)")
_MARK = re.compile(r"^(?:[-–—]|>>+)\s*(?=\S)")
_SENTENCE_ENDS = (".", "!", "?", "…", '."', '?"', ".”", "?”", "»", ")", "]")
_PAUSE = 2.0
"""Seconds without a cue that end a paragraph, at the end of a sentence."""
_LONG_PARAGRAPH = 600
"""Characters after which a paragraph ends with the sentence, for want of any other border."""


@dataclass(frozen=True, slots=True)
class _Cue:
    start: float
    end: float
    texts: list[tuple[int, str]]


def looks_like_captions(text: str) -> bool:
    """Whether `text` is a WebVTT or SRT file."""
    head = [line for line in text[:4000].split("\n") if line.strip()]
    return _is_webvtt(text) or any(map(_TIMING.match, head[:4]))


def _is_webvtt(text: str) -> bool:
    return text.lstrip("\n").startswith("WEBVTT")


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
                fresh.append(said)
                if rolling and said in shown and speaker is None:
                    reader.left_out.append(LeftOut("repeated caption", said, number))
                else:
                    reader.add(cue, number, speaker, said)
        shown = fresh or shown
    return Document(
        format="WebVTT captions" if _is_webvtt(text) else "SRT captions",
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
        if marked := _MARK.match(said):
            kind = "speaker mark" if said[0] == ">" else "dash"
            self.left_out.append(LeftOut(kind, marked.group().strip(), number))
            said = said[marked.end() :]
        ended = bool(self.lines) and self.lines[-1].text.endswith(_SENTENCE_ENDS)
        apart = (
            not self.lines
            or bool(marked)
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
    texts = [[text for _, text in cue.texts] for cue in cues if cue.texts]
    again = sum(before[-1] == text[0] for before, text in pairwise(texts))
    return again >= 3 and again >= 0.2 * len(cues)


def _cues(raw: list[str], left_out: list[LeftOut]) -> list[_Cue]:
    cues: list[_Cue] = []
    texts: list[tuple[int, str]] | None = None  # of the cue that is open
    note = False
    for number, line in enumerate(raw, start=1):
        content = " ".join(line.split())
        if match := _TIMING.match(content):
            # The line right before the times is the cue's number, even where no blank line parts
            # it from the text of the cue before.
            if texts and texts[-1][1].isdigit():
                at, text = texts.pop()
                left_out.append(LeftOut("cue number", text, at))
            elif (
                left_out
                and left_out[-1].kind == "caption header"
                and not _is_webvtt(left_out[-1].text)
            ):
                left_out[-1] = replace(left_out[-1], kind="cue number")
            left_out.append(LeftOut("time stamp", content, number))
            texts, note = [], False
            cues.append(_Cue(_seconds(match, 0), _seconds(match, 4), texts))
        elif not content:
            texts, note = None, False
        elif texts is not None:
            texts.append((number, content))
        else:
            note = note or bool(_BLOCK.match(content))
            left_out.append(LeftOut("caption note" if note else "caption header", content, number))
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
    clean = ((who, " ".join(html.unescape(_TAG.sub(" ", said)).split())) for who, said in pieces)
    return [(who, said) for who, said in clean if said]

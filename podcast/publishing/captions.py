"""Captions (WebVTT) and the transcript of Podcasting 2.0, from what is heard.

WebVTT: https://www.w3.org/TR/webvtt1/. Each cue names its speaker in a voice span, as Apple
Podcasts reads it; never "Name: text", which some apps cut at every colon. The file keeps to what
every parser knows: the signature, notes, cues.

Transcript: https://github.com/Podcastindex-org/podcast-namespace, docs/examples/transcripts.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from podcast.publishing.heard import Heard, shown
from podcast.timecode import Milliseconds, full_clock

LINE = 42
"""Characters in a line of a caption, where words allow: what readers of subtitles are used to."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A caption: one or two lines, shown from `start` to `end`."""

    start: Milliseconds
    end: Milliseconds
    speaker: str
    lines: tuple[str, ...]


def cues(sentences: Sequence[Heard]) -> Iterator[Cue]:
    """Yield a cue a sentence; one that does not fit in two lines is cut at clauses, and its time
    shared out by the characters."""
    for sentence in sentences:
        parts = _cut(sentence.text)
        length = sum(map(len, parts))
        span = sentence.end - sentence.start
        before, start = 0, sentence.start
        for number, part in enumerate(parts, start=1):
            before += len(part)
            end = Milliseconds(sentence.start + span * before // length)
            if number == len(parts) or end <= start:
                end = max(Milliseconds(start + 1), end)
            yield Cue(start, end, sentence.speaker, _wrapped(part))
            start = end


def to_vtt(sentences: Sequence[Heard], title: str, language: str) -> Iterator[str]:
    """Yield the captions as a WebVTT file, part by part."""
    # The header "Language:" is in no version of the standard; a note is.
    yield f"WEBVTT\n\nNOTE {_note(title)}\n\nNOTE Language: {_note(language)}\n"
    for cue in cues(sentences):
        lines = "\n".join(map(_escaped, cue.lines))
        yield (
            f"\n{_stamp(cue.start)} --> {_stamp(cue.end)}\n<v {_annotation(cue.speaker)}>{lines}\n"
        )


def to_transcript(sentences: Sequence[Heard]) -> Iterator[str]:
    """Yield the transcript as JSON, part by part: a segment a sentence, times in seconds."""
    yield '{\n "version": "1.0.0",\n "segments": ['
    for number, sentence in enumerate(sentences):
        segment = {
            "speaker": sentence.speaker,
            "startTime": sentence.start / 1000,
            "endTime": sentence.end / 1000,
            "body": sentence.text,
        }
        text = json.dumps(segment, ensure_ascii=False, indent=1).replace("\n", "\n  ")
        yield f"{',' if number else ''}\n  {text}"
    yield "\n ]\n}" if sentences else "]\n}"


def _stamp(time: Milliseconds) -> str:
    return full_clock(time).zfill(12)


def _escaped(text: str) -> str:
    """For cue text and for the name in a voice span; this also breaks up every `-->`."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _annotation(name: str) -> str:
    # After "--" the tag's own ">" would make an arrow; white space around a name means nothing.
    escaped = _escaped(name)
    return f"{escaped} " if escaped.endswith("--") else escaped


def _note(text: str) -> str:
    return shown(text).replace("-->", "--\u203a")


# A word, with the sign that must not begin a line and the one that must not end one.
_WORD = re.compile(r"(?:[«“(\[—–-] )*[^ ]+(?: [»”?!:;…%€)\]]+(?![^ ]))*")
_CLAUSE = re.compile(r"[,;:.!?…»)—–]$")


# Of a part of so many characters: where it ends within a clause, and where it ends one.
_COSTS = tuple(
    [least + (2 * LINE - length) ** 2 / 400 for length in range(2 * LINE + 1)] for least in (16, 10)
)


def _cut(text: str) -> list[str]:
    """`text` in parts that fit in two lines where words allow: as few as can be, cut after a clause
    rather than within one, and none much shorter than the others.

    Every way to cut is weighed, from the start (as Knuth and Plass break paragraphs into lines).
    """
    if len(_wrapped(text)) <= 2:
        return [text]
    words = _WORD.findall(text)
    places = [0, *accumulate(len(word) + 1 for word in words)]  # where each word begins
    # As many words as can be in the first line leave the least for the second, which begins here.
    seconds = [bisect_right(places, place + LINE + 1) - 1 for place in places]
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(words) + 1):
        choices = []
        after = places[end] - 1
        closes = end == len(words) or _CLAUSE.search(words[end - 1]) is not None
        costs = _COSTS[closes]
        for start in range(end - 1, -1, -1):
            length = after - places[start]
            if start < end - 1:
                if length > 2 * LINE + 1:
                    break
                second = seconds[start]
                if second < end and after - places[second] > LINE:
                    continue  # it does not fit in two lines
            choices.append((best[start][0] + costs[min(length, 2 * LINE)], start))
        best.append(min(choices))
    parts: list[str] = []
    end = len(words)
    while end:
        start = best[end][1]
        parts.append(" ".join(words[start:end]))
        end = start
    return parts[::-1]


def _halved(text: str) -> tuple[str, str] | None:
    """`text` in two lines of at most `LINE` characters, as alike as may be; None where no border
    between words allows it."""
    borders = [word.end() for word in _WORD.finditer(text)][:-1]
    fitting = [end for end in borders if end <= LINE and len(text) - end - 1 <= LINE]
    if not fitting:
        return None
    border = min(fitting, key=lambda end: abs(2 * end + 1 - len(text)))
    return text[:border], text[border + 1 :]


def _wrapped(text: str) -> tuple[str, ...]:
    """`text` in lines of at most `LINE` characters; longer words stay whole."""
    if len(text) <= LINE:
        return (text,)
    halves = _halved(text)
    if halves is not None:
        return halves
    lines = [""]
    for word in _WORD.findall(text):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > LINE:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return tuple(lines)

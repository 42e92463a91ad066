"""The JSON files of Podcasting 2.0 beside an MP3: its transcript (version 1.0.0), by itself and
against the captions, and its chapters (version 1.2), by themselves and against the tag.

https://github.com/Podcastindex-org/podcast-namespace, docs/examples: transcripts/transcripts.md,
chapters/jsonChapters.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from podcast.checking import id3
from podcast.checking.captions import Cue
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
from podcast.checking.opening import UnreadableError, as_json, number
from podcast.checking.tags import same_titles

_error = partial(error, mend=AGAIN)
_warning = partial(warning, mend=AGAIN)


@dataclass(frozen=True, slots=True)
class Segment:
    """What is said from `start` to `end` (milliseconds)."""

    start: float
    end: float
    speaker: str
    body: str


def check_transcript(
    data: bytes, length: float | None, cues: Sequence[Cue] | None
) -> tuple[list[Finding], tuple[Segment, ...]]:
    """Return what is wrong with a transcript of a sound of `length` milliseconds whose captions are
    `cues` (None where there are none to compare with), and the segments that could be read."""
    try:
        root = as_json(data)
    except UnreadableError as broken:
        return [error("json-broken", str(broken))], ()
    segments: list[Segment] = []
    findings = list(_of_transcript(root, length, segments))
    if not findings and cues:
        findings += _with_captions(segments, cues)
    return bounded(findings), tuple(segments)


def _of_transcript(
    root: object, length: float | None, segments: list[Segment]
) -> Iterator[Finding]:
    if not isinstance(root, dict) or not isinstance(root.get("segments"), list):
        yield _error("transcript-shape", "There is no list of “segments” in it")
        return
    if root.get("version") != "1.0.0":
        yield _error("transcript-version", "Its version is not 1.0.0")
    if not root["segments"]:
        yield _error("transcript-shape", "There is no segment in it")
    for count, segment in enumerate(root["segments"], start=1):
        where = f"segment {count}"
        if not isinstance(segment, dict):
            yield _error("transcript-shape", "It is no segment", where)
            continue
        body, speaker = segment.get("body"), segment.get("speaker", "")
        if not isinstance(body, str) or not body.strip():
            yield _error("transcript-empty", "Its body is empty", where)
            body = ""
        if not isinstance(speaker, str) or ("speaker" in segment and not speaker.strip()):
            yield _error("transcript-speaker", "Its speaker has no name", where)
            speaker = ""
        start, end = number(segment.get("startTime")), number(segment.get("endTime"))
        if start is None or end is None:
            yield _error("transcript-time", "It has no startTime and endTime in seconds", where)
            continue
        start, end = 1000 * start, 1000 * end
        yield from out_of_bounds("transcript", "It", start, end, length, where)
        if segments and start < segments[-1].start:
            yield _error("transcript-order", "It starts before the one before it", where)
        elif segments and start < segments[-1].end - 1:
            yield _error("transcript-overlap", "It starts before the one before it ends", where)
        segments.append(Segment(start, end, speaker, body))


def _with_captions(segments: Sequence[Segment], cues: Sequence[Cue]) -> Iterator[Finding]:
    """Yield each segment is one caption or several, end to end."""
    place = 0
    for count, segment in enumerate(segments, start=1):
        where = f"segment {count}"
        own = []
        # By the middle: where times differ, the finding says so instead of shifting all others.
        while place < len(cues) and (cues[place].start + cues[place].end) / 2 < segment.end:
            own.append(cues[place])
            place += 1
        if not own:
            yield _error(
                "transcript-differ",
                f"No caption is shown while {quoted(segment.body)} is said",
                where,
            )
            continue
        if abs(own[0].start - segment.start) > 1 or abs(own[-1].end - segment.end) > 1:
            yield _error(
                "transcript-differ",
                f"It is said from {stamp(segment.start)} to {stamp(segment.end)}, and its captions"
                f" are shown from {stamp(own[0].start)} to {stamp(own[-1].end)}",
                where,
            )
            continue
        shown = "".join("".join(cue.text.split()) for cue in own)
        if shown != "".join(segment.body.split()):
            yield _error(
                "transcript-differ",
                f"Its text is not that of its captions ({quoted(own[0].text)})",
                where,
            )
        elif any(cue.speaker and cue.speaker != " ".join(segment.speaker.split()) for cue in own):
            yield _error(
                "transcript-differ",
                f"It is said by {quoted(segment.speaker)}, and in the captions by"
                f" {quoted(own[0].speaker)}",
                where,
            )
    if place < len(cues):
        yield _error(
            "transcript-differ", f"{len(cues) - place} captions come after its last segment"
        )


_VERSIONS = ("1.0.0", "1.1.0", "1.2.0")


def check_chapters(
    data: bytes, audio: str, length: float | None, tagged: Sequence[id3.Chapter] | None
) -> list[Finding]:
    """Return what is wrong with a chapters file, beside the MP3 named `audio` of `length`
    milliseconds, whose tag has the chapters `tagged` (None where there is no MP3 to compare
    with)."""
    try:
        root = as_json(data)
    except UnreadableError as broken:
        return [error("json-broken", str(broken))]
    return bounded(_of_chapters(root, audio, length, tagged))


def _of_chapters(
    root: object, audio: str, length: float | None, tagged: Sequence[id3.Chapter] | None
) -> Iterator[Finding]:
    if not isinstance(root, dict) or not isinstance(root.get("chapters"), list):
        yield _error("chapters-shape", "There is no list of “chapters” in it")
        return
    if root.get("version") not in _VERSIONS:
        yield _error(
            "chapters-version", f"Its version is not one that apps know ({', '.join(_VERSIONS)})"
        )
    name = root.get("fileName")
    if name is not None and name != audio:
        yield _warning("chapters-file", f"It is for {quoted(str(name))}, and lies beside {audio}")
    read: list[tuple[float, float | None, str]] = []
    position = -1.0
    for count, chapter in enumerate(root["chapters"], start=1):
        where = f"chapter {count}"
        start = number(chapter.get("startTime")) if isinstance(chapter, dict) else None
        if start is None:
            yield _error("chapters-time", "It has no startTime in seconds", where)
            continue
        title = chapter.get("title")
        if not isinstance(title, str) or not title.strip():
            yield _error("chapters-title", "The chapter has no title", where)
            title = ""
        end = None
        if "endTime" in chapter:
            end = number(chapter["endTime"])
            if end is None or end <= start:
                yield _error(
                    "chapters-bounds",
                    f"Its endTime is not after its startTime ({stamp(1000 * start)})",
                    where,
                )
        if start <= position:
            yield _error("chapters-order", "It does not start after the one before it", where)
        elif read and read[-1][1] is not None and start < read[-1][1]:
            yield _error("chapters-overlap", "It starts before the one before it ends", where)
        if length is not None and 1000 * max(start, end or 0) > length + 2:
            yield _error(
                "chapters-outside",
                f"It goes to {stamp(1000 * max(start, end or 0))}, and the sound ends at"
                f" {stamp(length)}",
                where,
            )
        if start % 1:
            yield note(
                "chapters-seconds",
                "It does not start on a whole second; some apps cut times to seconds and land"
                " before it.",
                where,
            )
        position = start
        read.append((start, end, title))
    if not read:
        yield _error("chapters-shape", "There is no chapter in it")
        return
    yield from same_titles([title for *_, title in read])
    if tagged is not None:
        yield from _with_tag(read, sorted(tagged, key=lambda chapter: chapter.start))


def _with_tag(
    read: Sequence[tuple[float, float | None, str]], tagged: Sequence[id3.Chapter]
) -> Iterator[Finding]:
    if len(read) != len(tagged):
        yield _error(
            "chapters-differ", f"It has {len(read)} chapters, and the MP3 has {len(tagged)}"
        )
        return
    for count, ((start, end, title), chapter) in enumerate(zip(read, tagged, strict=True), start=1):
        where = f"chapter {count}"
        own = " ".join((chapter.title or "").split())
        if " ".join(title.split()) != own:
            yield _error(
                "chapters-differ",
                f"It is called {quoted(title)}, and in the MP3 {quoted(own)}",
                where,
            )
        if abs(1000 * start - chapter.start) > 1:
            yield _error(
                "chapters-differ",
                f"It starts at {stamp(1000 * start)}, and in the MP3 at {stamp(chapter.start)}",
                where,
            )
        elif end is not None and abs(1000 * end - chapter.end) > 1:
            yield _error(
                "chapters-differ",
                f"It ends at {stamp(1000 * end)}, and in the MP3 at {stamp(chapter.end)}",
                where,
            )

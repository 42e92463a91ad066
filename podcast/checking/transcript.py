"""The transcript of Podcasting 2.0 (JSON, version 1.0.0), by itself and against the captions.

https://github.com/Podcastindex-org/podcast-namespace, docs/examples/transcripts/transcripts.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from podcast.checking.captions import Cue
from podcast.checking.finding import AGAIN, Finding, bounded, error, out_of_bounds, quoted, stamp
from podcast.checking.opening import UnreadableError, as_json, number

_error = partial(error, mend=AGAIN)


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
    findings = list(_findings(root, length, segments))
    if not findings and cues:
        findings += _compared(segments, cues)
    return bounded(findings), tuple(segments)


def _findings(root: object, length: float | None, segments: list[Segment]) -> Iterator[Finding]:
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


def _compared(segments: Sequence[Segment], cues: Sequence[Cue]) -> Iterator[Finding]:
    """Yield each segment is one caption or several, end to end."""
    place = 0
    for count, segment in enumerate(segments, start=1):
        where = f"segment {count}"
        own = []
        # By the middle: where times differ, the finding tells so instead of shifting all others.
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

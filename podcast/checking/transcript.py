"""The transcript of Podcasting 2.0 (JSON, version 1.0.0), by itself and against the captions.

https://github.com/Podcastindex-org/podcast-namespace, docs/examples/transcripts/transcripts.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from podcast.checking.captions import Cue
from podcast.checking.finding import Finding, bounded, error, quoted, stamp
from podcast.checking.opening import UnreadableError, as_json, number
from podcast.checking.tags import AGAIN


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
        yield error("transcript-shape", f"There is no list of “segments” in it: {AGAIN}.")
        return
    if root.get("version") != "1.0.0":
        yield error("transcript-version", f"Its version is not 1.0.0: {AGAIN}.")
    if not root["segments"]:
        yield error("transcript-shape", f"There is no segment in it: {AGAIN}.")
    for count, segment in enumerate(root["segments"], start=1):
        where = f"segment {count}"
        if not isinstance(segment, dict):
            yield error("transcript-shape", f"It is no segment: {AGAIN}.", where)
            continue
        body, speaker = segment.get("body"), segment.get("speaker", "")
        if not isinstance(body, str) or not body.strip():
            yield error("transcript-empty", f"Its body is empty: {AGAIN}.", where)
            body = ""
        if not isinstance(speaker, str) or ("speaker" in segment and not speaker.strip()):
            yield error("transcript-speaker", f"Its speaker has no name: {AGAIN}.", where)
            speaker = ""
        start, end = number(segment.get("startTime")), number(segment.get("endTime"))
        if start is None or end is None:
            yield error(
                "transcript-time", f"It has no startTime and endTime in seconds: {AGAIN}.", where
            )
            continue
        start, end = 1000 * start, 1000 * end
        if end <= start:
            yield error(
                "transcript-bounds",
                f"It ends at {stamp(end)}, and starts at {stamp(start)}: {AGAIN}.",
                where,
            )
        if length is not None and max(start, end) > length + 2:
            yield error(
                "transcript-outside",
                f"It goes to {stamp(max(start, end))}, and the sound ends at {stamp(length)}:"
                f" {AGAIN}.",
                where,
            )
        if segments and start < segments[-1].start:
            yield error("transcript-order", f"It starts before the one before it: {AGAIN}.", where)
        elif segments and start < segments[-1].end - 1:
            yield error(
                "transcript-overlap", f"It starts before the one before it ends: {AGAIN}.", where
            )
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
            yield error(
                "transcript-differ",
                f"No caption is shown while {quoted(segment.body)} is said: {AGAIN}.",
                where,
            )
            continue
        if abs(own[0].start - segment.start) > 1 or abs(own[-1].end - segment.end) > 1:
            yield error(
                "transcript-differ",
                f"It is said from {stamp(segment.start)} to {stamp(segment.end)}, and its captions"
                f" are shown from {stamp(own[0].start)} to {stamp(own[-1].end)}: {AGAIN}.",
                where,
            )
            continue
        shown = "".join("".join(cue.text.split()) for cue in own)
        if shown != "".join(segment.body.split()):
            yield error(
                "transcript-differ",
                f"Its text is not that of its captions ({quoted(own[0].text)}): {AGAIN}.",
                where,
            )
        elif any(cue.speaker and cue.speaker != " ".join(segment.speaker.split()) for cue in own):
            yield error(
                "transcript-differ",
                f"It is said by {quoted(segment.speaker)}, and in the captions by"
                f" {quoted(own[0].speaker)}: {AGAIN}.",
                where,
            )
    if place < len(cues):
        yield error(
            "transcript-differ",
            f"{len(cues) - place} captions come after its last segment: {AGAIN}.",
        )

"""The chapters file of Podcasting 2.0 beside an MP3 (version 1.2).

https://github.com/Podcastindex-org/podcast-namespace, docs/examples/chapters/jsonChapters.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from podcast.checking import id3
from podcast.checking.finding import AGAIN, Finding, bounded, error, note, quoted, stamp, warning
from podcast.checking.opening import UnreadableError, as_json, number
from podcast.checking.tags import same_titles

_error = partial(error, mend=AGAIN)
_warning = partial(warning, mend=AGAIN)

_VERSIONS = ("1.0.0", "1.1.0", "1.2.0")


def check_chapters(
    data: bytes,
    audio: str,
    length: float | None,
    tagged: Sequence[id3.Chapter] | None,
) -> list[Finding]:
    """Return what is wrong with a chapters file, beside the MP3 named `audio` of `length`
    milliseconds, whose tag has the chapters `tagged` (None where there is no MP3 to compare
    with)."""
    try:
        root = as_json(data)
    except UnreadableError as broken:
        return [error("json-broken", str(broken))]
    return bounded(_findings(root, audio, length, tagged))


def _findings(
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
        yield from _compared(read, sorted(tagged, key=lambda chapter: chapter.start))


def _compared(
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

"""The episodes of a page as data in a hidden file beside it, for the pages of later builds.

The file may have been changed by hand, or be another program's. What is not as it was written is
left out, episode by episode; of what is taken, only texts and times count, and they are escaped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from podcast.publishing.heard import Heard, cleaned
from podcast.publishing.page.content import speakers_of
from podcast.publishing.page.parts import PageEpisode
from podcast.timecode import Milliseconds

RECORD = ".podcast-page.json"
"""The name of the hidden file."""

_ANCHOR = re.compile(r"[A-Za-z0-9-]*")


def stored(episodes: Sequence[PageEpisode]) -> Iterator[str]:
    """Yield the file's text: of each episode its times and its content."""
    for number, episode in enumerate(episodes):
        times = [[heard.start, heard.end] for heard in episode.sentences]
        speakers = tuple(replace(speaker, turns=()) for speaker in episode.speakers)
        small = replace(episode, files=(), sentences=(), speakers=speakers, track=0)
        yield "," if number else "["
        yield json.dumps([times, _data(small)], separators=(",", ":"))
    yield "]"


def _data(value: Any) -> Any:
    """Return `value` as lists, without the last fields where they are as by default."""
    if isinstance(value, tuple):
        return [_data(one) for one in value]
    if not is_dataclass(value):
        return value
    known = [(one, getattr(value, one.name)) for one in fields(value)]
    while known and known[-1][1] == known[-1][0].default:
        known.pop()
    return [_data(one) for _, one in known]


def read_stored(text: str) -> dict[str, PageEpisode]:
    """Return the episodes in the file's `text`, by their audio files."""
    try:
        episodes = map(_episode, _list(json.loads(text)))
    except (ValueError, RecursionError):
        return {}
    return {episode.audio: episode for episode in episodes if episode is not None}


def _episode(entry: Any) -> PageEpisode | None:
    try:
        times, data = entry
        return _checked(_made(PageEpisode, data), times)
    except (ValueError, TypeError, RecursionError):
        return None  # whatever is not as it was written


def _made(kind: Any, data: Any) -> Any:
    """Return what `data` is as a `kind`; ValueError where it is none."""
    if is_dataclass(kind):
        made: Any = kind
        values = zip(_hints(made).values(), _list(data), strict=False)  # the rest by default
        return made(*(_made(hint, value) for hint, value in values))
    if get_origin(kind) is tuple:
        return tuple(_made(get_args(kind)[0], value) for value in _list(data))
    if type(None) in get_args(kind):
        return None if data is None else _made(get_args(kind)[0], data)
    if kind is Milliseconds:
        kind = int
        if type(data) is int and not 0 <= data < 1 << 40:
            raise ValueError(data)
    if type(data) is not kind:
        raise ValueError(data)
    return cleaned(data) if kind is str else data


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _list(data: Any) -> list[Any]:
    if not isinstance(data, list):
        raise ValueError(data)
    return data


def _checked(episode: PageEpisode, times: Any) -> PageEpisode:
    """Return `episode` with its sentences, heard at `times`, and the turns of its speakers;
    ValueError where its parts contradict each other."""
    pairs = [_made(tuple[Milliseconds, ...], pair) for pair in _list(times)]
    last = 0
    for start, end in pairs:
        if not last <= start < end:
            raise ValueError(start)
        last = start
    starts = {number: start for number, (start, _) in enumerate(pairs)}
    numbers: list[int] = []
    for chapter in episode.chapters:
        for block in chapter.blocks:
            said = [s.number for part in block.paragraphs for s in part.sentences]
            mine = [number for number in said if number is not None]
            start = starts.get(mine[0]) if mine else None
            numbers += mine
            if block.start != start or not _ANCHOR.fullmatch(chapter.anchor + block.anchor):
                raise ValueError(block)
    if numbers != list(range(len(pairs))):
        raise ValueError(numbers)
    people = [(one.name, one.role, one.voice) for one in episode.speakers]
    sentences = tuple(Heard("", "", start, end, 0, 0) for start, end in pairs)
    return replace(episode, sentences=sentences, speakers=speakers_of(people, episode.chapters))

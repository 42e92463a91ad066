"""The episodes of a page as data in a hidden file beside it, for the pages of later builds.

The file may have been changed by hand, or be another program's or version's. What is not as it was
written is left out, episode by episode: each has a checksum.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from podcast.publishing.heard import Heard
from podcast.publishing.page.content import speakers_of
from podcast.publishing.page.parts import PageEpisode
from podcast.timecode import Milliseconds

RECORD = ".podcast-page.json"
"""The name of the hidden file."""


def stored(episodes: Sequence[PageEpisode]) -> Iterator[str]:
    """Yield the file's text: of each episode all that the page shows, without what it shows twice,
    and a checksum."""
    for number, episode in enumerate(episodes):
        times = tuple(Heard("", "", heard.start, heard.end, 0, 0) for heard in episode.sentences)
        speakers = tuple(replace(speaker, turns=()) for speaker in episode.speakers)
        small = replace(episode, files=(), sentences=times, speakers=speakers, track=0)
        yield "," if number else "["
        text = _as_json(_data(small))
        yield f'["{_checksum(text)}",{text}]'
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


def _as_json(data: Any) -> str:
    return json.dumps(data, separators=(",", ":"))


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read_stored(text: str) -> dict[str, PageEpisode]:
    """Return the episodes in the file's `text`, by their audio files."""
    try:
        episodes = map(_episode, _list(json.loads(text)))
        return {episode.audio: episode for episode in episodes if episode is not None}
    except (ValueError, RecursionError):
        return {}


def _episode(entry: Any) -> PageEpisode | None:
    try:
        checksum, data = entry
        if checksum != _checksum(_as_json(data)):
            return None
        episode: PageEpisode = _made(PageEpisode, data)
    except (ValueError, TypeError):
        return None
    people = [(one.name, one.role, one.voice) for one in episode.speakers]
    return replace(episode, speakers=speakers_of(people, episode.chapters))


def _made(kind: Any, data: Any) -> Any:
    """Return what `data` is as a `kind`; ValueError where it is none, as of another version."""
    if is_dataclass(kind):
        made: Any = kind
        values = zip(_hints(made).values(), _list(data), strict=False)  # the rest by default
        return made(*(_made(hint, value) for hint, value in values))
    if get_origin(kind) is tuple:
        return tuple(_made(get_args(kind)[0], value) for value in _list(data))
    if type(None) in get_args(kind):
        return None if data is None else _made(get_args(kind)[0], data)
    if type(data) is not (int if kind is Milliseconds else kind):
        raise ValueError(data)
    return data


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _list(data: Any) -> list[Any]:
    if not isinstance(data, list):
        raise ValueError(data)
    return data

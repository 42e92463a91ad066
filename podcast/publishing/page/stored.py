"""An episode as data in its page, for the pages of later builds: all that this one shows of it.

A page may have been changed by hand, or be another program's. What is not as it was written is left
out, episode by episode; of what is taken, only texts and times count, and they are escaped again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import astuple, is_dataclass, replace
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from podcast.publishing.heard import Heard, cleaned
from podcast.publishing.page.content import speakers_of
from podcast.publishing.page.parts import Page, PageEpisode
from podcast.timecode import Milliseconds

_SCRIPT = re.compile(r'<script type="application/json" class="stored">([^<]*)</script>')
_ANCHOR = re.compile(r"[A-Za-z0-9-]*")


def stored(page: Page) -> Iterator[list[Any]]:
    """Return the language and the content of each episode of `page`, for JSON."""
    for episode in page.episodes:
        times = tuple(Heard("", "", one.start, one.end, 0, 0) for one in episode.sentences)
        speakers = tuple(replace(speaker, turns=()) for speaker in episode.speakers)
        small = replace(episode, files=(), sentences=times, speakers=speakers)
        yield [page.language, *astuple(small)]


def read_stored(text: str, language: str) -> dict[str, PageEpisode]:
    """Return the episodes of a page in `language`, by their audio files."""
    episodes = (_episode(match[1], language) for match in _SCRIPT.finditer(text))
    return {episode.audio: episode for episode in episodes if episode is not None}


def _episode(text: str, language: str) -> PageEpisode | None:
    try:
        own, *data = json.loads(text)
        return _checked(_made(PageEpisode, data)) if own == language else None
    except (ValueError, TypeError, RecursionError):
        return None  # whatever is not as it was written: it is no page of ours


def _made(kind: Any, data: Any) -> Any:
    """Return what `data` is as a `kind`; ValueError where it is none."""
    if is_dataclass(kind):
        made: Any = kind
        values = zip(_hints(made).values(), _list(data), strict=True)
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


def _checked(episode: PageEpisode) -> PageEpisode:
    """Return `episode` with the turns of its speakers; ValueError where its parts contradict."""
    last = 0
    for heard in episode.sentences:
        if not last <= heard.start < heard.end:
            raise ValueError(heard)
        last = heard.start
    times = {number: heard.start for number, heard in enumerate(episode.sentences)}
    numbers: list[int] = []
    for chapter in episode.chapters:
        for block in chapter.blocks:
            said = [s.number for part in block.paragraphs for s in part.sentences]
            mine = [number for number in said if number is not None]
            start = times.get(mine[0]) if mine else None
            numbers += mine
            if block.start != start or not _ANCHOR.fullmatch(chapter.anchor + block.anchor):
                raise ValueError(block)
    if numbers != list(range(len(episode.sentences))):
        raise ValueError(numbers)
    people = [(one.name, one.role, one.voice) for one in episode.speakers]
    return replace(episode, speakers=speakers_of(people, episode.chapters))

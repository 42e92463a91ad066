"""Episodes of earlier builds: those whose MP3s still lie in the debate's folder.

A debate is built whole today, by speaker tomorrow; its page lists both. The text of an episode that
is not made again is taken from what is stored with the page that is there, if it is of this very
MP3: as long, with the same chapters. Where there is nothing (before version 0.2 nothing was
stored), its transcript is shown, paragraphs of it a speaker each. So the page depends on what lies
in the folder alone, and making it again changes nothing.

What is stored is data in a hidden file beside the page. It may have been changed by hand, or be
another program's or version's: what is not as it was written is left out, episode by episode, for
each has a checksum.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from podcast.planning import FOLDERS
from podcast.publishing.heard import Heard, plain, shown
from podcast.publishing.model import EVER
from podcast.publishing.page.content import speakers_of
from podcast.publishing.page.parts import (
    Block,
    PageChapter,
    PageEpisode,
    PageParagraph,
    Passage,
    Sentence,
)
from podcast.publishing.tags import FoundTags, UnreadableEpisodeError, read_tags
from podcast.store.files import mp3s
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
        episodes = map(_read_episode, _list(json.loads(text)))
        return {episode.audio: episode for episode in episodes if episode is not None}
    except (ValueError, RecursionError):
        return {}


def _read_episode(entry: Any) -> PageEpisode | None:
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


_MOST = 64 << 20  # bytes of a file that is read back; of a week of debate they are a fifth of it


def earlier_episodes(
    folder: Path, made: Collection[str], language: str, narrator: str
) -> tuple[PageEpisode, ...]:
    """Return the episodes in `folder` besides those that were `made` ("debate", "speakers/ada") and
    those in another language."""
    audios = [
        file.relative_to(folder).as_posix()
        for part in ("", *FOLDERS.values())
        for file in mp3s(folder / part)
    ]
    others = [audio for audio in audios if audio.removesuffix(".mp3") not in made]
    if not others:
        return ()
    known = read_stored(_text(folder / RECORD))
    found = (_episode(folder, audio, known, language, narrator) for audio in others)
    return tuple(episode for episode in found if episode is not None)


def _episode(
    folder: Path, audio: str, known: Mapping[str, PageEpisode], language: str, narrator: str
) -> PageEpisode | None:
    try:
        tags = read_tags(folder / audio)
    except (UnreadableEpisodeError, OSError):
        return None
    if tags.language != language:
        return None
    name = audio.removesuffix(".mp3")
    files = tuple(file for file in EVER.files(name) if (folder / file).is_file())
    track = tags.track or 0
    episode = known.get(audio)
    if episode is None or not _is_of(episode, tags):
        heard = _heard(_text(folder / f"{name}.transcript.json"), tags.length)
        return _plain_episode(tags, audio, files, track, heard, narrator)
    return replace(episode, files=files, track=track)


def _is_of(episode: PageEpisode, tags: FoundTags) -> bool:
    own = [(chapter.start, plain(chapter.title)) for chapter in episode.chapters]
    return episode.length == tags.length and own == [
        (chapter.start, plain(chapter.title)) for chapter in tags.chapters
    ]


def _text(path: Path) -> str:
    try:
        if not path.is_file() or path.stat().st_size > _MOST:
            return ""
        return path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""


def _heard(text: str, length: Milliseconds) -> tuple[Heard, ...]:
    """Return the segments of a transcript, in order and within the sound; none of what is none."""
    try:
        segments: Any = json.loads(text)["segments"]
        heard: list[Heard] = []
        for segment in segments:
            start, end = (round(float(segment[key]) * 1000) for key in ("startTime", "endTime"))
            speaker, body = shown(str(segment["speaker"])), shown(str(segment["body"]))
            if body and (heard[-1].end if heard else 0) <= start < end <= length:
                heard.append(Heard(speaker, body, Milliseconds(start), Milliseconds(end), 0, 0))
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return ()
    return tuple(heard)


def _plain_episode(
    tags: FoundTags,
    audio: str,
    files: tuple[str, ...],
    track: int,
    heard: tuple[Heard, ...],
    narrator: str,
) -> PageEpisode:
    """Return what tags and transcript hold: chapters, in each what one says after the other."""
    starts = [chapter.start for chapter in tags.chapters]
    chapters = []
    place = groupby(enumerate(heard), lambda entry: bisect_right(starts, entry[1].start) - 1)
    inside = {number: list(group) for number, group in place}
    turn = 0
    for number, chapter in enumerate(tags.chapters):
        blocks: list[Block] = []
        waiting: list[PageParagraph] = []  # what the narrator says goes with what follows
        begins: Milliseconds | None = None
        for speaker, group in groupby(inside.get(number, []), lambda entry: entry[1].speaker):
            said = list(group)
            sentences = tuple(Sentence(n, (Passage(one.text),)) for n, one in said)
            waiting.append(PageParagraph(speaker == narrator, sentences))
            begins = said[0][1].start if begins is None else begins
            if speaker != narrator:
                turn += 1
                blocks.append(Block(f"said-{turn}", speaker, "", begins, tuple(waiting)))
                waiting, begins = [], None
        if waiting:
            blocks.append(Block("", "", "", begins, tuple(waiting)))
        title = shown(chapter.title)
        spoken = [block for block in blocks if block.speaker]
        names = len(spoken) == 1 and title.startswith(spoken[0].speaker)
        anchor = f"chapter-{number + 1}"
        chapters.append(PageChapter(anchor, title, chapter.start, names, tuple(blocks)))
    said_by = dict.fromkeys(one.speaker for one in heard if one.speaker != narrator)
    people = [(name, "", "") for name in said_by]
    return PageEpisode(
        shown(tags.title),
        audio,
        files,
        tags.length,
        heard,
        tuple(chapters),
        speakers_of(people, chapters),
        track,
    )

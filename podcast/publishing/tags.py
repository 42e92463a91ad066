"""What players show: title, people, cover, chapters, as an ID3v2.3 tag.

The only module that knows mutagen. Version 2.3 because players lose chapters in 2.4 (long
titles, pictures) and read all of them here.
"""

from __future__ import annotations

import datetime
import io
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from podcast.errors import PodcastError
from podcast.timecode import Milliseconds

MOST_CHAPTERS = 255
"""Children that a CTOC frame can hold: it counts them in one byte."""

_TAG_HEADER = 10  # bytes
_NO_OFFSET = 0xFFFFFFFF  # "use the times, not byte offsets" (ID3v2 Chapter Frame Addendum, 3.1)
_ISO_639_2 = {"en": "eng", "fr": "fre"}  # ID3v2.3 says ISO 639-2, whose French is "fre" or "fra"
_GENRE = "Podcast"
_CONTENTS = "toc"

HOST, GUEST = "host", "guest"
"""What people are in an episode, as Podcasting 2.0 has it (Podcast Taxonomy Project, "Cast")."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is heard; `role` is `HOST` for who leads the debate, else `GUEST`."""

    name: str
    role: str = GUEST


@dataclass(frozen=True, slots=True)
class ChapterTag:
    """A chapter as players see it."""

    title: str
    start: Milliseconds
    end: Milliseconds


@dataclass(frozen=True, slots=True)
class EpisodeTags:
    """All that is written; `date` is ISO 8601, `language` ISO 639-1, `cover` a JPEG or PNG."""

    title: str
    artists: tuple[str, ...]
    album: str
    date: str | None
    language: str
    comment: str
    length: Milliseconds
    chapters: tuple[ChapterTag, ...]
    contents_title: str
    cover: bytes
    track: str | None = None
    people: tuple[Person, ...] = ()


def write_tags(path: Path, tags: EpisodeTags) -> None:
    """Put the tag before the MPEG frames of the file at `path`, which has none yet."""
    frames = _frames(tags)
    body = b"".join(frames)
    size = len(body)
    header = b"ID3\x03\x00\x00" + bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))
    _insert(path, header + body)


def _frames(tags: EpisodeTags) -> list[bytes]:
    """Return the frames as bytes, in the order in which they go into the file.

    mutagen makes each; the file is put together here because mutagen sorts frames by size, and
    some players list chapters in the order of the file.
    """
    from mutagen import id3

    if len(tags.chapters) > MOST_CHAPTERS:
        raise ValueError(f"{len(tags.chapters)} chapters are more than {MOST_CHAPTERS}")
    utf16 = id3.Encoding.UTF16
    language = _ISO_639_2.get(tags.language, "und")

    def text(kind: Any, value: str) -> Any:
        return kind(encoding=utf16, text=[_plain(value)])

    def numeric(kind: Any, value: str) -> Any:
        # "Numeric strings and URLs are always ISO-8859-1" (ID3v2.3, 3.3)
        return kind(encoding=id3.Encoding.LATIN1, text=[value])

    frames = [
        text(id3.TIT2, tags.title),
        text(id3.TPE1, "/".join(_plain(name).replace("/", "-") for name in tags.artists)),
        text(id3.TALB, tags.album),
        text(id3.TCON, _GENRE),
        numeric(id3.TLAN, language),
        numeric(id3.TLEN, str(tags.length)),
        id3.COMM(encoding=utf16, lang=language, desc="", text=[_plain(tags.comment)]),
    ]
    if tags.track:
        frames.append(numeric(id3.TRCK, tags.track))
    if tags.people:
        # The frame's form of "who did what" in version 2.3 (ID3v2.3, 4.4).
        pairs = [[person.role, _plain(person.name)] for person in tags.people]
        frames.append(id3.IPLS(encoding=utf16, people=pairs))
    if tags.date:
        frames.append(numeric(id3.TYER, tags.date[:4]))
        if len(tags.date) == 10:
            frames.append(numeric(id3.TDAT, tags.date[8:10] + tags.date[5:7]))
    ids = [f"chp{number}" for number in range(len(tags.chapters))]
    frames.append(
        id3.CTOC(
            element_id=_CONTENTS,
            flags=id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED,
            child_element_ids=ids,
            sub_frames=[text(id3.TIT2, tags.contents_title)],
        )
    )
    frames += [
        id3.CHAP(
            element_id=element_id,
            start_time=chapter.start,
            end_time=chapter.end,
            start_offset=_NO_OFFSET,
            end_offset=_NO_OFFSET,
            sub_frames=[text(id3.TIT2, chapter.title)],
        )
        for element_id, chapter in zip(ids, tags.chapters, strict=True)
    ]
    frames.append(
        id3.APIC(
            encoding=id3.Encoding.LATIN1,
            mime=mime_of(tags.cover),
            type=id3.PictureType.COVER_FRONT,
            desc="",
            data=tags.cover,
        )
    )
    return [_as_bytes(frame) for frame in frames]


def mime_of(cover: bytes) -> str:
    """Return the media type of a cover, a JPEG or a PNG."""
    return "image/png" if cover.startswith(b"\x89PNG") else "image/jpeg"


def _as_bytes(frame: Any) -> bytes:
    """Return the frame as mutagen writes it to a file of its own, without that file's tag
    header."""
    from mutagen.id3 import ID3

    tag = ID3()
    tag.add(frame)
    file = io.BytesIO()
    tag.save(file, v1=0, v2_version=3, padding=lambda info: 0)
    return file.getvalue()[_TAG_HEADER:]


def _plain(text: str) -> str:
    """`text` on one line: players cut at line ends, and NUL ends a value."""
    return " ".join(text.replace("\0", " ").split())


def _insert(path: Path, tag: bytes) -> None:
    """Write `tag` before the contents of `path`, in blocks from the end: no second copy."""
    with path.open("r+b") as file:
        position = file.seek(0, os.SEEK_END)
        while position > 0:
            step = min(position, 1 << 20)
            position -= step
            file.seek(position)
            block = file.read(step)
            file.seek(position + len(tag))
            file.write(block)
        file.seek(0)
        file.write(tag)


class UnreadableEpisodeError(PodcastError):
    """A file is no episode, or not a whole one; `path` is the file, `reason` the sentence's end."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}")


@dataclass(frozen=True, slots=True)
class FoundTags:
    """What an episode's file says of itself. `date` is ISO 8601, a day or a year; `language`
    ISO 639-1; `cover` a JPEG or PNG; what the file does not say is None or empty."""

    title: str
    artist: str
    album: str
    date: str | None
    language: str | None
    comment: str
    length: Milliseconds
    chapters: tuple[ChapterTag, ...]
    contents_title: str
    cover: bytes | None
    track: int | None
    people: tuple[Person, ...]


def read_tags(path: Path) -> FoundTags:
    """Return what `write_tags` wrote into the file at `path`, from the file alone.

    Raises `UnreadableEpisodeError` where the file is no MP3, was not made by this program, or lacks
    sound that it says it has.
    """
    from mutagen import MutagenError
    from mutagen.mp3 import MP3

    try:
        file = MP3(path)
    except (MutagenError, OSError, ValueError, EOFError) as error:
        raise UnreadableEpisodeError(path, "it is not an MP3 that can be read.") from error
    tag = file.tags
    if tag is None or _text(tag, "TCON") != _GENRE or not _text(tag, "TIT2"):
        raise UnreadableEpisodeError(path, "it was not made by podcast build.")
    contents = next((one for one in tag.getall("CTOC") if one.element_id == _CONTENTS), None)
    length = _text(tag, "TLEN")
    if contents is None or not length.isascii() or not length.isdigit():
        raise UnreadableEpisodeError(path, "it was not made by podcast build.")
    # Constant bit rate: the bytes say how much sound there is, whatever the header says.
    there = (path.stat().st_size - tag.size) * 8000 // max(1, file.info.bitrate)
    if file.info.sketchy or there < int(length) - 1000:
        raise UnreadableEpisodeError(path, "it is not whole; build it again.")
    pictures = tag.getall("APIC")
    comments = tag.getall("COMM")
    number = _text(tag, "TRCK").partition("/")[0]
    # mutagen gives IPLS under its name in version 2.4.
    pairs = [pair for frame in tag.getall("TIPL") for pair in frame.people]
    chapters = {frame.element_id: frame for frame in tag.getall("CHAP")}
    listed = [chapters[child] for child in contents.child_element_ids if child in chapters]
    return FoundTags(
        title=_text(tag, "TIT2"),
        artist=_text(tag, "TPE1"),
        album=_text(tag, "TALB"),
        date=_date(_text(tag, "TDRC")),
        language={code: short for short, code in _ISO_639_2.items()}.get(_text(tag, "TLAN")),
        comment=str(comments[0]) if comments else "",
        length=Milliseconds(int(length)),
        chapters=tuple(
            ChapterTag(
                str(chapter.sub_frames["TIT2"]),
                Milliseconds(chapter.start_time),
                Milliseconds(chapter.end_time),
            )
            for chapter in listed
            if "TIT2" in chapter.sub_frames
        ),
        contents_title=str(contents.sub_frames.get("TIT2") or ""),
        cover=bytes(pictures[0].data) if pictures else None,
        track=int(number) if number.isascii() and number.isdigit() else None,
        people=tuple(
            Person(pair[1], HOST if pair[0] == HOST else GUEST) for pair in pairs if len(pair) == 2
        ),
    )


def _text(tag: Any, name: str) -> str:
    frame = tag.get(name)
    return _plain(str(frame.text[0])) if frame is not None and frame.text else ""


def _date(text: str) -> str | None:
    """Return the day or the year at the beginning of what mutagen makes of TYER and TDAT."""
    for length, whole in ((10, "{}"), (4, "{}-01-01")):
        try:
            datetime.date.fromisoformat(whole.format(text[:length]))
        except ValueError:
            continue
        return text[:length]
    return None

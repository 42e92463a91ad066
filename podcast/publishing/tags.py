"""What players show: title, people, cover, chapters, as an ID3v2.3 tag.

The only module that knows mutagen. Version 2.3 because players lose chapters in 2.4 (long
titles, pictures) and read all of them here.
"""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from podcast.timecode import Milliseconds

MOST_CHAPTERS = 255
"""Children that a CTOC frame can hold: it counts them in one byte."""

_TAG_HEADER = 10  # bytes
_NO_OFFSET = 0xFFFFFFFF  # "use the times, not byte offsets" (ID3v2 Chapter Frame Addendum, 3.1)
_ISO_639_2 = {"en": "eng", "fr": "fre"}  # ID3v2.3 says ISO 639-2, whose French is "fre" or "fra"


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


@dataclass(frozen=True, slots=True)
class Cover:
    """A picture, and its media type."""

    mime: str
    data: bytes


def write_tags(path: Path, tags: EpisodeTags) -> None:
    """Put the tag before the MPEG frames of the file at `path`, which has none yet."""
    frames = _frames(tags)
    body = b"".join(frames)
    size = len(body)
    header = b"ID3\x03\x00\x00" + bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))
    _insert(path, header + body)


def _frames(tags: EpisodeTags) -> list[bytes]:
    """The frames as bytes, in the order in which they go into the file.

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
        text(id3.TCON, "Podcast"),
        numeric(id3.TLAN, language),
        numeric(id3.TLEN, str(tags.length)),
        id3.COMM(encoding=utf16, lang=language, desc="", text=[_plain(tags.comment)]),
    ]
    if tags.track:
        frames.append(numeric(id3.TRCK, tags.track))
    if tags.date:
        frames.append(numeric(id3.TYER, tags.date[:4]))
        if len(tags.date) == 10:
            frames.append(numeric(id3.TDAT, tags.date[8:10] + tags.date[5:7]))
    ids = [f"chp{number}" for number in range(len(tags.chapters))]
    frames.append(
        id3.CTOC(
            element_id="toc",
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
            mime="image/png" if tags.cover.startswith(b"\x89PNG") else "image/jpeg",
            type=id3.PictureType.COVER_FRONT,
            desc="",
            data=tags.cover,
        )
    )
    return [_as_bytes(frame) for frame in frames]


def _as_bytes(frame: Any) -> bytes:
    """The frame as mutagen writes it to a file of its own, without that file's tag header."""
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


def read_chapters(path: Path) -> Sequence[ChapterTag]:
    """The chapters of an MP3, as mutagen reads them, in the order of its table of contents."""
    from mutagen.id3 import ID3

    tag = ID3(path)
    contents = tag.getall("CTOC")
    chapters = {frame.element_id: frame for frame in tag.getall("CHAP")}
    return [
        ChapterTag(
            str(chapters[child].sub_frames["TIT2"]),
            Milliseconds(chapters[child].start_time),
            Milliseconds(chapters[child].end_time),
        )
        for child in (contents[0].child_element_ids if contents else ())
    ]


def read_cover(path: Path) -> Cover | None:
    """The cover of an MP3, None where it has none that players show (JPEG or PNG)."""
    from mutagen.id3 import ID3, ID3NoHeaderError, PictureType

    try:
        tag = ID3(path)
    except ID3NoHeaderError:
        return None
    for picture in tag.getall("APIC"):
        if picture.type == PictureType.COVER_FRONT and picture.mime in ("image/jpeg", "image/png"):
            return Cover(picture.mime, picture.data)
    return None

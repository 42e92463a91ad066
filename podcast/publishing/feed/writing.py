"""Writes the feed, and the covers that it speaks of, each file whole or not at all.

The same podcast gives the same bytes. Titles are plain text, descriptions are HTML: what comes from
a transcript is cleaned of what steers programs, escaped for HTML where it stands in HTML, and the
template escapes the whole for XML.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from email.utils import format_datetime
from functools import partial
from html import escape
from itertools import accumulate
from pathlib import Path, PurePosixPath

from podcast.publishing.cover import (
    Picture,
    PictureError,
    channel_cover_name,
    checked,
    cover_name,
)
from podcast.publishing.feed.channel import Channel, address_of
from podcast.publishing.feed.episodes import Item
from podcast.publishing.heard import shown
from podcast.publishing.tags import ChapterTag
from podcast.publishing.templates import xml_of
from podcast.publishing.words import words_of
from podcast.store.files import output_errors, part_file
from podcast.timecode import full_clock

MIME = {
    ".vtt": "text/vtt",
    ".transcript.json": "application/json",
    ".transcript.html": "text/html",
    ".transcript.txt": "text/plain",
    ".chapters.json": "application/json+chapters",
}
"""What the files beside an MP3 are (podcast namespace, tags "transcript" and "chapters")."""

_LONGEST_VALUE = 255  # characters (Apple Podcasts)


def feed_xml(
    channel: Channel,
    items: Sequence[Item],
    cover: str,
    covers: Mapping[PurePosixPath, PurePosixPath],
) -> bytes:
    """Return the feed. `cover` is the address of the podcast's picture; `covers` are those of
    episodes (by the path of the MP3, both seen from the folder), which else have the podcast's."""
    return xml_of(
        "feed/feed.xml.jinja",
        channel=channel,
        items=items,
        author=_cut(channel.author, _LONGEST_VALUE),
        cover=cover,
        covers=covers,
        kinds=MIME,
        longest=_LONGEST_VALUE,
        shown=shown,
        html=partial(escape, quote=False),
        date=lambda item: format_datetime(item.date, usegmt=True),
        address=address_of,
        cut=_cut,
        description=_description,
    )


def _description(channel: Channel, item: Item, most: int | None = None) -> str:
    """Return the episode in HTML: who is heard, that voices are synthetic, its chapters with the
    times that apps make links of. With at most `most` bytes, the last chapters are left out."""
    episode, tags = item.episode, item.episode.tags
    words = words_of("feed", tags.language or channel.language)
    parts = []
    names = [shown(person.name) for person in tags.people] or [shown(tags.artist)]
    heard = words.heard.format(", ".join(filter(None, names)))
    if any(names):
        parts.append(_paragraph(heard))
    comment = shown(tags.comment).removeprefix(heard).strip()
    if comment:
        parts.append(_paragraph(comment))
    if episode.page:
        address = channel.base + episode.page_address
        parts.append(f'<p><a href="{escape(address)}">{escape(words.page, quote=False)}</a></p>')
    start = "".join(parts)
    head = f"<p>{escape(shown(tags.contents_title) or words.chapters, quote=False)}</p><ul>"
    lines = [_line(chapter) for chapter in tags.chapters]
    if most is not None:
        if len(start.encode()) > most:
            start = _paragraph(_cut(", ".join(names), most // 16))
        room = most - len(f"{start}{head}</ul>".encode()) - len("<li>…</li>".encode())
        sizes = accumulate(len(line.encode()) for line in lines)
        fitting = sum(size <= room for size in sizes)
        if fitting < len(lines):
            lines = [*lines[:fitting], "<li>…</li>"]
    return f"{start}{head}{''.join(lines)}</ul>" if lines else start


def _line(chapter: ChapterTag) -> str:
    # Always with hours: an app that makes links of times must not take minutes for hours.
    time = full_clock(chapter.start).zfill(12).partition(".")[0]
    return f"<li>{time} {escape(shown(chapter.title), quote=False)}</li>"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def episode_covers(
    channel: Channel, items: Sequence[Item]
) -> tuple[dict[PurePosixPath, tuple[PurePosixPath, Picture]], tuple[str, ...]]:
    """Return the file and the picture of each episode (by the path of its MP3) that has another
    cover than the podcast's, and notes on those that have none."""
    covers = {}
    notes = []
    for item in items:
        episode = item.episode
        try:
            picture = checked(episode.tags.cover or b"")
        except PictureError as error:
            what = f"its cover {error}" if episode.tags.cover else "it has no cover"
            notes.append(f"{episode.path} is shown with the podcast's cover: {what}.")
            continue
        if picture.data != channel.cover.data:
            covers[episode.path] = (cover_name(episode.name, picture), picture)
    return covers, tuple(notes)


def write_feed(
    folder: Path, target: Path, channel: Channel, items: Sequence[Item]
) -> tuple[str, ...]:
    """Write the feed to `target`, and covers into `folder`, which is what gets published; return
    what there is to know of them.

    Raises `OutputError` where a file cannot be written.
    """
    covers, notes = episode_covers(channel, items)
    own = channel_cover_name(target.name, channel.cover)
    files = dict(covers.values())
    files[own] = channel.cover
    for name, picture in files.items():
        write_if_new(folder / name, picture.data)
    addresses = {path: name for path, (name, _) in covers.items()}
    write_if_new(target, feed_xml(channel, items, address_of(channel.base, own), addresses))
    return notes


def write_if_new(path: Path, data: bytes) -> None:
    """Write `data` to `path`, whole or not at all. What is there already keeps its time, by which
    servers see whether it changed. Raises `OutputError` where it cannot be written."""
    with output_errors(path):
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            return
        with part_file(path) as part:
            part.write_bytes(data)

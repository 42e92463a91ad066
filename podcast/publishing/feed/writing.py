"""Writes the feed, and the covers that it speaks of, each file whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from podcast.publishing.feed.addresses import address_of
from podcast.publishing.feed.channel import Channel
from podcast.publishing.feed.episodes import Item
from podcast.publishing.feed.pictures import (
    Picture,
    PictureError,
    channel_cover_name,
    checked,
    cover_name,
)
from podcast.publishing.feed.rss import feed_xml
from podcast.store.files import output_errors, part_file


@dataclass(frozen=True, slots=True)
class WrittenFeed:
    """The `feed`, all `covers` that belong to it, and what there is to know of them."""

    feed: Path
    covers: tuple[Path, ...]
    notes: tuple[str, ...]


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


def write_feed(folder: Path, target: Path, channel: Channel, items: Sequence[Item]) -> WrittenFeed:
    """Write the feed to `target`, and covers into `folder`, which is what gets published.

    Raises `OutputError` where a file cannot be written.
    """
    covers, notes = episode_covers(channel, items)
    own = channel_cover_name(target.name, channel.cover)
    files = dict(covers.values())
    files[own] = channel.cover
    written = []
    for name, picture in files.items():
        path = folder / name
        write_if_new(path, picture.data)
        written.append(path)
    addresses = {path: name for path, (name, _) in covers.items()}
    write_if_new(target, feed_xml(channel, items, address_of(channel.base, own), addresses))
    return WrittenFeed(target, tuple(written), notes)


def write_if_new(path: Path, data: bytes) -> None:
    """Write `data` to `path`, whole or not at all. What is there already keeps its time, by which
    servers see whether it changed. Raises `OutputError` where it cannot be written."""
    with output_errors(path):
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            return
        with part_file(path) as part:
            part.write_bytes(data)

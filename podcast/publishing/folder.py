"""Publishing the folder of all debates: its feed, and the home page that the feed leads to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from podcast.casting.series import SeriesFile
from podcast.planning import EpisodeKind
from podcast.publishing.feed.channel import Channel, settled
from podcast.publishing.feed.episodes import (
    EarlierFeed,
    Found,
    FoundEpisode,
    Item,
    earlier_feed,
    feed_items,
    find_episodes,
)
from podcast.publishing.feed.writing import write_feed
from podcast.publishing.home import Look, home_page, write_home
from podcast.publishing.model import PAGE

FEED = "feed.xml"
"""The feed that the home page leads to."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What of a `folder` goes into the feed that the file `target` is to be: `items`, without the
    episodes `skipped`, which are of other kinds."""

    folder: Path
    target: Path
    found: Found
    earlier: EarlierFeed
    items: tuple[Item, ...]
    skipped: tuple[FoundEpisode, ...]


@dataclass(frozen=True, slots=True)
class WrittenFolder:
    """What was written: a feed as `channel` says, and the `home` page, None where it was not made
    (somebody else's lies there, or the feed has a name of its own). `notes` are for whoever
    publishes."""

    channel: Channel
    home: Path | None
    notes: tuple[str, ...]


def select(folder: Path, target: Path, kinds: Collection[EpisodeKind]) -> Selection:
    """Return what of `folder` goes into the feed `target`: the episodes of these `kinds`."""
    found = find_episodes(folder)
    earlier = earlier_feed(target)
    items = feed_items(found.episodes, kinds, earlier)
    skipped = tuple(one for one in found.episodes if one.kind not in kinds)
    return Selection(folder, target, found, earlier, items, skipped)


def publish(selection: Selection, series: SeriesFile, look: Look) -> WrittenFolder:
    """Write the feed, and the home page where the feed is the one that it leads to.

    Raises `FeedError` with everything that a directory would refuse; then nothing is written.
    """
    folder, target = selection.folder, selection.target
    channel = settled(
        series,
        [item.episode for item in selection.items],
        folder=folder,
        file=_seen_from(folder, target),
        earlier=selection.earlier,
        skipped=len(selection.skipped),
    )
    notes = [*write_feed(folder, target, channel, selection.items).notes]
    home = None
    if target.resolve() == (folder / FEED).resolve():
        every = feed_items(selection.found.episodes, frozenset(EpisodeKind), selection.earlier)
        home = write_home(folder, home_page(channel, every, look)[0])
        if home is None:
            notes.append(
                f"{folder / PAGE} was not made by podcast feed, and stays as it is; move it away to"
                " have a home page made."
            )
    if selection.skipped:
        notes.append(
            f"{len(selection.skipped)} episodes of other kinds are left out; --by whole"
            " --by speaker --by theme takes all."
        )
    undated = list(dict.fromkeys(one.episode.debate for one in selection.items if not one.dated))
    if undated:
        notes.append(
            f"{', '.join(undated)}: no date, so that of the file is used, and kept from now on;"
            " podcast build --date gives one."
        )
    return WrittenFolder(channel, home, tuple(notes))


def _seen_from(folder: Path, target: Path) -> str:
    """Return the path of the feed on the web: where it lies in `folder`, else its name."""
    try:
        path = target.resolve().relative_to(folder.resolve())
    except ValueError:
        return quote(target.name)
    return quote(path.as_posix())

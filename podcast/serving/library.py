"""What there is under each path: the folder's own files, and what is made of them on the spot."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import threading
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from podcast.casting.series import SeriesFile, find_series
from podcast.planning import EpisodeKind
from podcast.publishing.feed import (
    Channel,
    Found,
    Item,
    earlier_feed,
    feed_items,
    feed_xml,
    find_episodes,
)
from podcast.publishing.feed.addresses import address_of
from podcast.publishing.feed.channel import DEFAULT, channel_guid
from podcast.publishing.feed.episodes import WHOLE_ONLY
from podcast.publishing.feed.pictures import (
    Picture,
    PictureError,
    channel_cover_name,
    checked,
    cover_from,
    made_cover,
)
from podcast.publishing.feed.rss import MIME
from podcast.publishing.feed.writing import episode_covers
from podcast.publishing.words import words_of
from podcast.serving.pages import debate_page, front_page

FEED = "feed.xml"
PAGE = "index.html"

_TYPES = {
    **MIME,
    ".vtt": "text/vtt; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".epub": "application/epub+zip",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
}
"""What is served, by ending, and a debate's page; nothing else is: transcripts, which may be web
pages as well, plans and series stay with their owner."""

_COVERS = ("feed-cover.jpg", "feed-cover.png")
_HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Resource:
    """Something to send: a file, or bytes. `tag` is its strong entity tag, `changed` when it last
    changed (POSIX seconds), where that is known. `policy` is a page's Content Security Policy."""

    mime: str
    size: int
    tag: str
    changed: int | None = None
    data: bytes | None = None
    file: int | None = None
    policy: str | None = None

    def close(self) -> None:
        """Close the file, if it is one."""
        if self.file is not None:
            os.close(self.file)


@dataclass(frozen=True, slots=True)
class Moved:
    """It is under `path` (percent-encoded by whoever sends it)."""

    path: str


@dataclass
class Library:
    """The folder, and which kinds of episodes its feed has. Used by many threads at a time."""

    folder: Path
    kinds: Collection[EpisodeKind] = WHOLE_ONLY
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _covers: dict[tuple[str, str, int], Picture] = field(default_factory=dict)
    _kept: tuple[object, Found] | None = None

    def find(self, parts: tuple[str, ...], origin: str) -> Resource | Moved | None:
        """Return what is under the path with these names, asked for at `origin`
        ("http://host:port"); None where nothing is, or nothing that is for others."""
        base = f"{origin}/"
        if parts == ("",):
            return self._page(front_page(self._channel(base), self._found(), self._language()))
        if parts == (FEED,):
            return self._feed(base)
        if len(parts) == 1 and parts[0] in _COVERS:
            cover = self._channel(base).cover
            return _picture(cover) if parts[0].endswith(cover.suffix) else None
        path = PurePosixPath(*[part for part in parts if part])
        if parts[-1] == "" or path.suffix == "":
            return self._folder(path, named=parts[-1] != "")
        return self._file(path) or self._cover_of(path)

    def notes(self) -> tuple[str, ...]:
        """Return what whoever serves the folder should know of it. Raises `SeriesError` where its
        series file is wrong."""
        self._series()
        found = self._found()
        skipped = [one for one in found.episodes if one.kind not in self.kinds]
        told = list(found.notes)
        if not found.episodes:
            told.append(f"There are no episodes in {self.folder} yet; podcast build makes them.")
        if skipped:
            told.append(
                f"{len(skipped)} episodes by speaker or by theme are not in the feed; --by whole"
                " --by speaker --by theme takes all."
            )
        return tuple(told)

    def _found(self) -> Found:
        """Return the episodes; the tags are read again when a file came, went or changed."""
        state = sorted(
            (str(path), status.st_mtime_ns, status.st_size, status.st_ino)
            for path, status in _statuses(self.folder)
        )
        with self._lock:
            if self._kept is None or self._kept[0] != state:
                self._kept = (state, find_episodes(self.folder))
            return self._kept[1]

    def _items(self) -> tuple[Item, ...]:
        earlier = earlier_feed(self.folder / FEED)
        return feed_items(self._found().episodes, self.kinds, earlier)

    def _series(self) -> SeriesFile:
        return find_series([self.folder])

    def _language(self) -> str:
        series = self._series()
        tongues = [e.tags.language for e in self._found().episodes if e.tags.language]
        return series.language or max(dict.fromkeys(tongues), key=tongues.count, default="en")

    def _channel(self, base: str) -> Channel:
        """Return the podcast for one's own apps: nothing is refused, and no directory is to list
        it."""
        series, found, language = self._series(), self._found(), self._language()
        albums = {episode.tags.album for episode in found.episodes}
        title = series.title or (albums.pop() if len(albums) == 1 else "") or "Podcast"
        author = series.author or title
        words = words_of("feed", language)
        return Channel(
            title=title,
            author=author,
            description=series.feed.description or words.about,
            language=language,
            base=base,
            address=base + FEED,
            link=base,
            # Not that of the published podcast: an app would take the one for the other.
            guid=channel_guid(base + FEED),
            categories=(DEFAULT,),
            cover=self._cover(series, title, author, found),
            explicit=bool(series.feed.explicit),
            locked=True,
            hidden=True,
        )

    def _cover(self, series: SeriesFile, title: str, author: str, found: Found) -> Picture:
        debates = {episode.debate: episode for episode in reversed(found.episodes)}
        try:
            if series.cover is not None:
                return cover_from(series.cover)
            if len(debates) == 1:
                return checked(next(iter(debates.values())).tags.cover or b"")
        except PictureError:
            pass
        key = (title, author, len(debates))
        with self._lock:
            if key not in self._covers:
                self._covers[key] = made_cover(title, author, len(debates))
            return self._covers[key]

    def _feed(self, base: str) -> Resource:
        channel, items = self._channel(base), self._items()
        covers, _ = episode_covers(channel, items)
        own = address_of(base, channel_cover_name(FEED, channel.cover))
        names = {path: name for path, (name, _) in covers.items()}
        return _made("application/rss+xml; charset=utf-8", feed_xml(channel, items, own, names))

    def _page(self, made: tuple[str, str]) -> Resource:
        html, policy = made
        return _made(_HTML, html.encode(), policy)

    def _folder(self, path: PurePosixPath, *, named: bool) -> Resource | Moved | None:
        """Return the page of a debate: its own, or a list of its episodes."""
        if len(path.parts) != 1:
            return None
        episodes = [one for one in self._found().episodes if one.debate == path.parts[0]]
        page = self._file(path / PAGE)
        if page is None and not episodes:
            return None
        if named:
            if page is not None:
                page.close()
            return Moved(f"/{path}/")
        if page is not None:
            return page
        return self._page(debate_page(episodes, self._language()))

    def _file(self, path: PurePosixPath) -> Resource | None:
        """Return the file, opened; None where it is not of a kind that is served, or leads
        elsewhere."""
        mime = next((kind for end, kind in _TYPES.items() if path.name.lower().endswith(end)), None)
        if path.name == PAGE and len(path.parts) == 2:
            mime = _HTML
        if mime is None:
            return None
        try:
            file = (self.folder / path).resolve(strict=True)
            if not file.is_relative_to(self.folder.resolve()):
                return None
            # Not blocked by a pipe; one that became a link in the meantime is not followed.
            flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
            descriptor = os.open(file, flags | getattr(os, "O_BINARY", 0))
        except (OSError, ValueError, RuntimeError):
            return None
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            os.close(descriptor)
            return None
        tag = f'"{status.st_mtime_ns:x}-{status.st_size:x}-{status.st_ino:x}"'
        return Resource(mime, status.st_size, tag, int(status.st_mtime), file=descriptor)

    def _cover_of(self, path: PurePosixPath) -> Resource | None:
        """Return the cover inside an MP3, for a feed whose covers were not written beside them."""
        for episode in self._found().episodes:
            if path.parent == episode.path.parent and path.stem == f"{episode.path.stem}.cover":
                try:
                    picture = checked(episode.tags.cover or b"")
                except PictureError:
                    return None
                return _picture(picture) if picture.suffix == path.suffix else None
        return None


def _statuses(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):
            yield path, path.stat()


def _picture(picture: Picture) -> Resource:
    return _made(_TYPES[picture.suffix], picture.data)


def _made(mime: str, data: bytes, policy: str | None = None) -> Resource:
    tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    return Resource(mime, len(data), tag, data=data, policy=policy)

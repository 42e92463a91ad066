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
from podcast.planning import KINDS, EpisodeKind
from podcast.publishing.cover import (
    Picture,
    PictureError,
    channel_cover_name,
    checked,
    cover_from,
    made_cover,
)
from podcast.publishing.feed.channel import DEFAULT, Channel, address_of, channel_guid, language_of
from podcast.publishing.feed.episodes import (
    WHOLE_ONLY,
    Found,
    Item,
    earlier_feed,
    feed_items,
    find_episodes,
)
from podcast.publishing.feed.writing import MIME, episode_covers, feed_xml
from podcast.publishing.folder import FEED, home_page, look_of
from podcast.publishing.model import PAGE
from podcast.publishing.words import words_of

_TYPES = {
    **MIME,
    ".vtt": "text/vtt; charset=utf-8",
    ".transcript.html": "text/html; charset=utf-8",
    ".transcript.txt": "text/plain; charset=utf-8",
    ".transcript.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".mp3": "audio/mpeg",
    ".epub": "application/epub+zip",
    ".daisy.zip": "application/zip",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
}
"""What is served, by ending, and a debate's page, in its folder and those of parts; nothing else
is: transcripts, which may be web pages or captions as well, plans and series stay with their
owner."""

_COVERS = ("feed-cover.jpg", "feed-cover.png")
_HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Resource:
    """Something to send: the bytes `data`, or a file with its `status`. `tag` is its strong entity
    tag, `policy` a page's Content Security Policy."""

    mime: str
    tag: str
    data: bytes = b""
    file: Path | None = None
    status: os.stat_result | None = None
    policy: str | None = None

    @property
    def changed(self) -> int | None:
        """When it last changed (POSIX seconds), where that is known."""
        return None if self.status is None else int(self.status.st_mtime)


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
    _last_found: tuple[object, Found] | None = None

    def find(self, parts: tuple[str, ...], origin: str) -> Resource | Moved | None:
        """Return what is under the path with these names, asked for at `origin`
        ("http://host:port"); None where nothing is, or nothing that is for others."""
        base = f"{origin}/"
        if parts in (("",), (PAGE,)):
            return self._home(base)
        if parts == (FEED,):
            return self._feed(base)
        if len(parts) == 1 and parts[0] in _COVERS:
            cover = self._channel(base).cover
            return _picture(cover) if parts[0].endswith(cover.suffix) else None
        path = PurePosixPath(*[part for part in parts if part])
        if parts[-1] == "" or path.suffix == "":
            return self._folder(path, named=parts[-1] != "")
        return self._file(path) or self._cover_of(path)

    def files(self) -> Iterator[Path]:
        """Yield the files of the folder that are for others, as they would be published."""
        for path in sorted(self.folder.rglob("*")):
            relative = PurePosixPath(path.relative_to(self.folder).as_posix())
            hidden = any(part.startswith(".") for part in relative.parts)
            if not hidden and (str(relative) in (FEED, PAGE) or self._file(relative)):
                yield path

    def notes(self) -> tuple[str, ...]:
        """Return what whoever serves the folder should know of it. Raises `SeriesError` where its
        series file is wrong, `HomeError` where what it says of the home page is."""
        look_of(self._series())
        found = self._found()
        skipped = [one for one in found.episodes if one.kind not in self.kinds]
        notes = list(found.notes)
        if not found.episodes:
            notes.append(f"There are no episodes in {self.folder} yet; podcast build makes them.")
        if skipped:
            notes.append(
                f"{len(skipped)} episodes by speaker or by theme are not in the feed; --by whole"
                " --by speaker --by theme takes all."
            )
        return tuple(notes)

    def _found(self) -> Found:
        """Return the episodes; the tags are read again when a file came, went or changed."""
        state = sorted(
            (str(path), status.st_mtime_ns, status.st_size, status.st_ino)
            for path, status in _statuses(self.folder)
        )
        with self._lock:
            if self._last_found is None or self._last_found[0] != state:
                self._last_found = (state, find_episodes(self.folder))
            return self._last_found[1]

    def _items(self) -> tuple[Item, ...]:
        earlier = earlier_feed(self.folder / FEED)
        return feed_items(self._found().episodes, self.kinds, earlier)

    def _series(self) -> SeriesFile:
        return find_series([self.folder])

    def _channel(self, base: str) -> Channel:
        """Return the podcast for one's own apps: nothing is refused, and no directory is to list
        it."""
        series, found = self._series(), self._found()
        language = series.language or language_of(found.episodes)
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
            email=series.feed.email,
            copyright=series.feed.copyright,
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

    def _home(self, base: str) -> Resource:
        earlier = earlier_feed(self.folder / FEED)
        every = feed_items(self._found().episodes, frozenset(EpisodeKind), earlier)
        html, policy = home_page(self._channel(base), every, look_of(self._series()), FEED)
        return _made(_HTML, html.encode(), f"{policy}; frame-ancestors 'none'")

    def _folder(self, path: PurePosixPath, *, named: bool) -> Resource | Moved | None:
        page = self._file(path / PAGE) if len(path.parts) == 1 else None
        return Moved(f"/{path}/") if page is not None and named else page

    def _file(self, path: PurePosixPath) -> Resource | None:
        """Return the file; None where it is not of a kind that is served, or leads elsewhere."""
        if len(path.parts) > 2 and (len(path.parts) > 3 or path.parts[1] not in KINDS):
            return None
        mime = next((kind for end, kind in _TYPES.items() if path.name.lower().endswith(end)), None)
        if path.name == PAGE and len(path.parts) == 2:
            mime = _HTML
        if mime is None:
            return None
        try:
            file = (self.folder / path).resolve(strict=True)
            if not file.is_relative_to(self.folder.resolve()):
                return None
            status = file.lstat()  # one that became a link in the meantime is not followed
        except (OSError, ValueError, RuntimeError):
            return None
        if not stat.S_ISREG(status.st_mode):
            return None
        tag = f'"{status.st_mtime_ns:x}-{status.st_size:x}-{status.st_ino:x}"'
        return Resource(mime, tag, file=file, status=status)

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
    return Resource(mime, tag, data, policy=policy)

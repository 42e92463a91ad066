"""The episodes of the feed: those that lie in a folder, as `podcast build` puts them there; which
of them go into the feed, under which identity, with which date, in which order.

Of a feed before this one, only what cannot be found anew is taken, and subscribers' apps have kept:
the podcast's identity, which stays when its address changes, and the dates of episodes whose debate
has none.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from itertools import groupby
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from podcast.planning import KINDS, EpisodeKind
from podcast.publishing.model import PAGE
from podcast.publishing.page.parts import episode_address
from podcast.publishing.tags import FoundTags, UnreadableEpisodeError, read_tags

PODCAST = "https://podcastindex.org/namespace/1.0"

TRANSCRIPTS = (".vtt", ".transcript.json")
CHAPTERS = ".chapters.json"


@dataclass(frozen=True, slots=True)
class FoundEpisode:
    """An episode on disk. `path` is its MP3 seen from the folder ("debate/speakers/ada.mp3"),
    `size` its bytes, `changed` when it was written (UTC, whole seconds), `sidecars` the endings of
    the files that lie beside it, `page` whether its debate has one."""

    path: PurePosixPath
    kind: EpisodeKind
    size: int
    changed: datetime.datetime
    tags: FoundTags
    sidecars: tuple[str, ...] = ()
    page: bool = False

    @property
    def debate(self) -> str:
        """The name of its debate's folder."""
        return self.path.parts[0]

    @property
    def name(self) -> PurePosixPath:
        """`path` without its suffix, as the files beside it are called."""
        return self.path.with_suffix("")

    @property
    def page_address(self) -> str:
        """The address of the debate's page, seen from the folder; of a part, where it is shown
        there."""
        inside = episode_address("/".join(self.name.parts[1:]))
        part = f"#{inside}" if inside and self.kind is not EpisodeKind.WHOLE else ""
        return f"{quote(self.debate)}/{PAGE}{part}"


@dataclass(frozen=True, slots=True)
class Found:
    """The episodes of a folder, debate by debate, track by track; `notes` name each MP3 that is
    none, and why."""

    episodes: tuple[FoundEpisode, ...]
    notes: tuple[str, ...]


def find_episodes(folder: Path) -> Found:
    """Return the episodes in `folder`: `debate/*.mp3`, `debate/speakers/*.mp3`,
    `debate/themes/*.mp3`.

    What is hidden, as a file that is being written, is passed over.
    """
    episodes: list[FoundEpisode] = []
    root = folder.resolve()
    notes = [
        f"{path} is left out: it is a link to another folder."
        for path in sorted(folder.iterdir())
        if path.is_symlink() and path.is_dir()
    ]
    for file in sorted(folder.rglob("*.mp3")):
        path = PurePosixPath(*file.relative_to(folder).parts)
        if any(part.startswith(".") for part in path.parts):
            continue
        kind = _kind(path)
        if kind is None:
            notes.append(
                f"{file} is left out: episodes lie in a debate's folder, or in its folders speakers"
                " and themes."
            )
        elif not _lies_in(root, file):
            notes.append(
                f"{file} is left out: it is a link that leads out of {folder}, or nowhere."
            )
        else:
            try:
                episodes.append(_episode(folder, path, kind))
            except UnreadableEpisodeError as error:
                notes.append(f"{file} is left out: {error.reason}")
            except OSError as error:
                notes.append(f"{file} is left out: it cannot be read ({error.strerror}).")
    order = list(EpisodeKind)
    episodes.sort(
        key=lambda one: (one.debate, one.tags.track or 0, order.index(one.kind), str(one.path))
    )
    return Found(tuple(episodes), tuple(notes))


def _lies_in(root: Path, file: Path) -> bool:
    """Return whether it is a file, and in the folder `root`, wherever links lead."""
    try:
        return file.resolve(strict=True).is_relative_to(root) and file.is_file()
    except (OSError, RuntimeError):  # links in a circle
        return False


def _kind(path: PurePosixPath) -> EpisodeKind | None:
    if len(path.parts) == 2:
        return EpisodeKind.WHOLE
    return KINDS.get(path.parts[1]) if len(path.parts) == 3 else None


def _episode(folder: Path, path: PurePosixPath, kind: EpisodeKind) -> FoundEpisode:
    file = folder / path
    tags = read_tags(file)
    status = file.stat()
    return FoundEpisode(
        path,
        kind,
        status.st_size,
        datetime.datetime.fromtimestamp(int(status.st_mtime), datetime.timezone.utc),
        tags,
        tuple(
            ending
            for ending in (*TRANSCRIPTS, CHAPTERS)
            if file.with_name(f"{file.stem}{ending}").is_file()
        ),
        (folder / path.parts[0] / PAGE).is_file(),
    )


# --- the feed before this one --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EarlierFeed:
    """`guid` is that of the podcast, `dates` those of its episodes, by their guid."""

    guid: uuid.UUID | None = None
    dates: Mapping[str, datetime.datetime] = field(default_factory=dict)


def earlier_feed(path: Path) -> EarlierFeed:
    """Return the feed in the file `path`; nothing where there is none, or none that can be read."""
    from lxml import etree

    # A file of ours has no entities, and is small; another one is not to cost anything.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        channel = etree.fromstring(path.read_bytes(), parser).find("channel")
    except (OSError, etree.XMLSyntaxError, ValueError):
        return EarlierFeed()
    if channel is None:
        return EarlierFeed()
    dates = {}
    for item in channel.iterfind("item"):
        guid, date = item.findtext("guid"), _date(item.findtext("pubDate"))
        if guid and date:
            dates[str(guid)] = date
    return EarlierFeed(_uuid(channel.findtext(f"{{{PODCAST}}}guid")), dates)


def _date(text: object) -> datetime.datetime | None:
    try:
        date = parsedate_to_datetime(str(text))
    except (ValueError, TypeError):
        return None
    return date if date.tzinfo else None


def _uuid(text: object) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None


# --- the items of the feed -----------------------------------------------------------------------


WHOLE_ONLY = frozenset({EpisodeKind.WHOLE})

_FIRST_YEAR = 1900  # the earliest that a date in a feed may have (RFC 2822, 3.3)
_NOON = datetime.time(12, tzinfo=datetime.timezone.utc)
_STEP = datetime.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Item:
    """An episode in the feed. `bonus` where it is a part of another that is in the feed as well;
    `dated` where its date is its debate's."""

    episode: FoundEpisode
    guid: str
    date: datetime.datetime
    bonus: bool
    dated: bool


def guid_of(episode: FoundEpisode) -> str:
    """Return by what apps know an episode again: made of its debate's folder and its file.

    Both stay when it is built again, from a corrected transcript, with another title or voice, and
    wherever it is published; a change of it would bring the episode to every subscriber anew.
    """
    return f"debate-podcast:{quote(str(episode.name), '/')}"


def feed_items(
    episodes: Sequence[FoundEpisode],
    kinds: Collection[EpisodeKind] = WHOLE_ONLY,
    earlier: EarlierFeed = EarlierFeed(),
) -> tuple[Item, ...]:
    """Return the episodes of these `kinds`, newest first.

    An episode has the day of its debate, at noon (UTC), so that it is that day nearly everywhere;
    those of one debate follow each other at a minute's distance, the first track being the newest.
    A debate without a day keeps the date that it has in the `earlier` feed; one that is new has
    that of its oldest file.
    """
    items: list[Item] = []
    for _, group in groupby(episodes, key=lambda episode: episode.debate):
        debate = list(group)
        start = _start(debate, earlier)
        chosen = [episode for episode in debate if episode.kind in kinds]
        whole = any(episode.kind is EpisodeKind.WHOLE for episode in chosen)
        for episode, place in _places(debate):
            if episode in chosen:
                bonus = whole and episode.kind is not EpisodeKind.WHOLE
                day = _day(episode)
                date = (day or start) - place * _STEP
                items.append(Item(episode, guid_of(episode), date, bonus, day is not None))
    return tuple(sorted(items, key=lambda item: item.date, reverse=True))


def _day(episode: FoundEpisode) -> datetime.datetime | None:
    date = episode.tags.date
    if date is None or int(date[:4]) < _FIRST_YEAR:
        return None
    day = datetime.date.fromisoformat(date if len(date) == 10 else f"{date}-01-01")
    return datetime.datetime.combine(day, _NOON)


def _start(debate: Sequence[FoundEpisode], earlier: EarlierFeed) -> datetime.datetime:
    """Return when the first track of a debate without a day is dated."""
    for episode, place in _places(debate):
        known = earlier.dates.get(guid_of(episode))
        if known is not None:
            return known + place * _STEP
    return min(episode.changed for episode in debate)


def _places(debate: Sequence[FoundEpisode]) -> Iterator[tuple[FoundEpisode, int]]:
    """Yield each episode with how many minutes it comes after the first track."""
    for index, episode in enumerate(debate):
        yield episode, (episode.tags.track - 1 if episode.tags.track else index)

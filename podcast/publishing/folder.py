"""Publishing the folder of all debates: its feed, and the home page that the feed leads to.

The home page has the newest debate first, each with its parts folded; how to subscribe; that voices
are synthetic; how accessible it is; licence and contact. One file: style and logo of the
publisher's own are in it. It needs no script, and may run none.
"""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from podcast.casting.series import SeriesFile
from podcast.errors import PodcastError
from podcast.planning import EpisodeKind
from podcast.publishing.cover import channel_cover_name
from podcast.publishing.feed.channel import Channel, address_of, settled
from podcast.publishing.feed.episodes import (
    EarlierFeed,
    Found,
    FoundEpisode,
    Item,
    earlier_feed,
    feed_items,
    find_episodes,
)
from podcast.publishing.feed.writing import write_feed, write_if_new
from podcast.publishing.heard import shown
from podcast.publishing.model import PAGE
from podcast.publishing.page.render import ICON, hash_of
from podcast.publishing.templates import template_of
from podcast.publishing.words import Words, words_of
from podcast.store.files import output_errors
from podcast.timecode import clock

_OURS = b'<meta name="generator" content="debate-podcast">'
_LARGEST = 512 << 10  # bytes of a style sheet or a logo, which every reader loads with the page
_PICTURES = {
    ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
    ".webp": "image/webp",
}  # fmt: skip


class HomeError(PodcastError):
    """The publisher's own style sheet or logo cannot be used."""


@dataclass(frozen=True, slots=True)
class Look:
    """The publisher's own `style` (CSS), `logo` as the address of a picture ("" for none), and
    paragraphs that say how accessible it is, instead of ours."""

    style: str = ""
    logo: str = ""
    accessibility: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """An episode on the page: where it is played, and where its MP3 is."""

    title: str
    address: str
    audio: str
    length: str
    megabytes: str
    language: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A debate on the page: the `main` episode, and `parts` by their kind."""

    title: str
    date: str
    date_text: str
    main: Part
    parts: tuple[tuple[str, tuple[Part, ...]], ...]


def look_of(series: SeriesFile) -> Look:
    """Return the look that the series file asks for, its files read from disk.

    Raises `HomeError` where one cannot be read or used.
    """
    style = _read(series.style).decode("utf-8", "replace") if series.style else ""
    if "</style" in style.lower():
        raise HomeError(f"{series.style}: a style sheet has no “</style”; take it out.")
    logo = ""
    if series.logo:
        kind = _PICTURES.get(series.logo.suffix.lower())
        if kind is None:
            known = ", ".join(sorted(ending[1:].upper() for ending in _PICTURES))
            raise HomeError(f"{series.logo}: this is no picture for a page; use {known}.")
        logo = f"data:{kind};base64,{base64.b64encode(_read(series.logo)).decode()}"
    return Look(style, logo, series.accessibility)


def _read(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise HomeError(f"{path}: it cannot be read ({error.strerror}).") from error
    if len(data) > _LARGEST:
        raise HomeError(
            f"{path}: it has {len(data) >> 10} KB, and every reader loads it with the page; make it"
            f" smaller than {_LARGEST >> 10} KB."
        )
    return data


def home_page(
    channel: Channel, items: Sequence[Item], look: Look = Look(), feed: str = "feed.xml"
) -> tuple[str, str]:
    """Return the page, and its Content Security Policy. `items` are the folder's episodes of all
    kinds, `feed` is the file of the feed, seen from the folder."""
    words = words_of("home", channel.language)
    css = Path(__file__).with_name("home.css").read_text("utf-8")
    own = Markup(css + look.style)
    policy = (
        f"default-src 'none'; style-src '{hash_of(own)}'; img-src data:; base-uri 'none';"
        " form-action 'none'"
    )
    html = template_of("home.html.jinja").render(
        channel=channel,
        entries=list(_entries(items, channel.language, words)),
        kinds=words_of("page", channel.language).kinds,
        words=words,
        about=words_of("feed", channel.language).about,
        feed=feed,
        cover=address_of(channel.base, channel_cover_name(feed, channel.cover)),
        policy=policy,
        style=own,
        look=look,
        icon=ICON,
        language=channel.language,
    )
    return html, policy


def write_home(folder: Path, html: str) -> Path | None:
    """Write the page into `folder`; None where a page that is not ours lies there already.

    Raises `OutputError` where it cannot be written.
    """
    target = folder / PAGE
    with output_errors(target):
        if target.exists() and _OURS not in target.read_bytes():
            return None
    write_if_new(target, html.encode())
    return target


def _entries(items: Sequence[Item], language: str, words: Words) -> Iterator[Entry]:
    debates: dict[str, list[Item]] = {}
    for item in items:
        debates.setdefault(item.episode.debate, []).append(item)
    for group in debates.values():
        main, *others = (item.episode for item in group)
        if main.kind is not EpisodeKind.WHOLE:  # only parts of it were made
            others = [main, *others]
        tags = main.tags
        parts = tuple(
            (kind.value, tuple(_part(one, language) for one in episodes))
            for kind, episodes in groupby(others, key=lambda episode: episode.kind)
        )
        date = tags.date or ""
        title = shown(tags.title if main.kind is EpisodeKind.WHOLE else main.debate)
        yield Entry(title, date, _date(date, words), _part(main, language), parts)


def _part(episode: FoundEpisode, around: str) -> Part:
    tags, audio = episode.tags, quote(str(episode.path))
    language = tags.language or around
    return Part(
        shown(tags.title),
        episode.page_address if episode.page else audio,
        audio,
        clock(tags.length),
        str(max(1, round(episode.size / 1e6))),
        "" if around.partition("-")[0] == language else language,
    )


def _date(date: str, words: Words) -> str:
    """Return an ISO date in words; a year alone stays one."""
    if len(date) != 10:
        return date
    year, month, day = map(int, date.split("-"))
    return str(words.date.format(day=day, month=words.months.split()[month - 1], year=year))


# --- the whole folder ----------------------------------------------------------------------------


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
    notes = [*write_feed(folder, target, channel, selection.items)]
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

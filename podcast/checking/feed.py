"""The feed: RSS 2.0 with the namespaces of Apple and of Podcasting 2.0.

https://www.rssboard.org/rss-specification; "Podcast RSS feed requirements" of Apple Podcasts;
https://podcasting2.org/docs/podcast-namespace.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, cast

from lxml import etree

from podcast.checking.facts import Facts
from podcast.checking.finding import Finding, bounded, error, note, quoted, stamp, warning
from podcast.checking.opening import UnreadableError, as_xml, file_of, is_file, is_web, read
from podcast.checking.tags import check_picture

_ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
_PODCAST = "{https://podcastindex.org/namespace/1.0}"
_ATOM = "{http://www.w3.org/2005/Atom}"
_MAKE = "make the feed again"
_CATEGORIES = frozenset(
    (
        "Arts", "Business", "Comedy", "Education", "Fiction", "Government", "History",
        "Health & Fitness", "Kids & Family", "Leisure", "Music", "News", "Religion & Spirituality",
        "Science", "Society & Culture", "Sports", "Technology", "True Crime", "TV & Film",
    )
)  # fmt: skip
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DURATION = re.compile(r"(?:(?:([0-9]+):)?([0-5]?[0-9]):)?([0-9]+)")
_TRANSCRIPTS = frozenset(
    ("text/plain", "text/html", "text/vtt", "application/json", "application/x-subrip",
     "application/srt")
)  # fmt: skip


def _error(code: str, message: str, place: etree._Element | None = None) -> Finding:
    return error(code, message, _line(place), mend=_MAKE)


def _warning(code: str, message: str, place: etree._Element | None = None) -> Finding:
    return warning(code, message, _line(place), mend=_MAKE)


def check_feed(data: bytes, folder: Path, facts: Facts) -> list[Finding]:
    """Return what is wrong with the feed `data`, whose episodes lie in `folder` where its addresses
    say so."""
    try:
        root = as_xml(data)
    except UnreadableError as broken:
        return [error("xml-broken", str(broken))]
    return bounded(_findings(root, folder, facts))


def _findings(root: etree._Element, folder: Path, facts: Facts) -> Iterator[Finding]:
    if cast("Any", root.getroottree().docinfo).doctype:
        yield _warning("feed-doctype", "It declares entities or a DOCTYPE, and needs none")
    channels = root.findall("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or len(channels) != 1:
        yield _error("feed-shape", "It is not RSS 2.0 with one channel")
        return
    channel = channels[0]
    for name in ("title", "link", "description"):
        if not _text(channel, name):
            yield _error("feed-missing", f"The channel has no <{name}>", channel)
    link = _text(channel, "link")
    if link and not is_web(link):
        yield _error("feed-address", f"{quoted(link)} is no web address", channel)
    yield from _for_directories(channel, folder)
    base = _base(channel)
    if base is None:
        yield _warning(
            "feed-missing", "It does not say its own address (atom:link rel=self)", channel
        )
    guid = channel.find(f"{_PODCAST}guid")
    if guid is not None and not _UUID.fullmatch((guid.text or "").strip()):
        yield _error("feed-guid", "Its podcast:guid is no UUID", guid)
    locked = channel.find(f"{_PODCAST}locked")
    if locked is not None and (locked.text or "").strip() not in ("yes", "no"):
        yield _error("feed-locked", "Its podcast:locked is neither yes nor no", locked)
    for name in ("pubDate", "lastBuildDate"):
        dated = channel.find(name)
        if dated is not None and _date(dated.text) is None:
            yield _bad_date(name, dated)
    items = channel.findall("item")
    if not items:
        yield _warning("feed-empty", "There is no episode in it", channel)
    identifiers = Counter(_text(item, "guid") for item in items)
    last: datetime | None = None
    for item in items:
        yield from _item(item, identifiers, base, folder, facts)
        date = _date(_text(item, "pubDate"))
        if date and last and date > last:
            yield _warning(
                "feed-order",
                "This episode is newer than the one before it; some apps take the feed's order",
                item,
            )
        last = date or last


def _for_directories(channel: etree._Element, folder: Path) -> Iterator[Finding]:
    language = _text(channel, "language")
    if not re.fullmatch(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*", language):
        yield _error("feed-missing", "It does not say its language (fr, en)", channel)
    image = channel.find(f"{_ITUNES}image")
    address = image.get("href", "") if image is not None else ""
    if not is_web(address):
        yield _error(
            "feed-missing", "It has no cover (itunes:image), and directories refuse it", channel
        )
    else:
        path, sure = file_of(address, _base(channel), folder)
        if path is not None and is_file(path):
            try:
                yield from check_picture(read(path))
            except UnreadableError as broken:
                yield error("feed-file", f"{path.name}: {broken}", _line(image))
        elif sure:
            yield error(
                "feed-file",
                f"Its cover {quoted(address)} is not in the folder: {_MAKE}, or put it there.",
                _line(image),
            )
    categories = [entry.get("text", "") for entry in channel.findall(f"{_ITUNES}category")]
    if not categories:
        yield _error(
            "feed-missing", "It has no itunes:category, and directories refuse it", channel
        )
    for category in categories:
        if category not in _CATEGORIES:
            yield _error(
                "feed-category",
                f"{quoted(category)} is no category of Apple's (Government, News…)",
                channel,
            )
    yield from _explicit(channel, required=True)
    if not _text(channel, f"{_ITUNES}author"):
        yield _warning("feed-missing", "It does not say who publishes it (itunes:author)", channel)


def _explicit(element: etree._Element, *, required: bool) -> Iterator[Finding]:
    explicit = element.find(f"{_ITUNES}explicit")
    value = "" if explicit is None else (explicit.text or "").strip()
    if (explicit is not None or required) and value not in ("true", "false"):
        yield _error(
            "feed-explicit",
            "Its itunes:explicit is neither true nor false",
            element if explicit is None else explicit,
        )


def _item(
    item: etree._Element, identifiers: Counter[str], base: str | None, folder: Path, facts: Facts
) -> Iterator[Finding]:
    if not _text(item, "title"):
        yield _error("feed-missing", "An episode has no title", item)
    identifier = _text(item, "guid")
    if not identifier:
        yield _error("feed-guid", "An episode has no guid, and is shown as new again", item)
    elif identifiers[identifier] > 1:
        yield _error(
            "feed-guid",
            f"{identifiers[identifier]} episodes have the guid {quoted(identifier)}, so apps show"
            f" one of them",
            item,
        )
    guid = item.find("guid")
    if (
        guid is not None
        and guid.get("isPermaLink", "true") != "false"
        and not is_web(identifier)
        and identifier
    ):
        yield _warning("feed-guid", "Its guid is said to be an address, and is none", item)
    date = item.find("pubDate")
    if date is None:
        yield _error("feed-missing", "An episode has no pubDate", item)
    elif _date(date.text) is None:
        yield _bad_date("pubDate", date)
    yield from _explicit(item, required=False)
    enclosures = item.findall("enclosure")
    if len(enclosures) != 1:
        yield _error(
            "feed-enclosure",
            f"An episode has {len(enclosures) or 'no'} enclosures, and apps read one",
            item,
        )
    length: float | None = None
    for enclosure in enclosures:
        if enclosure.get("type") != "audio/mpeg":
            yield _error("feed-enclosure", "Its enclosure is not said to be audio/mpeg", enclosure)
        stated = enclosure.get("length", "")
        if not re.fullmatch(r"[0-9]{1,15}", stated) or int(stated) == 0:
            yield _error("feed-length", "Its enclosure does not tell its size in bytes", enclosure)
        path, findings = _file(enclosure, "url", base, folder)
        yield from findings
        if path is None:
            continue
        size = path.stat().st_size
        if stated.isdecimal() and int(stated[:15]) not in (0, size):
            yield _error(
                "feed-length",
                f"It tells of {stated[:15]} bytes, and {path.name} has {size}; downloads break off",
                enclosure,
            )
        audio = facts.audio(path)
        length = audio.length if audio else None
    yield from _duration(item, length)
    for name, types in (("transcript", _TRANSCRIPTS), ("chapters", {"application/json+chapters"})):
        for element in item.findall(f"{_PODCAST}{name}"):
            if element.get("type") not in types:
                yield _error(
                    "feed-type", f"Its podcast:{name} is of no type that apps know", element
                )
            yield from _file(element, "url", base, folder)[1]
    for person in item.findall(f"{_PODCAST}person"):
        if not (person.text or "").strip():
            yield _error("feed-person", "A podcast:person has no name", person)


def _duration(item: etree._Element, length: float | None) -> Iterator[Finding]:
    duration = item.find(f"{_ITUNES}duration")
    if duration is None:
        yield _warning("feed-missing", "An episode has no itunes:duration", item)
        return
    match = _DURATION.fullmatch((duration.text or "").strip()[:20])
    if match is None:
        yield _error("feed-duration", "Its itunes:duration is no time", duration)
        return
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    milliseconds = 1000 * (3600 * hours + 60 * minutes + seconds)
    if length is not None and abs(milliseconds - length) > 1000:
        yield _error(
            "feed-duration",
            f"It tells of {stamp(milliseconds)}, and there are {stamp(length)} of sound",
            duration,
        )


def _file(
    element: etree._Element, attribute: str, base: str | None, folder: Path
) -> tuple[Path | None, list[Finding]]:
    """Return the file that an address means, if it is here, and what is wrong with that."""
    address = element.get(attribute, "")
    if not is_web(address):
        return None, [_error("feed-address", f"{quoted(address)} is no web address", element)]
    path, sure = file_of(address, base, folder)
    if path is not None and is_file(path):
        return path, []
    if sure:
        return None, [
            error(
                "feed-file",
                f"{quoted(address)} is not in the folder: {_MAKE}, or put the file there.",
                _line(element),
            )
        ]
    return None, [
        note("feed-elsewhere", f"{quoted(address)} lies elsewhere: it was not looked at.",
             _line(element))
    ]  # fmt: skip


def _base(channel: etree._Element) -> str | None:
    """Return the address of the feed's folder."""
    for link in channel.findall(f"{_ATOM}link"):
        address = link.get("href", "")
        if link.get("rel") == "self" and is_web(address):
            return address.split("?")[0].rpartition("/")[0] + "/"
    return None


def _text(element: etree._Element, name: str) -> str:
    return " ".join((element.findtext(name) or "").split())


def _line(element: etree._Element | None) -> str:
    line = element.sourceline if element is not None else None
    return str(line or "")


def _bad_date(name: str, element: etree._Element) -> Finding:
    return _error(
        "feed-date",
        f"{quoted(element.text or '')} is no date as feeds have it (Tue, 28 May 2024 10:00:00"
        f" +0000) in <{name}>",
        element,
    )


def _date(text: str | None) -> datetime | None:
    """RFC 822 with a year of four digits (RSS 2.0)."""
    text = " ".join((text or "").split())
    if not re.fullmatch(
        r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)?"
        r" (?:[+-]\d{4}|[A-Z]{1,3})",
        text,
    ):
        return None
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if text[3:4] == "," and _DAYS[date.weekday()] != text[:3]:
        return None
    return date if date.tzinfo else date.replace(tzinfo=timezone.utc)

"""What a feed before this one said, and subscribers' apps have kept: who it is, when things came.

Only what cannot be told anew is taken: the podcast's identity, which stays when its address
changes, and the dates of episodes whose debate has none.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from pathlib import Path

from podcast.publishing.feed.names import PODCAST


@dataclass(frozen=True, slots=True)
class EarlierFeed:
    """`guid` is that of the podcast, `dates` those of its episodes, by their guid."""

    guid: uuid.UUID | None = None
    dates: Mapping[str, datetime.datetime] = field(default_factory=dict)


def earlier_feed(path: Path) -> EarlierFeed:
    """The feed in the file `path`; nothing where there is none, or none that can be read."""
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

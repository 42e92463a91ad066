"""Which episodes go into the feed, under which identity, with which date, in which order."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from podcast.planning import EpisodeKind
from podcast.publishing.feed.earlier import EarlierFeed
from podcast.publishing.feed.found import FoundEpisode

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
    """What tells apps that they know an episode: made of its debate's folder and its file.

    Both stay when it is built again, from a corrected transcript, with another title or voice, and
    wherever it is published; a change of it would bring the episode to every subscriber anew.
    """
    return f"debate-podcast:{quote(str(episode.name), '/')}"


def feed_items(
    episodes: Sequence[FoundEpisode],
    kinds: Collection[EpisodeKind] = WHOLE_ONLY,
    earlier: EarlierFeed = EarlierFeed(),  # noqa: B008 - frozen
) -> tuple[Item, ...]:
    """The episodes of these `kinds`, newest first.

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
    """When the first track of a debate without a day is dated."""
    for episode, place in _places(debate):
        known = earlier.dates.get(guid_of(episode))
        if known is not None:
            return known + place * _STEP
    return min(episode.changed for episode in debate)


def _places(debate: Sequence[FoundEpisode]) -> Iterator[tuple[FoundEpisode, int]]:
    """Each episode with how many minutes it comes after the first track."""
    for index, episode in enumerate(debate):
        yield episode, (episode.tags.track - 1 if episode.tags.track else index)

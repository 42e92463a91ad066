"""Identity, dates and order of what is in the feed."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

from podcast.planning import EpisodeKind
from podcast.publishing.feed.episodes import EarlierFeed, feed_items, find_episodes
from tests.publishing.feed.shelf import put

UTC = datetime.timezone.utc
ALL = frozenset(EpisodeKind)


def test_whole_debates_alone_unless_asked(shelf: Path) -> None:
    episodes = find_episodes(shelf).episodes
    assert [item.guid for item in feed_items(episodes)] == [
        "debate-podcast:fleuve/fleuve",
        "debate-podcast:trains/trains",
    ]
    parts = feed_items(episodes, {EpisodeKind.SPEAKER})
    assert [(str(item.episode.name), item.bonus) for item in parts] == [
        ("trains/speakers/ada-premier", False)
    ]


def test_newest_first_and_tracks_in_order(shelf: Path) -> None:
    items = feed_items(find_episodes(shelf).episodes, ALL)
    assert [(str(item.episode.name), str(item.date), item.bonus) for item in items] == [
        ("fleuve/fleuve", "2024-06-01 12:00:00+00:00", False),
        ("trains/trains", "2024-05-28 12:00:00+00:00", False),
        ("trains/speakers/ada-premier", "2024-05-28 11:59:00+00:00", True),
        ("trains/themes/prix", "2024-05-28 11:57:00+00:00", True),
    ]


def test_a_date_does_not_depend_on_what_else_is_in_the_feed(shelf: Path) -> None:
    alone = feed_items(find_episodes(shelf).episodes, {EpisodeKind.THEME})
    together = {item.guid: item.date for item in feed_items(find_episodes(shelf).episodes, ALL)}
    assert [together[item.guid] for item in alone] == [item.date for item in alone]


def test_building_again_changes_neither_identity_nor_date(tmp_path: Path) -> None:
    before = feed_items(find_episodes(put(tmp_path, "a/a.mp3").parents[1]).episodes)
    put(tmp_path, "a/a.mp3", title="Autre titre", album="Autre", chapters=("x",), people=())
    os.utime(tmp_path / "a/a.mp3", (0, 0))
    after = feed_items(find_episodes(tmp_path).episodes)
    assert [(i.guid, i.date) for i in before] == [(i.guid, i.date) for i in after]


def test_without_a_date_that_of_the_oldest_file_which_then_stays(tmp_path: Path) -> None:
    for number, name in enumerate(("a/a", "a/speakers/ada", "a/speakers/bob"), start=1):
        file = put(tmp_path, f"{name}.mp3", date=None, track=number)
        os.utime(file, (1_700_000_000 + number, 1_700_000_000 + number))
    first = feed_items(find_episodes(tmp_path).episodes)
    assert first[0].date == datetime.datetime.fromtimestamp(1_700_000_001, UTC)
    assert not first[0].dated
    earlier = EarlierFeed(dates={item.guid: item.date for item in first})
    for file in tmp_path.rglob("*.mp3"):
        os.utime(file, (1_800_000_000, 1_800_000_000))
    again = feed_items(find_episodes(tmp_path).episodes, ALL, earlier)
    assert [(i.date - first[0].date).total_seconds() for i in again] == [0, -60, -120]


def test_years(tmp_path: Path) -> None:
    put(tmp_path, "a/a.mp3", date="2019")
    put(tmp_path, "b/b.mp3", date="1789-07-14")
    new, old = feed_items(find_episodes(tmp_path).episodes)
    assert (new.episode.debate, new.dated) == ("b", False)  # RFC 2822 begins in 1900
    assert (str(old.date), old.dated) == ("2019-01-01 12:00:00+00:00", True)


def test_names_are_encoded_in_identities(tmp_path: Path) -> None:
    put(tmp_path, "Le débat & co/été 1.mp3")
    (item,) = feed_items(find_episodes(tmp_path).episodes)
    assert item.guid == "debate-podcast:Le%20d%C3%A9bat%20%26%20co/%C3%A9t%C3%A9%201"

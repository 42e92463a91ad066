"""What is said of the podcast, and what a directory would refuse."""

from __future__ import annotations

import io
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from podcast.casting.series import NO_SERIES, FeedEntry, SeriesFile
from podcast.publishing.cover import PictureError, checked
from podcast.publishing.feed.channel import (
    Category,
    Channel,
    FeedError,
    category,
    channel_guid,
    folder_address,
    settled,
    web_address,
)
from podcast.publishing.feed.episodes import EarlierFeed, find_episodes
from tests.publishing.feed.shelf import put

GOOD = SeriesFile(
    title="Le fleuve", author="Radio", feed=FeedEntry(base_url="https://example.org/d")
)


def channel(shelf: Path, asked: SeriesFile = GOOD, series: SeriesFile = NO_SERIES) -> Channel:
    return settled(asked.completed(series), find_episodes(shelf).episodes, folder=shelf)


def changed(**told: Any) -> SeriesFile:
    """What is asked for, but for what is `told`."""
    own = {name: value for name, value in told.items() if hasattr(GOOD, name)}
    feed = {name: value for name, value in told.items() if name not in own}
    return replace(GOOD, **own, feed=replace(GOOD.feed, **feed))


def picture(width: int, height: int, kind: str = "JPEG", mode: str = "RGB") -> bytes:
    file = io.BytesIO()
    Image.new(mode, (width, height)).save(file, kind)
    return file.getvalue()


def test_what_is_not_asked_for_is_found(shelf: Path) -> None:
    made = channel(shelf)
    assert made.base == "https://example.org/d/"
    assert made.address == "https://example.org/d/feed.xml"
    assert (made.link, made.language) == (made.base, "fr")
    assert made.categories == (Category("Society & Culture"),)
    assert "voix de synthèse" in made.description
    assert (made.explicit, made.locked, made.email) == (False, None, None)
    assert checked(made.cover.data).suffix == ".jpg"


def test_one_debate_lends_its_title_and_its_cover(tmp_path: Path) -> None:
    file = put(tmp_path, "a/a.mp3", album="Un seul débat")
    made = channel(tmp_path, changed(title=None))
    assert made.title == "Un seul débat"
    assert made.cover.data in file.read_bytes()


def test_options_come_before_the_series(shelf: Path) -> None:
    entry = FeedEntry("Du fleuve.", "a@b.example", "https://c.example", "http://d.example/x/")
    entry = replace(entry, categories=("politics",), explicit=True, locked=True, copyright="CC")
    series = SeriesFile(title="Série", author="A", language="fr-CA", feed=entry)
    made = channel(shelf, SeriesFile(), series)
    assert (made.title, made.author, made.description) == ("Série", "A", "Du fleuve.")
    assert (made.email, made.link, made.base) == (
        "a@b.example",
        "https://c.example",
        "http://d.example/x/",
    )
    assert made.categories == (Category("News", "Politics"),)
    assert (made.explicit, made.locked, made.copyright) == (True, True, "CC")
    assert made.language == "fr-CA"
    other = channel(shelf, changed(explicit=False, locked=False), series)
    assert (other.title, other.explicit, other.locked) == ("Le fleuve", False, False)


def test_the_identity_of_the_podcast() -> None:
    # The examples of the podcast namespace, tag "guid".
    assert str(channel_guid("https://mp3s.nashownotes.com/pc20rss.xml")) == (
        "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    )
    assert str(channel_guid("https://podnews.net/rss/")) == "9b024349-ccf0-5f69-a609-6b82873eab3c"


def test_the_identity_stays_when_the_address_changes(shelf: Path) -> None:
    first = channel(shelf).guid
    episodes = find_episodes(shelf).episodes
    moved = changed(base_url="https://other.example")
    assert channel(shelf, moved).guid != first
    kept = settled(moved, episodes, folder=shelf, earlier=EarlierFeed(first))
    assert kept.guid == first
    own = uuid.uuid4()
    series = SeriesFile(feed=FeedEntry(guid=str(own)))
    assert (
        settled(GOOD.completed(series), episodes, folder=shelf, earlier=EarlierFeed(first)).guid
        == own
    )


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"base_url": None}, "with --base-url, or as base_url under [feed]"),
        ({"base_url": "example.org"}, "is no address of a folder: write it as https://"),
        ({"base_url": "ftp://example.org"}, "no address of a folder"),
        ({"base_url": "https://example.org/?a=1"}, "without ? and #"),
        ({"base_url": "https://u:p@example.org/"}, "no address of a folder"),
        ({"base_url": "https://exam ple.org/"}, "has a space in it"),
        ({"base_url": "https://example.org:99999/"}, "no address of a folder"),
        ({"link": "javascript:alert(1)"}, "no address of a page"),
        ({"title": None}, "no title: say what it is called with --title"),
        ({"author": None}, "no author: say who publishes it with --author"),
        ({"author": " \x07"}, "no author"),
        ({"email": "nobody"}, "write it as name@example.org"),
        ({"language": "french"}, "as in fr or fr-CA"),
        ({"categories": ("Polics",)}, "did you mean “Politics”?"),
        ({"categories": ("Arts", "Music", "News", "Comedy")}, "directories take 3"),
        ({"cover": Path("/nowhere.jpg")}, "is not there; name a JPEG"),
    ],
)
def test_what_a_directory_would_refuse(shelf: Path, wrong: dict[str, str], says: str) -> None:
    with pytest.raises(FeedError) as error:
        channel(shelf, changed(**wrong))
    (problem,) = error.value.problems
    assert says in problem and "\n" not in problem
    assert problem[-1] == "." or problem.endswith(")")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no picture"),
        (b"GIF89a", "no picture"),
        (picture(1400, 1399), "1400 × 1399 px; cut it to a square of 1400 to 3000 px"),
        (picture(1399, 1399), "save it with 1400 to 3000 px a side"),
        (picture(3001, 3001), "save it with 1400 to 3000 px a side"),
        (picture(1400, 1400, "GIF", "L"), "GIF picture; save it as JPEG or PNG"),
        (picture(1400, 1400, "JPEG", "CMYK"), "in RGB"),
    ],
    ids=["nothing", "cut", "oblong", "small", "large", "gif", "cmyk"],
)
def test_a_cover_that_is_refused(shelf: Path, tmp_path: Path, data: bytes, says: str) -> None:
    with pytest.raises(PictureError, match=says):
        checked(data)
    file = tmp_path / "mine.jpg"
    file.write_bytes(data)
    with pytest.raises(FeedError, match=says):
        channel(shelf, changed(cover=file))


def test_a_cover_that_is_taken() -> None:
    assert checked(picture(1400, 1400)).suffix == ".jpg"
    assert checked(picture(3000, 3000, "PNG")).suffix == ".png"


def test_everything_is_told_at_once(tmp_path: Path) -> None:
    entry = FeedEntry(base_url="x", email="y", categories=("z",))
    bad = SeriesFile(cover=tmp_path / "no.png", feed=entry)
    with pytest.raises(FeedError) as error:
        settled(bad, (), folder=tmp_path)
    assert len(error.value.problems) == 6
    assert str(error.value).count("\n- ") == 6
    assert "no episodes in" in str(error.value)


def test_parts_alone_are_not_found_by_chance(shelf: Path) -> None:
    with pytest.raises(FeedError, match=r"none of the 3 episodes .* --by speaker or --by theme"):
        settled(GOOD, (), folder=shelf, skipped=3)


def test_addresses() -> None:
    assert folder_address("https://exämple.org/é t/".replace(" ", "%20")) == (
        "https://xn--exmple-cua.org/%C3%A9%20t/"
    )
    assert folder_address("http://[::1]:8000") == "http://[::1]:8000/"
    assert web_address("https://a.example/x?y=é#z") == "https://a.example/x?y=%C3%A9#z"


def test_categories() -> None:
    assert category("news > politics") == category("Politics") == Category("News", "Politics")
    assert category("TV & Film") == Category("TV & Film")
    with pytest.raises(ValueError, match="known are Arts, Business"):
        category("qqq")

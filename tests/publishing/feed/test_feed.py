"""The feed, read back by readers that are not ours: feedparser, podcastparser (gPodder's), lxml."""

from __future__ import annotations

import io
import re
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import feedparser
import podcastparser
import pytest
from lxml import etree, html
from PIL import Image

from podcast.cli import main
from podcast.planning import EpisodeKind
from podcast.publishing.feed.episodes import earlier_feed
from tests.publishing.feed.shelf import HOSTILE, SECONDS, put

NAMES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "podcast": "https://podcastindex.org/namespace/1.0",
}
BASE = "https://example.org/débats"
ASKED = ("--base-url", BASE, "--title", "Le fleuve", "--author", "Radio & Cie")
ALL = tuple(f"--by={kind.value}" for kind in EpisodeKind)


def run(folder: Path, *options: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["feed", str(folder), *options])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def tree(folder: Path, *options: str) -> Any:
    assert run(folder, *ASKED, *options) == 0
    return etree.parse(folder / "feed.xml")


def at(node: Any, path: str) -> Any:
    found = node.xpath(path, namespaces=NAMES)
    return found[0] if isinstance(found, list) and len(found) == 1 else found


def test_feedparser_reads_it(shelf: Path) -> None:
    assert run(shelf, *ASKED, *ALL, "--email", "a@b.example", "--category", "Politics") == 0
    read = feedparser.parse(str(shelf / "feed.xml"))
    assert read.bozo is False
    assert read.version == "rss20"
    assert read.feed.title == "Le fleuve"
    assert read.feed.author == "Radio & Cie"
    assert read.feed.language == "fr"
    assert {tag.term for tag in read.feed.tags} == {"News", "Politics"}
    assert read.feed.image.href == "https://example.org/d%C3%A9bats/feed-cover.jpg"
    assert read.feed.publisher_detail.email == "a@b.example"
    assert [entry.title for entry in read.entries] == [
        "Le fleuve",
        "Un débat",
        "Ada Premier – Un débat",
        "Prix – Un débat",
    ]
    first = read.entries[0]
    assert first.id == "debate-podcast:fleuve/fleuve" and first.guidislink is False
    assert first.itunes_duration == str(SECONDS)
    assert first.published_parsed[:5] == (2024, 6, 1, 12, 0)
    (enclosure,) = first.enclosures
    assert enclosure.type == "audio/mpeg"
    assert int(enclosure.length) == (shelf / "fleuve/fleuve.mp3").stat().st_size
    dates = [entry.published_parsed for entry in read.entries]
    assert dates == sorted(dates, reverse=True)


def test_podcastparser_reads_it(shelf: Path) -> None:
    assert run(shelf, *ASKED, *ALL) == 0
    read = podcastparser.parse(f"{BASE}/feed.xml", io.BytesIO((shelf / "feed.xml").read_bytes()))
    assert (read["title"], read["itunes_author"]) == ("Le fleuve", "Radio & Cie")
    assert (read["type"], read["explicit"]) == ("episodic", False)
    assert read["itunes_categories"] == [["Society & Culture"]]
    episodes = {episode["guid"]: episode for episode in read["episodes"]}
    assert len(episodes) == 4
    whole = episodes["debate-podcast:trains/trains"]
    assert (whole["type"], whole["total_time"]) == ("full", SECONDS)
    assert whole["link"] == "https://example.org/d%C3%A9bats/trains/index.html"
    assert whole["episode_art_url"].endswith("/trains/trains.cover.jpg")
    assert "00:00:01 Ada Premier\xa0: les trains" in whole["description"]
    part = episodes["debate-podcast:trains/themes/prix"]
    assert part["type"] == "bonus"
    # Where it is shown on the page of its debate.
    assert part["link"] == f"{whole['link']}#episode/themes/prix"


def test_what_podcasting_2_0_adds(shelf: Path) -> None:
    (shelf / "fleuve/fleuve.vtt").unlink()
    read = tree(shelf, "--locked", "--email", "a@b.example")
    assert at(read, "//podcast:locked").text == "yes"
    assert at(read, "//podcast:locked").get("owner") == "a@b.example"
    assert at(read, "//podcast:medium").text == "podcast"
    assert re.fullmatch(
        r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", at(read, "//podcast:guid").text
    )
    fleuve, trains = at(read, "//item")
    assert [t.get("type") for t in trains.findall("podcast:transcript", NAMES)] == [
        "text/vtt",
        "application/json",
    ]
    assert at(fleuve, "podcast:transcript").get("type") == "application/json"
    assert at(fleuve, "podcast:chapters").get("type") == "application/json+chapters"
    assert [(p.text, p.get("role")) for p in trains.findall("podcast:person", NAMES)] == [
        ("Ada Premier", "host"),
        ("Bob Second", "guest"),
    ]


def addresses(read: Any) -> list[str]:
    return [
        str(value)
        for value in read.xpath("//item//@url | //item//@href | //channel/itunes:image/@href"
                                " | //image/url/text() | //item/link/text()", namespaces=NAMES)
    ]  # fmt: skip


def test_every_address_is_a_file_in_the_folder(shelf: Path) -> None:
    put(shelf, "Un & deux, été #1?/Un & deux 100%.mp3", date="2020-01-01")
    read = tree(shelf, *ALL)
    found = addresses(read)
    assert len(found) > 20
    for address in found:
        assert re.fullmatch(r"[!-~]+", address)
        path = unquote(urlsplit(address).path).removeprefix("/débats/")
        assert (shelf / path).is_file(), address
    atom = at(read, "//channel/atom:link")
    assert (atom.get("rel"), atom.get("href")) == (
        "self",
        "https://example.org/d%C3%A9bats/feed.xml",
    )


def test_covers_are_what_directories_take(shelf: Path) -> None:
    read = tree(shelf, *ALL)
    hrefs = {str(h) for h in read.xpath("//itunes:image/@href", namespaces=NAMES)}
    assert len(hrefs) == 5
    for href in hrefs:
        with Image.open(shelf / unquote(urlsplit(href).path).removeprefix("/débats/")) as opened:
            assert opened.format == "JPEG" and opened.size == (1400, 1400)


def test_an_episode_without_a_cover_has_the_podcasts(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(shelf, "fleuve/fleuve.mp3", picture=b"no picture", date="2024-06-01")
    read = tree(shelf)
    assert "fleuve/fleuve.mp3 is shown with the podcast's cover" in capsys.readouterr().err
    assert at(read, "//item")[0].find("itunes:image", NAMES).get("href").endswith("feed-cover.jpg")


def test_the_same_bytes_each_time_and_nothing_touched(shelf: Path) -> None:
    tree(shelf, *ALL)
    before = {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in shelf.rglob("*") if p.is_file()}
    tree(shelf, *ALL)
    after = {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in shelf.rglob("*") if p.is_file()}
    assert before == after
    assert not list(shelf.rglob("*.part"))


def test_moving_changes_no_identity(shelf: Path) -> None:
    first = tree(shelf, *ALL)
    assert run(shelf, *ASKED, *ALL, "--base-url", "http://other.example:8080/x/") == 0
    second = etree.parse(shelf / "feed.xml")
    for path in ("//item/guid/text()", "//podcast:guid/text()", "//item/pubDate/text()"):
        assert at(first, path) == at(second, path)
    assert at(first, "//enclosure/@url") != at(second, "//enclosure/@url")


def test_hostile_text_goes_through_everything(shelf: Path) -> None:
    from podcast.publishing.heard import shown
    from podcast.publishing.tags import Person

    put(
        shelf,
        "fleuve/fleuve.mp3",
        title=HOSTILE,
        album=HOSTILE,
        chapters=(HOSTILE, "fin"),
        people=(Person(HOSTILE),),
        date="2024-06-01",
    )
    # All comes back to the letter, but for what steers programs.
    wanted = " ".join(shown(HOSTILE).split())
    read = tree(shelf, "--title", HOSTILE, "--description", HOSTILE)
    item = at(read, "//item")[0]
    title = item.find("title").text
    assert title == wanted == at(read, "//channel/title").text
    assert title.startswith("]]> <script>alert(1)</script> & \"quotes\" 'single' --> <!-- ../../")
    assert "😀" in title and "עברית" in title and len(title) > 500
    assert len(item.find("itunes:title", NAMES).text) <= 255
    assert len(item.find("podcast:person", NAMES).text) <= 128
    text = (shelf / "feed.xml").read_text("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ufffe]", text)
    for name in ("description", "content:encoded"):
        markup = item.find(name, NAMES).text
        shown_html = html.fromstring(f"<div>{markup}</div>")
        assert {e.tag for e in shown_html.iter()} <= {"div", "p", "ul", "li", "a"}
        if name == "description":
            assert len(markup.encode()) <= 4000
        else:
            assert f"00:00:00 {title}" in shown_html.text_content()
    parsed = podcastparser.parse(BASE, io.BytesIO(text.encode()))
    assert parsed["episodes"][0]["title"] == title
    assert feedparser.parse(text.encode()).bozo is False


def test_a_long_list_of_chapters_keeps_to_what_apple_takes(shelf: Path) -> None:
    put(shelf, "fleuve/fleuve.mp3", chapters=tuple(f"Élodie & Œuvre {n}" for n in range(255)))
    item = at(tree(shelf), "//item[guid='debate-podcast:fleuve/fleuve']")
    short, full = item.find("description").text, item.find("content:encoded", NAMES).text
    assert 3900 < len(short.encode()) <= 4000
    assert short.endswith("<li>…</li></ul>") and full.count("<li>") == 255


def test_a_refusal_writes_nothing(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(shelf.rglob("*"))
    assert run(shelf, "--title", "x", "--category", "Polics") == 1
    told = capsys.readouterr().err
    assert told.count("\n- ") == 3 and "Traceback" not in told
    assert sorted(shelf.rglob("*")) == before


def test_an_empty_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, *ASKED) == 1
    assert "there are no episodes in" in capsys.readouterr().err
    assert run(tmp_path / "no", *ASKED) == 2


def test_the_series_file_is_enough(shelf: Path) -> None:
    (shelf / "series.toml").write_text(
        'title = "Rencontres"\nauthor = "Radio"\n[feed]\nbase_url = "https://a.example/"\n'
        'category = "News > Politics"\nexplicit = false\n',
        encoding="utf-8",
    )
    assert run(shelf) == 0
    read = etree.parse(shelf / "feed.xml")
    assert at(read, "//channel/title").text == "Rencontres"
    assert at(read, "//channel/itunes:category/itunes:category/@text") == "Politics"


def test_what_is_left_out_is_said(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(shelf, "x/x.mp3", date=None)
    (shelf / "x/broken.mp3").write_bytes(b"no")
    assert run(shelf, *ASKED) == 0
    told = capsys.readouterr().err
    assert "2 episodes of other kinds are left out" in told
    assert "broken.mp3 is left out" in told
    assert "x: no date" in told


def test_an_earlier_feed_that_is_none(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    entities = '<!DOCTYPE r [<!ENTITY a "x"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    hostile = f"{entities}<rss><channel><item><guid>&b;</guid></item></channel></rss>"
    for text in ("", "<rss/>", "no", hostile):
        file.write_text(text)
        assert earlier_feed(file).dates == {}
    assert earlier_feed(tmp_path / "none.xml").guid is None


def test_dates_are_those_of_the_standard(shelf: Path) -> None:
    for text in tree(shelf, *ALL).xpath("//pubDate/text()"):
        assert re.fullmatch(r"[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT", text)
        assert parsedate_to_datetime(text).tzinfo is not None


def test_two_feeds_of_one_folder_have_each_their_cover(shelf: Path) -> None:
    assert run(shelf, *ASKED) == 0
    before = (shelf / "feed-cover.jpg").read_bytes()
    assert run(shelf, *ASKED, "--by", "speaker", "-o", str(shelf / "speakers.xml")) == 0
    assert (shelf / "feed-cover.jpg").read_bytes() == before
    assert (shelf / "speakers-cover.jpg").is_file()
    one, other = (etree.parse(shelf / name) for name in ("feed.xml", "speakers.xml"))
    assert at(one, "//podcast:guid").text != at(other, "//podcast:guid").text
    assert at(other, "//atom:link/@href").endswith("/speakers.xml")

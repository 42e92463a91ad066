"""Feeds broken on purpose."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from podcast.checking import check
from tests.checking.conftest import BASE, feed_of, put, rewrite

Change = Callable[[str], str]


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (lambda text: text[:-20], ["xml-broken"]),
        (lambda text: "", ["xml-broken"]),
        (put('version="2.0"', 'version="1.0"'), ["feed-shape"]),
        (put("<title>Débats</title>", ""), ["feed-missing"]),
        (put("<link>https://example.org/</link>", ""), ["feed-missing"]),
        (put("<link>https://example.org/</link>", "<link>example</link>"), ["feed-address"]),
        (put("<description>Des débats.</description>", ""), ["feed-missing"]),
        (put("<language>fr</language>", ""), ["feed-missing"]),
        (put(f'<itunes:image href="{BASE}cover.jpg"/>', ""), ["feed-missing"]),
        (put("cover.jpg", "other.jpg"), ["feed-file"]),
        (put('<itunes:category text="Government"/>', ""), ["feed-missing"]),
        (put("Government", "Debates"), ["feed-category"]),
        (put("<itunes:explicit>false</itunes:explicit>", ""), ["feed-explicit"]),
        (put(">false<", ">clean<"), ["feed-explicit"]),
        (put("<itunes:author>La mairie</itunes:author>", ""), ["feed-missing"]),
        (put("387e6af5", "x"), ["feed-guid"]),
        (put("locked>no<", "locked>non<"), ["feed-locked"]),
        (put("<title>Un débat</title>", ""), ["feed-missing"]),
        (put('<guid isPermaLink="false">trains</guid>', ""), ["feed-guid"]),
        (put(' isPermaLink="false"', ""), ["feed-guid"]),
        (put("<pubDate>Tue, 28 May 2024 10:00:00 +0000</pubDate>", ""), ["feed-missing"]),
        (put("Tue, 28 May 2024", "28/05/2024"), ["feed-date"]),
        (put("Tue, 28 May 2024", "Mon, 28 May 2024"), ["feed-date"]),
        (put("28 May", "32 May"), ["feed-date"]),
        (put("10:00:00 +0000", "10:00"), ["feed-date"]),
        (put('<enclosure url="', '<enclosure href="'), ["feed-address"]),
        (put("trains.mp3", "other.mp3"), ["feed-file"]),
        (put("trains.mp3", "../trains.mp3"), ["feed-file"]),
        (put(f"{BASE}trains.mp3", "trains.mp3"), ["feed-address"]),
        (put(f"{BASE}trains.mp3", "https://elsewhere.org/a.mp3"), ["feed-elsewhere"]),
        (put(f"{BASE}trains.mp3", "https://elsewhere.org/x/trains.mp3"), []),
        (put('length="', 'length="1'), ["feed-length"]),
        (put('length="', 'length="x'), ["feed-length"]),
        (put("audio/mpeg", "audio/mp3"), ["feed-enclosure"]),
        (put("<enclosure ", "<other "), ["feed-enclosure"]),
        (put("<itunes:duration>", "<itunes:duration>9"), ["feed-duration"]),
        (put("<itunes:duration>", "<itunes:duration>un"), ["feed-duration"]),
        (put("<itunes:duration>", "<itunes:duration>00:00:"), []),
        (put("text/vtt", "text/captions"), ["feed-type"]),
        (put("trains.vtt", "other.vtt"), ["feed-file"]),
        (put("json+chapters", "json"), ["feed-type"]),
        (put("trains.chapters.json", "other.json"), ["feed-file"]),
        (put("<podcast:person>Ada Premier<", "<podcast:person><"), ["feed-person"]),
        (put("<atom:link", "<other"), ["feed-missing"]),
        (lambda text: text[: text.index("<item>")] + "</channel></rss>", ["feed-empty"]),
        (lambda text: text.replace("</channel>", item_of(text) + "</channel>"), ["feed-guid"]),
        (lambda text: text.replace("</channel>", item_of(text).replace(">trains<", ">b<").replace(
            "Tue, 28 May 2024", "Wed, 29 May 2024") + "</channel>"), ["feed-order"]),
        (put("?>", '?><!DOCTYPE rss [<!ENTITY a "b">]>'), ["feed-doctype"]),
    ],
)  # fmt: skip
def test_a_broken_feed(episode: Path, change: Change, codes: list[str]) -> None:
    path = episode / "feed.xml"
    rewrite(path, change)
    findings = check(episode, sound=False).findings
    assert {f.path for f in findings} <= {str(path)}
    assert list(dict.fromkeys(f.code for f in findings)) == codes


def item_of(feed: str) -> str:
    return feed[feed.index("<item>") : feed.index("</item>") + len("</item>")]


def test_a_small_cover(episode: Path) -> None:
    Image.new("RGB", (600, 600)).save(episode / "cover.jpg")
    assert [f.code for f in check(episode / "feed.xml").findings] == ["cover-size"]


def test_a_feed_above_its_episodes(episode: Path) -> None:
    feed = feed_of(episode).replace(BASE + "trains", BASE + "trains/trains")
    (episode.parent / "feed.xml").write_text(feed.replace("cover", "trains/cover"), "utf-8")
    (episode / "feed.xml").unlink()
    assert check(episode.parent, sound=False).findings == ()
    (episode / "trains.vtt").rename(episode / "other.vtt")
    found = [(Path(f.path).name, f.code) for f in check(episode.parent, sound=False).findings]
    assert ("feed.xml", "feed-file") in found


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">'
        for old, new in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + '<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    + '<rss version="2.0"><channel><title>&j;</title><link>&x;</link></channel></rss>'
)


def test_an_xml_bomb_does_not_go_off(episode: Path) -> None:
    (episode / "feed.xml").write_text(BOMB, "utf-8")
    findings = check(episode / "feed.xml").findings
    assert "root:" not in " ".join(f.message for f in findings)
    assert max(len(f.message) for f in findings) < 500
    assert findings

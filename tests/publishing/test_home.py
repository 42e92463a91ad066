"""The home page: what is on it, and that the feed's link leads to it."""

from __future__ import annotations

import functools
import http.server
import threading
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from tests.browser import Keyboard
from tests.publishing.feed.conftest import shelf
from tests.publishing.feed.shelf import HOSTILE, put
from tests.publishing.feed.test_feed import ASKED, run

__all__ = ["shelf"]


def page_of(folder: Path) -> Any:
    return html.document_fromstring((folder / "index.html").read_bytes())


def test_debates_newest_first_and_their_parts_folded(shelf: Path) -> None:
    assert run(shelf, *ASKED) == 0
    page = page_of(shelf)
    heads = [head.text_content() for head in page.iter("h3")]
    assert heads == ["Le fleuve", "Un débat"]
    assert [time.text for time in page.iter("time")] == ["1 juin 2024", "28 mai 2024"]
    assert [s.text for s in page.iter("summary")] == ["Par personne (1)", "Par thème (1)"]
    links = page.xpath("//main//a/@href")
    # One debate has a page, the other is its MP3.
    assert links[:2] == ["fleuve/fleuve.mp3", "fleuve/fleuve.mp3"]
    assert "trains/index.html#episode/speakers/ada-premier" in links
    assert "feed.xml" in links


def test_the_feeds_link_is_answered_by_a_plain_file_server(shelf: Path) -> None:
    serve = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(shelf))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_address[1]}/"
        assert run(shelf, "--base-url", base, "--author", "Radio", "--title", "Débats") == 0
        link = etree.parse(str(shelf / "feed.xml")).findtext("channel/link")
        with urllib.request.urlopen(link) as answer:
            page = html.document_fromstring(answer.read())
        (feed,) = page.xpath("//link[@rel='alternate']/@href")
        with urllib.request.urlopen(link + feed) as answer:
            assert answer.read() == (shelf / "feed.xml").read_bytes()
        server.shutdown()


def test_what_the_publisher_says_of_themselves(shelf: Path) -> None:
    (shelf / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    (shelf / "own.css").write_text("h1 { color: rgb(120, 0, 0); }", "utf-8")
    (shelf / "series.toml").write_text(
        'title = "Le fleuve"\nauthor = "Radio & Cie"\nlogo = "logo.svg"\nstyle = "own.css"\n'
        '[feed]\nbase_url = "https://example.org/d"\nemail = "a@example.org"\n'
        'copyright = "CC BY 4.0"\nlink = "https://example.org/"\n',
        "utf-8",
    )
    assert run(shelf) == 0
    page = page_of(shelf)
    assert page.xpath("string(//img/@src)").startswith("data:image/svg+xml;base64,")
    assert "rgb(120, 0, 0)" in page.xpath("string(//style)")
    text = page.text_content()
    for said in ("CC BY 4.0", "a@example.org", "Radio & Cie", "voix de synthèse", "Accessibilité"):
        assert said in text
    assert "https://example.org/" in page.xpath("//footer//a/@href")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("style", b"p {} </style><script>", "</style"),
        ("style", b" " * (600 << 10), "smaller than 512 KB"),
        ("logo", b"GIF89a", "no picture for a page"),
    ],
)
def test_a_look_that_cannot_be_used(
    shelf: Path, name: str, content: bytes, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (shelf / "own.x").write_bytes(content)
    (shelf / "series.toml").write_text(f'{name} = "own.x"\n', "utf-8")
    assert run(shelf, *ASKED) == 1
    assert said in capsys.readouterr().err
    assert not (shelf / "index.html").exists()


def test_a_page_of_somebody_elses_stays(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shelf / "index.html").write_text("mine", "utf-8")
    assert run(shelf, *ASKED) == 0
    assert (shelf / "index.html").read_text("utf-8") == "mine"
    assert "stays as it is" in capsys.readouterr().err


def test_axe_finds_nothing(shelf: Path, chromium: Any, axe: str) -> None:
    put(shelf, "x/x.mp3", title=HOSTILE, album=HOSTILE, language="en")
    assert run(shelf, *ASKED) == 0
    chromium.get_log("browser")  # what other pages said, which the same browser showed before
    for scheme, contrast in (("light", "no-preference"), ("dark", "more"), ("light", "more")):
        features = [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-contrast", "value": contrast},
        ]
        chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        page = Keyboard(chromium)
        page.resize(320)
        chromium.get((shelf / "index.html").as_uri())
        page.js("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert page.js("document.documentElement.scrollWidth <= innerWidth")
        assert page.violations(axe) == []
    assert chromium.get_log("browser") == []

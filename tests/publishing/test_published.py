"""A published folder as a whole: every address that is named in it leads to something."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from click.testing import CliRunner
from lxml import etree, html

from podcast.cli import cli
from podcast.publishing.model import EVER
from podcast.serving import Library
from podcast.serving.library import Resource

BASE = "https://example.org/débats/"
DEBATE = """\
Les trains de nuit
12 mars 2024

Ada Premier : Bonjour. Que penser des trains de nuit ?

Bob Second : Ils roulent trop peu, et les gares sont désertes.

Ada Premier : Merci à vous.
"""
MIMES = {
    ".mp3": "audio/mpeg",
    ".epub": "application/epub+zip",
    ".daisy.zip": "application/zip",
    ".vtt": "text/vtt; charset=utf-8",
    ".transcript.html": "text/html; charset=utf-8",
    ".transcript.txt": "text/plain; charset=utf-8",
    ".transcript.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".transcript.json": "application/json",
    ".chapters.json": "application/json+chapters",
    ".cover.jpg": "image/jpeg",
}


def podcast(*arguments: str) -> None:
    done = CliRunner().invoke(cli, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0, done.output


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two debates, published as the series file says."""
    made = tmp_path_factory.mktemp("published")
    folder = made / "episodes"
    folder.mkdir()
    (folder / "series.toml").write_text(
        f'author = "Radio"\n[feed]\nbase_url = "{BASE}"\nemail = "a@example.org"\n'
    )
    for name, by in (("trains", ("whole", "speaker")), ("gares", ("speaker",))):
        text = made / f"{name}.txt"
        text.write_text(DEBATE.replace("trains", name))
        kinds = [f"--by={one}" for one in by]
        options = ("--engine", "tone", "--book", "--daisy", "-q", "-o", str(folder))
        podcast("build", str(text), *kinds, *options)
    podcast("feed", str(folder))
    return folder


def test_every_address_leads_to_a_file(folder: Path) -> None:
    library = Library(folder)
    found = 0
    for page in (*folder.rglob("*.html"), folder / "feed.xml"):
        at = urljoin(BASE, page.relative_to(folder).as_posix())
        for address in addresses(page):
            path, _, place = urljoin(at, address).partition("#")
            if urlsplit(path).scheme != "https" or address.startswith("https://podcastindex"):
                continue
            assert unquote(path).startswith(BASE), (page, address)
            name = unquote(urlsplit(path).path).removeprefix("/débats/")
            file = folder / name / "index.html" if name[-1:] in ("", "/") else folder / name
            assert file.is_file(), (page, address)
            served = library.find(tuple(name.split("/")), "http://127.0.0.1:1")
            assert isinstance(served, Resource), (page, address)
            if place and file.suffix == ".html":
                ids = html.document_fromstring(file.read_bytes()).xpath("//@id")
                assert unquote(place) in ids, (page, address)
            found += 1
    assert found > 100


def addresses(page: Path) -> list[str]:
    """All that a page or feed names."""
    if page.suffix == ".xml":
        tree = etree.parse(page)
        return [
            str(one).strip()
            for one in tree.xpath("//@url | //@href | //url/text() | //link/text()")
        ]
    tree = html.document_fromstring(page.read_bytes())
    shared = tree.xpath("//meta[@property='og:image' or @property='og:url']/@content")
    return [*map(str, tree.xpath("//@href | //@src")), *map(str, shared)]


def test_both_debates_have_a_picture_to_share(folder: Path) -> None:
    """Also the one of which only parts were made."""
    for name, picture in (("trains", "trains"), ("gares", "speakers/ada-premier")):
        tree = html.document_fromstring((folder / name / "index.html").read_bytes())
        (image,) = tree.xpath("//meta[@property='og:image']/@content")
        assert image == f"https://example.org/d%C3%A9bats/{name}/{picture}.cover.jpg"


def test_all_that_is_beside_an_episode_is_served_as_what_it_is(folder: Path) -> None:
    library = Library(folder)
    names = EVER.files("trains/trains")
    for name in (*names, "trains/trains.mp3", "trains/trains.cover.jpg"):
        served = library.find(tuple(name.split("/")), "http://127.0.0.1:1")
        assert isinstance(served, Resource) and served.file == (folder / name).resolve()
        assert served.mime == MIMES[name.removeprefix("trains/trains")]
    assert {folder / name for name in names} < set(library.files())

"""DAISY books: what is made is right; each way to break one is found."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from podcast.checking import check
from podcast.publishing.model import SidecarChoice
from tests.making import make_episode
from tests.publishing.conftest import DEBATE, hostile, production_of

Change = Callable[[dict[str, bytes]], object]


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good debate's book, and a hostile one's."""
    folder = tmp_path_factory.mktemp("daisy")
    only = SidecarChoice(page=False, captions=False, chapters=False, daisy=True)
    for name, debate in (("trains", DEBATE), ("a", hostile())):
        make_episode(production_of(debate), folder, name, jobs=2, wanted=only)
    return folder


def files_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", ["trains", "a"])
def test_what_is_made_is_right(books: Path, name: str) -> None:
    assert check(books / f"{name}.daisy.zip").findings == ()
    files = files_of(books / f"{name}.daisy.zip")
    assert b'class="optional-prodnote"' in files["ncc.html"]
    assert b'system-required="prodnote-on"' in files["s0001.smil"]
    assert files["ncc.html"].count(b"<h2") > 2  # one moves by speaker, too


def put(name: str, old: str, new: str) -> Change:
    def change(files: dict[str, bytes]) -> None:
        text = files[name].decode()
        assert old in text
        files[name] = text.replace(old, new, 1).encode()

    return change


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda files: files.pop("ncc.html"), "daisy-ncc"),
        (lambda files: files.pop("sound.mp3"), "daisy-link"),
        (lambda files: files.pop("t0002.html"), "daisy-link"),
        (put("ncc.html", 'class="title"', 'class="section"'), "daisy-ncc"),
        (put("ncc.html", 'name="dc:publisher"', 'name="dc:rights"'), "daisy-meta"),
        (put("ncc.html", "Daisy 2.02", "Daisy 3"), "daisy-meta"),
        (put("ncc.html", 'tocItems" content="', 'tocItems" content="9'), "daisy-count"),
        (put("ncc.html", 'prodNotes" content="', 'prodNotes" content="9'), "daisy-count"),
        (put("ncc.html", 'totalTime" content="0', 'totalTime" content="1'), "daisy-time"),
        (put("ncc.html", "s0002.smil#p-chapter", "s0002.smil#nowhere"), "daisy-link"),
        (put("ncc.html", "s0001.smil#p-chapter", "s0002.smil#p-chapter"), "daisy-order"),
        (put("ncc.html", "</html>", ""), "daisy-file"),
        (put("s0002.smil", "region", "regions"), "daisy-smil"),
        (put("s0002.smil", 'endsync="last"', 'endsync="first"'), "daisy-smil"),
        (put("s0002.smil", "prodnote-on", "prodnote-off"), "daisy-smil"),
        (put("s0002.smil", 'clip-begin="npt=', 'clip-begin="npt=9'), "daisy-clip"),
        (put("s0002.smil", 'clip-end="npt=', 'clip-end="'), "daisy-clip"),
        (put("s0002.smil", "totalElapsedTime", "elapsed"), "daisy-time"),
        (put("s0002.smil", 'id="x-s', 'id="p-chapter" alt="'), "daisy-id"),
        (put("t0002.html", 'id="chapter"', 'id="chapters"'), "daisy-link"),
        (put("master.smil", "s0002.smil", "s0001.smil"), "daisy-order"),
    ],
)
def test_a_broken_book(books: Path, tmp_path: Path, change: Change, code: str) -> None:
    files = files_of(books / "trains.daisy.zip")
    change(files)
    path = tmp_path / "x.daisy.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    assert code in {found.code for found in check(path).findings}


def test_a_book_of_another_episode(books: Path, tmp_path: Path) -> None:
    (tmp_path / "a.daisy.zip").write_bytes((books / "a.daisy.zip").read_bytes())
    (tmp_path / "a.mp3").write_bytes((books / "trains.mp3").read_bytes())
    codes = {found.code for found in check(tmp_path / "a.daisy.zip").findings}
    assert codes == {"book-differ"}


def test_what_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "a.daisy.zip").write_bytes(b"PK\3\4 no more")
    assert {f.code for f in check(tmp_path / "a.daisy.zip").findings} == {"book-zip"}

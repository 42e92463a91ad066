"""Names and places of files as nobody should give them, and as people do."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from podcast.building.decide import decide
from podcast.building.make import make
from podcast.building.model import BuildOptions
from podcast.errors import PodcastError
from podcast.rendering.pool import local_pool
from tests.conftest import debate_of
from tests.making import make_episode
from tests.publishing.conftest import production_of

TEXT = "Un débat\n\nAda Premier : Bonjour à tous.\n\nBob Second : Bonjour Ada.\n"
NAMES = [
    "a b.txt", "-x.txt", "new\nline.txt", "quote\"'.txt", "CON.txt", "nul.txt", "....txt", ".txt",
    "😀.txt", "é" * 120 + ".txt", "tab\there.txt", "\u202etxt.exe", "%2e%2e%2f.txt", "~.txt",
    "$(x).txt",
]  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="Windows refuses such names by itself")
@pytest.mark.parametrize("name", NAMES)
def test_a_file_may_be_called_anything(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(TEXT)
    planned = decide(path, BuildOptions(output=tmp_path / "out"))
    assert planned.folder.parent == tmp_path / "out"
    assert planned.folder.name.strip(".-")
    assert planned.folder.name.isascii() and planned.folder.name.lower() not in ("con", "nul")
    assert len(planned.folder.name) < 120


@pytest.mark.skipif(sys.platform == "win32", reason="names are text there")
def test_a_name_may_be_no_text(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.txt"))
    try:
        path.write_text(TEXT)
    except OSError:
        pytest.skip("the file system takes no such name")
    with local_pool(1) as pool:
        wishes = BuildOptions(output=tmp_path / "out", engine="tone")
        built = make(decide(path, wishes), wishes, pool)
    assert built.episodes[0].path.is_file()


@pytest.mark.parametrize("place", [".", "/dev/null", "nowhere.txt"])
def test_what_is_no_transcript(tmp_path: Path, place: str) -> None:
    with pytest.raises(PodcastError):
        decide(tmp_path / place, BuildOptions(output=tmp_path / "out"))


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_is_replaced_and_not_written_through(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("mine")
    folder = tmp_path / "a"
    folder.mkdir()
    for name in ("a.mp3", "a.vtt", "index.html"):
        (folder / name).symlink_to(precious)
    os.mkfifo(folder / "a.chapters.json")
    made = make_episode(production_of(debate_of(("Ada", "Oui."), ("Bob", "Non."))), folder, "a")
    assert precious.read_text() == "mine"
    for path in (made.path, *made.sidecars):
        assert path.is_file() and not path.is_symlink()


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a" / "a.mp3").mkdir(parents=True)
    with pytest.raises(PodcastError, match=r"a\.mp3: it cannot be written"):
        make_episode(
            production_of(debate_of(("Ada", "Oui."), ("Bob", "Non."))), tmp_path / "a", "a"
        )
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["a.mp3"]

"""Where nothing has changed, nothing is made; where anything has, it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from podcast.blobs import Blobs
from podcast.building import make, plan_build
from podcast.rendering.crew import local_crew
from podcast.stamp import made_before, remember
from podcast.wishes import Wishes

TEXT = "Un débat\n\nAda Premier : Bonjour à tous.\n\nBob Second : Bonjour Ada.\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a debate was built, with its cache."""
    folder = tmp_path_factory.mktemp("stamped")
    path = folder / "d.txt"
    path.write_text(TEXT)
    cache, wishes = Blobs(folder / "cache", 10**9), Wishes(folder / "out")
    assert made_before(cache, path, wishes) is None
    with local_crew(2, cache) as crew:
        made = make(plan_build(path, wishes), wishes, crew)
    remember(cache, path, wishes, made)
    return folder


def known(folder: Path, **other: object) -> bool:
    wishes = replace(Wishes(folder / "out"), **other)  # type: ignore[arg-type]
    return made_before(Blobs(folder / "cache", 10**9), folder / "d.txt", wishes) is not None


def test_the_episode_is_known_where_nothing_has_changed(built: Path) -> None:
    assert known(built)
    cache = Blobs(built / "cache", 10**9)
    assert made_before(cache, built / "d.txt", Wishes(built / "out")) == (
        built / "out" / "d" / "d.mp3",
    )


@pytest.mark.parametrize("wish", [{"speed": 1.1}, {"chime": True}, {"by": ("speaker",)}])
def test_other_options_are_another_build(built: Path, wish: dict[str, object]) -> None:
    assert not known(built, **wish)


@pytest.mark.parametrize(
    "file", ["d.txt", "out/d/d.mp3", "out/d/index.html", "out/d/d.vtt", "out/d/d.chapters.json"]
)
def test_every_file_counts(built: Path, file: str) -> None:
    path = built / file
    before = path.read_bytes()
    path.write_bytes(before + b" ")
    assert not known(built)
    path.unlink()
    assert not known(built)
    path.write_bytes(before)
    assert known(built)


@pytest.mark.parametrize("file", ["d.lexicon.toml", "out/series.toml"])
def test_a_file_that_comes_counts(built: Path, file: str) -> None:
    path = built / file
    path.write_text("")
    path.write_text('title = "x"\n')
    assert not known(built)
    path.unlink()
    assert known(built)


def test_another_engine_counts(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PODCAST_ESPEAK", "system")
    assert not known(built)


def test_a_damaged_stamp_is_no_stamp(built: Path) -> None:
    cache = Blobs(built / "cache", 10**9)
    stamps = [entry.path for entry in cache.entries() if "stamps" in entry.path.parts]
    assert stamps
    before = stamps[0].read_bytes()
    stamps[0].write_bytes(before[:-3])
    assert not known(built)
    stamps[0].write_bytes(before)
    assert known(built)


def test_an_episode_that_the_page_lists_as_well_counts(built: Path) -> None:
    """What lies in the folder from another build is on the page; without it the page is wrong."""
    wishes = Wishes(built / "out", by=("speaker",))
    cache = Blobs(built / "cache", 10**9)
    page = (built / "out" / "d" / "index.html").read_bytes()
    with local_crew(2, cache) as crew:
        made = make(plan_build(built / "d.txt", wishes), wishes, crew)
    remember(cache, built / "d.txt", wishes, made)
    assert known(built, by=("speaker",))
    # The page has changed since the whole was built: it is looked at again, and is right.
    assert not known(built)
    path = built / "out" / "d" / "d.mp3"
    before = path.read_bytes()
    path.unlink()
    assert not known(built, by=("speaker",))
    path.write_bytes(before)
    assert known(built, by=("speaker",))
    (built / "out" / "d" / "index.html").write_bytes(page)

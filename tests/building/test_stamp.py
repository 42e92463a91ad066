"""Where nothing has changed, nothing is made; where anything has, it is."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest

import podcast
from podcast.building import stamp
from podcast.building.decide import decide
from podcast.building.make import make
from podcast.building.model import BuildOptions
from podcast.building.stamp import STAMP, made_before, remember
from podcast.publishing.model import SidecarChoice
from podcast.rendering.pool import local_pool
from podcast.store.cache import Cache
from podcast.store.data import default_directory
from podcast.store.fingerprint import SOURCES

TEXT = "Un débat\n\nAda Premier : Bonjour à tous.\n\nBob Second : Bonjour Ada.\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a debate was built, with its cache."""
    folder = tmp_path_factory.mktemp("stamped")
    path = folder / "d.txt"
    path.write_text(TEXT)
    cache, wishes = Cache(folder / "cache", 10**9), BuildOptions(output=folder / "out")
    assert made_before(cache, path, wishes) is None
    with local_pool(2, cache) as pool:
        made = make(decide(path, wishes), wishes, pool)
    remember(cache, path, wishes, made.made)
    return folder


def known(folder: Path, **other: object) -> bool:
    wishes = replace(BuildOptions(output=folder / "out"), **other)  # type: ignore[arg-type]
    return made_before(Cache(folder / "cache", 10**9), folder / "d.txt", wishes) is not None


def test_the_episode_is_known_where_nothing_has_changed(built: Path) -> None:
    assert known(built)
    cache = Cache(built / "cache", 10**9)
    assert made_before(cache, built / "d.txt", BuildOptions(output=built / "out")) == (
        built / "out" / "d" / "d.mp3",
    )


def test_a_lexicon_that_is_removed_while_it_is_built_is_said_and_counts(tmp_path: Path) -> None:
    path, lexicon = tmp_path / "d.txt", tmp_path / "d.lexicon.toml"
    path.write_text(TEXT)
    lexicon.write_text('[words]\nAda = "Aida"\n')
    cache, wishes = Cache(tmp_path / "cache", 10**9), BuildOptions(output=tmp_path / "out")
    planned = decide(path, wishes)
    lexicon.unlink()
    with local_pool(1, cache) as pool:
        made = make(planned, wishes, pool)
    remember(cache, path, wishes, made.made)
    assert any(f"{lexicon} was removed" in note for note in made.notes)
    assert made_before(cache, path, wishes) is None


def test_a_lexicon_that_is_removed_when_all_is_made_counts_too(tmp_path: Path) -> None:
    path, lexicon = tmp_path / "d.txt", tmp_path / "d.lexicon.toml"
    path.write_text(TEXT)
    lexicon.write_text('[words]\nAda = "Aida"\n')
    cache, wishes = Cache(tmp_path / "cache", 10**9), BuildOptions(output=tmp_path / "out")
    with local_pool(1, cache) as pool:
        made = make(decide(path, wishes), wishes, pool)
    lexicon.unlink()
    remember(cache, path, wishes, made.made)
    assert made_before(cache, path, wishes) is None


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
    stamp = built / "out" / "d" / STAMP
    before = stamp.read_bytes()
    for damaged in (before[:-3], b"", b"[]", b"\xff", before.replace(b'"files"', b'"other"')):
        stamp.write_bytes(damaged)
        assert not known(built)
    stamp.write_bytes(before)
    assert known(built)


def test_a_cache_that_was_emptied_forgets_nothing_of_what_was_made(built: Path) -> None:
    assert Cache(built / "cache", 10**9).trim(0)
    assert known(built)


def test_a_stamp_tells_nobody_where_it_was_made(built: Path) -> None:
    assert str(built) not in (built / "out" / "d" / STAMP).read_text()


def place_voices(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Take the voices that come with the program from `folder`, where they can be changed."""
    patch.setattr("podcast.store.data.default_directory", lambda: folder / "installed")
    patch.setattr("podcast.building.stamp._STARTED", time.time())
    patch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture(scope="module")
def built_book(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuildOptions]:
    folder = tmp_path_factory.mktemp("stamped-book")
    for name in ("own", "installed"):
        shutil.copytree(default_directory(), folder / name)
    (folder / "d.txt").write_text(TEXT)
    wishes = BuildOptions(
        output=folder / "out", sidecars=SidecarChoice(book=True), voices=folder / "own"
    )
    with pytest.MonkeyPatch.context() as patch:
        place_voices(folder, patch)
        cache = Cache(folder / "cache", 10**9)
        with local_pool(2, cache) as pool:
            made = make(decide(folder / "d.txt", wishes), wishes, pool)
        remember(cache, folder / "d.txt", wishes, made.made)
    return folder, wishes


@pytest.fixture
def book(
    built_book: tuple[Path, BuildOptions], monkeypatch: pytest.MonkeyPatch
) -> tuple[Path, BuildOptions]:
    """A folder in which a talking book was built with voices of its own (`own`), beside those that
    come with the program (`installed`), and what was wished of it."""
    place_voices(built_book[0], monkeypatch)
    return built_book


def book_known(book: tuple[Path, BuildOptions]) -> bool:
    folder, wishes = book
    return made_before(Cache(folder / "cache", 10**9), folder / "d.txt", wishes) is not None


@pytest.mark.parametrize(
    "file",
    [
        "own/fr.toml",
        "own/distances/fr.json",
        "own/lexicon/fr.toml",
        "own/themes/fr.toml",
        "installed/lexicon/fr.toml",
        "installed/first-names.toml",
        "installed/words/fr/nouns.toml",
    ],
)
def test_voices_and_words_count_by_what_is_in_them(
    book: tuple[Path, BuildOptions], file: str
) -> None:
    assert book_known(book)
    path = book[0] / file
    before, status = path.read_bytes(), path.stat()
    path.write_bytes(before[:-1] + b" ")
    # As it comes out of an archive, or from a tool that gives files their old time.
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert not book_known(book)
    path.write_bytes(before)
    assert book_known(book)


def test_a_lexicon_of_ones_own_that_comes_counts(book: tuple[Path, BuildOptions]) -> None:
    path = book[0] / "own" / "lexicon" / "xx.toml"
    path.write_text("")
    assert not book_known(book)
    path.unlink()
    assert book_known(book)


def test_the_time_that_a_book_is_told_counts(
    book: tuple[Path, BuildOptions], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert not book_known(book)


def test_a_daisy_book_is_told_it_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    options = BuildOptions(sidecars=SidecarChoice(daisy=True))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    before = stamp._name(Path("a.txt"), options)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert before is not None and stamp._name(Path("a.txt"), options) != before


def test_no_other_file_holds_that_time(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert known(built)


def test_voices_that_change_while_a_command_runs_count(
    book: tuple[Path, BuildOptions], tmp_path: Path
) -> None:
    folder, _ = book
    wishes = replace(book[1], output=tmp_path / "out")
    cache = Cache(folder / "cache", 10**9)
    palette = folder / "own" / "fr.toml"
    before = palette.read_bytes()
    # Also before this one was begun: one that the command built before it may have read them.
    palette.write_bytes(before + b"\n")
    planned = decide(folder / "d.txt", wishes)
    with local_pool(2, cache) as pool:
        remember(cache, folder / "d.txt", wishes, make(planned, wishes, pool).made)
    assert made_before(cache, folder / "d.txt", wishes) is None
    palette.write_bytes(before)


def test_the_same_names_in_another_folder_are_others(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache, wishes = Cache(built / "cache", 10**9), BuildOptions(output=built / "out")
    monkeypatch.chdir(built)
    path = Path("d.txt")
    with local_pool(2, cache) as pool:
        remember(cache, path, wishes, make(decide(path, wishes), wishes, pool).made)
    assert made_before(cache, path, wishes) is not None
    # Beside a copy, the one that was built is changed.
    shutil.copy("d.txt", tmp_path)
    path.write_text(TEXT.replace("Bonjour", "Bonsoir"))
    monkeypatch.chdir(tmp_path)
    assert made_before(cache, built / "d.txt", wishes) is None
    (built / "d.txt").write_text(TEXT)


def test_every_kind_of_file_of_the_program_counts() -> None:
    root = Path(podcast.__file__).parent
    ours = [
        path.relative_to(root)
        for path in root.rglob("*")
        if path.is_file() and not {"__pycache__", "_voices"} & set(path.relative_to(root).parts)
    ]
    assert {path.suffix for path in ours if path.name != "py.typed"} == SOURCES


def test_an_episode_that_the_page_lists_as_well_counts(built: Path) -> None:
    """What lies in the folder from another build is on the page; without it the page is wrong."""
    wishes = BuildOptions(output=built / "out", by=("speaker",))
    cache = Cache(built / "cache", 10**9)
    page = (built / "out" / "d" / "index.html").read_bytes()
    with local_pool(2, cache) as pool:
        made = make(decide(built / "d.txt", wishes), wishes, pool)
    remember(cache, built / "d.txt", wishes, made.made)
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

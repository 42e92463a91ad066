import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from podcast.store.cache import Cache, key_of

KEY = key_of("a", 1, None)
OTHER = key_of("b")


def only_file(folder: Path) -> Path:
    (path,) = (path for path in folder.glob("*/*/*") if path.is_file())
    return path


def test_what_was_put_comes_back(tmp_path: Path) -> None:
    assert Cache(tmp_path, 10**6).get("x", KEY) is None
    Cache(tmp_path, 10**6).put("x", KEY, b"content")
    again = Cache(tmp_path, 10**6)
    assert again.get("x", KEY) == b"content"
    assert again.get("x", OTHER) is None
    assert again.get("y", KEY) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:10],
        lambda data: data[:-1],
        lambda data: data + b"x",
        lambda data: data[:-3] + bytes([data[-3] ^ 1]) + data[-2:],
        lambda data: data[:20] + bytes([data[20] ^ 128]) + data[21:],
        lambda data: b"something else that is long enough to be taken for it",
    ],
)
def test_what_is_damaged_is_removed_and_can_be_made_again(tmp_path: Path, damage) -> None:
    kept = Cache(tmp_path, 10**6)
    kept.put("x", KEY, b"content" * 9)
    path = only_file(tmp_path)
    path.write_bytes(damage(path.read_bytes()))
    assert kept.get("x", KEY) is None
    assert not path.exists()
    kept.put("x", KEY, b"content")
    assert kept.get("x", KEY) == b"content"


def test_the_file_of_another_key_is_not_taken_for_it(tmp_path: Path) -> None:
    kept = Cache(tmp_path, 10**6)
    kept.put("x", KEY, b"one")
    path = only_file(tmp_path)
    kept.put("x", OTHER, b"two")
    other = next(p for p in tmp_path.rglob(OTHER))
    path.write_bytes(other.read_bytes())
    assert kept.get("x", KEY) is None


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    kept = Cache(tmp_path, 10**6)
    keys = [key_of(number) for number in range(5)]
    for age, key in enumerate(keys):
        kept.put("x", key, bytes(1_000))
        path = next(p for p in tmp_path.rglob(key))
        os.utime(path, (time.time() - 1_000 * (9 - age),) * 2)
    assert kept.get("x", keys[0]) is not None  # now used last of all
    kept.trim(2_500)
    assert [kept.get("x", key) is not None for key in keys] == [True, False, False, False, True]
    kept.trim(before=time.time() - 2_000)
    assert [kept.get("x", key) is not None for key in keys] == [True, False, False, False, True]
    kept.trim(-1)
    assert kept.entries() == []


def test_a_long_build_stays_within_the_bound(tmp_path: Path) -> None:
    kept = Cache(tmp_path, 100_000)
    for number in range(500):
        kept.put("x", key_of(number), bytes(2_000))
        assert sum(p.stat().st_size for p in tmp_path.rglob("*") if p.is_file()) <= 100_000
    kept.put("x", KEY, bytes(90_000))  # too much for so small a store
    assert kept.get("x", KEY) is None


def size(folder: Path) -> int:
    return sum(entry.size for entry in Cache(folder, 0).entries())


def test_many_small_builds_stay_within_the_bound(tmp_path: Path) -> None:
    for number in range(40):  # each writes less than a sixteenth of what there may be
        build = Cache(tmp_path, 600_000)
        for part in range(3):
            build.put("x", key_of(number, part), bytes(10_000))
        assert size(tmp_path) <= 600_000
    assert size(tmp_path) > 500_000


def test_a_bound_that_was_lowered_holds_at_the_next_build(tmp_path: Path) -> None:
    for number in range(9):
        Cache(tmp_path, 100_000).put("x", key_of(number), bytes(10_000))
    Cache(tmp_path, 50_000).tidy()
    assert 30_000 < size(tmp_path) <= 50_000


def test_a_cache_within_its_bound_is_not_looked_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Cache(tmp_path, 100_000).put("x", KEY, bytes(10_000))

    def looked(_: object) -> None:
        raise AssertionError("looked at every file")

    monkeypatch.setattr(Cache, "entries", looked)
    for number in range(8):
        build = Cache(tmp_path, 100_000)
        build.put("x", key_of(number), bytes(10_000))
        build.tidy()


def nothing(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def too_long(path: Path) -> None:
    os.truncate(path, 10**9)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/full")


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.skipif(os.name != "posix", reason="links and pipes as POSIX has them")
@pytest.mark.parametrize("damage", [nothing, empty, too_long, folder, link, pipe])
def test_whatever_becomes_of_the_total(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    for number in range(9):
        Cache(tmp_path, 100_000).put("x", key_of(number), bytes(10_000))
    damage(tmp_path / "total")
    for number in range(9, 40):
        Cache(tmp_path, 100_000).put("x", key_of(number), bytes(10_000))
    assert 50_000 < size(tmp_path) <= 100_000
    assert (tmp_path / "total").stat().st_size == pytest.approx(size(tmp_path) / 1_024, rel=0.1)


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    kept = Cache(tmp_path / "file" / "cache", 10**6)
    kept.put("x", KEY, b"content")
    assert kept.get("x", KEY) is None
    assert kept.entries() == kept.trim() == []


def test_a_full_disk_leaves_no_part_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Cache(tmp_path, 10**6)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    kept.put("x", KEY, b"content")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_parts_that_a_killed_build_left_are_swept_up(tmp_path: Path) -> None:
    kept = Cache(tmp_path, 10**6)
    kept.put("x", KEY, b"content")
    old, new = (only_file(tmp_path).with_name(f"{n}.part") for n in ("old", "new"))
    old.write_bytes(b"")
    new.write_bytes(b"")
    os.utime(old, (time.time() - 10_000,) * 2)
    kept.trim()
    assert (old.exists(), new.exists()) == (False, True)
    assert [entry.path.name for entry in kept.entries()] == [KEY]


def test_many_builds_at_once(tmp_path: Path) -> None:
    wrong: list[int] = []

    def build() -> None:
        kept = Cache(tmp_path, 60_000)
        for number in range(300):
            content = bytes([number % 50]) * 3_000
            found = kept.get("x", key_of(number % 50))
            if found is None:
                kept.put("x", key_of(number % 50), content)
            elif found != content:
                wrong.append(number)

    threads = [threading.Thread(target=build) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong

"""A clock that is wrong, and one that jumps while a build goes on (libfaketime)."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from podcast.store.cache import Cache, key_of
from tests.faults.conftest import COMMAND, TONES, files_of, podcast, run

YEARS = 20 * 365 * 86_400  # s


def used(kept: Cache, key: str) -> float:
    return next(entry.used for entry in kept.entries() if entry.path.name == key)


def at(kept: Cache, key: str, when: float) -> None:
    os.utime(next(kept.folder.rglob(key)), (when, when))


@pytest.fixture
def kept(tmp_path: Path) -> Cache:
    """Ten things of a thousand bytes, used one after the other until now."""
    blobs = Cache(tmp_path, 10**6)
    for number in range(10):
        blobs.put("x", key_of(number), bytes(1_000))
        at(blobs, key_of(number), time.time() - 100 * (10 - number))
    return blobs


def there(kept: Cache) -> list[int]:
    names = {entry.path.name for entry in kept.entries()}
    return [number for number in range(10) if key_of(number) in names]


def test_the_clock_was_ahead_when_something_was_kept(kept: Cache) -> None:
    """It does not stay for twenty years while what is used now goes."""
    at(kept, key_of(0), time.time() + YEARS)
    kept.trim(9_500)
    assert there(kept) == list(range(1, 10))


def test_the_clock_was_ahead_when_all_was_kept(kept: Cache) -> None:
    for number in range(10):
        at(kept, key_of(number), time.time() + YEARS - 100 * (10 - number))
    assert kept.get("x", key_of(3)) is not None  # used now, and known to be
    assert used(kept, key_of(3)) == pytest.approx(time.time(), abs=100)
    kept.put("x", key_of("new"), bytes(1_000))
    kept.trim(4_500)
    assert there(kept) == [3, 8, 9]
    assert kept.get("x", key_of("new")) is not None


def test_what_was_not_used_for_long_goes_though_others_are_of_the_future(kept: Cache) -> None:
    at(kept, key_of(0), time.time() - YEARS)
    at(kept, key_of(1), time.time() + YEARS)
    kept.trim(before=time.time() - 86_400)
    assert there(kept) == list(range(1, 10))


def test_what_is_unfinished_since_the_future_is_nobodys(kept: Cache) -> None:
    part = next(kept.folder.rglob(key_of(1))).with_name("x.part")
    part.write_bytes(b"")
    os.utime(part, (time.time() + YEARS,) * 2)
    kept.trim()
    assert not part.exists()


@pytest.fixture
def faketime() -> str:
    found = shutil.which("faketime")
    if found is None:
        pytest.skip("the clock can only be changed with faketime (Debian: faketime)")
    return found


@pytest.mark.parametrize("years", [-20, 20])
def test_a_build_in_another_time(
    years: int,
    faketime: str,
    spoken: Path,
    whole: dict[str, bytes],
    transcript: Path,
    tmp_path: Path,
) -> None:
    cache = tmp_path / "cache"
    shutil.copytree(spoken / "cache", cache)
    shutil.rmtree(cache / "chunks")
    takes = {path: path.stat().st_ino for path in cache.glob("takes/*/*")}
    build = ["build", str(transcript), *TONES, "--book", "-o", str(tmp_path)]
    ended = run([faketime, "-f", f"{years:+}y", *COMMAND, *build], PODCAST_CACHE=str(cache))
    assert ended.code == 0, ended.err
    assert files_of(tmp_path / "nuit") == whole
    # What was spoken in our time is good in any, and what was made there is good in ours.
    assert {path: path.stat().st_ino for path in takes} == takes
    again = podcast(*build, PODCAST_CACHE=str(cache))
    assert "nuit.mp3" in again.out and again.code == 0
    assert files_of(tmp_path / "nuit") == whole


def test_a_clock_that_jumps_during_a_build(
    faketime: str, whole: dict[str, bytes], transcript: Path, tmp_path: Path
) -> None:
    """To and fro by years, ten times a second, for every process of it."""
    stamp = tmp_path / "time"
    environment = {
        **os.environ,
        "PODCAST_CACHE": str(tmp_path / "cache"),
        "FAKETIME_TIMESTAMP_FILE": str(stamp),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",  # as the system's: it does not jump
    }
    # The wrapper's own variable would win over the file.
    jumping = [faketime, "-m", "-f", "+0", "env", "-u", "FAKETIME"]
    stamp.write_text("-20y")
    year = subprocess.run([*jumping, "date", "+%Y"], env=environment, capture_output=True).stdout
    assert int(year) < time.gmtime().tm_year - 15
    building = subprocess.Popen(
        [*jumping, *COMMAND, "build", str(transcript), *TONES, "--book", "-o", str(tmp_path)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    jumps = 0
    while building.poll() is None:
        jumps += 1
        new = tmp_path / "new"
        new.write_text(("-20y", "+20y", "+0", "-3d")[jumps % 4])
        new.replace(stamp)
        time.sleep(0.1)
    _, said = building.communicate()
    assert building.returncode == 0, said
    assert jumps > 3
    assert files_of(tmp_path / "nuit") == whole

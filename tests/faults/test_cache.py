"""A cache in which anything may have happened: what is wrong is thrown away and made again, and an
episode's bytes are the same."""

from __future__ import annotations

import os
import random
import shutil
import stat
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from podcast.publishing.sidecars import SidecarChoice
from podcast.rendering.jobs import TakeFolders
from podcast.rendering.pool import RenderPool
from podcast.rendering.takes import close
from podcast.store.cache import Cache
from tests.conftest import debate_of
from tests.making import make_by
from tests.publishing.conftest import production_of

LIMIT = 10**7
ROUNDS, DAMAGES = 5, 52
"""More than two hundred damages, a few dozen at a time."""

TALK = debate_of(
    *(
        (f"Personne {'ABC'[n % 3]}", f"Voici ma remarque {n}. Elle est courte, et c'est tout.")
        for n in range(36)
    )
)


@contextmanager
def pool(cache: Cache) -> Iterator[RenderPool]:
    """One thread that does what a process does."""
    with ThreadPoolExecutor(1) as threads:
        try:
            yield RenderPool(threads, 1, TakeFolders(cache.folder, cache.limit), cache)
        finally:
            threads.submit(close).result()


def build(cache: Path, folder: Path) -> bytes:
    kept = Cache(cache, LIMIT)
    with pool(kept) as own:
        wanted = SidecarChoice(False, False, False)
        made = make_by(own, production_of(TALK), folder, "a", wanted=wanted)
    return made.path.read_bytes()


def files(cache: Path) -> list[Path]:
    found = (path for path in cache.glob("*/*/*") if path.is_file() and not path.is_symlink())
    return sorted(found)


Damage = Callable[[Path, random.Random, Path], None]


def cut(path: Path, chance: random.Random, cache: Path) -> None:
    os.truncate(path, chance.randrange(path.stat().st_size))


def empty(path: Path, chance: random.Random, cache: Path) -> None:
    path.write_bytes(b"")


def flip(path: Path, chance: random.Random, cache: Path) -> None:
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def lengthen(path: Path, chance: random.Random, cache: Path) -> None:
    with path.open("ab") as file:
        file.write(chance.randbytes(chance.randrange(1, 99)))


def foreign(path: Path, chance: random.Random, cache: Path) -> None:
    path.write_bytes(chance.randbytes(chance.randrange(1, 5_000)))


def of_another(path: Path, chance: random.Random, cache: Path) -> None:
    """A file whose checksum is right, and which is another one's."""
    others = (one for one in files(cache) if one.name != path.name)
    other = chance.choice([one for one in others if one.stat().st_size < 1 << 20])
    shutil.copyfile(other, path)


def senseless(path: Path, chance: random.Random, cache: Path) -> None:
    """Kept as this key with a checksum that is right, and of no use all the same."""
    kind = path.parent.parent.name
    Cache(cache, LIMIT).put(kind, path.name, chance.randbytes(chance.randrange(8)))


def folder(path: Path, chance: random.Random, cache: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "file").write_text("what is this?")


def link(path: Path, chance: random.Random, cache: Path) -> None:
    path.unlink()
    path.symlink_to(chance.choice([cache, Path("/dev/zero"), Path("/nowhere"), path]))


def pipe(path: Path, chance: random.Random, cache: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def of_somebody_else(path: Path, chance: random.Random, cache: Path) -> None:
    """Nothing in it can be trusted, nor read by whoever is not root."""
    foreign(path, chance, cache)
    path.chmod(0)
    if os.geteuid() == 0:
        os.chown(path, 12_345, 12_345)


def file_for_folder(path: Path, chance: random.Random, cache: Path) -> None:
    shutil.rmtree(path.parent)
    path.parent.write_text("in the way")


def link_for_folder(path: Path, chance: random.Random, cache: Path) -> None:
    shutil.rmtree(path.parent)
    path.parent.symlink_to("/nowhere")


def vast(path: Path, chance: random.Random, cache: Path) -> None:
    """Larger than anything that is kept; it takes no room on the disk."""
    os.truncate(path, 2 * LIMIT)


DAMAGE: tuple[Damage, ...] = (
    *(cut, empty, flip, lengthen, foreign, of_another, senseless, folder, link, pipe),
    *(of_somebody_else, file_for_folder, link_for_folder, vast),
)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    cache = tmp_path_factory.mktemp("cache")
    return cache, build(cache, tmp_path_factory.mktemp("out"))


@pytest.mark.skipif(os.name != "posix", reason="links and pipes as POSIX has them")
@pytest.mark.parametrize("number", range(ROUNDS))
def test_whatever_was_done_to_it(first: tuple[Path, bytes], number: int, tmp_path: Path) -> None:
    whole, bytes_before = first
    cache = tmp_path / "cache"
    shutil.copytree(whole, cache)
    chance = random.Random(number)
    done: set[Path] = set()
    for place in range(DAMAGES):
        left = [path for path in files(cache) if path not in done]
        if not left:
            break
        made_of_takes = [path for path in left if path.parent.parent.name != "takes"]
        # What is made of a take is damaged as often: else takes would not be looked at.
        path = chance.choice(made_of_takes if place % 2 and made_of_takes else left)
        done.add(path)
        DAMAGE[(number * DAMAGES + place) % len(DAMAGE)](path, chance, cache)
    for path in files(cache):
        if path not in done and path.parent.parent.name == "chunks" and chance.random() < 0.5:
            flip(path, chance, cache)
    assert build(cache, tmp_path) == bytes_before
    assert build(cache, tmp_path) == bytes_before  # of what was made again
    for path in cache.glob("chunks/*/*"):
        assert stat.S_ISREG(path.lstat().st_mode), path


def test_one_bad_folder_does_not_switch_it_off(tmp_path: Path) -> None:
    kept = Cache(tmp_path, LIMIT)
    kept.put("x", "ab" * 20, b"one")
    shutil.rmtree(tmp_path / "x" / "ab")
    (tmp_path / "x" / "ab").write_text("in the way")
    kept.put("x", "ab" * 20, b"one")
    kept.put("x", "cd" * 20, b"two")
    assert kept.get("x", "ab" * 20) == b"one"
    assert kept.get("x", "cd" * 20) == b"two"

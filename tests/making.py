"""Episodes made in tests, by workers of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from podcast.building import make
from podcast.building.model import AlbumProduction, Episode, Production
from podcast.publishing.model import EVERYTHING, SidecarChoice
from podcast.rendering.pool import RenderPool, local_pool
from podcast.rendering.progress import Progress
from podcast.store.cache import Cache


def make_by(
    pool: RenderPool,
    production: Production,
    folder: Path,
    name: str,
    *,
    cover: bytes | None = None,
    small: bool = False,
    stereo: bool = False,
    progress: Progress | None = None,
    heard: Callable[[Path], None] | None = None,
    wanted: SidecarChoice = EVERYTHING,
) -> Episode:
    """`production` as `folder/name.mp3`, an episode by itself, made by `pool`."""
    production = replace(production, name=name)
    (made,), _ = make.make_episodes(
        production.script,
        [production],
        folder,
        pool,
        cover=cover,
        small=small,
        stereo=stereo,
        sidecars=wanted,
        progress=progress,
        heard=heard,
    )
    return made


def make_episode(
    production: Production,
    folder: Path,
    name: str,
    *,
    jobs: int = 2,
    small: bool = False,
    stereo: bool = False,
    cache: Cache | None = None,
    progress: Progress | None = None,
    wanted: SidecarChoice = EVERYTHING,
) -> Episode:
    """`production` as `folder/name.mp3`, an episode by itself."""
    with local_pool(jobs, cache) as pool:
        return make_by(
            pool,
            production,
            folder,
            name,
            small=small,
            stereo=stereo,
            progress=progress,
            wanted=wanted,
        )


def make_episodes(
    album: AlbumProduction,
    productions: Sequence[Production],
    folder: Path,
    *,
    jobs: int = 2,
    wanted: SidecarChoice = EVERYTHING,
) -> tuple[tuple[Episode, ...], int]:
    """These tracks of `album` in `folder`, and how many lines were spoken."""
    with local_pool(jobs) as pool:
        return make.make_episodes(album.whole.script, productions, folder, pool, sidecars=wanted)

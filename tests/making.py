"""Episodes made in tests, by a pool of their own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from podcast.build import make as produce
from podcast.build.model import Episode, Making, Production, Series
from podcast.publishing.wanted import Wanted
from podcast.rendering.pool import local_pool
from podcast.rendering.progress import Progress
from podcast.store.cache import Cache


def make_episode(
    production: Production,
    folder: Path,
    name: str,
    *,
    jobs: int = 2,
    stereo: bool = False,
    cache: Cache | None = None,
    progress: Progress | None = None,
    wanted: Wanted | None = None,
) -> Episode:
    """`production` as `folder/name.mp3`."""
    with local_pool(jobs, cache) as pool:
        making = Making(None, stereo, wanted)
        return produce.make_episode(production, folder, name, pool, making, progress)


def make_episodes(
    series: Series, productions: Sequence[Production], folder: Path, *, jobs: int = 2
) -> tuple[tuple[Episode, ...], int]:
    """These tracks of `series` in `folder`, and how many lines were spoken."""
    with local_pool(jobs) as pool:
        return produce.make_episodes(series, productions, folder, pool)

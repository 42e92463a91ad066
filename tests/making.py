"""Episodes made in tests, by a crew of their own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from podcast.build import make as produce
from podcast.build.model import Episode, Making, Production, Series
from podcast.publishing.model import SidecarChoice
from podcast.rendering.crew import local_crew
from podcast.rendering.progress import Progress
from podcast.store.cache import Blobs


def make_episode(
    production: Production,
    folder: Path,
    name: str,
    *,
    jobs: int = 2,
    stereo: bool = False,
    cache: Blobs | None = None,
    progress: Progress | None = None,
    wanted: SidecarChoice | None = None,
) -> Episode:
    """`production` as `folder/name.mp3`."""
    with local_crew(jobs, cache) as crew:
        making = Making(None, stereo, wanted)
        return produce.make_episode(production, folder, name, crew, making, progress)


def make_episodes(
    series: Series, productions: Sequence[Production], folder: Path, *, jobs: int = 2
) -> tuple[tuple[Episode, ...], int]:
    """These tracks of `series` in `folder`, and how many lines were spoken."""
    with local_crew(jobs) as crew:
        return produce.make_episodes(series, productions, folder, crew)

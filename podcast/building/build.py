"""One build, its steps in their order (`podcast.building` draws them)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from podcast.building.model import BuildOptions, BuildOutcome, BuildPlan, BuildResult, EpisodeFile
from podcast.building.stamp import made_before, remember
from podcast.store.files import remove_left_parts
from podcast.store.folder_lock import locked_folder

if TYPE_CHECKING:
    from podcast.rendering.pool import RenderPool
    from podcast.rendering.progress import Progress
    from podcast.store.cache import Cache


class BuildWatcher:
    """Follows a build, and may stop it while it waits; this one does nothing."""

    def decided(self, planned: BuildPlan) -> None:
        """Called once it is known what will be made."""

    def waiting(self, sentence: str) -> None:
        """Called where another build has to be waited for, with a sentence that says so."""

    def stopped(self) -> bool:
        """Whether a build that waits should give up."""
        return False

    @contextmanager
    def making(self, planned: BuildPlan) -> Iterator[Progress | None]:
        """Open while episodes are made; gives what is called with the progress, if anything."""
        yield None

    listens = False
    """Whether somebody may want to hear the first chapter before the rest is made."""

    def first_chapter(self, path: Path) -> None:
        """Called when the first chapter can be heard at `path`, for as long as the build takes."""


def build_one(
    path: Path,
    options: BuildOptions,
    cache: Cache | None,
    pool: AbstractContextManager[RenderPool],
    watcher: BuildWatcher | None = None,
) -> BuildOutcome:
    """Build the transcript or the plan `path`.

    What `cache` keeps is not made again; the `pool` is entered only where there is something to
    make, and does the work. Raises what `decide`, `check_owner` and `make` raise, and
    `GivenUpError` where the `watcher` stopped it.
    """
    made = made_already(cache, path, options)
    if made is not None:
        return BuildOutcome(made)
    watcher = watcher or BuildWatcher()
    with pool as workers:
        # Imported while the workers start.
        from podcast.building.decide import decide

        # The workers of a cluster have no disk of ours, and so no cache.
        planned = decide(path, options, cache, None if workers.workers else workers.executor)
        watcher.decided(planned)
        with locked_folder(planned.folder, watcher.waiting, watcher.stopped) as waited:
            made = made_already(cache, path, options) if waited else None
            if made is not None:
                return BuildOutcome(made)
            result = make_owned(planned, options, workers, watcher)
            remember(cache, path, options, result.made)
    return BuildOutcome(tuple(episode.path for episode in result.episodes), result)


def make_owned(
    planned: BuildPlan, options: BuildOptions, workers: RenderPool, watcher: BuildWatcher
) -> BuildResult:
    """Make what was planned in a folder that is nobody else's. Raises what `check_owner` and `make`
    do."""
    from podcast.building.folder_owner import check_owner, record_owner

    own = check_owner(planned)
    from podcast.building.make import make

    with watcher.making(planned) as progress:
        heard = watcher.first_chapter if watcher.listens else None
        result = make(planned, options, workers, progress, heard)
    record_owner(planned.folder, own)
    return result


def made_already(cache: Cache | None, path: Path, options: BuildOptions) -> tuple[Path, ...] | None:
    """The episodes of the transcript or the plan `path`, where they are what would be made now;
    what a build that was killed left there is removed."""
    made = made_before(cache, path, options)
    for folder in {episode.parent for episode in made or ()}:
        remove_left_parts(folder)
    return made


def build_files(
    path: Path,
    options: BuildOptions,
    *,
    jobs: int | None = None,
    cached: bool = True,
    progress: Progress | None = None,
) -> tuple[EpisodeFile, ...]:
    """Build the transcript or the plan `path` with `jobs` processes on this machine (None: one a
    processor), and return its episodes as their tags say.

    With `cached`, the user's cache is used. Raises what `build_one` does.
    """
    from podcast.processes.worker import processors
    from podcast.rendering.pool import local_pool
    from podcast.store.cache import open_cache

    cache = open_cache() if cached else None
    pool = local_pool(jobs or processors(), cache)
    outcome = build_one(path, options, cache, pool, _Progressing(progress))
    from podcast.publishing.tags import read_tags

    found = [(file, read_tags(file)) for file in outcome.paths]
    return tuple(EpisodeFile(file, tags.title, tags.length, tags.chapters) for file, tags in found)


class _Progressing(BuildWatcher):
    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress

    @contextmanager
    def making(self, planned: BuildPlan) -> Iterator[Progress | None]:
        yield self._progress

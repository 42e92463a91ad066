"""Makes episodes of what was decided.

```
Production ─▶ chunks: speak, mix, encode (workers) ─▶ placed (timeline) ─▶ one stream, joined
                                                                                   ▼
                                        <name>.mp3 ◀─ rename ◀────────────────── tag
                                            │
                                            └─▶ captions, transcript, chapters, page beside it
```

A few chunks are under way at a time (`rendering`): an episode of six hours takes no more memory
than one of six minutes. Each file has a name of its own until it is whole.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from podcast.audio.encoding import join_chunks
from podcast.audio.mixing import RATE
from podcast.building.labels import cover_of, tags_of
from podcast.building.model import BuildOptions, BuildPlan, BuildResult, Episode, Production
from podcast.planning import FOLDERS
from podcast.publishing.cover import load_cover
from podcast.publishing.model import EVERYTHING, Published, SidecarChoice
from podcast.publishing.sidecars import write_sidecars
from podcast.publishing.tags import write_tags
from podcast.rendering.chunks import chunk_starts
from podcast.rendering.render import Renderer
from podcast.rendering.timeline import Timeline, TimelineBuilder
from podcast.scripting.script import Script
from podcast.store.files import mp3s, output_errors, part_file

if TYPE_CHECKING:
    from podcast.rendering.pool import RenderPool
    from podcast.rendering.progress import Progress


def make(
    planned: BuildPlan, options: BuildOptions, pool: RenderPool, progress: Progress | None = None
) -> BuildResult:
    """Make what was planned. Raises what `make_episodes` does, and `OutputError` for a cover that
    cannot be used."""
    cover = load_cover(planned.cover) if planned.cover is not None else None
    episodes, spoken = make_episodes(
        planned.album.whole.script,
        planned.productions,
        planned.folder,
        pool,
        cover=cover,
        stereo=options.stereo,
        beside=options.beside,
        progress=progress,
    )
    return BuildResult(planned, episodes, spoken, _forsaken(planned))


def _forsaken(planned: BuildPlan) -> tuple[Path, ...]:
    """MP3s where episodes of parts lie, of people with another name now, or themes that are found
    no more."""
    tracks = {planned.folder / f"{track.path}.mp3" for track in planned.album.album.tracks}
    found = [path for part in FOLDERS.values() for path in mp3s(planned.folder / part)]
    return tuple(path for path in found if path not in tracks)


def make_episodes(
    whole: Script,
    productions: Sequence[Production],
    folder: Path,
    pool: RenderPool,
    *,
    cover: bytes | None = None,
    stereo: bool = False,
    beside: SidecarChoice = EVERYTHING,
    progress: Progress | None = None,
) -> tuple[tuple[Episode, ...], int]:
    """Make `productions` of one debate in `folder`, each under its name; an older file stays until
    the new one is whole. Voices are levelled by what they say in the script `whole`. With the
    episodes comes how many lines were spoken for them: what several of them say is spoken once, and
    what is in the cache not at all. The last episode lists the page, which is of all.

    Without a `cover` one is drawn. In stereo, speakers sit round the table. The bytes are the same
    whoever does the work, and with or without a cache.

    Raises `OutputError` where a file cannot be written, `SpeechError` for a line that cannot be
    spoken, `EngineError` where the engine is missing, `WorkerError` where a part cannot be made.
    Whatever happens, no part of a file stays; episodes that are whole do.
    """
    made = []
    published = []
    renderer = Renderer(
        productions[0].debate,
        whole,
        [production.script for production in productions],
        productions[0].palette.sample,
        pool,
        stereo=stereo,
        progress=progress,
    )
    with contextlib.closing(renderer), _aside() as threads:
        # Drawn while the workers are busy, and this process waits for them.
        covers = [threads.submit(_cover, cover, production) for production in productions]
        for production, drawn in zip(productions, covers, strict=True):
            target = folder / f"{production.name}.mp3"
            with output_errors(target), part_file(target) as part:
                timeline, size = _write(production, renderer, part, stereo, drawn)
            made.append(Episode(target, timeline, size))
            decided = (production.plan, production.cast, production.script)
            number = production.track.number if production.track else 0
            published.append(Published(production.name, *decided, timeline, number))
    others = write_sidecars(folder, published, beside)
    made[-1] = replace(made[-1], beside=others.made, outdated=others.outdated, listed=others.listed)
    return tuple(made), renderer.spoken


def _cover(given: bytes | None, production: Production) -> bytes:
    return given or cover_of(production)


@contextlib.contextmanager
def _aside() -> Iterator[ThreadPoolExecutor]:
    """A thread that is not waited for by whoever does not want what it makes. Where Ctrl-C comes
    while this thread imports, CPython keeps its import lock, and the next import waits for ever."""
    threads = ThreadPoolExecutor(1, "covers")
    try:
        yield threads
    finally:
        threads.shutdown(wait=False, cancel_futures=True)


def _write(
    production: Production, renderer: Renderer, part: Path, stereo: bool, cover: Future[bytes]
) -> tuple[Timeline, int]:
    script = production.script
    placing = TimelineBuilder(script, RATE, chunk_starts(script, RATE))
    with part.open("w+b") as file:
        join_chunks(renderer.encoded(script, placing), file, RATE, 2 if stereo else 1)
    timeline = placing.timeline()
    write_tags(part, tags_of(production, timeline, cover.result()))
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    return timeline, part.stat().st_size

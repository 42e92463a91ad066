"""The shell that runs the flow, from a debate to finished files.

```
Debate ─ album ─ plans ─ cast ─ scripts ─┬─▶ chunks: speak, mix, encode (workers) ─┐
                                         └─▶ place (timeline) ◀────────────────────┤
                                                                                   ▼
                                        <slug>.mp3 ◀─ rename ◀─ tag ◀─ one stream, joined
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

from podcast.build.model import USUAL_MAKING, Episode, Making, Production, Series
from podcast.rendering.timeline import Placing, Timeline
from podcast.scripting.script import Script
from podcast.store.files import output_errors, part_file

if TYPE_CHECKING:
    from podcast.rendering.crew import Crew
    from podcast.rendering.progress import Progress
    from podcast.rendering.studio import Studio


def make_episode(
    production: Production,
    folder: Path,
    name: str,
    crew: Crew,
    making: Making = USUAL_MAKING,
    progress: Progress | None = None,
) -> Episode:
    """Make `folder/name.mp3`, an episode by itself, levelled by its own lines; else all is as for
    `make_episodes`."""
    made, _ = _made(production.script, folder, [(production, name)], crew, making, progress)
    return made[0]


def make_episodes(
    series: Series,
    productions: Sequence[Production],
    folder: Path,
    crew: Crew,
    making: Making = USUAL_MAKING,
    progress: Progress | None = None,
) -> tuple[tuple[Episode, ...], int]:
    """Make these tracks of a series in `folder`, each where its track says; an older file stays
    until the new one is whole. With the episodes comes how many lines were spoken for them: what
    several of them say is spoken once, and what is in the crew's cache not at all. The last episode
    lists the page, which is of all.

    In stereo, speakers sit round the table. The bytes are the same whoever is in the crew, and with
    or without a cache.

    Raises `OutputError` where a file cannot be written, `SpeechError` for a line that cannot be
    spoken, `EngineError` where the engine is missing, `WorkerError` where a part cannot be made.
    Whatever happens, no part of a file stays; episodes that are whole do.
    """
    wanted = [(made, str(made.track.path) if made.track else "episode") for made in productions]
    return _made(series.whole.script, folder, wanted, crew, making, progress)


def _made(
    whole: Script,
    folder: Path,
    wanted: Sequence[tuple[Production, str]],
    crew: Crew,
    making: Making,
    progress: Progress | None,
) -> tuple[tuple[Episode, ...], int]:
    from podcast.publishing.model import EVERYTHING, Published
    from podcast.publishing.sidecars import write_sidecars
    from podcast.rendering.studio import Studio

    one = wanted[0][0]
    made = []
    published = []
    studio = Studio(
        one.debate,
        whole,
        [production.script for production, _ in wanted],
        one.palette.sample,
        crew,
        stereo=making.stereo,
        progress=progress,
    )
    with contextlib.closing(studio), _aside() as threads:
        # Drawn while the crew is at work, and this process waits for it.
        covers = [threads.submit(making.cover_for, production) for production, _ in wanted]
        for (production, name), cover in zip(wanted, covers, strict=True):
            target = folder / f"{name}.mp3"
            with output_errors(target), part_file(target) as part:
                timeline, size = _write(production, studio, part, making, cover)
            made.append(Episode(target, timeline, size))
            decided = (production.plan, production.cast, production.script)
            number = production.track.number if production.track else 0
            published.append(Published(name, *decided, timeline, number))
    others = write_sidecars(folder, published, making.beside or EVERYTHING)
    made[-1] = replace(made[-1], beside=others.made, outdated=others.outdated, listed=others.listed)
    return tuple(made), studio.spoken


@contextlib.contextmanager
def _aside() -> Iterator[ThreadPoolExecutor]:
    """A thread that nobody waits for who does not want what it makes. Where Ctrl-C comes while
    this thread imports, CPython keeps its import lock, and one that imports waits for ever."""
    threads = ThreadPoolExecutor(1, "covers")
    try:
        yield threads
    finally:
        threads.shutdown(wait=False, cancel_futures=True)


def _write(
    production: Production, studio: Studio, part: Path, making: Making, cover: Future[bytes]
) -> tuple[Timeline, int]:
    from podcast.audio.encoding import join_chunks
    from podcast.audio.mixing import RATE
    from podcast.build.labels import tags_of
    from podcast.publishing.tags import write_tags
    from podcast.rendering.cutting import joints

    script = production.script
    placing = Placing(script, RATE, joints(script, RATE))
    with part.open("w+b") as file:
        join_chunks(studio.encoded(script, placing), file, RATE, 2 if making.stereo else 1)
    timeline = placing.timeline()
    write_tags(part, tags_of(production, timeline, cover.result()))
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    return timeline, part.stat().st_size

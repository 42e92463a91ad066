"""Makes episodes of what was decided.

```
Production ─▶ chunks of all but the opening: speak, mix, encode (workers) ─▶ placed (timeline)
                                                                                   ▼
                               one stream, joined ◀─ the opening: word, speak, mix, encode
                                       ▼
                                      tag ─▶ rename ─▶ <name>.mp3
                                            │
                                            └─▶ captions, transcript, chapters, page
```

A few chunks are under way at a time (`rendering`): an episode of six hours takes no more memory
than one of six minutes. Each file has a name of its own until it is whole.
"""

from __future__ import annotations

import contextlib
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from podcast.audio.encoding import join_chunks
from podcast.audio.mixing import RATE, SMALL_RATE
from podcast.building.model import BuildOptions, BuildPlan, BuildResult, Episode, Production
from podcast.narration import phrasebook
from podcast.planning import FOLDERS
from podcast.publishing.cover import load_cover
from podcast.publishing.heard import shown
from podcast.publishing.model import EVERYTHING, Published, SidecarChoice
from podcast.publishing.sidecars import chapter_tags, compile_templates, write_sidecars
from podcast.publishing.tags import GUEST, HOST, EpisodeTags, Person, write_tags
from podcast.publishing.words import words_of
from podcast.rendering.jobs import ChunkJob, RenderedChunk
from podcast.rendering.render import Renderer
from podcast.rendering.timeline import Timeline, TimelineBuilder, chunk_starts
from podcast.scripting.opening import SHORTEST
from podcast.scripting.script import Script, estimated_length
from podcast.store.files import mp3s, output_errors, part_file
from podcast.timecode import Frames, Hertz, Milliseconds, to_frames, to_milliseconds

if TYPE_CHECKING:
    from podcast.building.model import Production
    from podcast.rendering.pool import RenderPool
    from podcast.rendering.progress import Progress


def make(
    planned: BuildPlan,
    options: BuildOptions,
    pool: RenderPool,
    progress: Progress | None = None,
    heard: Callable[[Path], None] | None = None,
) -> BuildResult:
    """Make what was planned; `heard` is called when the first chapter can be. Raises what
    `make_episodes` does, and `OutputError` for a cover that cannot be used."""
    cover = load_cover(planned.cover) if planned.cover is not None else None
    episodes, spoken = make_episodes(
        planned.album.whole.script,
        planned.productions,
        planned.folder,
        pool,
        cover=cover,
        small=options.small,
        stereo=options.stereo,
        sidecars=options.sidecars,
        progress=progress,
        heard=heard,
    )
    removed = tuple(path for path in planned.optional if not path.exists())
    return BuildResult(planned, episodes, spoken, _forsaken(planned), removed)


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
    small: bool = False,
    stereo: bool = False,
    sidecars: SidecarChoice = EVERYTHING,
    progress: Progress | None = None,
    heard: Callable[[Path], None] | None = None,
) -> tuple[tuple[Episode, ...], int]:
    """Make `productions` of one debate in `folder`, each under its name; an older file stays until
    the new one is whole. Voices are levelled by what they say in the script `whole`. With the
    episodes comes how many lines were spoken for them: what several of them say is spoken once, and
    what is in the cache not at all. The last episode lists the page, which is of all.

    Without a `cover` one is drawn. `small` files hold half the band; in stereo, speakers sit round
    the table. The bytes are the same whoever does the work, and with or without a cache. `heard` is
    called with an MP3 of the first chapter, as soon as that is made; it goes with the `pool`.

    Raises `OutputError` where a file cannot be written, `SpeechError` for a line that cannot be
    spoken, `EngineError` where the engine is missing, `WorkerError` where a part cannot be made.
    Whatever happens, no part of a file stays; episodes that are whole do.
    """
    made = []
    published = []
    covers: deque[Future[bytes]] = deque()

    def meanwhile() -> None:
        covers.extend(threads.submit(_cover, cover, production) for production in productions)
        threads.submit(compile_templates, sidecars)

    renderer = Renderer(
        productions[0].debate,
        whole,
        [production.script for production in productions],
        productions[0].palette.sample,
        pool,
        rate=SMALL_RATE if small else RATE,
        stereo=stereo,
        progress=progress,
        heard=heard,
        meanwhile=meanwhile,
    )
    with contextlib.closing(renderer), _aside() as threads:
        for production in productions:
            target = folder / f"{production.name}.mp3"
            with output_errors(target), part_file(target) as part:
                script, timeline, size = _write(production, renderer, part, stereo, covers)
            made.append(Episode(target, timeline, size))
            decided = (production.plan, production.cast, script)
            number = production.track.number if production.track else 0
            series = production.series_file
            where = _site(series.feed.base_url), series.author or ""
            published.append(Published(production.name, *decided, timeline, number, *where))
    written = write_sidecars(folder, published, sidecars)
    made[-1] = replace(
        made[-1], sidecars=written.made, outdated=written.outdated, listed=written.listed
    )
    return tuple(made), renderer.spoken


def _site(address: str | None) -> str:
    """Where the folder of all debates is on the web; `podcast feed` says what is wrong with it."""
    if not address:
        return ""
    from podcast.publishing.feed.channel import folder_address

    try:
        return folder_address(address)
    except ValueError:
        return ""


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
    production: Production,
    renderer: Renderer,
    part: Path,
    stereo: bool,
    covers: deque[Future[bytes]],
) -> tuple[Script, Timeline, int]:
    body = renderer.body(production.script)
    rate = renderer.rate
    script, opening, second = opened(production, renderer, body.lengths)
    placing = TimelineBuilder(script, rate, chunk_starts(script, rate), second)
    with part.open("w+b") as file:
        chunks = renderer.encoded(script, placing, opening, body)
        join_chunks(chunks, file, rate, 2 if stereo else 1)
    timeline = placing.timeline()
    write_tags(part, tags_of(production, timeline, covers.popleft().result()))
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    return script, timeline, part.stat().st_size


def opened(
    production: Production, renderer: Renderer, body: Sequence[Frames]
) -> tuple[Script, Sequence[tuple[ChunkJob, RenderedChunk]], Frames]:
    """Return the script with an opening that says the times of the finished episode, the opening's
    chunks, and when the second chapter begins at the earliest.

    The times that an opening says depend on how long it is. So it is worded for where things would
    lie, spoken, and looked at again: where it says other times than it makes, it is worded anew.
    What follows then never begins earlier than it did before: its beginning only moves on, in whole
    seconds, and never past the longest opening there is, so that this ends.
    """
    rate = renderer.rate
    script, plan, writer = production.script, production.plan, production.writer
    second, least = Frames(0), 0
    if not script.opens:
        return script, (), second
    lines = script.chapters[0].lines
    spoken = [to_frames(Milliseconds(estimated_length(one) - one.pause), rate) for one in lines]
    chunks: Sequence[tuple[ChunkJob, RenderedChunk]] | None = None
    while True:
        timeline = timeline_of(script, [*spoken, *body], second, rate)
        starts = [to_milliseconds(chapter.start, rate) for chapter in timeline.chapters[1:-1]]
        level, lines = writer.opened(plan, starts, timeline.length, least)
        if chunks is not None and lines == script.chapters[0].lines:
            placed = timeline.lines[: len(lines)]
            own = len(lines) - writer.welcome_lines(plan)
            lasts = placed[-1].start + placed[-1].length - placed[-own].start if own else 0
            if lasts <= to_frames(writer.longest_opening, rate) or level == SHORTEST:
                return script, chunks, second
            least, second, chunks = level + 1, Frames(0), None
            continue
        if chunks is not None:
            second = timeline.chapters[1].start
        opening = replace(script.chapters[0], lines=lines)
        script = replace(script, chapters=(opening, *script.chapters[1:]))
        chunks = renderer.opening(script)
        spoken = [length for _, chunk in chunks for length in chunk.lengths]


def timeline_of(
    script: Script, lengths: Sequence[Frames], second: Frames, rate: Hertz = RATE
) -> Timeline:
    """Return when everything is heard in an episode whose lines last so long."""
    placing = TimelineBuilder(script, rate, chunk_starts(script, rate), second)
    for length in lengths:
        placing.place(length)
    return placing.timeline()


def cover_of(production: Production) -> bytes:
    """The picture of an episode: all of a debate have the same colours."""
    from podcast.publishing.cover import make_cover

    debate, plan = production.debate, production.plan
    about = [debate.title] if plan.about else []
    event = " – ".join([*about, *filter(None, (debate.subtitle, debate.date_text))])
    return make_cover(
        shown(plan.about or plan.title),
        shown(event),
        len(production.cast.parts),
        family=shown(debate.title),
    )


def tags_of(production: Production, timeline: Timeline, cover: bytes) -> EpisodeTags:
    """What is written into the file of an episode."""
    debate, plan = production.debate, production.plan
    book = phrasebook(debate.language)
    speech = [line for line in production.script.lines if line.turn is not None]
    held = {turn.speaker for chapter in plan.exchanges for turn in chapter.turns}
    heard = tuple(part.speaker for part in production.cast.parts if part.speaker in held)
    leading = {speaker.name for speaker in debate.speakers if speaker.moderator}
    track, series = production.track, production.series_file
    comment = book.comment(len({line.voice for line in speech}) or 1)
    if series.author and heard:  # the artist is who publishes; who speaks is said all the same
        names = words_of("feed", debate.language).heard.format(", ".join(map(shown, heard)))
        comment = f"{names} {comment}"
    return EpisodeTags(
        title=shown(plan.title),
        artists=(shown(series.author),) if series.author else tuple(map(shown, heard)),
        album=shown(series.title or debate.title),
        date=debate.date,
        language=debate.language,
        comment=comment,
        length=timeline.length,
        chapters=chapter_tags(timeline),
        contents_title=book.contents_title,
        cover=cover,
        track=f"{track.number}/{track.total}" if track else None,
        people=tuple(Person(shown(name), HOST if name in leading else GUEST) for name in heard),
    )

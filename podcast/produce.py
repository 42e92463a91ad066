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
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from podcast.announcing import Announce
from podcast.casting import Cast, make_cast
from podcast.chime import CHIME
from podcast.errors import VoiceError
from podcast.files import output_errors, part_file
from podcast.model import Debate
from podcast.narration import LANGUAGES, phrasebook
from podcast.pace import USUAL, Speed, at_speed
from podcast.palette import Palette, languages, load_palette
from podcast.planning import Album, EpisodePlan, Recall, Track, plan_album
from podcast.planning.titles import Titles
from podcast.scripting import NO_CHIME, Script, estimated_total, write_script
from podcast.series import NO_SERIES, SeriesFile, keeping
from podcast.speaking.choice import spoken_palette
from podcast.themes import Themes, find_themes, load_thesaurus
from podcast.timecode import Milliseconds
from podcast.timeline import Placing, Timeline
from podcast.wording import Lexicon
from podcast.wording.kept import KeptWording
from podcast.wording.lexicon import EMPTY

if TYPE_CHECKING:
    from podcast.blobs import Blobs
    from podcast.publishing.wanted import Wanted
    from podcast.rendering.crew import Crew
    from podcast.rendering.progress import Progress
    from podcast.rendering.studio import Studio


@dataclass(frozen=True, slots=True)
class Production:
    """All that is decided of an episode before a word is spoken; `track` is its place in the
    debate's album, None where it stands alone."""

    debate: Debate
    palette: Palette
    plan: EpisodePlan
    cast: Cast
    script: Script
    track: Track | None = None
    series_file: SeriesFile = NO_SERIES

    @property
    def estimated_length(self) -> Milliseconds:
        """About how long the episode will be."""
        return estimated_total(self.script)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What whoever publishes the episode should know."""
        return self.cast.notes


@dataclass(frozen=True, slots=True)
class Episode:
    """A finished episode: where it is, and when everything is heard in it; the page beside it shows
    the MP3s `listed` as well."""

    path: Path
    timeline: Timeline
    size: int
    beside: tuple[Path, ...] = ()
    outdated: tuple[Path, ...] = ()
    listed: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """All that is decided of a debate: the production of the `whole`, by which voices are levelled,
    and how the other tracks of its `album` are made."""

    album: Album
    whole: Production
    _write: partial[Script]

    def production(self, track: Track) -> Production:
        """The production of a track of the album."""
        plan = self.album.plan(track)
        if plan is self.whole.plan:
            return replace(self.whole, track=track)
        return replace(self.whole, plan=plan, script=self._write(plan), track=track)


@dataclass(frozen=True, slots=True)
class Casting:
    """Who speaks with which voice of which palette; `series_file` gives people who come back
    theirs."""

    debate: Debate
    palette: Palette
    cast: Cast
    series_file: SeriesFile


def cast_debate(
    debate: Debate,
    *,
    voices: Path | None = None,
    engine: str | None = None,
    series_file: SeriesFile = NO_SERIES,
) -> Casting:
    """Cast `debate` with the palettes of the folder `voices`; `engine` speaks where it is not None.

    Raises `VoiceError` where there is no narrator or no voice for its language, `EngineError`
    where the engine cannot be used.
    """
    known = sorted(set(languages(voices)) & set(LANGUAGES))
    if debate.language not in known:
        raise VoiceError(
            f"The transcript seems to be in the language “{debate.language}”; there are voices"
            f" for {', '.join(known)}. If that is wrong, say which it is with --language."
        )
    palette = spoken_palette(load_palette(debate.language, voices), engine)
    cast = make_cast(
        debate, palette.narrator, palette.voices, palette.distances, keeping(series_file, debate)
    )
    return Casting(debate, palette, cast, series_file)


def prepare_series(
    debate: Debate,
    *,
    name: str = "",
    voices: Path | None = None,
    announce: Announce = Announce.NEEDED,
    directions: bool = False,
    speed: Speed = USUAL,
    chime: bool = False,
    lexicon: Lexicon = EMPTY,
    engine: str | None = None,
    recall: Recall = Recall.QUESTION,
    titles: Titles | None = None,
    themes: Themes | None = None,
    series_file: SeriesFile = NO_SERIES,
    cache: Blobs | None = None,
) -> Series:
    """Plan, cast and script `debate`, with the palettes of the folder `voices`, to be spoken at
    `speed`, with a `chime` before each chapter if asked; the debate's own `lexicon` comes before
    the language's; `engine` speaks where it is not None. `name` is the whole's file name.

    `recall` is how much of a question is heard before an answer, `titles` what a person wants
    chapters to be called (by turn and paragraph), `themes` those that a person has had a hand in;
    `series_file` gives people who come back their voices. How a text is said is looked up in
    `cache`, and kept there.

    Raises what `cast_debate` does, and `ThesaurusError` where the words of the themes are wrong.
    """
    casting = cast_debate(debate, voices=voices, engine=engine, series_file=series_file)
    palette = casting.palette
    book = phrasebook(debate.language)
    if themes is None:
        themes = find_themes(debate, thesaurus=load_thesaurus(debate.language, voices))
    album = plan_album(debate, book, themes, name=name, recall=recall, titles=titles or {})
    cast = at_speed(casting.cast, speed)
    write = partial(
        write_script,
        cast=cast,
        book=book,
        announce=announce,
        directions=directions,
        speed=speed,
        chime=CHIME if chime else NO_CHIME,
        # Most lines are said in several episodes: how is thought out once.
        say=lru_cache(maxsize=None)(KeptWording(cache, debate.language, lexicon)),
    )
    plan = album.whole
    whole = Production(debate, palette, plan, cast, write(plan), series_file=series_file)
    return Series(album, whole, write)


@dataclass(frozen=True, slots=True)
class Making:
    """How episodes are made: in stereo, with which cover (else one is made), and with what beside
    the MP3s (None: everything)."""

    cover: bytes | None = None
    stereo: bool = False
    beside: Wanted | None = None

    def cover_for(self, production: Production) -> bytes:
        """The picture of an episode."""
        from podcast.publishing.labels import cover_of

        return self.cover or cover_of(production)


def make_episode(
    production: Production,
    folder: Path,
    name: str,
    crew: Crew,
    making: Making = Making(),
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
    making: Making = Making(),
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
    from podcast.publishing.beside import Published, write_beside
    from podcast.publishing.wanted import EVERYTHING
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
    others = write_beside(folder, published, making.beside or EVERYTHING)
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
    from podcast.encoding import join_chunks
    from podcast.mixing import RATE
    from podcast.publishing.labels import tags_of
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

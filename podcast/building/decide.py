"""Decides all of a build before a word is spoken: who speaks with which voice, what is said."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from podcast.audio.background import CHIME
from podcast.building.model import (
    AlbumProduction,
    BuildOptions,
    BuildPlan,
    DebateCast,
    Production,
)
from podcast.building.places import episode_name
from podcast.casting.cast import make_cast
from podcast.casting.engines import palette_of
from podcast.casting.palette import languages
from podcast.casting.series import FILE, NO_SERIES, SeriesFile, find_series, series_voices
from podcast.errors import PodcastError, VoiceError
from podcast.narration import LANGUAGES, phrasebook
from podcast.planfile import EpisodesTable, Work, open_work
from podcast.planning import (
    Album,
    EpisodeKind,
    Recall,
    Track,
    find_subjects,
    plan_album,
    remembered,
)
from podcast.rendering.pool import InlineExecutor
from podcast.scripting.announcing import Announce
from podcast.scripting.opening import OpeningLength, OpeningWish
from podcast.scripting.script import NO_CHIME, PAUSES, ScriptWriter, Speed, at_speed
from podcast.themes import FixedTheme
from podcast.wording.cache import CachedWording
from podcast.wording.lexicon import EMPTY, Lexicon, debate_lexicon, lexicon_path

if TYPE_CHECKING:
    from podcast.model import Debate, Doubt
    from podcast.planning.titles import Titles
    from podcast.store.cache import Cache


READING = Lock()
"""Held while a debate is read and thought about: stemmers and other tools of it are not for several
threads."""


def decide(
    path: Path,
    options: BuildOptions,
    cache: Cache | None = None,
    executor: Executor | None = None,
) -> BuildPlan:
    """Decide what is made of the transcript or the plan `path`, for one thread at a time; what
    takes long is looked up in `cache`, and written to it; `executor` does some of it meanwhile.
    Raises a `PodcastError` for what cannot be read, found or cast, and where there are doubts and
    the options are `strict`."""
    with READING:
        return _decided(path, options, cache, executor)


def _decided(
    path: Path, options: BuildOptions, cache: Cache | None, executor: Executor | None
) -> BuildPlan:
    begun = time.time()
    work = open_dated(path, options)
    debate = work.debate
    if options.strict and debate.doubts:
        raise PodcastError(_refusal(work))
    name = episode_name(work.transcript, debate, options.name)
    folders = work.series_folders(options.output, given=options.output_given)
    optional = (lexicon_path(work.transcript), *(folder / FILE for folder in folders))
    there = tuple(path for path in optional if path.is_file())
    series_file = find_series(folders)
    album = prepare_album(
        debate,
        options,
        name=name,
        lexicon=debate_lexicon(work.transcript, debate.language, options.voices),
        titles=work.titles,
        fixed=work.fixed_themes,
        banned=work.banned,
        series_file=series_file,
        cache=cache,
        executor=executor,
    )
    asked = wanted_episodes(work.episodes, options.by, options.speakers, options.themes)
    tracks = chosen_tracks(album.album, *asked)
    parts = any(track.kind is not EpisodeKind.WHOLE for track in tracks)
    with remembered(cache, debate) if parts else nullcontext():
        productions = tuple(album.production(track) for track in tracks)
    own = work.plan is not None and not options.output_given
    folder = work.plan.parent if work.plan is not None and own else options.output / name
    cover = options.cover or series_file.cover
    covers = dict.fromkeys(filter(None, (options.cover, cover)))
    read = (path, work.transcript, *optional, *covers)
    return BuildPlan(work, album, productions, folder, cover, begun, read, there)


def open_dated(path: Path, options: BuildOptions) -> Work:
    """What the transcript or the plan `path` holds, with what the options replace of it. Raises
    what `open_work` does."""
    work = open_work(
        path,
        language=options.language,
        title=options.title,
        source=options.source,
        voices=options.voices,
        one_voice=options.one_voice,
    )
    if options.date is None:
        return work
    from podcast.reading.dates import iso_date

    debate = work.debate
    dated = replace(debate, date=iso_date(options.date), date_text=debate.date_text or options.date)
    return replace(work, debate=dated)


def cast_debate(
    debate: Debate,
    *,
    voices: Path | None = None,
    engine: str | None = None,
    series_file: SeriesFile = NO_SERIES,
) -> DebateCast:
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
    palette = palette_of(debate.language, voices, engine)
    cast = make_cast(
        debate,
        palette.narrator,
        palette.voices,
        palette.distances,
        series_voices(series_file, debate),
    )
    return DebateCast(debate, palette, cast, series_file)


def prepare_album(
    debate: Debate,
    options: BuildOptions = BuildOptions(),  # noqa: B008 (frozen)
    *,
    name: str = "",
    lexicon: Lexicon = EMPTY,
    titles: Titles | None = None,
    fixed: tuple[FixedTheme, ...] = (),
    banned: frozenset[str] = frozenset(),
    series_file: SeriesFile = NO_SERIES,
    cache: Cache | None = None,
    executor: Executor | None = None,
) -> AlbumProduction:
    """Plan, cast and script `debate` as the options ask, whose MP3 is called `name`.

    The debate's own `lexicon` comes before the language's; `titles` are what a person wants
    chapters to be called (by turn and paragraph), `fixed` and `banned` the themes that they have
    had a hand in; `series_file` gives people who come back their voices. What takes long is looked
    up in `cache`, and written to it; `executor` finds what the debate is about while this process
    finds how it is said.

    Raises what `cast_debate` does, and `ThesaurusError` where the words of the themes are wrong.
    """
    cast_of = cast_debate(
        debate, voices=options.voices, engine=options.engine, series_file=series_file
    )
    titles = titles or {}
    about = debate, options.voices, titles, fixed, banned, cache
    finding = (executor or InlineExecutor()).submit(find_subjects, *about)
    book = phrasebook(debate.language)
    speed = Speed(options.speed)
    cast = at_speed(cast_of.cast, speed)
    writer = ScriptWriter(
        cast,
        book,
        announce=Announce(options.announce),
        directions=options.directions,
        speed=speed,
        chime=CHIME if options.chime else NO_CHIME,
        pauses=PAUSES[options.pauses],
        opening=OpeningWish(
            OpeningLength(options.opening),
            options.landmarks,
            series_file.welcome,
            series_file.goodbye,
        ),
        # Most lines are said in several episodes: how is thought out once.
        say=lru_cache(maxsize=None)(CachedWording(cache, debate.language, lexicon)),
    )
    writer.word_ahead(debate)
    subjects = finding.result()
    recall = Recall(options.recall)
    album = plan_album(debate, book, subjects.themes, name=name, recall=recall, titles=titles)
    plan = writer.planned(subjects.whole(debate))
    script = writer.write(plan)
    return AlbumProduction(
        album, Production(debate, cast_of.palette, plan, cast, writer, script, series_file)
    )


def doubt_text(doubt: Doubt) -> str:
    """A doubt, on one line."""
    where = f"line {doubt.line}: " if doubt.line else ""
    return f"{where}{doubt.message}"


def _refusal(work: Work) -> str:
    debate, transcript = work.debate, work.transcript
    count = (
        "There is one doubt"
        if len(debate.doubts) == 1
        else f"There are {len(debate.doubts)} doubts"
    )
    listed = "".join(f"\n- {doubt_text(doubt)}" for doubt in debate.doubts)
    how = (
        f"Settle them in {work.plan}: take the # from the `speaker` of each passage in doubt."
        if work.plan is not None
        else f"Correct it in the file that `podcast inspect {transcript} --edit` writes."
    )
    return (
        f"{count} about {transcript}, and --strict makes nothing before they are settled:{listed}\n"
        f"{how}"
    )


def wanted_episodes(
    table: EpisodesTable, by: Sequence[str], speakers: Sequence[str], themes: Sequence[str]
) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
    """`--by`, `--speaker` and `--theme`; where they ask for nothing, what the plan asks for."""
    if by or speakers or themes:
        return by, speakers, themes
    kinds: list[str] = [] if table.whole is False else ["whole"]
    named: list[Sequence[str]] = []
    for kind, asked in (("speaker", table.speakers), ("theme", table.themes)):
        if asked is True:
            kinds.append(kind)
        named.append(asked if isinstance(asked, tuple) else ())
    return kinds, named[0], named[1]


def chosen_tracks(
    album: Album, by: Sequence[str], speakers: Sequence[str], themes: Sequence[str]
) -> tuple[Track, ...]:
    """The tracks that `--by`, `--speaker` and `--theme` ask for: the whole where they ask for
    nothing. Raises `PodcastError` for a name that is not there, and where there is nothing."""
    names = [(EpisodeKind.SPEAKER, name) for name in speakers]
    names += [(EpisodeKind.THEME, name) for name in themes]
    kinds = [EpisodeKind(kind) for kind in by] or ([] if names else [EpisodeKind.WHOLE])
    tracks = album.chosen(kinds, names)
    if not tracks:
        raise PodcastError(
            "No theme was found in this debate: nothing is spoken of at two places, or for long."
            " `podcast themes` shows what was looked at."
        )
    return tracks

"""A build, from a file's name to finished episodes: what the command asks, in one call each."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from podcast.audio.background import CHIME
from podcast.build.model import Built, Casting, Making, Planned, Production, Series, Wishes
from podcast.casting.cast import make_cast
from podcast.casting.engines import spoken_palette
from podcast.casting.palette import languages, load_palette
from podcast.casting.series import NO_SERIES, SeriesFile, keeping
from podcast.errors import PodcastError, VoiceError
from podcast.model import Debate
from podcast.narration import LANGUAGES, phrasebook
from podcast.planning import FOLDERS, Recall, plan_album
from podcast.planning.titles import Titles
from podcast.scripting.announcing import Announce
from podcast.scripting.pace import USUAL, Speed, at_speed
from podcast.scripting.script import NO_CHIME, write_script
from podcast.store.files import mp3s
from podcast.themes import Themes, find_themes, load_thesaurus
from podcast.wording import Lexicon
from podcast.wording.cache import CachedWording
from podcast.wording.lexicon import EMPTY

if TYPE_CHECKING:
    from podcast.build.model import Production, Series
    from podcast.model import Debate, Doubt
    from podcast.planfile import Work
    from podcast.rendering.crew import Crew
    from podcast.rendering.progress import Progress
    from podcast.store.cache import Blobs

EDITED = ".edit"
"""What `podcast inspect --edit` adds to a file's name, and an episode's name has not."""


def open_dated(path: Path, wishes: Wishes) -> Work:
    """What the transcript or the plan `path` holds, with what is wished of it. Raises what
    `open_work` does."""
    from podcast.planfile import open_work

    work = open_work(
        path,
        language=wishes.language,
        title=wishes.title,
        source=wishes.source,
        voices=wishes.voices,
    )
    if wishes.date is None:
        return work
    debate = work.debate
    dated = replace(debate, date=wishes.date, date_text=debate.date_text or wishes.date)
    return replace(work, debate=dated)


_planning = Lock()  # stemmers and other tools of the reading are not for several threads


def plan_build(path: Path, wishes: Wishes, cache: Blobs | None = None) -> Planned:
    """Everything that is decided before a word is spoken, for one thread at a time; what takes
    long is looked up in `cache`, and kept there. Raises a `PodcastError` of what cannot be read,
    found or cast, and where there are doubts and `strict`."""
    with _planning:
        return _planned(path, wishes, cache)


def _planned(path: Path, wishes: Wishes, cache: Blobs | None) -> Planned:
    from podcast.build.choosing import chosen_tracks, themes_of, wished
    from podcast.casting.series import find_series
    from podcast.scripting.pace import Speed
    from podcast.themes.stem_cache import cached_stems
    from podcast.wording.lexicon import debate_lexicon

    begun = time.time()
    work = open_dated(path, wishes)
    debate = work.debate
    if wishes.strict and debate.doubts:
        raise PodcastError(_refusal(work))
    name = episode_name(work.transcript, debate)
    series_file = find_series(work.series_folders(wishes.output, given=wishes.output_given))
    with cached_stems(cache, debate.language):
        series = prepare_series(
            debate,
            name=name,
            voices=wishes.voices,
            announce=Announce(wishes.announce),
            directions=wishes.directions,
            speed=Speed(wishes.speed),
            chime=wishes.chime,
            lexicon=debate_lexicon(work.transcript, debate.language, wishes.voices),
            engine=wishes.engine,
            recall=Recall(wishes.recall),
            titles=work.titles,
            themes=themes_of(work, wishes.voices),
            series_file=series_file,
            cache=cache,
        )
        asked = wished(work.episodes, wishes.by, wishes.speakers, wishes.themes)
        tracks = chosen_tracks(series.album, *asked)
        productions = tuple(series.production(track) for track in tracks)
    own = work.plan is not None and not wishes.output_given
    folder = work.plan.parent if work.plan is not None and own else wishes.output / name
    return Planned(work, series, productions, folder, wishes.cover or series_file.cover, begun)


def make(planned: Planned, wishes: Wishes, crew: Crew, progress: Progress | None = None) -> Built:
    """Make what was planned. Raises what `make_episodes` does, and `OutputError` for a cover that
    cannot be used."""
    from podcast.build.make import make_episodes

    picture = None
    if planned.cover is not None:
        from podcast.publishing.cover import load_cover

        picture = load_cover(planned.cover)
    making = Making(picture, wishes.stereo, wishes.beside)
    episodes, spoken = make_episodes(
        planned.series, planned.productions, planned.folder, crew, making, progress
    )
    return Built(planned, episodes, spoken, _forsaken(planned))


def _forsaken(planned: Planned) -> tuple[Path, ...]:
    """MP3s where episodes of parts lie, of people with another name now, or themes that are found
    no more."""
    tracks = {planned.folder / f"{track.path}.mp3" for track in planned.series.album.tracks}
    found = [path for part in FOLDERS.values() for path in mp3s(planned.folder / part)]
    return tuple(path for path in found if path not in tracks)


def made_already(cache: Blobs | None, path: Path, wishes: Wishes) -> tuple[Path, ...] | None:
    """The episodes of the transcript or the plan `path`, where they are what would be made now;
    what a build that was killed left beside them is removed."""
    from podcast.build.stamp import made_before
    from podcast.store.files import remove_left_parts

    made = made_before(cache, path, wishes)
    for folder in {episode.parent for episode in made or ()}:
        remove_left_parts(folder)
    return made


def episode_name(transcript: Path, debate: Debate | None = None) -> str:
    """What the whole debate's file is called; one of standard input is named after its title."""
    from podcast.store.files import slug

    stem = debate.title if debate is not None and str(transcript) == "-" else transcript.stem
    return slug(stem.removesuffix(EDITED))


def told_doubt(doubt: Doubt) -> str:
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
    told = "".join(f"\n- {told_doubt(doubt)}" for doubt in debate.doubts)
    how = (
        f"Settle them in {work.plan}: take the # from the `speaker` of each passage in doubt."
        if work.plan is not None
        else f"Correct it in the file that `podcast inspect {transcript} --edit` writes."
    )
    return (
        f"{count} about {transcript}, and --strict makes nothing before they are settled:{told}\n"
        f"{how}"
    )


def namesakes(paths: Sequence[Path], wishes: Wishes) -> tuple[Path, Path] | None:
    """Two of `paths` whose episodes would have the same place, if there are any."""
    seen: dict[Path, Path] = {}
    for path in paths:
        place = _place(path, wishes)
        if place in seen:
            return seen[place], path
        if place is not None:
            seen[place] = path
    return None


def _place(path: Path, wishes: Wishes) -> Path | None:
    """Where the episode of the whole debate would be; None for a plan that is wrong."""
    from podcast.planfile import is_plan, load_plan
    from podcast.planfile.source import source_of

    if not is_plan(path):
        name = episode_name(path)
        return (wishes.output / name / name).resolve()
    try:
        name = episode_name(source_of(load_plan(path), wishes.source))
    except PodcastError:
        return None  # it is told when it is built
    folder = wishes.output / name if wishes.output_given else path.parent
    return (folder / name).resolve()


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
        say=lru_cache(maxsize=None)(CachedWording(cache, debate.language, lexicon)),
    )
    plan = album.whole
    whole = Production(debate, palette, plan, cast, write(plan), series_file=series_file)
    return Series(album, whole, write)

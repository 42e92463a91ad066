"""A build, from a file's name to finished episodes: what the command asks, in one call each."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from podcast.announcing import Announce
from podcast.errors import PodcastError
from podcast.files import mp3s
from podcast.planning import FOLDERS, Recall
from podcast.wishes import Wishes

if TYPE_CHECKING:
    from podcast.blobs import Blobs
    from podcast.model import Debate, Doubt
    from podcast.planfile import Work
    from podcast.produce import Episode, Production, Series
    from podcast.rendering.crew import Crew
    from podcast.rendering.progress import Progress

EDITED = ".edit"
"""What `podcast inspect --edit` adds to a file's name, and an episode's name has not."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What will be made: the `productions` of a `series`, in `folder`, with the picture `cover`
    where it is not None. Nothing was read of it before `begun` (seconds since 1970)."""

    work: Work
    series: Series
    productions: tuple[Production, ...]
    folder: Path
    cover: Path | None
    begun: float = math.inf

    @property
    def notes(self) -> tuple[str, ...]:
        """What whoever builds should know."""
        return (*self.series.whole.warnings, *self.work.notes)


@dataclass(frozen=True, slots=True)
class Built:
    """What was made of it; `spoken` lines were spoken for it. `forsaken` are MP3s of earlier builds
    that are no episode of the debate any more."""

    planned: Planned
    episodes: tuple[Episode, ...]
    spoken: int
    forsaken: tuple[Path, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """What whoever builds should know besides what is told of what was planned."""
        if not self.forsaken:
            return ()
        names = ", ".join(str(path.relative_to(self.planned.folder)) for path in self.forsaken)
        one = len(self.forsaken) == 1
        what, them = ("is no episode", "it") if one else ("are no episodes", "them")
        return (
            f"from an earlier build, {names} {what} of this debate any more; page and feed list"
            f" {them} until you remove {them}",
        )


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
        one_voice=wishes.one_voice,
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
    from podcast.cli_episodes import chosen_tracks, themes_of, wished
    from podcast.debate_lexicon import debate_lexicon
    from podcast.pace import Speed
    from podcast.produce import prepare_series
    from podcast.series import find_series
    from podcast.themes.kept_stems import kept_stems

    begun = time.time()
    work = open_dated(path, wishes)
    debate = work.debate
    if wishes.strict and debate.doubts:
        raise PodcastError(_refusal(work))
    name = episode_name(work.transcript, debate)
    series_file = find_series(work.series_folders(wishes.output, given=wishes.output_given))
    with kept_stems(cache, debate.language):
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
    from podcast.produce import Making, make_episodes

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
    from podcast.files import remove_left_parts
    from podcast.stamp import made_before

    made = made_before(cache, path, wishes)
    for folder in {episode.parent for episode in made or ()}:
        remove_left_parts(folder)
    return made


def episode_name(transcript: Path, debate: Debate | None = None) -> str:
    """What the whole debate's file is called; one of standard input is named after its title."""
    from podcast.slug import slug

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

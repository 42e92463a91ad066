"""What a build is asked, what it decides, and what it makes."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from podcast.publishing.model import EVERYTHING, SidecarChoice

if TYPE_CHECKING:
    from podcast.casting.cast import Cast
    from podcast.casting.palette import Palette
    from podcast.casting.series import SeriesFile
    from podcast.model import Debate
    from podcast.planfile import Work
    from podcast.planning import Album, EpisodePlan, Track
    from podcast.publishing.tags import ChapterTag
    from podcast.rendering.timeline import Timeline
    from podcast.scripting.script import Script, ScriptWriter
    from podcast.timecode import Milliseconds


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """What a person asks of a build, whatever the transcript.

    `output` is the folder of all episodes, `output_given` whether the person chose it; `name` the
    debate's folder in it, and its MP3's name, None for the transcript's own. `title`, `date` (ISO
    8601, or in words) and `language` (ISO 639-1) replace what the transcript says; `source` the
    transcript that a plan names. `by` are kinds of episodes ("whole", "speaker", "theme"),
    `speakers` and `themes` names of single ones; without any, the whole debate is made. `announce`
    and `recall` are values of `Announce` and `Recall`, `opening` one of `OpeningLength`, with so
    many `landmarks` at most, `pauses` a name in `PAUSES`. `small` files hold half the band.
    `voices` is a folder of palettes, `engine` the speech engine, None for those of the program.
    `one_voice` reads a text without speakers as that person's.
    """

    output: Path = Path("episodes")
    output_given: bool = False
    name: str | None = None
    title: str | None = None
    date: str | None = None
    language: str | None = None
    announce: str = "needed"
    directions: bool = False
    speed: float = 1.0
    small: bool = False
    stereo: bool = False
    chime: bool = False
    opening: str = "full"
    landmarks: int = 4
    pauses: str = "usual"
    by: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    recall: str = "question"
    strict: bool = False
    cover: Path | None = None
    sidecars: SidecarChoice = EVERYTHING
    voices: Path | None = None
    engine: str | None = None
    source: Path | None = None
    one_voice: str | None = None


@dataclass(frozen=True, slots=True)
class DebateCast:
    """Who speaks with which voice of which palette; `series_file` gives people who come back
    theirs."""

    debate: Debate
    palette: Palette
    cast: Cast
    series_file: SeriesFile


@dataclass(frozen=True, slots=True)
class Production:
    """All that is decided of an episode before a word is spoken.

    The times that the `script` says are estimates; `writer` words its opening again once they are
    known. `track` is its place in the debate's album, None where it stands alone; `name` its file
    below the debate's folder, without `.mp3` ("debate", "speakers/ada").
    """

    debate: Debate
    palette: Palette
    plan: EpisodePlan
    cast: Cast
    writer: ScriptWriter
    script: Script
    series_file: SeriesFile
    track: Track | None = None
    name: str = "episode"

    @property
    def estimated_length(self) -> Milliseconds:
        """About how long the episode will be."""
        from podcast.scripting.script import estimated_total

        return estimated_total(self.script)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What whoever publishes the episode should know."""
        if not self.debate.untitled:
            return self.cast.notes
        untitled = (
            "The transcript has no title: the narrator says none, and the file's name,"
            f" “{self.debate.title}”, is shown. --title gives it one."
        )
        return (untitled, *self.cast.notes)


@dataclass(frozen=True, slots=True)
class AlbumProduction:
    """All that is decided of a debate: its `album`, the production of the `whole`, by which voices
    are levelled, and how the other tracks are made."""

    album: Album
    whole: Production

    def production(self, track: Track) -> Production:
        """The production of a track of the album."""
        from podcast.planning import EpisodeKind

        whole = self.whole
        if track.kind is EpisodeKind.WHOLE:
            return replace(whole, track=track, name=str(track.path))
        plan = whole.writer.planned(self.album.plan(track))
        script = whole.writer.write(plan)
        return replace(whole, plan=plan, script=script, track=track, name=str(track.path))


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """What will be made: the `productions` of an `album`, in `folder`, with the picture `cover`
    where it is not None. No file was read for it before `begun` (seconds since 1970); `read` are
    all, but voices and word lists, that it was read from, or would have been were they there;
    `optional` those of them that it did not need, and that were there."""

    work: Work
    album: AlbumProduction
    productions: tuple[Production, ...]
    folder: Path
    cover: Path | None
    begun: float = math.inf
    read: tuple[Path, ...] = ()
    optional: tuple[Path, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """What whoever builds should know."""
        return (*self.album.whole.warnings, *self.work.notes)


@dataclass(frozen=True, slots=True)
class Episode:
    """A finished episode: where it is, and when everything is heard in it; its page shows the MP3s
    `listed` as well."""

    path: Path
    timeline: Timeline
    size: int
    sidecars: tuple[Path, ...] = ()
    outdated: tuple[Path, ...] = ()
    listed: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What was made of a plan; `spoken` lines were spoken for it. `forsaken` are MP3s of earlier
    builds that are no episode of the debate any more; `removed` are files that it was made with,
    and that are gone."""

    planned: BuildPlan
    episodes: tuple[Episode, ...]
    spoken: int
    forsaken: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()

    @property
    def made(self) -> Made:
        """What of it is told, and remembered."""
        planned = self.planned
        doubts = len(planned.work.debate.doubts)
        notes = ["one doubt" if doubts == 1 else f"{doubts} doubts"] if doubts else []
        return Made(
            tuple((episode.path, episode.timeline.length) for episode in self.episodes),
            tuple(file for one in self.episodes for file in (*one.sidecars, *one.listed)),
            planned.read,
            planned.begun,
            planned.optional,
            (*notes, *planned.notes, *self.notes),
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """What whoever builds should know besides the notes of the plan."""
        gone = gone_notes(self.removed)
        if not self.forsaken:
            return gone
        names = ", ".join(str(path.relative_to(self.planned.folder)) for path in self.forsaken)
        one = len(self.forsaken) == 1
        what, them = ("is no episode", "it") if one else ("are no episodes", "them")
        return (
            f"from an earlier build, {names} {what} of this debate any more; page and feed list"
            f" {them} until you remove {them}",
            *gone,
        )


def gone_notes(removed: tuple[Path, ...]) -> tuple[str, ...]:
    """What is told of files that a debate was made with, and that are gone."""
    return tuple(
        f"{path} was removed while this was built, and it was built with it; build again"
        for path in removed
    )


@dataclass(frozen=True, slots=True)
class Made:
    """What is left of a build when its debate is forgotten: the `episodes` with their lengths, the
    `others` that were written or are listed, what was `read`, none of it before `begun` (seconds
    since 1970), what of that was `there`, though optional, and `notes` for whoever builds."""

    episodes: tuple[tuple[Path, Milliseconds], ...]
    others: tuple[Path, ...]
    read: tuple[Path, ...]
    begun: float
    there: tuple[Path, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EpisodeFile:
    """A finished episode as its tags say: the MP3's `path`, its title, length and chapters."""

    path: Path
    title: str
    length: Milliseconds
    chapters: tuple[ChapterTag, ...]


@dataclass(frozen=True, slots=True)
class BuildOutcome:
    """What became of a build: the MP3s at `paths` are what was asked for; `result` says how they
    were made, None where they were there already and nothing has changed."""

    paths: tuple[Path, ...]
    result: BuildResult | None = None

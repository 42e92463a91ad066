"""What a person asks of a build: said by the options, and cheap to know."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from podcast.casting.cast import Cast
from podcast.casting.palette import Palette
from podcast.casting.series import NO_SERIES, SeriesFile
from podcast.model import Debate
from podcast.planning import Album, EpisodePlan, Track
from podcast.publishing.model import EVERYTHING, SidecarChoice
from podcast.rendering.timeline import Timeline
from podcast.scripting.script import Script, estimated_total
from podcast.timecode import Milliseconds

if TYPE_CHECKING:
    from podcast.model import Debate
    from podcast.planfile import Work
    from podcast.publishing.model import SidecarChoice


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person wants of a build, whatever the transcript; `output_given` where they chose the
    folder themselves."""

    output: Path = Path("episodes")
    output_given: bool = False
    title: str | None = None
    date: str | None = None
    language: str | None = None
    announce: str = "needed"
    directions: bool = False
    speed: float = 1.0
    stereo: bool = False
    chime: bool = False
    by: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    recall: str = "question"
    strict: bool = False
    cover: Path | None = None
    beside: SidecarChoice = EVERYTHING
    voices: Path | None = None
    engine: str | None = None
    source: Path | None = None


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


@dataclass(frozen=True, slots=True)
class Making:
    """How episodes are made: in stereo, with which cover (else one is made), and with what beside
    the MP3s (None: everything)."""

    cover: bytes | None = None
    stereo: bool = False
    beside: SidecarChoice | None = None

    def cover_for(self, production: Production) -> bytes:
        """The picture of an episode."""
        from podcast.build.labels import cover_of

        return self.cover or cover_of(production)


USUAL_MAKING = Making()

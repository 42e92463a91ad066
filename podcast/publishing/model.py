"""An episode as it is published, and what is made beside its MP3."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from podcast.casting.cast import Cast
    from podcast.planning import EpisodePlan
    from podcast.rendering.timeline import Timeline
    from podcast.scripting.script import Script


@dataclass(frozen=True, slots=True)
class SidecarChoice:
    """What to make beside the MP3: all that costs next to nothing, but not the talking book, which
    takes as much room as the MP3."""

    page: bool = True
    captions: bool = True
    chapters: bool = True
    book: bool = False


EVERYTHING = SidecarChoice()
"""All that is made where nothing is said."""


@dataclass(frozen=True, slots=True)
class Published:
    """An episode whose MP3 is `name`.mp3 in the debate's folder ("debate", "speakers/ada"); `track`
    is its place in the album, 0 where it stands alone."""

    name: str
    plan: EpisodePlan
    cast: Cast
    script: Script
    timeline: Timeline
    track: int = 0

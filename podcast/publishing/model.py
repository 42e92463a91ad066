"""An episode as it is published, and what is made beside its MP3."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from podcast.casting.cast import Cast
    from podcast.planning import EpisodePlan
    from podcast.rendering.timeline import Timeline
    from podcast.scripting.script import Script


PAGE = "index.html"
"""A debate's page, and the home page: what a web server shows for the folder."""

TRANSCRIPTS = (
    ".transcript.html", ".transcript.docx", ".transcript.txt", ".vtt", ".transcript.json",
)  # fmt: skip
"""The endings of an episode's transcripts and captions, those for people first."""


@dataclass(frozen=True, slots=True)
class SidecarChoice:
    """What to make beside the MP3: all that costs next to nothing, but not the talking books (EPUB,
    DAISY), each of which takes as much room as the MP3."""

    page: bool = True
    captions: bool = True
    chapters: bool = True
    book: bool = False
    daisy: bool = False

    def files(self, name: str) -> list[str]:
        """Return what this makes beside the MP3 `name`.mp3, but the page of the debate."""
        endings = [".epub"] if self.book else []
        endings += [".daisy.zip"] if self.daisy else []
        endings += TRANSCRIPTS if self.captions else ()
        endings += [".chapters.json"] if self.chapters else []
        return [name + ending for ending in endings]


EVERYTHING = SidecarChoice()
"""All that is made where nothing is said."""
EVER = SidecarChoice(book=True, daisy=True)
"""All that may lie there from an earlier build."""


@dataclass(frozen=True, slots=True)
class Published:
    """An episode whose MP3 is `name`.mp3 in the debate's folder ("debate", "speakers/ada"); `track`
    is its place in the album, 0 where it stands alone; `site` the address on the web of the folder
    of all debates, with a slash at its end, and `publisher` whose podcast it is, "" where that is
    not known."""

    name: str
    plan: EpisodePlan
    cast: Cast
    script: Script
    timeline: Timeline
    track: int = 0
    site: str = ""
    publisher: str = ""

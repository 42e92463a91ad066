"""What a person asks of a build: said by the options, and cheap to know."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from podcast.publishing.wanted import EVERYTHING, Wanted


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
    beside: Wanted = EVERYTHING
    voices: Path | None = None
    engine: str | None = None
    source: Path | None = None
    one_voice: str | None = None

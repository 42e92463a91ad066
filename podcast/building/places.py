"""Where the episodes of a transcript are made: known before it is read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from podcast.errors import PodcastError
from podcast.store.files import slug

if TYPE_CHECKING:
    from podcast.building.model import BuildOptions
    from podcast.model import Debate


EDITED = ".edit"
"""What `podcast inspect --edit` adds to a file's name, and an episode's name has not."""


def episode_name(transcript: Path, debate: Debate | None = None, name: str | None = None) -> str:
    """What the whole debate's file is called: `name`, where a person gives one, else as its
    transcript; one of standard input is named after its title."""
    stem = debate.title if debate is not None and str(transcript) == "-" else transcript.stem
    return slug(name or stem.removesuffix(EDITED))


def transcript_of(path: Path, options: BuildOptions) -> Path:
    """The transcript `path`, or that which the plan `path` names. Raises a `PodcastError` where the
    plan is wrong."""
    if not _is_plan(path):
        return path
    from podcast.planfile import load_plan
    from podcast.planfile.opening import source_of

    return source_of(load_plan(path), options.source)


def debate_folder(path: Path, options: BuildOptions) -> Path:
    """The folder of the debate that is the transcript or the plan `path`, which is no standard
    input. Raises a `PodcastError` where the plan is wrong."""
    if _is_plan(path) and not options.output_given:
        return path.parent
    return options.output / episode_name(transcript_of(path, options), name=options.name)


def _is_plan(path: Path) -> bool:
    return path.suffix.lower() == ".toml"  # `planfile.is_plan`, which takes long to import


def same_place(paths: Sequence[Path], options: BuildOptions) -> tuple[Path, Path] | None:
    """Two of `paths` whose episodes would have the same place, if there are any."""
    seen: dict[Path, Path] = {}
    for path in paths:
        try:
            name = episode_name(transcript_of(path, options))
            place = (debate_folder(path, options) / name).resolve()
        except PodcastError:
            continue  # the build says what is wrong
        if place in seen:
            return seen[place], path
        seen[place] = path
    return None

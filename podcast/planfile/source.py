"""Where a plan's transcript is, and whether a plan may open it.

A plan may come from somebody else, and whatever it names is read aloud and published. So it may
name what is below its own folder or, where it stands in `episodes/<debate>/`, below the folder that
holds `episodes/`, and nothing hidden there; anything elsewhere only as long as it is, byte for
byte, what the plan was made from. What a person names with --source is taken.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from podcast.planfile.model import PlanError, PlanFile

EPISODES = "episodes"
"""The folder of all episodes, in which each debate has one."""


def source_of(plan: PlanFile, source: Path | None = None) -> Path:
    """Return the transcript of `plan`, or `source` where a person names one.

    Raises `PlanError` where it is not there, or the plan may not open it.
    """
    if source is not None:
        if not source.is_file():
            raise PlanError(f"{source}: there is no such file.")
        return source
    path = _named(plan)
    if path is None or not path.is_file():
        raise PlanError(
            f"{plan.path}, `source`: there is no file “{plan.source}”, seen from the plan's"
            f" folder; if it was moved, `podcast plan FILE -o {plan.path}` takes it from there, and"
            " `podcast build` has --source FILE."
        )
    if not _may_open(plan, path) and checksum_of_file(path) != plan.made.source:
        raise PlanError(
            f"{plan.path}, `source`: “{plan.source}” lies outside of the plan's folders, and is not"
            f" the file that the plan was made from; if you mean it, `podcast plan {path} -o"
            f" {plan.path}` takes it, and `podcast build` has --source FILE."
        )
    return path


def is_source_of(plan: PlanFile, transcript: Path) -> bool | None:
    """Return whether `plan` is one of `transcript`; None where its own is not there any more."""
    path = _named(plan)
    if path is None or not path.is_file():
        return None
    return path.resolve() == transcript.resolve()


def has_changed(plan: PlanFile, transcript: Path) -> bool:
    """Return whether `transcript` is another text than the plan was made from."""
    return bool(plan.made.source) and checksum_of_file(transcript) != plan.made.source


def relative_source(transcript: Path, plan: Path) -> str:
    """Return the path of `transcript` for a plan at `plan`, with slashes on every system."""
    start = plan.parent.resolve()
    try:
        return Path(os.path.relpath(transcript.resolve(), start)).as_posix()
    except ValueError:  # another drive
        return transcript.resolve().as_posix()


def checksum_of_file(path: Path) -> str:
    """By which a transcript is known again: 16 hexadecimal digits of its SHA-256."""
    try:
        with path.open("rb") as file:
            digest = hashlib.sha256()
            while block := file.read(1 << 20):
                digest.update(block)
    except OSError as error:
        raise PlanError(f"{path}: it cannot be read ({error.strerror}).") from error
    return digest.hexdigest()[:16]


def _named(plan: PlanFile) -> Path | None:
    if "\0" in plan.source or len(plan.source) > 4_000:
        return None
    path = plan.path.parent / plan.source
    try:
        path.is_file()
    except (OSError, ValueError):
        return None
    short = Path(os.path.normpath(path))  # without "episodes/demo/..": as people write it
    return short if short.resolve() == path.resolve() else path


def _may_open(plan: PlanFile, path: Path) -> bool:
    real = path.resolve()
    folder = plan.path.parent.resolve()
    roots = [folder]
    if folder.parent.name == EPISODES:
        roots.append(folder.parent.parent)
    return any(
        real.is_relative_to(root)
        and not any(part.startswith(".") for part in real.relative_to(root).parts)
        for root in roots
    )

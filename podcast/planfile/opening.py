"""Opens what a command is given: a transcript, or a plan, which names one and changes it.

A plan may come from somebody else, and whatever it names is read aloud and published. So it may
name what is below its own folder or, where it stands in `episodes/<debate>/`, below the folder that
holds `episodes/`, and nothing hidden there; anything elsewhere only as long as it is, byte for
byte, what the plan was made from. What a person names with --source is taken.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from podcast.model import Debate
from podcast.planfile.applying import Applied, apply_plan, with_splits
from podcast.planfile.layout import format_lines
from podcast.planfile.model import EpisodesTable, PlanError, PlanFile, load_plan
from podcast.reading import read_debate
from podcast.themes import FixedTheme, load_thesaurus

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


SUFFIX = ".toml"


@dataclass(frozen=True, slots=True)
class Work:
    """What there is to make episodes of; for a transcript without a plan, the debate alone.

    `transcript` is the file that was read, `plan` the path of the plan. With a plan, `read` is the
    debate as it was read, split where the plan splits paragraphs, and `applied` all that came of
    the plan `decided`; the rest is as there.
    """

    debate: Debate
    transcript: Path
    plan: Path | None = None
    titles: Mapping[tuple[int, int], str] = field(default_factory=dict)
    fixed_themes: tuple[FixedTheme, ...] = ()
    banned: frozenset[str] = frozenset()
    episodes: EpisodesTable = EpisodesTable()
    notes: tuple[str, ...] = ()
    read: Debate | None = None
    decided: PlanFile | None = None
    applied: Applied | None = None

    def series_folders(self, output: Path, *, given: bool) -> tuple[Path, ...]:
        """Return where the series may be, as the function of this name does."""
        return series_folders(self.plan, output, given=given)


def series_folders(plan: Path | None, output: Path, *, given: bool) -> tuple[Path, ...]:
    """Return where the series may be, the first first: in the folder of all episodes, `output`, or
    that of the `plan` unless a person has `given` another; then in the plan's and above it."""
    if plan is None:
        return (output,)
    own = plan.resolve().parent
    return (*((output,) if given else ()), own, own.parent, own.parent.parent, output)


def is_plan(path: Path) -> bool:
    """Return whether `path` is to be read as a plan."""
    return path.suffix.lower() == SUFFIX


def open_work(
    path: Path,
    *,
    language: str | None = None,
    title: str | None = None,
    source: Path | None = None,
    voices: Path | None = None,
    one_voice: str | None = None,
) -> Work:
    """Return what the transcript or the plan `path` holds; `language` and `title` go before both,
    and `source` before the transcript that a plan names. With `one_voice`, a transcript is read as
    one person's of that name.

    Raises `PlanError` where the plan is wrong or may not open its source, `TranscriptError` where
    that cannot be read.
    """
    if not is_plan(path):
        if source is not None:
            raise PlanError(f"{path}: it is no plan, so that --source says nothing of it.")
        debate = read_debate(path, language=language, title=title, one_voice=one_voice)
        return Work(debate, path)
    if one_voice is not None:
        raise PlanError(f"{path}: a plan says who speaks, so that --one-voice says nothing of it.")
    plan = load_plan(path)
    if title is not None:
        plan = replace(plan, title=title)
    if language is not None:
        plan = replace(plan, language=language)
    transcript = source_of(plan, source)
    debate, not_split = with_splits(plan, read_debate(transcript, language=plan.language))
    applied = apply_plan(plan, debate, thesaurus=load_thesaurus(debate.language, voices))
    notes = [*not_split, *applied.notes]
    if has_changed(plan, transcript):
        notes.append(
            f"The transcript has changed since {path} was written; `podcast plan {path}` brings it"
            " up to date."
        )
    if plan.touched:
        notes.append(
            f"{path}, {format_lines(plan.touched)}: changed, but still behind a #, so that it has"
            " no effect; take the # away."
        )
    return Work(
        applied.debate,
        transcript,
        path,
        applied.titles,
        applied.fixed_themes,
        applied.banned,
        applied.episodes,
        tuple(notes),
        debate,
        plan,
        applied,
    )

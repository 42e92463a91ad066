"""Opens what a command is given: a transcript, or a plan, which names one and changes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from podcast.model import Debate
from podcast.planfile.applying import apply_plan
from podcast.planfile.loading import load_plan
from podcast.planfile.model import EpisodesTable, PlanError
from podcast.planfile.source import has_changed, source_of
from podcast.planfile.writing import format_lines
from podcast.reading import read_debate
from podcast.themes import FixedTheme, load_thesaurus

SUFFIX = ".toml"


@dataclass(frozen=True, slots=True)
class Work:
    """What there is to make episodes of; for a transcript without a plan, the debate alone.

    `transcript` is the file that was read, `plan` the path of the plan. The rest is as in
    `podcast.planfile.applying.Applied`.
    """

    debate: Debate
    transcript: Path
    plan: Path | None = None
    titles: Mapping[tuple[int, int], str] = field(default_factory=dict)
    fixed_themes: tuple[FixedTheme, ...] = ()
    banned: frozenset[str] = frozenset()
    episodes: EpisodesTable = EpisodesTable()
    notes: tuple[str, ...] = ()

    def series_folders(self, output: Path, *, given: bool) -> tuple[Path, ...]:
        """Return where the series may be, the first first: in the folder of all episodes, `output`,
        or that of the plan unless a person has `given` another; then beside the plan and above
        it."""
        if self.plan is None:
            return (output,)
        own = self.plan.resolve().parent
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
    debate = read_debate(transcript, language=plan.language)
    applied = apply_plan(plan, debate, thesaurus=load_thesaurus(debate.language, voices))
    notes = list(applied.notes)
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
    )

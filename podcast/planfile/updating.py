"""Writes the plan of a transcript, or brings the one that there is up to date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from podcast.casting.cast import make_cast
from podcast.casting.engines import palette_of
from podcast.casting.palette import languages
from podcast.casting.series import SeriesFile, find_series, series_voices
from podcast.errors import EngineError, VoiceError
from podcast.model import Debate
from podcast.narration import LANGUAGES, phrasebook
from podcast.planfile.applying import apply_plan, with_splits
from podcast.planfile.loading import load_plan
from podcast.planfile.model import PlanError, PlanFile
from podcast.planfile.opening import (
    EPISODES,
    checksum_of_file,
    is_source_of,
    relative_source,
    source_of,
)
from podcast.planfile.writing import Findings, write_plan
from podcast.planning import ChapterKind, plan_album
from podcast.reading import read_debate
from podcast.store.files import output_errors, part_file, slug
from podcast.themes import Themes, find_themes, load_thesaurus


@dataclass(frozen=True, slots=True)
class Update:
    """What became of a plan file: `before` is its text before, None where it is new."""

    path: Path
    text: str
    before: str | None
    doubts: int
    notes: tuple[str, ...]


def plan_of(
    transcript: Path | None,
    path: Path,
    *,
    language: str | None = None,
    voices: Path | None = None,
    edited: PlanFile | None = None,
) -> Update:
    """Return the plan of `transcript` at `path`, with all that a person decided in the one that
    stands there, or in `edited`, which is to replace it; without `transcript`, of that one's own
    source.

    Nothing is written. Raises `PlanError` where what stands there is wrong, or is the plan of
    another transcript that is still there.
    """
    plan = edited or (load_plan(path) if path.exists() else None)
    if transcript is None:
        if plan is None:
            raise PlanError(f"{path}: there is no such file.")
        transcript = source_of(plan)
    elif plan is not None and is_source_of(plan, transcript) is False:
        raise PlanError(
            f"{path}: it is the plan of another transcript, “{plan.source}”; choose another file"
            " with -o, or change its `source`."
        )
    wanted = language or (plan.language if plan else None)
    debate, not_split = with_splits(plan, read_debate(transcript, language=wanted))
    thesaurus = load_thesaurus(debate.language, voices)
    applied = apply_plan(plan or PlanFile(path, ""), debate, thesaurus=thesaurus)
    themes = find_themes(
        applied.debate, fixed=applied.fixed_themes, banned=applied.banned, thesaurus=thesaurus
    )
    found = Findings(
        debate,
        applied,
        _voices(applied.debate, voices, find_series(_series_folders(path))),
        chapter_titles(applied.debate, themes),
        themes,
    )
    written = write_plan(
        relative_source(transcript, path), checksum_of_file(transcript), found, plan
    )
    before = path.read_text(encoding="utf-8-sig") if path.exists() else None
    return Update(
        path,
        written.text,
        before,
        len(applied.debate.doubts),
        (*not_split, *applied.notes, *written.notes),
    )


def default_path(transcript: Path) -> Path:
    """Return where the plan of `transcript` belongs: with its episodes."""
    return Path(EPISODES) / slug(transcript.stem.removesuffix(".edit")) / "plan.toml"


def save(update: Update) -> None:
    """Write the file, whole or not at all."""
    with output_errors(update.path), part_file(update.path) as part:
        part.write_text(update.text, encoding="utf-8", newline="\n")


def _series_folders(path: Path) -> tuple[Path, ...]:
    own = path.resolve().parent
    return own, own.parent, own.parent.parent


def _voices(debate: Debate, folder: Path | None, series: SeriesFile) -> Mapping[str, str]:
    """Return the voice of everybody who has one of the palette."""
    if debate.language not in languages(folder):
        return {}
    try:
        palette = palette_of(debate.language, folder)
    except (EngineError, VoiceError):
        return {}
    earlier = series_voices(series, debate)
    cast = make_cast(debate, palette.narrator, palette.voices, palette.distances, earlier)
    known = {voice.id for voice in palette.voices}
    return {part.speaker: part.voice.name for part in cast.parts if part.voice.id in known}


def chapter_titles(
    debate: Debate, themes: Themes, titles: Mapping[tuple[int, int], str] | None = None
) -> dict[tuple[int, int], str]:
    """Return the chapters' titles as a build makes them, where `titles` has none, by turn and first
    paragraph; in a language that it has no words for, as in English."""
    language = debate.language if debate.language in LANGUAGES else "en"
    plan = plan_album(debate, phrasebook(language), themes, titles=titles or {}).whole
    return {
        (chapter.turns[0].index, chapter.turns[0].first_paragraph): chapter.title
        for chapter in plan.chapters
        if chapter.kind is ChapterKind.EXCHANGE
    }

"""`podcast cast`: who gets which voice, and how well the voices are told apart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from podcast.cli import options
from podcast.cli.console import plain, show_notes, table

if TYPE_CHECKING:
    from podcast.building.model import DebateCast
    from podcast.casting.cast import Cast, TurnStatistics
    from podcast.casting.distances import Distances
    from podcast.planfile import Work

_NARRATOR = "(narrator)"


@click.command()
@options.transcript
@options.language
@options.voices
@options.episodes("Folder for episodes, in which series.toml may be.")
@options.flag("--remember", help="Write the voices into series.toml, for the debates to come.")
@click.pass_context
def cast(
    context: click.Context,
    transcript: Path,
    language: str | None,
    voices: Path | None,
    output: Path,
    remember: bool,
) -> None:
    """Show who of TRANSCRIPT speaks with which voice, and why.

    Distances say how unlike two voices sound: at 1 they are mixed up now and then, at 3 they are
    told apart by every sentence. A ~ marks those that were not measured but guessed.

    \b
    Examples:
      podcast cast debate.txt
      podcast cast debate.txt --voices my-voices
      podcast cast debate.txt --remember
    """
    from podcast.building.decide import cast_debate
    from podcast.casting.series import FILE, find_series
    from podcast.planfile import open_work

    given = options.is_given(context, "output")
    work = open_work(transcript, language=language, voices=voices)
    folders = work.series_folders(output, given=given)
    series = find_series(folders)
    casting = cast_debate(work.debate, voices=voices, series_file=series)
    for line in explained(casting):
        click.echo(line)
    show_notes(work.notes)
    if remember:
        _remember(casting, series.path or _home(work, output, given=given) / FILE)


def _home(work: Work, output: Path, *, given: bool) -> Path:
    """Where a new series belongs: the folder of all episodes."""
    from podcast.planfile.opening import EPISODES

    if work.plan is None or given:
        return output
    own = work.plan.parent
    return own.parent if own.resolve().parent.name == EPISODES else own


def _remember(casting: DebateCast, path: Path) -> None:
    from podcast.casting.series import SeriesError, remember
    from podcast.store.files import output_errors, part_file
    from podcast.store.toml import read_text

    text = read_text(path, SeriesError) if path.exists() else ""
    palette = [voice.id for voice in casting.palette.voices]
    made = remember(text, casting.series_file, casting.cast, palette)
    if made.added:
        with output_errors(path), part_file(path) as part:
            part.write_text(made.text, encoding="utf-8", newline="\n")
        click.echo(f"Wrote {path}: {', '.join(map(plain, made.added))}.")
    else:
        click.echo(f"{path}: nothing to add.")
    show_notes(made.notes)


def explained(casting: DebateCast) -> list[str]:
    """The cast as a table, the smallest distances, and what they would be first come, first
    served."""
    from podcast.casting.cast import make_cast, turn_statistics
    from podcast.casting.distances import EVEN

    debate, palette = casting.debate, casting.palette
    heard, distances = turn_statistics(debate), palette.distances
    rows = [
        [plain(name), voice, why, near, how_far]
        for name, voice, why, near, how_far in _rows(casting.cast, distances)
    ]
    lines = [plain(debate.title)]
    lines += table(("Speaker", "Voice", "Why", "Nearest other", "Distance"), rows, right=(4,))
    if not casting.cast.parts:
        return lines
    lines.append("")
    lines.append(f"Smallest distance: {_smallest(casting.cast, heard, distances)}.")
    queue = make_cast(debate, palette.narrator, palette.voices, EVEN)
    lines.append(f"First come, first served: {_smallest(queue, heard, distances)}.")
    lines += [f"Note: {plain(note)}" for note in casting.cast.notes]
    return lines


def _rows(cast: Cast, distances: Distances) -> list[tuple[str, str, str, str, str]]:
    people = [(_NARRATOR, cast.narrator, "the palette's narrator")]
    people += [(part.speaker, part.voice, part.reason) for part in cast.parts]
    rows = []
    for name, voice, why in people:
        others = [other for who, other, _ in people if who != name]
        if not others:
            rows.append((name, voice.name, why, "", ""))
            continue
        near = min(others, key=lambda other: distances.between(voice, other))
        guessed = "~" if distances.known(voice, near) is None else ""
        far = f"{guessed}{distances.between(voice, near):.1f}"
        rows.append((name, voice.name, why, near.name, far))
    return rows


def _smallest(cast: Cast, heard: TurnStatistics, distances: Distances) -> str:
    people = [(_NARRATOR, cast.narrator), *((part.speaker, part.voice) for part in cast.parts)]
    pairs = [
        (distances.between(voice, other), who, whom)
        for place, (who, voice) in enumerate(people)
        for whom, other in people[:place]
    ]
    far, who, whom = min(pairs)
    among = f"{far:.2f} among all ({whom}, {who})"
    following = [
        pair for pair in pairs if _NARRATOR in pair[1:] or frozenset(pair[1:]) in heard.follows
    ]
    far, who, whom = min(following)
    return f"{among}, {far:.2f} among those who follow each other ({whom}, {who})"

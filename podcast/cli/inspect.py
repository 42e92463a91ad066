"""`podcast inspect`: what is understood of a transcript, before anything is made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from podcast.cli import options, streams
from podcast.cli.console import plain, show_notes, show_table, show_title

if TYPE_CHECKING:
    from podcast.model import Debate


@click.command()
@options.transcript
@options.title
@options.language
@options.one_voice
@click.option(
    "--why", type=click.IntRange(min=1), metavar="LINE", help="Tell why LINE was read as it was."
)
@options.voices
@options.flag("--json", "as_json", help="Print everything as JSON, text included.")
@options.flag("--edit", help="Write a text file to correct by hand, and build from.")
@options.path(
    "-o",
    "--output",
    allow_dash=True,
    help="File that --edit writes.  [default: <transcript>.edit.txt beside it]",
)
@options.flag("-v", "--verbose", help="List what is no speech as well.")
def inspect(
    transcript: Path,
    title: str | None,
    language: str | None,
    one_voice: str | None,
    why: int | None,
    voices: Path | None,
    as_json: bool,
    edit: bool,
    output: Path | None,
    verbose: bool,
) -> None:
    """Show what is understood of TRANSCRIPT: who speaks, how much, and what is doubtful.

    \b
    Examples:
      podcast inspect debate.txt
      podcast inspect debate.txt -v
      podcast inspect debate.txt --why 34
      podcast inspect debate.pdf --edit
      podcast inspect debate.txt --json > debate.json
    """
    if as_json and edit:
        raise click.UsageError("Choose one of --json and --edit.")
    if output is not None and not edit:
        raise click.UsageError("-o says where --edit writes; add --edit.")
    if why is not None:
        from podcast import reading

        for line in reading.why(transcript, why, language=language).split("\n"):
            click.echo(plain(line))
        return
    from podcast.planfile import open_work

    work = open_work(transcript, language=language, title=title, voices=voices, one_voice=one_voice)
    debate, transcript = work.debate, work.transcript
    if as_json:
        from podcast.reading.formats.saved import debate_to_json

        streams.show_json(debate_to_json(debate))
        return
    if edit:
        _write_edit(debate, transcript, output)
        return
    _show_debate(debate, voices)
    if verbose:
        _show_rest(debate)
    show_notes(work.notes)


def _show_debate(debate: Debate, voices: Path | None) -> None:
    from podcast.building.decide import doubt_text

    show_title(debate.title)
    about = [debate.subtitle, debate.date_text or debate.date, f"language: {debate.language}"]
    click.echo(plain(", ".join(part for part in about if part)))
    words = sum(turn.words for turn in debate.turns)
    click.echo(f"{len(debate.turns)} turns, {words:,} words\n".replace(",", " "))
    names = _voice_names(debate, voices)
    rows = []
    for speaker in debate.speakers:
        turns = debate.turns_of(speaker.name)
        said = sum(turn.words for turn in turns)
        share = f"{100 * said / words:.0f} %" if words else ""
        role = speaker.role or ("" if speaker.declared else "(not listed)")
        rows.append(
            [speaker.name, role, str(len(turns)), str(said), share, names.get(speaker.name, "")]
        )
    head = ("Speaker", "Role", "Turns", "Words", "Share", "Voice")
    show_table(head, rows, right=(2, 3, 4))
    if debate.doubts:
        click.echo(click.style("\nDoubts", bold=True))
    for doubt in debate.doubts:
        click.echo(f"- {plain(doubt_text(doubt))}")


def _show_rest(debate: Debate) -> None:
    pieces = [(p.line, "introduction, read by the narrator", p.text) for p in debate.introduction]
    pieces += [(h.line, f"heading {h.level}", h.text) for h in debate.headings]
    pieces += [(d.line, "direction", d.text) for d in debate.directions]
    pieces += [(piece.line, piece.kind, piece.text) for piece in debate.left_out]
    rows = [[str(line), kind, plain(text)] for line, kind, text in sorted(pieces)]
    click.echo(click.style("\nNot speech", bold=True))
    show_table(("Line", "What", "Text"), rows, right=(0,))


def _write_edit(debate: Debate, transcript: Path, output: Path | None) -> None:
    """Write the layout for correcting by hand; a file that may hold corrections stays."""
    from podcast.building.places import EDITED
    from podcast.errors import OutputError
    from podcast.reading.edit_layout import write_layout

    text = write_layout(debate)
    if str(output) == "-" or (output is None and str(transcript) == "-"):
        click.echo(streams.for_programs(text), nl=False)
        return
    path = output or transcript.with_name(f"{transcript.stem}{EDITED}.txt")
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise OutputError(
            path, "it exists, perhaps with your corrections; remove it, or write another with -o."
        ) from None
    except OSError as error:
        raise OutputError(path, f"it cannot be written ({error.strerror}).") from error
    click.echo(f"Wrote {path}. Correct it, then: podcast build {path}")


def _voice_names(debate: Debate, voices: Path | None) -> dict[str, str]:
    """Who has which voice; nobody where there are none for the language."""
    from podcast.building.decide import cast_debate
    from podcast.errors import VoiceError

    try:
        cast = cast_debate(debate, voices=voices).cast
    except VoiceError:
        return {}
    return {part.speaker: part.voice.name for part in cast.parts}

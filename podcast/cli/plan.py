"""`podcast plan`: writes what can be decided of an episode into a file, and keeps it up to date."""

from __future__ import annotations

from pathlib import Path

import click

from podcast.cli import options
from podcast.cli.console import show_notes


@click.command()
@click.argument("transcript", type=click.Path(path_type=Path))
@options.path("-o", "--output", help="File to write.  [default: episodes/<name>/plan.toml]")
@options.language
@options.voices
@options.flag("--check", help="Say what would change, and write nothing.")
def plan(
    transcript: Path, output: Path | None, language: str | None, voices: Path | None, check: bool
) -> None:
    """Write the plan of TRANSCRIPT: who says what, chapters, themes, in a file to edit.

    Run it again when the transcript has changed, with it or with the plan: what you decided stays.
    docs/plan-file.md explains the file.

    \b
    Examples:
      podcast plan debate.txt
      podcast plan episodes/debate/plan.toml
      podcast build episodes/debate/plan.toml
    """
    from podcast.planfile import is_plan
    from podcast.planfile.writing import default_path, plan_of, save

    if str(transcript) == "-":
        raise click.UsageError("A plan names its transcript: save it to a file first.")
    again = is_plan(transcript)
    if again and output is not None:
        raise click.UsageError("A plan is brought up to date where it is; leave -o out.")
    path = transcript if again else output or default_path(transcript)
    if not is_plan(path):
        raise click.UsageError(f"{path}: the name of a plan ends with .toml.")
    update = plan_of(None if again else transcript, path, language=language, voices=voices)
    if update.text == update.before:
        click.echo(f"{path} is up to date.")
    elif check:
        click.echo(f"{path} would change. Nothing was written (--check).")
    else:
        save(update)
        click.echo(f"Wrote {path}. Edit it, then: podcast build {path}")
    show_notes(update.notes)
    if update.doubts:
        count = "One doubt" if update.doubts == 1 else f"{update.doubts} doubts"
        click.echo(f"{count} about who speaks; look for “In doubt” in it.")

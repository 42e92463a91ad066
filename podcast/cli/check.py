"""`podcast check`: an independent look at what was made."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from podcast.cli import options as option
from podcast.cli.console import Bar, plain
from podcast.cli.streams import for_programs

if TYPE_CHECKING:
    from podcast.checking import Report


@click.command()
@click.argument("path", metavar="FILE|DIR", type=click.Path(path_type=Path))
@option.flag("--json", "as_json", help="Print the findings as JSON.")
@option.flag("--strict", help="Fail on warnings as well.")
@option.flag("--quick", help="Do not decode the sound, nor measure it.")
def check(path: Path, as_json: bool, strict: bool, quick: bool) -> None:
    """Check what was made: sound, loudness, tags, chapters, captions, page, feed, book.

    A folder is searched for episodes; an MP3 is checked with what lies beside it under its name.
    One line is one finding; the exit code is 1 where there is an error.

    \b
    Examples:
      podcast check episodes
      podcast check episodes/debate/debate.mp3 --strict
      podcast check episodes --json > findings.json
    """
    from podcast.checking import Severity
    from podcast.checking import check as look
    from podcast.processes.worker import processors

    with Bar("Checking", quiet=as_json or not sys.stderr.isatty()).running() as bar:
        report = look(path, sound=not quick, jobs=processors(), progress=bar)
    if as_json:
        click.echo(for_programs(_json(path, report)))
    else:
        for found in report.findings:
            where = f"{found.path}:{found.where}" if found.where else found.path
            line = f"{where}: {found.severity.value}: {found.message}"
            click.echo(plain(line))
        click.echo(summary(report))
    if report.count(Severity.ERROR) or (strict and report.count(Severity.WARNING)):
        sys.exit(1)


def summary(report: Report) -> str:
    """The last line: what was looked at, and how much was found."""
    from podcast.checking import Severity

    looked = _count(report.episodes, "episode") if report.episodes else _count(report.files, "file")
    counts = [
        _count(report.count(severity), severity.value)
        for severity in Severity
        if report.count(severity)
    ]
    return f"{looked} checked: {', '.join(counts) or 'nothing is wrong'}."


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _json(path: Path, report: Report) -> str:
    import json

    from podcast.checking import Severity

    shown = {
        "version": 1,
        "path": str(path),
        "episodes": report.episodes,
        "files": report.files,
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "notes": report.count(Severity.NOTE),
        "findings": [
            {
                "path": found.path,
                "where": found.where,
                "severity": found.severity.value,
                "code": found.code,
                "message": found.message,
            }
            for found in report.findings
        ],
    }
    text = json.dumps(shown, ensure_ascii=False, indent=1)
    # File names that are no UTF-8, halves of characters from damaged JSON: JSON has an escape.
    return "".join(f"\\u{ord(c):04x}" if "\ud800" <= c <= "\udfff" else c for c in text)

"""`podcast themes`: what a debate speaks of, passage by passage, and the words that say so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from podcast.cli import options
from podcast.cli.console import long_clock, plain, show_table, show_title
from podcast.cli.streams import show_json

if TYPE_CHECKING:
    from podcast.model import Debate
    from podcast.themes import Passage, Theme, Themes

_FIRST_WORDS = 48  # characters of a passage that are shown


@click.command()
@options.transcript
@options.language
@options.voices_folder("themes (themes/fr.toml, themes/en.toml)")
@options.as_json
def themes(transcript: Path, language: str | None, voices: Path | None, as_json: bool) -> None:
    """Show the themes of TRANSCRIPT: which passages speak of what, and which words say so.

    Themes are the debate's own headings, those of voices/themes/fr.toml, and phrases that recur. A
    passage may be in two of them, or in none.

    \b
    Examples:
      podcast themes debate.txt
      podcast themes debate.txt --json > themes.json
    """
    from podcast.planfile import open_work
    from podcast.themes import find_themes, load_thesaurus

    work = open_work(transcript, language=language, voices=voices)
    debate = work.debate
    thesaurus = load_thesaurus(debate.language, voices)
    found = find_themes(debate, fixed=work.fixed_themes, banned=work.banned, thesaurus=thesaurus)
    if as_json:
        from podcast.themes.as_json import themes_to_json

        show_json(themes_to_json(debate, found))
        return
    _show(debate, found)
    if not thesaurus.themes:
        click.echo(
            f"\nThere are no themes for the language “{debate.language}”, so that only headings and"
            f" recurring phrases were looked for; write voices/themes/{debate.language}.toml."
        )


def _show(debate: Debate, found: Themes) -> None:
    show_title(debate.title)
    if not found.themes:
        click.echo("\nNo theme was found: nothing is spoken of at two places, or for long.")
    for theme in found.themes:
        click.echo(
            f"\n{click.style(plain(theme.title), bold=True)}  ({theme.source}, "
            f"{_size(debate, tuple(one.passage for one in theme.passages))})"
        )
        _show_passages(debate, theme)
    if found.unthemed:
        click.echo(f"\n{click.style('In no theme', bold=True)}  ({_size(debate, found.unthemed)})")
        rows = [
            [*_row(debate, passage), plain(why)]
            for passage, why in zip(found.unthemed, found.why, strict=True)
        ]
        _table(rows, ("Why",))


def _show_passages(debate: Debate, theme: Theme) -> None:
    rows = []
    for one in theme.passages:
        words = ", ".join(one.words) if theme.source != "structure" else ""
        rows.append([*_row(debate, one.passage), words])
    _table(rows, ("" if theme.source == "structure" else "Words",))


def _table(rows: list[list[str]], more: tuple[str, ...]) -> None:
    show_table(("Line", "Length", "Speaker", "Begins", *more), rows, right=(0, 1))


def _row(debate: Debate, passage: Passage) -> list[str]:
    from podcast.themes import passage_words, seconds

    turn = debate.turns[passage.turn - 1]
    first = turn.paragraphs[passage.first - 1]
    length = round(seconds(passage_words(debate, passage)))
    return [
        str(first.line),
        f"{length // 60}:{length % 60:02}",
        turn.speaker,
        _shortened(first.text),
    ]


def _shortened(text: str) -> str:
    if len(text) <= _FIRST_WORDS:
        return text
    return text[:_FIRST_WORDS].rsplit(None, 1)[0].rstrip(" ,;:.") + "…"


def _size(debate: Debate, passages: tuple[Passage, ...]) -> str:
    from podcast.themes import passage_words, seconds
    from podcast.timecode import Milliseconds

    words = sum(passage_words(debate, passage) for passage in passages)
    share = 100 * words / max(1, sum(turn.words for turn in debate.turns))
    length = Milliseconds(1000 * round(seconds(words)))
    return f"{share:.0f} %, about {long_clock(length)}"

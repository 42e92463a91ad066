"""Arguments and options that several commands have, each said in the same words; and short ways to
write those that one has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

Decorator = Callable[[Any], Any]

LOCAL = "127.0.0.1"


def flag(name: str, *more: str, help: str) -> Decorator:
    """An option that is given or not."""
    return click.option(name, *more, is_flag=True, help=help)


def choice(name: str, *values: str, help: str) -> Decorator:
    """An option that is one of `values`, by default the first."""
    kind = click.Choice(values)
    return click.option(name, type=kind, default=values[0], show_default=True, help=help)


def path(*names: str, help: str, **more: Any) -> Decorator:
    """An option that names a file, or whatever `more` says."""
    return click.option(*names, type=click.Path(path_type=Path, **more), help=help)


def by(what: str) -> Decorator:
    """`--by`: which kinds of episodes; `what` begins its help."""
    return click.option(
        "--by",
        type=click.Choice(["whole", "speaker", "theme"]),
        multiple=True,
        help=f"{what}; may be given again.  [default: whole]",
    )


by_in_feed = by("Episodes that go in: of whole debates, by speaker, by theme")


def episodes(help: str) -> Decorator:
    """`--output`: the folder of episodes."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        default=Path("episodes"),
        show_default=True,
        help=help,
    )


def host(help: str) -> Decorator:
    """`--host`: where something is served."""
    return click.option("--host", metavar="ADDRESS", default=LOCAL, show_default=True, help=help)


transcript = click.argument("transcript", type=click.Path(path_type=Path, allow_dash=True))
folder = click.argument("folder", type=click.Path(path_type=Path), default=Path("episodes"))
as_json = flag("--json", "as_json", help="Print everything as JSON.")
language = click.option(
    "--language", metavar="CODE", help="Language of the transcript (fr, en), if detection is wrong."
)
title = click.option("--title", help="Title to use, instead of the one in the transcript.")
one_voice = click.option(
    "--one-voice",
    is_flag=False,
    flag_value="",
    metavar="[NAME]",
    help="Read all of it aloud as one person's, called NAME; for a text in which nobody speaks."
    " Write it after TRANSCRIPT.",
)
engine = click.option(
    "--engine",
    metavar="NAME",
    help="Engine that speaks (espeak, kokoro, piper…), instead of what the palette says.",
)


def voices_folder(what: str = "voice files (fr.toml, en.toml)") -> Decorator:
    """`--voices`: a folder with `what` in it."""
    help = f"Folder of {what}, instead of the installed ones."
    return path("--voices", file_okay=False, exists=True, help=help)


voices = voices_folder()


def is_given(context: click.Context, name: str) -> bool:
    """Whether somebody wrote the option `name`, whatever its value."""
    return context.get_parameter_source(name) is not click.core.ParameterSource.DEFAULT

"""Arguments and options that several commands have, each said in the same words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

Decorator = Callable[[Any], Any]

transcript = click.argument("transcript", type=click.Path(path_type=Path, allow_dash=True))

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
    return click.option(
        "--voices",
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        help=f"Folder of {what}, instead of the installed ones.",
    )


voices = voices_folder()

"""Commands under `podcast voices` that let one hear several voices: options in, sentences out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from podcast.palette import Palette

_output = click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write.")
_play = click.option("--play", is_flag=True, help="Play it as well, with the system's player.")


@click.command()
@click.argument("names", metavar="A B...", nargs=-1, required=True)
@click.option("--text", help="What to say, instead of the palette's sample sentence.")
@click.option("--language", metavar="CODE", help="Palette to look in, where two have the name.")
@_output
@_play
@click.pass_obj
def compare(
    folder: Path | None,
    names: tuple[str, ...],
    text: str | None,
    language: str | None,
    output: Path | None,
    play: bool,
) -> None:
    """Hear the voices A and B (or more) say the same sentence, one after the other.

    \b
    Examples:
      podcast voices compare Basile Octave --play
      podcast voices compare Lucie Agathe --text "Bonjour à tous." -o both.mp3
    """
    from podcast.audition import comparison, play_file, write_samples
    from podcast.palette import find_voice

    if len(names) < 2:
        raise click.UsageError("Name two voices at least; `podcast voices hear` lets you hear one.")
    found = [find_voice(name, language, folder) for name in names]
    voices = [voice for voice, _ in found]
    path = output or Path("-".join(voice.id for voice in voices) + ".mp3")
    write_samples(comparison(voices, text or found[0][1]), path)
    click.echo(f"Wrote {path}: {', then '.join(voice.name for voice in voices)}.")
    if play:
        play_file(path)


@click.command()
@click.option("--language", metavar="CODE", help="Which palette (fr, en).", default="fr")
@_output
@_play
@click.pass_obj
def sheet(folder: Path | None, language: str, output: Path | None, play: bool) -> None:
    """Hear every voice of a palette say its name and the sample sentence: one MP3, a chapter a
    voice.

    \b
    Examples:
      podcast voices sheet
      podcast voices sheet --language en -o voices.mp3
    """
    from podcast.audition import play_file, sheet, write_samples
    from podcast.palette import load_palette

    palette = load_palette(language, folder)
    path = output or Path(f"voices-{language}.mp3")
    write_samples(sheet(palette), path, _title(palette), jobs=2)
    click.echo(f"Wrote {path}: {1 + len(palette.voices)} voices, a chapter each.")
    if play:
        play_file(path)


def _title(palette: Palette) -> str:
    titles = {"fr": "Les voix françaises", "en": "English voices"}
    return titles.get(palette.language, f"Voices ({palette.language})")

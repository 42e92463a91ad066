"""The command line: options in, sentences and exit codes out. No logic of its own.

Exit codes: 0 done, 1 could not, 2 wrong usage, 130 interrupted. Nothing slow is imported before a
command needs it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from podcast import cli_options as options
from podcast import standard_streams, unforeseen
from podcast.cli_audition import compare, sheet
from podcast.cli_build import build
from podcast.cli_cache import cache as cache_command
from podcast.cli_cast import cast
from podcast.cli_check import check
from podcast.cli_feed import feed
from podcast.cli_plan import plan
from podcast.cli_serve import serve
from podcast.cli_themes import themes
from podcast.cli_voices import register
from podcast.cli_words import words
from podcast.console import plain
from podcast.errors import PodcastError

if TYPE_CHECKING:
    from podcast.model import Debate
    from podcast.voice import Voice

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=_CONTEXT)
@click.version_option(package_name="debate-podcast", prog_name="podcast")
def cli() -> None:
    """Turn the transcript of a debate into a podcast: a voice for every speaker, a chapter for
    every exchange, all on this machine.

    \b
    Start with:  podcast build debate.txt
    """


@cli.command()
@options.transcript
@options.title
@options.language
@options.voices
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON, text included.")
@click.option("--edit", is_flag=True, help="Write a text file to correct by hand, and build from.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    help="File that --edit writes.  [default: <transcript>.edit.txt beside it]",
)
@click.option("-v", "--verbose", is_flag=True, help="List what is no speech as well.")
@options.one_voice
@click.option(
    "--why", type=click.IntRange(min=1), metavar="LINE", help="Tell why LINE was read as it was."
)
def inspect(
    transcript: Path,
    title: str | None,
    language: str | None,
    voices: Path | None,
    as_json: bool,
    edit: bool,
    output: Path | None,
    verbose: bool,
    one_voice: str | None,
    why: int | None,
) -> None:
    """Show what is understood of TRANSCRIPT: who speaks, how much, and what is doubtful.

    \b
    Examples:
      podcast inspect debate.txt
      podcast inspect debate.txt -v
      podcast inspect debate.pdf --edit
      podcast inspect debate.txt --json > debate.json
      podcast inspect debate.txt --why 34
    """
    if as_json and edit:
        raise click.UsageError("Choose one of --json and --edit.")
    if output is not None and not edit:
        raise click.UsageError("-o says where --edit writes; add --edit.")
    from podcast.planfile import open_work

    if why is not None:
        from podcast import reading

        for told in reading.why(transcript, why, language=language).split("\n"):
            click.echo(plain(told))
        return
    work = open_work(transcript, language=language, title=title, voices=voices, one_voice=one_voice)
    debate, transcript = work.debate, work.transcript
    if as_json:
        import json

        from podcast.debate_json import debate_to_json

        text = json.dumps(debate_to_json(debate), ensure_ascii=False, indent=1)
        click.echo(standard_streams.for_programs(text))
        return
    if edit:
        _write_edit(debate, transcript, output)
        return
    _show_debate(debate, voices)
    if verbose:
        _show_rest(debate)
    for note in work.notes:
        click.echo(f"Note: {plain(note)}")


def _show_debate(debate: Debate, voices: Path | None) -> None:
    from podcast.building import told_doubt
    from podcast.console import table

    click.echo(click.style(plain(debate.title), bold=True))
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
    for line in table(head, rows, right=(2, 3, 4)):
        click.echo(line)
    if debate.doubts:
        click.echo(click.style("\nDoubts", bold=True))
    for doubt in debate.doubts:
        click.echo(f"- {plain(told_doubt(doubt))}")


def _show_rest(debate: Debate) -> None:
    """What is in the transcript and is no speech."""
    from podcast.console import table

    pieces = [(h.line, f"heading {h.level}", h.text) for h in debate.headings]
    pieces += [(d.line, "direction", d.text) for d in debate.directions]
    pieces += [(piece.line, piece.kind, piece.text) for piece in debate.left_out]
    rows = [[str(line), kind, plain(text)] for line, kind, text in sorted(pieces)]
    click.echo(click.style("\nNot speech", bold=True))
    for line in table(("Line", "What", "Text"), rows, right=(0,)):
        click.echo(line)


def _write_edit(debate: Debate, transcript: Path, output: Path | None) -> None:
    """Write the layout for correcting by hand; a file that may hold corrections stays."""
    from podcast.building import EDITED
    from podcast.errors import OutputError
    from podcast.reading.edit_layout import write_layout

    text = write_layout(debate)
    if str(output) == "-" or (output is None and str(transcript) == "-"):
        click.echo(standard_streams.for_programs(text), nl=False)
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
    from podcast.errors import VoiceError
    from podcast.produce import cast_debate

    try:
        cast = cast_debate(debate, voices=voices).cast
    except VoiceError:
        return {}
    return {part.speaker: part.voice.name for part in cast.parts}


@cli.group(invoke_without_command=True)
@click.option("--language", metavar="CODE", help="Only voices of this language (fr, en, de…).")
@click.option("--gender", type=click.Choice(["female", "male"]), help="Only women or only men.")
@click.option("--palette", "only_palette", is_flag=True, help="Only the voices of the palettes.")
@options.voices
@click.pass_context
def voices(
    context: click.Context,
    language: str | None,
    gender: str | None,
    only_palette: bool,
    voices: Path | None,
) -> None:
    """List the voices of this machine, by language.

    Those with a name are in the palette, from which speakers get theirs; the others can be put
    into it (voices/fr.toml says how).

    \b
    Examples:
      podcast voices
      podcast voices --language fr --gender female --palette
      podcast voices hear Basile
    """
    context.obj = voices
    if context.invoked_subcommand is not None:
        return
    from podcast.cli_voices import show_engine_voices
    from podcast.console import table
    from podcast.palette import languages, load_palette

    known = [code for code in languages(voices) if language in (None, code)]
    for code in known:
        palette = load_palette(code, voices)
        click.echo(click.style(f"Palette for “{code}”", bold=True))
        rows = [
            [voice.name, _gender(voice), voice.engine, voice.engine_voice, voice.description]
            for voice in (palette.narrator, *palette.voices)
            if gender in (None, _gender(voice))
        ]
        for line in table(("Voice", "Gender", "Engine", "Engine voice", "Sounds"), rows):
            click.echo(line)
        click.echo()
    if only_palette and known:
        return
    if not show_engine_voices(language, gender) and not known:
        raise PodcastError(f"This machine has no voice for the language “{language}”.")


def _gender(voice: Voice) -> str:
    return voice.gender.value if voice.gender else ""


@voices.command()
@click.argument("name")
@click.option("--text", help="What to say, instead of the palette's sample sentence.")
@click.option("--language", metavar="CODE", help="Palette to look in, where two have the name.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="File to write.  [default: <id>.mp3]"
)
@click.option("--play", is_flag=True, help="Play it as well, with the system's player.")
@options.engine
@click.pass_obj
def hear(
    folder: Path | None,
    name: str,
    text: str | None,
    language: str | None,
    output: Path | None,
    play: bool,
    engine: str | None,
) -> None:
    """Hear the voice NAME say a sentence: writes an MP3, and plays it if asked.

    With --engine, NAME may also be what that engine calls a voice.

    \b
    Examples:
      podcast voices hear Basile
      podcast voices hear Lucie --text "Bonjour à tous." --play
      podcast voices hear fr_FR-siwis-medium --engine piper
    """
    from podcast.audition import play_file, write_sample
    from podcast.cli_voices import voice_to_hear

    voice, sample = voice_to_hear(name, language, folder, engine)
    path = write_sample(voice, text or sample, output or Path(f"{voice.id}.mp3"))
    click.echo(f"Wrote {path}: {voice.name}, {voice.description or voice.engine_voice}.")
    if play:
        play_file(path)


voices.add_command(compare)
voices.add_command(sheet)
register(voices)
cli.add_command(build)
cli.add_command(cache_command)
cli.add_command(cast)
cli.add_command(feed)
cli.add_command(check)
cli.add_command(words)
cli.add_command(plan)
cli.add_command(themes)
cli.add_command(serve)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its code; no error leaves as a traceback."""
    _Stopped.signals = 0
    _listen()
    standard_streams.prepare()
    try:
        cli.main(args=arguments, prog_name="podcast", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(2 if isinstance(error, click.UsageError) else 1)
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nInterrupted; no unfinished file was left.", err=True)
        sys.stdout.flush()
        # Not sys.exit: where the signal came during an import, CPython remembers that it passed
        # through exec() and ends itself by SIGINT, whatever the code is.
        os._exit(130)
    except PodcastError as error:
        message = "\n".join(plain(line) for line in str(error).split("\n"))
        click.echo(f"Error: {message}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # Whoever read the output has seen enough (`podcast voices | head`).
        standard_streams.give_up(sys.stdout)
        sys.exit(1)
    except Exception as error:
        if unforeseen.to_be_shown():
            raise
        standard_streams.give_up_if_shut(sys.stdout)
        with contextlib.suppress(OSError):
            click.echo(f"Error: {unforeseen.told(error)}", err=True)
        sys.exit(1)
    sys.exit(0)


class _Stopped:
    signals = 0


def _listen() -> None:
    """Ctrl-C, SIGTERM and a terminal that is closed end a command in order; what was to be ignored
    (nohup, a shell's background jobs) stays ignored."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


def _stop(*_: Any) -> None:
    # Workers are ended and unfinished files removed on the way out. Who asks again while that goes
    # on would only break it off; who asks a third time wants out.
    _Stopped.signals += 1
    if _Stopped.signals == 1:
        raise KeyboardInterrupt
    if _Stopped.signals > 2:
        os._exit(130)

"""The command line: options in, sentences and exit codes out. No logic of its own.

Exit codes: 0 done, 1 could not, 2 wrong usage, 130 interrupted. Nothing slow is imported before a
command needs it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from types import FrameType

import click

from podcast.cli import streams
from podcast.cli.build import build
from podcast.cli.cache import cache as cache_command
from podcast.cli.cast import cast
from podcast.cli.check import check
from podcast.cli.console import error_sentence, errors_are_raised, plain_lines
from podcast.cli.feed import feed
from podcast.cli.inspect import inspect
from podcast.cli.plan import plan
from podcast.cli.serve import serve
from podcast.cli.studio import studio
from podcast.cli.themes import themes
from podcast.cli.voices import voices
from podcast.cli.words import words
from podcast.errors import PodcastError

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=_CONTEXT)
@click.version_option(package_name="debate-podcast", prog_name="podcast")
def cli() -> None:
    """Turn the transcript of a debate into a podcast: a voice for every speaker, a chapter for
    every exchange, all on this machine.

    \b
    Start with:  podcast build debate.txt
    """


# fmt: off
for command in (
    inspect, build, plan, cast, themes, words, voices, feed, serve, studio, check, cache_command
):
    cli.add_command(command)
# fmt: on


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its code; no error leaves as a traceback."""
    _Stopped.signals = 0
    _listen()
    streams.prepare()
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
        click.echo(f"Error: {plain_lines(str(error))}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # Whoever read the output has seen enough (`podcast voices | head`).
        streams.give_up(sys.stdout)
        sys.exit(1)
    except Exception as error:
        if errors_are_raised():
            raise
        streams.give_up_if_shut(sys.stdout)
        with contextlib.suppress(OSError):
            click.echo(f"Error: {error_sentence(error)}", err=True)
        sys.exit(1)
    sys.exit(0)


_MOMENT = 0.01  # s


class _Stopped:
    signals = 0


def _listen() -> None:
    """Ctrl-C, SIGTERM and a terminal that is closed end a command in order; what was to be ignored
    (nohup, a shell's background jobs) stays ignored. SIGALRM asks again, where `_stop` waits."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGALRM"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


def _stop(number: int, frame: FrameType | None) -> None:
    if _imports(frame) and hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, _MOMENT)
        return
    # Workers are ended and unfinished files removed on the way out. Who asks again while that goes
    # on would only break it off; who asks a third time wants out.
    _Stopped.signals += 1
    if _Stopped.signals == 1:
        raise KeyboardInterrupt
    if _Stopped.signals > 2:
        os._exit(130)


def _imports(frame: FrameType | None) -> bool:
    """Whether an import is under way that the command began. What is raised there may be swallowed,
    and CPython then holds the lock of its imports for good: other threads would wait for ever."""
    while frame is not None and frame.f_code is not main.__code__:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False

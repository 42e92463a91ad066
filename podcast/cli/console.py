"""What the commands show: tables and progress, fit for a terminal and for a log."""

from __future__ import annotations

import errno
import math
import os
import shutil
import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import click

from podcast.timecode import Milliseconds

_WIDEST = 110
_NARROWEST = 16  # of a column that is wrapped
_BAR = 30  # characters
_REFRESH = 0.1  # s


def plain(text: str) -> str:
    """`text` without control characters: a transcript must not steer the terminal."""
    return "".join(" " if unicodedata.category(c)[0] == "C" else c for c in text)


def plain_lines(text: str) -> str:
    """`text` as `plain`, line by line."""
    return "\n".join(plain(line) for line in text.split("\n"))


def show_notes(notes: Iterable[str], *, err: bool = False) -> None:
    """Show a line for each of `notes`."""
    for note in notes:
        click.echo(f"Note: {plain(note)}", err=err)


def show_title(text: str) -> None:
    """Show a heading in bold."""
    click.echo(click.style(plain(text), bold=True))


def show_table(
    head: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()
) -> None:
    """Show the lines of a `table`."""
    for line in table(head, rows, right=right):
        click.echo(line)


def table(
    head: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()
) -> Iterator[str]:
    """The lines of a table that fits the terminal: the widest columns are wrapped where they must
    be.

    `right` are the columns (from 0) that hold numbers.
    """
    cells = [[plain(cell) for cell in row] for row in (head, *rows)]
    widths = [max(_width(row[column]) for row in cells) for column in range(len(head))]
    room = min(shutil.get_terminal_size((_WIDEST, 24)).columns, _WIDEST)
    excess = sum(widths) + 2 * (len(widths) - 1) - room
    for _ in range(excess):
        if max(widths) <= _NARROWEST:
            break
        widths[widths.index(max(widths))] -= 1
    for number, row in enumerate(cells):
        wrapped = [_wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
        for line in range(max(map(len, wrapped))):
            parts = [
                _padded(cell[line] if line < len(cell) else "", width, at_right=column in right)
                for column, (cell, width) in enumerate(zip(wrapped, widths, strict=True))
            ]
            yield "  ".join(parts).rstrip()
        if number == 0:
            yield "  ".join("─" * width for width in widths)


def _width(text: str) -> int:
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _padded(text: str, width: int, *, at_right: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if at_right else text + space


def _wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if _width(joined) <= width:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        while _width(word) > width:
            # A path is cut after a slash, or where a word of a name ends.
            place = max(word.rfind(sign, width // 3, width) for sign in "/\\-_.") + 1 or width
            lines[-1], word = word[:place], word[place:]
            lines.append("")
        lines[-1] = word
    return lines


class Bar:
    """Progress of a build: a line with the speed and the time left on a terminal, one a quarter in
    a log. `seconds` is about how long what is made will be heard, where that is known."""

    def __init__(self, label: str, seconds: float | None = None, *, quiet: bool) -> None:
        self._label = label
        self._seconds = seconds
        self._quiet = quiet
        self._terminal = sys.stderr.isatty()
        self._begun = time.monotonic()
        self._quarter = 0
        self._share = 0.0
        self._shown = -math.inf
        self._line = ""

    @contextmanager
    def running(self) -> Iterator[Bar]:
        """Shows the bar while the work is done, and leaves the line clean after it."""
        self._begun = time.monotonic()
        if self._terminal and not self._quiet:
            self._write(f"{self._label}…")
        try:
            yield self
        finally:
            self._write("")

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """Room for other lines, while it is open."""
        line = self._line
        self._write("")
        yield
        self._write(line)

    def __call__(self, done: float, total: float) -> None:
        """Show that `done` of `total` is done."""
        if self._quiet:
            return
        share = self._share = done / total if total > 0 else 1.0
        if not self._terminal:
            quarter = int(4 * share + 1e-9)
            if quarter > self._quarter:
                self._quarter = quarter
                click.echo(f"{self._label}: {25 * quarter} %{self._facts(share)}", err=True)
            return
        now = time.monotonic()
        if now - self._shown >= _REFRESH or share >= 1:
            self._shown = now
            full = round(_BAR * share)
            bar = "█" * full + "░" * (_BAR - full)
            self._write(f"{self._label} {bar} {100 * share:3.0f} %{self._facts(share)}")

    def _facts(self, share: float) -> str:
        """The speed, and the time left: that of a part gives that of the rest."""
        passed = time.monotonic() - self._begun
        facts = []
        if self._seconds and passed > 0 and share > 0:
            facts.append(f"{self._seconds * share / passed:.0f} × real time")
        if 0.05 <= share < 1:
            left = Milliseconds(1000 * math.ceil(self.seconds_left()))
            facts.append(f"{long_clock(left)} left")
        return "".join(f", {fact}" for fact in facts)

    def seconds_left(self) -> float:
        """About how long it will still take, told from what is done; 0 before anything is."""
        share = self._share
        return (time.monotonic() - self._begun) * (1 - share) / share if share else 0.0

    def _write(self, line: str) -> None:
        if self._quiet or not self._terminal or line == self._line:
            return
        # Blanks over the rest of the last line: not every terminal can clear one.
        sys.stderr.write(f"\r{line.ljust(len(self._line))}\r{line}")
        sys.stderr.flush()
        self._line = line


def long_clock(length: Milliseconds) -> str:
    """ "58 min 12 s", "1 h 02 min", for people who read."""
    hours, rest = divmod(length // 1000, 3600)
    minutes, seconds = divmod(rest, 60)
    if hours:
        return f"{hours} h {minutes:02} min"
    return f"{minutes} min {seconds:02} s" if minutes else f"{seconds} s"


# How Python, and the loader of libraries, say it where they do not raise MemoryError.
_NO_MEMORY = ("can't start new thread", "can't allocate lock", "failed to map segment")


def errors_are_raised() -> bool:
    """Whether PODCAST_DEBUG asks for such errors as they are."""
    return bool(os.environ.get("PODCAST_DEBUG"))


def error_sentence(error: Exception) -> str:
    """One or two sentences about `error`."""
    if isinstance(error, OSError):
        return plain(_of_the_system(error))
    if isinstance(error, MemoryError) or any(sign in str(error) for sign in _NO_MEMORY):
        return (
            "there is not enough memory; fewer processes (--jobs 1) take less. What is made so far"
            " is kept for the next time."
        )
    return (
        f"something unforeseen happened ({type(error).__name__}: {plain(str(error))})."
        " Please report it with what PODCAST_DEBUG=1 shows."
    )


def _of_the_system(error: OSError) -> str:
    said = error.strerror or str(error)
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return f"{said}; fewer processes (--jobs 1) or a higher limit (ulimit -n) will help."
    if error.filename is not None:
        return f"{error.filename}: the system refuses ({said})."
    return (
        f"the system refuses ({said}); is there room where the output goes, and in the"
        " temporary folder (TMPDIR)?"
    )

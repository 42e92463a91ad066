"""What the commands show: tables and progress, fit for a terminal and for a log."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

from podcast.timecode import Milliseconds, clock

_WIDEST = 110


def plain(text: str) -> str:
    """`text` without control characters: a transcript must not steer the terminal."""
    return "".join(" " if unicodedata.category(c)[0] == "C" else c for c in text)


def table(
    head: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()
) -> Iterator[str]:
    """The lines of a table that fits the terminal: the widest column is wrapped where it must be.

    `right` are the columns (from 0) that hold numbers.
    """
    cells = [[plain(cell) for cell in row] for row in (head, *rows)]
    widths = [max(_width(row[column]) for row in cells) for column in range(len(head))]
    room = min(shutil.get_terminal_size((_WIDEST, 24)).columns, _WIDEST)
    excess = sum(widths) + 2 * (len(widths) - 1) - room
    if excess > 0:
        widest = widths.index(max(widths))
        widths[widest] = max(16, widths[widest] - excess)
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
            lines[-1], word = word[:width], word[width:]
            lines.append("")
        lines[-1] = word
    return lines


class Bar:
    """Progress of one build: a bar with the time left on a terminal, a line a quarter in a log."""

    def __init__(self, label: str, *, quiet: bool) -> None:
        self._label = label
        self._quiet = quiet
        self._terminal = sys.stderr.isatty()
        self._bar: object | None = None
        self._done = 0
        self._told = 0

    @contextmanager
    def running(self) -> Iterator[Bar]:
        """Shows the bar while the work is done, and leaves the line clean after it."""
        try:
            yield self
        finally:
            if self._bar is not None:
                self._bar.__exit__(None, None, None)  # type: ignore[attr-defined]

    def __call__(self, done: int, total: int) -> None:
        """Show that `done` of `total` is done."""
        if self._quiet:
            return
        if not self._terminal:
            quarter = 4 * done // total if total else 4
            if quarter > self._told:
                self._told = quarter
                click.echo(f"{self._label}: {25 * quarter} %", err=True)
            return
        if self._bar is None:
            self._bar = click.progressbar(
                length=total, label=self._label, file=sys.stderr, show_eta=True, width=30
            )
            self._bar.__enter__()
        self._bar.update(done - self._done)  # type: ignore[attr-defined]
        self._done = done


def long_clock(length: Milliseconds) -> str:
    """ "58 min 12 s", "1 h 02 min", for people who read."""
    hours, rest = divmod(length // 1000, 3600)
    minutes, seconds = divmod(rest, 60)
    if hours:
        return f"{hours} h {minutes:02} min"
    return f"{minutes} min {seconds:02} s" if minutes else f"{seconds} s"


__all__ = ["Bar", "clock", "long_clock", "plain", "table"]

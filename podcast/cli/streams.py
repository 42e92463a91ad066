"""Standard input, output and error as programs find them: closed, full, or unable to show “é”.

A terminal shows what it can of what people read; what programs read is UTF-8 whatever the terminal
is. A stream that was closed reads and writes nothing.
"""

from __future__ import annotations

import codecs
import os
import sys
import unicodedata
from typing import TextIO

import click

_ALIKE = "podcast-alike"
_SIGNS = str.maketrans({
    "─": "-", "–": "-", "—": "-", "…": "...", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‘": "'", "’": "'", "×": "x", "→": "->", "█": "#", "░": "-", "œ": "oe", "Œ": "OE", "æ": "ae",
    "Æ": "AE", "ß": "ss", "\u00a0": " ", "\u202f": " ", "•": "-",
})  # fmt: skip


def prepare() -> None:
    """Make the three of them usable, whatever they are."""
    for number, flags in ((0, os.O_RDONLY), (1, os.O_WRONLY), (2, os.O_WRONLY)):
        _open_nowhere(number, flags)
    sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    codecs.register_error(_ALIKE, _alike)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and not _is_utf8(stream):
            reconfigure(errors=_ALIKE)


def _open_nowhere(number: int, flags: int) -> None:
    """See that file `number` is open. A file that is opened next would else take the number of a
    closed one, and what a library prints would go into an episode."""
    try:
        os.fstat(number)
    except OSError:
        opened = os.open(os.devnull, flags)
        if opened != number:
            os.dup2(opened, number)
            os.close(opened)


def show_json(data: object) -> None:
    """Write `data` as JSON for programs to standard output."""
    import json

    click.echo(for_programs(json.dumps(data, ensure_ascii=False, indent=1)))


def for_programs(text: str) -> str | bytes:
    """`text` as standard output is to get it where a program or an editor reads it: UTF-8."""
    return text if _is_utf8(sys.stdout) else text.encode()


def _is_utf8(stream: TextIO | None) -> bool:
    return codecs.lookup(getattr(stream, "encoding", None) or "utf-8").name == "utf-8"


def give_up_if_shut(stream: TextIO) -> None:
    """Let nothing wait for a `stream` that takes nothing more."""
    try:
        stream.flush()
    except OSError:
        give_up(stream)


def give_up(stream: TextIO) -> None:
    """Let what is still to be written to `stream` go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _alike(error: UnicodeError) -> tuple[str, int]:
    """What looks nearest: “é” is e, a rule is hyphens, what has no likeness a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end].translate(_SIGNS)
    bare = (c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return "".join(c if c.isascii() else "?" for c in bare), error.end

"""A plan's text as blocks of lines: what a person wrote, what the program did, and comments.

The program's own lines are known by how they begin, so that nothing a person writes is lost:

```
#: an explanation            written anew each time
# title = "…"                a default, written anew each time: it counts as soon as the # is gone
#- chapter = "…"             what no longer applies, left as it is
# anything else              a person's comment, left where it stands
```
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from podcast.store.toml import toml_or_none, toml_text

EXPLAINED, OBSOLETE = "#:", "#-"
_DEFAULT = re.compile(r"# ([a-z_]+) = ")
_MAY_END = re.compile(r"\]|\}|\"\"\"|'''")
_AFTER_HEADER = re.compile(r"\]\s*#")


@dataclass(frozen=True, slots=True)
class Statement:
    """`key = value`, as a person wrote it on the lines `raw`, from `line` on."""

    key: str
    value: Any
    raw: str
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """A table of the file: `header` is what stands between its brackets, name by name (none for
    the top of the file). `before` and `inside` are a person's comments, `defaults` the lines that
    the program wrote, with their numbers."""

    header: tuple[str, ...] = ()
    line: int = 1
    statements: tuple[Statement, ...] = ()
    before: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    defaults: tuple[tuple[int, str], ...] = ()

    def raw(self, key: str) -> str | None:
        """Return the lines of `key`, None where a person has not decided it."""
        return next((s.raw for s in self.statements if s.key == key), None)


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole file, and what of it no longer applied before (`obsolete`)."""

    blocks: tuple[Block, ...] = ()
    obsolete: tuple[str, ...] = ()

    @property
    def defaults(self) -> tuple[tuple[int, str], ...]:
        """The lines with defaults, and their numbers."""
        return tuple(line for block in self.blocks for line in block.defaults)


def checksum(line: str) -> str:
    """By what a default is known to stand as it was written."""
    return hashlib.sha256(line.encode()).hexdigest()[:4]


def read_blocks(text: str, keys: Collection[str]) -> Layout:
    """The blocks of `text`, which is valid TOML with `\\n` line ends; `keys` may have defaults."""
    blocks: list[Block] = []
    obsolete: list[str] = []
    open_block = _Open((), 1)
    lines = enumerate(text.split("\n"), start=1)
    for number, line in lines:
        content = line.strip()
        if content.startswith("["):
            comment = _comment(content)
            before = open_block.comments_below()
            blocks.append(open_block.closed())
            open_block = _Open(_header(content), number, before)
            if comment and not comment.startswith(EXPLAINED):
                open_block.comment(comment)
        elif content.startswith(OBSOLETE):
            obsolete.append(content)
        elif content.startswith("#"):
            found = _DEFAULT.match(content)
            if found and found.group(1) in keys and toml_or_none(content[2:]) is not None:
                open_block.default(number, content)
            elif not content.startswith(EXPLAINED):
                open_block.comment(content)
        elif content:
            open_block.statement(number, line, lines)
        else:
            open_block.blank()
    blocks.append(open_block.closed(with_all=True))
    return Layout(tuple(blocks), tuple(obsolete))


_MOST = 5  # lines that are named one by one


def format_lines(lines: Sequence[tuple[int, str]]) -> str:
    """ "line 3", "lines 3, 5 and 4 more"."""
    shown = ", ".join(str(number) for number, _ in lines[:_MOST])
    more = f" and {len(lines) - _MOST} more" if len(lines) > _MOST else ""
    return f"line{'' if len(lines) == 1 else 's'} {shown}{more}"


def written_header(names: tuple[str, ...]) -> str:
    """Return the line that begins the table of that header."""
    if names == ("passage",):
        return "[[passage]]"
    return f"[{'.'.join([*names[:1], *map(toml_text, names[1:])])}]"


def _header(content: str) -> tuple[str, ...]:
    names: list[str] = []
    table: Any = toml_or_none(content)
    while table:
        name, table = next(iter(table.items()))
        names.append(name)
        if isinstance(table, list):
            table = table[0]
    return tuple(names)


def _comment(header: str) -> str:
    """Return what stands behind the header, after a #; a # in a name begins no comment."""
    for match in _AFTER_HEADER.finditer(header):
        if toml_or_none(header[: match.start() + 1]) is not None:
            return header[match.end() - 1 :]
    return ""


class _Open:
    """A block while it is read."""

    def __init__(self, header: tuple[str, ...], line: int, before: tuple[str, ...] = ()) -> None:
        self._header, self._line, self._before = header, line, before
        self._statements: list[Statement] = []
        self._inside: list[str] = []
        self._below: list[str] = []  # after a blank line: perhaps of the block to come
        self._defaults: list[tuple[int, str]] = []
        self._apart = False

    def blank(self) -> None:
        self._apart = True

    def comment(self, text: str) -> None:
        (self._below if self._apart else self._inside).append(text)

    def default(self, number: int, text: str) -> None:
        self._defaults.append((number, text))
        self._settle()

    def statement(self, number: int, line: str, rest: Iterator[tuple[int, str]]) -> None:
        raw = line.lstrip()
        while (found := toml_or_none(raw)) is None:
            more = [following for _, following in _until_it_may_end(rest)]
            if not more:
                break  # not TOML: whoever called has said so before
            raw = "\n".join([raw, *more])
        for key, value in (found or {}).items():
            self._statements.append(Statement(key, value, raw.rstrip(), number))
        self._settle()

    def _settle(self) -> None:
        self._inside += self._below
        self._below.clear()
        self._apart = False

    def comments_below(self) -> tuple[str, ...]:
        return tuple(self._below)

    def closed(self, *, with_all: bool = False) -> Block:
        return Block(
            self._header,
            self._line,
            tuple(self._statements),
            self._before,
            (*self._inside, *(self._below if with_all else ())),
            tuple(self._defaults),
        )


def _until_it_may_end(rest: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    for number, line in rest:
        yield number, line
        if _MAY_END.search(line):
            return

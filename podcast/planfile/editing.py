"""Edits a plan as a person would: the # of a default is taken away, a line added or removed.

All else stays as it is, letter by letter; `updating` brings the defaults up to date afterwards.
Series and lexicons, which have no defaults, are edited in the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from podcast.planfile.layout import Block, Statement, read_blocks, written_header
from podcast.planfile.model import KEYS
from podcast.store.toml import Value, toml_key, toml_or_none, toml_text, toml_value


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decides: `value` for `key` in the table with this `header`, as in
    `layout.Block`; None gives it back to the program. Of passages, `begins` (an anchor as it is
    written) says which."""

    header: tuple[str, ...]
    key: str
    value: Value | None
    begins: str = ""


def edited_text(text: str, decisions: Sequence[Decision]) -> str:
    """Return `text`, that of a plan, with `decisions` written into it, one after the other."""
    for decision in decisions:
        text = _edited(text.replace("\r\n", "\n"), decision)
    return text


def _edited(text: str, decision: Decision) -> str:
    blocks = read_blocks(text, KEYS).blocks
    block = next((block for block in blocks if _is_meant(block, decision)), None)
    lines = text.split("\n")
    key, value = decision.key, decision.value
    written = None if value is None else f"{toml_key(key)} = {toml_value(value)}"
    if block is None:
        if written is None:
            return text
        new = [written_header(decision.header)]
        new += [f"begins = {toml_text(decision.begins)}"] if decision.begins else []
        end = next((b.line - 1 for b in blocks if b.header == ("made",)), len(lines))
        return "\n".join([*lines[:end], *new, written, "", *lines[end:]]).lstrip("\n")
    for statement in block.statements:
        if statement.key == key:
            start = statement.line - 1
            stop = start + 1 + statement.raw.count("\n")
            remaining = [] if written is None else [written + _comment(statement)]
            if written is None and decision.header[:1] == ("theme",):
                start = block.line - 1  # one without words is none
            return "\n".join([*lines[:start], *remaining, *lines[stop:]])
    if written is None:
        return text
    for number, line in block.defaults:
        if line.startswith(f"# {key} = "):
            return "\n".join([*lines[: number - 1], written, *lines[number:]])
    after = max([block.line, *(one.line + one.raw.count("\n") for one in block.statements)])
    after = 0 if not block.header and not block.statements else after
    return "\n".join([*lines[:after], written, *lines[after:]])


def _is_meant(block: Block, decision: Decision) -> bool:
    if block.header != decision.header:
        return False
    return not decision.begins or any(
        s.key == "begins" and s.value == decision.begins for s in block.statements
    )


def _comment(statement: Statement) -> str:
    """Return the comment behind a value, with the space before it."""
    last = statement.raw.rpartition("\n")[2]
    for place, character in enumerate(last):
        if character == "#":
            before = statement.raw[: len(statement.raw) - len(last) + place]
            if toml_or_none(before) is not None:
                return f"  {last[place:]}"
    return ""

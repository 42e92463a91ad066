"""Reads TOML files that people edit, says where they are wrong, and writes texts for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomli

from podcast.errors import PodcastError

LARGEST = 16 * 1024 * 1024
"""Bytes of a file that a person edits."""

_UNQUOTED = re.compile("Invalid value|Expected ']'")  # what people most often forget
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SHORT = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
# What would not be seen, or would turn the text around it in an editor: written as a number.
_UNSEEN = frozenset("\u0085\u200e\u200f\u2028\u2029\u061c\ufeff")
_TURNING = (range(0x202A, 0x202F), range(0x2066, 0x206A))


def read_toml(path: Path, error: type[PodcastError]) -> dict[str, Any]:
    """Return the tables of `path`; raise `error` with one sentence where it cannot be read."""
    return parse_toml(read_text(path, error), path, error)


def read_text(path: Path, error: type[PodcastError]) -> str:
    """Return the text of `path`, without the mark that some editors put first; raise `error` where
    it is not there, no file (a pipe would never end), far too large, or not text."""
    try:
        if path.exists() and not path.is_dir() and not path.is_file():
            raise error(f"{path}: it is not a file, but a pipe or a device.")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise error(f"{path}: it is larger than {LARGEST >> 20} MB: people do not write that.")
        return data.decode("utf-8-sig")
    except FileNotFoundError:
        raise error(f"{path}: there is no such file.") from None
    except OSError as fault:
        raise error(f"{path}: it cannot be read ({fault.strerror}).") from fault
    except UnicodeDecodeError as fault:
        raise error(f"{path}: it is not UTF-8 text; save it as UTF-8.") from fault


def parse_toml(text: str, path: Path, error: type[PodcastError]) -> dict[str, Any]:
    """Return the tables that `text`, the text of `path`, holds; raise `error`."""
    try:
        return tomli.loads(text)
    except (ValueError, RecursionError) as fault:  # a number of 5,000 digits is a plain ValueError
        quotes = ": names and texts stand in quotes" if _UNQUOTED.match(str(fault)) else ""
        raise error(f"{path}: it is not valid TOML: {fault}{quotes}.") from fault


def toml_or_none(text: str) -> dict[str, Any] | None:
    """Return the tables that `text` holds, None where it is not TOML."""
    try:
        return tomli.loads(text)
    except (ValueError, RecursionError):
        return None


def toml_text(text: str) -> str:
    """`text` as a TOML string on one line; what is not text (half a character) becomes �."""
    return f'"{"".join(map(_written, text))}"'


def toml_key(text: str) -> str:
    """`text` as a key of TOML, in quotes where it needs them."""
    return text if _BARE.fullmatch(text) else toml_text(text)


Value = str | bool | tuple[str, ...] | Mapping[str, "str | bool"]
"""What people write in the files that they edit."""


def toml_value(value: Value) -> str:
    """`value` as TOML, on one line."""
    if isinstance(value, Mapping):
        pairs = (f"{toml_key(key)} = {toml_value(one)}" for key, one in value.items())
        return f"{{ {', '.join(pairs)} }}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return toml_text(value)
    return f"[{', '.join(map(toml_text, value))}]"


def toml_comment(text: str) -> str:
    """`text` as it may stand behind a # on one line."""
    line = "".join(c if _is_seen(c) or c.isspace() else "\ufffd" for c in text)
    return " ".join(line.split())


def _written(character: str) -> str:
    if character in _SHORT:
        return _SHORT[character]
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return character if _is_seen(character) else f"\\u{ord(character):04X}"


def _is_seen(character: str) -> bool:
    number = ord(character)
    if number < 0x20 or 0x7F <= number < 0xA0 or "\ud800" <= character <= "\udfff":
        return False
    return character not in _UNSEEN and not any(number in turning for turning in _TURNING)

"""Opening files that nobody vouches for (never a pipe, never more than a bound, never a bomb), and
which file an address in a page, a feed or a book means."""

from __future__ import annotations

import json
import math
import posixpath
import stat
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

from lxml import etree

LARGEST_TEXT = 16 << 20
"""Bytes of a file that is read whole; the captions of 24 hours are 4 MB."""

LARGEST_PAGE = 48 << 20
"""Bytes of a page, which holds all episodes of a debate."""


class UnreadableError(Exception):
    """A file that cannot be looked at; the message is a sentence."""


def opened(path: Path) -> BinaryIO:
    """Return the file, open for reading, if it is one (no folder, no pipe)."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnreadableError("This is not a file: put the episode's file there.")
        return path.open("rb")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableError(f"It cannot be read ({reason}): see to its permissions.") from error


def read(path: Path, limit: int = LARGEST_TEXT) -> bytes:
    """Return all of the file, if it is no longer than `limit` bytes."""
    with opened(path) as file:
        return whole(file, limit)


def whole(file: BinaryIO, limit: int = LARGEST_TEXT) -> bytes:
    """Return all that `file` holds, if it is no longer than `limit` bytes."""
    try:
        data = file.read(limit + 1)
    except OSError as error:
        raise UnreadableError(f"It cannot be read ({error.strerror or error}).") from error
    if len(data) > limit:
        raise UnreadableError(
            f"It is larger than {limit >> 20} MB, which no episode needs: it was not looked at."
        )
    return data


def utf8(data: bytes) -> str:
    """`data` as text, without a byte order mark."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(f"Line {line} is not UTF-8: save the file as UTF-8.") from error


def as_json(data: bytes | str) -> Any:
    """`data` as JSON (RFC 8259: no NaN, no Infinity)."""
    try:
        return json.loads(
            utf8(data) if isinstance(data, bytes) else data, parse_constant=_no_constant
        )
    except json.JSONDecodeError as error:
        raise UnreadableError(
            f"This is not JSON: {error.msg} in line {error.lineno}, column {error.colno}."
        ) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"This is not JSON that can be read ({error}).") from error


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number in JSON")


def number(value: object) -> float | None:
    """`value` as a finite number from 0 on, else None (True is none)."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        real = float(value)
    except OverflowError:
        return None
    return real if math.isfinite(real) and real >= 0 else None


def as_xml(data: bytes) -> etree._Element:
    """`data` as XML: no entity is expanded, nothing is loaded, depth is bounded."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = " ".join(str(error).split())[:160]
        raise UnreadableError(f"This is not well-formed XML: {reason}.") from error
    if root is None:
        raise UnreadableError("This is not well-formed XML: it is empty.")
    return root


def split(address: str) -> tuple[str, str, str] | None:
    """Scheme (or "//" for another host), path with escapes resolved, fragment; None where it is no
    address."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    scheme = parts.scheme.lower() or ("//" if parts.netloc else "")
    return scheme, unquote(parts.path), unquote(parts.fragment)


def inside(path: str) -> str | None:
    """Return the relative `path` made simple; None where it leaves its folder."""
    if "\0" in path or "\\" in path or path.startswith("/"):
        return None
    simple = posixpath.normpath(path)
    return None if simple == ".." or simple.startswith("../") else simple


def is_web(address: str) -> bool:
    """Return whether it is a whole address of the web."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and " " not in address


def is_file(path: Path) -> bool:
    """Return whether a file is there; names that no system takes are none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def file_of(address: str, base: str | None, folder: Path) -> tuple[Path | None, bool]:
    """Return the file in `folder` that a web address means, and whether it ought to be there.

    Under `base` (the address of `folder`) that is sure. Otherwise the end of the address may name
    a file all the same.
    """
    if base and address.startswith(base):
        parts = split(address[len(base) :])
        relative = inside(parts[1]) if parts else None
        return (folder / relative if relative else None), True
    parts = split(address)
    steps = parts[1].strip("/").split("/") if parts else []
    for start in range(len(steps)):
        relative = inside("/".join(steps[start:]))
        if relative and is_file(folder / relative):
            return folder / relative, False
    return None, False

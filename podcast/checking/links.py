"""Addresses in pages, feeds and books, and the files that they mean."""

from __future__ import annotations

import posixpath
from pathlib import Path
from urllib.parse import unquote, urlsplit


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

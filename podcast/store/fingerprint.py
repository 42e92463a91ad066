"""What tells one state of the program, or of a folder, from another."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from podcast.store.data import word_lists_directory

SOURCES = frozenset({".py", ".css", ".js", ".jinja", ".toml"})
"""What the files of the program end with: its modules, and what its pages and books are made of."""


@cache
def of_sources(*places: str) -> str:
    """Of the program's own files: those of the folders `places` of the package, and single ones
    ("mixing.py"). The version alone would not do: people change the program, too."""
    root = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for place in places:
        path = root / place
        for file in [path] if path.is_file() else sorted(path.rglob("*")):
            if file.suffix not in SOURCES:
                continue
            digest.update(f"{file.relative_to(root).as_posix()}\n".encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


@cache
def of_word_lists(folder: Path) -> str:
    """Of the word lists in `folder`, by what is in them. Once a process, as they are read once: a
    file that changes meanwhile is neither seen nor told."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.toml")):
        digest.update(f"{path.relative_to(folder).as_posix()}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


@cache
def of_packages(*names: str) -> str:
    """The versions of installed packages, in one line; a package that is missing has none."""
    return " ".join(f"{name}={_version(name)}" for name in names)


def of_folder(folder: Path) -> str:
    """Of the files in a folder, by name, size and time of change: quick for thousands."""
    digest = hashlib.sha256()
    paths = [folder] if folder.is_file() else sorted(folder.rglob("*"))
    for path in paths:
        status = path.stat()
        digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]


def program_state() -> str:
    """Of the whole program with its word lists and all it uses, and the eSpeak NG that it was told
    to use: where it is the same, the same text gives the same bytes."""
    espeak = os.environ.get("PODCAST_ESPEAK", "")
    words = of_word_lists(word_lists_directory())
    return f"{of_sources('.')} {words} {of_packages(*_needed())} {espeak}"


@cache
def _needed() -> tuple[str, ...]:
    return tuple(sorted({_package(need) for need in requires("debate-podcast") or ()}))


def _package(requirement: str) -> str:
    end = next((i for i, sign in enumerate(requirement) if sign in "<>=!~[(; "), len(requirement))
    return requirement[:end]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""

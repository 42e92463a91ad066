"""Which files there are to check."""

from __future__ import annotations

import os
from enum import Enum
from pathlib import Path

from podcast.checking.facts import slug


class Kind(Enum):
    """What a file is, by its name."""

    AUDIO = "audio"
    CAPTIONS = "captions"
    TRANSCRIPT = "transcript"
    CHAPTERS = "chapters"
    PAGE = "page"
    FEED = "feed"
    BOOK = "book"
    LEFT_OVER = "left over"


_ENDINGS = {
    ".mp3": Kind.AUDIO,
    ".vtt": Kind.CAPTIONS,
    ".transcript.json": Kind.TRANSCRIPT,
    ".chapters.json": Kind.CHAPTERS,
    ".epub": Kind.BOOK,
    ".part": Kind.LEFT_OVER,
}
_BESIDE = (Kind.CAPTIONS, Kind.TRANSCRIPT, Kind.CHAPTERS, Kind.BOOK)
_NAMED = {"index.html": Kind.PAGE, "feed.xml": Kind.FEED}
_ALONE = {".html": Kind.PAGE, ".htm": Kind.PAGE, ".xml": Kind.FEED, ".rss": Kind.FEED}


def kind_of(path: Path, *, asked: bool) -> Kind | None:
    """Return what the file at `path` is; more names tell where somebody `asked` for it."""
    name = path.name.lower()
    if name in _NAMED:
        return _NAMED[name]
    if name.startswith(".") and not (name.endswith(".part") and not asked):
        return None
    for ending, kind in _ENDINGS.items():
        if name.endswith(ending) and (kind is not Kind.LEFT_OVER or name.startswith(".")):
            return kind
    if asked and name.endswith(".json"):
        return Kind.CHAPTERS if "chapter" in name else Kind.TRANSCRIPT
    return _ALONE.get(path.suffix.lower()) if asked else None


def files_in(folder: Path) -> list[tuple[Path, Kind]]:
    """Return what there is to check in `folder` and below, in the order of names. Hidden folders
    are not looked into; a link is followed once."""
    found: list[tuple[Path, Kind]] = []
    seen: set[tuple[int, int]] = set()
    for root, folders, names in os.walk(folder, followlinks=True):
        place = Path(root)
        try:
            told = place.stat()
        except OSError:
            folders.clear()
            continue
        if (told.st_dev, told.st_ino) in seen:
            folders.clear()
            continue
        seen.add((told.st_dev, told.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            kind = kind_of(place / name, asked=False)
            if kind is not None:
                found.append((place / name, kind))
    return found


def episode_of(path: Path) -> list[tuple[Path, Kind]]:
    """Return an MP3 and what lies beside it under the same name."""
    files = [(path, Kind.AUDIO)]
    try:
        beside = sorted(path.parent.iterdir())
    except OSError:
        beside = []
    for other in beside:
        kind = kind_of(other, asked=False)
        if kind in _BESIDE and other != path and slug(other) == slug(path):
            files.append((other, kind))
    return files

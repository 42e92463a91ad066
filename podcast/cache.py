"""Where things are kept that would take time to make again, and how much of them.

`PODCAST_CACHE=off` keeps nothing; `PODCAST_CACHE=/folder` keeps it there; `PODCAST_CACHE_SIZE`
bounds it ("500 MB", "2 GB", or bytes). Else it is in the user's folder for such things, which
backups leave out and people may empty at any time.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from podcast import user_folders
from podcast.blobs import Blobs
from podcast.errors import PodcastError

PLACE, SIZE = "PODCAST_CACHE", "PODCAST_CACHE_SIZE"

DEFAULT_SIZE = 2_000_000_000
"""Bytes: about ten hours of episodes."""

_UNITS = {"": 1, "k": 1_000, "m": 1_000_000, "g": 1_000_000_000, "t": 1_000_000_000_000}


def cache_folder() -> Path | None:
    """The folder; None where `PODCAST_CACHE` is "off"."""
    chosen = os.environ.get(PLACE, "").strip()
    if chosen.lower() in ("off", "no", "0", "false"):
        return None
    if chosen:
        return Path(chosen).expanduser()
    return user_folders.cache_folder()


def cache_size() -> int:
    """How many bytes may be kept; `PodcastError` where `PODCAST_CACHE_SIZE` is no size."""
    text = os.environ.get(SIZE, "").strip()
    if not text:
        return DEFAULT_SIZE
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?", text.lower())
    if match is None:
        raise PodcastError(f"{SIZE} is “{text}”; write a size such as 500 MB or 2 GB.")
    return int(float(match[1]) * _UNITS[match[2]])


def open_cache() -> Blobs | None:
    """What is kept on this machine; None where nothing is to be."""
    folder = cache_folder()
    size = cache_size()
    return Blobs(folder, size) if folder is not None and size else None

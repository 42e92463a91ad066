"""Where each system wants a program's files in the user's home (on Linux, the XDG base directories:
a relative path in their variables is ignored, as their specification has it)."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_NAME = "debate-podcast"


def cache_folder() -> Path:
    """For what can be made again at any time."""
    if sys.platform == "win32":
        return _local_app_data() / _NAME / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / _NAME
    return _xdg("XDG_CACHE_HOME", Path.home() / ".cache") / _NAME


def data_folder() -> Path:
    """For what was fetched, and is to stay."""
    if sys.platform == "win32":
        return _local_app_data() / _NAME
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / _NAME
    return _xdg("XDG_DATA_HOME", Path.home() / ".local" / "share") / _NAME


def _local_app_data() -> Path:
    return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")


def _xdg(variable: str, default: Path) -> Path:
    chosen = os.environ.get(variable, "")
    return Path(chosen) if chosen.startswith("/") else default


def default_directory() -> Path:
    """Where the palettes are: inside the installed package, or `voices/` of a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "_voices"
    return installed if installed.is_dir() else package.parent / "voices"


def word_lists_directory() -> Path:
    """Return the folder of the word lists that come with the program, a folder a language."""
    return default_directory() / "words"

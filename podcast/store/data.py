"""Where a program's files belong in the user's home, and where its own data lie."""

from __future__ import annotations

import sys
from pathlib import Path

_NAME = "debate-podcast"


def cache_folder() -> Path:
    """Return the folder for what can be made again at any time."""
    from platformdirs import user_cache_path

    return user_cache_path(_NAME, appauthor=False)


def data_folder() -> Path:
    """Return the folder for what was fetched, and is to stay."""
    from platformdirs import user_data_path

    folder = user_data_path(_NAME, appauthor=False)
    # Version 0.1 did not look at XDG_DATA_HOME on macOS; what it fetched stays of use.
    before = Path.home() / "Library" / "Application Support" / _NAME
    return before if sys.platform == "darwin" and not folder.exists() else folder


def default_directory() -> Path:
    """Return where the palettes are: inside the installed package, or `voices/` of a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "_voices"
    return installed if installed.is_dir() else package.parent / "voices"


def word_lists_directory() -> Path:
    """Return the folder of the word lists that come with the program, a folder a language."""
    return default_directory() / "words"

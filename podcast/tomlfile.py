"""Reads a TOML file that people edit, and says where it is wrong."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from podcast.errors import PodcastError


def read_toml(path: Path, error: type[PodcastError]) -> dict[str, Any]:
    """The tables of `path`; raises `error` with one sentence where it cannot be read."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise error(f"{path}: there is no such file.") from None
    except OSError as fault:
        raise error(f"{path}: it cannot be read ({fault.strerror}).") from fault
    except UnicodeDecodeError as fault:
        raise error(f"{path}: it is not UTF-8 text; save it as UTF-8.") from fault
    except tomllib.TOMLDecodeError as fault:
        raise error(f"{path}: it is not valid TOML: {fault}.") from fault

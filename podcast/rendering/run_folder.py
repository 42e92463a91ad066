"""The folder of a run: for what it wants again, and nobody after it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def run_folder() -> Iterator[Path | None]:
    """A new folder in the temporary one, gone afterwards; None where none can be made: a run does
    without, and speaks again what it says twice."""
    try:
        folder = tempfile.TemporaryDirectory(prefix="podcast-", ignore_cleanup_errors=True)
    except OSError:
        yield None
        return
    with folder as name:
        yield Path(name)

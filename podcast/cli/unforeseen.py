"""What is said of an error that nobody foresaw, or that the system gave."""

from __future__ import annotations

import errno
import os

from podcast.cli.console import plain

# How Python, and the loader of libraries, say it where they do not raise MemoryError.
_NO_MEMORY = ("can't start new thread", "can't allocate lock", "failed to map segment")


def to_be_shown() -> bool:
    """Whether PODCAST_DEBUG asks for such errors as they are."""
    return bool(os.environ.get("PODCAST_DEBUG"))


def error_sentence(error: Exception) -> str:
    """One or two sentences about `error`."""
    if isinstance(error, OSError):
        return plain(_of_the_system(error))
    if isinstance(error, MemoryError) or any(sign in str(error) for sign in _NO_MEMORY):
        return (
            "there is not enough memory; fewer processes (--jobs 1) take less. What is made so far"
            " is kept for the next time."
        )
    return (
        f"something unforeseen happened ({type(error).__name__}: {plain(str(error))})."
        " Please report it with what PODCAST_DEBUG=1 shows."
    )


def _of_the_system(error: OSError) -> str:
    said = error.strerror or str(error)
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return f"{said}; fewer processes (--jobs 1) or a higher limit (ulimit -n) will help."
    if error.filename is not None:
        return f"{error.filename}: the system refuses ({said})."
    return (
        f"the system refuses ({said}); is there room where the output goes, and in the"
        " temporary folder (TMPDIR)?"
    )

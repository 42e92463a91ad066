"""What can go wrong, as data.

Every error that a person can meet is a `PodcastError`: one clear sentence that says what is
wrong, where, and what to do. `cli` prints it and turns it into an exit code; nothing else does.
"""

from __future__ import annotations

from pathlib import Path


class PodcastError(Exception):
    """The root of all errors that a user can mend; `str()` gives the sentence to show."""

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross from worker processes: rebuilt as they are, not through __init__, whose
        # arguments are not the message that Exception would pass.
        return _rebuilt, (type(self), self.args, self.__dict__)


def _rebuilt(kind: type[PodcastError], args: tuple[object, ...], data: dict[str, object]) -> object:
    error = kind.__new__(kind, *args)
    error.__dict__.update(data)
    return error


class TranscriptError(PodcastError):
    """The transcript cannot be used.

    `path` is the file, `line` the 1-based line in it where the trouble is, if it has one place.
    """

    def __init__(self, path: Path, message: str, line: int | None = None) -> None:
        self.path = path
        self.line = line
        self.message = message
        where = f"{path}, line {line}" if line is not None else f"{path}"
        super().__init__(f"{where}: {message}")


class SpeechError(PodcastError):
    """A line could not be spoken.

    `text` is what should have been said, `line` its 1-based line in the transcript (None for
    the narrator's own words), `reason` what the engine did.
    """

    def __init__(self, text: str, line: int | None, reason: str) -> None:
        self.text = text
        self.line = line
        self.reason = reason
        shown = text if len(text) <= 80 else text[:77].rstrip() + "…"
        where = f"line {line}" if line is not None else "the narrator's text"
        super().__init__(f"Could not speak {where} (“{shown}”): {reason}")


class EngineError(PodcastError):
    """A speech engine cannot be used here; `engine` names it, `reason` says why, `mend` how to."""

    def __init__(self, engine: str, reason: str, mend: str = "") -> None:
        self.engine = engine
        self.reason = reason
        self.mend = mend
        super().__init__(f"The speech engine “{engine}” cannot be used: {reason} {mend}".strip())


class VoiceError(PodcastError):
    """A voice or a palette file (`voices/*.toml`) is missing or wrong."""


class OutputError(PodcastError):
    """The result cannot be written; `path` is where it was to go."""

    def __init__(self, path: Path, message: str) -> None:
        self.path = path
        super().__init__(f"{path}: {message}")


class DownloadError(PodcastError):
    """A file cannot be had from the network; `url` is where it should be."""

    def __init__(self, url: str, message: str) -> None:
        self.url = url
        super().__init__(f"{url}: {message}")


class WorkerError(PodcastError):
    """A part of an episode could not be made; `reason` is what its process did each time."""

    def __init__(self, reason: str, tries: int) -> None:
        self.reason = reason
        super().__init__(
            f"A part of the episode could not be made: {reason}; tried {tries} times."
            " Is there enough memory? Fewer processes (--jobs 1) take less; what is made so far is"
            " kept for the next time."
        )


class ClusterError(PodcastError):
    """A cluster cannot be used."""

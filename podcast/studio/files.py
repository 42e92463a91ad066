"""The files that the studio edits: noticed when somebody else changes them, undone on request."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from podcast.errors import PodcastError
from podcast.store.files import output_errors, part_file

_MOST_STEPS = 200
_LARGEST = 16 << 20


class ChangedOutsideError(PodcastError):
    """The file `path`, or one that belongs to it, is not what it was when the page was shown."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: it, or a file that belongs to it, was changed in another window or by"
            " another program since this page was shown. Nothing was written; look at the page"
            " again, and make your correction once more if it is still needed."
        )


@dataclass(frozen=True, slots=True)
class Step:
    """A correction: the texts of files before and after it (None: there was none), and the key of
    its name in the studio's words."""

    name: str
    files: tuple[tuple[Path, str | None, str | None], ...]


def state_of(paths: Sequence[Path]) -> str:
    """By what the files at `paths` are known to be as they were: 16 hexadecimal digits."""
    found = [(str(path), _status(path)) for path in paths]
    return hashlib.sha256(repr(found).encode()).hexdigest()[:16]


def _status(path: Path) -> tuple[int, int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


@dataclass
class History:
    """The corrections of a debate, or of the series, from the first to the last.

    All writing goes through it, one after the other. It lasts while the studio runs.
    """

    _steps: list[Step] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    @property
    def last(self) -> str | None:
        """The name of the last correction, None where there is none to undo."""
        return self._steps[-1].name if self._steps else None

    def write(
        self,
        name: str,
        watched: Sequence[Path],
        state: str,
        make: Callable[[], Sequence[tuple[Path, str]]],
        check: Callable[[], object] = lambda: None,
    ) -> None:
        """Write the files that `make` returns with their new texts, all as one correction.

        Raises `ChangedOutsideError`, and writes nothing, where the files `watched` are not what
        they were at `state`. Where `check` raises a `PodcastError` afterwards, they are as before.
        """
        with self._lock:
            _check(watched, state)
            wanted = [(path, _text(path), text) for path, text in make()]
            changed = tuple(one for one in wanted if one[1] != one[2])
            _check(watched, state)
            for path, _, text in changed:
                _write(path, text)
            try:
                check()
            except PodcastError:
                _restore(changed)
                raise
            if changed:
                self._steps = [*self._steps, Step(name, changed)][-_MOST_STEPS:]

    def undo(self) -> str:
        """Undo the last correction, and return its name. Raises `ChangedOutsideError`, and changes
        nothing, where its files have been changed since."""
        with self._lock:
            if not self._steps:
                raise PodcastError("There is nothing to undo.")
            step = self._steps[-1]
            if any(_text(path) != after for path, _, after in step.files):
                raise ChangedOutsideError(step.files[0][0])
            _restore(step.files)
            self._steps.pop()
            return step.name


def _restore(files: Sequence[tuple[Path, str | None, str | None]]) -> None:
    for path, before, _ in files:
        if before is None:
            path.unlink(missing_ok=True)
        else:
            _write(path, before)


def _check(watched: Sequence[Path], state: str) -> None:
    if state_of(watched) != state:
        raise ChangedOutsideError(watched[0])


def _text(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST).decode("utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise PodcastError(f"{path}: it is not UTF-8 text; save it as UTF-8.") from None
    except OSError as error:
        raise PodcastError(f"{path}: it cannot be read ({error.strerror}).") from error


def _write(path: Path, text: str) -> None:
    with output_errors(path, "for podcast studio"), part_file(path) as part:
        part.write_text(text, encoding="utf-8", newline="")

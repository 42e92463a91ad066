"""Publishing from the studio: what `series.toml` says, the feed, and everything as a ZIP."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import IO, cast

from podcast.casting.series import FILE, SeriesError, SeriesFile, find_series
from podcast.planfile.editing import Decision, edited_text
from podcast.planning import EpisodeKind
from podcast.publishing.folder import FEED, look_of, select
from podcast.publishing.folder import publish as publish_folder
from podcast.serving import Library
from podcast.store.toml import Value, read_text, toml_or_none
from podcast.studio.files import History, state_of
from podcast.studio.forms import Form

_TOP = ("title", "author", "language", "accessibility")
_FEED = ("description", "email", "link", "base_url", "copyright", "category", "explicit")
_BLOCK = 1 << 16
_BLANK = re.compile(r"(?:\r?\n[ \t]*){2,}")  # what parts paragraphs


def watched_series(folder: Path) -> tuple[Path, ...]:
    """Return the files that the page of the series is made from."""
    return (folder / FILE,)


def series_of(folder: Path) -> tuple[SeriesFile, str]:
    """Return what the series of `folder` says, and its state (`files.state_of`). Raises
    `SeriesError` where it is wrong."""
    state = state_of(watched_series(folder))
    return find_series([folder]), state


def write_series(folder: Path, form: Form, history: History) -> None:
    """Write what a form wants into the series file of `folder`; what is empty is taken out. Raises
    what `History.write` does, and `SeriesError` where the file would be wrong."""
    path = folder / FILE

    def make() -> list[tuple[Path, str]]:
        before = read_text(path, SeriesError) if path.exists() else ""
        text = edited_text(before, _decisions(form))
        if toml_or_none(text) is None:
            raise SeriesError(
                f"{path}: write what is for the feed below a line [feed], one line each, so that it"
                " can be changed here."
            )
        return [(path, text)]

    watched = watched_series(folder)
    history.write("series", watched, form.text("state"), make, lambda: find_series([folder]))


def _decisions(form: Form) -> list[Decision]:
    decisions = []
    for key, text in form.picked(*_TOP, *_FEED).items():
        value: Value | None = " ".join(text.split()) or None
        if key == "explicit":
            value = {"true": True, "false": False}.get(text)
        elif key == "category":
            several = tuple(filter(None, (one.strip() for one in text.split(","))))
            value = several if len(several) > 1 else value
        elif key == "accessibility":
            paragraphs = (" ".join(part.split()) for part in _BLANK.split(text))
            value = tuple(filter(None, paragraphs)) or None
        decisions.append(Decision(() if key in _TOP else ("feed",), key, value))
    return decisions


def archive(library: Library) -> Iterator[bytes]:
    """Yield the bytes of a ZIP of all that is for others in the folder of `library`: episodes,
    pages and their files, the feed; no transcript and no plan."""
    written = _Written()
    with zipfile.ZipFile(cast("IO[bytes]", written), "w", zipfile.ZIP_STORED) as made:
        for path in library.files():
            entry = zipfile.ZipInfo.from_file(path, path.relative_to(library.folder).as_posix())
            with path.open("rb") as file, made.open(entry, "w") as into:
                while block := file.read(_BLOCK):
                    into.write(block)
                    yield written.taken()
    yield written.taken()


class _Written:
    """What a ZIP is written to, that is sent on piece by piece."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing: whatever is written is there to be taken."""

    def taken(self) -> bytes:
        """Return what was written since the last time."""
        parts, self._parts = self._parts, []
        return b"".join(parts)


def publish(folder: Path, kinds: Collection[str]) -> tuple[str, ...]:
    """Write the feed of the episodes of these `kinds` ("whole", "speaker", "theme") in `folder`,
    and its home page, as its series file has them; return what whoever publishes should know.

    Raises `FeedError` with everything that a directory would refuse; then nothing is written.
    """
    wanted = {EpisodeKind(kind) for kind in kinds} or {EpisodeKind.WHOLE}
    selection = select(folder, folder / FEED, wanted)
    series = find_series([folder])
    written = publish_folder(selection, series, look_of(series))
    return (*selection.found.notes, *written.notes)

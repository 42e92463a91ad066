"""The episodes that lie in a folder, as `podcast build` puts them there."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from podcast.planning import KINDS, EpisodeKind
from podcast.publishing.tags import FoundTags, UnreadableEpisodeError, read_tags

PAGE = "index.html"
TRANSCRIPTS = (".vtt", ".transcript.json")
CHAPTERS = ".chapters.json"


@dataclass(frozen=True, slots=True)
class FoundEpisode:
    """An episode on disk. `path` is its MP3 seen from the folder ("debate/speakers/ada.mp3"),
    `size` its bytes, `changed` when it was written (UTC, whole seconds), `beside` the endings of
    the files that lie beside it, `page` whether its debate has one."""

    path: PurePosixPath
    kind: EpisodeKind
    size: int
    changed: datetime.datetime
    tags: FoundTags
    beside: tuple[str, ...] = ()
    page: bool = False

    @property
    def debate(self) -> str:
        """The name of its debate's folder."""
        return self.path.parts[0]

    @property
    def name(self) -> PurePosixPath:
        """`path` without its suffix, as the files beside it are called."""
        return self.path.with_suffix("")


@dataclass(frozen=True, slots=True)
class Found:
    """The episodes of a folder, debate by debate, track by track; `notes` name each MP3 that is
    none, and why."""

    episodes: tuple[FoundEpisode, ...]
    notes: tuple[str, ...]


def find_episodes(folder: Path) -> Found:
    """The episodes in `folder`: `debate/*.mp3`, `debate/speakers/*.mp3`, `debate/themes/*.mp3`.

    What is hidden, as a file that is being written, is passed over.
    """
    episodes: list[FoundEpisode] = []
    root = folder.resolve()
    notes = [
        f"{path} is left out: it is a link to another folder."
        for path in sorted(folder.iterdir())
        if path.is_symlink() and path.is_dir()
    ]
    for file in sorted(folder.rglob("*.mp3")):
        path = PurePosixPath(*file.relative_to(folder).parts)
        if any(part.startswith(".") for part in path.parts):
            continue
        kind = _kind(path)
        if kind is None:
            notes.append(
                f"{file} is left out: episodes lie in a debate's folder, or in its folders speakers"
                " and themes."
            )
        elif not _lies_in(root, file):
            notes.append(
                f"{file} is left out: it is a link that leads out of {folder}, or nowhere."
            )
        else:
            try:
                episodes.append(_episode(folder, path, kind))
            except UnreadableEpisodeError as error:
                notes.append(f"{file} is left out: {error.reason}")
            except OSError as error:
                notes.append(f"{file} is left out: it cannot be read ({error.strerror}).")
    order = list(EpisodeKind)
    episodes.sort(
        key=lambda one: (
            one.debate,
            one.tags.track or 0,
            order.index(one.kind),
            str(one.path),
        )
    )
    return Found(tuple(episodes), tuple(notes))


def _lies_in(root: Path, file: Path) -> bool:
    """Whether it is a file, and in the folder `root`, wherever links lead."""
    try:
        return file.resolve(strict=True).is_relative_to(root) and file.is_file()
    except (OSError, RuntimeError):  # links in a circle
        return False


def _kind(path: PurePosixPath) -> EpisodeKind | None:
    if len(path.parts) == 2:
        return EpisodeKind.WHOLE
    return KINDS.get(path.parts[1]) if len(path.parts) == 3 else None


def _episode(folder: Path, path: PurePosixPath, kind: EpisodeKind) -> FoundEpisode:
    file = folder / path
    tags = read_tags(file)
    status = file.stat()
    return FoundEpisode(
        path,
        kind,
        status.st_size,
        datetime.datetime.fromtimestamp(int(status.st_mtime), datetime.timezone.utc),
        tags,
        tuple(
            ending
            for ending in (*TRANSCRIPTS, CHAPTERS)
            if file.with_name(f"{file.stem}{ending}").is_file()
        ),
        (folder / path.parts[0] / PAGE).is_file(),
    )

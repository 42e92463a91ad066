"""All checks of a file or of a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from podcast.checking.book import check_book
from podcast.checking.captions import check_captions
from podcast.checking.daisy import check_daisy
from podcast.checking.facts import Audio, Facts, read_audio, slug
from podcast.checking.feed import check_feed
from podcast.checking.finding import Finding, Severity, error, note, warning
from podcast.checking.opening import LARGEST_PAGE, UnreadableError, read
from podcast.checking.page import check_page
from podcast.checking.podcasting import check_chapters, check_transcript
from podcast.checking.sound import check_sound
from podcast.checking.tags import check_tag
from podcast.errors import PodcastError


class Kind(Enum):
    """What a file is, by its name."""

    AUDIO = "audio"
    CAPTIONS = "captions"
    TRANSCRIPT = "transcript"
    CHAPTERS = "chapters"
    PAGE = "page"
    FEED = "feed"
    BOOK = "book"
    DAISY = "daisy"
    LEFT_OVER = "left over"


_ENDINGS = {
    ".mp3": Kind.AUDIO,
    ".vtt": Kind.CAPTIONS,
    ".transcript.json": Kind.TRANSCRIPT,
    ".chapters.json": Kind.CHAPTERS,
    ".epub": Kind.BOOK,
    ".daisy.zip": Kind.DAISY,
    ".part": Kind.LEFT_OVER,
}
_ALONE_ENOUGH = {Kind.AUDIO, Kind.BOOK, Kind.DAISY, Kind.FEED, Kind.PAGE}
_SIDECARS = (Kind.CAPTIONS, Kind.TRANSCRIPT, Kind.CHAPTERS, Kind.BOOK, Kind.DAISY)
_NAMED = {"index.html": Kind.PAGE, "feed.xml": Kind.FEED}
_ALONE = {".html": Kind.PAGE, ".htm": Kind.PAGE, ".xml": Kind.FEED, ".rss": Kind.FEED}


def kind_of(path: Path, *, asked: bool) -> Kind | None:
    """Return what the file at `path` is; more names are known where somebody `asked` for it."""
    name = path.name.lower()
    if name in _NAMED:
        return _NAMED[name]
    if name.startswith(".") and not (name.endswith(".part") and not asked):
        return None
    for ending, kind in _ENDINGS.items():
        if name.endswith(ending) and (kind is not Kind.LEFT_OVER or name.startswith(".")):
            return kind
    if asked and name.endswith(".json"):
        return Kind.CHAPTERS if "chapter" in name else Kind.TRANSCRIPT
    return _ALONE.get(path.suffix.lower()) if asked else None


def files_in(folder: Path) -> list[tuple[Path, Kind]]:
    """Return what there is to check in `folder` and below, in the order of names. Hidden folders
    are not looked into; a link is followed once."""
    found: list[tuple[Path, Kind]] = []
    seen: set[tuple[int, int]] = set()
    for root, folders, names in os.walk(folder, followlinks=True):
        place = Path(root)
        try:
            status = place.stat()
        except OSError:
            folders.clear()
            continue
        if (status.st_dev, status.st_ino) in seen:
            folders.clear()
            continue
        seen.add((status.st_dev, status.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            kind = kind_of(place / name, asked=False)
            if kind is not None:
                found.append((place / name, kind))
    return found


def episode_of(path: Path) -> list[tuple[Path, Kind]]:
    """Return an MP3 and what lies beside it under the same name."""
    files = [(path, Kind.AUDIO)]
    try:
        others = sorted(path.parent.iterdir())
    except OSError:
        others = []
    for other in others:
        kind = kind_of(other, asked=False)
        if kind in _SIDECARS and other != path and slug(other) == slug(path):
            files.append((other, kind))
    return files


Progress = Callable[[int, int], None]
"""Called with how many of how many files were looked at."""


class CheckError(PodcastError):
    """There is nothing that could be checked."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at, and what was found: files in the order of their names, each file's
    findings together."""

    episodes: int
    files: int
    findings: tuple[Finding, ...]

    def count(self, severity: Severity) -> int:
        """Return how many findings are of this severity."""
        return sum(found.severity is severity for found in self.findings)


def check(
    path: Path, *, sound: bool = True, jobs: int = 1, progress: Progress | None = None
) -> Report:
    """Check the file at `path`, or all that is made by this program in the folder `path`.

    An MP3 is checked with what lies beside it under its name. Without `sound` nothing is decoded.
    `jobs` files are decoded at the same time. Raises `CheckError` where there is nothing to check;
    all else is a finding.
    """
    files = _files(path)
    facts = Facts()
    findings: list[Finding] = []
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        decoded: dict[Path, Future[list[Finding]]] = {}
        try:
            if sound:
                for file, kind in files:
                    if kind is Kind.AUDIO:
                        decoded[file] = pool.submit(_sound, file, facts)
            for number, (file, kind) in enumerate(files, start=1):
                own = list(_checked(file, kind, facts))
                if file in decoded:
                    own += decoded.pop(file).result()
                findings += [replace(found, path=str(file)) for found in own]
                if progress is not None:
                    progress(number, len(files))
        finally:
            for waiting in decoded.values():
                waiting.cancel()
    episodes = sum(kind is Kind.AUDIO for _, kind in files)
    return Report(episodes, len(files), tuple(findings))


def _files(path: Path) -> list[tuple[Path, Kind]]:
    try:
        folder, there = path.is_dir(), path.exists()
    except (OSError, ValueError):
        folder = there = False
    if folder:
        files = files_in(path)
        # Captions alone may be transcripts that nothing was made of yet.
        if not {kind for _, kind in files} & _ALONE_ENOUGH:
            raise CheckError(
                f"{path}: there is no episode in this folder; name one that podcast build wrote."
            )
        return files
    if not there:
        raise CheckError(f"{path}: there is no such file or folder.")
    kind = kind_of(path, asked=True)
    if kind is None:
        raise CheckError(
            f"{path}: this is nothing that can be checked; name a folder, or an MP3, VTT, JSON,"
            " HTML, XML, EPUB or DAISY (.daisy.zip) file."
        )
    return episode_of(path) if kind is Kind.AUDIO else [(path, kind)]


def _checked(path: Path, kind: Kind, facts: Facts) -> Iterator[Finding]:
    try:
        yield from _CHECKS[kind](path, facts)
    except UnreadableError as broken:
        yield error("unreadable", str(broken))


def _audio(path: Path, facts: Facts) -> list[Finding]:
    audio = facts.audio(path) or read_audio(path)
    if facts.foreign(path):
        message = (
            "It was not made by podcast build, so that page and feed leave it out; it was not"
            " checked."
        )
        return [note("foreign", message)]
    return [*audio.findings, *check_tag(audio.tag, audio.length)]


def _sound(path: Path, facts: Facts) -> list[Finding]:
    audio = facts.audio(path)
    if audio is None or audio.stream is None or facts.foreign(path):
        return []  # reported by the walk
    return check_sound(path, audio.stream)


def _with_sound(
    look: Callable[[Path, Facts, Audio | None], list[Finding]],
) -> Callable[[Path, Facts], list[Finding]]:
    """What is checked against the MP3 that it belongs to, with a note where there is none."""

    def looked(path: Path, facts: Facts) -> list[Finding]:
        audio = facts.audio_of(path)
        message = (
            f"There is no {slug(path)}.mp3 beside it that can be read: its times were not compared"
            " with the sound."
        )
        alone = [note("alone", message)] if audio is None else []
        return [*alone, *look(path, facts, audio)]

    return looked


def _length(audio: Audio | None) -> float | None:
    return audio.length if audio else None


_UNFINISHED = warning(
    "left-over",
    "This is part of a file that was never finished: remove it, if no build is running.",
)
_CHECKS: dict[Kind, Callable[[Path, Facts], list[Finding]]] = {
    Kind.AUDIO: _audio,
    Kind.CAPTIONS: _with_sound(
        lambda path, facts, audio: check_captions(read(path), _length(audio))[0]
    ),
    Kind.TRANSCRIPT: _with_sound(
        lambda path, facts, audio: check_transcript(read(path), _length(audio), facts.cues(path))[0]
    ),
    Kind.CHAPTERS: _with_sound(
        lambda path, facts, audio: check_chapters(
            read(path), f"{slug(path)}.mp3", _length(audio), audio.tag.chapters if audio else None
        )
    ),
    Kind.PAGE: lambda path, facts: check_page(read(path, LARGEST_PAGE), path.parent, facts),
    Kind.FEED: lambda path, facts: check_feed(read(path), path.parent, facts),
    Kind.BOOK: lambda path, facts: check_book(path, _length(facts.audio_of(path))),
    Kind.DAISY: lambda path, facts: check_daisy(path, _length(facts.audio_of(path))),
    Kind.LEFT_OVER: lambda path, facts: [_UNFINISHED],
}

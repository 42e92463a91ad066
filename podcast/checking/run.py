"""All checks of a file or of a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from podcast.checking.facts import Audio, Facts
from podcast.checking.finding import Finding, Severity, error, note, warning
from podcast.checking.opening import LARGEST_PAGE, UnreadableError, read
from podcast.checking.searching import Kind, episode_of, files_in, kind_of
from podcast.errors import PodcastError

Progress = Callable[[int, int], None]
"""Is told how many of how many files were looked at."""


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
        if not {kind for _, kind in files} & {Kind.AUDIO, Kind.BOOK, Kind.FEED, Kind.PAGE}:
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
            " HTML, XML or EPUB file."
        )
    return episode_of(path) if kind is Kind.AUDIO else [(path, kind)]


def _checked(path: Path, kind: Kind, facts: Facts) -> Iterator[Finding]:
    try:
        yield from _CHECKS[kind](path, facts)
    except UnreadableError as broken:
        yield error("unreadable", str(broken))


def _audio(path: Path, facts: Facts) -> list[Finding]:
    from podcast.checking.facts import read_audio
    from podcast.checking.tags import check_tag

    audio = facts.audio(path) or read_audio(path)
    return [*audio.findings, *check_tag(audio.tag, audio.length)]


def _sound(path: Path, facts: Facts) -> list[Finding]:
    from podcast.checking.sound import check_sound

    audio = facts.audio(path)
    if audio is None or audio.stream is None:
        return []  # told by the walk
    return check_sound(path, audio.stream)


def _captions(path: Path, facts: Facts) -> list[Finding]:
    from podcast.checking.captions import check_captions

    audio = facts.audio_of(path)
    return [*_orphan(path, audio), *check_captions(read(path), _length(audio))[0]]


def _transcript(path: Path, facts: Facts) -> list[Finding]:
    from podcast.checking.transcript import check_transcript

    audio = facts.audio_of(path)
    found, _ = check_transcript(read(path), _length(audio), facts.cues(path))
    return [*_orphan(path, audio), *found]


def _chapters(path: Path, facts: Facts) -> list[Finding]:
    from podcast.checking.chapters import check_chapters
    from podcast.checking.facts import slug

    audio = facts.audio_of(path)
    found = check_chapters(
        read(path), f"{slug(path)}.mp3", _length(audio), audio.tag.chapters if audio else None
    )
    return [*_orphan(path, audio), *found]


def _length(audio: Audio | None) -> float | None:
    return audio.length if audio else None


def _orphan(path: Path, audio: object) -> Iterator[Finding]:
    from podcast.checking.facts import slug

    if audio is None:
        yield note(
            "alone",
            f"There is no {slug(path)}.mp3 beside it that can be read: its times were not compared"
            " with the sound.",
        )


def _page(path: Path, facts: Facts) -> list[Finding]:
    from podcast.checking.page import check_page

    return check_page(read(path, LARGEST_PAGE), path.parent, facts)


def _feed(path: Path, facts: Facts) -> list[Finding]:
    from podcast.checking.feed import check_feed

    return check_feed(read(path), path.parent, facts)


def _book(path: Path, facts: Facts) -> list[Finding]:
    from podcast.checking.book import check_book

    return check_book(path, _length(facts.audio_of(path)))


def _left_over(path: Path, facts: Facts) -> list[Finding]:
    return [
        warning(
            "left-over", "This is part of a file that was never finished: remove it, if no build"
            " is running.",
        )
    ]  # fmt: skip


_CHECKS: dict[Kind, Callable[[Path, Facts], list[Finding]]] = {
    Kind.AUDIO: _audio,
    Kind.CAPTIONS: _captions,
    Kind.TRANSCRIPT: _transcript,
    Kind.CHAPTERS: _chapters,
    Kind.PAGE: _page,
    Kind.FEED: _feed,
    Kind.BOOK: _book,
    Kind.LEFT_OVER: _left_over,
}

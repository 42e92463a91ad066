"""Many transcripts in one go, by one crew: a few at a time, whatever becomes of the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from podcast.building import make, plan_build
from podcast.console import Bar
from podcast.errors import PodcastError
from podcast.stamp import made_before, remember
from podcast.timecode import Milliseconds
from podcast.wishes import Wishes

if TYPE_CHECKING:
    from podcast.rendering.crew import Crew

_AT_ONCE = 2  # one is read while another one is made
_CREW_FOR = 6  # processes that one debate keeps busy


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a transcript: its episodes with their lengths (None: made before) and a note,
    or why there are none."""

    transcript: Path
    made: tuple[tuple[Path, Milliseconds | None, str], ...] = ()
    error: str | None = None


def build_many(
    transcripts: Sequence[Path], wishes: Wishes, crew: Crew, *, quiet: bool = False
) -> Iterator[Outcome]:
    """Build all of `transcripts`; outcomes come in their order, as they are known."""
    bar = Bar(f"Making {len(transcripts)}", quiet=quiet)
    shares = _Shares(len(transcripts), bar)
    at_once = max(_AT_ONCE, crew.jobs // _CREW_FOR)
    threads = ThreadPoolExecutor(at_once, thread_name_prefix="building")
    with bar.running(), closing(_Stopping(threads)):
        futures = [
            threads.submit(_build, number, transcript, wishes, crew, shares)
            for number, transcript in enumerate(transcripts)
        ]
        for future in futures:
            outcome = future.result()
            with bar.hidden():
                yield outcome


class _Stopping:
    def __init__(self, threads: ThreadPoolExecutor) -> None:
        self._threads = threads

    def close(self) -> None:
        """Begin nothing more; the crew ends what is under way."""
        self._threads.shutdown(wait=False, cancel_futures=True)


class _Shares:
    """One bar for all: each transcript is as much of it."""

    def __init__(self, count: int, bar: Bar) -> None:
        self._done = [0.0] * count
        self._bar = bar
        self._lock = Lock()

    def tell(self, number: int, done: float, total: float) -> None:
        with self._lock:
            self._done[number] = done / total if total else 1.0
            self._bar(sum(self._done), len(self._done))


def _build(number: int, transcript: Path, wishes: Wishes, crew: Crew, shares: _Shares) -> Outcome:
    try:
        before = made_before(crew.cache, transcript, wishes)
        if before is not None:
            made = tuple((path, None, "nothing has changed") for path in before)
            return Outcome(transcript, made)
        planned = plan_build(transcript, wishes)
        built = make(
            planned, wishes, crew, lambda done, total: shares.tell(number, done, total or 1)
        )
        remember(crew.cache, transcript, wishes, built)
        notes = list(planned.notes)
        doubts = len(planned.work.debate.doubts)
        if doubts:
            notes.insert(0, "one doubt" if doubts == 1 else f"{doubts} doubts")
        return Outcome(
            transcript,
            tuple(
                (episode.path, episode.timeline.length, "" if place else "; ".join(notes))
                for place, episode in enumerate(built.episodes)
            ),
        )
    except PodcastError as error:
        return Outcome(transcript, error=str(error))
    finally:
        shares.tell(number, 1, 1)

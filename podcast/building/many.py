"""Many transcripts in one go, by one crew: a few at a time, whatever becomes of the others."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING

import click

from podcast.building.decide import made_already, make, plan_build
from podcast.building.model import Wishes
from podcast.building.stamp import remember
from podcast.cli import streams as unforeseen
from podcast.cli.console import Bar, plain
from podcast.errors import PodcastError
from podcast.store.folder_lock import sole_build
from podcast.timecode import Milliseconds

if TYPE_CHECKING:
    from podcast.rendering.crew import Crew

_AT_ONCE = 2  # one is read while another one is made
_CREW_FOR = 6  # processes that one debate keeps busy
_GRACE = 10.0  # s that builds have to remove what they had not finished


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a transcript: its episodes with their lengths (None: made before) and a note,
    or why there are none."""

    transcript: Path
    made: tuple[tuple[Path, Milliseconds | None, str], ...] = ()
    error: str | None = None


def build_many(
    transcripts: Sequence[Path], wishes: Wishes, crew: Crew, *, quiet: bool = False
) -> Generator[Outcome, None, None]:
    """Build all of `transcripts`; outcomes come in their order, as they are known. Closing the
    generator ends the crew, and waits until every build has removed what it had not finished."""
    bar = Bar(f"Making {len(transcripts)}", quiet=quiet)
    shares = _Shares(len(transcripts), bar, quiet=quiet)
    at_once = max(_AT_ONCE, crew.jobs // _CREW_FOR)
    threads = ThreadPoolExecutor(at_once, thread_name_prefix="building")
    with bar.running(), closing(_Stopping(threads, crew, shares.stopped)) as stopping:
        stopping.futures = [
            threads.submit(_build, number, transcript, wishes, crew, shares)
            for number, transcript in enumerate(transcripts)
        ]
        for future in stopping.futures:
            outcome = future.result()
            with bar.hidden():
                yield outcome


class _Stopping:
    def __init__(self, threads: ThreadPoolExecutor, crew: Crew, stopped: Event) -> None:
        self._threads = threads
        self._crew = crew
        self._stopped = stopped
        self.futures: list[Future[Outcome]] = []

    def close(self) -> None:
        """Begin nothing more; the crew ends what is under way, if anything is."""
        self._stopped.set()
        self._threads.shutdown(wait=False, cancel_futures=True)
        if not all(future.done() for future in self.futures):
            self._crew.executor.shutdown(wait=False, cancel_futures=True)
            wait(self.futures, _GRACE)


class _Shares:
    """One bar for all: each transcript is as much of it."""

    def __init__(self, count: int, bar: Bar, *, quiet: bool) -> None:
        self._done = [0.0] * count
        self._bar = bar
        self._quiet = quiet
        self._lock = Lock()
        self.stopped = Event()

    def tell(self, number: int, done: float, total: float) -> None:
        with self._lock:
            self._done[number] = done / total if total else 1.0
            self._bar(sum(self._done), len(self._done))

    def say(self, sentence: str) -> None:
        """A sentence of its own, between."""
        if not self._quiet:
            with self._lock, self._bar.hidden():
                click.echo(plain(sentence), err=True)


def _build(number: int, transcript: Path, wishes: Wishes, crew: Crew, shares: _Shares) -> Outcome:
    try:
        before = made_already(crew.cache, transcript, wishes)
        if before is not None:
            return _unchanged(transcript, before)
        planned = plan_build(transcript, wishes, crew.cache)
        with sole_build(planned.folder, shares.say, shares.stopped.is_set) as waited:
            before = made_already(crew.cache, transcript, wishes) if waited else None
            if before is not None:
                return _unchanged(transcript, before)
            built = make(
                planned, wishes, crew, lambda done, total: shares.tell(number, done, total or 1)
            )
            remember(crew.cache, transcript, wishes, built)
        notes = [*planned.notes, *built.notes]
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
    except Exception as error:  # nor does one that nobody foresaw keep the others from being made
        if isinstance(error, BrokenPipeError) or unforeseen.to_be_shown():
            raise
        return Outcome(transcript, error=unforeseen.told(error))
    finally:
        shares.tell(number, 1, 1)


def _unchanged(transcript: Path, made: tuple[Path, ...]) -> Outcome:
    return Outcome(transcript, tuple((path, None, "nothing has changed") for path in made))

"""Builds of the studio: one at a time, in a thread, with progress that several pages may watch; and
what can be heard before anything is made: a voice, and a word before and after a correction."""

from __future__ import annotations

import contextlib
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from threading import Event, Lock, Thread

from podcast.building.audition import Said, write_samples
from podcast.building.build import BuildWatcher, build_one
from podcast.building.model import BuildOptions, BuildPlan
from podcast.casting.palette import Palette
from podcast.errors import PodcastError
from podcast.processes.worker import processors
from podcast.rendering.pool import RenderPool, local_pool
from podcast.rendering.progress import Progress
from podcast.store.cache import open_cache
from podcast.studio.forms import Form
from podcast.studio.opened import Opened
from podcast.voice import Voice
from podcast.wording.lexicon import Entry, Lexicon

BEGUN, WAITING, RUNNING, DONE, STOPPED, FAILED = (
    *("begun", "waiting", "running", "done", "stopped", "failed"),
)


class CancelledError(PodcastError):
    """Whoever asked for a build does not want it any more."""


@dataclass(frozen=True, slots=True)
class BuildState:
    """How a build goes: its `number` in this run of the studio, the `debate` (its folder's name),
    what `share` of it is done (0 to 1), about how many seconds are `left` (None: not known yet),
    and, at its end, the `paths` of the episodes with `notes` for whoever publishes them, or the
    `error`."""

    number: int
    debate: str
    phase: str = BEGUN
    share: float = 0.0
    left: int | None = None
    paths: tuple[Path, ...] = ()
    notes: tuple[str, ...] = ()
    error: str = ""

    @property
    def over(self) -> bool:
        """Whether it has ended, in whatever way."""
        return self.phase in (DONE, STOPPED, FAILED)


@dataclass
class Builds:
    """The build that runs, or ran last. For several threads."""

    jobs: int | None = None
    _state: BuildState | None = None
    _watcher: _Watcher | None = None
    _thread: Thread | None = None
    _lock: Lock = field(default_factory=Lock)
    _closed: bool = False

    @property
    def state(self) -> BuildState | None:
        """How the last build goes, or went; None before the first."""
        return self._state

    def start(self, debate: str, plan: Path, options: BuildOptions) -> None:
        """Begin to build `plan`, that of `debate`. Raises `PodcastError` where a build runs, or
        after `close`: a page may ask while the studio ends."""
        with self._lock:
            if self._closed:
                raise PodcastError("The studio is about to end; nothing is made any more.")
            if self._state is not None and not self._state.over:
                raise PodcastError(
                    f"Episodes of “{self._state.debate}” are being made; wait for them, or cancel"
                    " them on the page that shows their progress."
                )
            number = self._state.number + 1 if self._state else 1
            self._state = BuildState(number, debate)
            self._watcher = _Watcher(self)
            self._thread = Thread(target=self._run, args=(plan, options), name="making")
            self._thread.start()

    def cancel(self) -> None:
        """Let the build that runs end, if there is one; nothing unfinished stays."""
        if self._watcher is not None:
            self._watcher.cancel()

    def close(self) -> None:
        """Cancel, and wait until the build has removed what it had not finished."""
        with self._lock:
            self._closed = True
        self.cancel()
        if self._thread is not None:
            self._thread.join(30)

    def change(self, **changes: object) -> None:
        """Take down how the build goes on."""
        assert self._state is not None
        self._state = replace(self._state, **changes)  # type: ignore[arg-type]

    def _run(self, plan: Path, options: BuildOptions) -> None:
        watcher = self._watcher
        assert watcher is not None
        try:
            cache = open_cache()
            pool = local_pool(self.jobs or processors(), cache)
            outcome = build_one(plan, options, cache, watcher.watching(pool), watcher)
            result = outcome.result
            notes = (*result.planned.notes, *result.notes) if result else ()
            self.change(phase=DONE, share=1.0, left=0, paths=outcome.paths, notes=notes)
        except Exception as error:
            if watcher.stopped():
                self.change(phase=STOPPED)
            elif isinstance(error, PodcastError):
                self.change(phase=FAILED, error=str(error))
            else:
                self.change(phase=FAILED, error=f"{type(error).__name__}: {error}")


class _Watcher(BuildWatcher):
    def __init__(self, builds: Builds) -> None:
        self._builds = builds
        self._stopped = Event()
        self._pool: RenderPool | None = None

    def cancel(self) -> None:
        self._stopped.set()
        pool = self._pool
        if pool is not None:
            # Whatever the workers are at. Tasks that wait fail of themselves: one that is cancelled
            # would not wake whoever waits for several (`concurrent.futures.wait`).
            pool.executor.shutdown(wait=False)

    @contextmanager
    def watching(self, pool: contextlib.AbstractContextManager[RenderPool]) -> Iterator[RenderPool]:
        with pool as entered:
            self._pool = entered
            try:
                yield entered
            finally:
                self._pool = None

    def decided(self, planned: BuildPlan) -> None:
        self._check()

    def waiting(self, sentence: str) -> None:
        self._builds.change(phase=WAITING)

    def stopped(self) -> bool:
        return self._stopped.is_set()

    def _check(self) -> None:
        if self._stopped.is_set():
            raise CancelledError("The build was cancelled.")

    @contextmanager
    def making(self, planned: BuildPlan) -> Iterator[Progress | None]:
        begun = time.monotonic()
        self._builds.change(phase=RUNNING)

        def progress(done: int, total: int) -> None:
            self._check()
            share = done / total if total else 0.0
            took = time.monotonic() - begun
            left = round(took / share - took) if share > 0.02 else None
            self._builds.change(share=share, left=left)

        yield progress
        self._check()


def asked(form: Form, folder: Path) -> BuildOptions:
    """Return the build into `folder` that a form asks for. Raises `PodcastError` where it asks for
    none."""
    options = BuildOptions(
        output=folder,
        by=tuple(one for one in form.texts("by") if one in ("whole", "speaker", "theme")),
        speakers=form.texts("speaker"),
        themes=form.texts("theme"),
        speed=_speed(form.text("speed")),
        engine=form.text("engine") or None,
    )
    if not (options.by or options.speakers or options.themes):
        raise PodcastError("Nothing is chosen; tick at least one episode.")
    return options


def _speed(text: str) -> float:
    try:
        speed = float(text or "1")
    except ValueError:
        speed = 0.0
    if not 0.5 <= speed <= 3:
        raise PodcastError("The speed must be a number from 0.5 to 3.")
    return speed


# --- what can be heard before anything is made ---------------------------------------------------


_LONGEST = 300  # characters of a text that is heard
_ONE_AT_A_TIME = Lock()


def voice_sample(debate: Opened, name: str) -> bytes:
    """Return an MP3 of the voice called `name`, which says the sample of its palette."""
    palette = palette_of(debate)
    return _said(Said(voice_of(palette, name), palette.sample))


def word_sample(debate: Opened, text: str, entry: Entry | None) -> bytes:
    """Return an MP3 of the narrator saying `text` as in this debate, with `entry` in its lexicon
    where it is not None."""
    text = " ".join(text.split())[:_LONGEST]
    lexicon = debate.lexicon if entry is None else Lexicon.of((entry,)) + debate.lexicon
    return _said(Said(palette_of(debate).narrator, text, lexicon=lexicon))


def _said(said: Said) -> bytes:
    with _ONE_AT_A_TIME:
        return _sample(said)


@lru_cache(maxsize=64)
def _sample(said: Said) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.mp3"
        write_samples([said], path)
        return path.read_bytes()


def palette_of(debate: Opened) -> Palette:
    """Return the voices of `debate`. Raises `PodcastError` where there are none."""
    if debate.casting is None:
        raise PodcastError(debate.uncast)
    return debate.casting.palette


def voice_of(palette: Palette, name: str) -> Voice:
    """Return the voice called `name`, with `PodcastError` where there is none."""
    for voice in (palette.narrator, *palette.voices):
        if name in (voice.name, voice.id):
            return voice
    raise PodcastError(f"There is no voice “{name}” here any more; look at the page again.")

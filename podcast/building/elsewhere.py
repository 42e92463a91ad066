"""A whole debate, built by a worker that shares no disk with this machine.

```
here                                         a worker
order: what the build reads ── text ───────▶ laid out as it lies here, in a folder for a while
written beside what was there ◀── files ──── built by one process, which has its own cache
```

Of the MP3s that an earlier build left in the debate's folder, tags alone travel: a page lists them.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from podcast.building.build import BuildWatcher, made_already, make_owned
from podcast.building.model import BuildOptions, Made, gone_notes
from podcast.building.places import debate_folder, transcript_of
from podcast.building.stamp import STAMP, checksum, remember, voice_files
from podcast.casting.series import FILE, load_series
from podcast.errors import PodcastError
from podcast.planfile import is_plan
from podcast.planfile.opening import series_folders
from podcast.planning import FOLDERS
from podcast.publishing.model import PAGE
from podcast.rendering.jobs import TakeFolders
from podcast.rendering.pool import InlineExecutor, RenderPool
from podcast.store.cache import key_of, open_cache
from podcast.store.data import default_directory
from podcast.store.files import output_errors, part_file
from podcast.store.fingerprint import program_state
from podcast.store.folder_lock import locked_folder
from podcast.store.run_folder import run_folder
from podcast.wording.lexicon import lexicon_path

_FRAMES = 8 << 10  # bytes of an MP3 after its tag, by which it is known as one


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that a build reads: its first bytes, and how long it is; what follows is not read."""

    path: Path
    start: bytes
    size: int


@dataclass(frozen=True, slots=True)
class Order:
    """The build of `path` into `folder`, all paths absolute as they are here, below the current
    folder `here`; made by the same program (`state`), `cached` where it may keep what it makes."""

    path: Path
    folder: Path
    options: BuildOptions
    files: tuple[Sent, ...]
    here: Path
    state: str
    cached: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """The files that were written, by their names in the debate's folder, as `made` tells them; or
    the `error` for which there are none."""

    files: dict[str, bytes]
    made: Made | None = None
    error: PodcastError | None = None


def build_elsewhere(
    path: Path, options: BuildOptions, pool: RenderPool, watcher: BuildWatcher
) -> tuple[tuple[Path, ...], Made | None]:
    """Let a worker of `pool` build the transcript or the plan `path`; return the episodes, and what
    was made, None where nothing has changed. Raises what `build_one` does."""
    there = made_already(pool.cache, path, options)
    if there is not None:
        return there, None
    folder = debate_folder(path, options)
    with locked_folder(folder, watcher.waiting, watcher.stopped) as waited:
        there = made_already(pool.cache, path, options) if waited else None
        if there is not None:
            return there, None
        begun = time.time()
        order = _order(path, options, folder, cached=pool.cache is not None)
        answer = pool.executor.submit(build_order, order).result()
        if answer.made is None:
            raise answer.error or PodcastError(f"{path}: a worker gave no answer.")
        for name, content in answer.files.items():
            target = folder / name
            with output_errors(target), part_file(target) as part, part.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        removed = tuple(sent.path for sent in order.files if not sent.path.exists())
        made = replace(
            answer.made,
            episodes=tuple((folder / episode, length) for episode, length in answer.made.episodes),
            others=tuple(folder / other for other in answer.made.others),
            begun=begun,
            there=tuple(sent.path for sent in order.files),
            notes=(*answer.made.notes, *gone_notes(removed)),
        )
        remember(pool.cache, path, options, made)
    return tuple(episode for episode, _ in made.episodes), made


def _order(path: Path, options: BuildOptions, folder: Path, *, cached: bool) -> Order:
    moved = replace(
        options,
        output=_absolute(options.output),
        cover=_absolute(options.cover) if options.cover else None,
        voices=_absolute(options.voices) if options.voices else None,
        source=_absolute(options.source) if options.source else None,
    )
    files: dict[Path, Sent] = {}
    for sent in _needed(path, folder, options):
        files.setdefault(sent.path, sent)
    where = _absolute(path), _absolute(folder), moved
    return Order(*where, tuple(files.values()), Path.cwd(), _state(), cached)


def _needed(path: Path, folder: Path, options: BuildOptions) -> Iterator[Sent]:
    """What the build reads, and what is looked for beside what it writes."""
    transcript = transcript_of(path, options)
    wanted = [path, transcript, lexicon_path(transcript)]
    wanted += [options.cover] if options.cover else []
    folders = series_folders(
        path if is_plan(path) else None, options.output, given=options.output_given
    )
    series = next((one / FILE for one in folders if (one / FILE).is_file()), None)
    if series is not None:
        read = load_series(series)
        wanted += [series, *filter(None, (read.cover, read.logo, read.style))]
    if options.voices:
        wanted += [
            file for file in voice_files(options.voices) if file.is_relative_to(options.voices)
        ]
    for file in map(_absolute, wanted):
        if file.exists() and not file.is_dir():
            content = file.read_bytes()
            yield Sent(file, content, len(content))
    folder = _absolute(folder)
    beside = [folder.parent / PAGE]
    for part in ("", *FOLDERS.values()):
        if (folder / part).is_dir():
            beside += sorted((folder / part).iterdir())
    for file in beside:
        if file.is_file() and file.suffix != ".part" and file.name != STAMP:
            yield _beside(file)


def _beside(file: Path) -> Sent:
    """Of an MP3 its tag, of notes all, of other files that they are there."""
    size = file.stat().st_size
    with file.open("rb") as opened:
        if file.suffix == ".json":
            return Sent(file, opened.read(), size)
        if file.suffix != ".mp3":
            return Sent(file, b"", 0)
        head = opened.read(10)
        if head[:3] != b"ID3":
            return Sent(file, head + opened.read(_FRAMES), size)
        tag = sum(byte << 7 * (3 - place) for place, byte in enumerate(head[6:10]))
        return Sent(file, head + opened.read(tag + _FRAMES), size)


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 (".." goes, links stay)


@cache
def _state() -> str:
    """What a worker must have as it is here, or its files would differ."""
    from podcast.casting.engines import natural_voices_are_default

    folder = default_directory()
    voices = [(one.relative_to(folder).as_posix(), checksum(one)) for one in voice_files(None)]
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return key_of(program_state(), tuple(voices), natural_voices_are_default(), epoch)


# --- on the worker -------------------------------------------------------------------------------


def build_order(order: Order) -> Answer:
    """Build what is asked for in a folder for a while, and return what was written."""
    if _state() != order.state:
        different = "A worker has other voices or another version of this program than this machine"
        return Answer({}, error=PodcastError(f"{different}; install the same there."))
    with run_folder() as run:
        if run is None:
            return Answer({}, error=PodcastError("A worker has no folder for temporary files."))
        root = run.resolve() / "files"
        try:
            return _built(order, root, run)
        except PodcastError as error:
            error.args = tuple(
                _as_here(one, root, order.here) if isinstance(one, str) else one
                for one in error.args
            )
            return Answer({}, error=error)


def _built(order: Order, root: Path, run: Path) -> Answer:
    from podcast.building.decide import decide

    def below(path: Path) -> Path:
        return root / path.relative_to(path.anchor)

    sent = {}
    for one in order.files:
        place = below(one.path)
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("wb") as file:
            file.write(one.start)
            file.truncate(one.size)
        sent[place] = place.stat().st_ino
    asked = order.options
    options = replace(
        asked,
        output=below(asked.output),
        cover=below(asked.cover) if asked.cover else None,
        voices=below(asked.voices) if asked.voices else None,
        source=below(asked.source) if asked.source else None,
    )
    cache = open_cache() if order.cached else None
    takes = TakeFolders(cache.folder if cache else None, cache.limit if cache else 0, run)
    pool = RenderPool(InlineExecutor(), 1, takes, cache)
    planned = decide(below(order.path), options, cache)
    made = make_owned(planned, options, pool, BuildWatcher()).made
    folder = below(order.folder)
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and sent.get(path) != path.stat().st_ino
    }
    anchor = Path(order.path.anchor)
    return Answer(
        files,
        replace(
            made,
            episodes=tuple((path.relative_to(folder), length) for path, length in made.episodes),
            others=tuple(path.relative_to(folder) for path in made.others),
            read=tuple(anchor / r.relative_to(root) for r in made.read if r.is_relative_to(root)),
            notes=tuple(_as_here(note, root, order.here) for note in made.notes),
        ),
    )


def _as_here(text: str, root: Path, here: Path) -> str:
    """What is told of a worker's files, told of those here."""
    below = root / here.relative_to(here.anchor)
    return text.replace(f"{below}{os.sep}", "").replace(str(root), "")

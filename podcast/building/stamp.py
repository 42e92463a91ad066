"""Has anything changed since this was made? Found out without reading the transcript.

A stamp in the cache lists what a build read and what it wrote, each file with its checksum; it is
named by the options, the voices and the engines, and the program with what it uses. Where all of
that is as it was, there is nothing to make.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any

from podcast.store.cache import Cache, key_of
from podcast.store.fingerprint import of_folder, program_state

if TYPE_CHECKING:
    from podcast.building.model import BuildOptions, BuildResult

KIND = "stamps"

_STARTED = time.time()  # the command: what it has read of voices and words it does not read again


def made_before(cache: Cache | None, path: Path, options: BuildOptions) -> tuple[Path, ...] | None:
    """The episodes of the transcript or the plan `path`, where they are what would be made now."""
    name = _name(path, options) if cache else None
    data = cache.get(KIND, name) if cache and name else None
    if data is None:
        return None
    try:
        stamp: dict[str, Any] = json.loads(data)
        for file, checksum in stamp["files"].items():
            if _checksum(Path(file)) != checksum:
                return None
        return tuple(Path(file) for file in stamp["episodes"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def remember(cache: Cache | None, path: Path, options: BuildOptions, built: BuildResult) -> None:
    """Remember that `built` was made of `path` with these options."""
    name = _name(path, options) if cache else None
    if not cache or not name:
        return
    from podcast.casting.series import FILE
    from podcast.wording.lexicon import lexicon_path

    work = built.planned.work
    read = [path, work.transcript, lexicon_path(work.transcript)]
    read += [Path(options.cover)] if options.cover else []
    read += [built.planned.cover] if built.planned.cover else []
    folders = work.series_folders(options.output, given=options.output_given)
    read += [folder / FILE for folder in folders]
    if built.removed or any(_changed_since(file, built.planned.begun) for file in read):
        return  # while it was built: what was read is not what is there
    if any(_changed_since(file, _STARTED) for file in _voice_files(options)):
        return
    written = [episode.path for episode in built.episodes]
    others = [file for one in built.episodes for file in (*one.sidecars, *one.listed)]
    with contextlib.suppress(OSError):
        files = {str(file): _checksum(file) for file in [*read, *written, *others]}
        stamp = {"files": files, "episodes": [str(file) for file in written]}
        cache.put(KIND, name, json.dumps(stamp).encode())


def _name(path: Path, options: BuildOptions) -> str | None:
    """What a build depends on besides the files that it reads; None where that is not known:
    standard input, a system's own eSpeak NG, an engine of somebody else's."""
    from podcast.casting.engines import natural_voices_are_default
    from podcast.speaking.lookup import GROUP
    from podcast.speaking.piper.models import models_folder

    if str(path) == "-" or os.environ.get("PODCAST_ESPEAK") == "system":
        return None
    engines = entry_points(group=GROUP)
    if any(not engine.value.startswith("podcast.speaking.") for engine in engines):
        return None
    sidecars = options.sidecars
    try:
        folders = [models_folder(), *_espeak()]
        states = tuple(of_folder(folder) if folder.is_dir() else "" for folder in folders)
        voices = tuple((str(file), _checksum(file)) for file in _voice_files(options))
        return key_of(
            "stamp",
            program_state(),
            str(Path.cwd()),  # which the paths that follow are seen from
            str(path),
            states,
            voices,
            # Who publishes a book may say when it was made (`publishing.book.content`).
            os.environ.get("SOURCE_DATE_EPOCH") if sidecars.book or sidecars.daisy else None,
            natural_voices_are_default(),
            repr(options),
        )
    except OSError:
        return None  # whoever reads it will say what is wrong


def _voice_files(options: BuildOptions) -> list[Path]:
    """The palettes, distances, lexicons, themes, first names and word lists that a build may read.
    Whoever has a folder of their own still has the lexicons, first names and word lists that come
    with the program; theirs may hold anything else ("--voices .")."""
    from podcast.store.data import default_directory

    folders = dict.fromkeys((options.voices or default_directory(), default_directory()))
    kinds = (
        *("*.toml", "distances/*.json", "kokoro/*.toml", "kokoro/distances/*.json"),
        *("lexicon/*.toml", "themes/*.toml", "words/*/*.toml"),
    )
    return [file for folder in folders for kind in kinds for file in sorted(folder.glob(kind))]


def _espeak() -> list[Path]:
    from importlib.util import find_spec

    found = find_spec("espeakng_loader")
    return [Path(found.origin).parent] if found and found.origin else []


def _changed_since(path: Path, begun: float) -> bool:
    try:
        status = path.stat()
    except OSError:
        return False
    return max(status.st_mtime, status.st_ctime) > begun


def _checksum(path: Path) -> str:
    """Of a file's bytes; nothing for one that is not there."""
    if not path.is_file():
        return ""
    digest = hashlib.blake2b(digest_size=20)
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()

"""Has anything changed since this was made? Found out without reading the transcript.

A stamp in the debate's folder lists what the last build read and what it wrote, each file with its
checksum, and says of what it is: of the options, the voices and the engines, and the program with
what it uses. Where all of that is as it was, there is nothing to make. So what is made of thousands
of debates lies beside it, and no cache that is full forgets it.
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

from podcast.building.places import debate_folder
from podcast.errors import PodcastError
from podcast.store.cache import Cache, key_of
from podcast.store.files import part_file
from podcast.store.fingerprint import of_folder, program_state

if TYPE_CHECKING:
    from podcast.building.model import BuildOptions, Made

STAMP = ".podcast-made.json"
"""The name of the hidden file."""

_STARTED = time.time()  # the command: what it has read of voices and words it does not read again


def made_before(cache: Cache | None, path: Path, options: BuildOptions) -> tuple[Path, ...] | None:
    """The episodes of the transcript or the plan `path`, where they are what would be made now;
    None without a `cache`, which is how a person asks that nothing be kept."""
    try:
        place = _place(path, options) if cache else None
        if place is None:
            return None
        stamp: dict[str, Any] = json.loads(place.read_bytes())
        if stamp["of"] != _name(path, options):
            return None
        for file, known in stamp["files"].items():
            if checksum(_beside(place, file)) != known:
                return None
        return tuple(_beside(place, file) for file in stamp["episodes"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def remember(cache: Cache | None, path: Path, options: BuildOptions, made: Made) -> None:
    """Let the debate's folder remember what was `made` of `path` with these options."""
    name = _name(path, options) if cache else None
    place = _place(path, options) if name else None
    if place is None:
        return
    if any(_changed_since(file, made.begun) for file in made.read):
        return  # while it was built: what was read is not what is there
    if any(_changed_since(file, _STARTED) for file in voice_files(options.voices)):
        return
    written = [episode for episode, _ in made.episodes]
    with contextlib.suppress(OSError, ValueError):  # the latter for another drive
        files = {
            _seen(place, file): checksum(file) for file in (*made.read, *written, *made.others)
        }
        if not all(file.exists() for file in made.there):
            return
        stamp = {"of": name, "files": files, "episodes": [_seen(place, file) for file in written]}
        with part_file(place) as part:
            part.write_text(json.dumps(stamp, indent=1), encoding="utf-8")


def _seen(place: Path, file: Path) -> str:
    """The path of a file as a stamp at `place` has it: a folder that is published tells nobody
    where on this machine it was."""
    return os.path.relpath(file, place.parent)


def _beside(place: Path, file: str) -> Path:
    return Path(os.path.normpath(place.parent / file))


def _place(path: Path, options: BuildOptions) -> Path | None:
    """Where the stamp is; None where that is not known before the transcript is read."""
    try:
        return None if str(path) == "-" else debate_folder(path, options) / STAMP
    except PodcastError:
        return None


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
        voices = tuple((str(file), checksum(file)) for file in voice_files(options.voices))
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


def voice_files(voices: Path | None) -> list[Path]:
    """The palettes, distances, lexicons, themes, first names and word lists that a build may read.
    Whoever has a folder of their own still has the lexicons, first names and word lists that come
    with the program; theirs may hold anything else ("--voices .")."""
    from podcast.store.data import default_directory

    folders = dict.fromkeys((voices or default_directory(), default_directory()))
    kinds = (
        *("*.toml", "distances/*.json", "kokoro/*.toml", "kokoro/distances/*.json"),
        *("lexicon/*.toml", "themes/*.toml", "words/*/*.toml", "words/*.txt"),
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


def checksum(path: Path) -> str:
    """The checksum of a file's bytes; empty for one that is not there."""
    if not path.is_file():
        return ""
    digest = hashlib.blake2b(digest_size=20)
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()

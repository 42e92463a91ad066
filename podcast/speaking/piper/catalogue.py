"""The catalogue of Piper's voices (`voices.json`): what there is, how large, under which sums."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from podcast.errors import DownloadError, VoiceError

# Names become file names here and parts of addresses: nothing else may be in them.
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_+.-]{0,99}")
_PATH = re.compile(r"[A-Za-z0-9][A-Za-z0-9_+./-]{0,300}")
_MOST_BYTES = 2_000_000_000


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a voice: `path` from the catalogue's folder, `size` in bytes, its MD5 sum."""

    path: str
    size: int
    md5: str

    @property
    def name(self) -> str:
        """What it is called, without folders."""
        return PurePosixPath(self.path).name


@dataclass(frozen=True, slots=True)
class CatalogueVoice:
    """A voice that can be fetched: `language` is its code ("fr_FR")."""

    name: str
    language: str
    language_name: str
    quality: str
    speakers: int
    model: RemoteFile
    config: RemoteFile
    card: RemoteFile | None

    @property
    def size(self) -> int:
        """Bytes to fetch."""
        return self.model.size + self.config.size


def read_catalogue(data: bytes, where: str) -> tuple[CatalogueVoice, ...]:
    """Return the voices of `voices.json`, by name; raises `DownloadError` where it is none."""
    try:
        entries = json.loads(data)
        voices = [_voice(str(name), entry) for name, entry in entries.items()]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DownloadError(
            where, f"it is no catalogue of voices ({error!r}); is the address right?"
        ) from error
    return tuple(sorted((voice for voice in voices if voice), key=lambda voice: voice.name))


def _voice(name: str, entry: dict[str, Any]) -> CatalogueVoice | None:
    """Return the voice of an entry; None where it has no model, or names that are no file names."""
    files = [
        RemoteFile(str(path), int(about["size_bytes"]), str(about["md5_digest"]).lower())
        for path, about in entry["files"].items()
    ]
    if not _NAME.fullmatch(name) or not all(map(_is_safe, files)):
        return None
    by_name = {file.name: file for file in files}
    model, config = by_name.get(f"{name}.onnx"), by_name.get(f"{name}.onnx.json")
    if model is None or config is None:
        return None
    return CatalogueVoice(
        name,
        str(entry["language"]["code"]),
        str(entry["language"].get("name_english", "")),
        str(entry.get("quality", "")),
        int(entry.get("num_speakers", 1)),
        model,
        config,
        by_name.get("MODEL_CARD"),
    )


def _is_safe(file: RemoteFile) -> bool:
    parts = file.path.split("/")
    return (
        _PATH.fullmatch(file.path) is not None
        and not {"", ".", ".."} & set(parts)
        and 0 <= file.size <= _MOST_BYTES
        and re.fullmatch("[0-9a-f]{32}", file.md5) is not None
    )


def find_in_catalogue(name: str, voices: Sequence[CatalogueVoice]) -> CatalogueVoice:
    """Return the voice of that name; `VoiceError`, with those that come near, without one."""
    by_name = {voice.name: voice for voice in voices}
    if name in by_name:
        return by_name[name]
    folded = {known.casefold(): known for known in by_name}
    near = [folded[key] for key in difflib.get_close_matches(name.casefold(), folded, 4, 0.6)]
    # “siwis” alone is what people remember.
    near += [known for known in by_name if name.casefold() in known.casefold()]
    hint = (
        f"Near it are: {', '.join(dict.fromkeys(near[:8]))}."
        if near
        else "`podcast voices add --list` lists them."
    )
    raise VoiceError(f"The catalogue has no voice “{name}”. {hint}")


def of_language(voices: Sequence[CatalogueVoice], language: str | None) -> list[CatalogueVoice]:
    """Return the voices of a language ("fr", "fr_FR", "fr-be"); all of them for None."""
    if language is None:
        return list(voices)
    wanted = language.replace("-", "_").casefold()
    return [
        voice
        for voice in voices
        if wanted in (voice.language.casefold(), voice.language.split("_")[0].casefold())
    ]

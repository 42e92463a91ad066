"""Files from the network: the only module that uses it, for `podcast voices add` alone.

A file is fetched into `NAME.part` in the same folder, which it takes when its sum is right. What
was fetched before the line broke stays, and the next time only the rest is asked for.
"""

from __future__ import annotations

import hashlib
import http.client
import shutil
import ssl
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

from podcast.errors import DownloadError, OutputError
from podcast.store.files import output_errors

Progress = Callable[[int, int], None]
"""Called with the bytes that are here and those there are."""

_TIMEOUT = 30.0  # seconds without a byte
_CHUNK = 1 << 18
_TRIES = 3  # times in a row that a broken line is taken up again
_SPARE = 10_000_000  # bytes that a disk keeps


def checked_base(url: str) -> str:
    """Return the address of a catalogue's folder, ending in "/"; `DownloadError` for others."""
    parts = urllib.parse.urlsplit(url)
    if parts.scheme not in ("https", "http") or not parts.netloc:
        raise DownloadError(url, "it is no address (https://…).")
    return url.rstrip("/") + "/"


def fetch(url: str, most: int) -> bytes:
    """Return a small file of at most `most` bytes; raises `DownloadError`."""
    try:
        with _open(url, 0) as response:
            data: bytes = response.read(most + 1)
    except _BREAKS as error:
        raise _broken(url, error) from error
    if len(data) > most:
        raise DownloadError(url, f"it is larger than {most:,} bytes; is the address right?")
    return data


def download(
    url: str, target: Path, size: int, checksum: str, progress: Progress | None = None
) -> None:
    """Fetch `url`, of `size` bytes and with the `checksum` (MD5 or SHA-256), to `target`.

    Raises `DownloadError` where it cannot be had whole, `OutputError` where it cannot be written.
    """
    part = target.with_name(f"{target.name}.part")
    with output_errors(target, "by PODCAST_MODELS"):
        target.parent.mkdir(parents=True, exist_ok=True)
        had = _size(part)
        _require_room(target, size - had)
        _fetch_rest(url, part, size, progress)
        if sum_of(part, checksum) != checksum and had:
            # Perhaps what was here before was of another version: once more, from the start.
            part.unlink()
            _fetch_rest(url, part, size, progress)
        if sum_of(part, checksum) != checksum:
            part.unlink()
            raise DownloadError(
                url,
                "what came is not what was published (its checksum differs); nothing was"
                " kept. Try again later, or from another network.",
            )
        part.replace(target)


def sum_of(path: Path, like: str) -> str:
    """Return the checksum of a file, of the kind that `like` is: SHA-256, or MD5, which is against
    accidents only, and all that the catalogue of Piper's voices offers."""
    made = hashlib.sha256() if len(like) == 64 else hashlib.md5(usedforsecurity=False)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            made.update(chunk)
    return made.hexdigest()


def _require_room(target: Path, needed: int) -> None:
    free = shutil.disk_usage(target.parent).free
    if free < needed + _SPARE:
        raise OutputError(
            target,
            f"the disk is too full: {needed / 1e6:.0f} MB are needed and {free / 1e6:.0f} MB free;"
            " make room, or name another folder with PODCAST_MODELS.",
        )


_BREAKS = (
    urllib.error.URLError, TimeoutError, ConnectionError, ssl.SSLError, http.client.HTTPException,
)  # fmt: skip


def _fetch_rest(url: str, part: Path, size: int, progress: Progress | None) -> None:
    fault: Exception | None = None
    for _ in range(_TRIES):
        had = _size(part)
        if had == size:
            return
        if had > size:
            part.unlink()
        try:
            _append(url, part, _size(part), size, progress)
            fault = None
        except urllib.error.HTTPError as error:
            raise _broken(url, error) from error
        except _BREAKS as error:
            fault = error
    had = _size(part)
    if had == size:
        return
    if not had:
        part.unlink(missing_ok=True)
        raise _broken(url, fault or OSError("it sends nothing")) from fault
    reason = getattr(fault, "reason", None) or fault or "the server sent no more"
    raise DownloadError(
        url,
        f"the line broke after {had / 1e6:.1f} of {size / 1e6:.1f} MB ({reason}). What came is"
        " kept: run the same command again, and it goes on from there.",
    )


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _append(url: str, part: Path, had: int, size: int, progress: Progress | None) -> None:
    """Fetch what follows the first `had` bytes; at most one byte more than there should be."""
    with _open(url, had) as response:
        continues = response.status == 206 and str(
            response.headers.get("Content-Range", "")
        ).startswith(f"bytes {had}-")
        if not continues:
            had = 0  # the server sends all of it again
        with part.open("ab" if continues else "wb") as file:
            while had <= size:
                chunk = response.read1(min(_CHUNK, size + 1 - had))
                if not chunk:
                    break
                file.write(chunk)
                had += len(chunk)
                if progress:
                    progress(min(had, size), size)
    if had > size:
        part.unlink()
        raise DownloadError(url, f"it is larger than the {size:,} bytes of the catalogue.")


def _open(url: str, start: int) -> Any:
    headers = {"User-Agent": "debate-podcast"}
    if start:
        headers["Range"] = f"bytes={start}-"
    return urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=_TIMEOUT)


def _broken(url: str, error: Exception) -> DownloadError:
    host = urllib.parse.urlsplit(url).netloc
    if isinstance(error, urllib.error.HTTPError):
        if error.code in (404, 410):
            return DownloadError(url, "the server does not have it; is the address right?")
        return DownloadError(url, f"the server refuses ({error.code} {error.reason}).")
    reason = getattr(error, "reason", None) or error
    return DownloadError(
        url,
        f"{host} cannot be reached ({reason}). Only this command needs the network; where there is"
        " none, copy a voice's two files (.onnx, .onnx.json) into the folder of models by hand.",
    )

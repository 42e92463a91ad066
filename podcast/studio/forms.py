"""What requests bring: forms and files, bounded, and read while they come."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl

from starlette.requests import Request

from podcast.errors import PodcastError
from podcast.reading.opening import LARGEST_FILE, LARGEST_TEXT

_MOST_FIELDS = 1000


class TooLargeError(PodcastError):
    """More was sent than is taken."""


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form, in their order; a name may come again."""

    fields: tuple[tuple[str, str], ...]

    def text(self, name: str) -> str:
        """Return the field `name`; "" where it is not there."""
        return next((value for key, value in self.fields if key == name), "")

    def texts(self, name: str) -> tuple[str, ...]:
        """Return all fields `name`."""
        return tuple(value for key, value in self.fields if key == name)

    def number(self, name: str) -> int:
        """Return the field `name` as a number from 0; raises `PodcastError` where it is none."""
        text = self.text(name)
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise PodcastError(f"“{name}” must be a number; go back and try again.")
        return int(text)

    def picked(self, *names: str) -> dict[str, str]:
        """Return those of the fields `names` that are there."""
        here = {key for key, _ in self.fields}
        return {name: self.text(name) for name in names if name in here}


async def form_of(request: Request) -> Form:
    """Return the form that `request` brings. Raises `TooLargeError`, and `PodcastError` where it is
    no form."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind != "application/x-www-form-urlencoded":
        raise PodcastError("This is not a form of the studio; go back and try again.")
    data = b"".join([block async for block in _blocks(request, LARGEST_TEXT)])
    try:
        text = data.decode("ascii")
        fields = parse_qsl(text, True, max_num_fields=_MOST_FIELDS, errors="replace")
    except ValueError:
        raise PodcastError("This is not a form of the studio; go back and try again.") from None
    return Form(tuple(fields))


@asynccontextmanager
async def file_of(request: Request) -> AsyncIterator[Path]:
    """Give a file with the body of `request`, which is removed afterwards. Raises
    `TooLargeError`."""
    with tempfile.TemporaryDirectory(prefix="podcast-") as folder:
        path = Path(folder) / "transcript"
        with path.open("wb") as file:
            async for block in _blocks(request, LARGEST_FILE):
                file.write(block)
        yield path


async def _blocks(request: Request, most: int) -> AsyncIterator[bytes]:
    stated = request.headers.get("content-length", "0")
    size = int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 20 else 0
    if size > most:
        raise TooLargeError(f"It is larger than {most >> 20} MB: that is no debate.")
    size = 0
    async for block in request.stream():
        size += len(block)
        if size > most:
            raise TooLargeError(f"It is larger than {most >> 20} MB: that is no debate.")
        yield block

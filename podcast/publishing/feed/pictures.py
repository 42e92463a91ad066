"""Covers: those inside the MP3s as files of their own, and that of the whole podcast."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from podcast.publishing.cover import make_cover
from podcast.store.files import slug

LEAST, MOST = 1400, 3000
"""Pixels of a side that directories take (Apple Podcasts, "Show cover")."""

_SUFFIXES = {"JPEG": ".jpg", "PNG": ".png"}
EPISODE_COVER = ".cover"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, and the suffix for its kind."""

    data: bytes
    suffix: str


class PictureError(ValueError):
    """A directory would refuse a picture; `str()` is what is wrong, to follow "the cover …"."""


def checked(data: bytes) -> Picture:
    """Return the picture `data`; raise `PictureError` where a directory would refuse it."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as opened:
            opened.verify()
            kind, size, mode = opened.format or "", opened.size, opened.mode
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise PictureError("is no picture that can be read; use JPEG or PNG") from None
    if kind not in _SUFFIXES:
        raise PictureError(f"is a {kind} picture; save it as JPEG or PNG")
    width, height = size
    if width != height:
        raise PictureError(f"is {width} × {height} px; cut it to a square of {LEAST} to {MOST} px")
    if not LEAST <= width <= MOST:
        raise PictureError(f"is {width} × {height} px; save it with {LEAST} to {MOST} px a side")
    if mode == "CMYK":
        raise PictureError("has the colours of print (CMYK); save it in RGB")
    return Picture(data, _SUFFIXES[kind])


def cover_from(file: Path) -> Picture:
    """Return the picture in `file`; raise `PictureError` where it is missing or would be
    refused."""
    try:
        return checked(file.read_bytes())
    except FileNotFoundError:
        raise PictureError("is not there; name a JPEG or PNG file") from None
    except OSError as error:
        raise PictureError(f"cannot be read ({error.strerror})") from None


def made_cover(title: str, author: str, debates: int) -> Picture:
    """Return a cover for a podcast that has none: its title, its author, a seat for each debate."""
    return Picture(make_cover(title, author if author != title else "", debates), ".jpg")


def channel_cover_name(feed: str, picture: Picture) -> PurePosixPath:
    """Return the file for the cover of the podcast whose feed is the file `feed`: two feeds of one
    folder have each their own ("feed-cover.jpg")."""
    return PurePosixPath(f"{slug(PurePosixPath(feed).stem)}-cover{picture.suffix}")


def cover_name(name: PurePosixPath, picture: Picture) -> PurePosixPath:
    """Return the file for the cover of the episode `name` ("debate/debate.cover.jpg")."""
    return name.with_name(f"{name.name}{EPISODE_COVER}{picture.suffix}")

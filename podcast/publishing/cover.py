"""The cover picture: made for the episode, or the publisher's own made fit.

The made one shows the title, readable as a thumbnail, and the table seen from above: a seat for
each speaker. Apps want a square of 1400 to 3000 px (Apple Podcasts' artwork requirements).
"""

from __future__ import annotations

import io
import math
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from podcast.errors import OutputError
from podcast.publishing.heard import plain, shown
from podcast.store.files import slug

if TYPE_CHECKING:
    from PIL import ImageDraw

SIDE = 1400
"""Pixels, the least that podcast directories take."""

_MOST_SIDE = 3000
_MARGIN = 100
_INK = (255, 255, 255)

# Dark grounds, each with white text at a contrast of 10:1 or more, and seats that stand out.
_GROUNDS = (
    ((24, 40, 72), (255, 196, 87), (126, 200, 227), (240, 128, 108)),
    ((58, 24, 60), (255, 183, 120), (180, 214, 132), (150, 190, 255)),
    ((16, 58, 56), (255, 209, 102), (239, 132, 120), (150, 220, 208)),
    ((70, 28, 28), (255, 202, 120), (140, 205, 200), (245, 160, 140)),
    ((36, 36, 44), (250, 190, 90), (130, 195, 160), (140, 170, 240)),
    ((20, 48, 84), (250, 220, 130), (250, 150, 130), (130, 220, 190)),
)
_MOST_SEATS = 24


def make_cover(title: str, event: str, speakers: int, *, family: str = "") -> bytes:
    """Return a square JPEG: `title` large, `event` (may be empty) small, `speakers` seats. Covers
    of one `family` have the same colours, by default those of the title."""
    from PIL import Image, ImageDraw

    ground, *seats = _GROUNDS[zlib.crc32(plain(family or title).encode()) % len(_GROUNDS)]
    picture = Image.new("RGB", (SIDE, SIDE), ground)
    draw = ImageDraw.Draw(picture)
    _draw_table(draw, ground, seats, speakers)
    width = SIDE - 2 * _MARGIN
    lines, font, step = _fitting(draw, title, width, 560)
    y = _MARGIN
    for line in lines:
        draw.text((_MARGIN, y), line, font=font, fill=_INK)
        y += step
    if event:
        lines, font, step = _fitting(draw, event, width, 130, sizes=range(58, 30, -4))
        y += 24
        for line in lines:
            draw.text((_MARGIN, y), line, font=font, fill=seats[0])
            y += step
    return _as_jpeg(picture)


def load_cover(path: Path) -> bytes:
    """Return the picture at `path` as a square JPEG of 1400 to 3000 px, without its metadata.

    What is not square is cut evenly at the longer sides. Raises `OutputError` where it cannot be
    read as a picture or is too small to be enlarged decently.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(path) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except FileNotFoundError:
        raise OutputError(path, "there is no such cover picture.") from None
    except (UnidentifiedImageError, Image.DecompressionBombError):
        raise OutputError(path, "it is not a picture that can be read; use JPEG or PNG.") from None
    except OSError as error:
        raise OutputError(path, f"the cover picture cannot be read ({error}).") from error
    except Exception as error:  # Pillow has a reader for each format, and each its own errors
        raise OutputError(path, "it is a damaged picture; use another one.") from error
    side = min(picture.size)
    if side < 300:
        raise OutputError(
            path, f"the cover is {picture.width} × {picture.height} px; give {SIDE} or more."
        )
    wanted = min(max(side, SIDE), _MOST_SIDE)
    return _as_jpeg(ImageOps.fit(picture, (wanted, wanted)))


def _draw_table(
    draw: ImageDraw.ImageDraw,
    ground: tuple[int, int, int],
    seats: list[tuple[int, int, int]],
    speakers: int,
) -> None:
    """The table in the lower right, large and cut by the edges, with its seats around."""
    centre = (SIDE - 430, SIDE - 120)
    light = tuple(min(255, round(channel + 26)) for channel in ground)
    lighter = tuple(min(255, round(channel + 48)) for channel in ground)
    _disc(draw, centre, 250, light)
    _disc(draw, centre, 205, lighter)
    count = max(1, min(speakers, _MOST_SEATS))
    ring = 345
    radius = min(78, math.pi * ring / count * 0.62)
    for seat in range(count):
        angle = math.pi * (-0.5 + 2 * seat / count) + 0.2
        place = (centre[0] + ring * math.cos(angle), centre[1] + ring * math.sin(angle))
        _disc(draw, place, radius, seats[seat % len(seats)])


def _disc(
    draw: ImageDraw.ImageDraw, centre: tuple[float, float], radius: float, colour: Any
) -> None:
    x, y = centre
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


def _fitting(
    draw: ImageDraw.ImageDraw, text: str, width: int, height: int, sizes: range = range(150, 40, -6)
) -> tuple[list[str], Any, int]:
    """`text` in lines at the largest of `sizes` at which it fits; cut with "…" at the smallest."""
    lines: list[str] = []
    font, step = None, 0
    for size in sizes:
        font, step = _font(size), round(size * 1.12)
        lines = _wrapped(draw, text, font, width)
        fits = len(lines) * step <= height and all(
            draw.textlength(line, font) <= width for line in lines
        )
        if fits:
            return lines, font, step
    most = max(1, height // step)
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1].rstrip(" .,;:") + "…"]
    for index, line in enumerate(lines):
        while len(line) > 2 and draw.textlength(line, font) > width:
            line = line[:-2].rstrip() + "…"
        lines[index] = line
    return lines, font, step


def _wrapped(draw: ImageDraw.ImageDraw, text: str, font: Any, width: int) -> list[str]:
    lines: list[str] = []
    for word in shown(text).split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and draw.textlength(joined, font) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def _font(size: int) -> Any:
    from font_source_sans_pro import SourceSansProBold
    from PIL import ImageFont

    return ImageFont.truetype(SourceSansProBold, size)


def _as_jpeg(picture: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=88)
    return file.getvalue()


# --- as files of their own: those inside the MP3s, and that of the whole podcast ------------------


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

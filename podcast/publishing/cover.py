"""The cover picture: made for the episode, or the publisher's own made fit.

The made one shows the title, readable as a thumbnail, and the table seen from above: a seat for
each speaker. Apps want a square of 1400 to 3000 px (Apple Podcasts' artwork requirements).
"""

from __future__ import annotations

import io
import math
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from podcast.errors import OutputError
from podcast.publishing.heard import plain, shown

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

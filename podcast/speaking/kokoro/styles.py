"""Kokoro's voices: tables of styles, and how new voices are mixed from them.

A table has a row for each length of what is said: 128 numbers for the timbre, 128 for how it
moves. `styles.npz` has those rows that the others can be drawn between (tools/kokoro_styles.py made
it). A recipe says what a voice is made of: "ff_siwis", or timbre | movement, each a mix in any
shares: "40 ff_siwis + 60 if_sara | ff_siwis + if_sara".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from podcast.errors import EngineError
from podcast.voice import Gender

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Table = NDArray[np.float32]

FILE = Path(__file__).with_name("styles.npz")
ROWS = 510
"""Rows of a table: the first is for one sign."""

_TIMBRE = 128  # numbers; the rest of a row is how the voice moves
_ACCENTS = {"a": "en-us", "b": "en", "e": "es", "f": "fr", "i": "it", "p": "pt-br"}
_SHARE = re.compile(r"(?:(\d+(?:\.\d+)?)\s+)?([a-z]{2}_[a-z]+)")


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a voice is mixed from: styles and their shares, which add up to 1."""

    timbre: tuple[tuple[str, float], ...]
    movement: tuple[tuple[str, float], ...]

    @property
    def main(self) -> str:
        """The style that has the largest part in the timbre."""
        return max(self.timbre, key=lambda part: part[1])[0]


def styles() -> tuple[str, ...]:
    """Return the names of the styles that recipes can name."""
    return tuple(name for name in _file() if name != "rows")


def parse_recipe(text: str) -> Recipe:
    """Return what `text` says a voice is made of; raises `EngineError` where it does not."""
    timbre, _, movement = text.partition("|")
    return Recipe(_mix(timbre, text), _mix(movement if movement.strip() else timbre, text))


def table_of(recipe: Recipe) -> Table:
    """Return the mixed table, `ROWS` × 256."""
    import numpy as np

    timbre = sum(share * _table(name)[:, :_TIMBRE] for name, share in recipe.timbre)
    movement = sum(share * _table(name)[:, _TIMBRE:] for name, share in recipe.movement)
    return np.hstack([timbre, movement]).astype(np.float32)


def accent(style: str) -> str:
    """Return eSpeak NG's voice for the language of a style: "en-us" for "af_heart"."""
    return _ACCENTS[style[0]]


def gender(style: str) -> Gender:
    """Return whose voice a style is of."""
    return Gender.FEMALE if style[1] == "f" else Gender.MALE


def _mix(text: str, whole: str) -> tuple[tuple[str, float], ...]:
    parts: list[tuple[str, float]] = []
    for part in text.split("+"):
        found = _SHARE.fullmatch(part.strip())
        if found is None:
            raise EngineError(
                "kokoro",
                f"“{whole}” is no recipe of a voice.",
                'One is, for example, "40 ff_siwis + 60 if_sara | ff_siwis + if_sara".',
            )
        parts.append((found[2], float(found[1] or 1)))
        if found[2] not in styles():
            raise EngineError(
                "kokoro",
                f"there is no style “{found[2]}” (in the recipe “{whole}”).",
                f"There are {', '.join(styles())}.",
            )
    total = sum(share for _, share in parts)
    if not total:
        raise EngineError("kokoro", f"all shares are 0 in the recipe “{whole}”.")
    return tuple((name, share / total) for name, share in parts)


@cache
def _table(name: str) -> Table:
    import numpy as np

    rows, stored = _file()["rows"], _file()[name].astype(np.float32)
    made = np.empty((ROWS, stored.shape[1]), np.float32)
    for column in range(stored.shape[1]):
        made[:, column] = np.interp(np.arange(ROWS), rows, stored[:, column])
    return made


@cache
def _file() -> dict[str, NDArray[np.float32]]:
    import numpy as np

    with np.load(FILE) as file:
        return {name: file[name] for name in file.files}

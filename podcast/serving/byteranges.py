"""What a Range header asks for (RFC 9110, 14)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LONGEST = 1000  # characters; more is no player
# Digits are ASCII; a number of 20 of them is longer than any file.
_RANGES = re.compile(r"bytes\s*=(.*)", re.IGNORECASE | re.ASCII)
_RANGE = re.compile(r"[ \t]*([0-9]{0,20})[ \t]*-[ \t]*([0-9]{0,20})[ \t]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class ByteRange:
    """Bytes `first` to `last`, both included, counted from 0."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """How many there are."""
        return self.last - self.first + 1


class UnsatisfiableError(ValueError):
    """No byte of what is asked for exists: 416."""


def parse_range(header: str | None, size: int) -> ByteRange | None:
    """Return the range that is asked for, of something of `size` bytes; None where the whole is to
    be sent: nothing is asked for, or not in a way that the standard knows, or several ranges at
    once (which a server need not give, and no player asks for).

    Raises `UnsatisfiableError` where the range begins behind the end.
    """
    if header is None or len(header) > _LONGEST:
        return None
    unit = _RANGES.fullmatch(header.strip())
    if unit is None:
        return None
    one = _RANGE.fullmatch(unit[1])
    if one is None or not (one[1] or one[2]):
        return None
    if not one[1]:
        suffix = min(int(one[2]), size)
        if suffix == 0:
            raise UnsatisfiableError(header)
        return ByteRange(size - suffix, size - 1)
    first = int(one[1])
    last = int(one[2]) if one[2] else size - 1
    if one[2] and last < first:
        return None
    if first >= size:
        raise UnsatisfiableError(header)
    return ByteRange(first, min(last, size - 1))

"""A text that remembers, through every replacement, where each character was written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain


@dataclass(frozen=True, slots=True)
class Traced:
    """`text`, and for each of its characters the span of the written text that it stands for, and
    a tag (0 where it has none)."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    tags: tuple[int, ...]

    @classmethod
    def of(cls, written: str) -> Traced:
        """Return a text that stands for itself."""
        length = len(written)
        return cls(written, tuple(range(length)), tuple(range(1, length + 1)), (0,) * length)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the written span that `text[start:end]` (not empty) stands for."""
        return self.starts[start], self.ends[end - 1]

    def sub(self, pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str]) -> Traced:
        """Return what `pattern.sub` makes of it (a string is taken as it is, without escapes).

        What replaces a match stands for the whole of it; what a replacement keeps at its start
        and end keeps its own place.
        """
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        tags: list[int] = []
        position = 0
        for match in pattern.finditer(self.text):
            old = match.group()
            fresh = new if isinstance(new, str) else new(match)
            if fresh == old:
                continue
            begin, end = match.span()
            head = _common(old, fresh)
            tail = _common(old[head:][::-1], fresh[head:][::-1])
            begin, end = begin + head, end - tail
            fresh = fresh[head : len(fresh) - tail]
            text += [self.text[position:begin], fresh]
            starts += self.starts[position:begin]
            ends += self.ends[position:begin]
            tags += self.tags[position:begin]
            if fresh:
                # An insertion stands for the character before it.
                first = self.starts[begin] if begin < end else self._before(begin)
                last = self.ends[end - 1] if begin < end else first
                starts += [first] * len(fresh)
                ends += [max(first, last)] * len(fresh)
                tags += [0] * len(fresh)
            position = end
        if not text:
            return self
        text.append(self.text[position:])
        starts += self.starts[position:]
        ends += self.ends[position:]
        tags += self.tags[position:]
        return Traced("".join(text), tuple(starts), tuple(ends), tuple(tags))

    def stripped(self) -> Traced:
        """Return the text without the white space at both ends."""
        start = len(self.text) - len(self.text.lstrip())
        end = max(start, len(self.text.rstrip()))
        return self.cut(start, end)

    def cut(self, start: int, end: int) -> Traced:
        """Return the part `text[start:end]`."""
        return Traced(
            self.text[start:end], self.starts[start:end], self.ends[start:end], self.tags[start:end]
        )

    def tagged(self, tag: int) -> Traced:
        """Return the same, all with this tag."""
        return Traced(self.text, self.starts, self.ends, (tag,) * len(self.text))

    def retagged(self, new: Mapping[int, int]) -> Traced:
        """Return the same with other tags, where `new` has one."""
        return Traced(self.text, self.starts, self.ends, tuple(new.get(t, t) for t in self.tags))

    def saying(self, words: str, tag: int) -> Traced:
        """Return `words`, all of which stand for the whole of this text (not empty)."""
        start, end = self.span(0, len(self.text))
        count = len(words)
        return Traced(words, (start,) * count, (end,) * count, (tag,) * count)

    @staticmethod
    def joined(parts: Sequence[Traced]) -> Traced:
        """Return the parts one after the other."""
        return Traced(
            "".join(part.text for part in parts),
            tuple(chain.from_iterable(part.starts for part in parts)),
            tuple(chain.from_iterable(part.ends for part in parts)),
            tuple(chain.from_iterable(part.tags for part in parts)),
        )

    def _before(self, index: int) -> int:
        return self.ends[index - 1] if index else 0


def _common(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count

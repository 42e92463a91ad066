"""Rules and steps, applied to a text that remembers where each character was written: in time that
is linear in its length."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from podcast.wording.model import Claim, Needs, Rule, Saying, Step


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


_NUMBERS = re.compile(r"\d(?<!\w.)")


class Lacking(dict[Needs, bool]):
    """Whether a text lacks what patterns need; each need is looked for once."""

    def __init__(self, text: str) -> None:
        super().__init__({"": False})
        self._text = text
        self._present = set(text)

    def __missing__(self, needs: Needs) -> bool:
        if isinstance(needs, str):
            lacking = self._present.isdisjoint(needs)
        else:
            lacking = needs.search(self._text) is None
        self[needs] = lacking
        return lacking


def claims(text: str, rules: Iterable[Rule], taken: bytearray | None = None) -> tuple[Claim, ...]:
    """Return what the rules say of `text`, in the order of the text; no two overlap.

    `taken` marks with 1 what others have claimed before, character by character.
    """
    taken = bytearray(len(text)) if taken is None else taken
    found: list[Claim] = []
    lacking = Lacking(text)
    numbers = [match.start() for match in _NUMBERS.finditer(text)]
    for rule in rules:
        if lacking[rule.needs] or (rule.at_numbers and not numbers):
            continue
        group: str | int = "it" if "it" in rule.pattern.groupindex else 0
        position = 0
        while (match := _next(rule, text, position, numbers)) is not None:
            start, end = match.span(group)
            position = max(end, position + 1)
            if start >= end:
                continue
            clash = taken.rfind(1, start, end)
            if clash >= 0:
                position = clash + 1
                continue
            said = rule.says(match) if callable(rule.says) else rule.says
            if said is None:
                continue
            saying = Saying(said) if isinstance(said, str) else said
            found.append(Claim(start, end, saying, rule.name))
            taken[start:end] = b"\x01" * (end - start)
    return tuple(sorted(found, key=lambda claim: claim.start))


def _next(rule: Rule, text: str, position: int, numbers: Sequence[int]) -> re.Match[str] | None:
    """Return the first match from `position` on; `numbers` are where numbers start."""
    if not rule.at_numbers:
        return rule.pattern.search(text, position)
    for start in numbers[bisect_left(numbers, position) :]:
        match = rule.pattern.match(text, start)
        if match is not None:
            return match
    return None


def replaced(text: Traced, steps: Iterable[Step]) -> Traced:
    """Return `text` after all `steps`, one after the other."""
    lacking = Lacking(text.text)
    for step in steps:
        if lacking[step.needs]:
            continue
        before, text = text, text.sub(step.pattern, step.new)
        if text is not before:
            lacking = Lacking(text.text)
    return text

"""Rules and steps, applied to a text: in time that is linear in its length."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from podcast.wording.model import Claim, Needs, Rule, Saying, Step
from podcast.wording.tracing import Traced

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

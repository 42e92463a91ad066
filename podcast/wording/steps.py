"""Replacements that are made one after the other, each only where its text has what it needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from podcast.wording.needs import Lacking, Needs
from podcast.wording.tracing import Traced


@dataclass(frozen=True, slots=True)
class Step:
    """`pattern` is replaced by `new` (a string is taken as it is)."""

    pattern: re.Pattern[str]
    new: str | Callable[[re.Match[str]], str]
    needs: Needs = ""


def taken(steps: Iterable[Step], text: Traced) -> Traced:
    """`text` after all `steps`, in order."""
    lacking = Lacking(text.text)
    for step in steps:
        if lacking[step.needs]:
            continue
        before, text = text, text.sub(step.pattern, step.new)
        if text is not before:
            lacking = Lacking(text.text)
    return text

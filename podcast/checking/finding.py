"""What a check finds: where, how grave, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How grave a finding is."""

    ERROR = "error"
    """Something does not work for somebody."""
    WARNING = "warning"
    """It works, but not everywhere, or not as it should."""
    NOTE = "note"
    """Worth knowing; nothing is wrong."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a file. `where` is a place in it (a line number, a time, "chapter 3"),
    empty for the whole; `code` names the kind of finding for programs ("captions-order");
    `message` is one sentence that says what is wrong and what to do. `path` is filled in by
    whoever knows the file."""

    severity: Severity
    code: str
    message: str
    where: str = ""
    path: str = ""


AGAIN = "build the episode again"
"""What mends most of it."""


def error(code: str, message: str, where: object = "", *, mend: str = "") -> Finding:
    """Something that does not work for somebody; where `mend` says what to do, `message` need
    not."""
    return Finding(Severity.ERROR, code, f"{message}: {mend}." if mend else message, str(where))


def warning(code: str, message: str, where: object = "", *, mend: str = "") -> Finding:
    """Something that does not work everywhere; as `error`."""
    return Finding(Severity.WARNING, code, f"{message}: {mend}." if mend else message, str(where))


def note(code: str, message: str, where: object = "") -> Finding:
    """Something worth knowing."""
    return Finding(Severity.NOTE, code, message, str(where))


def out_of_bounds(
    kind: str, subject: str, start: float, end: float, length: float | None, where: object
) -> Iterator[Finding]:
    """Yield what is wrong with times (ms) in a sound of `length` (None where that is not known):
    that of `subject` end before they start, or where nothing is heard any more."""
    if end <= start:
        message = f"{subject} ends at {stamp(end)}, and starts at {stamp(start)}"
        yield error(f"{kind}-bounds", message, where, mend=AGAIN)
    last = max(start, end)
    if length is not None and last > length + _SLACK:
        message = f"{subject} goes to {stamp(last)}, and the sound ends at {stamp(length)}"
        yield error(f"{kind}-outside", message, where, mend=AGAIN)


_SLACK = 2  # ms by which times that were rounded may differ
MOST = 10
"""Findings of one code that are listed of a file one by one; the others are counted."""


def bounded(findings: Iterable[Finding]) -> list[Finding]:
    """`findings` with at most `MOST` of each code, and a line for each code that counts the
    others: nothing grows with how much is wrong."""
    listed: list[Finding] = []
    first: dict[str, Finding] = {}
    seen: Counter[str] = Counter()
    for found in findings:
        first.setdefault(found.code, found)
        seen[found.code] += 1
        if seen[found.code] <= MOST:
            listed.append(found)
    for code, count in seen.items():
        if count > MOST:
            message = f"There are {count - MOST} more of this kind ({code})."
            listed.append(Finding(first[code].severity, code, message))
    return listed


def stamp(milliseconds: float) -> str:
    """Return a time as captions write it, 00:01:02.003."""
    seconds, rest = divmod(round(milliseconds), 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def quoted(text: str, most: int = 60) -> str:
    """`text` in quotes, cut where it is long."""
    text = " ".join(text.split())
    return f"“{text if len(text) <= most else text[: most - 1] + '…'}”"

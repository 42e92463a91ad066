"""A failing input made as short as it can be while it fails in the same way."""

from __future__ import annotations

import re
import time

from tools.fuzzing.workers import tried_data

_SECONDS = 40.0


def fault(wrong: str) -> str:
    """What failures have in common that are one defect: the error, and where it was raised."""
    lines = wrong.strip().split("\n")
    places = [line.strip() for line in lines if line.strip().startswith("File ")]
    ours = [place for place in places if "/podcast/" in place or "/trial.py" in place]
    where = re.sub(r'.*/((?:podcast|tools)/[^"]*)", line (\d+).*', r"\1:\2", (ours or [""])[-1])
    return f"{lines[-1].split(':')[0]} at {where}"


def minimised(number: int, kind: str, data: bytes, wrong: str) -> bytes:
    """`data` with whatever can be left out of it left out: halves first, then smaller pieces."""
    wanted = fault(wrong)
    until = time.monotonic() + _SECONDS
    size = len(data) // 2
    while size >= 1 and time.monotonic() < until:
        at = 0
        while at < len(data) and time.monotonic() < until:
            shorter = data[:at] + data[at + size :]
            ended = tried_data(number, kind, shorter)
            if ended.end == "failed" and fault(ended.wrong) == wanted:
                data = shorter
            else:
                at += size
        size //= 2
    return data

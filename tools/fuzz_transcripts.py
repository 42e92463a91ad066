"""Sends damaged and odd files of every format through the program, up to what is published.

    python -m tools.fuzz_transcripts --count 50000 --seed 1 [--minutes 10] [--jobs 2]

Each input is a file of a format that is read, with bytes and structure damaged, or made from a
grammar (`tools/fuzzing`). It is opened, planned, cast and scripted, every track of it; one in a
dozen gets captions, page and tags with made-up times. Anything but a result that holds together or
one of the project's own errors is a failure; so are an input that takes too long for its size, and
memory that grows. Failing inputs are kept, as short as they can be, in --keep. Transcripts of other
people (--real FOLDER) are damaged as well, and never kept. Ends with 1 where anything failed.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

from tools.fuzzing.minimising import fault, minimised
from tools.fuzzing.workers import SHARES, Ended, Inputs, run

_MOST_GROWTH = 150  # megabytes that a process may grow by over a run, once it has warmed up


def main() -> int:
    """Run as many trials as asked for, or for as long."""
    asked = _arguments()
    began = time.monotonic()
    until = began + 60 * asked.minutes if asked.minutes else float("inf")
    numbers = itertools.takewhile(
        lambda _: time.monotonic() < until, range(asked.start, asked.start + asked.count)
    )
    ends: defaultdict[str, Counter[str]] = defaultdict(Counter)
    slowest: dict[str, Ended] = {}
    faults: dict[str, list[Ended]] = {}
    memory: list[float] = []
    for ended in run(asked.seed, numbers, asked.jobs, asked.real):
        ends[ended.kind][ended.end] += 1
        memory.append(ended.memory)
        if ended.kind not in slowest or ended.seconds > slowest[ended.kind].seconds:
            slowest[ended.kind] = ended
        if ended.wrong:
            known = faults.setdefault(f"{ended.kind}: {fault(ended.wrong)}", [])
            known.append(ended)
            if len(known) == 1:
                print(f"input {ended.number} ({ended.kind}):\n{ended.wrong}", file=sys.stderr)
    print(f"seed {asked.seed}, {time.monotonic() - began:.0f} s, {asked.jobs} processes")
    print(f"{'format':10}{'inputs':>8}{'read':>8}{'refused':>9}{'failed':>8}   slowest")
    for kind in (kind for kind in (*SHARES, "?") if kind in ends):
        its, slow = ends[kind], slowest[kind]
        bad = its.total() - its["read"] - its["refused"]
        print(
            f"{kind:10}{its.total():8}{its['read']:8}{its['refused']:9}{bad:8}"
            f"   {slow.seconds:.2f} s ({slow.size} bytes, input {slow.number})"
        )
    total = sum(its.total() for its in ends.values())
    growth = _growth([size for size in memory if size])
    print(
        f"{'all':10}{total:8}   memory: {max(memory, default=0):.0f} MB at most, {growth:+.0f} MB"
    )
    _keep(faults, asked)
    return int(bool(faults) or growth > _MOST_GROWTH)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=int, default=0, help="number of the first input")
    parser.add_argument("--minutes", type=float, default=0.0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--real", type=Path, help="a folder of transcripts to damage as well")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-found"))
    return parser.parse_args()


def _growth(memory: list[float]) -> float:
    """By how much memory is larger in the last fifth of a run than in the second one; the first
    one fills caches."""
    fifth = len(memory) // 5
    if not fifth:
        return 0.0
    return sum(memory[-fifth:]) / fifth - sum(memory[fifth : 2 * fifth]) / fifth


def _keep(faults: dict[str, list[Ended]], asked: argparse.Namespace) -> None:
    inputs = Inputs(asked.seed, asked.real) if faults else None
    for name, those in sorted(faults.items()):
        print(f"{len(those)} x {name} (inputs {', '.join(str(e.number) for e in those[:5])})")
        if asked.real is not None or inputs is None:
            continue  # it may hold somebody's words
        first = min(those, key=lambda ended: ended.size)
        kind, data = inputs[first.number]
        if first.end == "failed":
            data = minimised(first.number, kind, data, first.wrong)
        asked.keep.mkdir(parents=True, exist_ok=True)
        path = asked.keep / f"{asked.seed}-{first.number}.{kind}"
        path.write_bytes(data)
        print(f"    kept, {len(data)} bytes, as {path}")


if __name__ == "__main__":
    sys.exit(main())

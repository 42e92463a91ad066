"""Trials in processes that may hang, die or grow: each input has a time of its own, by its size."""

from __future__ import annotations

import random
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from multiprocessing import connection, get_context
from pathlib import Path
from typing import Any

from tools.fuzzing.grammar import GENERATED, generated
from tools.fuzzing.mutations import damaged
from tools.fuzzing.seeds import seeds
from tools.fuzzing.trial import trial

# How many of a hundred inputs are of each format: few of those that take long.
SHARES = {"text": 20, "markdown": 14, "html": 12, "pdf": 3, "docx": 4, "odt": 4, "srt": 7, "vtt": 7,
          "tei": 6, "layout": 7, "json": 8, "plan": 4, "lexicon": 3, "series": 1}  # fmt: skip
_GENERATED = 0.35  # share of inputs from a grammar
_BATCH = 40  # of them that are made at once
_SAMPLE = 12  # one in so many is published as well
_SECONDS, _SECONDS_PER_MEGABYTE = 15.0, 60.0
_CONTEXT = get_context("spawn")


@dataclass(frozen=True, slots=True)
class Ended:
    """How the input `number` ended: read, refused, failed, hung or died; `wrong` says what went
    wrong, `memory` is the process's in megabytes after it."""

    number: int
    kind: str
    size: int
    end: str
    seconds: float
    wrong: str = ""
    memory: float = 0.0


class Inputs:
    """The inputs of a run, by number: the same for the same seed."""

    def __init__(self, seed: int, real: Path | None = None) -> None:
        self.seed = seed
        self.seeds = seeds(real)
        self._all = [data for found in self.seeds.values() for data in found]
        self._batch = lru_cache(maxsize=32)(generated)

    def __getitem__(self, number: int) -> tuple[str, bytes]:
        chance = random.Random(f"{self.seed}/{number}")
        kind = chance.choices(list(SHARES), list(SHARES.values()))[0]
        if kind in GENERATED and chance.random() < _GENERATED:
            return kind, self._made(kind, number, chance)
        others = self._all if chance.random() < 0.3 else self.seeds[kind]
        return kind, damaged(kind, chance.choice(self.seeds[kind]), others, chance)

    def _made(self, kind: str, number: int, chance: random.Random) -> bytes:
        batch = self._batch(kind, self.seed * 1_000_003 + number // 400, _BATCH)
        data = batch[chance.randrange(len(batch))] if batch else b""
        return damaged(kind, data, self._all, chance) if chance.random() < 0.3 else data


def limit(size: int) -> float:
    """Seconds that an input of so many bytes may take."""
    return _SECONDS + _SECONDS_PER_MEGABYTE * size / 1e6


def tried(inputs: Inputs, number: int) -> Ended:
    """The input `number` sent through the program, here."""
    kind, data = inputs[number]
    return tried_data(number, kind, data)


def tried_data(number: int, kind: str, data: bytes) -> Ended:
    """`data` sent through the program, here."""
    start = time.perf_counter()
    try:
        end, wrong = trial(kind, data, sampled=number % _SAMPLE == 0), ""
    except Exception:
        end, wrong = "failed", traceback.format_exc()
    return Ended(number, kind, len(data), end, time.perf_counter() - start, wrong, _memory())


def _memory() -> float:
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    found = [line for line in status.read_text().split("\n") if line.startswith("VmRSS")]
    return int(found[0].split()[1]) / 1024 if found else 0.0


def _work(pipe: Any, seed: int, real: Path | None) -> None:
    inputs = Inputs(seed, real)
    while (number := pipe.recv()) is not None:
        kind, data = inputs[number]
        pipe.send((kind, len(data)))
        pipe.send(tried_data(number, kind, data))


@dataclass(slots=True)
class _Worker:
    seed: int
    real: Path | None
    process: Any = None
    pipe: Any = None
    number: int | None = None
    kind: str = ""
    size: int = 0
    until: float = 0.0
    started: float = field(default_factory=time.monotonic)

    def begin(self) -> None:
        self.pipe, theirs = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(
            target=_work, args=(theirs, self.seed, self.real), daemon=True
        )
        self.process.start()
        theirs.close()

    def give(self, number: int) -> None:
        self.number, self.kind, self.size = number, "?", 0
        self.started, self.until = time.monotonic(), time.monotonic() + 120  # to make the input
        self.pipe.send(number)

    def end(self, how: str) -> Ended:
        """Ends the process, which hangs or is dead, and begins another one."""
        self.process.kill()
        self.process.join()
        seconds = time.monotonic() - self.started
        wrong = f"{how} (exit code {self.process.exitcode})"
        ended = Ended(self.number or 0, self.kind, self.size, how, seconds, wrong)
        self.number = None
        self.begin()
        return ended


def run(seed: int, numbers: Iterator[int], jobs: int, real: Path | None = None) -> Iterator[Ended]:
    """Every input of `numbers` sent through the program, in `jobs` processes, as they end."""
    workers = [_Worker(seed, real) for _ in range(jobs)]
    for worker in workers:
        worker.begin()
    try:
        for worker in workers:
            _next(worker, numbers)
        while busy := [worker for worker in workers if worker.number is not None]:
            connection.wait([worker.pipe for worker in busy], timeout=1.0)
            for worker in busy:
                ended = _heard(worker)
                if ended is not None:
                    yield ended
                    _next(worker, numbers)
    finally:
        for worker in workers:
            worker.process.kill()
            worker.process.join()


def _next(worker: _Worker, numbers: Iterator[int]) -> None:
    worker.number = None
    number = next(numbers, None)
    if number is not None:
        worker.give(number)


def _heard(worker: _Worker) -> Ended | None:
    try:
        while worker.pipe.poll():
            told = worker.pipe.recv()
            if isinstance(told, Ended):
                return told
            worker.kind, worker.size = told
            worker.started = time.monotonic()
            worker.until = worker.started + limit(worker.size)
    except (EOFError, OSError):
        return worker.end("died")
    return worker.end("hung") if time.monotonic() > worker.until else None

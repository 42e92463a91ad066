"""Reads thousands of damaged transcripts: nothing but the project's own errors may come out.

    python tools/fuzz_reading.py [HOW_MANY] [SEED]

Each input is one of tests/data, or the published debate of the tests in some format, with bytes
changed, cut, doubled, moved, mixed with another file, or with pieces of markup put in. It is read,
and where that succeeds written as JSON and in the layout for correcting, which are read back.
Prints how many were read and refused, and the slowest; ends with 1 where anything else happened.
"""

from __future__ import annotations

import collections
import json
import multiprocessing
import random
import sys
import tempfile
import time
import traceback
from pathlib import Path

from podcast.errors import PodcastError
from podcast.reading.edit_layout import read_layout, write_layout
from podcast.reading.formats.saved import debate_from_json, debate_to_json
from podcast.reading.read import read_bytes

ROOT = Path(__file__).parents[1]
_BITS = [
    b"<p>", b"</p>", b"<b>", b"<table><tr><td>", b"<!--", b"&nbsp;", b"&#0;", b"&lol;", b"**",
    b":", b"\n\n", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"-->", b"<v ",
    b"00:00:01,000 --> 00:00:02,000", b"<u who='#x'>", b"<sp>", b"]]>", b"[", b"((", b"{{", b"\\",
    b"@ ", b"# ", b"| a | b |\n", b"M. X. \xe2\x80\x93 ", b"Q : ", b"Intervenants :\n- ",
    b"\xe2\x80\xa8", b"PK\x03\x04", b"%PDF-", b"Pr\xc3\xa9sidence de ", b"(" * 60,
    b"<div>" * 300, b"9" * 40, b"A " * 40, "🙂é".encode() * 5,
]  # fmt: skip


def sources() -> list[bytes]:
    """What is damaged."""
    sys.path.insert(0, str(ROOT))
    from tests.reading.formats.published import FORMATS

    data = sorted((ROOT / "tests" / "data").iterdir())
    found = [path.read_bytes() for path in data if path.is_file() and path.suffix != ".json"]
    with tempfile.TemporaryDirectory() as folder:
        for name, publish in FORMATS.items():
            path = Path(folder) / name
            publish(path)
            found.append(path.read_bytes())
    return found


def damaged(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """`data` with one to eight things wrong."""
    result = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(result) + 1)
        end = min(len(result), at + int(chance.expovariate(1 / 40)))
        match chance.randrange(8):
            case 0:
                del result[at:end]
            case 1:
                result[at:at] = chance.choice(_BITS)
            case 2:
                result[at:at] = result[at:end] * chance.randint(1, 30)
            case 3 if result:
                result[chance.randrange(len(result))] = chance.randrange(256)
            case 4:
                other = chance.choice(others)
                start = chance.randrange(len(other) + 1)
                result[at:end] = other[start : start + chance.randrange(400)]
            case 5:
                del result[at:]
            case 6:
                result[at:end] = bytes(chance.randrange(256) for _ in range(end - at))
            case _:
                lines = result.split(b"\n")
                chance.shuffle(lines)
                result = bytearray(b"\n".join(lines))
    return bytes(result)


def trial(task: tuple[int, int]) -> tuple[str, float, str]:
    """Reads one damaged input; tells how it ended, the seconds, and what went wrong."""
    seed, number = task
    chance = random.Random(f"{seed}/{number}")
    data = damaged(chance.choice(_SOURCES), _SOURCES, chance)
    start = time.perf_counter()
    try:
        debate = read_bytes(data, Path("transcript"))
        assert debate.turns and all(turn.paragraphs for turn in debate.turns)
        assert debate_from_json(json.loads(json.dumps(debate_to_json(debate)))) == debate
        again = read_layout(write_layout(debate), Path("layout"))
        assert [t.speaker for t in again.turns] == [t.speaker for t in debate.turns]
        ended, wrong = "read", ""
    except PodcastError:
        ended, wrong = "refused", ""
    except Exception:
        ended, wrong = "failed", traceback.format_exc()
        Path(f"fuzz-{seed}-{number}.bin").write_bytes(data)
    return ended, time.perf_counter() - start, wrong


_SOURCES: list[bytes] = []


def _start(found: list[bytes]) -> None:
    _SOURCES.extend(found)


def main() -> int:
    """Run as many trials as asked for."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    ends: collections.Counter[str] = collections.Counter()
    slowest = (0.0, -1)
    with multiprocessing.Pool(initializer=_start, initargs=(sources(),)) as pool:
        tasks = ((seed, number) for number in range(count))
        for number, (ended, seconds, wrong) in enumerate(pool.imap(trial, tasks, 50)):
            ends[ended] += 1
            slowest = max(slowest, (seconds, number))
            if wrong:
                print(f"input {number} of seed {seed}:\n{wrong}", file=sys.stderr)
    seconds, number = slowest
    print(f"{count} inputs, seed {seed}: {dict(ends)}; slowest {seconds:.2f} s (input {number})")
    return int(ends["failed"] > 0)


if __name__ == "__main__":
    sys.exit(main())

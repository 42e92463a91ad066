"""What was freed is the system's again."""

from __future__ import annotations

import subprocess
import sys

import pytest

SCRIPT = """
import sys
from podcast.processes.worker import give_back_large_blocks

def resident():
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS")) // 1000

if sys.argv[1] == "given":
    give_back_large_blocks()
bytearray(b"x") * 30_000_000  # so large are the blocks of a clip of some minutes
before = resident()
blocks = [bytearray(b"x") * 2_000_000 for _ in range(40)]
kept = blocks[-1]  # behind it, a heap cannot shrink
del blocks
print(resident() - before)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc's allocator is Linux's")
def test_a_large_block_is_given_back() -> None:
    kept, given = (
        int(
            subprocess.run(
                [sys.executable, "-c", SCRIPT, how], capture_output=True, text=True, check=True
            ).stdout
        )
        for how in ("kept", "given")
    )
    assert given < 10
    if kept < 40:
        pytest.skip("this system's allocator gives back all blocks by itself")

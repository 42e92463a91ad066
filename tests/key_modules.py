"""What a piece of work really imports and reads, found in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass

from podcast.store.data import default_directory

_WATCH = """
import json, sys
opened = []
sys.addaudithook(lambda event, args: event == "open" and opened.append(str(args[0])))
"""
_TELL = """
print(json.dumps([sorted(sys.modules), opened]))
"""


@dataclass(frozen=True)
class Used:
    """The program's modules that were imported, the other packages, and the files in `voices/` that
    were read."""

    modules: frozenset[str]
    packages: frozenset[str]
    data: frozenset[str]


def used_by(code: str, *arguments: str) -> Used:
    """Run `code` and return what it used."""
    command = [sys.executable, "-c", _WATCH + code + _TELL, *arguments]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    modules, opened = json.loads(run.stdout.splitlines()[-1])
    voices = f"{default_directory()}/"
    return Used(
        frozenset(name for name in modules if name.startswith("podcast.")),
        frozenset(name for name in modules if "." not in name),
        frozenset(path.removeprefix(voices) for path in opened if path.startswith(voices)),
    )

"""Nothing is compiled on install: `python -m tools.wheels` asks for wheels of everything.

For each system and each Python that the program runs on, all that it needs is resolved with built
packages only. The one that is source, docopt, is a file of Python; it is said here by name, so that
a second one is found. Needs uv, and the network.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SYSTEMS = (
    "x86_64-manylinux_2_28",
    "aarch64-manylinux_2_28",
    "macos",
    "x86_64-apple-darwin",
    "windows",
)
PYTHONS = ("3.10", "3.11", "3.12", "3.13")
SOURCE = "docopt"


def main() -> None:
    """Print a table; 1 where something would have to be compiled."""
    wanting = []
    for extras in ((), ("neural", "cluster", "check")):
        for system in SYSTEMS:
            for python in PYTHONS:
                done = subprocess.run(
                    ["uv", "pip", "compile", "pyproject.toml", "--quiet", "--only-binary", ":all:"]
                    + [
                        "--no-binary",
                        SOURCE,
                        "--python-platform",
                        system,
                        "--python-version",
                        python,
                    ]
                    + [word for extra in extras for word in ("--extra", extra)],
                    cwd=ROOT,
                    capture_output=True,
                    encoding="utf-8",
                )
                count = done.stdout.count("==")
                told = f"{count} packages" if done.returncode == 0 else "WANTING"
                print(f"{system:24} {python:5} {' '.join(extras) or '-':22} {told}", flush=True)
                if done.returncode:
                    wanting.append(f"{system} {python}:\n{done.stderr}")
    print("\n".join(wanting), file=sys.stderr)
    sys.exit(1 if wanting else 0)


if __name__ == "__main__":
    main()

"""Lock what CI installs: `python -m tools.lock` writes requirements/*.txt anew, with hashes.

Needs uv, and the network. The lock holds for every Python and system that the program runs on;
people install by the ranges of pyproject.toml. It is written anew now and then, on purpose, and its
diff is read like any other.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
HEADER = "# Written by `python -m tools.lock`; do not edit.\n"
LOCKS = {
    "build.txt": ("requirements/build.in",),
    "ci.txt": ("pyproject.toml", "requirements/build.in", "--all-extras"),
}


def main() -> None:
    """Write the locks."""
    for name, what in LOCKS.items():
        options = ["--universal", "--python-version", "3.10", "--generate-hashes", "--quiet"]
        options += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
        made = subprocess.run(
            ["uv", "pip", "compile", *what, *options],
            cwd=ROOT,
            check=True,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        ).stdout
        (ROOT / "requirements" / name).write_text(HEADER + made, encoding="utf-8")


if __name__ == "__main__":
    main()

"""How the time to read grows with the size of a transcript.

    python tools/reading_speed.py [FILE ...]

Each file (tests/data by default) is repeated to about 0.1, 1 and 10 MB; printed are the seconds
for each, the median of three (the largest once), and how many times longer ten and a hundred times
the text take.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from podcast.reading.read import read_bytes

ROOT = Path(__file__).parents[1]
_FILES = ("nom-deux-points.txt", "senat-civilite-tiret.txt", "gras-variantes.md",
          "nom-puis-texte-pdf.txt", "joint-collectif.html", "captions-arrows-en.srt")  # fmt: skip
_SIZES = (100_000, 1_000_000, 10_000_000)


def enlarged(data: bytes, size: int, suffix: str) -> bytes:
    """`data` again and again, up to about `size` bytes."""
    if suffix == ".html":
        start = data.index(b"<h5>")
        end = data.index(b"</body>")
        body = data[start:end]
        return data[:start] + body * max(1, size // len(body)) + data[end:]
    return (data + b"\n\n") * max(1, size // len(data))


def main() -> None:
    """Print a row for each file."""
    paths = [Path(a) for a in sys.argv[1:]] or [ROOT / "tests" / "data" / name for name in _FILES]
    print(f"{'file':<28} {'0.1 MB':>8} {'1 MB':>8} {'10 MB':>8} {'×10':>6} {'×100':>6}")
    for path in paths:
        seconds = []
        for size in _SIZES:
            data = enlarged(path.read_bytes(), size, path.suffix)
            times = []
            for _ in range(3 if size < _SIZES[-1] else 1):
                start = time.perf_counter()
                read_bytes(data, path, language="fr")
                times.append(time.perf_counter() - start)
            seconds.append(statistics.median(times))
        one, ten, hundred = seconds
        print(
            f"{path.name:<28} {one:8.2f} {ten:8.2f} {hundred:8.2f} {ten / one:6.1f}"
            f" {hundred / one:6.1f}"
        )


if __name__ == "__main__":
    main()

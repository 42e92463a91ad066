"""How often invented debates are read as they were written, layout by layout.

    python tools/reading_mutants.py [HOW_MANY]

For each layout of tests/reading/layouts.py, HOW_MANY debates (20 by default) of invented people,
half of them called by trades that no list knows, of 8, 24 and 60 turns. Prints for each layout how
many were not read turn for turn, and an example: its seed, the turns written and read, and who was
taken for somebody and is nobody.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
_TURNS = (8, 24, 60)


def main() -> None:
    """Print a row for each layout that is not always read right, and the sum."""
    sys.path.insert(0, str(ROOT))
    from podcast.errors import PodcastError
    from podcast.reading.names import key
    from podcast.reading.read import read_bytes
    from tests.reading.layouts import LAYOUTS, debate

    many = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    wrong = 0
    for layout, write in LAYOUTS.items():
        failed = []
        for seed in range(many):
            chance = random.Random(f"{layout} {seed}")
            said = debate(chance, turns=_TURNS[seed % 3], roles=bool(seed % 2))
            true = [key(turn.who) for turn in said]
            try:
                read = read_bytes(write(said).encode(), Path("x.md"), language="fr").turns
            except PodcastError:
                read = ()
            got = [key(turn.speaker) for turn in read]
            if got != true:
                failed.append((seed, len(true), len(got), sorted(set(got) - set(true))[:3]))
        wrong += len(failed)
        if failed:
            print(f"{len(failed):4}/{many} {layout:28} {failed[0]}")
    print(f"{wrong} of {many * len(LAYOUTS)} read otherwise than written")


if __name__ == "__main__":
    main()

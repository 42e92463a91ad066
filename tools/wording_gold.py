"""How many rows of the gold tables are said right: `python -m tools.wording_gold fr [-v]`.

Prints, for each class, the rows, those that the engine says right without us, and those that it
says right with our words; with `-v`, what is wrong in the others.
"""

from __future__ import annotations

import sys
from collections import Counter

from tests.wording.gold import heard


def main() -> None:
    """Print the table for the language that the command line names."""
    language = sys.argv[1] if len(sys.argv) > 1 else "fr"
    found = heard(language)
    total: Counter[str] = Counter()
    bare: Counter[str] = Counter()
    ours: Counter[str] = Counter()
    for one in found:
        for kind in (one.row.kind, "all"):
            total[kind] += 1
            bare[kind] += one.bare_right
            ours[kind] += one.right
        if "-v" in sys.argv and not one.right:
            print(f"[{one.row.kind}] {one.row.written}")
            print(f"    wanted: {one.row.said}\n    said:   {one.words}")
            print(f"    {one.wanted}\n    {one.ours}")
    print(f"{'class':20} {'rows':>5} {'bare':>5} {'ours':>5}")
    for kind, rows in total.items():
        print(f"{kind:20} {rows:5} {bare[kind]:5} {ours[kind]:5}")


if __name__ == "__main__":
    main()

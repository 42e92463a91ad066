"""Write the lists of first names that women and men have: voices/words/women.txt and men.txt.

    pip download --no-deps nomquamgender==0.1.4
    python -m tools.first_names nomquamgender-0.1.4-py3-none-any.whl

The package gives 700,000 names, in small letters without accents, each with how many sources it is
in, how many people they count, and which share of these are women: Van Buskirk, Clauset and
Larremore, "An open-source cultural consensus approach to name-based gender classification", 2022.
Names that few sources have, and those that are common to women and men anywhere, are left out; the
names of `voices/first-names.toml`, by language, come before these lists.
"""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "voices" / "words"
_FEWEST_SOURCES = 4
_FEWEST_PEOPLE = 50
_SURE = 0.9  # share of the bearers of a name


def main() -> None:
    """Write both lists from the wheel that is named."""
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        names = json.loads(wheel.read("nomquamgender/name_data.json"))
    listed: dict[str, list[str]] = {"women": [], "men": []}
    for name, (sources, people, women, *_) in names.items():
        plain = name.isascii() and name.replace("-", "").isalpha() and len(name) > 1
        if plain and sources >= _FEWEST_SOURCES and people >= _FEWEST_PEOPLE:
            if women >= _SURE:
                listed["women"].append(name)
            elif women <= 1 - _SURE:
                listed["men"].append(name)
    for kind, found in listed.items():
        text = "\n".join(("", *sorted(found), "")).encode()  # as tools.wording_known writes it
        (FOLDER / f"{kind}.txt").write_bytes(text)
        print(f"{kind}: {len(found):,} names, {len(text):,} bytes")


if __name__ == "__main__":
    main()

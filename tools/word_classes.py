"""Write the lists of words by which chapter titles are chosen.

    python -m tools.word_classes wordfreq-3.1.1-py3-none-any.whl PACKAGE…

`voices/words/<language>/common.txt` has stems of common words, a class a line, rarest first; what
is said less often than once in 30,000 words is not there. `voices/words/en/no_nouns.txt` has
commoner words that are no nouns: neither with a possessive in a Hunspell dictionary (PACKAGE:
dictionary-en and dictionary-en-gb of npm, unpacked) nor after an article in transcripts (`NOUNS`).
Needs msgpack. Licences: `voices/words/README.md`.
"""

from __future__ import annotations

import gzip
import math
import re
import sys
import zipfile
from collections import defaultdict
from pathlib import Path

import msgpack

from podcast.language.nounphrases.tokens import base_form
from podcast.language.word_lists import LANGUAGES
from podcast.store.data import word_lists_directory

RAREST = 4.5  # of the first class, a power of ten in a thousand million words; then half more each
CLASSES = 5
LEAST = 3.0  # of a word that is no noun

NOUNS = frozenset(
    """
    admin alumni applies await backdoor backstory bandwidth biggest blogging bold bot
    canonical cert coherent cohesive commit compute contact contacts converse criteria data
    delay design designs desire dialog dice diff disorder distraction div dopamine embedding
    endgame everyday extensive feet fella fetch fundraising furthest gentlemen gosh gotcha
    graffiti greenfield healthcare heroes hypotheses hypothetical implicit inbound
    inconvenience instance int intern intuition larvae lifespan loose mapping maths metadata
    metric mic mice mock mocking mocks modified null org own pairing parentheses pence
    phenomena philosophical planning positioning profit program quizzes redo refresh refund
    release remix repair request runtime same scanning schema screenshot shiny shortlist
    someday standalone strategic subclass sudden swear takeaway tensor toolkit topology
    trustworthy ugly unexpected unlock upstream vetting vibrant warm wealthy
    """.split()
)
"""Nouns that the dictionaries do not mark, as transcripts show."""


def frequencies(wheel: str, language: str) -> dict[str, float]:
    """Return how often each word is said: a power of ten in a thousand million words."""
    with zipfile.ZipFile(wheel) as package:
        packed = package.read(f"wordfreq/data/large_{language}.msgpack.gz")
    # A header, then for each hundredth of a power of ten below 1 the words said so often.
    _, *levels = msgpack.unpackb(gzip.decompress(packed))
    return {word: 9 - level / 100 for level, words in enumerate(levels) for word in words}


def classes(known: dict[str, float]) -> list[list[str]]:
    """Return the stems of common words by class."""
    share: defaultdict[str, float] = defaultdict(float)
    for word, power in known.items():
        if word[0].isalpha():
            share[base_form(word)] += 10**power
    result: list[list[str]] = [[] for _ in range(CLASSES)]
    for stem, part in sorted(share.items()):
        number = math.floor((math.log10(part) - RAREST) * 2)
        if number >= 0:
            result[min(number, CLASSES - 1)].append(stem)
    return result


def never_nouns(known: dict[str, float], packages: list[str]) -> list[str]:
    """Return the words of Hunspell dictionaries that are no nouns."""
    nouns: set[str] = set()
    others: set[str] = set()
    for package in packages:
        lines = (Path(package) / "index.dic").read_text(encoding="utf-8").splitlines()
        for word, _, marks in (line.partition("/") for line in lines[1:]):
            if word.endswith("'s") or "M" in marks:
                nouns.add(word.removesuffix("'s").lower())
            elif word.islower() and word.isalpha() and len(word) > 2:
                verb = "S" in marks and {"D", "G"} & set(marks)
                others.update((word, _with_s(word)) if verb else (word,))
            if {"R", "Z"} & set(marks):
                nouns.update((f"{word}er", f"{word}r"))
            if "J" in marks:
                nouns.update((f"{word}ing", f"{word[:-1]}ing"))
    nouns |= NOUNS
    return sorted(
        word
        for word in others
        if known.get(word, 0) >= LEAST
        and nouns.isdisjoint(_singulars(word))
        and not _NOUN.search(word)
    )


_NOUN = re.compile(r"(?:ation|ption|ment|ness|ity|ism|men)s?$")


def _with_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return f"{word}es"
    return f"{word[:-1]}ies" if re.search(r"[^aeiou]y$", word) else f"{word}s"


def _singulars(word: str) -> set[str]:
    forms = {word, re.sub(r"s$", "", word), re.sub(r"es$", "", word), re.sub(r"ies$", "y", word)}
    return forms | {re.sub(r"ves$", "f", word), re.sub(r"ves$", "fe", word)}


def main(wheel: str, *packages: str) -> None:
    """Write the lists of all languages."""
    folder = word_lists_directory()
    for language in LANGUAGES:
        known = frequencies(wheel, language)
        text = "".join(f"{' '.join(stems)}\n" for stems in classes(known))
        (folder / language / "common.txt").write_text(text, encoding="utf-8")
        if language == "en":
            text = "".join(f"{word}\n" for word in never_nouns(known, list(packages)))
            (folder / language / "no_nouns.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])

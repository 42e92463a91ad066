"""Words reduced to what they share with their inflected forms, and terms found among them.

The stemmer is Snowball's (https://snowballstem.org, BSD licence), which knows no dictionary:
"numérique" and "numériques" are one, and sometimes two words are that should not be ("commune",
"commun"). A term can therefore ask for the written form, with "=" before it, and acronyms are only
found in capitals.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Generic, TypeVar

from podcast.language.nounphrases import folded

_TOKEN = re.compile(r"[^\W_]+(?:['’](?=[^\W_]))?|[.!?…;:,()\[\]«»“”\"|–—\n]")
# Articles say nothing; prepositions are brought to one form, so that "accès aux soins" is found
# in "l'accès à des soins".
_ARTICLES = frozenset("le la les l' un une the a an".split())
_PREPOSITIONS = {"du": "de", "des": "de", "d'": "de", "aux": "à", "au": "à"}
_LONGEST_ACRONYM = 6
_SHARED = 0.7  # of the longer of two words
_ENDING = 3  # letters


@dataclass(frozen=True, slots=True)
class Word:
    """What a word is found by, wherever it stands; `keys` are what it answers to, in order; a
    border has none."""

    stem: str
    keys: tuple[str, ...]

    @property
    def acronym(self) -> bool:
        """Whether it is looked for in capitals."""
        return any(key[0] == "^" for key in self.keys)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text, in order; each stands from its place in `starts` to that in `ends`.

    Three columns instead of an object a word: a day of debate has a quarter of a million.
    """

    words: tuple[Word, ...]
    starts: array[int]
    ends: array[int]


@dataclass(frozen=True, slots=True)
class Found:
    """A term that was found: the tokens `first` to before `end`, as written."""

    first: int
    end: int
    written: str


@cache
def _stemmer(language: str) -> Callable[[str], str] | None:
    # The modules are named one by one: the package itself would take PyStemmer where that is
    # installed, another version of the same rules, and themes would differ between machines.
    if language == "fr":
        from snowballstemmer.french_stemmer import FrenchStemmer

        return FrenchStemmer().stemWord  # type: ignore[no-any-return]
    if language == "en":
        from snowballstemmer.english_stemmer import EnglishStemmer

        return EnglishStemmer().stemWord  # type: ignore[no-any-return]
    return None


@cache
def stems_of(language: str) -> dict[str, str]:
    """Return the stems that are known so far, by word; whoever knows more may add them."""
    return {}


def stem(word: str, language: str) -> str:
    """Return the stem of `word`, in small letters; where there is no stemmer, the word without
    accents."""
    known = stems_of(language)
    found = known.get(word)
    if found is None:
        stemmer = _stemmer(language)
        small = word.lower().replace("’", "'")
        found = stemmer(small) if stemmer and len(small) > 2 else folded(small)
        known[word] = found
    return found


@cache
def _known(word: str, language: str) -> Word | None:
    """Return what a word is found by, as it is written; None of an article."""
    plain = word.lower().replace("’", "'")
    if plain in _ARTICLES and word not in ("A", "LA"):
        return None
    written = _PREPOSITIONS.get(plain, word)
    plain = _PREPOSITIONS.get(plain, plain)
    keys = {stem(plain, language), f"={plain}"}
    if language == "fr" and word[0] == "E":  # capitals often lose their accent: "Ecole"
        keys.add(stem(f"é{plain[1:]}", language))
    if 1 < len(word) <= _LONGEST_ACRONYM and word.isupper():
        keys.add(f"^{word}")
    return Word(stem(written, language), tuple(sorted(keys)))


_BORDER = Word("", ())


def tokens(text: str, language: str) -> Tokens:
    """Return the words of `text` without articles, and a border wherever a sign stands that parts
    them."""
    words: list[Word] = []
    starts, ends = array("I"), array("I")
    for match in _TOKEN.finditer(text):
        word = match.group()
        known = _known(word, language) if word[0].isalnum() else _BORDER
        if known is not None:
            words.append(known)
            starts.append(match.start())
            ends.append(match.end())
    return Tokens(tuple(words), starts, ends)


@cache
def _begin_alike(term: str, written: str) -> bool:
    """Return whether two words of one stem are forms of one word: most of the longer is in both, or
    it has an ending more."""
    one, other = sorted((folded(term.removeprefix("=")), folded(written)), key=len)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return same >= _SHARED * len(other) or len(one) == same >= len(other) - _ENDING


T = TypeVar("T")


class Terms(Generic[T]):
    """Many terms, each with a value, looked for at once.

    A stemmer goes further than inflection ("également" and "égalité" are one stem), so that what a
    term of one word finds must also begin like it.
    """

    def __init__(self, terms: tuple[tuple[str, T], ...], language: str) -> None:
        self._by_first: dict[str, dict[tuple[str, ...], list[tuple[str, T]]]] = {}
        for term, value in terms:
            sequence = _sequence(term, language)
            if sequence:
                same = self._by_first.setdefault(sequence[0], {}).setdefault(sequence, [])
                same.append((term, value))

    def find(self, text: str, found: Tokens) -> Iterator[tuple[Found, tuple[T, ...]]]:
        """Yield each term in `found`, the tokens of `text`, from left to right; where terms
        overlap, the longest of those that begin first."""
        place = 0
        words = found.words
        while place < len(words):
            best = 0
            values: list[tuple[str, T]] = []
            for key in words[place].keys:
                beginning = self._by_first.get(key)
                if beginning is None:
                    continue
                for sequence, its in beginning.items():
                    if len(sequence) >= best and self._stands(sequence, words, place):
                        values = values + its if len(sequence) == best else list(its)
                        best = len(sequence)
            if best:
                written = " ".join(text[found.starts[place] : found.ends[place + best - 1]].split())
                alike = tuple(
                    value for term, value in values if best > 1 or _begin_alike(term, written)
                )
                if alike:
                    yield Found(place, place + best, written), alike
            place += best or 1

    @staticmethod
    def _stands(sequence: tuple[str, ...], words: tuple[Word, ...], place: int) -> bool:
        if place + len(sequence) > len(words):
            return False
        return all(key in words[place + offset].keys for offset, key in enumerate(sequence))


def _sequence(term: str, language: str) -> tuple[str, ...]:
    exact = term.startswith("=")
    written = term.removeprefix("=")
    result = []
    found = tokens(written, language)
    for known, start, end in zip(found.words, found.starts, found.ends, strict=True):
        word = written[start:end]
        if not known.keys:
            continue
        if 1 < len(word) <= _LONGEST_ACRONYM and word.isupper():
            result.append(f"^{word}")
        elif exact:
            result.append(f"={word.lower()}")
        else:
            result.append(known.stem)
    return tuple(result)

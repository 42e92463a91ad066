"""Whether a word is one of a language: of all the forms that a spelling dictionary allows.

The lists are `voices/words/<language>/known.txt` and `names.txt`, a word a line after an empty one,
in small letters and in the order of their bytes, as are `women.txt` and `men.txt`, of first names;
`voices/words/README.md` says where they are from.
"""

from __future__ import annotations

import re
from bisect import bisect
from functools import cache
from mmap import ACCESS_READ, mmap

from podcast.language import ELIDED
from podcast.language.word_lists import LANGUAGES, WordListError
from podcast.store.data import word_lists_directory
from podcast.voice import Gender

_ELIDED = re.compile(rf"^(?:{'|'.join(ELIDED)})'", re.IGNORECASE)
_PARTS = re.compile(r"[-']")
# French makes words with these at will; the list cannot have them all.
_PREFIXES = re.compile(
    r"(?:aéro|agro|anti|auto|bi|bio|co|contre|cyber|dé|dés|éco|électro|ethno|euro|ex|géo|hydro|hyper"
    r"|in|inter|macro|méga|micro|mini|multi|néo|neuro|non|photo|poly|post|pré|pro|psycho|pyro|radio"
    r"|ré|re|semi|socio|sous|super|sur|techno|télé|thermo|trans|ultra|un|vice)(?=\w{4}|$)"
)


_CHUNK = 4096
"""Bytes of a list between two places of its index."""


class Words:
    """The words of a list, of which only what is looked at is read: to take it apart would take
    longer than wording a debate. An index of every `_CHUNK` bytes tells where to look."""

    def __init__(self, lines: mmap | bytes) -> None:
        self._lines = lines
        self._starts = [lines.find(b"\n", at) for at in range(0, len(lines) - 1, _CHUNK)]
        self._firsts = [lines[start : lines.find(b"\n", start + 1) + 1] for start in self._starts]
        self._starts.append(len(lines))
        self._known: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self._lines)

    def __contains__(self, word: str) -> bool:
        line = b"\n" + word.encode() + b"\n"
        chunk = bisect(self._firsts, line)
        if chunk == 0:
            return False
        return self._lines.find(line, self._starts[chunk - 1], self._starts[chunk] + 1) >= 0

    def __rsub__(self, words: set[str]) -> set[str]:
        """Return those of some words that are none of the list."""
        new = words - self._known
        unknown = {word for word in new if word not in self}
        self._known |= new - unknown
        return unknown

    def with_accents(self, word: str, begun: str = "") -> str | None:
        """Return a word that begins with `begun` and goes on as `word` does once its accents are
        taken away; None without one."""
        if not word:
            return begun if begun in self else None
        for sign in _ACCENTED.get(word[0], word[0]):
            if self._begins(begun + sign):
                found = self.with_accents(word[1:], begun + sign)
                if found is not None:
                    return found
        return None

    def _begins(self, beginning: str) -> bool:
        line = b"\n" + beginning.encode()
        chunk = bisect(self._firsts, line)
        start, stop = self._starts[max(0, chunk - 1)], self._starts[chunk] + 1 + len(line)
        return self._lines.find(line, start, stop) >= 0


_ACCENTED = {"a": "aàâä", "c": "cç", "e": "eéèêë", "i": "iîï", "o": "oôö", "u": "uùûü"}


def known_words(language: str) -> Words:
    """Return the word forms of a language that are known; none where there is no list."""
    return _words_of(f"{language}/known")


def is_ordinary(word: str) -> bool:
    """Whether `word`, in small letters, is one of any language with a list."""
    return any(word in known_words(language) for language in LANGUAGES)


def names(language: str) -> Words:
    """Return the names of people and places that are known, in small letters."""
    return _words_of(f"{language}/names")


def bearers(gender: Gender) -> Words:
    """Return the first names, anywhere, of whose bearers nine in ten are of `gender`; in small
    letters without accents."""
    return _words_of("women" if gender is Gender.FEMALE else "men")


@cache
def _words_of(name: str) -> Words:
    path = word_lists_directory() / f"{name}.txt"
    try:
        with path.open("rb") as file:
            return Words(mmap(file.fileno(), 0, access=ACCESS_READ))
    except FileNotFoundError:
        return Words(b"")
    except (OSError, ValueError) as fault:
        raise WordListError(f"{path}: it cannot be read ({fault}).") from fault


@cache
def accented(word: str, language: str) -> str:
    """Return a word in small letters with the accents that it lacks ("secretariat"); unchanged
    where it is one as it stands, or none with accents."""
    known = known_words(language)
    if word in known or not (word.isascii() and word.isalpha()):
        return word
    return known.with_accents(word) or word


def is_known(word: str, language: str) -> bool:
    """Return whether `word`, in any case, is a word of the language, or made of some."""
    known = known_words(language)
    low = _ELIDED.sub("", word.lower().replace("’", "'"))
    return low in known or all(_is_form(part, known) for part in _PARTS.split(low) if part)


def _is_form(word: str, known: Words) -> bool:
    if word in known or len(word) < 2 or (word[-1] in "sx" and word[:-1] in known):
        return True
    if "oe" in word and word.replace("oe", "œ") in known:
        return True
    prefix = _PREFIXES.match(word)  # "hydroélectrique", and "co" of "co-écrit"
    return prefix is not None and (prefix.end() == len(word) or word[prefix.end() :] in known)

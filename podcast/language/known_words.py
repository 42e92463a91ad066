"""Whether a word is one of a language: of some 300,000 word forms a language.

The lists are `voices/words/<language>/known.txt.xz` and `names.txt.xz`, a word a line, in small
letters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from podcast.language.elision import ELIDED
from podcast.language.word_lists import WordListError
from podcast.store.data import word_lists_directory

_ELIDED = re.compile(rf"^(?:{'|'.join(ELIDED)})'", re.IGNORECASE)
_PARTS = re.compile(r"[-']")
# French makes words with these at will; the list cannot have them all.
_PREFIXES = re.compile(
    r"(?:anti|auto|bi|bio|co|contre|cyber|dé|dés|éco|euro|hyper|in|inter|macro|méga|micro|mini|multi"
    r"|néo|non|poly|post|pré|pro|ré|re|semi|sous|super|sur|télé|trans|ultra|un|vice)(?=\w{4})"
)


def known_words(language: str) -> frozenset[str]:
    """Return the word forms of a language that are known; none where there is no list."""
    return _words_of(language, "known")


def names(language: str) -> frozenset[str]:
    """Return the names of people and places that are known, in small letters."""
    return _words_of(language, "names")


@cache
def _words_of(language: str, name: str) -> frozenset[str]:
    import lzma

    path = word_lists_directory() / language / f"{name}.txt.xz"
    try:
        return frozenset(lzma.decompress(path.read_bytes()).decode().split("\n"))
    except FileNotFoundError:
        return frozenset()
    except (OSError, lzma.LZMAError, UnicodeDecodeError) as fault:
        raise WordListError(f"{path}: it cannot be read ({fault}).") from fault


@cache
def _with_accents(language: str) -> dict[str, str]:
    """Return the words that have accents, by what is left of them without."""
    return {
        bare: word
        for word in known_words(language)
        if not word.isascii() and (bare := without_accents(word)).isascii()
    }


def without_accents(word: str) -> str:
    """Return `word` without accents."""
    parts = unicodedata.normalize("NFD", word.replace("œ", "oe"))
    return "".join(part for part in parts if not unicodedata.combining(part))


def accented(word: str, language: str) -> str:
    """Return a word in small letters with the accents that it lacks ("secretariat"); unchanged
    where it is one as it stands, or none with accents."""
    if word in known_words(language):
        return word
    return _with_accents(language).get(word, word)


def is_known(word: str, language: str) -> bool:
    """Return whether `word`, in any case, is a word of the language, or made of some."""
    known = known_words(language)
    low = _ELIDED.sub("", word.lower().replace("’", "'").replace("œ", "oe"))
    return all(_is_form(part, known) for part in _PARTS.split(low) if part)


def _is_form(word: str, known: frozenset[str]) -> bool:
    if word in known or len(word) < 2 or (word[-1] in "sx" and word[:-1] in known):
        return True
    prefix = _PREFIXES.match(word)
    return prefix is not None and word[prefix.end() :] in known

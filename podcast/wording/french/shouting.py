"""Passages in capitals, in French: headings, shouting, old web pages; said as words."""

from __future__ import annotations

import re

from podcast.language.word_lists import french_vocabulary, word_lists
from podcast.wording.lexicon import language_lexicon

_CAPITAL = "A-ZÀ-ÖØ-ÞŒ"
_WORD = rf"[{_CAPITAL}]+(?:['-][{_CAPITAL}]+)*"

PASSAGE = re.compile(rf"(?<![\w'-]){_WORD}(?:[ ,;:\d%.?!()]+{_WORD})+(?![\w'-])")
"""Two words or more in capitals, one after the other, with numbers and marks between them."""

_PARTS = re.compile(rf"[{_CAPITAL}]+'?")
_WORDS = word_lists("fr", "capitals").words("words")


def in_small_letters(match: re.Match[str]) -> str:
    """Return a passage with its words in small letters, if there are words in it; acronyms stay."""
    passage = match.group()
    words = _PARTS.findall(passage)
    # Letters that are spelled ("L'I A") are no words.
    small = sum(len(word) > 1 and word.isalpha() and _is_word(word) for word in words)
    # "La SNCF, la RATP" is no passage; "TOUS AU NORD" is one.
    if len(words) < 3 or small < 2 or small < len(words) / 4:
        return passage
    known = {entry.written for entry in language_lexicon("fr").entries}
    return _PARTS.sub(lambda word: _lowered(word, known), passage)


def _is_word(word: str) -> bool:
    low = word.lower()
    return low in _WORDS or low in french_vocabulary().function_words


def _lowered(match: re.Match[str], known: set[str]) -> str:
    word = match.group()
    low = word.lower()
    if _is_word(word) or word.endswith("'"):
        return low
    if word in known or not re.search("[AEIOUYÀÂÉÈÊËÎÏÔÙÛŒ]", word) or word == "IA":
        return word
    return low if len(word) > 3 else word

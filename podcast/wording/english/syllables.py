"""Whether capital letters could be said as an English word."""

from __future__ import annotations

import re

from podcast.language.word_lists import word_lists

_LISTS = word_lists("en", "capitals")
_ONSETS = _LISTS.words("onsets")
_CODAS = _LISTS.words("codas")
_NO_VOWELS = _LISTS.words("no_vowels")
_SYLLABLES = re.compile(r"([^AEIOUY]*)([AEIOUY]*)")


def is_pronounceable(acronym: str) -> bool:
    """Return whether its letters make English syllables: ASEAN and ADEME do, OECD and IAEA do
    not."""
    groups = [(c, v) for c, v in _SYLLABLES.findall(acronym.replace("QU", "KW")) if c or v]
    last = len(groups) - 1
    if not any(vowels for _, vowels in groups):
        return False
    for place, (consonants, vowels) in enumerate(groups):
        opening = not place and not consonants
        if len(vowels) > 2 or (vowels in _NO_VOWELS and not (opening and vowels == "EU")):
            return False
        if place == 0 and consonants and consonants not in _ONSETS:
            return False
        if place == last and not vowels:
            return consonants in _CODAS
        if place and consonants and not _between(consonants):
            return False
    return True


def _between(consonants: str) -> bool:
    if consonants in _ONSETS or consonants in _CODAS:
        return True
    return any(
        consonants[:cut] in _CODAS and consonants[cut:] in _ONSETS
        for cut in range(1, len(consonants))
    )

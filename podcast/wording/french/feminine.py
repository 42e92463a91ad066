"""Whether a noun is feminine, by its ending: enough to say "vingt et une personnes"."""

from __future__ import annotations

from podcast.language.word_lists import word_lists

_NOUNS = word_lists("fr", "nouns")
_ENDINGS = _NOUNS.in_order("feminine_endings")
_MASCULINE = _NOUNS.words("masculine")
_FEMININE = _NOUNS.words("feminine")
_NOT_NOUNS = _NOUNS.words("not_nouns")


def is_numbered(noun: str, number: int) -> bool:
    """Return whether `noun` is in the singular or the plural as `number` asks: "voix" is in
    both."""
    many = noun.endswith(("s", "x", "z"))
    return many == (number > 1) or (many and noun in _FEMININE)


def is_feminine(noun: str) -> bool:
    """Return whether `noun` (lower case, singular or plural) is feminine, as far as its form
    tells."""
    if noun in _NOT_NOUNS:
        return False
    forms = (noun, noun[:-1]) if noun.endswith(("s", "x")) else (noun,)
    if any(form in _MASCULINE for form in forms):
        return False
    if any(form in _FEMININE for form in forms):
        return True
    return forms[-1].endswith(_ENDINGS) and len(forms[-1]) > 4

"""Sentences in another language, which its own voice should say."""

from __future__ import annotations

import re

from podcast.language.sentences import sentence_spans
from podcast.language.word_lists import LANGUAGES, commonest

_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LEAST = 5
"""Words in a foreign sentence: with fewer, borrowed words would pass for one."""

_SHARED = frozenset("a on or in en son sale pour plus me".split())


def foreign_spans(text: str, language: str) -> tuple[tuple[int, int, str], ...]:
    """Return the sentences of `text` that are not in `language`: start, end, their language's
    code."""
    found: list[tuple[int, int, str]] = []
    for start, end in sentence_spans(text):
        other = _other_language(text[start:end], language)
        if other:
            found.append((start, end, other))
    return tuple(found)


def _other_language(sentence: str, language: str) -> str:
    words = [word.lower() for word in _WORDS.findall(sentence)]
    if len(words) < _LEAST or language not in LANGUAGES:
        return ""
    distinct = set(words)
    own = sum(word in commonest(language) for word in words)
    for other in LANGUAGES:
        if other == language:
            continue
        marks = commonest(other)
        found = [word for word in words if word in marks and word not in _SHARED]
        theirs = len(found) if len(distinct.intersection(found)) > 1 else 0
        if theirs >= 2 and theirs >= 0.25 * len(words) and own - _shared(words) <= theirs / 4:
            return other
    return ""


def _shared(words: list[str]) -> int:
    return sum(word in _SHARED for word in words)

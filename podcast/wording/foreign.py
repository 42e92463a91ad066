"""Sentences in another language, which its own voice should say."""

from __future__ import annotations

import re

from podcast.sentences import sentence_spans

_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LEAST = 5
"""Words in a foreign sentence: with fewer, borrowed words would pass for one."""

# Words that are too common in a language to be missing from its sentences, and are not words of
# the other one.
_MARKS = {
    "fr": frozenset(
        "le la les un une des du au aux ce cette ces et ou mais est sont était que qui dans pour"
        " par sur avec sans pas ne se il elle ils elles nous vous je tu mon ma mes son sa ses notre"
        " nos votre vos leur leurs de en y à être avoir fait plus très bien tout tous cela ça c'est"
        " qu'il d'un d'une l'on".split()
    ),
    "en": frozenset(
        "the a an and or but is are was were be been of to in for with without by from that this"
        " these those it he she they we you his her their our your not do does did have has had"
        " will would can could should there what which who when where how why if as at it's don't"
        " i'm we're you're into about".split()
    ),
}
_SHARED = frozenset("a on or in en son sale pour plus me".split())


def foreign_spans(text: str, language: str) -> tuple[tuple[int, int, str], ...]:
    """The sentences of `text` that are not in `language`: start, end, their language's code."""
    found: list[tuple[int, int, str]] = []
    for start, end in sentence_spans(text):
        other = _other_language(text[start:end], language)
        if other:
            found.append((start, end, other))
    return tuple(found)


def _other_language(sentence: str, language: str) -> str:
    words = [word.lower() for word in _WORDS.findall(sentence)]
    if len(words) < _LEAST or language not in _MARKS:
        return ""
    distinct = set(words)
    own = sum(word in _MARKS[language] for word in words)
    for other, marks in _MARKS.items():
        if other == language:
            continue
        found = [word for word in words if word in marks and word not in _SHARED]
        theirs = len(found) if len(distinct.intersection(found)) > 1 else 0
        if theirs >= 2 and theirs >= 0.25 * len(words) and own - _shared(words) <= theirs / 4:
            return other
    return ""


def _shared(words: list[str]) -> int:
    return sum(word in _SHARED for word in words)

"""Sentences and phrases in another language, which its own voice should say."""

from __future__ import annotations

import re

from podcast.language.known_words import is_known, known_words
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
        elif language == "fr":
            found += ((*span, "en") for span in _english_phrases(text, start, end))
    return tuple(found)


# English words that no French sentence has; a phrase is found by them.
_ANCHOR = re.compile(
    r"(?<![\w'-])(?:the|of|for|to|and|with|without|by|is|are|be|your|our|their|this|that|from|you"
    r"|my|its|it|in|at|into|great|all|we|not|first)(?![\w'-])",
    re.IGNORECASE,
)
_SURE = frozenset(
    "the of for to with without by is are be your our their this from you into we it".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LEAST_IN_PHRASE = 3


def _english_phrases(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where English phrases of three words or more stand in a French sentence."""
    spans: list[tuple[int, int]] = []
    if _ANCHOR.search(text, start, end) is None:
        return spans
    words = [*_WORD.finditer(text, start, end)]
    run: list[re.Match[str]] = []
    for word, after in zip(words, [*words[1:], None], strict=True):
        if run and text[run[-1].end() : word.start()] != " ":
            _add_phrase(run, spans)
            run = []
        before = run[-1].group() if run else ""
        follows = after.group() if after and text[word.end() : after.start()] == " " else ""
        if _may_be_english(word.group(), before, follows):
            run.append(word)
        elif run:
            _add_phrase(run, spans)
            run = []
    _add_phrase(run, spans)
    return spans


def _may_be_english(word: str, before: str, after: str) -> bool:
    """Return whether a word may stand in an English phrase, between two words of it, if any."""
    low = word.lower()
    if low in _FRENCH_SMALL or re.match(r"[cdjlmnst]'", low):
        return False
    if _ANCHOR.fullmatch(low):
        return True
    if before and word[0].isupper():
        return True
    if re.sub(r"'s$", "", low) not in known_words("en"):
        return False
    if word[0].isupper() or not is_known(low, "fr"):
        return True
    return before.lower() in _SURE or (bool(before) and _ANCHOR.fullmatch(after) is not None)


_FRENCH_SMALL = frozenset(
    "a à y au aux ce ces de des du elle elles en est et il ils je la le les leur lui ma me mes"
    " mais ne nos nous ou où par pas plus pour qu que qui sa se ses si son sont sur ta te tu un"
    " une va vos vous dit on avec dans sans ont as tout tous comme donc car or ni mon".split()
)


def _add_phrase(run: list[re.Match[str]], spans: list[tuple[int, int]]) -> None:
    words = [word.group().lower() for word in run]
    if len(run) < _LEAST_IN_PHRASE:
        return
    sure = sum(word in _SURE for word in words)
    only_english = sum(not is_known(word, "fr") for word in words)
    titled = any(
        low in _SURE and one.group()[0].isupper() and other.group()[0].isupper()
        for one, low, other in zip(run, words[1:], run[2:], strict=False)
    )
    if (sure and only_english + sure >= 2) or titled or only_english > _LEAST_IN_PHRASE - 1:
        spans.append((run[0].start(), run[-1].end()))


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

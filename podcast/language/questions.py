"""What somebody asks, short enough for a title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from podcast.language.nounphrases.tokens import base_form, folded, without_markup
from podcast.language.sentences import sentence_spans
from podcast.language.word_lists import (
    LANGUAGES,
    commonness,
    english_vocabulary,
    french_vocabulary,
)

_COMMONEST = 5  # the class of words that say nothing
_TELLING = 5  # what the words of a question say together at least, each up to that
_POINTS_BACK = 3  # what more a question has to say that points back at what was said
_BACK = re.compile(
    r"(?<![\w'’-])(?:cela|ça|ceci|ces?|cette|this|that|these|those|they|them|it)(?![\w'’-])", re.I
)
_WORD = re.compile(r"aujourd'hui|[^\W\d_]{2,}")
_BORDER = re.compile(r"(?:[,;:…]|\s[–—-])\s+")
_CLAUSE = re.compile(r",?\s+(?=(?:qui|dont|où|si|lorsqu|alors|which|who|if|when|while)\b)|,\s+")
_JOINS = re.compile(r"(?:,?\s(?:et|ou|and|or))+$", re.I)
_DANGLES = re.compile(r"\b(?:ceux|celles?|celui|ce|those|one)$", re.I)
_TO_SOMEBODY = re.compile(r"\b(?:vous|tu|you)\b", re.I)
_NUMBER = re.compile(r"^\d{1,3}\s?[.)]\s*")
_THROWN_IN = re.compile(
    r"^(?:(?:et|mais|alors|donc|and|but|so|then|now|well|ok(?:ay)?)[,\s]\s*)+", re.I
)
_ASKING = re.compile(
    r"(?:(?:à|de|d['’]|en|pour|par|avec|sur|dans|depuis|vers|chez)\s?)?"
    r"(?:qu['’]est|que\s(?!(?:cet?|cette|ces|l[ae]|les|une?|des)\b)|quel(?:le)?s?\b|quoi\b|comment\b|pourquoi\b|où\b|combien\b|est-ce\b"
    r"|(?:[\w-]+\s)?[\w'’]+-(?:t-)?(?:vous|tu|on|ils?|elles?|nous|je|ce)\b)"
    r"|(?:(?:in|on|at|to|for|from|with|of|by|about)\s)?(?:what|how|why|where)\b"
    r"|(?:do|does|did|is|are|was|were|can|could|would|will|should|have|has|had)(?:n['’]t)?\s(?!that\b)\w",
    re.I,
)
"""How a question begins that can stand by itself: with no relative pronoun."""


def question_in(text: str, room: int, language: str, names: frozenset[str]) -> str | None:
    """Return the question of `text`, of at most `room` characters, that says most of what it asks;
    None where each is longer, or says too little by itself ("Et vous ?"), and in a language
    without rules here.

    A longer one is shortened to where it asks, and to its first clause: "En dix ans, qu'avez-vous
    appris du vent, vous qui le filmez ?" is "Qu'avez-vous appris du vent ?". `names` are the
    `folded` words of people's names, which say nothing.
    """
    if language not in LANGUAGES:
        return None
    text = " ".join(without_markup(text).split())
    best, found = _TELLING - 1, None
    for start, end in sentence_spans(text):
        sentence = text[start:end].strip(' –—-«»“”"')
        for asked in _shorter(sentence) if sentence.endswith("?") and " , " not in sentence else ():
            telling = _telling(asked, language, names) if len(asked) <= room else 0
            if telling >= _TELLING:
                if telling > best:
                    best, found = telling, asked
                break
    return found[:1].upper() + found[1:] if found else None


def _telling(question: str, language: str, names: frozenset[str]) -> int:
    """Return how much the words of a question say."""
    small = (french_vocabulary() if language == "fr" else english_vocabulary()).function_words
    words = set(_WORD.findall(question.lower().replace("’", "'"))) - small
    words = {word for word in words if folded(word) not in names}
    common = commonness(language)
    back = _POINTS_BACK if _BACK.search(question) else 0
    return sum(_COMMONEST - common.get(base_form(word), 0) for word in words) - back


def _shorter(question: str) -> Iterator[str]:
    """Yield a question, and what of it asks by itself, the longest first."""
    ends = [question[border.end() :] for border in _BORDER.finditer(question)]
    question = _NUMBER.sub("", question)
    whole = _THROWN_IN.sub("", question)
    if not ends and whole == question and _TO_SOMEBODY.search(question):
        yield question  # "Vous avez appris seul ?", and not "C'est lourd, non ?"
    asking = [part for part in (whole, *ends) if _ASKING.match(part)]
    yield from asking
    mark = " ?" if question[-2:-1].isspace() else "?"
    for part in asking:
        clause = _CLAUSE.search(part)
        if clause and not _DANGLES.search(part[: clause.start()]):
            yield _JOINS.sub("", part[: clause.start()]) + mark

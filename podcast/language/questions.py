"""What somebody asks, short enough for a title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from podcast.language.nounphrases import noun_phrases
from podcast.language.nounphrases.tokens import without_markup
from podcast.language.salience import words_of
from podcast.language.sentences import sentence_spans
from podcast.language.word_lists import LANGUAGES, commonness

_FEWEST_WORDS = 4
_COMMONEST = 5  # the class of words that say nothing
_TELLING = 8  # what the words of a question say together at least, each up to that
_SURE = 0.7  # weight of a noun phrase whose borders are known
_BORDER = re.compile(r"(?:[,;:…]|\s[–—-])\s+")
_CLAUSE = re.compile(
    r",?\s+(?=(?:qu[ei]|dont|où|si|lorsqu|alors|that|which|who|if|when|while)\b)|,\s+"
)
_JOINS = re.compile(r",?\s(?:et|ou|and|or)$", re.I)
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
    appris du vent, vous qui le filmez ?" is "qu'avez-vous appris du vent ?". `names` are the
    `folded` words of people's names, which say nothing.
    """
    if language not in LANGUAGES:
        return None
    text = " ".join(without_markup(text).split())
    common = commonness(language)
    best, found = _TELLING - 1, None
    for start, end in sentence_spans(text):
        sentence = text[start:end].strip(' –—-«»“”"')
        for asked in _shorter(sentence) if sentence.endswith("?") else ():
            if len(asked) > room or len(asked.split()) < _FEWEST_WORDS:
                continue
            phrases = noun_phrases(asked, language, names)
            if any(one.weight >= _SURE and not (one.weak or one.aside) for one in phrases):
                telling = sum(_COMMONEST - common.get(stem, 0) for stem in set(words_of(asked)))
                if telling > best:
                    best, found = telling, asked
                break
    return found[:1].lower() + found[1:] if found else None


def _shorter(question: str) -> Iterator[str]:
    """Yield a question, and what of it asks by itself, the longer the earlier."""
    starts = [0, *(border.end() for border in _BORDER.finditer(question))]
    wholes = (_THROWN_IN.sub("", question[start:]) for start in starts)
    asking = [whole for whole in wholes if _ASKING.match(whole)]
    yield from asking
    mark = " ?" if question.endswith((" ?", "\u00a0?", "\u202f?")) else "?"
    for whole in asking:
        for clause in reversed(list(_CLAUSE.finditer(whole))):
            yield _JOINS.sub("", whole[: clause.start()]) + mark

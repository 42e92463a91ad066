"""What each of several texts is about, in a phrase taken from it.

Candidates are noun phrases, found by what stands around them: they follow an article or a
preposition, hold nouns joined by "de" or followed by adjectives, and nothing that looks like a
verb. The one whose words are frequent in its text and rare in the others wins.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from podcast.grammar_words import GRAMMARS, Grammar
from podcast.reading.names import key

_TOKEN = re.compile(r"[^\W\d_]+['’]|[^\W_]+(?:[-·][^\W_]+)*|[^\w\s]")
_MOST_NOUNS = 4
_BY_LENGTH = {1: 0.75, 2: 1.15, 3: 1.2, 4: 1.0}


@dataclass(frozen=True, slots=True)
class _Phrase:
    text: str
    stems: tuple[str, ...]
    position: int


def topics(
    texts: tuple[str, ...], language: str, *, max_chars: int, names: tuple[str, ...] = ()
) -> tuple[str | None, ...]:
    """For each text the phrase that tells it best from the others, None where there is none.

    At most `max_chars` characters each, as written in the text; the words of `names` are never
    part of one. A phrase is used once, unless a text has no other.
    """
    grammar = GRAMMARS.get(language)
    if grammar is None:
        return tuple(None for _ in texts)
    banned = {word for name in names for word in key(name).split() if len(word) > 2}
    found = [_phrases(text, grammar, banned) for text in texts]
    counts = [Counter(stem for phrase in phrases for stem in phrase.stems) for phrases in found]
    spread = Counter(stem for count in counts for stem in count)
    used: set[tuple[str, ...]] = set()
    result: list[str | None] = []
    for phrases, count in zip(found, counts, strict=True):
        fitting = [phrase for phrase in phrases if len(phrase.text) <= max_chars]
        ranked = _ranked(fitting, count, spread, len(texts))
        fresh = [phrase for phrase in ranked if phrase.stems not in used]
        chosen = next(iter(fresh or ranked), None)
        if chosen is not None:
            used.add(chosen.stems)
        result.append(chosen.text if chosen else None)
    return tuple(result)


def _ranked(
    phrases: list[_Phrase], count: Counter[str], spread: Counter[str], texts: int
) -> list[_Phrase]:
    """`phrases` with the best first; each set of stems once, as it is first written."""
    first: dict[tuple[str, ...], _Phrase] = {}
    times: Counter[tuple[str, ...]] = Counter()
    for phrase in phrases:
        first.setdefault(phrase.stems, phrase)
        times[phrase.stems] += 1

    def score(phrase: _Phrase) -> float:
        weights = [
            math.log(1 + count[stem]) * math.log((1 + texts) / spread[stem])
            for stem in phrase.stems
        ]
        mean = sum(weights) / len(weights)
        early = 1 + 0.3 / (1 + phrase.position / 40)
        return (
            mean * _BY_LENGTH[len(phrase.stems)] * (1 + 0.5 * math.log(times[phrase.stems])) * early
        )

    return sorted(first.values(), key=lambda phrase: (-score(phrase), phrase.position))


def _phrases(text: str, grammar: Grammar, banned: set[str]) -> list[_Phrase]:
    tokens = _TOKEN.findall(text)
    return [
        phrase
        for start in range(1, len(tokens))
        if _fold(tokens[start - 1]) in grammar.openers
        for phrase in _starting_at(tokens, start, grammar, banned)
    ]


def _starting_at(
    tokens: list[str], start: int, grammar: Grammar, banned: set[str]
) -> Iterator[_Phrase]:
    """Every phrase that starts with the word at `start`, the shortest first."""
    if not _is_noun(tokens[start], grammar, banned):
        return
    stems = [_stem(tokens[start])]
    end = start + 1
    while True:
        if _complete(tokens, start, end, grammar):
            yield _Phrase(_written(tokens[start:end]), tuple(stems), start)
        if len(stems) == _MOST_NOUNS:
            return
        end = _next_noun(tokens, end, grammar, banned)
        if end == 0:
            return
        stems.append(_stem(tokens[end - 1]))


def _next_noun(tokens: list[str], end: int, grammar: Grammar, banned: set[str]) -> int:
    """The end of the phrase grown by one noun or adjective; 0 where it does not grow."""
    index = end
    while index < len(tokens) and index - end < 2 and _fold(tokens[index]) in grammar.links:
        index += 1
    if index >= len(tokens) or not _is_noun(tokens[index], grammar, banned):
        return 0
    linked = index > end
    if linked and _fold(tokens[end]) not in ("de", "d'", "du", "des", "of", "à", "en"):
        return 0  # "la ville le maire" is no phrase
    if not (linked or grammar.adjectives_first or grammar.adjective.search(tokens[index].lower())):
        return 0
    return index + 1


def _complete(tokens: list[str], start: int, end: int, grammar: Grammar) -> bool:
    """Whether a phrase may end here: not before an adjective that belongs to it."""
    last = tokens[end - 1]
    if end - start == 1 and len(last) < 5 and not last.isupper():
        return False
    if end < len(tokens):
        following = tokens[end]
        if grammar.adjectives_first:
            return not following[0].isalnum() or _fold(following) in grammar.closed
        if following[0].isalnum() and grammar.adjective.search(following.lower()):
            return _fold(following) in grammar.closed
    return not (
        grammar.adjectives_first and grammar.adjective.search(last.lower()) and end - start == 1
    )


def _is_noun(token: str, grammar: Grammar, banned: set[str]) -> bool:
    folded = _fold(token)
    if not token[0].isalpha() or token.endswith(("'", "’")) or len(token) < 2:
        return False
    if folded in grammar.closed or folded in grammar.fillers or key(token) in banned:
        return False
    return token.isupper() or not grammar.verb.search(folded)


def _written(tokens: list[str]) -> str:
    text = ""
    for token in tokens:
        glue = "" if not text or text.endswith(("'", "’")) else " "
        text += glue + token
    return text


def _fold(token: str) -> str:
    return token.lower().replace("’", "'")


def _stem(token: str) -> str:
    """One stem for singular and plural, with and without accents."""
    word = key(token)
    if len(word) > 4 and word.endswith(("s", "x")):
        word = word[:-1]
    return word[:-1] if len(word) > 5 and word.endswith("e") else word

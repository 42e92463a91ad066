"""Sentences and phrases in another language, which its own voice should say."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache

from podcast.language.gender import is_first_name
from podcast.language.known_words import is_known, known_words, names
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
        sentence = text[start:end]
        other = _other_language(sentence, language)
        if other:
            found.append((start, end, other))
        elif language == "fr":
            found += ((start + a, start + b, "en") for a, b in _english_phrases(sentence))
    return tuple(found)


# English words that no French sentence has; a phrase is found by them.
_SURE = frozenset(
    "the of for to with without by is are be your our their this from you into we it and that my"
    " its in at great all not first".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LAST = frozenset("all great first not it you that this".split())
"""English words that may end a phrase: no French word after them belongs to it."""
_PLAIN_WORD = re.compile(r"\b[a-z]{2,}\b(?!['’])")
_FRENCH_SMALL = frozenset(
    "a à y au aux ce ces de des du elle elles en est et il ils je la le les leur lui ma me mes"
    " mais ne nos nous ou où par pas plus pour qu que qui sa se ses si son sont sur ta te tu un"
    " une va vos vous dit on avec dans sans ont as tout tous comme donc car or ni mon cet cette"
    " notre votre chaque".split()
)
_DETERMINERS = frozenset(
    "au aux ce ces cet cette chaque des du la le les ma mes mon nos notre sa ses son un une vos"
    " votre".split()
)
_LEAST_IN_PHRASE = 3


class _Kind(Enum):
    """What a word in a French sentence may be."""

    FRENCH = auto()
    EITHER = auto()
    ENGLISH = auto()


@lru_cache(maxsize=1024)  # most sentences are asked for again, once they are worded
def _english_phrases(text: str) -> tuple[tuple[int, int], ...]:
    """Return where English phrases of three words or more stand in a French sentence."""
    words = set(_PLAIN_WORD.findall(text.lower()))
    if _SURE.isdisjoint(words):
        english, english_names = known_words("en"), names("en")
        unknown = words - known_words("fr")
        if sum(word in english or word in english_names for word in unknown) < 2:
            return ()
    spans: list[tuple[int, int]] = []
    run: list[re.Match[str]] = []
    before = ""
    for word in _WORD.finditer(text):
        joined = bool(run) and text[run[-1].end() : word.start()] == " "
        if run and not (joined and _kind(word.group(), in_run=True) is not _Kind.FRENCH):
            spans += _phrase(run, before)
            run = []
        if run or _kind(word.group()) is not _Kind.FRENCH:
            run.append(word)
        else:
            before = word.group().lower()
    return (*spans, *_phrase(run, before))


@lru_cache(maxsize=4096)
def _kind(word: str, *, in_run: bool = False) -> _Kind:
    """Return what a word may be; after an English word a name may be anything."""
    low = word.lower()
    if low in _FRENCH_SMALL or re.match(r"(?:[cdjlmnst]|qu)'", low):
        return _Kind.FRENCH
    if low in _SURE:
        return _Kind.ENGLISH
    bare = re.sub(r"['’]s$", "", low)
    if bare in known_words("en") or (word[0].isupper() and bare in names("en")):
        return _Kind.EITHER if is_known(low, "fr") else _Kind.ENGLISH
    return _Kind.EITHER if in_run and word[0].isupper() else _Kind.FRENCH


def _phrase(run: list[re.Match[str]], before: str) -> list[tuple[int, int]]:
    """Return the span of the English phrase in a run of words that may be English, if there is
    one; `before` is the French word before them."""
    kinds = [_kind(word.group(), in_run=True) for word in run]
    if _Kind.ENGLISH not in kinds:
        return []
    first, last = kinds.index(_Kind.ENGLISH), len(kinds) - kinds[::-1].index(_Kind.ENGLISH)
    # One word that may be French belongs to it on either side, but for a noun after "le".
    if first > (before in _DETERMINERS):
        first -= 1
    if last < len(run) and (run[last][0][0].isupper() or run[last - 1][0].lower() not in _LAST):
        last += 1
    words = [word.group() for word in run[first:last]]
    if len(words) < _LEAST_IN_PHRASE:
        return []
    english = kinds[first:last].count(_Kind.ENGLISH)
    sure = [place for place, word in enumerate(words) if word.lower() in _SURE]
    # "Bridge for Billions"
    titled = any(
        " ".join(words[place - 1 : place + 2 : 2]).istitle()
        for place in sure
        if 0 < place < len(words) - 1
    )
    named = any(word[0].isupper() and is_first_name(word) for word in words)
    by_most = 2 * english >= len(words) and not named
    if titled or (english > 1 and (sure or by_most)):
        return [(run[first].start(), run[last - 1].end())]
    return []


@lru_cache(maxsize=1024)
def _other_language(sentence: str, language: str) -> str:
    words = [word.lower() for word in _WORDS.findall(sentence)]
    if len(words) < _LEAST or language not in LANGUAGES:
        return ""
    own = sum(map(commonest(language).__contains__, words))
    for other in LANGUAGES:
        if other == language:
            continue
        marks = commonest(other) - _SHARED
        found = [word for word in words if word in marks]
        theirs = len(found) if len(set(found)) > 1 else 0
        if theirs >= 2 and theirs >= 0.25 * len(words):
            shared = sum(map(_SHARED.__contains__, words))
            return other if own - shared <= theirs / 4 else ""
    return ""

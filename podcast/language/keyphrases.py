"""What each turn of a debate is about, in a phrase taken from it.

Of a text's noun phrases (`nounphrases`), the one is chosen whose words are frequent in this text
and rare in the others: a title must tell a turn from its neighbours.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from podcast.language.nounphrases import NounPhrase, name_words, noun_phrases
from podcast.language.nounphrases.tokens import base_form

# Nouns and adjectives in a phrase: one says little, five are a mouthful.
_BY_LENGTH = {1: 0.35, 2: 1.0, 3: 1.08, 4: 1.0}
_ACRONYM_ALONE = 0.8
_NAME = 0.7
_ASKED = 1.25
_TAKEN_UP = 1.3
_HINTED = 1.3  # what puts a excerpt into a theme
_LAST_RESORT = 0.25
_SURE = 0.7
_EARLY = 0.35  # at most so much more for what comes first
_LEAST = 0.3
_SHORT = 250  # words and signs
_SECOND = 0.75  # of the first phrase's score, that a second one needs
_SECOND_AFTER_A_WORD = 0.5  # and beside a word alone, which says less
_WORD = re.compile(r"[^\W_]{3,}")


@dataclass(slots=True)
class _Candidate:
    phrase: NounPhrase
    times: float = 0.0
    written: int = 0
    inside: int = 0  # how often it only stood in a longer one
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A text to find phrases for: at most `most` of them, of `room` characters together with a
    comma and a space between them. `hints` are words of it that are good ones for a title."""

    text: str
    room: int
    most: int = 1
    hints: tuple[str, ...] = ()


def distinctive_phrases(
    excerpts: tuple[Excerpt, ...],
    language: str,
    *,
    names: tuple[str, ...] = (),
    background: tuple[str, ...] = (),
) -> tuple[tuple[str, ...], ...]:
    """Return for each excerpt the phrases that best say what it is about, as a title would, the
    best first; none twice.

    A phrase is one to five words as they are written there. An excerpt has none where nothing in
    it says something, or in a language without rules here. `names` are the people of the debate,
    who are never a topic. What is rare is told from `background` where there is one, a whole of
    which the excerpts are parts, else from these.
    """
    people = name_words(names)
    found = [noun_phrases(excerpt.text, language, people) for excerpt in excerpts]
    words = [Counter(_once(phrases)) for phrases in found]
    if not background or background == tuple(excerpt.text for excerpt in excerpts):
        spread, count = Counter(s for c in words for s in c), len(excerpts)
    else:
        spread, count = _spread(background, language, people)
    ranked = [
        _ranked(
            phrases,
            words[place],
            spread,
            frozenset().union(*words[max(place - 1, 0) : place], *words[place + 1 : place + 2]),
            count,
            excerpts[place].room,
            frozenset(base_form(w) for hint in excerpts[place].hints for w in _WORD.findall(hint)),
        )
        for place, phrases in enumerate(found)
    ]
    return _unique(ranked, excerpts)


@lru_cache(maxsize=4)
def _spread(
    texts: tuple[str, ...], language: str, names: frozenset[str]
) -> tuple[Counter[str], int]:
    """Return in how many of `texts` each stem stands, and how many there are."""
    found = (_once(noun_phrases(text, language, names)) for text in texts)
    return Counter(stem for stems in found for stem in set(stems)), len(texts)


def _once(phrases: tuple[NounPhrase, ...]) -> list[str]:
    """Return the stems of a text's phrases, each place in it counted once although phrases nest."""
    result: list[str] = []
    reached = 0
    for phrase in _outer(phrases):
        if phrase.start >= reached:
            result += phrase.stems
            reached = phrase.end
    return result


def _outer(phrases: tuple[NounPhrase, ...]) -> list[NounPhrase]:
    """Return the longest phrase at each place, in order."""
    longest: dict[int, NounPhrase] = {}
    for phrase in phrases:
        known = longest.get(phrase.start)
        if known is None or phrase.end > known.end:
            longest[phrase.start] = phrase
    return [longest[start] for start in sorted(longest)]


def _ranked(
    phrases: tuple[NounPhrase, ...],
    words: Counter[str],
    spread: Counter[str],
    neighbours: frozenset[str],
    texts: int,
    max_chars: int,
    hinted: frozenset[str],
) -> list[tuple[float, str, tuple[str, ...]]]:
    phrases = tuple(phrase for phrase in phrases if len(phrase.text) <= max_chars)
    outer: dict[int, NounPhrase] = {}
    reached = 0
    for phrase in _outer(tuple(p for p in phrases if p.weight >= _SURE)):
        if phrase.end > reached:
            reached = phrase.end
            for place in range(phrase.start, phrase.end):
                outer.setdefault(place, phrase)
    candidates: dict[tuple[str, ...], _Candidate] = {}
    for phrase in phrases:
        candidate = candidates.setdefault(phrase.stems, _Candidate(phrase))
        candidate.times += phrase.weight
        candidate.written += 1
        candidate.asked |= phrase.asked
        around = outer.get(phrase.start)
        if around and around.end >= phrase.end and around.stems != phrase.stems:
            candidate.inside += 1
    end = max((phrase.start for phrase in phrases), default=0) + 1
    short = end < _SHORT  # where a word said three times tells what it is about

    def score(candidate: _Candidate) -> float:
        phrase = candidate.phrase
        weights = [
            (1 + math.log(words[stem] or 1)) * math.log((texts + 1) / (spread[stem] or 1) + 0.3)
            for stem in phrase.stems
        ]
        length = _BY_LENGTH.get(len(phrase.stems), 0.8)
        if len(phrase.stems) == 1:
            once = words[phrase.stems[0]] == 1
            if phrase.weak:
                return 0.0
            if phrase.acronym and not (once and len(phrase.text) < 3):
                length = _ACRONYM_ALONE
            elif once:
                # A last resort, better where others speak of it too.
                if spread[phrase.stems[0]] < 2 and not candidate.asked:
                    return 0.0
                length = _LAST_RESORT
        elif phrase.proper:
            length *= _NAME
        alone = 1 - 0.75 * candidate.inside / candidate.written
        early = 1 + _EARLY * (1 - phrase.start / end)
        often = 1 + 0.6 * math.log(max(candidate.times, 1))
        certain = min(candidate.times, 1)
        asked = _ASKED if candidate.asked else 1
        taken_up = _TAKEN_UP if not neighbours.isdisjoint(phrase.stems) else 1
        mean = sum(weights) / len(weights)
        several = len(phrase.stems) > 1 or phrase.acronym or short
        hint = _HINTED if several and not hinted.isdisjoint(phrase.stems) else 1
        return hint * mean * length * alone * early * often * certain * asked * taken_up

    scored = [(score(candidate), candidate.phrase) for candidate in candidates.values()]
    scored.sort(key=lambda item: (-item[0], item[1].start, len(item[1].text)))
    return [(value, phrase.text, phrase.stems) for value, phrase in scored if value >= _LEAST]


_Ranked = list[tuple[float, str, tuple[str, ...]]]


def _unique(ranked: list[_Ranked], excerpts: tuple[Excerpt, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the best phrase for each text, none twice: where it scores highest it stays. Then a
    second for those that have room, where it is nearly as good and speaks of something else."""
    chosen: list[tuple[tuple[float, str, tuple[str, ...]], ...]] = [()] * len(ranked)
    order = sorted(
        range(len(ranked)), key=lambda place: (-ranked[place][0][0] if ranked[place] else 0, place)
    )
    used: set[tuple[str, ...]] = set()
    for place in order:
        for one in ranked[place]:
            if one[2] not in used:
                used.add(one[2])
                chosen[place] = (one,)
                break
    for place in order:
        if excerpts[place].most < 2 or not chosen[place]:
            continue
        first = chosen[place][0]
        for one in ranked[place]:
            value, text, stems = one
            fits = len(first[1]) + 2 + len(text) <= excerpts[place].room
            # A word alone, after a comma, looks like a remnant.
            enough = _SECOND if len(first[2]) > 1 else _SECOND_AFTER_A_WORD
            other = set(stems).isdisjoint(first[2]) and (len(stems) > 1 or text.isupper())
            if fits and other and stems not in used and value >= enough * first[0]:
                used.add(stems)
                chosen[place] = (first, one)
                break
    return tuple(tuple(text for _, text, _ in its) for its in chosen)

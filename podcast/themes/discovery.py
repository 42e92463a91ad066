"""Themes of the thesaurus in a debate.

An exchange is in a theme by three things that do not follow from one another: how much of what is
said stands close to a term, here and in the exchange before or after (a word thrown in fills
little); how many strong terms there are (one alone may mean something else here); and how much of
the whole debate speaks of the theme (chance does not come again). Their product decides.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from podcast.themes.evidence import Candidate, Evidence, telling, weightiest
from podcast.themes.exchanges import Exchange
from podcast.themes.stems import Terms
from podcast.themes.thesaurus import WEIGHTS, Thesaurus

_ENOUGH = 0.25  # the score from which an exchange is in a theme
_SURE = 0.5  # the score of one exchange of a theme at least
_WHOLLY = 2.0  # or without what the debate says of it: that exchange is wholly about it
_MANY = 20  # exchanges; where there are fewer, a theme may have one only
_MOST = 2  # themes of one exchange
_SECOND = 0.65  # of the strongest theme's score, which a second one needs
_REACH = 8  # words before and after a term that are about it
_NEXT = 0.5  # what the exchange before or after counts for
_NO_STRONG = 0.5  # strong terms that an exchange without any counts for
_PRESENT = 0.2  # share of the debate from which a theme could not be more present
_SWALLOWED = 0.45  # share of the debate's words that a theme does not pass


@dataclass(frozen=True, slots=True)
class _Hit:
    term: str  # as the thesaurus has it
    weight: float  # by its list, from 0 to 1
    written: str
    around: range  # the words of the exchange that it reaches


_Hits = dict[int, list[_Hit]]
"""What is found in an exchange, by the number of the theme."""

Traces = tuple[dict[str, Evidence], ...]
"""For each exchange, what speaks for a theme there by the theme's title, enough of it or not."""


def discovered(
    exchanges: tuple[Exchange, ...], thesaurus: Thesaurus, language: str
) -> tuple[tuple[Candidate, ...], Traces]:
    """Return the themes of `thesaurus` that `exchanges` speak of, in the thesaurus' order, and
    all traces of them."""
    terms = _terms(thesaurus, language)
    found = [_hits(exchange, terms) for exchange in exchanges]
    places: dict[tuple[int, str], set[int]] = defaultdict(set)
    for place, its in enumerate(found):
        for theme, hits in its.items():
            for hit in hits:
                places[theme, hit.term].add(place)
    counts = {term: telling(where, len(exchanges)) for term, where in places.items()}
    shares = [_shares(*both, counts) for both in zip(exchanges, found, strict=True)]
    said = sum(exchange.words for exchange in exchanges)
    presence: dict[int, float] = defaultdict(float)
    for exchange, by_theme in zip(exchanges, shares, strict=True):
        for theme, share in by_theme.items():
            presence[theme] += share * exchange.words / said
    chosen: dict[int, list[tuple[int, Evidence]]] = defaultdict(list)
    traces: list[dict[str, Evidence]] = []
    for place, hits_by_theme in enumerate(found):
        near = [shares[other] for other in (place - 1, place + 1) if 0 <= other < len(found)]
        rated: dict[int, Evidence] = {}
        for theme, hits in sorted(hits_by_theme.items()):
            share = shares[place][theme] + _NEXT * max((n.get(theme, 0.0) for n in near), default=0)
            strong = sum(counts[theme, term] for term in {h.term for h in hits if h.weight == 1})
            score = share * (strong + _NO_STRONG) * math.sqrt(min(_PRESENT, presence[theme]))
            words = ((hit.written, hit.weight * counts[theme, hit.term]) for hit in hits)
            rated[theme] = Evidence(score, weightiest(words))
        strongest = sorted(rated, key=lambda theme: (-rated[theme].score, theme))[:_MOST]
        for theme in strongest:
            if rated[theme].score >= max(_ENOUGH, _SECOND * rated[strongest[0]].score):
                chosen[theme].append((place, rated[theme]))
        traces.append({thesaurus.themes[theme].title: its for theme, its in rated.items()})
    lenient = min(1, len(exchanges) / _MANY)
    result = []
    for theme, evidence in sorted(chosen.items()):
        best = max(one.score for _, one in evidence)
        weight = math.sqrt(min(_PRESENT, presence[theme]))
        if best >= lenient * min(_SURE, _WHOLLY * weight):
            candidate = Candidate(thesaurus.themes[theme].title, "thesaurus", tuple(evidence))
            result.append(_restrained(candidate, exchanges))
    return tuple(result), tuple(traces)


@cache
def _terms(thesaurus: Thesaurus, language: str) -> Terms[tuple[int, str, float]]:
    """Return all terms with the number of their theme, -1 for what is to be ignored, and their
    weight."""
    return Terms(
        tuple(
            (term, (number, term, weight / WEIGHTS["strong"]))
            for number, theme in enumerate(thesaurus.themes)
            for term, weight in theme.terms
        )
        + tuple((expression, (-1, expression, 0.0)) for expression in thesaurus.ignore),
        language,
    )


def _hits(exchange: Exchange, terms: Terms[tuple[int, str, float]]) -> _Hits:
    hits: _Hits = defaultdict(list)
    begins = 0
    for block in exchange.blocks:
        ends = begins + len(block.tokens.words)
        for found, values in terms.find(block.text, block.tokens):
            if any(theme < 0 for theme, _, _ in values):
                continue
            first, last = begins + found.first - _REACH, begins + found.end + _REACH
            around = range(max(begins, first), min(ends, last))
            for theme, term, weight in values:
                hits[theme].append(_Hit(term, weight, found.written, around))
        begins = ends
    return dict(hits)


def _shares(
    exchange: Exchange, found: _Hits, counts: dict[tuple[int, str], float]
) -> dict[int, float]:
    """Return the share of an exchange that is near a term, by theme; each word counts as much as
    the term near it that tells most."""
    length = sum(len(block.tokens.words) for block in exchange.blocks)
    result: dict[int, float] = {}
    for theme, hits in found.items():
        reached: dict[int, float] = {}
        for hit in hits:
            weight = hit.weight * counts[theme, hit.term]
            reached.update((place, max(weight, reached.get(place, 0.0))) for place in hit.around)
        result[theme] = sum(reached.values()) / length
    return result


def _restrained(candidate: Candidate, exchanges: tuple[Exchange, ...]) -> Candidate:
    """Return `candidate` with its strongest exchanges only, as many as do not swallow the
    debate."""
    room = _SWALLOWED * sum(exchange.words for exchange in exchanges)
    strongest = []
    for place, evidence in sorted(candidate.evidence, key=lambda item: (-item[1].score, item[0])):
        room -= exchanges[place].words
        if room < 0:
            break
        strongest.append((place, evidence))
    return Candidate(
        candidate.title, candidate.source, tuple(sorted(strongest, key=lambda i: i[0]))
    )

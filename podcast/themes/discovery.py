"""Themes of the thesaurus in a debate.

For each exchange and theme, the terms found are added up: the term's weight, more for more often
(logarithmically), times how distinctive it is in this debate. Weak terms count only with others.
A theme needs more where the exchange is long, and must not be far behind the strongest of it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache

from podcast.themes.evidence import Candidate, Evidence, distinctiveness, weightiest
from podcast.themes.exchanges import Exchange
from podcast.themes.stems import Terms
from podcast.themes.thesaurus import WEIGHTS, Thesaurus

_ENOUGH = 5.4  # the score from which an exchange of a hundred words is in a theme
_SECOND = 0.6  # of the strongest theme's score, which a second one needs
_MOST = 2  # themes of one exchange
_SWALLOWED = 0.45  # share of the debate's words, above which a theme has to be more demanding
_LONG_ENOUGH = 250  # words of an exchange in which examples are known from what it is about
_STRETCH = 0.35  # of an exchange, which an example does not fill
_LARGE = 0.3  # share of the words from which a title must say the angle
_ALL_ABOUT = 0.6  # share of exchanges that speak of it, from which it must as well


@dataclass(frozen=True, slots=True)
class _Hit:
    term: str  # as the thesaurus has it
    written: str
    weight: float


@dataclass(frozen=True, slots=True)
class Discovered:
    """A theme of the thesaurus; `broad` where most of the debate speaks of it, so that its title
    alone says too little."""

    candidate: Candidate
    broad: bool


Traces = tuple[dict[str, Evidence], ...]
"""For each exchange, what speaks for a theme there by the theme's title, enough of it or not."""


def discovered(
    exchanges: tuple[Exchange, ...], thesaurus: Thesaurus, language: str
) -> tuple[tuple[Discovered, ...], Traces]:
    """Return the themes of `thesaurus` that `exchanges` speak of, in the thesaurus' order, and
    all traces of them."""
    hits = _hits(exchanges, thesaurus, language)
    spread: Counter[tuple[int, str]] = Counter()
    for found in hits:
        for theme, its in found.items():
            spread.update({(theme, hit.term) for hit in its})
    scores: list[dict[int, Evidence]] = []
    traces: list[dict[str, Evidence]] = []
    for exchange, found in zip(exchanges, hits, strict=True):
        rated = {
            theme: _evidence(exchange, theme, its, spread, len(exchanges))
            for theme, its in sorted(found.items())
            if theme >= 0
        }
        scores.append({theme: evidence for theme, (evidence, enough) in rated.items() if enough})
        traces.append(
            {
                thesaurus.themes[theme].title: evidence
                for theme, (evidence, _) in rated.items()
                if evidence.score > 0
            }
        )
    chosen: dict[int, list[tuple[int, Evidence]]] = defaultdict(list)
    for place, themes in enumerate(scores):
        best = sorted(themes, key=lambda theme: (-themes[theme].score, theme))[:_MOST]
        for theme in best:
            if themes[theme].score >= _SECOND * themes[best[0]].score:
                chosen[theme].append((place, themes[theme]))
    said = sum(exchange.words for exchange in exchanges)
    result = []
    for theme, its_places in sorted(chosen.items()):
        speaking = sum(
            1 for found in hits if any(h.weight == WEIGHTS["strong"] for h in found.get(theme, ()))
        )
        candidate = Candidate(thesaurus.themes[theme].title, "thesaurus", tuple(its_places))
        large = candidate.words(exchanges) > _LARGE * said
        broad = len(exchanges) > 5 and (large or speaking >= _ALL_ABOUT * len(exchanges))
        result.append(Discovered(_restrained(candidate, exchanges) if broad else candidate, broad))
    return tuple(result), tuple(traces)


@cache
def _terms(thesaurus: Thesaurus, language: str) -> Terms[tuple[int, str, float]]:
    """Return all terms with the number of their theme, -1 for what is to be ignored, and their
    weight."""
    return Terms(
        tuple(
            (term, (number, term, weight))
            for number, theme in enumerate(thesaurus.themes)
            for term, weight in theme.terms
        )
        + tuple((expression, (-1, expression, 0.0)) for expression in thesaurus.ignore),
        language,
    )


def _hits(
    exchanges: tuple[Exchange, ...], thesaurus: Thesaurus, language: str
) -> list[dict[int, list[_Hit]]]:
    """Return what is found in each exchange, by theme."""
    terms = _terms(thesaurus, language)
    result: list[dict[int, list[_Hit]]] = []
    for exchange in exchanges:
        hits: dict[int, list[_Hit]] = {}
        for block in exchange.blocks:
            for found, values in terms.find(block.text, block.tokens):
                if any(theme < 0 for theme, _, _ in values):
                    continue
                seen: set[int] = set()  # two terms of a theme may share a stem
                for theme, term, weight in sorted(values, key=lambda v: (v[0], -v[2], v[1])):
                    if theme not in seen:
                        seen.add(theme)
                        hits.setdefault(theme, []).append(_Hit(term, found.written, weight))
        result.append(hits)
    return result


def _evidence(
    exchange: Exchange,
    theme: int,
    hits: list[_Hit],
    spread: Counter[tuple[int, str]],
    count: int,
) -> tuple[Evidence, bool]:
    """Return what speaks for `theme` in an exchange, and whether it is enough."""
    times = Counter(hit.term for hit in hits)
    weights = {hit.term: hit.weight for hit in hits}
    parts = {
        term: weights[term]
        * (1 + math.log(times[term]))
        * distinctiveness(spread[theme, term], count)
        for term in times
    }
    solid = [term for term in parts if weights[term] > WEIGHTS["weak"] and parts[term] > 0]
    often = max((times[term] for term in solid), default=0)
    score = sum(parts.values()) / max(1.0, math.sqrt(exchange.words / 100))
    words = weightiest((hit.written, parts[hit.term]) for hit in hits if parts[hit.term] > 0)
    enough = bool(solid) and (len(solid) > 1 or often > 1) and score >= _ENOUGH
    enough = enough and not _in_passing(exchange, {hit.written for hit in hits})
    return Evidence(score, words), enough


def _in_passing(exchange: Exchange, written: set[str]) -> bool:
    """Return whether a long exchange speaks of something in one stretch of it only: an example."""
    if exchange.words < _LONG_ENOUGH:
        return False
    text = " ".join(block.text for block in exchange.blocks)
    first = min(text.find(word) for word in written)
    last = max(text.rfind(word) for word in written)
    return last - first < _STRETCH * len(text)


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

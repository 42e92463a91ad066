"""Breathing places in long sentences: a comma where a reader would draw breath."""

from __future__ import annotations

import re
from bisect import bisect

from podcast.wording.tracing import Traced

LONGEST_BREATH = 30
"""Words without any pause: about ten seconds, more than a reader says in one breath."""

_LEAST = 7  # words on either side of a breath
_STRETCH = re.compile(r"[^,;:.!?…]+")
_PLACES = {
    "fr": re.compile(
        r" (?=(?:et|mais|ou|car|donc|parce qu|puisqu|lorsqu|alors qu|tandis qu|pendant qu|afin d"
        r"|afin qu|pour qu|quand|si bien|ainsi que|comme|avec|dont|où|qui|sans|selon|grâce"
        r"|notamment|pour|dans)(?:e?\b|'))",
        re.I,
    ),
    "en": re.compile(
        r" (?=(?:and|but|or|because|since|when|while|whereas|although|so that|which|who|whose"
        r"|where|if|unless|until|before|after|with|without|for|as well as|in order)\b)",
        re.I,
    ),
}


def with_breaths(text: Traced, language: str) -> Traced:
    """Return `text` with commas where more than `LONGEST_BREATH` words follow one another."""
    places = _PLACES.get(language)
    if places is None:
        return text
    return text.sub(_STRETCH, lambda match: _breathing(match.group(), places))


def _breathing(stretch: str, places: re.Pattern[str]) -> str:
    ends = [space.start() for space in re.finditer(r"(?<=\S) ", stretch)]
    if len(ends) + 1 <= LONGEST_BREATH:
        return stretch
    # Where one may breathe, as the number of words before it.
    allowed = [bisect(ends, place.start()) for place in places.finditer(stretch)]
    breaths = _chosen(allowed, 0, len(ends) + 1)
    cuts = [ends[words - 1] for words in breaths]
    parts = [stretch[a:b] for a, b in zip([0, *cuts], [*cuts, len(stretch)], strict=True)]
    return ",".join(parts)


def _chosen(allowed: list[int], first: int, last: int) -> list[int]:
    """Return breaths between the words `first` and `last`, each as near the middle as it may be."""
    if last - first <= LONGEST_BREATH:
        return []
    middle = (first + last) / 2
    inside = allowed[bisect(allowed, first + _LEAST - 1) : bisect(allowed, last - _LEAST)]
    if not inside:
        return []
    place = bisect(inside, middle)
    best = min(inside[max(0, place - 1) : place + 1], key=lambda words: abs(words - middle))
    return [*_chosen(allowed, first, best), best, *_chosen(allowed, best, last)]

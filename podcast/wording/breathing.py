"""Breathing places in long sentences: a comma where a reader would draw breath."""

from __future__ import annotations

import re

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
    """`text` with commas where more than `LONGEST_BREATH` words follow one another."""
    places = _PLACES.get(language)
    if places is None:
        return text
    return text.sub(_STRETCH, lambda match: _breathing(match.group(), places))


def _breathing(stretch: str, places: re.Pattern[str]) -> str:
    words = len(stretch.split())
    if words <= LONGEST_BREATH:
        return stretch
    best: tuple[float, int] | None = None
    for place in places.finditer(stretch):
        before = len(stretch[: place.start()].split())
        if min(before, words - before) >= _LEAST:
            distance = abs(before - words / 2)
            if best is None or distance < best[0]:
                best = (distance, place.start())
    if best is None:
        return stretch
    place_at = best[1]
    return f"{_breathing(stretch[:place_at], places)},{_breathing(stretch[place_at:], places)}"

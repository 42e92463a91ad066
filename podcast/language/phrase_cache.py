"""Noun phrases, found once in a run and cached for the next: finding them is most of the work of
planning, and most texts of an edited debate are what they were."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator
from dataclasses import fields
from operator import attrgetter

from podcast.language import nounphrases
from podcast.language.nounphrases import NounPhrase
from podcast.store.cache import Cache, key_of
from podcast.store.fingerprint import of_modules

KIND = "phrases"
"""Their kind in the cache."""

_MOST = 500_000  # characters of the texts whose phrases are remembered: some five hours of debate
_VALUES = attrgetter(*(field.name for field in fields(NounPhrase)))


@contextlib.contextmanager
def cached_phrases(cache: Cache | None, language: str, names: frozenset[str]) -> Iterator[None]:
    """Meanwhile a text in which phrases are looked for, with these `names`, is looked through once;
    what is found is written to `cache`, and what is there is not looked for again."""
    name = key_of("phrases", language, tuple(sorted(names)), of_modules(nounphrases.__name__))
    before = _unpacked(cache.get(KIND, name) if cache else None)
    found: dict[str, tuple[NounPhrase, ...]] = {}
    room = _MOST

    def phrases(text: str) -> tuple[NounPhrase, ...]:
        nonlocal room
        key = hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=16).hexdigest()
        known = found.get(key, before.get(key))
        if known is None:
            known = nounphrases.looked_for(text, language, names)
        if key not in found and len(text) <= room:
            found[key] = known
            room -= len(text)
        return known

    with nounphrases.found_by(phrases, language, names):
        yield
    if cache and found.keys() != before.keys():
        packed = {key: [*map(_VALUES, its)] for key, its in found.items()}
        cache.put(KIND, name, json.dumps(packed, separators=(",", ":")).encode())


def _unpacked(data: bytes | None) -> dict[str, tuple[NounPhrase, ...]]:
    try:
        return {
            key: tuple(NounPhrase(text, tuple(stems), *rest) for text, stems, *rest in its)
            for key, its in (json.loads(data) if data else {}).items()
        }
    except (ValueError, TypeError, AttributeError):
        return {}

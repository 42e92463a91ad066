"""Stems, cached for the next run: finding them is most of the work of finding themes."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator

from podcast.store.cache import Cache, key_of
from podcast.store.fingerprint import of_modules
from podcast.themes.stems import stems_of

KIND = "stems"
"""Its kind in the cache."""

_MOST = 60_000  # words that are cached of a language: some 2 MB
_LONGEST = 40  # letters of a word that may come again


@contextlib.contextmanager
def cached_stems(cache: Cache | None, language: str) -> Iterator[None]:
    """What is stemmed meanwhile is written to `cache`, and what is there is not stemmed again."""
    if cache is None:
        yield
        return
    name = key_of("stems", language, of_modules("podcast.themes.stems"))
    known = stems_of(language)
    before = _unpacked(cache.get(KIND, name))
    known.update(before)
    yield
    new = {word: stem for word, stem in known.items() if len(word) <= _LONGEST}
    if len(new) > len(before):
        newest = dict(list(new.items())[-_MOST:])
        cache.put(KIND, name, json.dumps(newest, separators=(",", ":")).encode())


def _unpacked(data: bytes | None) -> dict[str, str]:
    try:
        found = json.loads(data) if data else {}
    except ValueError:
        return {}
    return {str(word): str(stem) for word, stem in found.items()} if type(found) is dict else {}

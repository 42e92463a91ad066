"""Stems are found once, and are the same whoever found them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from podcast.store.cache import Cache
from podcast.themes import stems
from podcast.themes.stem_cache import KIND, cached_stems
from podcast.themes.stems import stem, stems_of


@pytest.fixture(autouse=True)
def forgetful() -> Iterator[None]:
    """No other test has stemmed anything, nor does this one help the next."""
    before = dict(stems_of("fr"))
    stems_of("fr").clear()
    yield
    stems_of("fr").clear()
    stems_of("fr").update(before)


def never(_: str) -> str:
    raise AssertionError("stemmed again")


def test_what_was_stemmed_is_known_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with cached_stems(Cache(tmp_path, 10**6), "fr"):
        found = stem("numériques", "fr")
    assert found == stem("numérique", "fr") == "numer"
    stems_of("fr").clear()
    monkeypatch.setattr(stems, "_stemmer", lambda language: never)
    with cached_stems(Cache(tmp_path, 10**6), "fr"):
        assert stem("numériques", "fr") == found


def test_it_learns(tmp_path: Path) -> None:
    for word in ("écoles", "hôpitaux"):
        with cached_stems(Cache(tmp_path, 10**6), "fr"):
            stem(word, "fr")
        stems_of("fr").clear()
    with cached_stems(Cache(tmp_path, 10**6), "fr"):
        assert set(stems_of("fr")) == {"écoles", "hôpitaux"}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'{"a": 1}'])
def test_what_is_of_no_use_is_found_again(tmp_path: Path, content: bytes) -> None:
    cache = Cache(tmp_path, 10**6)
    with cached_stems(cache, "fr"):
        stem("écoles", "fr")
    cache.put(KIND, next((tmp_path / KIND).glob("*/*")).name, content)
    stems_of("fr").clear()
    with cached_stems(cache, "fr"):
        assert stem("écoles", "fr") == "écol"


def test_without_a_cache_nothing_is_kept() -> None:
    with cached_stems(None, "fr"):
        assert stem("écoles", "fr") == "écol"

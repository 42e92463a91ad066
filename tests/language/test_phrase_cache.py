"""Noun phrases are found once, and are the same whoever found them."""

from __future__ import annotations

from pathlib import Path

import pytest

from podcast.language import nounphrases, phrase_cache
from podcast.language.nounphrases import noun_phrases
from podcast.language.phrase_cache import KIND, cached_phrases
from podcast.store.cache import Cache

TEXTS = (
    "Le prix du billet de train a baissé, et les petites gares ont rouvert.",
    "Qui veut une ligne à grande vitesse ? Ni l'État, ni les régions.",
    "Oui.",
    "Une moitié de caractère : \ud83d, et le silence des gares.",
)
NOBODY: frozenset[str] = frozenset()


def found(language: str = "fr", names: frozenset[str] = NOBODY) -> list[object]:
    return [noun_phrases(text, language, names) for text in TEXTS]


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Texts that were looked through."""
    seen: list[str] = []
    look = nounphrases.looked_for

    def looked_for(text: str, language: str, names: frozenset[str]) -> object:
        seen.append(text)
        return look(text, language, names)

    monkeypatch.setattr(nounphrases, "looked_for", looked_for)
    return seen


def test_what_was_found_is_known_the_next_time(tmp_path: Path, looked_at: list[str]) -> None:
    plainly = found()
    looked_at.clear()
    with cached_phrases(Cache(tmp_path, 10**6), "fr", NOBODY):
        assert found() == found() == plainly
    assert looked_at == list(TEXTS)
    with cached_phrases(Cache(tmp_path, 10**6), "fr", NOBODY):
        assert found() == plainly
        noun_phrases("Le quai numéro neuf.", "fr", NOBODY)
    assert looked_at == [*TEXTS, "Le quai numéro neuf."]
    found()
    assert looked_at[5:] == list(TEXTS)  # out of it, nothing is remembered


def test_only_the_last_run_is_cached(tmp_path: Path, looked_at: list[str]) -> None:
    for text in ("Le quai neuf.", "La gare centrale.", "Le quai neuf."):
        with cached_phrases(Cache(tmp_path, 10**6), "fr", NOBODY):
            noun_phrases(text, "fr", NOBODY)
    assert looked_at == ["Le quai neuf.", "La gare centrale.", "Le quai neuf."]
    assert len(list((tmp_path / KIND).rglob("?" * 40))) == 1


def test_other_names_and_languages_are_another_matter(tmp_path: Path, looked_at: list[str]) -> None:
    with cached_phrases(Cache(tmp_path, 10**6), "fr", NOBODY):
        found(names=frozenset({"gares"}))
        found("en")
    assert looked_at == [*TEXTS, *TEXTS]
    assert not (tmp_path / KIND).exists()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"a": 1}', b'{"a": [["x"]]}', b"\xff"])
def test_what_is_no_list_of_phrases_is_ignored(tmp_path: Path, content: bytes) -> None:
    cache = Cache(tmp_path, 10**6)
    plainly = found()
    with cached_phrases(cache, "fr", NOBODY):
        found()
    (name,) = (path.name for path in (tmp_path / KIND).rglob("?" * 40))
    cache.put(KIND, name, content)
    with cached_phrases(cache, "fr", NOBODY):
        assert found() == plainly


def test_no_more_is_remembered_than_there_is_room_for(
    looked_at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phrase_cache, "_MOST", len(TEXTS[0]))
    with cached_phrases(None, "fr", NOBODY):
        assert found() == found()
    assert looked_at == [*TEXTS, *TEXTS[1:]]

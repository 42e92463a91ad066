from pathlib import Path

import pytest

from podcast.language import nounphrases
from podcast.language.nounphrases import noun_phrases
from podcast.language.phrase_cache import cached_phrases
from podcast.store.cache import Cache

NAMES = frozenset({"roux"})
TEXTS = ("Le vieux moulin de la rivière, et la place du marché.", "Une passerelle, disait Roux.")


def test_phrases_are_looked_for_once_and_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    look = nounphrases.looked_for

    def counted(text: str, language: str, names: frozenset[str]) -> object:
        looked.append(text)
        return look(text, language, names)

    monkeypatch.setattr(nounphrases, "looked_for", counted)
    cache = Cache(tmp_path, 1_000_000)
    plain = [look(text, "fr", NAMES) for text in TEXTS]
    for texts, found in ((TEXTS, [*TEXTS]), (TEXTS, []), ((*TEXTS, "Un pont."), ["Un pont."])):
        with cached_phrases(cache, "fr", NAMES):
            assert [noun_phrases(text, "fr", NAMES) for text in texts][:2] == plain
        assert looked == found
        looked.clear()
    with cached_phrases(cache, "fr", frozenset()):  # other names, other phrases
        noun_phrases(TEXTS[1], "fr", frozenset())
    assert looked == [TEXTS[1]]


def test_what_is_no_cache_of_phrases_is_none(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 1_000_000)
    with cached_phrases(cache, "fr", NAMES):
        first = noun_phrases(TEXTS[0], "fr", NAMES)
    for file in tmp_path.rglob("*"):
        if file.is_file():
            file.write_bytes(b"[1, 2")
    with cached_phrases(cache, "fr", NAMES):
        assert noun_phrases(TEXTS[0], "fr", NAMES) == first

"""What is kept of how a text is said is what would be said of it now."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from podcast.store.cache import Cache
from podcast.store.data import default_directory
from podcast.store.fingerprint import DATA, imported_by, of_modules
from podcast.wording import cache as wording_cache
from podcast.wording.cache import KIND, CachedWording
from podcast.wording.lexicon import EMPTY, Entry, Lexicon, language_lexicon
from podcast.wording.spoken_words import _merged, words_to_say
from tests.key_modules import used_by

TEXT = "Le 3 mai, M. Roy de l'ADEME paie 2,5 M€ à john@doe.com. Then, the deadline was over."


def store(folder: Path) -> Cache:
    return Cache(folder, 10**7)


def test_what_is_kept_is_said_and_nothing_is_worded_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = CachedWording(store(tmp_path), "fr", EMPTY)(TEXT, speaker="Ada")
    assert first == words_to_say(TEXT, "fr", EMPTY, "Ada")

    def never(*_: object) -> None:
        raise AssertionError("worded again")

    monkeypatch.setattr(wording_cache, "words_to_say", never)
    assert CachedWording(store(tmp_path), "fr", EMPTY)(TEXT, speaker="Ada") == first


@given(st.text(max_size=40) | st.text("\ud800\udfff\x00«12 ", max_size=9))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text(tmp_path: Path, text: str) -> None:
    twice = [CachedWording(store(tmp_path), "fr", EMPTY)(text) for _ in range(2)]
    assert twice[0] == twice[1] == words_to_say(text, "fr")


def test_whatever_it_depends_on_is_another_wording(tmp_path: Path) -> None:
    respelled = Lexicon.of((Entry("ADEME", say="Adème à nous"),))
    of_one = Lexicon.of((Entry("ADEME", say="Adème d'Ada", speaker="Ada"),))
    for language in ("fr", "en"):
        for lexicon in (EMPTY, respelled, of_one):
            for speaker in ("", "Ada"):
                said = CachedWording(store(tmp_path), language, lexicon)(TEXT, speaker)
                assert said == words_to_say(TEXT, language, lexicon, speaker)


def test_a_quotation_is_worded_with_the_lexicon_of_its_own_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Il a dit : « We have the best transit in the world, and it is for all of us. »"
    before = CachedWording(store(tmp_path), "fr", EMPTY)(text)
    changed = Lexicon.of((Entry("transit", say="trench"),))

    def lexicon_of(language: str) -> Lexicon:
        return changed if language == "en" else language_lexicon(language)

    monkeypatch.setattr("podcast.wording.spoken_words.language_lexicon", lexicon_of)
    monkeypatch.setattr("podcast.wording.cache.language_lexicon", lexicon_of)
    _merged.cache_clear()
    said = CachedWording(store(tmp_path), "fr", EMPTY)(text)
    _merged.cache_clear()
    assert "trench" in str(said) and "trench" not in str(before)


def test_another_state_of_the_program_words_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    CachedWording(store(tmp_path), "fr", EMPTY)(TEXT)
    monkeypatch.setattr(wording_cache, "of_modules", lambda _: "other")
    CachedWording(store(tmp_path), "fr", EMPTY)(TEXT)
    assert len(list((tmp_path / KIND).glob("*/*"))) == 2


WORD = """
import sys
from pathlib import Path
from podcast.store import data
from podcast.store.cache import Cache

data.default_directory = lambda: Path(sys.argv[1])
from podcast.wording.cache import CachedWording
from podcast.wording.lexicon import EMPTY

print(CachedWording(Cache(Path(sys.argv[2]), 10**7), "fr", EMPTY)("Il y a 3 km."))
"""


def test_a_changed_word_list_words_anew(tmp_path: Path) -> None:
    voices = tmp_path / "voices"
    shutil.copytree(default_directory(), voices)

    def said() -> str:
        command = [sys.executable, "-c", WORD, str(voices), str(tmp_path / "cache")]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    before = said()
    amounts = voices / "words" / "fr" / "amounts.toml"
    amounts.write_text(amounts.read_text("utf-8").replace('"kilomètres"]', '"kaèmes"]'), "utf-8")
    assert (before, said()) == (
        "Il y a 3 kilomètres.",
        "Il y a 3 kaèmes.",
    )


WORDING = """
from podcast.wording.spoken_words import words_to_say

for language in ("fr", "en"):
    words_to_say(sys.argv[1] + " Anna DURAND et Paul ROY. UNESCO, RGPD.", language)
"""


def test_all_that_words_a_text_is_in_its_key() -> None:
    used = used_by(WORDING, TEXT)
    assert used.modules <= imported_by(wording_cache._MAKES)
    assert "podcast.wording.french.numbers" in used.modules
    read = {name for name in used.data if not name.startswith("lexicon/")}
    named = {DATA[module] for module in imported_by(wording_cache._MAKES) if module in DATA}
    assert {name.partition("/")[0] for name in read} == named
    assert "num2words=" in of_modules(wording_cache._MAKES)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"[1,2,3]", b'[[["a"]],[],""]', b"\xff"])
def test_what_is_of_no_use_is_made_again(tmp_path: Path, content: bytes) -> None:
    CachedWording(store(tmp_path), "fr", EMPTY)(TEXT)
    name = next((tmp_path / KIND).glob("*/*")).name
    store(tmp_path).put(KIND, name, content)
    assert CachedWording(store(tmp_path), "fr", EMPTY)(TEXT) == words_to_say(TEXT, "fr")
    assert store(tmp_path).get(KIND, name) not in (None, content)


def test_without_a_cache_it_is_worded() -> None:
    assert CachedWording(None, "fr", EMPTY)(TEXT) == words_to_say(TEXT, "fr")

"""Every language of the narrator has all words of the page, the book and the feed."""

from __future__ import annotations

from importlib import resources

import pytest

from podcast.narration import LANGUAGES
from podcast.publishing.words import words_of

FOLDER = resources.files("podcast.publishing") / "languages"


def test_every_language_of_the_narrator_has_its_words() -> None:
    assert {file.name for file in FOLDER.iterdir()} == {f"{name}.toml" for name in LANGUAGES}


@pytest.mark.parametrize("part", ["page", "book", "feed"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_texts_in_each(part: str, language: str) -> None:
    words, english = vars(words_of(part, language)), vars(words_of(part, "en"))
    assert list(words) == list(english)
    for key, text in words.items():
        assert text
        assert type(text) is type(english[key])
        assert str(text).count("{}") == str(english[key]).count("{}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_and_kinds_are_the_same_in_each(language: str) -> None:
    page, english = words_of("page", language), words_of("page", "en")
    assert [key for key, _ in page.help_rows] == [key for key, _ in english.help_rows]
    assert list(page.kinds) == list(english.kinds)


def test_a_language_with_a_country_and_one_without_words() -> None:
    assert words_of("feed", "fr-CA") is words_of("feed", "fr")
    assert words_of("feed", "../x") is words_of("feed", "en")

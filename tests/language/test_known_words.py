import pytest

from podcast.language.known_words import accented, is_known


@pytest.mark.parametrize(
    "word", ["vallée", "Vallée", "réindustrialisé", "l'eau", "porte-parole", "élus"]
)
def test_words_of_the_language_are_known(word: str) -> None:
    assert is_known(word, "fr")


@pytest.mark.parametrize("word", ["zebdox", "guvernement", "tchadbot"])
def test_others_are_not(word: str) -> None:
    assert not is_known(word, "fr")


def test_a_language_without_a_list_knows_no_word() -> None:
    assert not is_known("vallée", "xx")


def test_accents_that_lack_are_put_back() -> None:
    assert accented("secretariat", "fr") == "secrétariat"
    assert accented("parents", "fr") == "parents"
    assert accented("zebdox", "fr") == "zebdox"

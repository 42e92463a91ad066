import pytest

from podcast.speaking.espeak.markup import to_markup, to_mnemonics
from podcast.wording.spoken import Piece, SpokenText, verbatim
from podcast.wording.spoken_words import words_to_say


@pytest.mark.parametrize(
    ("ipa", "mnemonics"),
    [
        ("katʁəvɛ̃", "katr@v'E~"),
        ("i.a", "i||'a"),
        ("tʃat.bɔt", "tSatb'Ot"),
        ("ɛʁ.ʒe.pe.de", "ErZeped'e"),
        ("ˈabɔ", "'abO"),
        ("e sətɛʁa", "'e||s@tEr'a"),
    ],
)
def test_ipa_in_the_engines_notation(ipa: str, mnemonics: str) -> None:
    assert to_mnemonics(ipa, "fr") == mnemonics


def test_words_are_never_taken_for_markup() -> None:
    assert to_markup(verbatim("a < b & c [[d]]")).text == "a &lt; b &amp; c [ [d]]"


def test_an_elided_word_goes_into_the_phonemes() -> None:
    said = SpokenText((Piece("Voici l'", 0, 8), Piece("I A", 8, 10, "i.a")), (), "fr")
    assert to_markup(said).text == "Voici [[li||'a]]"


def test_another_language_has_its_own_voice() -> None:
    said = SpokenText((Piece("Il dit ", 0, 7), Piece("to be.", 7, 13, "", "en")), (), "fr")
    assert to_markup(said).text == 'Il dit <voice xml:lang="en-gb">to be.</voice>'


def test_sentences_are_found_again_behind_the_markup() -> None:
    said = words_to_say("L'IA vient. L'IA & l'ANSSI sont là. Bon.", "fr")
    made = to_markup(said)
    offsets = [sentence.offset for sentence in said.sentences]
    assert [offset for _, offset in made.starts] == offsets
    assert [made.offset_of(place) for place, _ in made.starts] == offsets
    assert made.offset_of(made.starts[1][0] + 2) == offsets[1]
    assert made.offset_of(made.starts[1][0] + 9) is None

import pytest

from podcast.speaking.piper.text import phonemes_of, sentences_of, to_piper
from podcast.wording.spoken import Piece, SpokenSentence, SpokenText, verbatim

KNOWN = frozenset("abdefijklmnopstuvwyzøœɔəɛɡʁʃʒˈː\u0303")


@pytest.mark.parametrize(
    ("ipa", "signs"),
    [
        ("katʁəvɛ̃", "katʁəvˈɛ\u0303"),
        ("tʃat.bɔt", "tʃatbˈɔt"),
        ("t\u0361ʃa", "tʃˈa"),
        ("ˈabɔ", "ˈabɔ"),
        ("gaθo", "ɡaˈo"),  # what a model has not is left out
        ("e sətɛʁa", "ˈe sətɛʁˈa"),
    ],
)
def test_ipa_in_the_signs_of_a_model(ipa: str, signs: str) -> None:
    assert phonemes_of(ipa, "fr", KNOWN) == signs


def test_each_sentence_has_its_own_part_of_the_pieces() -> None:
    said = SpokenText(
        (
            Piece("Voici l'", 0, 8),
            Piece("I A", 8, 10, "i.a"),
            Piece(". Et le ", 10, 18),
            Piece("cloud", 18, 23, "", "en"),
            Piece(".", 23, 24),
        ),
        (SpokenSentence(0, 12, 0, 11), SpokenSentence(13, 12, 12, 24)),
        "fr",
    )
    first, second = said.sentences
    assert to_piper(said, first, KNOWN) == "Voici [[liˈa]]."
    assert to_piper(said, second, KNOWN) == "Et le cloud."
    assert to_piper(said, first, ()) == "Voici l'I A."


def test_words_without_sentences_are_one() -> None:
    said = SpokenText((Piece("Oui", 0, 3),), (), "fr")
    assert [to_piper(said, sentence, KNOWN) for sentence in sentences_of(said)] == ["Oui"]
    assert sentences_of(verbatim("")) == ()

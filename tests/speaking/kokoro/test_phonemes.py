import itertools
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.errors import EngineError
from podcast.speaking.kokoro.phonemes import _NEAREST, SIGNS, clauses_of, spans_of, to_signs
from podcast.wording.spoken import Piece, SpokenSentence, SpokenText, verbatim
from podcast.wording.spoken_words import words_to_say

linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="eSpeak NG is driven directly only on Linux"
)
# The chart of the International Phonetic Association (2020), with what eSpeak NG adds to it.
CONSONANTS = "pbtdʈɖcɟkɡqɢʔmɱnɳɲŋɴʙrʀⱱɾɽɸβfvθðszʃʒʂʐçʝxɣχʁħʕhɦɬɮʋɹɻjɰlɭʎʟʍwɥʜʢʡɕʑɺɧʘǀǃǂǁɓɗʄɠʛɫ"
VOWELS = "iyɨʉɯuɪʏʊeøɘɵɤoəɛœɜɞʌɔæɐaɶɑɒɚɝᵻᵊ"
SHADES = "\u0303\u0329\u032f\u0325\u030a\u032a\u033bʰʷʲˠˤˑː˞ˈˌ"
IPA = st.text(st.sampled_from(CONSONANTS + VOWELS + SHADES + " .-‿^_512\n"), max_size=60)
VOICES = st.sampled_from(["fr", "en", "en-us", "it"])


@given(IPA, VOICES)
def test_every_sound_has_signs(ipa: str, voice: str) -> None:
    signs = to_signs(ipa, voice)
    assert set(signs) <= set(SIGNS)
    sounds = [letter for letter in ipa if letter in CONSONANTS + VOWELS]
    # "ɜːɹ" is two signs of three, "t^ʃ" one of two, and "ʔn" two; never are there none.
    assert 3 * len(signs.replace(" ", "")) >= len(sounds)
    assert len(signs.split()) <= max(1, len(ipa.split()))


@given(st.sampled_from(CONSONANTS + VOWELS), VOICES)
def test_no_sound_alone_is_left_out(sound: str, voice: str) -> None:
    assert to_signs(f"a{sound}a", voice) != to_signs("aa", voice)


def test_what_stands_for_a_sound_is_a_sign() -> None:
    assert all(set(signs) <= set(SIGNS) for signs in _NEAREST.values())


@pytest.mark.parametrize(
    ("ipa", "voice", "signs"),
    [
        ("lə- t^ʃatbˈɔt\nd^ʒ", "fr", "lə ʧatbˈɔt ʤ"),
        ("bɔ̃ (en)t^ʃˈat(fr) õ", "fr", "bɔ̃ ʧˈat õ"),
        ("bɔ̃ (^e^n)skˈa^ɪnɪt(^f^r) õ", "fr", "bɔ̃ skˈInɪt õ"),
        ("ɡˌə^ʊɪŋ nˈi^ə", "en", "ɡˌQɪŋ nˈɪə"),
        ("bˈʌʔn̩ lˈɪɾə^l nˈɜːs hˈɪ^ɹ", "en-us", "bˈʌtn lˈɪTᵊl nˈɜɹs hˈɪɹ"),
    ],
)
def test_signs(ipa: str, voice: str, signs: str) -> None:
    assert to_signs(ipa, voice) == unicodedata.normalize("NFD", signs)


def test_a_letter_that_is_no_sound_is_told() -> None:
    with pytest.raises(EngineError, match="no sound for “ж”"):
        to_signs("aж", "fr")


def test_clauses_end_at_punctuation_and_sentences() -> None:
    said = verbatim("Oui, M. J. Dupont (maire) dit : « Non ! » Bien... Et 3,5 fois – peut-être ?")
    found = [(said.words[s.start : s.end].strip(), s.mark, s.opens) for s in spans_of(said)]
    assert found == [
        ("Oui", ",", True),
        ("M. J. Dupont", ",", False),
        ("maire", ",", False),
        ("dit", ":", False),
        ("« Non", "!", False),
        ("Bien", "…", True),
        ("Et 3,5 fois", "—", True),
        ("peut-être", "?", False),
    ]


@given(st.text(st.sampled_from("ab é1,.!?… «»()—-\n"), max_size=80))
def test_every_word_is_in_a_clause(text: str) -> None:
    said = verbatim(text)
    spans = spans_of(said)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    inside = "".join(said.words[span.start : span.end] for span in spans)
    assert [c for c in inside if c.isalnum()] == [c for c in said.words if c.isalnum()]


@linux
def test_liaison_lexicon_and_foreign_words_go_in() -> None:
    pieces = (Piece("l'", 0, 2), Piece("IA", 2, 4, ipa="i.a"), Piece(" de mes amis. ", 4, 18),
              Piece("Thank you", 18, 27, language="en"), Piece(".", 27, 28))  # fmt: skip
    said = SpokenText(pieces, (SpokenSentence(0, 17, 0, 17), SpokenSentence(18, 10, 18, 28)), "fr")
    first, second = clauses_of(said, "fr")
    assert first.signs.startswith("liˈa ") and "mez amˈi" in first.signs
    assert "θ" in second.signs and (second.offset, second.mark, second.opens) == (18, ".", True)


@linux
@pytest.mark.parametrize(
    ("ipa", "signs"),
    [("i.a", "iˈa"), ("ade.ɛn", "adeˈɛn"), ("mylti.ɛtnik", "myltiɛtnˈik"), ("tʃat.bɔt", "ʧatbˈɔt")],
)
def test_syllables_that_are_kept_apart_are_one_word(ipa: str, signs: str) -> None:
    (clause,) = clauses_of(
        SpokenText((Piece("it", 0, 2, ipa=ipa),), (SpokenSentence(0, 2, 0, 2),), "fr"), "fr"
    )
    assert clause.signs == signs


@linux
@pytest.mark.parametrize(("text", "voice"), [("Bonjour à tous. Merci !", "fr"), ("Go on.", "en")])
def test_sentences_open_with_their_offset(text: str, voice: str) -> None:
    said = words_to_say(text, voice[:2])
    opening = [clause.offset for clause in clauses_of(said, voice) if clause.opens]
    assert opening == [sentence.offset for sentence in said.sentences]

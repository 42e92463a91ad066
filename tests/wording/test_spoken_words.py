import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podcast.wording.lexicon import Entry, Lexicon
from podcast.wording.spoken import SpokenText
from podcast.wording.spoken_words import words_to_say
from tests.wording.gold import rows

# Texts made of what rules look for, joined in ways that nobody foresaw.
PARTS = (
    "M. Mme Me Dr MM. art. p. ex. etc. n° cf. St IA SNCF REEN2 L'ANSSI 5G GPT-4 XXIe IV Ce 12 3,5"
    " 1.000 300.000 2024 -3 +2,5 1/2 ½ 10-15 13h30 14:30 12/03/2024 5 M€ 2,50 € $3m 82% ‰ km/h m²"
    " °C « » ( ) [ ] [[ ]] <b> & @ a@b.fr https://x.fr/y agriculteur·rice·s chacun(e) … – — - '"
    " ’ , . ; : ! ? 01 23 45 67 89 le la personne personnes heures euros de et the of and is 21"
    " 1er 2e Louis Jean DUPONT \u00a0 \u200b 😀 ² ³ • #x"
).split(" ")
MESS = st.lists(st.sampled_from([*PARTS, " ", " ", " "]), max_size=14).map("".join)
LANGUAGES = st.sampled_from(["fr", "en", "de"])


@given(MESS | st.text(max_size=60), LANGUAGES)
@settings(max_examples=400, deadline=None)
def test_any_text_is_said_and_what_is_said_stays(written: str, language: str) -> None:
    said = words_to_say(written, language)
    check_shape(said, written)
    assert not set(said.words) & set("<>[]{}&|\n\t\\*")
    assert words_to_say(said.words, language).words == said.words


def check_shape(said: SpokenText, written: str) -> None:
    """Pieces and sentences follow one another, in the words and in the written text."""
    place = 0
    for piece in said.pieces:
        assert 0 <= piece.start <= piece.end <= len(written)
        assert piece.words
        assert piece.start >= place - 1 or piece.start >= 0
        place = piece.end
    assert said.words == said.words.strip()
    end = 0
    for sentence in said.sentences:
        assert sentence.offset >= end
        end = sentence.offset + sentence.length
        assert 0 <= sentence.start <= sentence.end <= len(written)
    assert end <= len(said.words)
    if said.words:
        assert said.sentences and end == len(said.words)


WORDS = st.lists(
    st.text("abcdefghijklmnoprstuvéèàç", min_size=3, max_size=9).filter(
        lambda w: w not in ("pas",)
    ),
    min_size=1,
    max_size=12,
)


@given(WORDS, st.sampled_from(["fr", "en"]))
@settings(deadline=None)
def test_no_ordinary_word_is_lost(words: list[str], language: str) -> None:
    said = words_to_say(f"{words[0].capitalize()} {' '.join(words[1:])}.", language).words
    assert len(re.findall(r"\w+", said)) >= len(words)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_gold_phrases_stay_as_they_are_said(language: str) -> None:
    for row in rows(language):
        once = words_to_say(row.written, language)
        check_shape(once, row.written)
        assert words_to_say(once.words, language).words == once.words, row.written


@pytest.mark.parametrize(
    ("written", "spans"),
    [
        ("M. Roy a 3 km. Il part.", ["M. Roy a 3 km.", "Il part."]),
        ("  « Oui », dit-il.  Non (jamais) !", ["Oui », dit-il.", "Non (jamais) !"]),
        ("Voir p. 12, etc. Puis J. Dupont vint.", ["Voir p. 12, etc.", "Puis J. Dupont vint."]),
    ],
)
def test_sentences_know_the_written_text_that_they_say(written: str, spans: list[str]) -> None:
    said = words_to_say(written, "fr")
    assert [written[s.start : s.end] for s in said.sentences] == spans


def test_the_debates_own_lexicon_comes_first_and_may_be_one_speakers() -> None:
    lexicon = Lexicon.of((Entry("ANSSI", say="Agence"), Entry("Lens", say="Lance", speaker="Ada")))
    assert words_to_say("L'ANSSI à Lens.", "fr", lexicon).words == "L'Agence à Lens."
    assert words_to_say("L'ANSSI à Lens.", "fr", lexicon, "Ada").words == "L'Agence à Lance."


def test_a_foreign_sentence_is_said_in_its_language() -> None:
    said = words_to_say("Il a cité la pièce. To be or not to be, that is the question. Oui.", "fr")
    foreign = [p.words for p in said.pieces if p.language == "en"]
    assert foreign == ["To be or not to be, that is the question."]
    assert all(not p.language for p in words_to_say("On parle de machine learning.", "fr").pieces)


def test_combined_letters_are_one_letter() -> None:
    assert (
        words_to_say(unicodedata.normalize("NFD", "Été à Orléans"), "fr").words == "Été à Orléans"
    )

from podcast.wording.lexicon import Entry, Lexicon
from podcast.wording.unsure import (
    FOREIGN,
    GUESSED,
    ODD,
    UNKNOWN,
    said_by_lexicon,
    unsure_words,
)

TEXTS = [("Ada", "La ZORBAC, l'eZee, et puis la ZORBAC."), ("Bob", "Un mot, le PIB, la ZORBAC.")]


def test_the_commonest_guess_comes_first_with_its_reason() -> None:
    found = unsure_words(TEXTS, "fr")
    assert [(u.word, u.times, u.said, u.why) for u in found] == [
        ("ZORBAC", 3, "Zorbac", GUESSED),
        ("eZee", 1, "eZee", ODD),
    ]


def test_an_entry_makes_sure() -> None:
    lexicon = Lexicon.of((Entry("ZORBAC", spell=True), Entry("eZee", ipa="izi")))
    assert unsure_words(TEXTS, "fr", lexicon) == ()


def test_the_engine_is_asked_about_ordinary_words_only() -> None:
    asked: list[str] = []

    def foreign(words: list[str]) -> set[str]:
        asked.extend(words)
        return {"mot"}

    found = unsure_words(TEXTS, "fr", foreign=foreign)
    assert "ZORBAC" not in asked and "mot" in asked
    assert [(u.word, u.why) for u in found if u.why == FOREIGN] == [("mot", FOREIGN)]


def test_words_and_names_that_no_list_has_are_told_with_their_number() -> None:
    texts = [
        ("Ada", "Le zebdox, encore le zebdox, dit Mme VANDERSTRAETEN."),
        ("Bob", "Mme Wierzbicka et M. DUPONT aiment l'Espagne et la vallée."),
    ]
    assert [(u.word, u.times) for u in unsure_words(texts, "fr") if u.why == UNKNOWN] == [
        ("zebdox", 2),
        ("VANDERSTRAETEN", 1),
        ("Wierzbicka", 1),
    ]


def test_surnames_that_can_only_be_read_one_way_are_not_listed() -> None:
    said = "Mme LETOURNEAU, monsieur DELAFOSSE, Paul Villepin, madame SÁNDOR, M. Clinton, M. Zwara."
    assert [u.word for u in unsure_words([("", said)], "fr")] == ["SÁNDOR", "Zwara"]


def test_words_that_a_lexicon_says_are_counted_where_no_list_has_them() -> None:
    lexicon = Lexicon.of((Entry("zorbac", say="zorba"), Entry("mot", say="mots")))
    found = said_by_lexicon([("Ada", "La ZORBAC, un mot, la zorbac.")], "fr", lexicon)
    assert found == (("ZORBAC", 1), ("zorbac", 1))

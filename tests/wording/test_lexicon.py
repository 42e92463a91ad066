from pathlib import Path

import pytest

from podcast.wording.lexicon import (
    Entry,
    Lexicon,
    LexiconError,
    directory,
    language_lexicon,
    load_lexicon,
)
from podcast.wording.spoken_words import words_to_say


def found(text: str, *entries: Entry) -> list[str]:
    return [text[start:end] for start, end, _ in Lexicon.of(entries).claims(text)]


@pytest.mark.parametrize(
    ("written", "text", "places"),
    [
        ("ADEME", "l'ADEME, pas Ademe ni ADEMES", ["ADEME"]),
        ("chatbot", "Un Chatbot, des chatbots, CHATBOT", ["Chatbot", "chatbots", "CHATBOT"]),
        ("big tech", "la big tech et la Big-Tech", ["big tech", "Big-Tech"]),
        ("art", "party, art. 5, l'art-thérapie, start, art@x.fr", ["art", "art"]),
        ("quatre-vingt", "quatre-vingt-deux, quatre-vingts", ["quatre-vingt", "quatre-vingts"]),
        ("IA", "les IAs, IAM, l'IA", ["IAs", "IA"]),
        ("cloud", "cloud.example.org", []),
    ],
)
def test_whole_words_in_their_case(written: str, text: str, places: list[str]) -> None:
    assert found(text, Entry(written, say="x")) == places


def test_the_longest_entry_wins() -> None:
    entries = (Entry("data", say="x"), Entry("data center", say="y"))
    assert found("le data center, les data", *entries) == ["data center", "data"]


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "d.lexicon.toml"
    path.write_text(
        '[words]\nADEME = "Adème"\nIA = { spell = true }\nchatbot = { ipa = "tʃat.bɔt" }\n'
        'Lens = [{ say = "Lance", speaker = "Ada" }, { ipa = "lɑ̃s" }]\n',
        encoding="utf-8",
    )
    lexicon = load_lexicon(path)
    assert len(lexicon.entries) == 5
    said = words_to_say("L'ADEME, l'IA et le chatbot de Lens", "fr", lexicon)
    assert said.words == "L'Adème, l'I A et le chatbot de Lens"
    assert [p.ipa for p in said.pieces if p.ipa] == ["i.a", "tʃat.bɔt", "lɑ̃s"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[word]\nA = "b"', "`word` is not known"),
        ("words = 3", "must be a table"),
        ("[words]\nA = 3", "“A”: it must be a text"),
        ('[words]\nA = ""', "`say` must be a text"),
        ("[words]\nA = { sound = 'b' }", "`sound` is not known"),
        ("[words]\nA = { spell = false }", "can only be true"),
        ("[words]\nA = { speaker = 'Ada' }", "it needs `say`"),
        ("[words]\nA = { ipa = 'b@' }", "“@” is not a sign"),
        ('[words]\n"!" = "b"', "must hold a letter"),
        ('[words]\n"a " = "b"', "begin and end"),
        ("[words\n", "not valid TOML"),
    ],
)
def test_a_wrong_file_says_where(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=r"wrong\.toml") as caught:
        load_lexicon(path)
    assert says in str(caught.value)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_our_own_lexicons_are_right_and_stable(language: str) -> None:
    lexicon = language_lexicon(language)
    assert len(lexicon.entries) > 100, directory()
    written = [entry.written for entry in lexicon.entries]
    assert len(set(written)) == len(written)
    for entry in lexicon.entries:
        said = words_to_say(f"xx {entry.written} xx", language).words
        assert words_to_say(said, language).words == said, entry

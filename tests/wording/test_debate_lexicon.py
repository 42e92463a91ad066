from pathlib import Path

from podcast.wording.lexicon import debate_lexicon, lexicon_path
from podcast.wording.spoken_words import words_to_say


def test_it_stands_beside_the_source_and_its_edited_layout() -> None:
    assert lexicon_path(Path("a/debat.txt")) == Path("a/debat.lexicon.toml")
    assert lexicon_path(Path("a/debat.edit.txt")) == Path("a/debat.lexicon.toml")


def test_the_debates_own_comes_before_the_folders(tmp_path: Path) -> None:
    folder = tmp_path / "voices" / "lexicon"
    folder.mkdir(parents=True)
    (folder / "fr.toml").write_text('[words]\nABC = "folder"\nDEF = "folder"\n', "utf-8")
    (tmp_path / "debat.lexicon.toml").write_text('[words]\nABC = "debate"\n', "utf-8")
    found = debate_lexicon(tmp_path / "debat.txt", "fr", tmp_path / "voices")
    assert words_to_say("ABC DEF", "fr", found).words == "debate folder"
    assert not debate_lexicon(Path("-"), "fr").entries

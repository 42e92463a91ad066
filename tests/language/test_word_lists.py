"""The word lists are whole, and what is wrong in one is told with its file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from podcast.language.word_lists import (
    LANGUAGES,
    WordListError,
    commonest,
    commonness,
    either,
    english_vocabulary,
    load_word_lists,
    never_nouns,
)
from podcast.store.data import word_lists_directory


def lists_of(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "x.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_list_is_a_text_or_an_array(tmp_path: Path) -> None:
    lists = load_word_lists(lists_of(tmp_path, 'a = """\none two\nthree\n"""\nb = ["of course"]\n'))
    assert lists.in_order("a") == ("one", "two", "three")
    assert lists.words("b") == {"of course"}


def test_a_table_has_one_text_or_several_for_each_entry(tmp_path: Path) -> None:
    lists = load_word_lists(lists_of(tmp_path, '[a]\nx = "y"\n[b]\nkm = ["mile", "miles"]\n'))
    assert lists.table("a") == {"x": "y"}
    assert lists.forms("b") == {"km": ("mile", "miles")}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "`words` must be a list of words"),
        ("words = 3", "`words` must be a list of words"),
        ('words = ""', "`words` must be a list of words"),
        ('words = ["a", 1]', "`words` must be a list of words"),
        ("words = [", "it is not valid TOML"),
    ],
)
def test_what_is_no_list_is_told(tmp_path: Path, text: str, says: str) -> None:
    path = lists_of(tmp_path, text)
    with pytest.raises(WordListError) as error:
        load_word_lists(path).words("words")
    assert str(error.value).startswith(f"{path}: {says}")


def test_a_table_may_give_lists_of_one_and_a_setting_is_one_of_a_few(tmp_path: Path) -> None:
    lists = load_word_lists(lists_of(tmp_path, 'style = "plain"\n[a]\nx = ["y"]\nz = "no"\n'))
    assert lists.choice("style", ("plain", "grand")) == "plain"
    with pytest.raises(WordListError, match="`style` must be one of: loud; it is “plain”"):
        lists.choice("style", ("loud",))
    with pytest.raises(WordListError, match="“z” must be a list"):
        lists.lists("a")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "there must be a table [units]"),
        ('units = "km"', "there must be a table [units]"),
        ('[units]\nkm = "kilometre"', "“km” must have two forms"),
        ('[units]\nkm = ["kilometre"]', "“km” must have two forms"),
    ],
)
def test_what_is_no_table_of_forms_is_told(tmp_path: Path, text: str, says: str) -> None:
    path = lists_of(tmp_path, text)
    with pytest.raises(WordListError, match=r"x\.toml") as error:
        load_word_lists(path).forms("units")
    assert says in str(error.value)


def test_what_is_no_pattern_is_told(tmp_path: Path) -> None:
    lists = load_word_lists(lists_of(tmp_path, "[a]\n'p(' = \"page\"\n"))
    with pytest.raises(WordListError, match=r"\[a\]: there is no regular expression near “p\(”"):
        lists.compiled("a", "p(")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(WordListError, match="there is no such file"):
        load_word_lists(tmp_path / "none.toml")


def test_the_longest_is_tried_first() -> None:
    assert either(["m", "km", "$"]) == r"km|\$|m"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_that_comes_with_the_program_is_read(language: str) -> None:
    code = f"from podcast.wording.spoken_words import words_to_say; words_to_say('1', {language!r})"
    subprocess.run([sys.executable, "-c", code], check=True)
    for path in (word_lists_directory() / language).glob("*.toml"):
        lists = load_word_lists(path)
        for name, content in lists.content.items():
            if not isinstance(content, dict) and name != "style":
                words = lists.in_order(name)
                assert len(set(words)) == len(words), f"{path}: {name} has a word twice"
    assert len(commonest(language)) > 50


def test_verbs_are_known_in_all_their_forms() -> None:
    forms = {"plan", "plans", "planned", "planning", "tried", "goes", "written", "making"}
    assert forms <= english_vocabulary().verbs


def test_common_stems_have_a_class_and_rare_ones_none() -> None:
    french, english = commonness("fr"), commonness("en")
    assert french["est"] == english["the"] == 5 > french["anne"] > french["abandonn"] > 0
    assert not {"moratoir", "pipistrell"} & french.keys()


def test_what_is_never_a_noun() -> None:
    words = never_nouns("en")
    assert {"succeeds", "onto", "important"} <= words
    assert not {"release", "designs", "data", "harbour"} & words


def test_a_list_that_is_missing_is_told() -> None:
    with pytest.raises(WordListError, match=r"no_nouns\.txt: No such file"):
        never_nouns("xx")

"""The word lists of the languages: `voices/words/<language>/<name>.toml`, which people edit.

A list is a text with spaces between its words, or an array where one of them has spaces itself; a
table gives each entry a text, or several. What is wrong in a file is an error that names it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeGuard, TypeVar, cast

from podcast.errors import PodcastError
from podcast.store.data import word_lists_directory


class WordListError(PodcastError):
    """A file of word lists is missing or wrong; the message says where."""


@dataclass(frozen=True, slots=True)
class WordLists:
    """The lists and tables of one file, by name; each raises `WordListError` where it is wrong."""

    path: Path
    content: dict[str, Any]

    def in_order(self, name: str) -> tuple[str, ...]:
        """Return the words of a list, in the order of the file."""
        found = self.content.get(name)
        words = found.split() if isinstance(found, str) else found
        if not _are_texts(words):
            raise WordListError(
                f'{self.path}: `{name}` must be a list of words: {name} = "one two three".'
            )
        return tuple(words)

    def words(self, name: str) -> frozenset[str]:
        """Return the words of a list."""
        return frozenset(self.in_order(name))

    def table(self, name: str) -> dict[str, str]:
        """Return a table that gives each entry one text."""
        return self._table(name, _is_text, "be a text")

    def forms(self, name: str) -> dict[str, tuple[str, ...]]:
        """Return a table that gives each entry two texts or more: singular and plural."""
        must = 'have two forms: ["euro", "euros"]'
        found = self._table(name, lambda texts: _are_texts(texts) and len(texts) > 1, must)
        return {entry: tuple(texts) for entry, texts in found.items()}

    def lists(self, name: str) -> dict[str, tuple[str, ...]]:
        """Return a table that gives each entry a list of texts, which may be one."""
        found = self._table(name, _are_texts, 'be a list: ["one", "two"]')
        return {entry: tuple(texts) for entry, texts in found.items()}

    def choice(self, name: str, among: tuple[str, ...]) -> str:
        """Return a setting, which is one of a few words."""
        found = self.content.get(name)
        if found not in among:
            raise WordListError(
                f"{self.path}: `{name}` must be one of: {', '.join(among)}; it is “{found}”."
            )
        return str(found)

    def compiled(self, name: str, pattern: str) -> re.Pattern[str]:
        """Return `pattern`, which was made of what stands in the table `name`."""
        try:
            return re.compile(pattern)
        except re.error as fault:
            place = fault.pos or 0
            near = pattern[max(0, place - 20) : place + 20]
            raise WordListError(
                f"{self.path}, [{name}]: there is no regular expression near “{near}”: {fault.msg}."
            ) from fault

    def _table(self, name: str, fits: Callable[[Any], bool], must: str) -> dict[str, Any]:
        found = self.content.get(name)
        if not isinstance(found, dict) or not found:
            raise WordListError(f"{self.path}: there must be a table [{name}].")
        for entry, value in found.items():
            if not fits(value):
                raise WordListError(f"{self.path}, [{name}]: “{entry}” must {must}.")
        return found


LANGUAGES = ("fr", "en")
"""The languages that have word lists, by ISO 639-1 code."""


def either(words: Iterable[str]) -> str:
    """Return a regular expression for one of `words`, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def word_lists(language: str, name: str) -> WordLists:
    """Return the lists of `name` that come with the program for a language, read once.

    Raises `WordListError` where the file is missing or no TOML.
    """
    return load_word_lists(word_lists_directory() / language / f"{name}.toml")


@cache
def commonest(language: str) -> frozenset[str]:
    """Return the commonest words of a language, by which its sentences are told from others."""
    return word_lists(language, "vocabulary").words("commonest")


@cache
def commonness(language: str) -> dict[str, int]:
    """Return in which class of common words a stem is, from 1 to 5 for the commonest; rarer ones
    are not there."""
    classes = enumerate(_lines(language, "common.txt"), start=1)
    return {stem: number for number, line in classes for stem in line.split()}


@cache
def never_nouns(language: str) -> frozenset[str]:
    """Return common words that are verbs, adjectives or small words, and never nouns."""
    return frozenset(_lines(language, "no_nouns.txt"))


def _lines(language: str, name: str) -> list[str]:
    path = word_lists_directory() / language / name
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError as fault:
        raise WordListError(f"{path}: {fault.strerror}.") from fault


def load_word_lists(path: Path) -> WordLists:
    """Return the lists of the file `path`."""
    from podcast.store.toml import read_toml  # slow to import; many a process reads no list

    return WordLists(path, read_toml(path, WordListError))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _are_texts(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and bool(value) and all(map(_is_text, value))


# --- what words of French and English are ------------------------------------------------------


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FrenchVocabulary:
    """French words, in small letters; the file says what each list is for.

    `function_words` are those that no title is made of: determiners, prepositions, pronouns,
    conjunctions, adverbs, and the commonest verbs. `determiners` are all of them.
    """

    function_words: frozenset[str]
    determiners: frozenset[str]
    masculine_determiners: frozenset[str]
    feminine_determiners: frozenset[str]
    plural_determiners: frozenset[str]
    prepositions: frozenset[str]
    clitics: frozenset[str]
    before_noun: frozenset[str]
    with_noun: frozenset[str]
    fillers: frozenset[str]
    weak: frozenset[str]
    after_en: frozenset[str]
    nouns_like_infinitives: frozenset[str]
    infinitives_in_re: frozenset[str]
    infinitives_in_ier: frozenset[str]
    adjectives: frozenset[str]
    governed_by_participle: frozenset[str]
    nouns_like_verbs: frozenset[str]
    expressions: tuple[str, ...]
    governors: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class EnglishVocabulary:
    """English words, in small letters; the file says what each list is for.

    `function_words` are those that no title is made of: determiners, prepositions, pronouns,
    conjunctions, adverbs. `verbs` are the commonest ones, in all of their forms.
    """

    function_words: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    before_verb: frozenset[str]
    verbs: frozenset[str]
    nouns_like_verbs: frozenset[str]
    nouns_in_ing: frozenset[str]
    adjectives: frozenset[str]
    empty_adjectives: frozenset[str]
    fillers: frozenset[str]
    weak: frozenset[str]
    expressions: tuple[str, ...]


@cache
def french_vocabulary() -> FrenchVocabulary:
    """Return the French vocabulary, read once."""
    lists = word_lists("fr", "vocabulary")
    words = lists.words
    kinds = ("masculine", "feminine", "plural", "other")
    determiners = frozenset().union(*(words(f"{kind}_determiners") for kind in kinds))
    others = ("prepositions", "other_prepositions", "pronouns", "conjunctions", "adverbs", "verbs")
    return _vocabulary(
        FrenchVocabulary,
        lists,
        function_words=determiners.union(*map(words, others)),
        determiners=determiners,
        governors={
            link: frozenset(nouns.split()) for link, nouns in lists.table("governors").items()
        },
    )


@cache
def english_vocabulary() -> EnglishVocabulary:
    """Return the English vocabulary, read once."""
    lists = word_lists("en", "vocabulary")
    words = lists.words
    small = map(words, ("determiners", "prepositions", "before_verb", "other_function_words"))
    forms = (form for verb in words("verbs") for form in _forms_of(verb))
    return _vocabulary(
        EnglishVocabulary,
        lists,
        function_words=frozenset().union(*small),
        verbs=words("irregular_forms").union(forms),
    )


def _vocabulary(kind: Callable[..., T], lists: WordLists, **composed: object) -> T:
    """Return the vocabulary with its `composed` words, and of the others the list of that name."""
    names = [field.name for field in fields(cast("Any", kind)) if field.name not in composed]
    read = {name: lists.words(name) for name in names if name != "expressions"}
    return kind(expressions=lists.in_order("expressions"), **read, **composed)


def _forms_of(verb: str) -> tuple[str, ...]:
    """Return the regular forms of an English verb; of some, more than there are."""
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    doubled = verb[-1] if verb[-1] not in "wxyaeiou" and verb[-2] in "aeiou" else ""
    s = "es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s"
    return (
        verb,
        f"{verb}{s}",
        f"{verb}ed",
        f"{verb}ing",
        f"{verb}{doubled}ed",
        f"{verb}{doubled}ing",
    )

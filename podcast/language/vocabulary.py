"""What words of French and English are: determiners, prepositions, verbs, nouns that say nothing.

The words themselves are in `voices/words/*/vocabulary.toml`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, TypeVar, cast

from podcast.language.word_lists import WordLists, word_lists

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

"""What words of French and English are: determiners, prepositions, verbs, nouns that say nothing.

The words themselves are in `voices/words/*/vocabulary.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from podcast.language.word_lists import word_lists


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
    by_gender = [words(f"{kind}_determiners") for kind in ("masculine", "feminine", "plural")]
    determiners = words("other_determiners").union(*by_gender)
    prepositions = words("prepositions")
    others = ("other_prepositions", "pronouns", "conjunctions", "adverbs", "verbs")
    return FrenchVocabulary(
        function_words=determiners.union(prepositions, *map(words, others)),
        determiners=determiners,
        masculine_determiners=by_gender[0],
        feminine_determiners=by_gender[1],
        plural_determiners=by_gender[2],
        prepositions=prepositions,
        clitics=words("clitics"),
        before_noun=words("before_noun"),
        with_noun=words("with_noun"),
        fillers=words("fillers"),
        weak=words("weak"),
        after_en=words("after_en"),
        nouns_like_infinitives=words("nouns_like_infinitives"),
        infinitives_in_re=words("infinitives_in_re"),
        infinitives_in_ier=words("infinitives_in_ier"),
        adjectives=words("adjectives"),
        governed_by_participle=words("governed_by_participle"),
        nouns_like_verbs=words("nouns_like_verbs"),
        expressions=lists.in_order("expressions"),
        governors={
            link: frozenset(nouns.split()) for link, nouns in lists.table("governors").items()
        },
    )


@cache
def english_vocabulary() -> EnglishVocabulary:
    """Return the English vocabulary, read once."""
    lists = word_lists("en", "vocabulary")
    words = lists.words
    determiners, prepositions = words("determiners"), words("prepositions")
    before_verb = words("before_verb")
    forms = (form for verb in words("verbs") for form in _forms_of(verb))
    return EnglishVocabulary(
        function_words=determiners.union(prepositions, before_verb, words("other_function_words")),
        determiners=determiners,
        prepositions=prepositions,
        before_verb=before_verb,
        verbs=words("irregular_forms").union(forms),
        nouns_like_verbs=words("nouns_like_verbs"),
        nouns_in_ing=words("nouns_in_ing"),
        adjectives=words("adjectives"),
        empty_adjectives=words("empty_adjectives"),
        fillers=words("fillers"),
        weak=words("weak"),
        expressions=lists.in_order("expressions"),
    )


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

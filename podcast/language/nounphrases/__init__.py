"""The noun phrases of a text: what a title can be made of.

There is no dictionary here. A phrase is known by what stands around it: in French an article or a
preposition before, and a border after (punctuation, a small word, a verb that is known); inside,
a noun, adjectives that end as adjectives do and agree with it, and complements ("de l'eau"). What
is doubtful is left out: a title is chosen among dozens of phrases, and a broken one is worse than
a second choice.
"""

from __future__ import annotations

from podcast.language.nounphrases.tokens import NounPhrase, folded, name_words, without_markup

__all__ = ["NounPhrase", "folded", "name_words", "noun_phrases"]


def noun_phrases(text: str, language: str, names: frozenset[str]) -> tuple[NounPhrase, ...]:
    """Return all noun phrases of `text`, nested ones too, in order; none in a language not known
    here.

    `names` are the `folded` words of people's names, which are no part of a phrase.
    """
    if language == "fr":
        from podcast.language.nounphrases.french import French

        return tuple(French(without_markup(text), names).phrases())
    if language == "en":
        from podcast.language.nounphrases.english import English

        return tuple(English(without_markup(text), names).phrases())
    return ()

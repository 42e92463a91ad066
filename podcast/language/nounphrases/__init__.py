"""The noun phrases of a text: what a title can be made of.

There is no dictionary here. A phrase is known by what stands around it: in French an article or a
preposition before, and a border after (punctuation, a small word, a verb that is known); inside,
a noun, adjectives that end as adjectives do and agree with it, and complements ("de l'eau"). What
is doubtful is left out: a title is chosen among dozens of phrases, and a broken one is worse than
a second choice.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from podcast.language.nounphrases.tokens import NounPhrase, folded, name_words, without_markup

__all__ = ["NounPhrase", "folded", "found_by", "looked_for", "name_words", "noun_phrases"]

_otherwise: dict[tuple[str, frozenset[str]], Callable[[str], tuple[NounPhrase, ...]]] = {}


def noun_phrases(text: str, language: str, names: frozenset[str]) -> tuple[NounPhrase, ...]:
    """Return all noun phrases of `text`, nested ones too, in order; none in a language not known
    here.

    `names` are the `folded` words of people's names, which are no part of a phrase.
    """
    remembered = _otherwise.get((language, names))
    return remembered(text) if remembered else looked_for(text, language, names)


@contextlib.contextmanager
def found_by(
    remembered: Callable[[str], tuple[NounPhrase, ...]], language: str, names: frozenset[str]
) -> Iterator[None]:
    """Meanwhile `noun_phrases` gives what `remembered` does, in this language with these names."""
    _otherwise[language, names] = remembered
    try:
        yield
    finally:
        del _otherwise[language, names]


def looked_for(text: str, language: str, names: frozenset[str]) -> tuple[NounPhrase, ...]:
    """Return what `noun_phrases` does, looked for in `text` now."""
    if language == "fr":
        from podcast.language.nounphrases.french import French

        return tuple(French(without_markup(text), names).phrases())
    if language == "en":
        from podcast.language.nounphrases.english import English

        return tuple(English(without_markup(text), names).phrases())
    return ()

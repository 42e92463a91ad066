"""The words of a transcript that nothing is sure how to say, the commonest first.

A rule may have had to guess (an acronym that could be a word, a name in capitals); a word may
have a shape that no rule knows, or be in no list of words and names; or the engine may take it for
a foreign one. Ten entries in the debate's lexicon mend what matters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from podcast.language import ELIDED
from podcast.language.gender import is_first_name
from podcast.language.known_words import is_known, known_words, names
from podcast.wording.cleaning import clean
from podcast.wording.lexicon import EMPTY, Lexicon
from podcast.wording.spoken_words import claims_of, rewritten, words_to_say


@dataclass(frozen=True, slots=True)
class Unsure:
    """A word, how often it is said, what is said for it, and why that is not sure."""

    word: str
    times: int
    said: str
    why: str


_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_ELIDED = re.compile(rf"^(?:{'|'.join(ELIDED)})'", re.IGNORECASE)
_ODD = re.compile(r"\d[^\W\d]|[^\W\d]\d|[a-zà-ÿ][A-ZÀ-Þ]|[A-ZÀ-Þ]{2}[a-zà-ÿ]")

_PRODUCT = re.compile(r"\d{1,3}[A-Z]|[A-Z]\d{1,3}")  # 5G, G7: engines say these right

GUESSED = "guessed from its letters"
ODD = "an unusual shape"
FOREIGN = "taken for a foreign word"
UNKNOWN = "in no word list"

_NAME_RULES = frozenset(("surname", "name", "word in capitals"))
"""Rules for names, which nobody may know how to say all the same."""

# A name of two French syllables or more with an ending that is said one way only: nobody need look
# at "Letourneau" or "Villepin", whether a list has them or not.
_SYLLABLE = (
    r"(?:[bcdfgjlmnprstv]{1,2}|ch|ph|qu|gu|gn|[bcdfgptv][rl]|l[bcdfgmpt]r?|r[bcdfglmnpqtv]r?|s[cpt]r?)?"
    r"(?:e?au|ou|oi|[ae]i|eu|[aeiouéèê][mn](?=[^aeiouyéèmn])|[aeiouéèêâô])"
)
_FRENCH_NAME = re.compile(
    rf"(?:{_SYLLABLE}){{1,4}}(?:[bcdfgjlmnprstv]|[bdlmnprtv]{{2}}|ch|gn|qu|gu|[bcdfgptv][rl]|l[bdmpt]|r[bcdglmntv]|s[ct])"
    r"(?:e?aux?|au[dt]|ault|o[tu]x?|et|ette|ard|[iy]ers?|ère|ère|ain|in|ine|on|oine|oux?|eux|oin|elle|é|ée"
    r"|osse|esse|age|aine|oir|eur|ois|ais|ert|ès)"
)
_MADE_OF_WORDS = re.compile(
    r"(?:le|la|du|des|de|l|d|beau|bon|petit|grand|gros|mont|saint)(?=\w{3})"
)


def unsure_words(
    texts: Iterable[tuple[str, str]],
    language: str,
    lexicon: Lexicon = EMPTY,
    foreign: Callable[[list[str]], set[str]] | None = None,
) -> tuple[Unsure, ...]:
    """Return the unsure words of `texts` (who says it, what is written).

    `foreign` says which of the words it is given an engine does not take for words of the
    language.
    """
    guessed: Counter[str] = Counter()
    said: dict[str, str] = {}
    whys: dict[str, str] = {}
    ordinary: Counter[str] = Counter()
    for speaker, written in texts:
        text = rewritten(clean(written), language).text
        claimed = bytearray(len(text))
        for claim in claims_of(text, language, lexicon, speaker):
            claimed[claim.start : claim.end] = b"\x01" * (claim.end - claim.start)
            word = text[claim.start : claim.end]
            is_name = claim.rule in _NAME_RULES
            if is_name and all(_is_known_name(part, language) for part in _WORD.findall(word)):
                continue
            if is_name or not claim.saying.sure:
                guessed[word] += 1
                said[word] = claim.saying.words
                whys[word] = UNKNOWN if claim.saying.sure else GUESSED
        for match in _WORD.finditer(text):
            if any(claimed[match.start() : match.end()]):
                continue
            word = _ELIDED.sub("", match.group())
            if _ODD.search(word) and not _PRODUCT.fullmatch(word):
                guessed[word] += 1
                whys[word] = ODD
            elif any(letter.isalpha() for letter in word):
                ordinary[word] += 1
    for word, times in ordinary.items():
        if not _is_in_a_list(word, language):
            guessed[word] = times
            whys[word] = UNKNOWN
    if foreign is not None:
        for word in foreign(list(ordinary)):
            guessed[word] = ordinary[word]
            whys[word] = FOREIGN
    return tuple(
        Unsure(
            word, times, said.get(word) or words_to_say(word, language, lexicon).words, whys[word]
        )
        for word, times in sorted(guessed.items(), key=lambda item: (-item[1], item[0].lower()))
    )


def said_by_lexicon(
    texts: Iterable[tuple[str, str]], language: str, lexicon: Lexicon = EMPTY
) -> tuple[tuple[str, int], ...]:
    """Return the words of `texts` that no word list has and an entry of a lexicon says, with how
    often they come, the commonest first."""
    found: Counter[str] = Counter()
    for speaker, written in texts:
        text = rewritten(clean(written), language).text
        found.update(
            text[claim.start : claim.end]
            for claim in claims_of(text, language, lexicon, speaker)
            if claim.rule == "lexicon"
        )
    return tuple((word, n) for word, n in found.most_common() if not _is_in_a_list(word, language))


def _is_in_a_list(word: str, language: str) -> bool:
    """Return whether a word that is said as it is written is known; of a language without a list
    of names, every name is."""
    if not known_words(language) or any(letter.isdigit() for letter in word):
        return True
    if word[0].isupper():
        return not names(language) or _is_known_name(word, language)
    return len(word) < 3 or is_known(word, language)


def _is_known_name(word: str, language: str) -> bool:
    if is_known(word, language) or is_first_name(word):
        return True
    parts = re.split(r"[-']", word)
    return all(
        part.lower() in names(language)
        or is_known(part, language)
        or is_first_name(part)
        or (language == "fr" and _looks_french(part.lower()))
        for part in parts
        if len(part) > 2
    )


def _looks_french(name: str) -> bool:
    made_of_words = _MADE_OF_WORDS.match(name)
    if made_of_words and is_known(name[made_of_words.end() :], "fr"):
        return True  # "Leblanc", "Deschamps", "Petitjean"
    return _FRENCH_NAME.fullmatch(name) is not None and name not in names("en")

"""Which language a transcript is in."""

from __future__ import annotations

import re
from itertools import pairwise

from podcast.errors import PodcastError
from podcast.language.word_lists import LANGUAGES, commonest

_ENOUGH = 20_000  # characters; more changes nothing

# Loading the model takes as long as all the rest of reading: French and English are recognised by
# their commonest words where these leave no doubt. Measured on transcripts and on 380 translations
# of one text (UDHR in Unicode): of 1,500 characters of what people say, 25 or more different ones
# are in their own language, and at most 8 (Spanish, of the French ones) in another, but for Scots,
# which the model takes for English. They are 35 to 43 % of all words; elsewhere, at most 23 %.
_LEAST_TEXT = 3_000  # characters; of less, chance decides
_PART = 1_500  # characters looked at together, so that no part is in another language
_LEAST_DIFFERENT = 22  # in each part
_MOST_OF_OTHERS = 4
_LEAST = 0.33  # share of all words
_FEWEST_WORDS = 80  # of a text that says more than its header
# A letter of another script counts as a word: there, words are not always parted by spaces.
_WORD = re.compile(r"[a-zA-ZÀ-ÖØ-öø-ÿŒœ]+|[^\W\d_]")


def detect_language(text: str) -> str:
    """The ISO 639-1 code of the language that most of `text` is in, of 97 that are known.

    Raises `PodcastError` where there is no room to unpack the model in.
    """
    text = text[:_ENOUGH]
    plain = plain_language(text)
    if plain is not None:
        return plain
    from py3langid.langid import classify

    try:
        language, _ = classify(text)
    except OSError as error:
        raise PodcastError(
            "The language of the text cannot be found out, which takes 10 MB of the temporary"
            f" folder ({error.strerror}); name one with room in TMPDIR, or say --language fr."
        ) from error
    return str(language)


def language_of(text: str, declared: str | None) -> str:
    """The language of `text`: the one that its file has `declared`, unless it is full of the
    commonest words of another (the template of a page may say what it likes); else the one that is
    found. Raises what `detect_language` does."""
    if not declared:
        return detect_language(text)
    words = [word.lower() for word in _WORD.findall(text[:_ENOUGH])]
    share = {c: sum(word in commonest(c) for word in words) for c in LANGUAGES}
    fullest = max(share, key=share.__getitem__)
    full = len(words) >= _FEWEST_WORDS and share[fullest] >= _LEAST * len(words)
    return fullest if full and share.get(declared[:2], 0) < share[fullest] / 2 else declared


def plain_language(text: str) -> str | None:
    """The language of whose commonest words `text` is full, from its beginning to its end; None
    where that does not decide: short, mixed, or in another language than these few."""
    if len(text) < _LEAST_TEXT:
        return None
    # What is left at the end is looked at with what is before it.
    ends = [*range(_PART, len(text) - _PART + 1, _PART), len(text)]
    parts = [_WORD.findall(text[start:end]) for start, end in pairwise([0, *ends])]
    for language in LANGUAGES:
        words = [word for part in parts for word in part]
        full = sum(word in commonest(language) for word in words) >= _LEAST * len(words)
        if full and all(_only(set(part), language) for part in parts):
            return language
    return None


def _only(words: set[str], language: str) -> bool:
    """Whether many of `words` are of `language`, as they are written (of a text in capitals, none
    is), and next to none of another one."""
    return all(
        len(commonest(code) & words) >= _LEAST_DIFFERENT
        if code == language
        else len(commonest(code) & words) <= _MOST_OF_OTHERS
        for code in LANGUAGES
    )

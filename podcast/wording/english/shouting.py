"""Words in capitals that are no acronyms: emphasis ("VERY important"), passages in capitals."""

from __future__ import annotations

import re

from podcast.language.word_lists import english_vocabulary, word_lists
from podcast.wording.capitals import Syllables
from podcast.wording.english.numbers import in_case, opens_sentence

_LISTS = word_lists("en", "capitals")
_WORDS = _LISTS.words("words")
_TWO_LETTERS = _LISTS.words("two_letter_words")
_BOTH = _LISTS.words("words_and_acronyms")
_ACRONYMS = _LISTS.words("acronyms")

_STOP = re.compile(r"[.!?…;:()]")
_ONSETS = _LISTS.words("onsets")
_CODAS = _LISTS.words("codas")


def _joins(consonants: str) -> bool:
    if consonants in _ONSETS or consonants in _CODAS:
        return True
    return any(
        consonants[:cut] in _CODAS and consonants[cut:] in _ONSETS
        for cut in range(1, len(consonants))
    )


_SYLLABLES = Syllables(
    re.compile(r"([^AEIOUY]*)([AEIOUY]*)"),
    _ONSETS,
    _CODAS,
    _LISTS.words("no_vowels"),
    _joins,
)


def is_pronounceable(letters: str) -> bool:
    """Return whether letters make English syllables: ASEAN and ADEME do, OECD and IAEA do not."""
    return _SYLLABLES.make(letters.replace("QU", "KW"))


def _is_word(word: str) -> bool:
    known = english_vocabulary()
    return (
        word in _WORDS
        or word in known.function_words
        or (len(word) > 3 and (word in known.verbs or word in known.adjectives))
    )


def is_shouted(match: re.Match[str]) -> bool:
    """Return whether a word stands in a passage in capitals: "IT IS TIME TO ACT"."""
    text, (start, end) = match.string, match.span("it")
    around = [
        *re.findall(r"[\w']+", _STOP.split(text[max(0, start - 24) : start])[-1])[-2:],
        *re.findall(r"[\w']+", _STOP.split(text[end : end + 24])[0])[:2],
    ]
    return any(_shouts(word) for word in around) or _is_loud(text, start, end)


def _shouts(word: str) -> bool:
    return word.isupper() and len(word) > 1 and word.lower() not in _BOTH and _is_word(word.lower())


def _is_loud(text: str, start: int, end: int) -> bool:
    """Return whether all around is in capitals, some of it words that no acronym is."""
    words = re.findall(r"[^\W\d_]{2,}", text[max(0, start - 60) : start] + text[end : end + 60])
    loud = [word for word in words if word.isupper()]
    return (
        len(loud) > 2
        and len(loud) * 4 >= len(words) * 3
        and sum(_shouts(word) or len(word) > 6 for word in loud) * 4 >= len(loud)
    )


# Ends of English words that no acronym is said with.
_LONG_CODA = re.compile(
    r"(?:[LNR]?TH|GHT|[LNR]?CH|TCH|RSH|LSH|HN|RST|RLD|RDS|LDS|NDS|RTS|RKS|NKS|LLS|GHTS|THS|PTH|XT|WN"
    r"|WS|WD|WL|YS|GN|BT|MB|DGE|NGTH|RNS|RMS|CTS?|PTS?|NTS)$"
)


def _could_be_word(word: str) -> bool:
    if len(word) > 5:
        return any(letter in "AEIOUY" for letter in word)
    if is_pronounceable(word):
        return True
    coda = _LONG_CODA.search(word)
    return coda is not None and is_pronounceable(word[: coda.start()])


_VERB_AFTER = re.compile(
    r" (?:is|are|was|were|will|would|can|could|should|has|have|had|did|does|do|else|knows?|cares?"
    r"|wants?|pays?|benefits?|decides?|says|said|gets|wins|in|the)\b"
)


def word_in_capitals(match: re.Match[str]) -> str | None:
    """Return a word in capitals in small letters, where it is no acronym."""
    word = match["it"]
    low = word.lower()
    if low in _BOTH or len(word) == 2:
        if low == "who" and _asks(match):
            return "Who"
        if low == "who" and _KNOWN_WHO.search(
            match.string, max(0, match.start() - 12), match.start()
        ):
            return "who" if _VERB_AFTER.match(match.string, match.end()) else None
        if low == "ok":
            return in_case(match, "okay")
        if low in _TWO_LETTERS or (low in _BOTH and is_shouted(match)):
            return in_case(match, low)
        return None
    if not _is_word(low) and not (
        len(low) > 3 and low not in _ACRONYMS and _could_be_word(word) and is_shouted(match)
    ):
        return None
    return in_case(match, low)


_KNOWN_WHO = re.compile(r"\b(?:asked|asks|ask|know|knows|knew|see|decide|decides|matters?|about) $")


def _asks(match: re.Match[str]) -> bool:
    """ "WHO is responsible?", at the start of a question; not "WHO is ready.", but who knows."""
    if not opens_sentence(match) or _VERB_AFTER.match(match.string, match.end()) is None:
        return False
    stop = re.compile(r"[.?!]").search(match.string, match.end(), match.end() + 200)
    return stop is not None and stop.group() == "?"

"""Liaison in French: where the last consonant of a word is said before a vowel ("les‿élus").

eSpeak NG decides by the spelling, and makes far more liaisons than people do. What it makes
wrongly is taken back by a break between the words that lasts a millisecond; what it misses is
said as phonemes there. Nothing is known here of how the words themselves sound.
"""

from __future__ import annotations

import re

from podcast.language.word_lists import either, word_lists
from podcast.wording.french.months import MONTHS
from podcast.wording.model import Rule, Saying

_LISTS = word_lists("fr", "liaison")


def _pattern(name: str) -> re.Pattern[str]:
    """Return what matches the words of a list, in which * stands for any letters."""
    return re.compile(either(_LISTS.words(name)).replace(r"\*", r"[\w-]*"))


_STYLE = _LISTS.choice("style", ("spoken", "elevated"))
_LINKS = _LISTS.words("links")
_LINKS_BEFORE_NOUNS = _LISTS.words("links_before_nouns")
_SMALL_WORDS = _LISTS.words("small_words")
_BEFORE_SINGULAR = _LISTS.words("before_singular")
_BEFORE_PLURAL = _LISTS.words("before_plural")
_NEVER = _LISTS.words("never")
_SET_PHRASES = _LISTS.lists("set_phrases")
_MADE = _LISTS.lists("made")
_DENASAL = _LISTS.table("denasal")
_ASPIRATED_VOWELS = _LISTS.words("aspirated_vowels")
_ASPIRATED = _pattern("aspirated")
_TAKEN_FOR_ASPIRATED = _pattern("taken_for_aspirated")
_BEFORE_ASPIRATED = _LISTS.table("before_aspirated")
_SILENT = _LISTS.words("silent")
_NOUNS_TOO = _LISTS.words("nouns_too")

BREAK = "|"
"""What stands between two words, in phonemes, where there is no liaison."""

_NO_LIAISON = Saying(" ", ipa=BREAK)
_SOUNDS = {"s": "z", "x": "z", "z": "z", "t": "t", "d": "t", "n": "n", "r": "ʁ", "p": "p"}
_VOWEL = "aeiouyhàâäéèêëîïôöùûüœæAEIOUYHÀÂÄÉÈÊËÎÏÔÖÙÛÜŒ"
_LAST_WORDS = re.compile(r"(?:(?P<before>[\w-]+)(?: |'))?(?P<word>[\w-]+)$")
_FIRST_WORDS = re.compile(r"[\w'-]+(?: [\w'-]+)?")
_INVERTED = re.compile(r"[^\W\d_]-(?:on|nous|vous|ils|elles|les|en)$")
_NUMBER = re.compile(r"\d*(?:[236]|[179]0)")  # said "deux", "trois", "six", "dix" at its end
_REACH = 40
"""Characters on either side that hold the words which decide."""


def is_aspirated(word: str) -> bool:
    """Return whether neither liaison nor elision is made before a word in small letters."""
    if word[:1] == "h":
        return _ASPIRATED.fullmatch(word) is not None
    return word in _ASPIRATED_VOWELS


def _between_words(match: re.Match[str]) -> Saying | None:
    """Return what is heard in the space between two words; None to leave it to the engine."""
    text, space = match.string, match.start("it")
    last = _LAST_WORDS.search(text, max(0, space - _REACH), space)
    following = _FIRST_WORDS.match(text, space + 1, space + _REACH)
    if last is None or following is None:
        return None
    written, before = last["word"], (last["before"] or "").lower()
    word, after = written.lower(), following.group().lower()
    second = after.split(" ")[0]
    links = word in _LINKS or word in _LINKS_BEFORE_NOUNS
    if is_aspirated(second):
        return _NO_LIAISON
    if links and (_TAKEN_FOR_ASPIRATED.fullmatch(second) or word in _SILENT):
        return _said(word)
    if any(_begins(after, phrase) for phrase in _MADE.get(word, ())):
        return _said(word)
    if any(_begins(after, phrase) for phrase in _SET_PHRASES.get(word, ())):
        return None
    second = second.split("'")[0]
    is_unlinked = _is_inverted(written) or word in _NEVER or _is_name(last)
    before_acronym = text[space + 2 : space + 3].isupper() and not links
    if is_unlinked or before_acronym or not _may_link(word, before, second):
        return _NO_LIAISON
    return None


def _said(word: str) -> Saying:
    """Return the consonant of `word`, said once whatever the engine makes of the word."""
    return Saying(" ", ipa=f"{BREAK}{_SOUNDS[word[-1]]}")


def _begins(text: str, words: str) -> bool:
    return text.startswith(words) and not text[len(words) : len(words) + 1].isalpha()


def _may_link(word: str, before: str, second: str) -> bool:
    is_noun = before in _BEFORE_SINGULAR
    if word in _LINKS:
        return not (is_noun and second in _SMALL_WORDS and word in _NOUNS_TOO)
    if word[0].isdigit():
        unlinked = second in _SMALL_WORDS or second in MONTHS
        return not unlinked or _NUMBER.fullmatch(word) is None
    if second in _SMALL_WORDS:
        return _STYLE == "elevated" and not is_noun and word not in _LINKS_BEFORE_NOUNS
    if word in _LINKS_BEFORE_NOUNS:
        return True
    return not is_noun and not word.endswith(("er", "ment"))


def _is_inverted(word: str) -> bool:
    return "-" in word and _INVERTED.search(word) is not None


def _is_name(last: re.Match[str]) -> bool:
    """Return whether a word with a capital is a name in the singular ("Nicolas", "Angers")."""
    written = last["word"]
    if not written[0].isupper() or (last["before"] or "").lower() in _BEFORE_PLURAL:
        return False
    low = written.lower()
    return not (low in _LINKS or low in _LINKS_BEFORE_NOUNS)


def _without_nasal(match: re.Match[str]) -> Saying | None:
    word, following = match["it"], match["after"].lower()
    if following.split("'")[0] in _SMALL_WORDS or is_aspirated(following):
        return None
    return Saying(word, ipa=_DENASAL[word.lower()])


def _own(match: re.Match[str]) -> Saying | None:
    following = match["after"].lower()
    if following.split("'")[0] in _SMALL_WORDS or is_aspirated(following):
        return None
    return Saying(match["it"], ipa={"m": "mɔ̃n", "t": "tɔ̃n", "s": "sɔ̃n"}[match["it"][0]])


def _six(match: re.Match[str]) -> Saying | None:
    if not is_aspirated(match["after"].lower()):
        return None
    return Saying(match["it"], ipa=_BEFORE_ASPIRATED[match["it"].lower()])


RULES = (
    Rule(
        "six",
        re.compile(
            rf"(?<![\w-])(?P<it>{either(_BEFORE_ASPIRATED)}) (?P<after>[hoyHOY][\w-]*)", re.IGNORECASE
        ),
        _six,
        needs="xtXT",
    ),
    Rule(
        "denasal",
        re.compile(
            rf"(?<![\w-])(?P<it>{either(_DENASAL)}) (?P<after>[{_VOWEL}][\w'-]*)",
            re.IGNORECASE,
        ),
        _without_nasal,
    ),
    Rule(
        "de son",
        re.compile(rf"\b[Dd]e (?P<it>[mts]on) (?P<after>[{_VOWEL}][\w'-]*)"),
        _own,
    ),
    Rule(
        "inverted",
        re.compile(r"(?<=[rn][td])(?P<it>-)(?=(?:il|elle|on)s?(?![\w-]))"),
        lambda match: Saying("-", ipa=f"{BREAK}t"),
        needs="-",
    ),
    Rule(
        "liaison",
        re.compile(
            rf"(?:(?<=[sxztdnSXZTDN0236])|(?<=er|ER)|(?<=oup|rop))(?<!\bet)(?<!ion)(?P<it> )"
            rf"(?=[{_VOWEL}]|1(?!\d)|[FLMNRSX][A-Z])"
        ),
        _between_words,
    ),
)  # fmt: skip

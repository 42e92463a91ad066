"""Liaison in French: where the last consonant of a word is said before a vowel ("les‿élus").

eSpeak NG decides by the spelling, and makes far more liaisons than people do. What it makes
wrongly is taken back by a break between the words that lasts a millisecond; what it misses is
said as phonemes there. Nothing is known here of how the words themselves sound.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from podcast.language.word_lists import word_lists
from podcast.wording.french.numbers import MONTHS
from podcast.wording.model import Rule, Saying

_LISTS = word_lists("fr", "liaison")


class _Words:
    """The words of a list, in which a * at the end stands for any letters."""

    def __init__(self, name: str) -> None:
        words = _LISTS.words(name)
        self._whole = frozenset(word.rstrip("*") for word in words)
        self._beginnings = tuple(word[:-1] for word in words if word.endswith("*"))

    def __contains__(self, word: str) -> bool:
        return word in self._whole or word.startswith(self._beginnings)


_STYLE = _LISTS.choice("style", ("spoken", "elevated"))
_LINKS = _LISTS.words("links")
_LINKS_BEFORE_NOUNS = _LISTS.words("links_before_nouns")
_SMALL_WORDS = _LISTS.words("small_words")
_BEFORE_SINGULAR = _LISTS.words("before_singular")
_BEFORE_PLURAL = _LISTS.words("before_plural")
_NEVER = _LISTS.words("never")
_SET_PHRASES = _LISTS.lists("set_phrases")
_MADE = _LISTS.lists("made")
_IN_PHRASES = _SET_PHRASES.keys() | _MADE.keys()
_DENASAL = _LISTS.table("denasal")
_OWN = {"mon": "mɔ̃n", "ton": "tɔ̃n", "son": "sɔ̃n"}
_ASPIRATED_VOWELS = _LISTS.words("aspirated_vowels")
_ASPIRATED = _Words("aspirated")
_TAKEN_FOR_ASPIRATED = _Words("taken_for_aspirated")
_BEFORE_ASPIRATED = _LISTS.table("before_aspirated")
_SILENT = _LISTS.words("silent")
_NOUNS_TOO = _LISTS.words("nouns_too")

BREAK = "|"
"""What stands between two words, in phonemes, where there is no liaison."""

_NO_LIAISON = Saying(" ", ipa=BREAK)
_WITH_MUTE_E = Saying(" ", ipa=f"{BREAK}əz")
_SOUNDS = {"s": "z", "x": "z", "z": "z", "t": "t", "d": "t", "n": "n", "r": "ʁ", "p": "p"}
_VOWEL = "aeiouyhàâäéèêëîïôöùûüœæAEIOUYHÀÂÄÉÈÊËÎÏÔÖÙÛÜŒ"
# The last two words of a text that is written backwards; the first two of one that is not.
_LAST_WORDS = re.compile(r"([\w-]+)(?:[ ']([\w-]+))?")
_FIRST_WORDS = re.compile(r"[\w'-]+(?: [\w'-]+)?")
_SPELLED = re.compile(r"[A-Z](?:[A-ZÀ-Þ]| [A-Z](?!\w))")
_INVERTED = re.compile(r"[^\W\d_]-(?:on|nous|vous|ils|elles|les|en)$")
_NUMBER = re.compile(
    r"\d*(?:[236]|[1789]0)"
)  # said "deux", "trois", "six", "dix", "vingts" at its end
# A z cannot follow these: with liaison their e is heard ("autres‿élus", "nombreuses‿années").
_HEAVY = re.compile(r"(?:\w[bcdfgptv][lr]|\w[lrs][bcdfgkmnptv]|\w\w[cgjsxz]|ch|gn|sm)es$")
_REACH = 40
"""Characters on either side that hold the words which decide."""


def is_aspirated(word: str) -> bool:
    """Return whether neither liaison nor elision is made before a word in small letters."""
    if word[:1] == "h":
        return word in _ASPIRATED
    return word in _ASPIRATED_VOWELS


def _between_words(match: re.Match[str]) -> Saying | None:
    """Return what is heard in the space between two words; None to leave it to the engine."""
    text, space = match.string, match.start("it")
    last = _LAST_WORDS.match(text[max(0, space - _REACH) : space][::-1])
    following = _FIRST_WORDS.match(text, space + 1, space + _REACH)
    if last is None or following is None:
        return None
    word, before = last[1][::-1], (last[2] or "")[::-1].lower()
    after = following[0].lower()
    if word.lower() in _IN_PHRASES:
        low = word.lower()
        if any(_begins(after, phrase) for phrase in _MADE.get(low, ())):
            return _said(low)
        if any(_begins(after, phrase) for phrase in _SET_PHRASES.get(low, ())):
            return None
    is_spelled = _SPELLED.match(text, space + 1) is not None
    return _decided(before, word, after.split(" ", 1)[0], is_spelled)


@lru_cache(maxsize=20_000)
def _decided(before: str, written: str, following: str, is_spelled: bool) -> Saying | None:
    """Return what is heard between two words that are in no phrase; `before` comes before them,
    `is_spelled` says whether the second is an acronym."""
    word = written.lower()
    if is_aspirated(following):
        return _NO_LIAISON
    links = word in _LINKS or word in _LINKS_BEFORE_NOUNS
    if links and (following in _TAKEN_FOR_ASPIRATED or word in _SILENT):
        return _said(word)
    if not links and (
        is_spelled or _is_inverted(written) or word in _NEVER or _is_name(written, before)
    ):
        return _NO_LIAISON
    if not _may_link(word, before, following.split("'")[0]):
        return _NO_LIAISON
    return _WITH_MUTE_E if _HEAVY.search(word) else None


def _said(word: str) -> Saying:
    """Return the consonant of `word`, said once whatever the engine makes of the word."""
    return Saying(" ", ipa=f"{BREAK}{_SOUNDS[word[-1]]}")


def _begins(text: str, words: str) -> bool:
    return text.startswith(words) and not text[len(words) : len(words) + 1].isalpha()


def _may_link(word: str, before: str, second: str) -> bool:
    is_noun = before in _BEFORE_SINGULAR
    if word in _LINKS:
        joins = second in ("et", "ou") and word != "vingt"
        return not joins and not (is_noun and second in _SMALL_WORDS and word in _NOUNS_TOO)
    if word[0].isdigit():
        unlinked = second in _SMALL_WORDS or second in MONTHS
        return not unlinked or _NUMBER.fullmatch(word) is None
    if second in _SMALL_WORDS:
        return _STYLE == "elevated" and not is_noun and word not in _LINKS_BEFORE_NOUNS
    if word in _LINKS_BEFORE_NOUNS:
        return True
    # After a plural, what ends in -ent is a verb or an adverb ("les élus arrivent").
    if second.endswith(("ent", "ront")) or (_STYLE == "spoken" and _HEAVY.search(word)):
        return False
    return not is_noun and not word.endswith(("er", "ment"))


def _is_inverted(word: str) -> bool:
    return "-" in word and _INVERTED.search(word) is not None


def _is_name(written: str, before: str) -> bool:
    """Return whether a word with a capital is a name in the singular ("Nicolas", "Angers")."""
    return written[0].isupper() and before not in _BEFORE_PLURAL


def _linked(match: re.Match[str], sounds: Mapping[str, str]) -> Saying | None:
    word, following = match["it"], match["after"].lower()
    if following.split("'")[0] in _SMALL_WORDS or is_aspirated(following):
        return None
    return Saying(word, ipa=sounds[word.lower()])


def _six(match: re.Match[str]) -> Saying | None:
    if not is_aspirated(match["after"].lower()):
        return None
    return Saying(match["it"], ipa=_BEFORE_ASPIRATED[match["it"].lower()])


def _capital_or_not(words: Iterable[str]) -> str:
    return "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in words)


RULES = (
    Rule("six", rf"(?<![\w-])(?P<it>{_capital_or_not(_BEFORE_ASPIRATED)}) (?P<after>[hoyHOY][\w-]*)",
         _six, needs=re.compile("[xXtT] [hoyHOY]")),
    Rule("denasal", rf"(?<![\w-])(?P<it>{_capital_or_not(_DENASAL)}) (?P<after>[{_VOWEL}][\w'-]*)",
         lambda match: _linked(match, _DENASAL), needs=re.compile(rf"[nNgG] (?=[{_VOWEL}])(?<=[OoAaIiEeNn]..)")),
    Rule("de son", rf"\b[Dd]e (?P<it>[mts]on) (?P<after>[{_VOWEL}][\w'-]*)",
         lambda match: _linked(match, _OWN), needs=re.compile(rf"on (?=[{_VOWEL}])(?<=e [mts]on )")),
    Rule("inverted", r"(?P<it>-)(?<=[rn][td].)(?=(?:il|elle|on)s?(?![\w-]))",
         lambda match: Saying("-", ipa=f"{BREAK}t"), needs="-"),
    Rule("liaison",
         rf"(?P<it> )(?=[{_VOWEL}]|1(?!\d)|[FLMNRSX][A-Z])"
         r"(?:(?<=[sxztdnSXZTDN0236] )|(?<=er |ER )|(?<=oup |rop ))(?<!\bet )(?<!ion )", _between_words),
)  # fmt: skip

"""Acronyms in English: letter by letter, or as a word where they can be one; words in capitals."""

from __future__ import annotations

import re

from podcast.language.gender import is_first_name
from podcast.language.word_lists import english_vocabulary, word_lists
from podcast.wording.english.numbers import UNITS, in_case, opens_sentence
from podcast.wording.lexicon import language_lexicon
from podcast.wording.model import NUMBER, Rule, Saying
from podcast.wording.numerals import Syllables, capitalised, roman_value

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


LETTERS = word_lists("en", "capitals").table("letters")
_VOWELS = frozenset("AEIOUY")


def spelled(letters: str) -> Saying:
    """Return an acronym letter by letter, with phonemes, for engines read some letters as words."""
    known = [LETTERS[letter] for letter in letters.upper() if letter in LETTERS]
    if not known or len(known) != len(letters):
        return Saying(" ".join(letters))
    return Saying(" ".join(letters), ipa=_ipa(known))


def _ipa(sounds: list[str]) -> str:
    """Return the letters' sounds in one, the last one stressed most."""
    return "".join([*(sound.replace("ˈ", "ˌ") for sound in sounds[:-1]), sounds[-1]])


def _ending(ipa: str) -> str:
    """Return the s of a plural or a genitive after these sounds."""
    if ipa.endswith(("s", "z", "ʃ", "ʒ", "x")):
        return "ɪz"
    return "s" if ipa.endswith(("p", "t", "k", "f", "θ")) else "z"


def with_ending(said: Saying, ending: str) -> Saying:
    """Return an acronym with "s", "'s" or "s'" (or with nothing)."""
    if not ending:
        return said
    # "N G O's": other engines would read "Os" as a word.
    mark = "'s" if " " in said.words or ending == "'s" else "s"
    words = f"{said.words}{mark}"
    if not said.ipa:
        return Saying(words, sure=said.sure)
    ipa = said.ipa
    return Saying(words, ipa=ipa + _ending(ipa), sure=said.sure)


def say_acronym(letters: str) -> Saying | None:
    """Return an acronym as a word, from four letters on where it can be one, else letter by letter.

    None where the engine spells it anyway: without a vowel it cannot but spell.
    """
    if len(letters) >= 4 and is_pronounceable(letters):
        return Saying(letters.capitalize(), sure=False)
    if not any(letter in _VOWELS for letter in letters):
        return None
    return spelled(letters)


def _acronym(match: re.Match[str]) -> Saying | None:
    letters, ending = match["letters"], match["ending"]
    if letters == "AM":
        return Saying("AM", ipa=_ipa([LETTERS["A"], LETTERS["M"]]))  # "nine AM"
    if "II" in letters and not ending and (value := roman_value(letters)) is not None:
        return Saying(str(value))
    said = say_acronym(letters)
    if said is not None:
        return with_ending(said, ending)
    return with_ending(spelled(letters), ending) if ending else None


def _of_lexicon(word: str) -> Saying | None:
    for _, entry in language_lexicon("en").by_first_word.get(word.lower(), ()):
        if entry.written in (word, word.lower()) and not entry.speaker:
            return spelled(word) if entry.spell else Saying(entry.say or word, entry.ipa)
    return None


def _dotted(match: re.Match[str]) -> Saying:
    letters = "".join(letter for letter in match["it"] if letter.isupper())
    said = spelled(letters)
    text, end = match.string, match.end("it")
    after = re.match(r"\s*$|\s+([A-Z][a-z]*)", text[end : end + 20])
    if match["it"].endswith(".") and after is not None:
        word = after[1]
        if word is None or word.lower() in english_vocabulary().function_words:
            return Saying(f"{said.words}.", said.ipa)
    ending = match["ending"] or ""
    # Cleaning takes the apostrophe of "U.S.'s" for a quote.
    return with_ending(said, ending.replace(" s", "'s"))


def _apart(match: re.Match[str]) -> Saying | None:
    """ "A P I": one by one an engine takes the A for the article."""
    letters = "".join(letter for letter in match["it"] if letter.isupper())
    return with_ending(spelled(letters), match["ending"]) if "A" in letters else None


def _with_digits(match: re.Match[str]) -> Saying | None:
    letters = match["letters"]
    if len(letters) == 1:
        return spelled(letters) if letters == "A" else None
    said = _of_lexicon(letters) or say_acronym(letters)
    apart = match.string[match.end("it")].isdigit() and said is not None
    return Saying(f"{said.words} ", said.ipa) if said is not None and apart else said


def _surname(match: re.Match[str]) -> Saying | None:
    first, word = match["first"], match["it"]
    if first and not is_first_name(first.split("-")[0]):
        return None
    if first and (len(word) < 4 or set(word) <= set("IVX")):
        return None
    return Saying(capitalised(word), sure=False)


_NAME = r"[A-ZÀ-Þ][A-ZÀ-Þ']*(?:-[A-ZÀ-Þ']+)*"

_CAPITALS = re.compile("[A-Z]{2}")

RULES = (
    Rule("surname",
         rf"(?:\b(?:Mister|Missus|Mr|MR|Mrs|MRS|Ms|MS|Miss|MISS|Dr|DR|Prof|Sir|SIR|Lady|LADY|Lord|LORD"
         rf"|Madam|Professor|Doctor|Mme)\.? "
         rf"|\b(?P<first>[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?) )(?P<it>(?!\w\b){_NAME})(?!\w)", _surname),
    Rule("dotted acronym",
         r"(?<![\w.])(?P<it>(?:[A-Z]\.){2,7}(?P<ending>'s| s\b)?|(?:[A-Z]\.){1,6}[A-Z](?P<x>(?=[ ,;:!?)])))(?!\w)",
         _dotted),
    Rule("PhD", r"(?<!\w)(?P<it>Ph(?:D|\. ?D(?:\.(?! [A-Z]|$))?)(?P<ending>s?))(?!\w)",
         lambda match: with_ending(spelled("PHD"), match["ending"]), needs="D"),
    Rule("word in capitals", r"(?<![\w&/])(?P<it>[A-Z]{2,}(?:'[A-Z]{1,2})?)(?![\w&]|-?\d|'s\b)",
         word_in_capitals, needs=_CAPITALS),
    Rule("acronym with a number", r"(?<![\w])(?P<it>(?P<letters>[A-Z]{1,7}))(?=-?\d)", _with_digits, needs=NUMBER),
    Rule("letters with and", r"(?<!\w)(?P<it>(?P<one>[A-Z]{1,2}) ?& ?(?P<two>[A-Z]{1,2}))(?P<ending>s?)(?!\w)",
         lambda match: f"{' '.join(match['one'])} and {' '.join(match['two'])}", needs="&"),
    Rule("acronym", r"(?<!\w)(?P<it>(?P<letters>[A-Z]{2,})(?P<ending>'?s|))(?!\w)", _acronym, needs=_CAPITALS),
    Rule("letters apart", r"(?<![\w.'-])(?P<it>[A-Z](?: [A-Z]){1,7}(?P<ending>(?:'s)?))(?![\w'.-])", _apart),
    Rule("letter A", r"(?<=[a-z\d,] )(?P<it>A)(?=[ ,.;:!?)-]|$)(?! ?\.\w)",
         lambda match: "a" if is_shouted(match) else spelled("A"), needs="A"),
    Rule("letter A", r"(?<=[A-Z] )(?P<it>A)(?= [A-Z]{2})",
         lambda match: "a" if is_shouted(match) else None, needs="A"),
    Rule("small letter and capitals", r"(?<![\w.'/-])(?P<it>[a-z][A-Z]{2,4})(?![\w'/])",
         lambda match: None if match["it"] in UNITS else spelled(match["it"].upper()), needs=_CAPITALS),
    Rule("dotted letters", r"(?<![\w.])(?P<it>(?:[a-z]\.){3,6}|(?:[a-z]\.){2,5}[a-z])(?![\w.])",
         lambda match: spelled(match["it"].replace(".", "").upper())),
)  # fmt: skip

"""Acronyms in English: letter by letter, or as a word where they can be one; words in capitals."""

from __future__ import annotations

import re

from podcast.language.gender import is_first_name
from podcast.language.word_lists import english_vocabulary, word_lists
from podcast.wording.capitals import capitalised
from podcast.wording.english.counting import UNITS
from podcast.wording.english.shouting import is_pronounceable, is_shouted, word_in_capitals
from podcast.wording.lexicon import language_lexicon
from podcast.wording.model import NUMBER, Rule, Saying
from podcast.wording.numerals import roman_value

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
    if first and (len(word) < 4 or roman_like(word)):
        return None
    return Saying(capitalised(word), sure=False)


def roman_like(word: str) -> bool:
    """Return whether a word could be a Roman numeral."""
    return not set(word) - set("IVX")


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

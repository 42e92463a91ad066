"""Acronyms in French: letter by letter, or as a word where it can be one; words in capitals."""

from __future__ import annotations

import re
from dataclasses import replace

from podcast.language.gender import is_first_name
from podcast.language.known_words import accented, is_known, known_words, names
from podcast.language.sentences import ends_after_initial
from podcast.language.word_lists import french_vocabulary, word_lists
from podcast.wording.lexicon import language_lexicon
from podcast.wording.model import NUMBER, Rule, Saying, needing
from podcast.wording.numerals import Syllables, capitalised

_LISTS = word_lists("fr", "capitals")
LETTERS = _LISTS.table("letters")
_CAPITAL = "A-ZÀ-ÖØ-ÞŒ"
_VOWELS = frozenset("AEIOUYÀÂÄÉÈÊËÎÏÔÖÙÛÜŒ")
_ACCENTED = frozenset("ÀÂÄÉÈÊËÎÏÔÖÙÛÜŒÇ")
_SOUNDED = frozenset("aeiouyøɛœɔ")

_ONSETS = _LISTS.words("onsets")
_FOREIGN_ONSETS = _LISTS.words("foreign_onsets")
_EMPHASISED = _LISTS.words("emphasised")
_JOINS = frozenset("RLNSMCT")


def spelled(letters: str) -> Saying:
    """Return an acronym letter by letter; the phonemes only where an engine would read it as a
    word."""
    known = [LETTERS[letter] for letter in letters.upper() if letter in LETTERS]
    ipa = ""
    for sound in known:
        ipa += "." if ipa and ipa[-1] in _SOUNDED and sound[0] in _SOUNDED else ""
        ipa += sound
    # Engines read letters with a vowel as a word, and take "BD" for "boulevard".
    plain = any(letter in _VOWELS for letter in letters.upper()) or len(letters) < 3
    return Saying(" ".join(letters.upper()) if plain else letters, ipa=ipa)


def _joins(consonants: str) -> bool:
    if consonants in _ONSETS or (len(consonants) == 2 and consonants[0] == consonants[1]):
        return True
    return consonants[0] in _JOINS and consonants[1:] in _ONSETS and consonants != "CN"


_SYLLABLES = Syllables(
    re.compile(rf"([^{''.join(sorted(_VOWELS))}]*)([{''.join(sorted(_VOWELS))}]*)"),
    _ONSETS,
    _LISTS.words("codas"),
    _LISTS.words("no_vowels"),
    _joins,
)
is_pronounceable = _SYLLABLES.make
"""Whether letters make French syllables: ADEME and INRIA do, EPCI and DGSE do not."""


def say_acronym(letters: str) -> Saying:
    """Return an acronym as a word, from four letters on where it can be one, else letter by
    letter."""
    if len(letters) >= 4 and is_pronounceable(letters):
        return Saying(letters.capitalize(), sure=False)
    guess = len(letters) >= 3 and is_pronounceable(letters)
    said = spelled(letters)
    return Saying(said.words, said.ipa, sure=not guess)


def word_of_address(part: str) -> str:
    """Return a word of an e-mail address as it is said: with its accents, with "IA" apart, letter
    by letter where it can be no word ("dpo")."""
    low = accented(part.lower(), "fr")
    if low != part.lower() or is_known(low, "fr"):
        return low if low != part.lower() else part
    root = accented(part[:-2].lower(), "fr")
    if part.endswith("ia") and len(root) > 3 and root in known_words("fr"):
        return f"{root} IA"
    for letters in (2, 3, 4):  # "cnnumerique"
        head, rest = part[:letters].upper(), part[letters:].lower()
        if len(rest) > 5 and not is_pronounceable(head) and is_known(accented(rest, "fr"), "fr"):
            return f"{head} {accented(rest, 'fr')}"
    if part.isalpha() and part.isascii() and len(part) < 5 and not is_pronounceable(part.upper()):
        return part.upper()
    return part


def _acronym(match: re.Match[str]) -> Saying | None:
    letters = match["it"]
    bare = letters.rstrip("s")
    if len(bare) < 2:
        return None
    return say_acronym(bare)


def _with_digits(match: re.Match[str]) -> Saying:
    letters = match["letters"]
    said = say_acronym(letters) if len(letters) > 1 else spelled(letters)
    return Saying(f"{said.words} ", said.ipa)


def _apart(said: Saying) -> Saying:
    return replace(said, words=f" {said.words}")


def _word_in_capitals(match: re.Match[str]) -> Saying | None:
    """Return emphasis ("c'est TRÈS important") and names ("Mme CHAIZE") as the words they are."""
    word = match["it"]
    low = word.lower()
    letters = [letter for letter in word if letter.isalpha()]
    if low in _EMPHASISED or (
        low in french_vocabulary().function_words and (len(letters) >= 4 or _near_capitals(match))
    ):
        return Saying(low)
    if not word.isascii() and _ACCENTED.isdisjoint(letters):
        return Saying(capitalised(word), sure=False)  # "SÁNDOR" is no acronym
    if len(letters) < 5 and _ACCENTED.isdisjoint(letters):
        return None
    share = sum(letter in _VOWELS for letter in letters) / len(letters)
    if not 0.2 <= share <= 0.75 or (len(letters) < 7 and not _opens_like_a_word(word)):
        return None
    return Saying(in_french(capitalised(word)), sure=False)


def in_french(name: str) -> str:
    """Return a name spelled so that engines say it as French: "Bertollet", "Fleuri", "Galosse",
    "Daniéla"."""
    if name.lower() in language_lexicon("fr").by_first_word:
        return name
    name = with_open_e(name)
    return _ENGLISH_LETTERS.sub(lambda match: _IN_FRENCH.get(match[0], match[0]), name)


def with_open_e(name: str) -> str:
    """Return a name in -a or -o with accents on each e that ends a syllable, which engines make
    mute: "Pamela", "Toledo"; of one in -as or -os, only after a vowel: "Cuevas", not "Aubenas"."""
    if name.endswith(("a", "o")):
        return _OPEN_E.sub("é", name)
    return _OPEN_E_AFTER_VOWEL.sub("é", name) if name.endswith(("as", "os")) else name


_OPENS = r"e(?=(?:[bcdfgjklmnprstvz]|[bcdfgptv][rl])[aeiouyáéèíóú])"
_OPEN_E = re.compile(rf"(?<=[^\W\d_]){_OPENS}")
_OPEN_E_AFTER_VOWEL = re.compile(rf"(?<=[iu])(?<![qg]u){_OPENS}")
_ENGLISH_LETTERS = re.compile(
    r"(?<!t)th(?![éèê])(?!(?<=sth)m)|(?<=[bcdfglmnprstvz])y$|(?<!gr)(?<!cl)(?<!cr)(?<!d)os$"
)
_IN_FRENCH = {"th": "t", "y": "i", "os": "osse"}


def _french_word(match: re.Match[str]) -> str | None:
    """Return a French word with "th", or a French name with it or a y, that engines take for
    English."""
    word = match["it"]
    low = word.lower()
    if word[0].islower():
        is_french = is_known(low, "fr")
    else:
        is_french = not low.isascii() or not (low in names("en") or is_known(low, "en"))
    said = in_french(word)
    return said if is_french and said != word else None


def _name_in_a_or_o(match: re.Match[str]) -> str | None:
    word = match["it"]
    said = with_open_e(word)
    low = word.lower()
    is_said = low in known_words("fr") or low in language_lexicon("fr").by_first_word
    return said if said != word and not is_said else None


def _opens_like_a_word(word: str) -> bool:
    match = _SYLLABLES.parts.match(word)
    return match is None or not match[1] or match[1] in _ONSETS or match[1] in _FOREIGN_ONSETS


def _near_capitals(match: re.Match[str]) -> bool:
    text, (start, end) = match.string, match.span("it")
    before = re.search(rf"([{_CAPITAL}]{{2,}}),? $", text[max(0, start - 30) : start])
    after = re.match(rf",? ([{_CAPITAL}]{{2,}})", text[end : end + 30])
    return before is not None or after is not None


def _surname(match: re.Match[str]) -> Saying | None:
    if match["first"] and not is_first_name(match["first"].split("-")[0]):
        return None
    words = match["it"].split(" ")
    if len(words) == 1 and len(words[0]) < 2:
        return None
    particles = {"DE", "DU", "DES", "D"}
    said = [w.lower() if w in particles else in_french(capitalised(w)) for w in words]
    return Saying(" ".join(said))


_DOTTED = re.compile(r"[A-Z]\.[ -]?[A-Z]\.")
_CAPITALS = re.compile(rf"[{_CAPITAL}][{_CAPITAL}]")

EARLY = needing(_DOTTED, (
    Rule("initials", r"(?<![\w.-])(?<!av\. )(?<!ap\. )(?<!apr\. )(?P<it>[A-Z]\.(?:-[A-Z]\.)+)(?=[ ,]|$)",
         lambda match: spelled(match["it"].replace(".", "").replace("-", ""))),
    Rule("dotted acronym",
         r"(?<![\w.])(?:[A-Z]\.[ -]?){1,7}[A-Z]\.(?=[ ,;:!?)…]|$)(?<! )|(?<![\w.])(?:[A-Z]\.){2,7}(?![A-Za-z])",
         lambda match: None if {" ", "-"} & {*match.group()} else spelled(match.group().replace(".", ""))),
))  # fmt: skip


def _initial(match: re.Match[str]) -> str | None:
    """ "Samuel L. Jackson", "O. Marchesi": a name goes on, and no sentence ends; but a sentence may
    after "le plan B." """
    before = re.search(r"(\w+)\W*$", match.string[max(0, match.start() - 24) : match.start()])
    noun = before and before[1].islower() and before[1] not in french_vocabulary().function_words
    if match["it"] == "M." or noun or ends_after_initial(match.string, match.end()):
        return None
    return match["it"][0]


INITIALS = (
    Rule("initial",
         rf"(?P<it>[{_CAPITAL}](?<![\w.'’&-].)(?<!(?<!\w)[{_CAPITAL}] .)\.)(?= [{_CAPITAL}][{_CAPITAL}a-zà-ÿ'.-])",
         _initial),
)  # fmt: skip


def _french_name(match: re.Match[str]) -> str | None:
    if match["first"] and not is_first_name(match["first"].split("-")[0]):
        return None
    said = in_french(match["it"])
    return said if said != match["it"] else None


def _bot(match: re.Match[str]) -> Saying | None:
    """ "Tchadbotte", but not "robot", "M. Talbot"."""
    is_name = re.search(
        r"[A-ZÀ-Þ][\w-]*\.? $", match.string[max(0, match.start() - 20) : match.start()]
    )
    return (
        None if is_name or is_known(match["it"], "fr") else Saying(f"{match['it']}te", sure=False)
    )


NAMES = (
    Rule("name",
         rf"(?:\b(?:M\.|Mr|Mme|Mlle|Dr|Me|Madame|Monsieur|Maître|Docteur)|(?<![\w-])(?P<first>[{_CAPITAL}][a-zà-ÿ]+(?:-[{_CAPITAL}][a-zà-ÿ]+)?)) "
         rf"(?P<it>[{_CAPITAL}][a-zà-ÿ]*(?:th[a-zà-ÿ]*|[bcdfglmnprstvz]y|os))(?![\w'-])",
         _french_name, needs=re.compile(rf"[{_CAPITAL}](?<= .)[a-zà-ÿ]*(?:th|[bcdfglmnprstvz]y(?!\w)|os(?!\w))")),
    Rule("French word",
         rf"(?<![\w-])(?P<it>[a-zà-ÿ]*(?<!t)th(?![éèê]|iq|od|ol|or|eu|yr|ie)[a-zà-ÿ]+|[{_CAPITAL}][a-zà-ÿ]*(?:th[a-zà-ÿ]+|[bcdfglmnprstvz]y))(?![\w'-])",
         _french_word, needs=re.compile(r"y(?!\w)(?<=[bcdfglmnprstvz].)|th(?![éèê]|iq|od|ol|or|eu|yr|ie)")),
    Rule("name in -a or -o",
         rf"(?<!\w)(?P<it>[{_CAPITAL}][a-zà-ÿ]*e[a-zà-ÿ]*[ao]s?)(?![\w']|-[a-z])",
         _name_in_a_or_o, needs=re.compile(r"[ao]s?(?!\w)")),
    Rule("grand'", r"[Gg]rand(?P<it>')(?=\w)", "-", needs=re.compile("rand'")),
    Rule("chat", r"(?<![\w-])(?P<it>[Cc]hat)(?= ?[A-Z]{2})",
         lambda match: Saying(match["it"], "tʃat"), needs=re.compile("hat ?[A-Z]")),
    Rule("-bot", r"(?<![\w-])(?P<it>\w{2,}bot)(?:s(?!\w))?(?![\w-])", _bot, needs=re.compile("bot")),
    Rule("Mont", r"M(?<![\w-].)on(?P<it>t)(?=[bcdfgjlnqsv][a-zà-ÿ]{2})", "", needs="M"),
)  # fmt: skip

RULES = needing(_CAPITALS, (
    # Engines say the lone letter as a mute e.
    Rule("letter", r"(?P<it>E)(?<![\w'.-].)(?![\w'-])", lambda match: Saying("E", LETTERS["E"]), needs="E"),
    Rule("prefix in capitals",
         r"(?<![\w-])(?P<it>MI|DEMI|SEMI|ANTI|NON|SOUS|VICE|PRO|POST|AUTO|CO|EX)(?=-[A-ZÀ-Þ]{4})",
         lambda match: match["it"].lower(), needs=re.compile(r"-[A-ZÀ-Þ]{4}")),
    Rule("surname",
         rf"(?:\b(?:M\.|MM\.|Mr|Mmes?|Mlle|Dr|Pr|Me|[Mm]adame|[Mm]onsieur|[Mm]aître|[Dd]octeur|[Pp]rofesseur)(?: [{_CAPITAL}][a-zà-ÿ]+(?:-[{_CAPITAL}][a-zà-ÿ]+)*)?"
         rf"|(?<![\w-])(?P<first>[{_CAPITAL}][a-zà-ÿ]+(?:-[{_CAPITAL}][a-zà-ÿ]+)*)) "
         rf"(?P<it>(?:(?:LE|LA|DE|DU|DES|EL|AL|BEN|VAN|VON|SAN|DA|DI|MAC|MC) )*[{_CAPITAL}]['{_CAPITAL}]+(?:-['{_CAPITAL}]+)*)(?![\w])",
         _surname, needs=re.compile(rf"[{_CAPITAL}](?<= .)['{_CAPITAL}]+(?!\w)")),
    Rule("word in capitals", rf"(?P<it>[{_CAPITAL}](?<!\w.)[{_CAPITAL}]+)(?!\w)", _word_in_capitals),
    Rule("acronym with a number", r"(?P<it>(?P<letters>[A-Z](?<![\w'].)[A-Z]{0,5})-?)(?=\d)",
         _with_digits, needs=NUMBER),
    Rule("acronym in a name", r"(?P<it>[A-Z](?<=[a-zà-ÿ]{3}.)[A-Z]{1,3})(?!\w)",
         lambda match: _apart(say_acronym(match["it"]))),
    Rule("acronym", rf"(?P<it>[{_CAPITAL}](?<!\w.)[{_CAPITAL}]+s?)(?!\w)", _acronym),
))  # fmt: skip


# --- passages in capitals: headings, shouting, old web pages; said as words ---------------------


_WORD = rf"[{_CAPITAL}]+(?:['-][{_CAPITAL}]+)*"

PASSAGE = re.compile(rf"(?<![\w'-]){_WORD}(?:[ ,;:\d%.?!()]+{_WORD})+(?![\w'-])")
"""Two words or more in capitals, one after the other, with numbers and marks between them."""

_PARTS = re.compile(rf"[{_CAPITAL}]+'?")
_WORDS = word_lists("fr", "capitals").words("words")


def in_small_letters(match: re.Match[str]) -> str:
    """Return a passage with its words in small letters, if there are words in it; acronyms stay."""
    passage = match.group()
    words = _PARTS.findall(passage)
    # Letters that are spelled ("L'I A") are no words.
    small = sum(len(word) > 1 and word.isalpha() and _is_word(word) for word in words)
    # "La SNCF, la RATP" is no passage; "TOUS AU NORD" is one.
    if len(words) < 3 or small < 2 or small < len(words) / 4:
        return passage
    known = {entry.written for entry in language_lexicon("fr").entries}
    return _PARTS.sub(lambda word: _lowered(word, known), passage)


def _is_word(word: str) -> bool:
    low = word.lower()
    return low in _WORDS or low in french_vocabulary().function_words


def _lowered(match: re.Match[str], known: set[str]) -> str:
    word = match.group()
    low = word.lower()
    if _is_word(word) or word.endswith("'"):
        return low
    if word in known or not re.search("[AEIOUYÀÂÉÈÊËÎÏÔÙÛŒ]", word) or word == "IA":
        return word
    return low if len(word) > 3 else word

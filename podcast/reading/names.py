"""Names of people: what looks like one, when two are the same, how one is written."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

PARTICLES = frozenset(
    """de du des d la le les l von van der den ten di da del della dos al el ben bin ibn y
    e""".split()
)
CIVILITY = re.compile(
    r"^(?:(?:M\.|MM\.|M(?=\s+[A-ZÀ-Þ][a-zà-ÿA-ZÀ-Þ])|Mme\.?|Mmes|Mlle\.?|Mlles|Monsieur|Messieurs|Madame"
    r"|Mesdames|Mademoiselle|Mr\.?|Mrs\.?|Ms\.?|Mx\.?|Miss|Messrs\.?|Dr\.?|Pr\.?|Prof\.?|Professeure?"
    r"|Professor|Docteure?|Me|Maître|Sir|Dame|Lord|Lady|Baroness|Baronne|Senator|Sénateur|Sénatrice"
    r"|L['’]hon(?:\.|orable)|HON\.|Sen\.|Rep\.|Representative|Congressman|Congresswoman|Hon\.|The\s+Hon\.|Judge|Justice|Général"
    r"|General|Colonel|Capitaine|Captain|Commandant|Abbé|Père|Sœur|Rev\.?|Reverend|Ambassador"
    r"|MME|MLLE|MADEMOISELLE|MR\.?|MRS\.?|MS\.?|DR\.?|MONSIEUR|MADAME|MISS|SENATOR|PROF\.?)\s+)+"
)
_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-](?=[^\W_])|['’]-(?=[^\W_])|\.-(?=[^\W_])|\.$)*")
_NICKNAME = re.compile(
    r"(?<=\w)\s*(?:«\s*[^«»]{1,30}?\s*»|“[^“”]{1,30}”|\"[^\"]{1,30}\"|\([A-ZÀ-Þ][\w'’-]{1,20}\))\s+(?=[A-ZÀ-Þ])"
    r"|\s+(?:dite?|alias|aka)\s+[«“\"]?\s?[A-ZÀ-Þ][\w'’-]*\s?[»”\"]?(?=$|[\s,(])"
)
_HANDLE = re.compile(r"\s*(?<!\w)@[\w.-]+|(?<=\))\s+[a-z][\w.-]*$")
_ELIDED = re.compile(r"^[dl]['’][a-zà-ÿ]")
_LONGEST_NAME = 60

# Words that stand alone on a line in capitals, or with a capital, and are nobody.
_NOT_NAMES = frozenset(
    """introduction conclusion sommaire ouverture cloture debat debats echange echanges
    question questions reponse reponses discussion annexe annexes presentation table ronde
    programme applaudissements rires partie chapitre titre note notes synthese bilan
    contexte preambule merci bonjour oui non voila bien agenda summary opening closing
    debate answers answer appendix part chapter panel round session thanks hello yes no
    applause laughter contents participants intervenants animateur animatrice moderateur
    moderatrice speakers moderator bibliographie sources source contact contacts resume
    bonsoir bienvenue welcome abstract references overview background vote votes scrutin
    seance statement of the from for with by par pour sur dans avec aux""".split()
)


@lru_cache(maxsize=1 << 16)  # the same names come again and again
def key(name: str) -> str:
    """What two spellings of one name share: no accents, no case, no punctuation."""
    plain = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "OE"))
    letters = [c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)]
    return " ".join("".join(letters).casefold().split())


_CUT_OFF = ("o", "n", "d", "l")
"""What stands before an apostrophe in names."""


def initials_of(plain: str) -> frozenset[str]:
    """All initials that people write for the name with the key `plain`: "lcb" and "lcdb" for
    "le courrier du bief", "pc" for "patrick de la chaume", "nh" for "the new hearth", "po" for
    "priya o dowd"."""
    words = plain.split()
    if not words:
        return frozenset()
    weighty = [word for word in words if word not in PARTICLES and word not in ("the", "of")]
    said = [word for word in words if word not in ("de", "du", "des", "d")]
    whole = [word for before, word in pairwise(["", *words]) if before not in _CUT_OFF]
    forms = ["".join(word[0] for word in some) for some in (words, weighty, said, whole)]
    return frozenset(filter(None, (*forms, words[0][0] + words[-1][0])))


def letters_of(name: str) -> str:
    """The key of a name in one word: of initials, their letters."""
    return key(name).replace(" ", "")


def first_name(name: str) -> str:
    """The first word of a full name; empty for a name of one word."""
    words = name.split()
    return words[0] if len(words) > 1 else ""


def without_civility(name: str) -> str:
    """`name` without "M.", "Mme", "Dr"… before it."""
    return CIVILITY.sub("", name)


def without_nickname(text: str) -> str:
    """`text` without what somebody is also called: "Odile « Dédé » Roux", "Zoé Cam (Red) @zc"."""
    if not any(mark in text for mark in ("«", "“", '"', "(", "@", "dit", "alias", "aka")):
        return text
    text = _NICKNAME.sub(" ", text)
    return _HANDLE.sub("", text)


def looks_like_name(text: str) -> bool:
    """Whether `text` as a whole could be a person's name: capitalised words and particles.

    "Jean-Pierre de LA TOUR" could; "Merci." and "Ce que dit la loi" could not.
    """
    text = without_civility(text)
    if not 3 <= len(text) <= _LONGEST_NAME:
        return False
    words = text.split()
    if not 1 <= len(words) <= 6:
        return False
    capitalised = 0
    for word in words:
        if not _TOKEN.fullmatch(word):
            return False
        if word[0].isupper():
            capitalised += 1
        elif key(word).split()[:1] and key(word).split()[0] not in PARTICLES:
            return False
        elif _ELIDED.match(word):
            return False  # "Extrait d'archive"
    keys = key(text).split()
    return capitalised > 0 and not any(word in _NOT_NAMES for word in keys)


def as_written_name(text: str) -> str:
    """The name as people write it: "Laura LÉTOURNEAU" is "Laura Létourneau"."""
    words = without_civility(text).split()
    all_capitals = all(not any(c.islower() for c in word) for word in words)
    result = []
    for index, word in enumerate(words):
        bare = key(word).split()
        if index and word.isupper() and bare and bare[0] in ("de", "du", "des", "von", "van"):
            result.append(word.lower())
        elif word.isupper() and (all_capitals or len(word) > 1):
            result.append(_capitalised(word))
        else:
            result.append(_after_mac(word))
    return " ".join(result)


_MC = re.compile(r"^Mc([a-zà-ÿ])(?=[a-zà-ÿ]{2})")


def _capitalised(word: str) -> str:
    if re.fullmatch(r"(?:[A-ZÀ-Þ]\.-?)+", word):
        return word  # initials
    parts = re.split(r"([-'’])", word)
    lowered = [_MC.sub(lambda m: f"Mc{m[1].upper()}", part.capitalize()) for part in parts]
    if len(parts) > 2 and parts[0] in ("D", "L") and parts[1] in "'’":
        lowered[0] = "d" if parts[0] == "D" else "L"
    return "".join(lowered)


def _after_mac(word: str) -> str:
    """ "McDONALD" is "McDonald", "d'ORNANO" is "d'Ornano", "Jean-LUC" is "Jean-Luc"; other words
    stay as they are."""
    match = re.fullmatch(r"(Mc|Mac|[dDlLO]['’])([A-ZÀ-Þ]{2,})", word)
    if match:
        return match[1] + match[2].capitalize()
    parts = word.split("-")
    if len(parts) > 1 and any(part.isupper() and len(part) > 1 for part in parts):
        return "-".join(part.capitalize() if part.isupper() else part for part in parts)
    return word


def accents(name: str) -> int:
    """How many letters of a name have accents: of two spellings, the better one has more."""
    return sum(ord(character) > 127 and character.isalpha() for character in name)


MOST_NAMESAKES = 60
"""People of one surname among whom a shortened name is looked for: no debate has more, and with a
hundred thousand that would take days."""


def abbreviates(words: list[str], full: list[str]) -> bool:
    """Whether `words` are `full` with first names cut to a letter, or middle ones left out."""
    if words[-1] != full[-1] or len(words) < 2 or words == full:
        return False
    firsts, fulls = words[:-1], full[:-1]
    if len(firsts) == len(fulls):
        return all(
            short == long or (len(short) == 1 and long.startswith(short))
            or (len(long) == 1 and short.startswith(long))
            for short, long in zip(firsts, fulls, strict=True)
        )  # fmt: skip
    short, long = (firsts, fulls) if len(firsts) < len(fulls) else (fulls, firsts)
    if len(short) != 1:
        return False
    same = short[0] == long[0] or (len(short[0]) == 1 and long[0].startswith(short[0]))
    # "J.-P. Dupont": its letters; "Kent Dodds": without the middle ones.
    return same and all(len(word) == 1 for word in long[1:])


def may_be_one(one: str, other: str) -> bool:
    """Whether two keys of names could be one person's."""
    words, others = set(one.split()), set(other.split())
    if words <= others or others <= words:
        return True
    return one.replace(" ", "") in initials_of(other) or other.replace(" ", "") in initials_of(one)

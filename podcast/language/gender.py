"""Whether a speaker is a woman or a man, as far as a transcript tells.

Three clues, the surest first: the civility before the name ("Mme Durand"), the grammar of the
role ("Chargée de mission"), and the first name, looked up in `voices/first-names.toml`, which
people edit. Where none is clear, nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from podcast.errors import VoiceError
from podcast.language.word_lists import LANGUAGES, word_lists
from podcast.store.data import default_directory
from podcast.store.toml import read_toml
from podcast.voice import Gender

_F, _M = Gender.FEMALE, Gender.MALE


def gender_of(name: str, role: str | None, language: str) -> Gender | None:
    """Return the gender of a speaker, None where the transcript does not tell.

    `language` (ISO 639-1) is the debate's: "Jean" is a man in French and a woman in English.
    Raises `VoiceError` where the list of first names is wrong.
    """
    name = " ".join(name.split())
    for text in (name, role or ""):
        if pronoun := _PRONOUNS.search(text):
            return _F if pronoun["female"] else _M
    civility = _CIVILITY.match(name)
    if _JOINED.search(name[civility.end() :] if civility else name):
        return None  # several people
    if civility:
        return _CIVILITIES[_folded(civility["word"]).rstrip(".")]
    gender = _by_first_name(name, language)
    for text in (_ARTICLE.sub("", name), role or ""):
        found = _by_role(text, language)
        # "Claire Dupont, directeur": a masculine role is no proof against a woman's name.
        if found is not None and (found, gender) != (_M, _F):
            return found
    return gender


# --- the civility -----------------------------------------------------------------------------

_CIVILITIES: dict[str, Gender] = {
    **dict.fromkeys(("m", "mr", "mm", "monsieur", "messieurs", "sir", "mister", "lord"), _M),
    **dict.fromkeys(("frere", "abbe", "father", "brother", "baron"), _M),
    **dict.fromkeys(("mme", "mmes", "mlle", "madame", "mesdames", "mademoiselle"), _F),
    **dict.fromkeys(("mrs", "ms", "miss", "madam", "lady", "dame", "soeur", "sister"), _F),
    **dict.fromkeys(("baroness", "baronne"), _F),
}
_CIVILITY = re.compile(
    r"(?P<word>M\.|M(?=\s)|Mr\.?|MM\.?|Monsieur|Messieurs|Sir|Mister|Lord|Frère|Abbé|Father|Brother"
    r"|Baron|Mmes?\.?|Mlle\.?|Madame|Mesdames|Mademoiselle|Mrs\.?|Ms\.?|Miss|Madam|Lady|Dame|Sœur"
    r"|Sister|Baroness|Baronne)(?=\s|$)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:le|la)\s+", re.IGNORECASE)  # "la présidente"
_TITLE = re.compile(r"(?:(?:Dr|Pr|Prof|Me|Maître|Docteur|Professeure?|Rev)\.?\s+)+(?=\S)")
_JOINED = re.compile(r"\s(?:et|and|&)\s+(?:M\.|Mme|Mr|Mrs|Ms|[A-ZÀ-Þ])")
_PRONOUNS = re.compile(
    r"\(\s*(?:(?P<female>she|elle)|he|il)(?:\s*[/·,]\s*(?:hers?|him|his|la|le|lui))*\s*\)",
    re.IGNORECASE,
)


def _folded(text: str) -> str:
    """Return `text` in small letters, without accents; œ and the typographic apostrophe undone."""
    text = text.replace("œ", "oe").replace("Œ", "oe").replace("’", "'")
    spread = unicodedata.normalize("NFKD", text)
    return "".join(c for c in spread if not unicodedata.combining(c)).casefold()


# --- the role ---------------------------------------------------------------------------------


@cache
def _people(language: str) -> dict[str, Gender]:
    """Return what people do, with its gender; by language, because a "consultant" is a man in
    French."""
    return _by_form(word_lists(language, "people").in_order("roles"))


@cache
def _agreeing() -> dict[str, Gender]:
    """Return the gender of the French adjectives that agree with the head of a role."""
    return _by_form(word_lists("fr", "people").in_order("agreeing"))


@cache
def _common_gender() -> frozenset[str]:
    return frozenset(_folded(word) for word in word_lists("fr", "people").words("common_gender"))


def _by_form(pairs: Iterable[str]) -> dict[str, Gender]:
    """Return the gender of each form in pairs ("directrice/directeur"); where people use the
    masculine form of women too, it is left out ("cheffe/")."""
    table: dict[str, Gender] = {}
    for pair in pairs:
        female, _, male = _folded(pair).partition("/")
        table[female] = _F
        if male:
            table[male] = _M
    return table


_RANKS = {"ancienne": _F, "nouvelle": _F, "premiere": _F, "ancien": _M}

# A role is a list of titles; dots and dashes only part them when spaces stand around.
_PARTS = re.compile(r"[,;|()\n]|\s[·•–—/-]\s|\s(?:et|and|puis|ou)\s")
_WORDS = re.compile(r"[^\W\d_]+(?:['’·.-][^\W\d_]+)*")
_ENDINGS = r"(?:e|ne|te|le|ère|ière|rice|euse|trice)s?"
_INCLUSIVE = re.compile(rf"\w·\w|\w\.{_ENDINGS}\b|\w\({_ENDINGS}\)|\w-(?:e|ne|rice)\b")
_PREFIX = re.compile(r"^(?:vice|co|ex|sous|pro|non|multi|auto|micro)-?(?=[a-z]{4})-?")
# What comes after these says of what, where or for whom one is, not who one is.
_LINK_WORDS = (
    "de du des d a au aux en pour chez sur aupres dans par avec sous hors pres contre entre "
    "of at for in to from with on the"
)
_LINKS = frozenset(_LINK_WORDS.split())


def names_a_person(word: str) -> bool:
    """Return whether a word says what somebody does: "trésorière", "pêcheur"; in French or
    English."""
    plain = _PREFIX.sub("", _folded(word))
    return any(plain in _people(language) for language in LANGUAGES)


def _by_role(role: str, language: str) -> Gender | None:
    """Return the gender that the head nouns of a role show."""
    if _INCLUSIVE.search(role):
        return None
    people = _people(language) if language in LANGUAGES else {}
    adjectives = _agreeing() if language == "fr" else {}
    either = _common_gender()
    for part in _PARTS.split(role):
        rank: Gender | None = None
        for position, written in enumerate(_WORDS.findall(part)):
            word = _folded(written)
            if word in _LINKS or word.startswith(("d'", "l'")):
                break
            bare = _PREFIX.sub("", word)
            gender = people.get(word) or people.get(bare)
            if gender is None and position:
                gender = adjectives.get(word) or (rank if word in either else None)
            if gender is not None:
                return gender
            if word not in either and bare not in either:
                break  # "Agence nationale", "Services": not about a person
            rank = _RANKS.get(word)
    return None


# --- the first name ---------------------------------------------------------------------------


def names_file() -> Path:
    """`voices/first-names.toml`: inside the installed package, or in a checkout."""
    return default_directory() / "first-names.toml"


_KINDS: tuple[tuple[str, Gender | None], ...] = (("female", _F), ("male", _M), ("unisex", None))


@cache
def first_names(path: Path) -> dict[str, dict[str, Gender | None]]:
    """Return by language, the gender of each first name (without accents, in small letters); None
    for a name of both.

    Raises `VoiceError` where the file is missing or wrong.
    """
    tables: dict[str, dict[str, Gender | None]] = {}
    for language, lists in read_toml(path, VoiceError).items():
        if not isinstance(lists, dict):
            raise VoiceError(
                f"{path}: “{language}” must be a table [{language}] with the lists"
                " `female`, `male` and `unisex`."
            )
        table: dict[str, Gender | None] = {}
        known = [kind for kind, _ in _KINDS]
        for kind in lists:
            if kind not in known:
                raise VoiceError(
                    f"{path}, [{language}]: `{kind}` is not known here; known are"
                    f" {', '.join(known)}."
                )
        for kind, gender in _KINDS:
            listed = lists.get(kind, [])
            if not isinstance(listed, list) or not all(isinstance(n, str) for n in listed):
                raise VoiceError(f"{path}, [{language}]: `{kind}` must be a list of names.")
            for name in listed:
                plain = _folded(name)
                if plain in table:
                    raise VoiceError(
                        f"{path}, [{language}]: “{name}” stands twice; leave it in one list."
                    )
                table[plain] = gender
        tables[language] = table
    return tables


def is_first_name(word: str) -> bool:
    """Return whether `word` is a first name that is known in any language."""
    plain = _folded(word)
    return any(plain in table for table in first_names(names_file()).values())


def _by_first_name(name: str, language: str) -> Gender | None:
    name = _TITLE.sub("", _CIVILITY.sub("", name, count=1).strip(), count=1)
    plain = _folded(_first_name(name))
    tables = first_names(names_file())
    order = [language, *(other for other in sorted(tables) if other != language)]
    # The name as a whole, then, for a compound, the part that decides in French: "Marie-Laure".
    for form in dict.fromkeys((plain, plain.split("-")[0])):
        for table in (tables.get(code, {}) for code in order):
            if form in table:
                return table[form]
    return None


def _first_name(name: str) -> str:
    """Return the first name in "Laura LÉTOURNEAU", "LÉTOURNEAU Laura", "Létourneau, Laura"."""
    if "," in name:
        after = name.split(",", 1)[1].strip()
        # What follows a comma may also be a role: one word only is a first name.
        if after and len(after.split()) == 1:
            return after
        name = name.split(",", 1)[0]
    words = name.split()
    small = [word for word in words if not word.isupper()]
    if small and len(small) < len(words) and words[0].isupper() and len(words[0].strip(".")) > 1:
        return small[0]
    return words[0] if words else ""

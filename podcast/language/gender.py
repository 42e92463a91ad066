"""Whether a speaker is a woman, a man, or many, as far as a transcript says.

The clues, the surest first: the civility before the name ("Mme Durand"), the grammar of a label
without a name ("Un cycliste") or of the role ("Chargée de mission"), and the first name, looked up
in `voices/first-names.toml`, which people edit. Where none is clear, nothing is guessed.

Grammar is asked before lists. The article decides, whatever the noun, unless the noun is of a kind
that is no woman or man: "une voix", "la mairie". Without an article, the noun's ending decides,
where French has a word for both: "riverain" and "riveraine".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from podcast.errors import VoiceError
from podcast.language.known_words import accented, bearers, known_words
from podcast.language.word_lists import LANGUAGES, word_lists
from podcast.store.data import default_directory
from podcast.store.toml import read_toml
from podcast.voice import Gender

_F, _M = Gender.FEMALE, Gender.MALE


def gender_of(name: str, role: str | None, language: str) -> Gender | None:
    """Return the gender of a speaker, None where the transcript does not say.

    `language` (ISO 639-1) is the debate's: "Jean" is a man in French and a woman in English.
    Raises `VoiceError` where the list of first names is wrong.
    """
    name = " ".join(name.split())
    for text in (name, role or ""):
        if pronoun := _PRONOUNS.search(text):
            return _F if pronoun["female"] else _M
    if is_many(name, language):
        return None
    if civility := _CIVILITY.match(name):
        return _CIVILITIES[folded(civility["word"]).rstrip(".")]
    if label := _LABEL.match(name) if language == "fr" else None:
        return _by_article(label["article"], label["rest"])
    gender = _by_first_name(name, language)
    if language == "en":
        name = " ".join(_from_noun(_ARTICLE.sub("", name), language))
    # A first name that is known is no noun: "Moise".
    for text in ("" if gender else name, role or ""):
        found = _by_role(text, language)
        # "Claire Dupont, directeur": a masculine role is no proof against a woman's name.
        if found is not None and (found, gender) != (_M, _F):
            return found
    return gender


def civility_gender(civility: str) -> Gender | None:
    """Return the gender that "M." or "Mme" gives."""
    found = _CIVILITY.match(f"{civility} ")
    return _CIVILITIES[folded(found["word"]).rstrip(".")] if found else None


def is_many(name: str, language: str) -> bool:
    """Return whether several people speak under this name: "Plusieurs députés", "Le public",
    "Mmes Brun et Petit"."""
    civility = _CIVILITY.match(name)
    if _PLURAL_CIVILITY.match(name) or _joins(name[civility.end() :] if civility else name):
        return True
    words = _WORDS.findall(name)
    if not words or any(character.isdigit() for character in name):
        return False
    lists = word_lists(language if language in LANGUAGES else "en", "people")
    several = {folded(word) for word in lists.words("several")}
    crowds = {folded(word) for word in lists.words("crowds")}
    if folded(words[0]) in several or name.lower().startswith("de nombreu"):
        return True
    head = folded(" ".join(_WORDS.findall(_ARTICLE.sub("", name)))).split()
    # In English the noun stands last: "an audience member" is one.
    if head and head[0] in crowds and (language != "en" or len(head) < 2 or head[1] in _LINKS):
        return True
    # "Riverains", "Protesters": a word in the plural, and nobody's name.
    alone = words[0].lower()
    return (
        len(words) == 1
        and alone.endswith("s")
        and alone[:-1] in known_words(language)
        and alone in known_words(language)
        and not is_first_name(alone)
        and (language == "en" or _by_ending(alone[:-1]) is not None)
    )


def _joins(name: str) -> bool:
    """Return whether `name` is that of two: "Le maire et Mme Roux", and not "The Minister of Mills
    and Rivers"."""
    joined = _JOINED.search(name)
    if joined is None or not _ARTICLE.match(name):
        return joined is not None
    other = name[joined.end() :]
    return bool(_ARTICLE.match(other) or _CIVILITY.match(other))


# --- the civility -----------------------------------------------------------------------------

_CIVILITIES: dict[str, Gender] = {
    **dict.fromkeys(("m", "mr", "mm", "monsieur", "messieurs", "sir", "mister", "lord"), _M),
    **dict.fromkeys(("frere", "abbe", "pere", "father", "brother", "baron", "congressman"), _M),
    **dict.fromkeys(("mme", "mmes", "mlle", "mlles", "madame", "mesdames", "mademoiselle"), _F),
    **dict.fromkeys(("mrs", "ms", "miss", "madam", "lady", "dame", "soeur", "sister"), _F),
    **dict.fromkeys(("baroness", "baronne", "senatrice", "congresswoman"), _F),
}
_CIVILITY = re.compile(
    r"(?P<word>M\.|M(?=\s)|Mr\.?|MM\.?|Monsieur|Messieurs|Sir|Mister|Lord|Frère|Abbé|Père|Father"
    r"|Brother|Baron|Congressman|Mmes?\.?|Mlles?\.?|Madame|Mesdames|Mademoiselle|Mrs\.?|Ms\.?|Miss"
    r"|Madam|Lady|Dame|Sœur|Sister|Baroness|Baronne|Sénatrice|Congresswoman)(?=\s|$)",
    re.IGNORECASE,
)
_PLURAL_CIVILITY = re.compile(r"(?:MM\.?|Mmes\.?|Messieurs|Mesdames|Messrs\.?)\s", re.IGNORECASE)
# "La présidente", "L'élu"; "La Fontaine" is a name, and "le Monde" a newspaper.
_LABEL = re.compile(r"^(?P<article>une?\s|l[ea]\s|l['’])\s*(?P<rest>\S.*)$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:(?:une?|l[ea]|the|an?)\s+|l['’]\s*)", re.IGNORECASE)
_TITLE = re.compile(r"(?:(?:Dr|Pr|Prof|Me|Maître|Docteur|Professeure?|Rev)\.?\s+)+(?=\S)")
_JOINED = re.compile(r"\s(?:et|and|&)\s+(?=[A-ZÀ-Þ])")
_PRONOUNS = re.compile(
    r"\(\s*(?:(?P<female>she|elle)|he|il)(?:\s*[/·,]\s*(?:hers?|him|his|la|le|lui))*\s*\)",
    re.IGNORECASE,
)


def folded(text: str) -> str:
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
    return _by_form(word_lists("fr", "people").in_order("agreeing"))


@cache
def _before_noun(language: str) -> frozenset[str]:
    return frozenset(map(folded, word_lists(language, "people").in_order("before_noun")))


@cache
def _common_gender() -> frozenset[str]:
    return frozenset(folded(word) for word in word_lists("fr", "people").words("common_gender"))


def _by_form(pairs: Iterable[str]) -> dict[str, Gender]:
    """Return the gender of each form in pairs ("directrice/directeur"); where people use the
    masculine form of women too, it is left out ("cheffe/")."""
    table: dict[str, Gender] = {}
    for pair in pairs:
        female, _, male = folded(pair).partition("/")
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


# Endings of what is no person: "l'association", "une intervention"; and of what is none unless it
# has another form for the other gender: "la mairie", but "une amie".
_THINGS = re.compile(r"(?:[tsx]ion|it[ée]|iété|auté|ment|isme|[ae]nce|age|(?<![ao])ise)$")
_THINGS_BUT_PEOPLE = re.compile(r"(?:ie|at|ure)$")
# The endings of a man's word and a woman's.
_PAIRS: tuple[tuple[str, str], ...] = (
    *((ending, ending + "e") for ending in ("ain", "ois", "ais", "ant", "ard")),
    *(("ien", "ienne"), ("er", "ère"), ("teur", "trice"), ("eur", "euse"), ("ent", "ente")),
)


@cache
def _by_ending(word: str) -> Gender | None:
    """Return the gender of a French noun, in small letters, that women and men have a form of
    each: "saunière"; None for any other word."""
    known = known_words("fr")
    word = accented(word, "fr")
    if word not in known or word.endswith("ment"):
        return None
    for male, female in _PAIRS:
        if word.endswith(male) and word.removesuffix(male) + female in known:
            return _M
        if word.endswith(female) and word.removesuffix(female) + male in known:
            return _F
    return None


def _from_noun(label: str, language: str) -> list[str]:
    """Return the words of a label without an article from its noun on: "ancien ouvrier"."""
    words = _WORDS.findall(label)
    while (
        len(words) > 1
        and folded(words[0]) in _before_noun(language)
        and folded(words[1]) not in _LINKS
    ):
        words = words[1:]
    return words


def _agrees(word: str) -> bool:
    """Return whether a French word has another form for the other gender: "amie"."""
    return word[:-1] in known_words("fr") or word + "e" in known_words("fr")


def _by_article(article: str, rest: str) -> Gender | None:
    words = _from_noun(rest, "fr")
    if not words:
        return None
    noun = folded(words[0])
    for word in words[1:]:
        if folded(word) in _LINKS:
            break
        if word[0].isupper() and is_first_name(word):  # "le docteur Anne Roy"
            return _by_first_name(word, "fr")
    if noun in word_lists("fr", "people").words("no_gender"):
        return None
    known = _by_role(" ".join(words), "fr")
    small = words[0].lower()
    if known is None and noun not in _common_gender():
        if _THINGS.search(small) or (_THINGS_BUT_PEOPLE.search(small) and not _agrees(small)):
            return None
        if words[0][0].isupper() and article[0] in "lL":
            return None  # a name: "Le Goff", "La Croix"
    if article[0] in "uU":
        return _F if article.strip().lower() == "une" else _M
    if article[1] in "eEaA":
        return _F if article[1] in "aA" else _M
    return known


def names_a_person(word: str) -> bool:
    """Return whether a word says what somebody does: "trésorière", "pêcheur"; in French or
    English."""
    plain = _PREFIX.sub("", folded(word))
    return any(plain in _people(language) for language in LANGUAGES)


def _by_role(role: str, language: str) -> Gender | None:
    if _INCLUSIVE.search(role):
        return None
    people = _people(language) if language in LANGUAGES else {}
    adjectives = _agreeing() if language == "fr" else {}
    either = _common_gender()
    for part in _PARTS.split(role):
        rank: Gender | None = None
        for position, written in enumerate(_WORDS.findall(part)):
            word = folded(written)
            if word in _LINKS or word.startswith(("d'", "l'")):
                break
            bare = _PREFIX.sub("", word)
            gender = people.get(word) or people.get(bare)
            if gender is None and not position and language == "fr" and word not in either:
                gender = _by_ending(written.lower())
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
                plain = folded(name)
                if plain in table:
                    raise VoiceError(
                        f"{path}, [{language}]: “{name}” stands twice; leave it in one list."
                    )
                table[plain] = gender
        tables[language] = table
    return tables


def is_first_name(word: str) -> bool:
    """Return whether `word` is a first name that is known in any language, or begins with one:
    "Jean-Luc"."""
    plain = folded(word)
    forms = {plain, plain.split("-")[0]}
    return any(not forms.isdisjoint(table) for table in first_names(names_file()).values())


def _by_first_name(name: str, language: str) -> Gender | None:
    if civility := _CIVILITY.match(name):
        name = name[civility.end() :].strip()
    name = _TITLE.sub("", name, count=1)
    plain = folded(_first_name(name))
    tables = first_names(names_file())
    order = [language, *(other for other in sorted(tables) if other != language)]
    # The name as a whole, then, for a compound, the part that decides in French: "Marie-Laure".
    for form in dict.fromkeys((plain, plain.split("-")[0])):
        for table in (tables.get(code, {}) for code in order):
            if form in table:
                return table[form]
    return None


def usual_gender(name: str) -> Gender | None:
    """Return the gender of most who have the first name of `name`, in any country; None where it is
    not known, common to both, or in `voices/first-names.toml`, which knows better."""
    first = _first_name(_TITLE.sub("", name, count=1))
    plain = folded(first)
    listed = any(plain in table for table in first_names(names_file()).values())
    if listed or (len(first) < 4 and first.isupper()):  # initials
        return None
    forms = (plain, plain.split("-")[0])
    return next((g for form in forms for g in Gender if form in bearers(g)), None)


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

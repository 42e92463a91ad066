"""What is on the page only for the eye, made fit for the ear."""

from __future__ import annotations

import re
import unicodedata

_LINK = re.compile(r"(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)*\.[a-z]{2,})(?:/\S*)?", re.I)
_URL = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
# `[`, `<` and `&` open eSpeak NG's phoneme and SSML markup; nobody says the others either.
_FOR_THE_EYE = re.compile(r"[\[\]{}<>*_|#\\^~`=■□●○•▪►▶◆]+")
_AND = {"fr": " et ", "en": " and "}
_SURNAME = re.compile(r"\b[A-ZÀ-ÖØ-ÞŒ][A-ZÀ-ÖØ-ÞŒ'’-]{4,}\b")
_VOWELS = set("AEIOUYÀÂÄÉÈÊËÎÏÔÖÙÛÜŒ")


def words_to_say(text: str, language: str) -> str:
    """`text` without what only the eye needs; one line, never markup that an engine would obey.

    Long links are reduced to their site; words in capitals that can only be names or emphasis
    (five letters or more, with vowels) lose them, because engines spell some of them.
    """
    text = "".join(
        character if unicodedata.category(character)[0] != "C" else " " for character in text
    )
    text = _URL.sub(lambda match: _site(match.group()), text)
    text = text.replace("&", _AND.get(language, " "))
    text = text.replace(" · ", ", ")  # between the parts of a role; inside a word it is none
    text = _FOR_THE_EYE.sub(" ", text)
    text = _SURNAME.sub(lambda match: _in_lower_case(match.group()), text)
    return " ".join(text.split())


def _site(link: str) -> str:
    end = link[len(link.rstrip(".,;:!?)»”\"'")) :]
    match = _LINK.match(link)
    return (match.group(1) if match else link) + end


def _in_lower_case(word: str) -> str:
    # ANSSI and AMDAC are said by the lexicon; what has a name's shape is said as one.
    letters = [character for character in word if character.isalpha()]
    share = sum(letter in _VOWELS for letter in letters) / max(1, len(letters))
    return word.capitalize() if 0.25 <= share <= 0.75 else word

"""Passages in capitals, in French: headings, shouting, old web pages; said as words."""

from __future__ import annotations

import re

from podcast.language.stopwords import french as stopwords
from podcast.wording.lexicon import language_lexicon

_CAPITAL = "A-ZÀ-ÖØ-ÞŒ"
_WORD = rf"[{_CAPITAL}]+(?:['-][{_CAPITAL}]+)*"

PASSAGE = re.compile(rf"(?<![\w'-]){_WORD}(?:[ ,;:\d%.?!()]+{_WORD})+(?![\w'-])")
"""Two words or more in capitals, one after the other, with numbers and marks between them."""

_PARTS = re.compile(rf"[{_CAPITAL}]+'?")
# In a passage in capitals these are the words that they look like.
_WORDS = frozenset(
    "a à y ai as an ans au aux ce ces cet de des dit du eau en est et eux fin il ils je jour la le les"
    " leur loi lui ma mai mais me mer mes mis moi mon mot ne ni non nos nous nul on or ou où oui par pas"
    " peu pie plus pour prix qu que qui quoi rue sa sac sans se ses si son sous sur ta te tes toi ton tu"
    " un une va vas vers vie vous vu com bad cap ame art bac ban bas bel bien bon bois bus but car cas"
    " cent cinq cinq clé col coup cour dans deux dieu dix dont dos duc fer feu fils fois fou gaz gré gros"
    " hier huit ici jeu jus lac lin lit lot lys mal mari mari mer mil mode net neuf nid nom nord nuit paix"
    " pays pied pire plan port pot pré rat riz roi sel sept six sol soir sud tel toit tôt tour tous tout"
    " très trois trop vent vin vite voir voix vrai vue".split()
)


def in_small_letters(match: re.Match[str]) -> str:
    """A passage with its words in small letters, if there are words in it; acronyms stay."""
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
    return low in _WORDS or low in stopwords.CLOSED


def _lowered(match: re.Match[str], known: set[str]) -> str:
    word = match.group()
    low = word.lower()
    if _is_word(word) or word.endswith("'"):
        return low
    if word in known or not re.search("[AEIOUYÀÂÉÈÊËÎÏÔÙÛŒ]", word) or word == "IA":
        return word
    return low if len(word) > 3 else word

"""What Piper is given to say: sentences, with phonemes where a spelling would be said wrong.

Piper reads phonemes (IPA) in `[[…]]` and everything else through its own eSpeak NG. What it
does not know is passages in another language: a model has the sounds of its own only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from podcast.wording.spoken import SpokenSentence, SpokenText

_ELISION = re.compile(r"(?<![^\W_])(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|quoiqu)'$", re.IGNORECASE)
_ELIDED = {
    "l": "l", "d": "d", "j": "ʒ", "m": "m", "t": "t", "s": "s", "n": "n", "c": "s", "qu": "k",
    "jusqu": "ʒysk", "lorsqu": "lɔʁsk", "puisqu": "pɥisk", "quoiqu": "kwak",
}  # fmt: skip
_FULL_VOWELS = "aeiouyøœɛɔɑɪʊæɒʌ"
_SAME = {"g": "ɡ", "ɡ": "g", ":": "ː", "'": "ˈ", "r": "ʁ"}


def sentences_of(said: SpokenText) -> tuple[SpokenSentence, ...]:
    """Return the sentences of `said`; all of it is one where it has none."""
    whole = SpokenSentence(0, len(said.words), 0, len(said.words))
    return said.sentences or ((whole,) if said.words else ())


def to_piper(said: SpokenText, sentence: SpokenSentence, known: Collection[str]) -> str:
    """Return what Piper needs to say one sentence; `known` are the phonemes that the model has,
    none where it reads letters: then the plain words are given."""
    start, end = sentence.offset, sentence.offset + sentence.length
    if not known:
        return said.words[start:end].strip()
    made: list[str] = []
    for offset, piece in said.placed():
        if piece.ipa:
            if start <= offset < end:
                # Piper itself is asked for each side of the brackets: it makes no liaison.
                space = " " if piece.words == " " else ""
                made.append(space + _with_phonemes(made, piece.ipa, said.language, known))
            continue
        words = piece.words[max(0, start - offset) : max(0, end - offset)]
        # `[[` would open phonemes, whatever the words are.
        made.append(words.replace("[[", "[ ["))
    return "".join(made).strip()


def _with_phonemes(made: list[str], ipa: str, language: str, known: Collection[str]) -> str:
    """Phonemes, with an elided word before them inside: alone it would be said as a letter."""
    prefix = ""
    match = _ELISION.search(made[-1]) if made else None
    if match:
        prefix = _ELIDED[match.group().rstrip("'").lower()]
        made[-1] = made[-1][: match.start()]
    return f"[[{phonemes_of(prefix + ipa, language, known)}]]"


def phonemes_of(ipa: str, language: str, known: Collection[str]) -> str:
    """`ipa` in the signs that a model has; signs that it has not are left out.

    In French the last full vowel gets the stress that eSpeak NG would have written.
    """
    words = []
    for word in unicodedata.normalize("NFD", ipa).split():
        signs = [s if s in known else _SAME.get(s, "") for s in word]
        heard = "".join(s for s in signs if s in known)
        words.append(_stressed(heard) if language == "fr" and "ˈ" in known else heard)
    return " ".join(word for word in words if word)


def _stressed(word: str) -> str:
    if "ˈ" in word:
        return word
    places = [place for place, sign in enumerate(word) if sign in _FULL_VOWELS]
    return f"{word[: places[-1]]}ˈ{word[places[-1] :]}" if places else word

"""What Kokoro is given to say: clauses, in the signs that its model was taught.

eSpeak NG makes the phonemes, so that the wording, the lexicon and liaison hold as they do for its
own voices. Its IPA goes nearly straight in: diphthongs and affricates have one sign each, as in
the texts that the model learnt from; a sound that the model never met is said as the nearest one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from podcast.errors import EngineError
from podcast.speaking.espeak.phonemes import SWITCH, TIE, tied_phonemes
from podcast.wording.spoken import Piece, SpokenSentence, SpokenText

SIGNS = {
    ";": 1, ":": 2, ",": 3, ".": 4, "!": 5, "?": 6, "—": 9, "…": 10, '"': 11, "(": 12, ")": 13,
    "“": 14, "”": 15, " ": 16, "\u0303": 17, "ʣ": 18, "ʥ": 19, "ʦ": 20, "ʨ": 21, "ᵝ": 22, "ꭧ": 23,
    "A": 24, "I": 25, "O": 31, "Q": 33, "S": 35, "T": 36, "W": 39, "Y": 41, "ᵊ": 42, "a": 43,
    "b": 44, "c": 45, "d": 46, "e": 47, "f": 48, "h": 50, "i": 51, "j": 52, "k": 53, "l": 54,
    "m": 55, "n": 56, "o": 57, "p": 58, "q": 59, "r": 60, "s": 61, "t": 62, "u": 63, "v": 64,
    "w": 65, "x": 66, "y": 67, "z": 68, "ɑ": 69, "ɐ": 70, "ɒ": 71, "æ": 72, "β": 75, "ɔ": 76,
    "ɕ": 77, "ç": 78, "ɖ": 80, "ð": 81, "ʤ": 82, "ə": 83, "ɚ": 85, "ɛ": 86, "ɜ": 87, "ɟ": 90,
    "ɡ": 92, "ɥ": 99, "ɨ": 101, "ɪ": 102, "ʝ": 103, "ɯ": 110, "ɰ": 111, "ŋ": 112, "ɳ": 113,
    "ɲ": 114, "ɴ": 115, "ø": 116, "ɸ": 118, "θ": 119, "œ": 120, "ɹ": 123, "ɾ": 125, "ɻ": 126,
    "ʁ": 128, "ɽ": 129, "ʂ": 130, "ʃ": 131, "ʈ": 132, "ʧ": 133, "ʊ": 135, "ʋ": 136, "ʌ": 138,
    "ɣ": 139, "ɤ": 140, "χ": 142, "ʎ": 143, "ʒ": 147, "ʔ": 148, "ˈ": 156, "ˌ": 157, "ː": 158,
    "ʰ": 162, "ʲ": 164, "↓": 169, "→": 171, "↗": 172, "↘": 173, "ᵻ": 177,
}  # fmt: skip
"""The model's signs, and their numbers in it."""


@dataclass(frozen=True, slots=True)
class Clause:
    """What is said in one breath: `signs` of the model, and the punctuation `mark` behind them
    ("" where the text has none); it starts at `offset` of the words said. `opens` says that a
    sentence starts with it."""

    offset: int
    signs: str
    mark: str = ""
    opens: bool = False


def clauses_of(said: SpokenText, voice: str) -> tuple[Clause, ...]:
    """Return the clauses of `said`, with the phonemes of eSpeak NG's `voice` ("fr", "en-us").

    Raises `EngineError` where eSpeak NG cannot be used, or says a sound that is in no table here.
    """
    spans = spans_of(said)
    spoken = tied_phonemes([_part(said, span.start, span.end) for span in spans], voice)
    made: list[Clause] = []
    opens = False
    for span, ipa in zip(spans, spoken, strict=True):
        opens = opens or span.opens
        signs = to_signs(ipa, voice)
        if signs:
            made.append(Clause(span.start, signs, span.mark, opens))
            opens = False
        elif made and span.mark and not span.opens:
            made[-1] = replace(made[-1], mark=span.mark)
    return tuple(made)


# --- clauses ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """A clause's place in the words, without the `mark` that ends it."""

    start: int
    end: int
    mark: str
    opens: bool


_MARKS = "?!….:;,"
"""From what is heard most to what is heard least."""

# Punctuation where a word ends; brackets; a dash that stands alone.
_BREAK = re.compile(r"[,;:.!?…]+(?=[\s»”\"'’)\]]|$)|[()\[\]]|(?<=\s)[—–-]+(?=\s)")


def spans_of(said: SpokenText) -> tuple[Span, ...]:
    """Return the clauses of `said`: cut at punctuation, and where a sentence starts. A full stop
    inside a sentence ("J. Dupont") cuts nothing."""
    words = said.words
    sentences = sorted({0, *(sentence.offset for sentence in said.sentences)})
    made = []
    for start, end in zip(sentences, [*sentences[1:], len(words)], strict=True):
        first, opens = start, True
        for found in _BREAK.finditer(words, start, end):
            ends = not any(map(str.isalnum, words[found.end() : end]))
            if set(found.group()) == {"."} and len(found.group()) == 1 and not ends:
                continue
            if any(map(str.isalnum, words[first : found.start()])):
                made.append(Span(first, found.start(), _mark(found.group()), opens))
                opens = False
                first = found.end()
        if any(map(str.isalnum, words[first:end])):
            made.append(Span(first, end, "", opens))
    return tuple(made)


def _mark(punctuation: str) -> str:
    """Return the model's sign for `punctuation`; brackets are a short pause."""
    if "..." in punctuation:
        return "…"
    if punctuation[0] in "—–-":
        return "—"
    return next((mark for mark in _MARKS if mark in punctuation), ",")


def _part(said: SpokenText, start: int, end: int) -> SpokenText:
    """What `said` says from `start` to `end` of its words, as one sentence; a piece with phonemes
    belongs to where it starts. Its syllables ("i.a") are parted by a pause, of which no sign is
    left, for eSpeak NG makes two words of them otherwise, and the model says "il y a"."""
    pieces: list[Piece] = []
    for offset, piece in said.placed():
        if piece.ipa:
            if start <= offset < end:
                pieces.append(replace(piece, ipa=piece.ipa.replace(".", "|")))
            continue
        words = piece.words[max(0, start - offset) : max(0, end - offset)]
        if words:
            pieces.append(replace(piece, words=words))
    length = sum(len(piece.words) for piece in pieces)
    return SpokenText(tuple(pieces), (SpokenSentence(0, length, 0, 0),), said.language)


# --- signs ------------------------------------------------------------------------------------

# In the texts that the model learnt from, sounds of two letters are one sign.
_TIED = {
    "a^ɪ": "I", "a^ʊ": "W", "e^ɪ": "A", "o^ʊ": "O", "ə^ʊ": "Q", "ɔ^ɪ": "Y",
    "d^z": "ʣ", "d^ʒ": "ʤ", "t^s": "ʦ", "t^ʃ": "ʧ",
}  # fmt: skip
_ENGLISH = {
    "ʔˌn\u0329": "tn", "ʔn\u0329": "tn", "ʔn": "tn", "ʔ": "t", "ɾ": "T", "ɚ": "əɹ", "r": "ɹ",
    "x": "k", "ç": "k", "ɐ": "ə", "ə^l": "ᵊl", "ʲo": "jo", "ʲə": "jə", "ʲ": "",
}  # fmt: skip
_BRITISH = {"e^ə": "ɛː", "i^ə": "ɪə", "iə": "ɪə"}
_AMERICAN = {"ɜː^ɹ": "ɜɹ", "ɜːɹ": "ɜɹ", "ɜː": "ɜɹ", "ɪ^ə": "iə", "ɪə": "iə", "ː": ""}
_NEAREST = {
    "g": "ɡ", "ɢ": "ɡ", "ɠ": "ɡ", "ʛ": "ɡ", "ɱ": "m", "ʙ": "b", "ɓ": "b", "ʘ": "p", "ɗ": "d",
    "ʄ": "ɟ", "ⱱ": "v", "ʀ": "ʁ", "ʐ": "ʒ", "ʑ": "ʒ", "ɧ": "ʃ", "ħ": "h", "ɦ": "h", "ʜ": "h",
    "ʕ": "ʔ", "ʢ": "ʔ", "ʡ": "ʔ", "ɬ": "l", "ɮ": "l", "ɭ": "l", "ʟ": "l", "ɫ": "l", "ǁ": "l",
    "ɺ": "ɾ", "ʍ": "w", "ǀ": "t", "ǃ": "t", "ǂ": "t", "ʉ": "u", "ʏ": "y", "ɘ": "ə", "ɵ": "ø",
    "ɞ": "ɜ", "ɶ": "œ", "ɝ": "ɜɹ", "ʦ": "ts", "ʆ": "ʃ", "ʓ": "ʒ", "ɩ": "ɪ", "ɷ": "ʊ", "ɿ": "i",
}  # fmt: skip
# Borders of syllables and of words that eSpeak NG joins, ties, numbers of tones, its mark of a
# foreign word's letters: none is a sound.
_UNSAID = frozenset(".-_|‖‿^'’ʼ0123456789;:,!?")


def to_signs(ipa: str, voice: str) -> str:
    """Return the signs of the model for phonemes as eSpeak NG's `voice` gives them.

    No sound is left out: what the model has not is said as the nearest one, and only the shades
    of a sound (aspiration, tones) are lost. Raises `EngineError` for a letter that is none of IPA.
    """
    ipa = " ".join(SWITCH.sub("", unicodedata.normalize("NFC", ipa)).replace("\u0361", TIE).split())
    tables = [_TIED]
    if voice.startswith("en"):
        tables = [_ENGLISH, _TIED, _AMERICAN if voice == "en-us" else _BRITISH]
    for table in tables:
        for sounds, sign in table.items():
            ipa = ipa.replace(sounds, sign)
    # A consonant that is a syllable has a short vowel before it.
    ipa = re.sub(r"([^\s\u0329])\u0329", r"ᵊ\1", ipa)
    return " ".join("".join(map(_sign, word)) for word in ipa.split()).strip()


def _sign(letter: str) -> str:
    if letter in SIGNS and letter not in _UNSAID:
        return letter
    if letter in _UNSAID:
        return ""
    if letter in _NEAREST:
        return _NEAREST[letter]
    apart = unicodedata.normalize("NFD", letter)
    if len(apart) > 1:
        return "".join(map(_sign, apart))
    if unicodedata.category(letter) in ("Mn", "Lm", "Sk"):
        return ""  # how a sound is coloured, not a sound
    raise EngineError(
        "kokoro",
        f"there is no sound for “{letter}” (U+{ord(letter):04X}) in the phonemes.",
        "Correct it in the lexicon, if it stands there.",
    )

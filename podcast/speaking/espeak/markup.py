"""What eSpeak NG is given to say: words, phonemes, passages in other languages.

eSpeak NG reads phonemes in `[[…]]`, in its own notation (with the flag `PHONEMES`), and SSML (with
the flag `SSML`), which switches the language. Its events of sentences are exact in time, and count
the characters of what it was given, markup included; `Markup.starts` leads back to the words.
SSML's `<mark>` would be the obvious way, but one that opens a clause is lost (1.52).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from podcast.audio.clip import SentenceTime
from podcast.language import ELIDED
from podcast.timecode import Frames
from podcast.wording.spoken import SpokenText

CHARS_UTF8, SSML, PHONEMES = 0x01, 0x10, 0x100
"""espeak_ng's speak_lib.h: espeakCHARS_UTF8, espeakSSML, espeakPHONEMES."""

FLAGS = CHARS_UTF8 | SSML | PHONEMES

# What its base voice is called in SSML, where "en" would be another one than the palette's.
_LANGUAGES = {"en": "en-gb"}


@dataclass(frozen=True, slots=True)
class Markup:
    """`text` for eSpeak NG; each sentence starts at a place in it and at an offset in the words."""

    text: str
    starts: tuple[tuple[int, int], ...]

    def offset_of(self, place: int) -> int | None:
        """Return the offset in the words of the sentence that starts about `place` (from 0) of
        `text`."""
        near = min(self.starts, key=lambda start: abs(start[0] - place), default=None)
        return near[1] if near is not None and abs(near[0] - place) <= _NEAR else None

    def sentence_times(self, events: Sequence[tuple[Frames, int]]) -> tuple[SentenceTime, ...]:
        """Return where sentences of the words start, of the engine's events (frame, place in
        `text`)."""
        times: dict[int, Frames] = {}
        for start, place in events:
            offset = self.offset_of(place)
            if offset is not None:
                times.setdefault(offset, start)
        return tuple(SentenceTime(start, offset) for offset, start in times.items())


_NEAR = 3  # characters: an opening quote, a space


def to_markup(said: SpokenText) -> Markup:
    """Return what eSpeak NG needs to say `said`."""
    made = _Maker([sentence.offset for sentence in said.sentences])
    elided = ""
    for offset, piece in said.placed():
        words, offset = elided + piece.words, offset - len(elided)
        if piece.ipa:
            # An elided word before phonemes would be said as a letter: it goes inside them.
            made.add(_phonemes(elided, piece.ipa, said.language), offset, len(words))
            elided = ""
            continue
        match = _ELISION.search(words) if not piece.language else None
        elided = match.group() if match else ""
        words = words[: len(words) - len(elided)]
        if piece.language and piece.language != said.language:
            code = _LANGUAGES.get(piece.language, piece.language)
            made.parts.append(f'<voice xml:lang="{code}">')
            made.add_words(words, offset)
            made.parts.append("</voice>")
        else:
            made.add_words(words, offset)
    made.add_words(elided, len(said.words) - len(elided))
    return Markup("".join(made.parts), tuple(made.starts))


class _Maker:
    """Collects parts of the markup, and where sentences start in it."""

    def __init__(self, sentences: list[int]) -> None:
        self.parts: list[str] = []
        self.starts: list[tuple[int, int]] = []
        self._waiting = sentences[::-1]
        self._length = 0
        self._counted = 0

    def add(self, markup: str, offset: int, length: int) -> None:
        """Markup that says the `length` words' characters at `offset`."""
        while self._waiting and self._waiting[-1] < offset + length:
            self.starts.append((self._here(), self._waiting.pop()))
        self.parts.append(markup)

    def add_words(self, words: str, offset: int) -> None:
        """Words as they are, which may hold several sentences."""
        place = 0
        while self._waiting and self._waiting[-1] < offset + len(words):
            start = max(self._waiting.pop(), offset)
            self.parts.append(_escaped(words[place : start - offset]))
            self.starts.append((self._here(), start))
            place = start - offset
        self.parts.append(_escaped(words[place:]))

    def _here(self) -> int:
        for part in self.parts[self._counted :]:
            self._length += len(part)
        self._counted = len(self.parts)
        return self._length


def _escaped(words: str) -> str:
    # `[[` would open phonemes, whatever the words are.
    return (
        words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("[[", "[ [")
    )


_ELISION = re.compile(rf"(?<![^\W_])(?:{'|'.join(ELIDED)})'$", re.IGNORECASE)


def _phonemes(elided: str, ipa: str, language: str) -> str:
    before = ELIDED.get(elided.rstrip("'").lower(), "")
    return f"[[{to_mnemonics(before + ipa, language)}]]"


# IPA to eSpeak NG's names of phonemes; what is not listed has the same name.
_COMMON = {
    "ɡ": "g", "ʃ": "S", "ʒ": "Z", "ŋ": "N", "θ": "T", "ð": "D", "ɛ": "E", "ɔ": "O", "ə": "@",
    "ˈ": "'", "ˌ": ",", "ː": ":", "|": "_|",
}  # fmt: skip
_NAMES = {
    "fr": {
        **_COMMON, "ʁ": "r", "ɲ": "n^", "ŋ": "N", "ø": "Y", "œ": "W", "ɑ": "a", "ɥ": "y",
        "ɪ": "i", "ʊ": "u", "ʌ": "W", "æ": "a", "ɒ": "O", "θ": "s", "ð": "z", "ɹ": "r", "h": "",
        "ɑ̃": "A~", "ɛ̃": "E~", "ɔ̃": "O~", "œ̃": "W~", "ã": "A~", "õ": "O~", "x": "r", "β": "b",
        "ɣ": "g", "ɾ": "r", "ʎ": "j", "ɜ": "W", "ɐ": "a", "ʔ": "", "ç": "S", "ɯ": "u", "ɨ": "i",
        "ʉ": "y", "χ": "r", "ħ": "", "ɤ": "o", "ẽ": "E~", "c": "k", "q": "k",
    },
    "en": {
        **_COMMON, "ɪ": "I", "ʊ": "U", "ʌ": "V", "ɒ": "0", "ɑː": "A:", "ɔː": "O:", "ɜː": "3:",
        "iː": "i:", "uː": "u:", "æ": "a", "eɪ": "eI", "aɪ": "aI", "ɔɪ": "OI", "əʊ": "oU",
        "oʊ": "oU", "aʊ": "aU", "ɪə": "i@", "eə": "e@", "ʊə": "U@", "tʃ": "tS", "dʒ": "dZ",
        "ɹ": "r", "ʁ": "r", "ɑ": "A:", "ɜ": "3:", "ɐ": "V", "ɡ": "g", "ø": "3:", "y": "u:",
        "œ": "3:", "ɔ": "0", "i": "i", "u": "u:", "o": "oU", "e": "eI", "a": "a", "ʔ": "t",
        "ɾ": "t", "ɑ̃": "0n", "ɛ̃": "an", "ɔ̃": "0n", "ɲ": "nj", "ɥ": "w", "ʎ": "lj", "ɫ": "l",
    },
}  # fmt: skip
_FRENCH_VOWELS = "aeEiOouyYW@"


def to_mnemonics(ipa: str, language: str) -> str:
    """IPA in eSpeak NG's own notation for a voice of that language.

    In French a stress is put on the last syllable where none is written, for eSpeak NG says
    phonemes without one flatly; a full stop between two vowels keeps them apart ("i.a").
    """
    names = _NAMES.get(language, _COMMON)
    words = []
    for word in ipa.replace("\u0361", "").split():
        made: list[str] = []
        place = 0
        while place < len(word):
            for length in (2, 1):
                sign = word[place : place + length]
                if length == 1 or sign in names:
                    break
            if sign == ".":
                # Between vowels only a word's border keeps eSpeak NG from gliding.
                apart = place and made and made[-1][-1:] in "aeEiOouyYW@~"
                following = names.get(word[place + 1 : place + 2], word[place + 1 : place + 2])
                made.append("||" if apart and following[:1] in tuple(_FRENCH_VOWELS) else "")
            else:
                made.append(names.get(sign, sign))
            place += len(sign)
        words.append(_stressed(made) if language == "fr" else "".join(made))
    return "||".join(words)


def _stressed(signs: list[str]) -> str:
    if "'" in signs:
        return "".join(signs)
    for place in range(len(signs) - 1, -1, -1):
        vowel = signs[place][:1]
        if vowel and vowel in _FRENCH_VOWELS and signs[place] != "@":
            return "".join([*signs[:place], "'", *signs[place:]])
    return "".join(signs)

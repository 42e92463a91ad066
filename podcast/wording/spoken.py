"""What is said of a text, and which part of the written text each part of it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """Words to say, and the span `start`–`end` of the written text (characters) that they say.

    `ipa` is how they are pronounced, where no spelling makes an engine say them right;
    `language` (ISO 639-1) is set where they are not of the text's own. An engine that knows
    neither says `words`.
    """

    words: str
    start: int
    end: int
    ipa: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class SpokenSentence:
    """A sentence: `offset` and `length` in the words said, `start`–`end` in the written text."""

    offset: int
    length: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SpokenText:
    """A text as it is said: its pieces, which follow one another, and its sentences.

    `str()` gives the plain words, which is all that a simple engine needs.
    """

    pieces: tuple[Piece, ...]
    sentences: tuple[SpokenSentence, ...]
    language: str = ""

    @property
    def words(self) -> str:
        """The plain words, in one line."""
        return "".join(piece.words for piece in self.pieces)

    def __str__(self) -> str:
        return self.words

    def __len__(self) -> int:
        return len(self.words)

    def __bool__(self) -> bool:
        """Return whether there is anything that a voice could say."""
        return any(character.isalnum() for character in self.words)

    def placed(self) -> Iterator[tuple[int, Piece]]:
        """Yield each piece, with its offset in the words."""
        offset = 0
        for piece in self.pieces:
            yield offset, piece
            offset += len(piece.words)


def verbatim(words: str, language: str = "") -> SpokenText:
    """Return words that are already as they are to be said; each sentence says itself."""
    from podcast.language.sentences import sentence_spans

    sentences = tuple(
        SpokenSentence(start, end - start, start, end) for start, end in sentence_spans(words)
    )
    return SpokenText((Piece(words, 0, len(words)),) if words else (), sentences, language)

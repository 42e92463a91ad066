"""From written words to words to say, before any engine sees them."""

from __future__ import annotations

from podcast.wording.lexicon import Lexicon, load_lexicon
from podcast.wording.spoken import Piece, SpokenSentence, SpokenText, verbatim
from podcast.wording.spoken_words import words_to_say

__all__ = [
    "Lexicon",
    "Piece",
    "SpokenSentence",
    "SpokenText",
    "load_lexicon",
    "verbatim",
    "words_to_say",
]

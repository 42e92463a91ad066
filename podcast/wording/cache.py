"""What is said of a text, cached for the next run: of an edited debate, only what changed is
worded.

It is named by the text, who says it, the language, the lexicons as they are, and the state of the
modules that word it: any change of a rule words everything anew.
"""

from __future__ import annotations

import json
from dataclasses import fields
from operator import attrgetter

from podcast.language.word_lists import LANGUAGES
from podcast.store.cache import Cache, key_of
from podcast.store.fingerprint import of_modules
from podcast.wording.lexicon import Lexicon, language_lexicon
from podcast.wording.spoken import Piece, SpokenSentence, SpokenText
from podcast.wording.spoken_words import words_to_say

KIND = "wordings"
"""Its kind in the cache."""

_PIECE = attrgetter(*(field.name for field in fields(Piece)))  # astuple copies deeply
_SENTENCE = attrgetter(*(field.name for field in fields(SpokenSentence)))
_MAKES = "podcast.wording.spoken_words"  # and all that it imports


class CachedWording:
    """`words_to_say` in one language with one lexicon, looked up in `cache` first."""

    def __init__(self, cache: Cache | None, language: str, lexicon: Lexicon) -> None:
        self._cache = cache
        self._language = language
        self._lexicon = lexicon
        self._state = _state(language, lexicon) if cache else ""

    def __call__(self, written: str, speaker: str = "") -> SpokenText:
        """Return what `speaker` says where `written` stands."""
        if self._cache is None:
            return words_to_say(written, self._language, self._lexicon, speaker)
        name = key_of("wording", self._state, written, speaker)
        data = self._cache.get(KIND, name)
        if data is not None:
            try:
                return _unpacked(data)
            except (ValueError, TypeError):
                self._cache.drop(KIND, name)
        said = words_to_say(written, self._language, self._lexicon, speaker)
        self._cache.put(KIND, name, _packed(said))
        return said


def _state(language: str, lexicon: Lexicon) -> str:
    """Return what distinguishes one way to word texts from another; of all languages, because what
    is quoted in another one is worded with that one's lexicon."""
    lexicons = [lexicon, *map(language_lexicon, sorted({language, *LANGUAGES}))]
    entries = tuple(own.entries for own in lexicons)
    return key_of(of_modules(_MAKES), language, entries)


def _packed(said: SpokenText) -> bytes:
    """Return a wording as JSON, in which half a character is no error."""
    parts = [*map(_PIECE, said.pieces)], [*map(_SENTENCE, said.sentences)], said.language
    return json.dumps(parts, separators=(",", ":")).encode()


def _unpacked(data: bytes) -> SpokenText:
    """Return a wording of what `_packed` has written; raises ValueError or TypeError for anything
    else."""
    pieces, sentences, language = json.loads(data)
    return SpokenText(
        tuple(Piece(*piece) for piece in pieces),
        tuple(SpokenSentence(*sentence) for sentence in sentences),
        language,
    )

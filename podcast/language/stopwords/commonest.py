"""The commonest words by language, for `reading.language` until it asks `word_lists` itself."""

from __future__ import annotations

from podcast.language.word_lists import LANGUAGES, commonest

COMMONEST = {language: commonest(language) for language in LANGUAGES}
"""By ISO 639-1 code; in small letters."""

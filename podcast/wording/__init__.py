"""From written words to words to say."""

from __future__ import annotations

from podcast.wording.written import words_to_say

__all__ = ["words_to_say"]

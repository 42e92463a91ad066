"""The themes of a debate: which passages speak of what, and which words say so.

`find_themes` draws the way: the debate is cut into `exchanges`; those belong to themes that a
person fixed, that the debate's `structure` names, that the `thesaurus` knows (`discovery`), or that
are phrases which keep `recurring`. Everything here is lexical: each assignment can be explained by
words that stand in the passage.
"""

from __future__ import annotations

from podcast.themes.finding import find_themes
from podcast.themes.model import (
    FixedTheme,
    Passage,
    Source,
    Theme,
    ThemePassage,
    Themes,
    passage_words,
    seconds,
)
from podcast.themes.thesaurus import Thesaurus, ThesaurusError, ThesaurusTheme, load_thesaurus

__all__ = [
    "FixedTheme",
    "Passage",
    "Source",
    "Theme",
    "ThemePassage",
    "Themes",
    "Thesaurus",
    "ThesaurusError",
    "ThesaurusTheme",
    "find_themes",
    "load_thesaurus",
    "passage_words",
    "seconds",
]

"""What themes are: passages of a debate that speak of one thing, and why they are thought to.

Turns and paragraphs are 1-based, as in `podcast.model`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from podcast.model import Debate

WORDS_A_MINUTE = 170
"""How fast a transcript is said, for estimates."""

Source = Literal["plan", "structure", "thesaurus", "keyphrase"]
"""Who says that it is a theme: a person, the debate's own headings and announcements, the
thesaurus, or a phrase that recurs. In this order they are trusted."""


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """The paragraphs `first` to `last` (inclusive) of the turn `turn`."""

    turn: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class ThemePassage:
    """A passage that belongs to a theme, and why.

    `words` are what decided, as written in it, the strongest first: empty for the question, or the
    interjection, that belongs to an exchange whose other passages decided. `score` says how
    strongly, within one theme and source only. `question` is the turn that this one answers, where
    the one right before it asks something.
    """

    passage: Passage
    words: tuple[str, ...]
    score: float
    question: int | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme: its title, unique in the debate, and its passages in order."""

    title: str
    source: Source
    passages: tuple[ThemePassage, ...]


@dataclass(frozen=True, slots=True)
class Themes:
    """All themes of a debate, by first appearance, and the passages that are in none.

    Together they hold each paragraph of the debate; `why` says of each of the latter why it is
    left out, in a few words for people.
    """

    themes: tuple[Theme, ...]
    unthemed: tuple[Passage, ...]
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FixedTheme:
    """A theme that a person fixed: every passage that holds one of `words` (words or phrases, in
    any inflection), and the paragraphs that begin in one of the ranges `lines` (first and last
    line of the transcript, inclusive)."""

    title: str
    words: tuple[str, ...] = ()
    lines: tuple[tuple[int, int], ...] = ()


def passage_words(debate: Debate, passage: Passage) -> int:
    """Return how many words a passage has, counted between spaces."""
    paragraphs = debate.turns[passage.turn - 1].paragraphs[passage.first - 1 : passage.last]
    return sum(len(paragraph.text.split()) for paragraph in paragraphs)


def seconds(words: int) -> float:
    """Return about how long so many words take to say, in seconds."""
    return 60 * words / WORDS_A_MINUTE

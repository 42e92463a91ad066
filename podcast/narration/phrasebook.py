"""What a language must be able to say, and how to find the language that says it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

from podcast.timecode import Milliseconds

LANGUAGES = {"en": "podcast.narration.english", "fr": "podcast.narration.french"}
"""The languages that the narrator speaks, and the module that knows each."""


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody to introduce: `role` as the transcript writes it, None where it does not."""

    name: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Landmark:
    """Something to find in an episode: a chapter's title, and about when it begins."""

    title: str
    start: Milliseconds


@dataclass(frozen=True, slots=True)
class EpisodeFacts:
    """What the opening tells.

    `moderators` lead the debate; `guests` are listed by the transcript; `others` speak without
    being listed, and get no introduction but their name. `length` is an estimate, said rounded.
    `turns` and `chapters` count what the listener will hear, opening and closing left out.

    `speaker` is set where the episode holds what one person says, `theme` where it holds what is
    said of one theme; `title` is the debate's all the same, and `turns` the turns, or passages.
    """

    title: str
    event: str | None
    date: str | None
    moderators: tuple[Participant, ...]
    guests: tuple[Participant, ...]
    others: tuple[Participant, ...]
    length: Milliseconds
    turns: int
    chapters: int
    speaker: str | None = None
    theme: str | None = None


class Phrasebook(Protocol):
    """A language's sentences; every method is pure and gives plain text, without markup."""

    opening_title: str
    closing_title: str
    contents_title: str
    narrator: str
    somebody: str

    def comment(self, voices: int) -> str:
        """Return what the file says of itself, in a sentence."""
        ...

    def opening(self, facts: EpisodeFacts) -> tuple[str, ...]:
        """Return the paragraphs that open the episode."""
        ...

    def closing(self, facts: EpisodeFacts) -> tuple[str, ...]:
        """Return the paragraphs that close it."""
        ...

    def announce(self, participant: Participant) -> str:
        """Return one short sentence that says who speaks next."""
        ...

    def chapter_title(self, speaker: str, topic: str | None) -> str:
        """Return a chapter's title: who speaks and, where known, about what."""
        ...

    def episode_title(self, about: str, debate: str) -> str:
        """Return what an episode is called that holds one speaker, or one theme, of a debate."""
        ...

    def answer_to(self, speaker: str) -> str:
        """Return the title of a chapter of which nothing is known but whom it answers."""
        ...

    def question_to(self, speaker: str) -> str:
        """Return the beginning of the title of a chapter that holds a question to somebody."""
        ...

    def overview(self, landmarks: tuple[Landmark, ...], *, all_of_them: bool) -> str:
        """Return what is heard when; `all_of_them` where each chapter is told."""
        ...

    def numbered(self, title: str, number: int) -> str:
        """Return `title` told apart from its namesakes."""
        ...


def phrasebook(language: str) -> Phrasebook:
    """Return the phrasebook of an ISO 639-1 language; KeyError where the narrator does not speak
    it."""
    module = import_module(LANGUAGES[language])
    book: Phrasebook = module.PHRASEBOOK
    return book

"""A debate, as it was understood: who speaks, in what order, and what is said.

Reading makes it, everything after only looks at it. All lines are 1-based lines of the
transcript; all indices of turns and paragraphs are 1-based too, as people count them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone who takes part.

    `name` as it should be said and shown ("Laura Létourneau"); `role` as the transcript gives it;
    `declared` is the heading under which the transcript lists them ("Intervenants"), None for
    somebody who speaks without having been listed; `moderator` is true for who leads the debate.
    `voice` is what a person asked for: "female", "male" or the name of a voice; `civility`
    how the transcript addresses them ("Mme"), which gives the gender of Dominique or Claude.
    """

    name: str
    role: str | None = None
    declared: str | None = None
    moderator: bool = False
    voice: str | None = None
    civility: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a turn: its written text, and the line where it starts."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Turn:
    """All that one speaker says before another speaks; `line` is where their label stands.

    `first_paragraph` is 1 but in a part of a turn, where it counts from the start of the whole.
    """

    index: int
    speaker: str
    line: int
    paragraphs: tuple[Paragraph, ...]
    first_paragraph: int = 1

    @property
    def words(self) -> int:
        """How many words are said, counted between spaces."""
        return sum(len(paragraph.text.split()) for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a part of the debate, which nobody says.

    It stands before the paragraph `paragraph` of the turn `turn`; `level` is 1 for the highest.
    """

    text: str
    line: int
    turn: int
    paragraph: int = 1
    level: int = 1


@dataclass(frozen=True, slots=True)
class Direction:
    """Something that happens and nobody says: "Applaudissements", without its brackets.

    It happens in the paragraph `paragraph` of the turn `turn`, after `offset` characters of its
    text (0: before it).
    """

    text: str
    line: int
    turn: int
    paragraph: int
    offset: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A piece of the transcript that is neither speech, heading nor direction, and why it is not:
    `kind` is a word or two for people ("page number", "name", "table")."""

    kind: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something the reader is unsure of, and where: `turn` and `paragraph` where it is in one."""

    kind: str
    message: str
    line: int | None = None
    turn: int | None = None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Debate:
    """A whole debate.

    `subtitle` is the event it belongs to, `date` an ISO 8601 date ("2024-05-28", or only a year
    or year and month where no more is known), `date_text` the date as the transcript writes it,
    `language` an ISO 639-1 code. `speakers` are in the order of the transcript's list, then in
    the order of their first turn; each name is unique. Turns alternate: two in a row never have
    the same speaker. `untitled` where the transcript has no title: then `title` is the name of its
    file, which nobody says. `introduction` is what its author says of it, and of who speaks, before
    anybody does. `headings`, `directions` and `left_out` are in the order of the transcript; with
    the introduction and the turns, they hold all of its text.
    """

    title: str
    subtitle: str | None
    date: str | None
    date_text: str | None
    language: str
    speakers: tuple[Speaker, ...]
    turns: tuple[Turn, ...]
    doubts: tuple[Doubt, ...] = ()
    headings: tuple[Heading, ...] = ()
    directions: tuple[Direction, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    introduction: tuple[Paragraph, ...] = ()
    untitled: bool = False

    def speaker(self, name: str) -> Speaker:
        """The speaker of that name; KeyError where nobody has it."""
        for speaker in self.speakers:
            if speaker.name == name:
                return speaker
        raise KeyError(name)

    def turns_of(self, name: str) -> tuple[Turn, ...]:
        """That speaker's turns, in order."""
        return tuple(turn for turn in self.turns if turn.speaker == name)

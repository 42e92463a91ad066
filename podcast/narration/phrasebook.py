"""What the narrator says of an episode, whatever the language: in what order, and how lists are
made; and how to find the language that says it.

A language fills in the sentences (attributes of `Phrasebook`, with the places of names in braces)
and says durations its own way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from podcast.timecode import Milliseconds

_MOST_NAMES = 12  # more names in a row are noise

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


class Phrasebook:
    """A language's sentences, in plain text without markup; a language is a subclass that gives
    its words. Of what is counted, the first form is for one."""

    opening_title: str
    closing_title: str
    contents_title: str
    narrator: str
    somebody: str

    led_by: str
    with_one: str
    take_part: str
    also_heard: str
    heard: str
    others: str
    lasts: str
    chapter_a_turn: str
    chapters: str
    synthetic: str
    part_synthetic: str
    that_was: str
    you_heard: str
    file_comment: str
    title_form: str
    speaker_in: str
    theme_in: str
    an_answer: str
    a_question: str
    landmarks: str
    in_order: str
    at_start: str
    at: str

    and_: str
    semicolon: str
    small_numbers: tuple[str, ...]
    voices: tuple[str, str]
    interventions: tuple[str, str]
    passages: tuple[str, str]

    def duration(self, minutes: int) -> str:
        """Return `minutes`, a rounded number, as people say it."""
        raise NotImplementedError

    def opening(self, facts: EpisodeFacts) -> tuple[str, ...]:
        """Return title, event and date; who takes part; how long it is and how it is divided."""
        if facts.speaker or facts.theme:
            return self._opening_of_part(facts)
        date = facts.date
        head = [facts.title, facts.event, date and date[:1].upper() + date[1:]]
        about = [self.lasts.format(self.duration(rounded_minutes(facts.length)))]
        if facts.chapters > 1:
            a_turn = facts.chapters == facts.turns
            divided = self.chapter_a_turn if a_turn else self.chapters
            about.append(divided.format(facts.chapters))
        about.append(self.synthetic)
        return (
            " ".join(sentence(part) for part in head if part),
            *self._people(facts),
            " ".join(about),
        )

    def _opening_of_part(self, facts: EpisodeFacts) -> tuple[str, ...]:
        """Return whose words they are, or what they are about, and where they come from."""
        length = self.duration(rounded_minutes(facts.length))
        if facts.speaker:
            count = self._counted(facts.turns, self.interventions)
            parts = [self.speaker_in.format(facts.speaker, facts.title, count, length)]
            people: tuple[Participant, ...] = ()
        else:
            count = self._counted(facts.turns, self.passages)
            parts = [self.theme_in.format(facts.theme, facts.title, count, length)]
            people = facts.moderators + facts.guests + facts.others
        date = facts.date
        about = [facts.event, date and date[:1].upper() + date[1:]]
        parts += [sentence(text) for text in about if text]
        after = [self.part_synthetic]
        if 0 < len(people) <= _MOST_NAMES:
            after.insert(0, self.heard.format(self._list([person.name for person in people])))
        return " ".join(parts), " ".join(after)

    def overview(self, landmarks: tuple[Landmark, ...], *, all_of_them: bool) -> str:
        """Return what is heard when: "À 5 minutes, …": to five minutes where that is enough to tell
        one from the next."""
        parts = []
        before = -1
        for landmark in landmarks:
            minutes = rounded_minutes(landmark.start) if landmark.start >= 30_000 else 0
            if minutes <= before:
                minutes = max(before, round(landmark.start / 60_000))
            before = minutes
            when = self.at.format(self.moment(minutes)) if minutes else self.at_start
            parts.append(sentence(f"{when}{landmark.title}"))
        return " ".join([self.in_order if all_of_them else self.landmarks, *parts])

    def moment(self, minutes: int) -> str:
        """Return a time in the episode, as people say it."""
        raise NotImplementedError

    def closing(self, facts: EpisodeFacts) -> tuple[str, ...]:
        """Return the title once more, so that a listener who dozed off knows what ended."""
        about = facts.speaker or facts.theme
        if about:
            return (self.that_was.format(sentence(self.episode_title(about, facts.title))),)
        people = facts.moderators + facts.guests + facts.others
        text = self.that_was.format(sentence(facts.title))
        if 1 < len(people) <= _MOST_NAMES:
            text += " " + self.you_heard.format(self._list([person.name for person in people]))
        return (text,)

    def announce(self, participant: Participant) -> str:
        """Return the name, and the role where one is given."""
        return sentence(introduced(participant))

    def chapter_title(self, speaker: str, topic: str | None) -> str:
        """Return who speaks and, where known, about what."""
        return self.title_form.format(speaker, topic) if topic else speaker

    def episode_title(self, about: str, debate: str) -> str:
        """Return a speaker or a theme, and the debate they are of."""
        return f"{about} – {debate}"

    def answer_to(self, speaker: str) -> str:
        """Return whom a chapter answers."""
        return self.an_answer.format(speaker)

    def question_to(self, speaker: str) -> str:
        """Return whom a chapter asks."""
        return self.a_question.format(speaker)

    def numbered(self, title: str, number: int) -> str:
        """Return `title` told apart from its namesakes."""
        return f"{title} ({number})"

    def comment(self, voices: int) -> str:
        """Return what the file says of itself: that voices are synthetic, as whoever finds it must
        know."""
        return self.file_comment.format(self._counted(voices, self.voices))

    def _people(self, facts: EpisodeFacts) -> list[str]:
        parts = []
        if facts.moderators:
            people = self._list([introduced(person) for person in facts.moderators])
            parts.append(self.led_by.format(people))
        if len(facts.guests) == 1:
            parts.append(self.with_one.format(introduced(facts.guests[0])))
        elif facts.guests:
            # A sentence each: long roles told in one breath cannot be followed.
            people = " ".join(self.announce(person) for person in facts.guests)
            parts.append(self.take_part.format(self._count(len(facts.guests)), people))
        if facts.others:
            count = len(facts.others)
            names = self._list([person.name for person in facts.others])
            form = self.also_heard if parts else self.heard
            parts.append(form.format(self.others.format(count) if count > _MOST_NAMES else names))
        return parts

    def _list(self, items: Sequence[str]) -> str:
        if len(items) == 1:
            return items[0]
        # Roles hold commas of their own: semicolons keep one person apart from the next.
        comma = self.semicolon if any("," in item for item in items) else ", "
        return f"{comma.join(items[:-1])} {self.and_} {items[-1]}"

    def _counted(self, number: int, forms: tuple[str, str]) -> str:
        return forms[0] if number == 1 else forms[1].format(self._count(number))

    def _count(self, number: int) -> str:
        return self.small_numbers[number] if number < len(self.small_numbers) else str(number)


def introduced(person: Participant) -> str:
    """Return a name with a role: "Ada Premier, maire de Vence"; the name alone where no role is
    known."""
    return f"{person.name}, {as_apposition(person.role)}" if person.role else person.name


def rounded_minutes(length: Milliseconds) -> int:
    """Return `length` as a person would say it: to the minute up to ten, then to five minutes.

    At least 1. The length is an estimate, made before anything is spoken; saying more than it
    knows would sound exact and be wrong.
    """
    minutes = length / 60_000
    if minutes < 10:
        return max(1, round(minutes))
    return 5 * round(minutes / 5)


def sentence(text: str) -> str:
    """Return `text` ended by a full stop, unless it ends a sentence already."""
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def as_apposition(role: str) -> str:
    """Return a role to follow a name and a comma: no capital at its start, unless it is an acronym.

    "Chargée de mission" becomes "chargée de mission"; "AMDAC" and "ANSSI" stay.
    """
    role = role.strip().rstrip(".")
    first_word = role.split(maxsplit=1)[0] if role else ""
    if len(first_word) > 1 and first_word[1:] != first_word[1:].lower():
        return role
    return role[:1].lower() + role[1:]


def phrasebook(language: str) -> Phrasebook:
    """Return the phrasebook of an ISO 639-1 language; KeyError where the narrator does not speak
    it."""
    module = import_module(LANGUAGES[language])
    book: Phrasebook = module.PHRASEBOOK
    return book

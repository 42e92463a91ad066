"""What the narrator says of an episode, whatever the language: in what order, and how lists are
made; and how to find the language that says it.

The flow asks for sentences ("announce this person") and never holds a word of them. The words are
data: `fr.toml` and its like fill in the sentences, with the places of names in braces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from podcast.errors import PodcastError
from podcast.store.toml import read_toml
from podcast.timecode import Milliseconds

_MOST_NAMES = 12  # more names in a row are noise
_COUNTED = 13  # minutes from which one speaks of quarters of an hour
_AT = 1.5  # minutes off a quarter that nobody mentions
_DAYS = re.compile(r"\d{1,2}(?:er|st|nd|rd|th)?\s*(?:et|and|,|au|to|-|–)\s*\d")
_NUMBERS = re.compile(r"\d{4}\b|\d+[/.-]\d")  # only a year; all in figures
_WEEKDAY = re.compile(r"^(?:le\s+)?[^\W\d_]+(?:di|anche|day),?\s+(?=\d)|^le\s+", re.IGNORECASE)
# Programs that tell voices apart number them from SPEAKER_00 or spk_0 on.
_NUMBERED = re.compile(r"(?:speaker(?P<zero>_(?=\d\d$))?|(?P<spk>spk))[ _-]?(?P<n>\d{1,3})", re.I)
_ROLE_ENDS = re.compile(r"\s*[,;(|]\s*|\s+[–—·•/-]\s+")

LANGUAGES = tuple(sorted(file.stem for file in Path(__file__).parent.glob("*.toml")))
"""The languages that the narrator speaks."""


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody to introduce: `role` as the transcript writes it, None where it does not."""

    name: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Landmark:
    """Something to find in an episode: a chapter's title, and when it begins."""

    title: str
    start: Milliseconds


class Detail(Enum):
    """How much an opening says of people: names with roles, names alone, how many, nothing."""

    ROLES = "roles"
    NAMES = "names"
    NUMBER = "number"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class EpisodeFacts:
    """What the opening says.

    `title` is None where the debate has none. `moderators` lead the debate; `guests` are listed by
    the transcript; `others` speak without being listed, and get no introduction but their name.
    `length` is the episode's; `turns` counts what the listener will hear, `chapters` what an app
    shows.

    `speaker` is set where the episode holds what one person says, `theme` where it holds what is
    said of one theme; `title` is the debate's all the same, and `turns` the turns, or passages.
    """

    title: str | None
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


@dataclass(frozen=True)
class Phrasebook:
    """A language's sentences, in plain text without markup. Of what is counted, the first form is
    for one."""

    opening_title: str
    introduction_title: str
    closing_title: str
    contents_title: str
    narrator: str
    somebody: str

    unnamed: str
    wordless: str

    led_by: str
    with_one: str
    take_part: str
    people: str
    also_heard: str
    heard: str
    others: str
    lasts: str
    lasts_in_chapters: str
    part_synthetic: str
    that_was: str
    you_heard: str
    file_comment: str
    title_form: str
    quoted: str
    the_end: str
    speaker_in: str
    speaker_alone: str
    theme_in: str
    theme_alone: str
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

    under_a_minute: str
    minutes: tuple[str, str]
    quarters: tuple[str, str, str]
    hour: tuple[str, str]
    and_quarters: tuple[str, str, str, str]
    about: str
    over: str
    under: str
    vowels: tuple[tuple[str, str], ...]
    of_days: str
    of_a_day: str

    a_group: str
    nameless: tuple[tuple[str, str], ...]

    def duration(self, length: Milliseconds) -> str:
        """Return how long something lasts, as people say it: "a little over an hour"."""
        minutes = length / 60_000
        if minutes < 1:
            return self.under_a_minute
        if minutes < _COUNTED:
            return self.about.format(self._counted(round(minutes), self.minutes))
        quarters = round(minutes / 15)
        hours, rest = divmod(quarters, 4)
        if hours:
            said = self._counted(hours, self.hour) + self.and_quarters[rest]
        else:
            said = self.quarters[rest - 1]
        over = minutes - 15 * quarters
        form = self.about if abs(over) < _AT else self.over if over > 0 else self.under
        told = form.format(said)
        for written, elided in self.vowels:
            told = told.replace(written, elided)
        return told

    def dated(self, date: str) -> str:
        """Return a date as a sentence of its own begins: "Les 28 et 29 mai 2024"."""
        if _DAYS.match(date):
            return self.of_days.format(date)
        if date[:1].isdigit() and not _NUMBERS.match(date):
            return self.of_a_day.format(date)
        return capital(date)

    def opening(self, facts: EpisodeFacts, detail: Detail = Detail.ROLES) -> tuple[str, ...]:
        """Return title, event and date; who takes part; how long it is and how it is divided."""
        if facts.speaker or facts.theme:
            return self._opening_of_part(facts, detail)
        head = [facts.title, *self._event_and_date(facts)]
        form = self.lasts_in_chapters if facts.chapters > 3 else self.lasts
        return (
            " ".join(sentence(part) for part in head if part),
            *(self._people(facts, detail) if detail is not Detail.NOTHING else ()),
            form.format(self.duration(facts.length), facts.chapters),
        )

    def _event_and_date(self, facts: EpisodeFacts) -> list[str]:
        """Return the event, and the date where neither title nor event has it."""
        told = _plain(facts.title or "")
        event = facts.event if facts.event and _plain(facts.event) not in told else None
        told += _plain(event or "")
        date = facts.date
        if date and _plain(_WEEKDAY.sub("", date)) in told:
            date = None
        return [event or "", self.dated(date) if date else ""]

    def _opening_of_part(self, facts: EpisodeFacts, detail: Detail) -> tuple[str, ...]:
        """Return whose words they are, or what they are about, and where they come from."""
        length = self.duration(facts.length)
        title = facts.title or ""
        if facts.speaker:
            count = self._counted(facts.turns, self.interventions)
            form = self.speaker_in if title else self.speaker_alone
            parts = [form.format(facts.speaker, title, count, length)]
            people: tuple[Participant, ...] = ()
        else:
            count = self._counted(facts.turns, self.passages)
            form = self.theme_in if title else self.theme_alone
            parts = [form.format(facts.theme, title, count, length)]
            people = facts.moderators + facts.guests + facts.others
        parts += [sentence(text) for text in self._event_and_date(facts) if text]
        after = [self.part_synthetic]
        if 0 < len(people) <= _MOST_NAMES and detail in (Detail.ROLES, Detail.NAMES):
            after.insert(0, self.heard.format(self._list([person.name for person in people])))
        return " ".join(parts), " ".join(after)

    def overview(self, landmarks: tuple[Landmark, ...], *, all_of_them: bool) -> str:
        """Return what is heard when, to the minute that a player shows: "À 33 minutes, …"."""
        parts = []
        before = -1
        for landmark in landmarks:
            minutes = landmark.start // 60_000
            if minutes == before:
                continue
            before = minutes
            when = self.at.format(self.moment(minutes)) if minutes else self.at_start
            parts.append(sentence(f"{when}{landmark.title}"))
        return " ".join([self.in_order if all_of_them else self.landmarks, *parts])

    def moment(self, minutes: int) -> str:
        """Return a time in the episode: "une heure et 5 minutes"."""
        hours, rest = divmod(minutes, 60)
        parts = [self._counted(hours, self.hour)] if hours else []
        parts += [self._counted(rest, self.minutes)] if rest else []
        return f" {self.and_} ".join(parts)

    def closing(self, facts: EpisodeFacts) -> tuple[str, ...]:
        """Return the title once more, so that a listener who dozed off knows what ended."""
        about = facts.speaker or facts.theme
        if about:
            title = self.episode_title(about, facts.title) if facts.title else about
            return (self.that_was.format(sentence(title)),)
        people = facts.moderators + facts.guests + facts.others
        text = self.that_was.format(sentence(facts.title)) if facts.title else self.the_end
        if 1 < len(people) <= _MOST_NAMES:
            text += " " + self.you_heard.format(self._list([person.name for person in people]))
        return (text,)

    def announce(self, participant: Participant) -> str:
        """Return the name, and the role where one is given."""
        said = introduced(replace(participant, name=self.called(participant.name)))
        return sentence(capital(said))

    def without_words(self, name: str) -> str:
        """Return that somebody had a turn and said nothing."""
        return sentence(self.wordless.format(self.called(name)))

    def called(self, name: str) -> str:
        """Return what a speaker whom a machine numbered is called: "Intervenant 1" for
        "SPEAKER_00", whose numbers begin with 0, and for "Speaker 1"; any other name as it is."""
        match = _NUMBERED.fullmatch(name)
        if match is None:
            return name
        from_zero = match["zero"] is not None or match["spk"] is not None
        return self.unnamed.format(int(match["n"]) + from_zero)

    def group(self, name: str) -> str:
        """Return a group that is called by one word ("Audience"), as it stands in a sentence: in
        English "the audience"."""
        return self.a_group.format(f"{name[:1].lower()}{name[1:]}") if self.a_group else name

    def in_a_sentence(self, name: str) -> str | None:
        """Return how somebody whom nothing names ("Interviewer") stands in a sentence: "the
        interviewer"; None for who has a name."""
        return dict(self.nameless).get(name)

    def _somebody(self, name: str) -> str:
        return self.in_a_sentence(name) or self.called(name)

    def chapter_title(self, speaker: str, topic: str | None) -> str:
        """Return who speaks and, where known, about what."""
        name = capital(self.called(speaker))
        return self.title_form.format(name, topic) if topic else name

    def episode_title(self, about: str, debate: str) -> str:
        """Return a speaker or a theme, and the debate they are of."""
        return f"{about} – {debate}"

    def answer_to(self, speaker: str) -> str:
        """Return whom a chapter answers."""
        return self.an_answer.format(self._somebody(speaker))

    def question_to(self, speaker: str) -> str:
        """Return whom a chapter asks."""
        return self.a_question.format(self._somebody(speaker))

    def numbered(self, title: str, number: int) -> str:
        """Return `title` told apart from its namesakes."""
        return f"{title} ({number})"

    def comment(self, voices: int) -> str:
        """Return what the file says of itself: that voices are synthetic, as whoever finds it must
        know."""
        return self.file_comment.format(self._counted(voices, self.voices))

    def _people(self, facts: EpisodeFacts, detail: Detail) -> list[str]:
        if detail is Detail.NUMBER:
            count = len(facts.moderators) + len(facts.guests) + len(facts.others)
            led = [self.led_by.format(self._names(facts.moderators))] if facts.moderators else []
            heard = self.others if led else self.people
            count -= len(facts.moderators)
            return [*led, self.heard.format(heard.format(self._count(count)))] if count else led
        parts = []
        everybody = (*facts.guests, *facts.others)
        if detail is Detail.NAMES and 1 < len(everybody) <= _MOST_NAMES:
            facts = replace(facts, guests=everybody, others=())
        say = introduced if detail is Detail.ROLES else _name
        if facts.moderators:
            parts.append(self.led_by.format(self._list([say(one) for one in facts.moderators])))
        if len(facts.guests) == 1:
            parts.append(self.with_one.format(say(facts.guests[0])))
        elif detail is Detail.ROLES and any(guest.role for guest in facts.guests):
            # A sentence each: roles said in one breath cannot be followed.
            people = " ".join(self.announce(person) for person in facts.guests)
            parts.append(self.take_part.format(self._count(len(facts.guests)), people))
        elif facts.guests:
            parts.append(self.heard.format(self._names(facts.guests)))
        if facts.others:
            count = len(facts.others)
            many = (self.others if parts else self.people).format(self._count(count))
            names = self._names(facts.others) if count <= _MOST_NAMES else many
            parts.append((self.also_heard if parts else self.heard).format(names))
        return parts

    def _names(self, people: Sequence[Participant]) -> str:
        return self._list([_name(person) for person in people])

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


def _name(person: Participant) -> str:
    return person.name


def short_role(role: str) -> str:
    """Return a role up to its first comma, dash or bracket."""
    return _ROLE_ENDS.split(role.strip(), maxsplit=1)[0].strip() or role


def capital(text: str) -> str:
    """Return `text` with a capital at its start."""
    return text[:1].upper() + text[1:]


def _plain(text: str) -> str:
    """Return the words of `text` in small letters, with a space around each."""
    return " ".join(["", *re.findall(r"[^\W_]+", text.casefold()), ""])


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


@cache
def phrasebook(language: str) -> Phrasebook:
    """Return the phrasebook of an ISO 639-1 language; KeyError where the narrator does not speak
    it."""
    if language not in LANGUAGES:
        raise KeyError(language)
    words = read_toml(Path(__file__).with_name(f"{language}.toml"), PodcastError)
    return Phrasebook(**{key: _as_tuple(value) for key, value in words.items()})


def _as_tuple(value: Any) -> Any:
    return tuple(map(_as_tuple, value)) if isinstance(value, list) else value

"""What an episode's opening says: who is heard, how much there is, and where what is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from podcast.language.gender import is_many, names_a_person
from podcast.model import Debate, Speaker
from podcast.narration import Detail, EpisodeFacts, Landmark, Participant, Phrasebook, short_role
from podcast.planning import EpisodeKind, EpisodePlan
from podcast.timecode import Milliseconds

LONGEST = Milliseconds(40_000)
"""What an opening lasts at most at the usual speed, a series' own words left out."""

MOST_LANDMARKS = 4
"""Things to find that an opening names by default; nobody remembers more."""

_LONG = Milliseconds(20 * 60_000)  # from where landmarks are named

_NUMBER = re.compile(r" \(\d+\)$")  # what tells a title from its namesakes


class OpeningLength(Enum):
    """How much the narrator says at the start: all, what it is and how long, nothing."""

    FULL = "full"
    SHORT = "short"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class OpeningWish:
    """What a person wants of an opening; `welcome` and `goodbye` are a series' own words, said
    first and last."""

    length: OpeningLength = OpeningLength.FULL
    landmarks: int = MOST_LANDMARKS
    welcome: str | None = None
    goodbye: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said at the start."""
        return self.length is OpeningLength.NONE and self.welcome is None


# What is said of people, and how many landmarks at most: each says less than the one before.
_LEVELS = (
    (Detail.ROLES, 8),
    (Detail.NAMES, 8),
    (Detail.NAMES, 3),
    (Detail.NAMES, 2),
    (Detail.NUMBER, 2),
    (Detail.NUMBER, 0),
    (Detail.NOTHING, 0),
)
SHORTEST = len(_LEVELS) - 1


def paragraphs(
    plan: EpisodePlan,
    book: Phrasebook,
    wanted: OpeningWish,
    starts: Sequence[Milliseconds],
    length: Milliseconds,
    level: int,
) -> tuple[str, ...]:
    """Return what is said at the start of an episode of that `length`, whose exchanges begin at
    `starts`, without the words of the series; the higher the `level`, up to `SHORTEST`, the less.
    """
    if wanted.length is OpeningLength.NONE:
        return ()
    detail, most = _LEVELS[level if wanted.length is OpeningLength.FULL else SHORTEST]
    titles = [chapter.title for chapter in plan.exchanges]
    people = {book.chapter_title(speaker.name, None) for speaker in plan.debate.speakers}
    telling = [_NUMBER.sub("", title) not in people for title in titles]
    marks = landmarks(titles, starts, length, telling, min(most, wanted.landmarks))
    said = book.opening(facts_of(plan, length, book), detail)
    every = len(marks) == len(titles)
    return (*said, book.overview(marks, all_of_them=every)) if marks else said


def facts_of(plan: EpisodePlan, length: Milliseconds, book: Phrasebook) -> EpisodeFacts:
    """What is to be said of `plan`, which lasts `length`."""
    debate = plan.debate
    speaking = {turn.speaker for chapter in plan.exchanges for turn in chapter.turns}
    heard = [speaker for speaker in debate.speakers if speaker.name in speaking]
    heard.sort(key=lambda speaker: book.in_a_sentence(speaker.name) is not None)  # names first

    def people(*, moderator: bool, declared: bool) -> tuple[Participant, ...]:
        return tuple(
            _listed(speaker, debate, book)
            for speaker in heard
            if speaker.moderator is moderator
            and (moderator or (speaker.declared is not None) is declared)
        )

    title = debate.title if plan.about else plan.title
    return EpisodeFacts(
        title=None if debate.untitled else title,
        event=debate.subtitle,
        date=debate.date_text,
        moderators=people(moderator=True, declared=True),
        guests=people(moderator=False, declared=True),
        others=people(moderator=False, declared=False),
        length=length,
        turns=plan.turns,
        chapters=len(plan.chapters),
        speaker=book.called(plan.about or "") if plan.kind is EpisodeKind.SPEAKER else None,
        theme=plan.about if plan.kind is EpisodeKind.THEME else None,
    )


def _listed(speaker: Speaker, debate: Debate, book: Phrasebook) -> Participant:
    """Return somebody as they stand in a list: an office or a group in small letters ("le maire"),
    a role up to its first comma."""
    role = short_role(speaker.role) if speaker.role else None
    if (nameless := book.in_a_sentence(speaker.name)) is not None:
        return Participant(nameless, role)
    name = book.called(speaker.name)
    words = name.replace("’", "'").replace("l'", "L' ").replace("L'", "L' ").split()
    is_article = words[0].lower() in _ARTICLES and len(words) > 1
    noun = words[1] if is_article else words[0]
    if len(words) == 1 and is_many(name, debate.language):
        name = book.group(name)
    a_label = is_article or is_many(name, debate.language)
    if (a_label and noun.islower()) or (names_a_person(noun) and not speaker.civility):
        name = name[:1].lower() + name[1:]
    return Participant(name, role)


_ARTICLES = frozenset("le la l' un une des les the a an".split())


def landmarks(
    titles: Sequence[str],
    starts: Sequence[Milliseconds],
    length: Milliseconds,
    telling: Sequence[bool],
    most: int = MOST_LANDMARKS,
) -> tuple[Landmark, ...]:
    """Return what to say of chapters that begin at `starts`, in an episode of that `length`.

    Each, where they are no more than `most`; else, of each of as many stretches that last as long
    as each other, the longest whose title is `telling`: it says more than who speaks. Nothing where
    the episode is short.
    """
    if length < _LONG or most < 1:
        return ()
    if len(titles) <= most:
        chosen = list(range(len(titles)))
    else:
        lengths = [end - start for start, end in zip(starts, (*starts[1:], length), strict=True)]
        stretches: dict[int, list[int]] = {}
        for number, (start, lasts) in enumerate(zip(starts, lengths, strict=True)):
            middle = start + lasts / 2
            if telling[number]:
                stretches.setdefault(int(most * middle / length), []).append(number)
        chosen = [max(its, key=lambda n: (lengths[n], -n)) for _, its in sorted(stretches.items())]
    return tuple(Landmark(titles[n], starts[n]) for n in chosen)

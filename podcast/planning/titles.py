"""What chapters are called: who speaks, and of what, in words that are said there.

The words are the passage's own phrases (`keyphrases`) that are rare elsewhere in the debate,
those first that made it belong to a theme. A title is never cut in the middle of a phrase, is
told once in an episode, and has at most `LONGEST_TITLE` characters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from podcast.language.keyphrases import Excerpt, distinctive_phrases
from podcast.model import Debate
from podcast.narration import Phrasebook
from podcast.planning.grouping import Group
from podcast.planning.model import LONGEST_TITLE
from podcast.planning.segments import Place, end_of, outline_of, place_of

_SHORTEST_TOPIC = 16  # below that many characters left beside a name, a topic says nothing

_TWO_TOPICS = 200  # words (over a minute) from which a chapter may speak of two things
_ASKS = re.compile(r"\?|(?:pouvez|pourriez|voulez)[- ]vous\b|(?:can|could|would) you\b", re.I)

Titles = Mapping[Place, str]
"""Titles that a person wants, by the turn and the paragraph with which a chapter begins."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of a debate that helps to name its chapters.

    `words` are those for which a paragraph is in a theme, by its turn and number; `background` the
    texts of the whole debate, against which what is special to a chapter is told; `titles` what a
    person wants chapters to be called.
    """

    words: Mapping[Place, tuple[str, ...]]
    background: tuple[str, ...]
    titles: Titles


def text_of(group: Group) -> str:
    """Return all that is said in a chapter."""
    return " ".join(p.text for turn in group for p in turn.paragraphs)


def chapter_speaker(turns: Group) -> str:
    """Return who says most in these turns; the first of them where two say as much."""
    words: dict[str, int] = {}
    for turn in turns:
        words[turn.speaker] = words.get(turn.speaker, 0) + turn.words
    return max(words, key=lambda name: words[name])


def chapter_topics(
    debate: Debate, groups: Sequence[Group], hints: Hints, rooms: Sequence[int]
) -> tuple[str | None, ...]:
    """Return what each chapter is about, in a phrase, or in two where it is long and they have
    room; None where nothing in it says enough."""
    excerpts = tuple(
        Excerpt(
            text_of(group),
            max(room, _SHORTEST_TOPIC),
            2 if sum(turn.words for turn in group) >= _TWO_TOPICS else 1,
            _words(group, hints),
        )
        for group, room in zip(groups, rooms, strict=True)
    )
    names = tuple(speaker.name for speaker in debate.speakers)
    found = distinctive_phrases(excerpts, debate.language, names=names, background=hints.background)
    return tuple(", ".join(phrases) or None for phrases in found)


def _words(group: Group, hints: Hints) -> tuple[str, ...]:
    return tuple(
        word
        for turn in group
        for number in range(turn.first_paragraph, end_of(turn) + 1)
        for word in hints.words.get((turn.index, number), ())
    )


def speaker_titles(
    debate: Debate, book: Phrasebook, groups: Sequence[Group], hints: Hints
) -> list[str]:
    """Return titles that say who speaks, and of what; of a question alone, whom it is for."""
    asking = outline_of(debate).asking
    asked = [
        _asked(asking, group, groups[number] if number < len(groups) else ())
        for number, group in enumerate(groups, start=1)
    ]
    speakers = [
        book.question_to(other) if other else chapter_speaker(group)
        for group, other in zip(groups, asked, strict=True)
    ]
    around = len(book.chapter_title("", "…")) - 1
    rooms = [LONGEST_TITLE - around - len(speaker) for speaker in speakers]
    topics = chapter_topics(debate, groups, hints, rooms)
    return [
        _fitting(book.chapter_title(speaker, topic), speaker)
        for speaker, topic in zip(speakers, topics, strict=True)
    ]


def _asked(asking: frozenset[int], group: Group, after: Group) -> str | None:
    """Return whom a chapter asks that is nothing but a question to who speaks next."""
    last = group[-1]
    asked = last.index in asking and _ASKS.search(last.paragraphs[-1].text)
    if not asked or not after or len({turn.speaker for turn in group}) > 1:
        return None
    other = after[0].speaker
    return other if after[0].index == last.index + 1 and other != last.speaker else None


def topic_titles(
    debate: Debate,
    groups: Sequence[Group],
    hints: Hints,
    otherwise: Sequence[str],
) -> list[str]:
    """Return titles that say only of what: of an episode in which one person speaks."""
    found = chapter_topics(debate, groups, hints, [LONGEST_TITLE] * len(groups))
    return [
        cut(capital(topic) if topic else other, LONGEST_TITLE)
        for topic, other in zip(found, otherwise, strict=True)
    ]


def final_titles(
    titles: Sequence[str], groups: Sequence[Group], hints: Hints, book: Phrasebook
) -> list[str]:
    """Return `titles` with those that a person wants in their places, between the opening's and the
    closing's, each once."""
    wanted = [
        cut(" ".join(hints.titles.get(place_of(group[0]), title).split()) or title, LONGEST_TITLE)
        for title, group in zip(titles, groups, strict=True)
    ]
    return _unique([book.opening_title, *wanted, book.closing_title], book)


def capital(text: str) -> str:
    """Return `text` with a capital at its start."""
    return text[:1].upper() + text[1:]


def cut(text: str, most: int) -> str:
    """Return `text` in at most `most` characters, cut between words where there is one to cut
    at."""
    if len(text) <= most:
        return text
    start = text[: most - 1]
    kept = start.rsplit(None, 1)[0] if " " in start.strip() else start
    return kept.rstrip(" ,;:-–—") + "…"


def _fitting(title: str, name: str) -> str:
    return title if len(title) <= LONGEST_TITLE else cut(name, LONGEST_TITLE)


def _unique(titles: list[str], book: Phrasebook) -> list[str]:
    seen: set[str] = set()
    numbers: dict[str, int] = {}
    result = []
    for title in titles:
        candidate, number = title, numbers.get(title, 1)
        while candidate in seen:
            number += 1
            numbers[title] = number
            suffix = len(book.numbered("", number))
            candidate = book.numbered(cut(title, LONGEST_TITLE - suffix), number)
        seen.add(candidate)
        result.append(candidate)
    return result

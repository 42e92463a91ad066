"""What chapters are called: who speaks, and of what, in words that are said there.

The words are the passage's own phrases (`keyphrases`) that are rare elsewhere in the debate, those
first that made it belong to a theme. Where one person answers all others, their name goes without
saying, and a chapter is called after the question that it answers (`questions`), where that is
short enough. A title is never cut in the middle of a phrase, is used once in an episode, and has at
most `LONGEST_TITLE` characters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from podcast.language.keyphrases import Excerpt, topics_of
from podcast.language.nounphrases import name_words
from podcast.language.questions import question_in
from podcast.language.sentences import sentence_spans
from podcast.model import Debate
from podcast.narration import Phrasebook, capital
from podcast.planning.grouping import Group
from podcast.planning.model import LONGEST_TITLE
from podcast.planning.segments import Place, end_of, outline_of, place_of

_SHORTEST_TOPIC = 16  # below that many characters left next to a name, a topic says nothing

_QUESTION = 8  # words; what is shorter is thrown in
_ASKS = re.compile(r"\?|(?:pouvez|pourriez|voulez)[- ]vous\b|(?:can|could|would) you\b", re.I)

Titles = Mapping[Place, str]
"""Titles that a person wants, by the turn and the paragraph with which a chapter begins."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of a debate that helps to name its chapters.

    `words` are those for which a paragraph is in a theme, by its turn and number; `background` the
    texts of the whole debate, against which what is special to a chapter is found; `titles` what a
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


def _topics(
    debate: Debate,
    book: Phrasebook,
    groups: Sequence[Group],
    hints: Hints,
    beginnings: Sequence[str],
    asking: Sequence[bool],
    asked: Sequence[str],
) -> list[str | None]:
    """Return what each chapter is about, for a title that begins so: the question that is `asked`
    in it, a phrase or two, or a sentence where no phrase is sure. Those that are `asking` are about
    what they ask. None where nothing in it says enough."""
    excerpts = tuple(
        Excerpt(
            _said(group),
            max(LONGEST_TITLE - len(beginning), _SHORTEST_TOPIC),
            _words(group, hints),
            "" if asks else _question(debate, group),
            asks,
            beginning,
        )
        for group, beginning, asks in zip(groups, beginnings, asking, strict=True)
    )
    names = tuple(speaker.name for speaker in debate.speakers)
    found = topics_of(excerpts, debate.language, names=names, background=hints.background)
    words = name_words(names)
    questions = [question_in(text, LONGEST_TITLE, debate.language, words) for text in asked]
    return [
        question
        or (book.quoted.format(topic.sentence) if topic.sentence else ", ".join(topic.phrases))
        or None
        for question, topic in zip(questions, found, strict=True)
    ]


def _said(group: Group) -> str:
    """Return what whoever a chapter is called after says in it."""
    speaker = chapter_speaker(group)
    return text_of(tuple(turn for turn in group if turn.speaker == speaker))


def _question(debate: Debate, group: Group) -> str:
    """Return what a chapter answers: the turn before it, or its own first one, where that asks."""
    first = group[0]
    if len({turn.speaker for turn in group}) > 1:
        before = first
    elif first.first_paragraph == 1 and first.index > 1:
        before = debate.turns[first.index - 2]
    else:
        return ""
    leading = {speaker.name for speaker in debate.speakers if speaker.moderator}
    last = before.paragraphs[-1].text
    asks = before.index in outline_of(debate).asking or before.speaker in leading
    return last if asks and before.words >= _QUESTION and _ASKS.search(last) else ""


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
    """Return titles that say who speaks, and of what; of a question alone, whom it is for. Where
    one person answers all others, those of the answers say what is asked, or of what they are."""
    asking = outline_of(debate).asking
    asked = [
        _asked(asking, group, groups[number] if number < len(groups) else ())
        for number, group in enumerate(groups, start=1)
    ]
    answering = {
        chapter_speaker(group) for group, other in zip(groups, asked, strict=True) if not other
    }
    alone = len(answering) == 1 and len(debate.speakers) > 1
    asked = [other if other and book.in_a_sentence(other) is None else None for other in asked]
    speakers = [
        book.question_to(other) if other else chapter_speaker(group)
        for group, other in zip(groups, asked, strict=True)
    ]
    beginnings = [
        "" if alone and not other else book.chapter_title(speaker, "…")[:-1]
        for speaker, other in zip(speakers, asked, strict=True)
    ]
    questions = [
        text_of(group[:1]) if alone and _begins_asking(debate, group) else "" for group in groups
    ]
    topics = _topics(
        debate, book, groups, hints, beginnings, [bool(other) for other in asked], questions
    )
    return [
        _fitting(capital(f"{beginning}{topic}"), speaker)
        if topic
        else cut(_last_question(group, book) or book.called(speaker), LONGEST_TITLE)
        for group, speaker, beginning, topic in zip(
            groups, speakers, beginnings, topics, strict=True
        )
    ]


def _last_question(group: Group, book: Phrasebook) -> str | None:
    """Return what a chapter that would be called after somebody without a name ("Guest") begins
    by asking them."""
    speaker = chapter_speaker(group)
    if group[0].speaker == speaker or book.in_a_sentence(speaker) is None:
        return None
    said = text_of(group[:1])
    sentences = [said[start:end].strip() for start, end in sentence_spans(said)]
    return next((one for one in reversed(sentences) if one.endswith("?") and " " in one), None)


def _begins_asking(debate: Debate, group: Group) -> bool:
    """Return whether a chapter begins with a question of somebody else than it is called after."""
    return group[0].speaker != chapter_speaker(group) and bool(_question(debate, group))


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
    book: Phrasebook,
    groups: Sequence[Group],
    hints: Hints,
    otherwise: Sequence[str],
) -> list[str]:
    """Return titles that say only of what: of an episode in which one person speaks."""
    many = len(groups)
    asked = [_question(debate, group) for group in groups]
    found = _topics(debate, book, groups, hints, [""] * many, [False] * many, asked)
    return [
        cut(capital(topic) if topic else other, LONGEST_TITLE)
        for topic, other in zip(found, otherwise, strict=True)
    ]


def final_titles(
    titles: Sequence[str],
    groups: Sequence[Group],
    hints: Hints,
    book: Phrasebook,
    *first: str,
) -> list[str]:
    """Return `titles` with those that a person wants in their places, between the opening's, with
    others that come `first`, and the closing's, each once."""
    wanted = [
        cut(" ".join(hints.titles.get(place_of(group[0]), title).split()) or title, LONGEST_TITLE)
        for title, group in zip(titles, groups, strict=True)
    ]
    return _unique([book.opening_title, *first, *wanted, book.closing_title], book)


def cut(text: str, most: int) -> str:
    """Return `text` in at most `most` characters, cut between words where there is one to cut
    at."""
    if len(text) <= most:
        return text
    start = text[: most - 1]
    beginning = start.rsplit(None, 1)[0] if " " in start.strip() else start
    return beginning.rstrip(" ,;:-–—") + "…"


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

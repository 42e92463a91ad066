"""What the reader is not sure of, said so that somebody can look and mend it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from podcast.model import Debate, Doubt, Speaker, Turn
from podcast.reading.furniture import is_attendance
from podcast.reading.heads import has_first_name, is_person
from podcast.reading.lines import SourceLine
from podcast.reading.names import first_name, key
from podcast.reading.slots import Kind

if TYPE_CHECKING:
    from podcast.reading.assembly import Reading

_INTRODUCES = re.compile(
    r"(?:je suis|je m['’]appelle|je me nomme|c['’]est|ici|moi,?|my name is|my name['’]s|i am|i['’]m"
    r"|this is|it['’]s|me,?|here is)\s*,?\s*$",
    re.IGNORECASE,
)
_CIVILITY = r"(?:M\.|Mme|Mlle|Monsieur|Madame|Mademoiselle|Mr\.?|Mrs\.?|Ms\.?|Dr\.?)\s+"
_ANSWERS = re.compile(
    r"^[«“\"–—\s-]*(?:merci (?:pour|de) (?:cette|votre|ta|la|vos) question|bonne question"
    r"|(?:c['’]est )?une (?:très )?(?:bonne|excellente|vaste) question"
    r"|oui,? (?:tout à fait|bien sûr|absolument)"
    r"|tout à fait|absolument|exactement|effectivement, (?:je|nous|oui)"
    r"|(?:thanks|thank you) for (?:the|that|this|your) question"
    r"|(?:that['’]s )?a? ?(?:great|good|excellent) question"
    r"|yes,? (?:absolutely|exactly|indeed)|absolutely|exactly)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\?[\s»”\"')\]]*$")
_MOST_PEOPLE = 200


def find_doubts(debate: Debate, reading: Reading | None = None) -> tuple[Doubt, ...]:
    """All doubts, in the order of the transcript; those about no line come last.

    `reading` is how the debate was found, None for one that a person has edited.
    """
    speakers, turns = debate.speakers, debate.turns
    located = [*_self_named(speakers, turns), *_answered(turns)]
    if reading is not None:
        located += _before_anyone_speaks(reading.prose)
        located += _decided_by_little(turns, reading)
        located += reading.doubts
    located.sort(key=lambda doubt: doubt.line or 0)
    return (*located, *_silent(speakers, turns), *_nearly_the_same(speakers))


def _before_anyone_speaks(prose: tuple[SourceLine, ...]) -> list[Doubt]:
    lines = [line for line in prose if len(line.text.split()) > 4]
    if not lines:
        return []
    words = sum(len(line.text.split()) for line in lines)
    return [
        Doubt(
            "text-before-speech",
            f"{words} words stand before anyone speaks and are not read out:"
            f" “{_start(lines[0].text)}”. If somebody says them, put their name on a line before.",
            line=lines[0].number,
        )
    ]


def _self_named(speakers: tuple[Speaker, ...], turns: tuple[Turn, ...]) -> list[Doubt]:
    """Turns in which the speaker is named as people name somebody else."""
    firsts = Counter(key(first_name(speaker.name)) for speaker in speakers)
    lasts = Counter(_surname(speaker.name) for speaker in speakers)
    patterns = {}
    for speaker in speakers:
        if not is_person(speaker.name):
            continue  # "The Chairman" is no "The"
        first = first_name(speaker.name)
        patterns[speaker.name] = _naming(
            speaker.name,
            first if firsts[key(first)] == 1 else "",
            _surname(speaker.name) if lasts[_surname(speaker.name)] == 1 else "",
        )
    doubts: dict[str, Doubt] = {}
    more: Counter[str] = Counter()
    met: set[str] = set()
    for turn in turns:
        pattern = patterns.get(turn.speaker)
        new = turn.speaker not in met
        met.add(turn.speaker)
        if pattern is None:
            continue
        for number, paragraph in enumerate(turn.paragraphs, start=1):
            named = next(
                (
                    match
                    for match in pattern.finditer(paragraph.text)
                    # "Anne Roux, maire de Vence. Bonjour": so people introduce themselves
                    if not (new and number == 1 and match.start() == 0)
                    and not _INTRODUCES.search(
                        paragraph.text[max(0, match.start() - 30) : match.start()]
                    )
                ),
                None,
            )
            if named is None:
                continue
            more[turn.speaker] += 1
            where = paragraph.text[max(0, named.start() - 20) : named.end() + 25]
            doubts.setdefault(
                turn.speaker,
                Doubt(
                    "self-named",
                    f"{turn.speaker} is named in a turn of their own (“…{where.strip()}…”):"
                    " perhaps somebody else speaks here, and a name is missing before it.",
                    line=paragraph.line,
                    turn=turn.index,
                    paragraph=number,
                ),
            )
    return [
        replace(doubt, message=f"{doubt.message} There are {more[who] - 1} more such places.")
        if more[who] > 1
        else doubt
        for who, doubt in doubts.items()
    ]


def _surname(name: str) -> str:
    words = name.split()
    return words[-1] if len(words) > 1 else ""


def _naming(name: str, first: str, surname: str) -> re.Pattern[str]:
    """Finds the full name in any case; the first name only with its capital, and only where no
    other surname follows it ("Jean Monnet" is not Jean Cattan); the surname after a civility."""
    full = r"\s+".join(re.escape(word) for word in name.split())
    alternatives = [rf"(?i:\b{full}\b)"] if len(name.split()) > 1 else []
    if len(first) > 2 and first[0].isupper() and has_first_name(first):
        alternatives.append(rf"\b{re.escape(first)}\b(?![-’'])(?!\s+[A-ZÀ-Þ])")
    if len(surname) > 2:
        alternatives.append(rf"\b{_CIVILITY}(?i:{re.escape(surname)})\b")
    return re.compile("|".join(alternatives) or r"(?!)")


def _answered(turns: tuple[Turn, ...]) -> list[Doubt]:
    """Questions that the next paragraph of the same turn answers as one answers somebody else."""
    doubts = []
    for turn in turns:
        for number, (asked, answer) in enumerate(
            zip(turn.paragraphs, turn.paragraphs[1:], strict=False), start=2
        ):
            if _ASKS.search(asked.text) and _ANSWERS.match(answer.text[:80]):
                doubts.append(
                    Doubt(
                        "question-answered",
                        f"{turn.speaker} asks and answers in one turn (“{_start(answer.text)}”):"
                        " perhaps the name of who answers is missing before it.",
                        line=answer.line,
                        turn=turn.index,
                        paragraph=number,
                    )
                )
    return doubts


def _decided_by_little(turns: tuple[Turn, ...], reading: Reading) -> list[Doubt]:
    """Where the next best reading differs, and what would settle it."""
    doubts = []
    for line, close in reading.close:
        place = close.place
        turn = next((turn for turn in reversed(turns) if turn.line <= line), None)
        alone = place.kind is Kind.ALONE
        if close.taken:
            kind = "perhaps-a-heading" if alone else "perhaps-nobody"
            settle = (
                "if it is a heading, mark it as one (## in front of it)"
                if alone
                else "if nobody is called so, join it to the line before"
            )
            message = (
                f"“{place.filler}” stands once only ({place.slot}) and was taken for somebody who"
                f" speaks: {settle}."
            )
        else:
            kind = "unlabelled"
            message = (
                f"“{place.filler}” is set like the names of those who speak ({place.slot}) and was"
                " not taken for one: if somebody speaks here, write their name as elsewhere."
            )
        doubts.append(Doubt(kind, message, line=line, turn=turn.index if turn else None))
    if reading.hosted is not None:
        doubts.append(
            Doubt(
                "question-headings",
                "headings that ask were read as questions of who leads, and what follows as"
                " somebody's answer: if they are titles, end them without a question mark.",
                line=reading.hosted,
            )
        )
    return doubts


def _silent(speakers: tuple[Speaker, ...], turns: tuple[Turn, ...]) -> list[Doubt]:
    heard = {turn.speaker for turn in turns}
    speakers = tuple(s for s in speakers if not is_attendance(s.declared or ""))
    return [
        Doubt(
            "never-speaks",
            f"{speaker.name} is listed under “{speaker.declared}” but never speaks:"
            " perhaps a name is written differently where they do.",
        )
        for speaker in speakers
        if speaker.name not in heard
    ]


def _nearly_the_same(speakers: tuple[Speaker, ...]) -> list[Doubt]:
    people = [speaker for speaker in speakers if is_person(speaker.name)]
    if len(people) > _MOST_PEOPLE:
        return []  # every pair is compared: that is for people round a table
    return [
        Doubt(
            "similar-names",
            f"“{one.name}” and “{other.name}” are nearly the same name: if they are one person,"
            " spell it the same way.",
        )
        for index, one in enumerate(people)
        for other in people[index + 1 :]
        if _similar(key(one.name), key(other.name))
    ]


def _similar(one: str, other: str) -> bool:
    if any(c.isdigit() for c in one + other):
        return False  # "Speaker 1" and "Speaker 2" are two
    ratio = SequenceMatcher(None, one, other).ratio()
    # A word in five letters more: "Carine" and "Karine" are worth a look as well.
    return ratio > 0.9 or (ratio > 0.8 and len(one) == len(other) and abs(_unlike(one, other)) == 1)


def _unlike(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def _start(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + "…"

"""What the reader is not sure of, said so that somebody can look and mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from podcast.model import Doubt, Speaker, Turn
from podcast.reading.lines import SourceLine
from podcast.reading.names import first_name, key

_INTRODUCES = re.compile(
    r"(?:je suis|je m['’]appelle|je me nomme|c['’]est|ici|moi,?|my name is|i am|i['’]m|this is)"
    r"\s*,?\s*$",
    re.IGNORECASE,
)


def find_doubts(
    speakers: tuple[Speaker, ...], turns: tuple[Turn, ...], prose: Iterable[SourceLine]
) -> tuple[Doubt, ...]:
    """All doubts, in the order of the transcript; those about no line come last."""
    located = [*_before_anyone_speaks(prose), *_self_named(speakers, turns)]
    located.sort(key=lambda doubt: doubt.line or 0)
    return (*located, *_silent(speakers, turns), *_nearly_the_same(speakers))


def _before_anyone_speaks(prose: Iterable[SourceLine]) -> list[Doubt]:
    lines = list(prose)
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
    first_names = [key(first_name(speaker.name)) for speaker in speakers]
    patterns = {}
    for speaker in speakers:
        first = first_name(speaker.name)
        own = first_names.count(key(first)) == 1
        patterns[speaker.name] = _naming(speaker.name, first if own else "")
    doubts = []
    for turn in turns:
        for number, paragraph in enumerate(turn.paragraphs, start=1):
            for match in patterns[turn.speaker].finditer(paragraph.text):
                if _INTRODUCES.search(paragraph.text[: match.start()]):
                    continue
                where = paragraph.text[max(0, match.start() - 20) : match.end() + 25]
                doubts.append(
                    Doubt(
                        "self-named",
                        f"{turn.speaker} is named in a turn of their own (“…{where.strip()}…”):"
                        " perhaps somebody else speaks here, and a name is missing before it.",
                        line=paragraph.line,
                        turn=turn.index,
                        paragraph=number,
                    )
                )
                break
    return doubts


def _naming(name: str, first: str) -> re.Pattern[str]:
    """Finds the full name in any case; the first name only with its capital, and only where no
    other surname follows it ("Jean Monnet" is not Jean Cattan)."""
    full = r"\s+".join(re.escape(word) for word in name.split())
    alternatives = [rf"(?i:\b{full}\b)"] if len(name.split()) > 1 else []
    if len(first) > 2:
        alternatives.append(rf"\b{re.escape(first)}\b(?![-’'])(?!\s+[A-ZÀ-Þ])")
    return re.compile("|".join(alternatives) or r"(?!)")


def _silent(speakers: tuple[Speaker, ...], turns: tuple[Turn, ...]) -> list[Doubt]:
    heard = {turn.speaker for turn in turns}
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
    if len(speakers) > 200:
        return []  # every pair is compared: that is for people round a table
    return [
        Doubt(
            "similar-names",
            f"“{one.name}” and “{other.name}” are nearly the same name: if they are one person,"
            " spell it the same way.",
        )
        for index, one in enumerate(speakers)
        for other in speakers[index + 1 :]
        if SequenceMatcher(None, key(one.name), key(other.name)).ratio() > 0.9
    ]


def _start(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + "…"

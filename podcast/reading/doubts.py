"""What the reader is not sure of, said so that somebody can look and mend it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from podcast.model import Debate, Doubt, Speaker, Turn
from podcast.reading.furniture import is_attendance
from podcast.reading.labels import LabelKind, has_first_name, is_person
from podcast.reading.lines import SourceLine, ends_sentence
from podcast.reading.names import first_name, key
from podcast.reading.slots import Kind
from podcast.reading.spoken import says_i

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
_FEW_SILENT = 3
_MOST_PEOPLE = 200
_NO_SPEECH = frozenset({
    "before the transcript", "caption", "comment", "commented out", "contents", "credits",
    "deleted", "foot-note", "front matter", "hidden", "image", "introduction", "link",
    "repeated caption", "running head", "template tag",
})  # fmt: skip
"""Kinds of what is left out that are no speech, whatever they say; "comment" has its own doubt."""
_SENTENCE, _LONG_SENTENCE = 8, 25  # words
_MUCH_PROSE, _SOME_PROSE, _SPOKEN_PROSE = 500, 100, 40
"""Words of prose that nobody should miss unawares: of all, of those below the first label, and of
those in which somebody says "I"."""
_PROSE_SHARE = 0.2
"""The share of what is said that those below the first label have to be."""
_GIANT = ((600, 4), (250, 8))
"""Words of a turn, and how many times those of the next longest, that are doubtful."""
_GIANT_AT_END = (120, 4)
_FEWEST_ASKED = 3
"""Questions in what one person says, that somebody else asks."""
_LONGEST_NAME = 60
_INTRODUCTION = 2
"""Turns that begin a debate, in which everybody is introduced."""
_SHORT_DEBATE = 8
_FEW_TURNS = 3
_OPEN = re.compile(r"[\w,]$")  # what no sentence ends with
_FEWEST_CUT, _CUT_SHARE = 3, 0.1
"""Turns that begin inside a sentence, and their share of all, that are no chance."""


def find_doubts(debate: Debate, reading: Reading | None = None) -> tuple[Doubt, ...]:
    """All doubts, in the order of the transcript; those about no line come last.

    `reading` is how the debate was found, None for one that a person has edited.
    """
    speakers, turns = debate.speakers, debate.turns
    located = [*_self_named(speakers, turns), *_answered(turns), *_giant(turns)]
    if reading is not None:
        located += _alone(turns)
        located += _before_anyone_speaks(reading.prose)
        located += _labels_inside(debate, reading)
        located += _decided_by_little(turns, reading)
        located += _cut_inside(turns, reading)
        located += reading.doubts
        located += _left_out(debate, {line.number for line in reading.prose})
        located += _hardly_any(turns, reading) if not located else ()
        doubted = {doubt.line for doubt in reading.doubts}
        located = [d for d in located if d.kind != "giant-turn" or d.line not in doubted]
    located.sort(key=lambda doubt: doubt.line or 0)
    return (*located, *_silent(speakers, turns), *_nearly_the_same(speakers))


def _before_anyone_speaks(prose: tuple[SourceLine, ...]) -> Iterator[Doubt]:
    words = sum(len(line.text.split()) for line in prose)
    for line in prose[:1]:
        yield Doubt(
            "text-before-speech",
            f"{words} words stand before anyone speaks and are not read out: “{_start(line.text)}”."
            " If somebody says them, put their name on a line before.",
            line=line.number,
        )


def _left_out(debate: Debate, known: set[int]) -> Iterator[Doubt]:
    """Much prose that nobody says, whatever it was taken for, but on the lines that are `known`."""
    prose = [
        piece
        for piece in debate.left_out
        if piece.kind not in _NO_SPEECH and piece.line not in known and _is_prose(piece.text)
    ]
    sizes = Counter[str]()
    for piece in prose:
        sizes[piece.kind] += len(piece.text.split())
    words, said = sizes.total(), sum(turn.words for turn in debate.turns)
    own = [piece for piece in prose if says_i(piece.text)]
    spoken = sum(len(piece.text.split()) for piece in own)
    begun = debate.turns[0].line
    inside = sum(len(piece.text.split()) for piece in prose if piece.line > begun)
    much = words >= _MUCH_PROSE or inside >= max(_SOME_PROSE, _PROSE_SHARE * said)
    if much or spoken >= _SPOKEN_PROSE:
        kind, shown = sizes.most_common(1)[0][0], own or prose
        first = next((piece for piece in shown if piece.kind == kind), shown[0])
        yield Doubt(
            "left-out",
            f"{words} words in whole sentences are not read out, most of them as “{kind}”, first"
            f" “{_start(first.text)}”: if somebody says them, put their name before them; inspect"
            " -v lists all that is left out.",
            line=first.line,
        )


def _is_prose(text: str) -> bool:
    words = len(text.split())
    ends = sum(text.count(end) for end in ".!?…")
    ended = ends_sentence(text)
    return words >= _SENTENCE and ended and ends * _LONG_SENTENCE >= words


def _giant(turns: tuple[Turn, ...]) -> Iterator[Doubt]:
    """One turn that is far longer than all the others; at an end, where other texts stand."""
    if len(turns) < 2:
        return
    (next_longest, _), (longest, index) = sorted((turn.words, turn.index) for turn in turns)[-2:]
    turn = turns[index - 1]
    bounds = (*_GIANT, _GIANT_AT_END) if turn in (turns[0], turns[-1]) else _GIANT
    if any(longest >= max(least, times * next_longest) for least, times in bounds):
        yield Doubt(
            "giant-turn",
            f"{turn.speaker} speaks {longest} words here, and nobody else more than {next_longest}:"
            " perhaps labels are missing in it.",
            line=turn.line,
            turn=turn.index,
        )


def _alone(turns: tuple[Turn, ...]) -> Iterator[Doubt]:
    """One person who says all of it, though somebody asks."""
    asked = sum(p.text.count("?") for turn in turns for p in turn.paragraphs)
    if len({turn.speaker for turn in turns}) == 1 and asked >= _FEWEST_ASKED:
        yield Doubt(
            "giant-turn",
            f"nobody but {turns[0].speaker} speaks in it, and {asked} questions are asked: labels"
            " are missing, or were not seen.",
            line=turns[0].line,
            turn=turns[0].index,
        )


def _hardly_any(turns: tuple[Turn, ...], reading: Reading) -> Iterator[Doubt]:
    """So few turns, each somebody else's, that it may be no debate."""
    starts = reading.labelling.starts
    declared = all(start.kind is Kind.DECLARED for start in starts)
    again = len(starts) > _FEW_TURNS and all(s.label and s.label.named for s in starts)
    if not (declared or again) and is_hardly_any(turns):
        yield Doubt(
            "few-turns",
            f"{_few(len(turns))}: if this is no debate but somebody's text, say --one-voice.",
            line=turns[0].line,
        )


def is_hardly_any(turns: tuple[Turn, ...]) -> bool:
    """Whether there are few turns, each somebody else's."""
    return len({turn.speaker for turn in turns}) == len(turns) <= _FEW_TURNS


def _few(count: int) -> str:
    if count == 1:
        return "only one turn was found"
    return f"only {count} turns were found, and nobody speaks twice"


def _labels_inside(debate: Debate, reading: Reading) -> list[Doubt]:
    """Where a name that speaks elsewhere stands alone or before a colon, or initials begin a
    paragraph, inside a turn."""
    people = [speaker.name for speaker in debate.speakers if is_person(speaker.name)]
    lasts = Counter(_surname(name) for name in people)
    forms = {name for name in people if " " in name}
    forms |= {
        _surname(name) for name in people if len(_surname(name)) > 2 and lasts[_surname(name)] == 1
    }
    labels = (start.label for start in reading.labelling.starts)
    initials = {one.text for one in labels if one is not None and one.kind is LabelKind.INITIALS}
    alternatives = "|".join(map(re.escape, sorted(forms)))
    named = re.compile(rf"(?:^|(?<=[.!?…–—-]\s))(?i:{alternatives})\s?:(?=\s|$)") if forms else None
    begins = "|".join(map(re.escape, sorted(initials, key=len, reverse=True)))
    lettered = re.compile(rf"^(?:{begins})\s+[a-zà-ÿ]") if initials else None
    plain = {key(form) for form in forms}
    doubts: dict[str, Doubt] = {}  # one for each name
    for turn in debate.turns:
        for number, paragraph in enumerate(turn.paragraphs, start=1):
            text = paragraph.text
            match = named and ":" in text and named.search(text)
            match = match or (lettered and lettered.match(text))
            alone = number > 1 and len(text) < _LONGEST_NAME and text[-1] not in ".!?…"
            if match or (alone and key(text) in plain):
                found = (match.group() if match else text).strip()
                doubts.setdefault(
                    found,
                    Doubt(
                        "unlabelled",
                        f"“{found}” stands in a turn of {turn.speaker} as a label would: if"
                        " somebody else begins to speak here, put their name on a line before.",
                        line=paragraph.line,
                        turn=turn.index,
                        paragraph=number,
                    ),
                )
    return list(doubts.values())


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
    for turn in turns:
        pattern = patterns.get(turn.speaker)
        if pattern is None or (turn.index <= _INTRODUCTION and len(turns) >= _SHORT_DEBATE):
            continue
        # Right below a label, people speak of themselves.
        for number, paragraph in enumerate(turn.paragraphs[1:], start=2):
            found = pattern.finditer(paragraph.text)
            named = next((one for one in found if not _is_aside(paragraph.text, one)), None)
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


def _is_aside(text: str, found: re.Match[str]) -> bool:
    """Whether a name is quoted, stands among others, as where votes are counted, or is somebody's
    who says who they are."""
    before = text[: found.start()]
    quoted = before.rfind("«") > before.rfind("»") or before.rfind("“") > before.rfind("”")
    among = before.rstrip().endswith((",", "M.", "Mme")) and text[found.end() :].startswith(",")
    return quoted or before.count('"') % 2 == 1 or among or bool(_INTRODUCES.search(before[-30:]))


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


def _answered(turns: tuple[Turn, ...]) -> Iterator[Doubt]:
    """Questions that the next paragraph of the same turn answers as one answers somebody else."""
    for turn in turns:
        for number, (asked, answer) in enumerate(pairwise(turn.paragraphs), start=2):
            if _ASKS.search(asked.text) and _ANSWERS.match(answer.text[:80]):
                yield Doubt(
                    "question-answered",
                    f"{turn.speaker} asks and answers in one turn (“{_start(answer.text)}”):"
                    " perhaps the name of who answers is missing before it.",
                    line=answer.line,
                    turn=turn.index,
                    paragraph=number,
                )


def _decided_by_little(turns: tuple[Turn, ...], reading: Reading) -> Iterator[Doubt]:
    """Where the next best reading differs, and what would settle it."""
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
                f"“{place.filler}” ({place.slot}) was taken for somebody who speaks, and little but"
                f" its place says so: {settle}."
            )
        else:
            kind = "unlabelled"
            message = (
                f"“{place.filler}” is set like the names of those who speak ({place.slot}) and was"
                " not taken for one: if somebody speaks here, write their name as elsewhere."
            )
        yield Doubt(kind, message, line=line, turn=turn.index if turn else None)


def _cut_inside(turns: tuple[Turn, ...], reading: Reading) -> Iterator[Doubt]:
    """Turns that begin in the middle of a sentence which the turn before has not ended: where that
    is so time and again, what was taken for a border is none."""
    named = {
        reading.lines[start.index].number
        for start in reading.labelling.starts
        if start.label is not None or start.kind is Kind.DECLARED
    }
    cut = [
        after
        for before, after in pairwise(turns)
        if after.line not in named
        and _OPEN.search(before.paragraphs[-1].text)
        and after.paragraphs[0].text[:1].islower()
    ]
    if len(cut) >= max(_FEWEST_CUT, _CUT_SHARE * len(turns)):
        first = _start(cut[0].paragraphs[0].text)
        yield Doubt(
            "cut-sentence",
            f"{len(cut)} turns begin in the middle of a sentence, as “{first}” does: what stands"
            " out there (bold, italics) may be no question, or only the end of one.",
            line=cut[0].line,
            turn=cut[0].index,
        )


def _silent(speakers: tuple[Speaker, ...], turns: tuple[Turn, ...]) -> list[Doubt]:
    heard = {turn.speaker for turn in turns}
    if not any(one.name in heard and not one.declared and is_person(one.name) for one in speakers):
        return []  # whoever is listed and silent is nobody who speaks under another name
    speakers = tuple(s for s in speakers if not is_attendance(s.declared or ""))
    silent = [speaker for speaker in speakers if speaker.name not in heard]
    if len(silent) > max(_FEW_SILENT, len(speakers) / 4):
        return []  # a list of who was there
    return [
        Doubt(
            "never-speaks",
            f"{speaker.name} is listed"
            + (f" under “{speaker.declared}”" if speaker.declared else "")
            + " but never speaks: perhaps a name is written differently where they do.",
        )
        for speaker in silent
    ]


def _nearly_the_same(speakers: tuple[Speaker, ...]) -> list[Doubt]:
    people = [speaker for speaker in speakers if is_person(speaker.name)]
    if len(people) > _MOST_PEOPLE:
        return []  # every pair is compared: that is for people round a table
    letters = [speaker.name for speaker in speakers if len(speaker.name) == 1]
    meant = {
        letter: named[0]
        for letter in letters
        if len(named := [p.name for p in people if p.name[0] == letter != p.name]) == 1
    }
    return [
        Doubt(
            "similar-names",
            f"“{name}” and “{letter}” may be one person: if they are, write the name in full.",
        )
        for letter, name in meant.items()
    ] + [
        Doubt(
            "similar-names",
            f"{_listed(alike)} are nearly the same name: if they are one person, spell it the same"
            " way.",
        )
        for alike in _alike(people)
    ]


def _alike(people: list[Speaker]) -> list[list[str]]:
    """The names that are nearly the same, each group of them once."""
    groups: list[list[str]] = []
    grouped: dict[str, list[str]] = {}
    for one, other in combinations(people, 2):
        if (one.civility or "") != (other.civility or "") or not _similar(
            key(one.name), key(other.name)
        ):
            continue
        group = grouped.get(one.name) or grouped.get(other.name)
        if group is None:
            groups.append(group := [])
        for name in (one.name, other.name):
            if name not in grouped:
                grouped[name] = group
                group.append(name)
    return groups


def _listed(names: list[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    return f"{', '.join(quoted[:-1])} and {quoted[-1]}"


def _similar(one: str, other: str) -> bool:
    if any(c.isdigit() for c in one + other):
        return False  # "Speaker 1" and "Speaker 2" are two
    if [w for w in one.split() if len(w) < 2] != [w for w in other.split() if len(w) < 2]:
        return False  # "C. Kilonzo" and "K. Kilonzo" as well
    if len(one) == len(other) and sorted(one) == sorted(other) and _unlike(one, other) == 2:
        return True  # two letters changed places: "Alder", "Adler"
    ratio = SequenceMatcher(None, one, other).ratio()
    # A word in five letters more: "Carine" and "Karine" are worth a look as well.
    return ratio > 0.9 or (ratio > 0.8 and len(one) == len(other) and abs(_unlike(one, other)) == 1)


def _unlike(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def _start(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + "…"

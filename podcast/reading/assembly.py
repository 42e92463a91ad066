"""From the lines of a document to the debate: every line becomes speech, a heading, a direction,
or is left out for a reason that is noted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TypeVar

from podcast.model import Debate, Direction, Doubt, Heading, LeftOut
from podcast.reading.document import Document
from podcast.reading.findings import Findings
from podcast.reading.front import read_front, with_remarks
from podcast.reading.furniture import presiding
from podcast.reading.headings import whole_headings, without_field, without_refrains
from podcast.reading.hypotheses import Close, Labelling
from podcast.reading.introduced import full_names
from podcast.reading.labels import (
    Label,
    clean_label,
    group_label,
    read_label,
    read_person,
    read_together,
)
from podcast.reading.language import language_of
from podcast.reading.letter_case import LetterCase
from podcast.reading.lines import Lines
from podcast.reading.people import Named, Naming, name_people
from podcast.reading.slots import Kind
from podcast.reading.turn_starts import Transcript, read_transcript
from podcast.reading.turns import read_turns
from podcast.reading.unlabelled import label_unlabelled, names_of_nobody

_WITH_ROLE = re.compile(r"^(?P<name>[^()]+?)\s*\((?P<role>[^()]+)\)\s*:?$")
"""However long the role is: a format says where the label ends."""
_Piece = TypeVar("_Piece", Direction, LeftOut)


@dataclass(frozen=True, slots=True)
class Reading:
    """A debate, and what finding doubts needs besides: the text before anyone speaks, the doubts
    that came up on the way, with their lines the places that were decided by little; and, to tell
    why, the lines as they were read, and what their places scored."""

    debate: Debate
    prose: Lines
    doubts: tuple[Doubt, ...]
    close: tuple[tuple[int, Close], ...]
    lines: Lines
    labelling: Labelling


def assemble(document: Document, language: str | None) -> Reading | None:
    """The debate that `document` holds, without title where it has none; None where nobody
    speaks."""
    findings = Findings(list(document.left_out))
    text = read_transcript(document, findings)
    if not text.starts:
        return None
    if not language:
        said = " ".join(line.text for line in text.lines[text.first :])
        language = language_of(said, document.language)
    words = names_of_nobody(language)
    text = with_remarks(text, words, findings)
    labels = label_unlabelled(text, words, findings)
    cast = _people(text, labels, language)
    turns = read_turns(text, cast, findings)
    if not turns:
        return None
    names = full_names(turns, (words["answers"], words["a"]))
    turns = tuple(replace(turn, speaker=names.get(turn.speaker, turn.speaker)) for turn in turns)
    case = LetterCase(text.lines, language, cast.speakers)
    named = set(cast.names.values()) - set(words.values())
    title, prose, introduction = read_front(text, named, case, findings)
    heard = {turn.speaker for turn in turns}
    every = [replace(one, name=names.get(one.name, one.name)) for one in cast.speakers.values()]
    speakers = (one for one in every if one.declared is not None or one.name in heard)
    pieces = [one for one in findings.placed if isinstance(one, Heading)]
    directions = [one for one in findings.placed if isinstance(one, Direction)]
    headings, again = without_refrains(whole_headings(pieces, case))
    headings, fields = without_field(headings)
    debate = Debate(
        title=title.title or "",
        subtitle=title.subtitle,
        date=title.date or document.date,
        date_text=title.date_text,
        language=language,
        speakers=tuple(speakers),
        turns=turns,
        headings=headings,
        directions=_in_order(directions),
        left_out=_in_order([*findings.left_out, *again, *fields]),
        introduction=introduction,
    )
    doubts = (*cast.doubts, *findings.doubts)
    return Reading(debate, prose, doubts, _close(text), text.lines, text.labelling)


def _in_order(pieces: Iterable[_Piece]) -> tuple[_Piece, ...]:
    """The pieces that say something, in the order of the text."""
    return tuple(piece for piece in sorted(pieces, key=attrgetter("line")) if piece.text.strip())


def _close(text: Transcript) -> tuple[tuple[int, Close], ...]:
    """The places that were decided by little, but for labels that an interview stands for."""
    labelled = {start.index for start in text.starts if start.label is not None}
    return tuple(
        (text.lines[close.place.index].number, close)
        for close in text.labelling.close
        if not close.taken or close.place.index in labelled
    )


def _people(text: Transcript, labels: dict[int, Label], language: str) -> Naming:
    """Who speaks where; `labels` go before those that stand there."""
    named = []
    for start in text.starts:
        line = text.lines[start.index]
        label = labels.get(start.index) or start.label or _explicit(line.speaker or "")
        exact = text.document.exact and start.kind is Kind.DECLARED
        named.append(Named(start.index, line.number, label, exact))
    explained = (entry for _, entry in text.legend)
    known = (*text.participants.declared, *text.document.listed, *explained)
    chairs = (
        (index, chair)
        for index, line in enumerate(text.lines)
        if (name := presiding(line)) and (chair := read_person(name)) is not None
    )
    return name_people(tuple(named), known, tuple(chairs), language)


def _explicit(written: str) -> Label:
    """The label for a speaker that a format names."""
    if (joint := read_together(clean_label(written))) is not None:
        return replace(joint, text=written, name=written)
    if (label := read_label(written)) is not None:
        return label
    if held := _WITH_ROLE.match(written):
        person = read_person(held["name"])
        if person is not None:
            return replace(person, text=written, role=held["role"])
    return group_label(clean_label(written) or written or "?")

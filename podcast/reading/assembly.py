"""From the lines of a document to the debate: every line becomes speech, a heading, a direction,
or is left out for a reason that is noted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from podcast.model import Debate, Direction, Doubt, Heading, LeftOut, Paragraph, Speaker, Turn
from podcast.reading.directions import LOST_WORDS, sitting, take_directions, whole_direction
from podcast.reading.document import Document
from podcast.reading.furniture import (
    is_agenda_heading,
    is_byline,
    is_credit,
    is_link,
    take_running_heads,
    take_stamps,
    trailing_furniture,
)
from podcast.reading.headings import is_heading_text
from podcast.reading.heads import Head, HeadKind, clean_head, is_only_a_name, read_head
from podcast.reading.hypotheses import Close, Label, Labels, find_labels
from podcast.reading.interview import (
    find_hosted,
    find_interview,
    person_named_in,
    split_questions,
    who_answers,
    who_asks,
)
from podcast.reading.language import detect_language
from podcast.reading.legend import find_legend
from podcast.reading.lines import SourceLine
from podcast.reading.paragraphs import gather, joined
from podcast.reading.paragraphs import goes_on as continues
from podcast.reading.participants import Participants, find_participants
from podcast.reading.people import Chaired, Known, Named, Naming, name_people
from podcast.reading.slots import Kind
from podcast.reading.title_block import read_title_block

_PRESIDES = re.compile(
    r"^[(\[]?\s*(?:sous\s+la\s+)?présidence\s+(?:de\s+|d['’]\s*|:\s*)(?P<name>.+?)[\s.)\]–-]*$",
    re.I,
)
_IN_THE_CHAIR = re.compile(
    r"^[(\[]?\s*(?P<name>[^()\[\]]{3,60}?)\s+in\s+the\s+chair[\s.)\]]*$", re.I
)
_NOTE_TEXT = re.compile(r"^\[(\d{1,3})\]\s*(?=\S)")
_NOTE_MARK = re.compile(r"\s?\[(\d{1,3})\]")
_SENTENCE_END = (".", "!", "?", "…", "»", "”", '"', ")", ":")
_ENOUGH_TEXT = 20_000
_UNHEARD = "…"
_NOBODY = {
    "fr": {"asks": "Journaliste", "answers": "Invité", "q": "Question", "a": "Réponse",
           "audience": "Public"},
    "en": {"asks": "Interviewer", "answers": "Guest", "q": "Question", "a": "Answer",
           "audience": "Audience"},
}  # fmt: skip


@dataclass(slots=True)
class _Block:
    """What somebody says until the next label, still in lines."""

    speaker: str
    line: int
    items: list[SourceLine | Heading | Direction] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """A debate, and what finding doubts needs besides: the text before anyone speaks, the doubts
    that came up on the way, with their lines the places that were decided by little, the line of
    the first heading that was read as a question of who leads; and, to tell why, the lines as they
    were read, and what their places scored."""

    debate: Debate
    prose: tuple[SourceLine, ...]
    doubts: tuple[Doubt, ...]
    close: tuple[tuple[int, Close], ...]
    hosted: int | None
    lines: tuple[SourceLine, ...]
    labels: Labels


def assemble(document: Document, language: str | None) -> Reading | None:
    """The debate that `document` holds, without title where it has none; None where nobody
    speaks."""
    return _Assembly(document, language).reading()


class _Assembly:
    def __init__(self, document: Document, language: str | None) -> None:
        self._document = document
        lines, stamps = take_stamps(document.lines)
        self._left_out = [*document.left_out, *stamps]
        lines, heads = take_running_heads(self._without_notes(lines))
        self._left_out += heads
        self._lines = split_questions(lines)
        self._language = language or document.language or ""
        self._headings: list[Heading] = []
        self._directions: list[Direction] = []

    def reading(self) -> Reading | None:
        lines = self._lines
        participants = self._participants()
        names = [name for p in participants.declared for name in (p.name, *p.handles)]
        names += [listed.name for listed in self._document.listed]
        legend = find_legend(lines)
        names += [spelling for entry in legend for spelling in (entry.name, *entry.spellings)]
        self._legend = legend
        explained = frozenset(entry.index for entry in legend)
        found = find_labels(lines, participants.end, tuple(names))
        labels = tuple(label for label in found.labels if label.index not in explained)
        labels = self._with_interview(labels)
        if not labels:
            return None
        if not self._language:
            self._language = detect_language(_some_text(lines[labels[0].index :]))
        end = max(trailing_furniture(lines), labels[-1].index + 1)
        named, cast = self._people(labels, participants)
        blocks = self._blocks(labels, named, end)
        turns = self._turns(blocks)
        if not turns:
            return None
        for line in lines[end:]:
            self._leave("credits" if not is_link(line) else "link", line.text, line.number)
        first = labels[0].index
        before = participants.first if participants.declared else first
        block = read_title_block(lines[:before], self._document.title)
        prose = self._head(block.used, before, participants, first)
        speakers = _speakers(cast.speakers, turns)
        self._left_out.sort(key=lambda piece: piece.line)
        debate = Debate(
            title=block.title or "",
            subtitle=block.subtitle,
            date=block.date or self._document.date,
            date_text=block.date_text,
            language=self._language,
            speakers=speakers,
            turns=turns,
            headings=tuple(heading for heading in self._headings if heading.text.strip()),
            directions=tuple(d for d in self._directions if d.text.strip()),
            left_out=tuple(piece for piece in self._left_out if piece.text.strip()),
        )
        return Reading(
            debate,
            prose,
            cast.doubts,
            tuple((lines[close.place.index].number, close) for close in found.close),
            self._hosted,
            lines,
            found,
        )

    def _participants(self) -> Participants:
        """The list of who takes part; one that would begin where people already speak is none."""
        participants = find_participants(self._lines)
        if participants.declared and participants.first > 0:
            before = self._lines[: participants.first]
            labels = find_labels(before, 0, ()).labels
            if any(label.kind is not Kind.ALONE for label in labels):
                return Participants((), 0, 0)
        return participants

    def _leave(self, kind: str, text: str, line: int) -> None:
        if text.strip():
            self._left_out.append(LeftOut(kind, text.strip(), line))

    def _without_notes(self, lines: tuple[SourceLine, ...]) -> tuple[SourceLine, ...]:
        """Foot-notes at the end ("[1] See…") and their marks in the text are left out."""
        end = len(lines)
        while end and _NOTE_TEXT.match(lines[end - 1].text):
            end -= 1
        if end == len(lines):
            return lines
        notes = {m.group(1) for line in lines[end:] if (m := _NOTE_TEXT.match(line.text))}
        for line in lines[end:]:
            self._leave("foot-note", line.text, line.number)
        kept = []
        for line in lines[:end]:
            if "[" in line.text:
                for mark in _NOTE_MARK.finditer(line.text):
                    if mark.group(1) in notes:
                        self._leave("foot-note mark", mark.group(), line.number)
                text = _NOTE_MARK.sub(lambda m: "" if m.group(1) in notes else m.group(), line.text)
                line = replace(line, text=text)
            if line.text.strip():
                kept.append(line)
        return tuple(kept)

    # --- who ----------------------------------------------------------------------------------

    def _with_interview(self, labels: tuple[Label, ...]) -> tuple[Label, ...]:
        """The labels, with those of an interview whose questions only stand out."""
        self._asking: set[int] = set()
        self._answering: set[int] = set()
        self._whose: dict[int, Head] = {}
        self._hosted: int | None = None
        interview = find_hosted(self._lines, labels, self._guests())
        interview = interview or find_interview(self._lines, labels)
        if interview is None:
            return labels
        self._whose = {**interview.asked_by, **interview.answered_by}
        if interview.asked_by:
            self._hosted = self._lines[min(interview.asked_by)].number
        if interview.instead:
            labels = ()
        by_index = {label.index: label for label in labels}
        for index in interview.questions:
            if index not in by_index:
                by_index[index] = Label(index, 0, Kind.QUESTION, None)
                self._asking.add(index)
        persons = {
            label.head.key
            for label in labels
            if label.head is not None and not self._lines[label.index].bold
        }
        if len(persons) <= 1 or self._whose:
            for index in interview.answers:
                if index not in by_index:
                    by_index[index] = Label(index, 0, Kind.ANSWER, None)
                    self._answering.add(index)
        return tuple(by_index[index] for index in sorted(by_index))

    def _guests(self) -> tuple[Head, ...]:
        """Whom the header of the file names, but for who leads."""
        heads = [
            read_head(listed.name)
            for listed in self._document.listed
            if listed.heading is not None and not listed.moderator
        ]
        return tuple(head for head in heads if head is not None)

    def _people(
        self, labels: tuple[Label, ...], participants: Participants
    ) -> tuple[dict[int, str], Naming]:
        known = [
            Known(p.name, p.role, p.heading, p.moderator, p.handles) for p in participants.declared
        ]
        known += [
            Known(listed.name, listed.role, listed.heading, listed.moderator, listed.spellings)
            for listed in self._document.listed
        ]
        known += [
            Known(entry.name, entry.role, spellings=entry.spellings) for entry in self._legend
        ]
        named = []
        heads = self._unlabelled(labels)
        for label in labels:
            line = self._lines[label.index]
            head = heads.get(label.index) or label.head
            if head is None:
                head = _explicit(line.speaker or "")
            exact = self._document.exact and label.kind is Kind.TOLD
            named.append(Named(label.index, line.number, head, exact))
        cast = name_people(tuple(named), tuple(known), self._chairs(), self._language)
        return cast.names, cast

    def _chairs(self) -> tuple[Chaired, ...]:
        chairs = []
        for index, line in enumerate(self._lines):
            if len(line.text) > 150:
                continue
            match = _PRESIDES.match(line.text) or _IN_THE_CHAIR.match(line.text)
            head = read_head(match["name"]) if match else None
            if head is not None and head.kind is HeadKind.PERSON:
                chairs.append(Chaired(index, replace(head, role=head.role)))
        return tuple(chairs)

    def _unlabelled(self, labels: tuple[Label, ...]) -> dict[int, Head]:
        """Whose the questions and answers are that have no name."""
        words = _NOBODY.get(self._language[:2], _NOBODY["en"])
        people = {
            label.head.key
            for label in labels
            if label.head is not None and label.head.kind in (HeadKind.PERSON, HeadKind.INITIALS)
        }
        first = labels[0].index
        opening = self._lines[:first]
        byline = who_asks(self._lines)
        listed = self._guests()
        guest = listed[0] if len(listed) == 1 else None
        if guest is None:
            guest = who_answers(tuple(line for line in opening if not is_byline(line)))
        if self._document.title and guest is None:
            guest = who_answers((SourceLine(self._document.title, 1, True, heading=1),))
        asker_label = next(
            (
                label.head
                for label in labels
                if label.head is not None and self._lines[label.index].bold and self._asking
            ),
            None,
        )
        crowd = next(
            (
                label.head
                for label in labels
                if label.head is not None and label.head.kind is HeadKind.GROUP
            ),
            None,
        )
        answerer_label = next(
            (
                label.head
                for label in labels
                if label.head is not None
                and not self._lines[label.index].bold
                and label.head.kind is HeadKind.PERSON
            ),
            None,
        )
        result: dict[int, Head] = {}
        last: Head | None = None
        for label in labels:
            line = self._lines[label.index]
            if label.kind is Kind.TOLD:
                continue
            if label.head is not None:
                if label.head.kind in (HeadKind.PERSON, HeadKind.INITIALS):
                    last = label.head
                continue
            if label.index in self._whose:
                head = self._whose[label.index]
                if head.kind is HeadKind.GROUP:  # below "Questions from the audience"
                    head = crowd or _group(words["audience"])
                result[label.index] = head
            elif label.index in self._asking:
                result[label.index] = asker_label or byline or _role(words["asks"])
            elif label.index in self._answering:
                result[label.index] = guest or answerer_label or _role(words["answers"])
            elif label.kind is Kind.QUESTION:
                if len(people) >= 2:
                    result[label.index] = crowd or _group(words["audience"])
                else:
                    result[label.index] = byline or _role(words["q"])
            else:
                if len(people) >= 2:
                    result[label.index] = (
                        self._section_person(label.index, line) or last or _role(words["a"])
                    )
                else:
                    result[label.index] = guest or last or _role(words["a"])
        return result

    def _section_person(self, index: int, line: SourceLine) -> Head | None:
        """Whom the heading of the section names: "## Demo (Anne Roux)"."""
        for before in range(index, max(-1, index - 400), -1):
            if self._lines[before].heading:
                name = person_named_in(self._lines[before].text)
                head = read_head(name) if name else None
                return head if head is not None and head.kind is HeadKind.PERSON else None
        return None

    # --- what ---------------------------------------------------------------------------------

    def _blocks(self, labels: tuple[Label, ...], named: dict[int, str], end: int) -> list[_Block]:
        by_index = {label.index: label for label in labels}
        first = labels[0].index
        speech = [line.text for line in self._lines[first:end] if line.apart]
        stops = sum(text.rstrip().endswith(_SENTENCE_END) for text in speech)
        punctuated = stops >= 0.6 * len(speech)
        blocks: list[_Block] = []
        for index in range(first, end):
            line = self._lines[index]
            label = by_index.get(index)
            if label is not None:
                name = named[index]
                if label.end or line.speaker:
                    written = line.text[: label.end] if label.end else line.speaker or ""
                    if label.end or not blocks or blocks[-1].speaker != name:
                        self._leave("name", written, line.number)
                goes_on = bool(blocks) and blocks[-1].speaker == name
                if not goes_on:
                    carried = _trailing_headings(blocks[-1]) if blocks else []
                    blocks.append(_Block(name, line.number, carried))
                rest = line.text[label.end :].strip()
                if rest:
                    if direction := whole_direction(rest):
                        blocks[-1].items.append(Direction(direction, line.number, 0, 0, 0))
                    else:
                        # A cue that names its voice again goes on with the sentence before.
                        apart = line.apart or not (goes_on and label.kind is Kind.TOLD)
                        blocks[-1].items.append(
                            replace(line, text=rest, apart=apart, bullet=False, bold=False)
                        )
                continue
            self._line(blocks[-1], line, index, by_index, punctuated, end)
        return blocks

    def _line(
        self,
        block: _Block,
        line: SourceLine,
        index: int,
        labels: dict[int, Label],
        punctuated: bool,
        end: int,
    ) -> None:
        """A line without a label, below one."""
        direction = line.text.strip("()[]♪♫ ") if line.direction else None
        direction = direction or whole_direction(line.text, italic=line.italic)
        direction = direction or sitting(line.text)
        if line.direction and not direction:
            direction = line.text
        if direction:
            block.items.append(Direction(direction, line.number, 0, 0, 0))
            return
        if len(line.text) < 150 and (_PRESIDES.match(line.text) or _IN_THE_CHAIR.match(line.text)):
            self._leave("chair", line.text, line.number)
            return
        if is_link(line):
            self._leave("link", line.text, line.number)
            return
        office, colon, name = line.text.partition(":")
        if colon and len(line.text) < 150 and is_only_a_name(name):
            head = read_head(office)
            if head is not None and head.kind is HeadKind.OFFICE:
                self._leave("participants", line.text, line.number)
                return
        if any(entry.index == index for entry in self._legend):
            self._leave("participants", line.text, line.number)
            return
        following = self._lines[index + 1] if index + 1 < end else None
        alone = following is None or following.apart or index + 1 in labels
        before_label = index + 1 in labels and (following is None or following.speaker is None)
        if alone and is_heading_text(line, before_label=before_label, punctuated=punctuated):
            if following is None or not any(c.isalpha() for c in line.text):
                self._leave("heading", line.text, line.number)
            else:
                block.items.append(
                    Heading(line.text.strip(" :"), line.number, 0, level=line.heading or 2)
                )
            return
        block.items.append(line)

    def _turns(self, blocks: list[_Block]) -> tuple[Turn, ...]:
        turns: list[Turn] = []
        waiting: list[Heading | Direction] = []  # of blocks in which nothing is said
        for block in blocks:
            paragraphs, around = _composed(block)
            around = [*waiting, *around]
            if not paragraphs:
                waiting = [replace(item, paragraph=1) for item in around]
                continue
            # A heading after all that is said in a block is of what comes next.
            waiting = [
                item
                for item in around
                if isinstance(item, Heading) and item.paragraph > len(paragraphs)
            ]
            around = [item for item in around if item not in waiting]
            waiting = [replace(item, paragraph=1) for item in waiting]
            offset = 0
            if turns and turns[-1].speaker == block.speaker:
                last = turns.pop()
                offset = len(last.paragraphs)
                turns.append(replace(last, paragraphs=(*last.paragraphs, *paragraphs)))
            else:
                turns.append(Turn(len(turns) + 1, block.speaker, block.line, tuple(paragraphs)))
            for item in around:
                placed = replace(item, turn=len(turns), paragraph=item.paragraph + offset)
                if isinstance(placed, Heading):
                    self._headings.append(placed)
                else:
                    self._directions.append(placed)
        for item in waiting:
            if isinstance(item, Heading):
                self._leave("heading", item.text, item.line)
            elif turns:
                end = turns[-1].paragraphs[-1]
                self._directions.append(
                    replace(
                        item, turn=len(turns), paragraph=len(turns[-1].paragraphs),
                        offset=len(end.text),
                    )
                )  # fmt: skip
        return tuple(turns)

    # --- the head -----------------------------------------------------------------------------

    def _head(
        self,
        used: tuple[SourceLine, ...],
        before: int,
        participants: Participants,
        first: int,
    ) -> tuple[SourceLine, ...]:
        """Leaves out all that stands before anyone speaks; returns what could be speech."""
        lines = self._lines
        prose: list[SourceLine] = []
        titles = {id(line) for line in used}
        agenda = False
        opening: list[SourceLine] = []
        index = first - 1
        while index >= 0 and lines[index].heading and id(lines[index]) not in titles:
            if not _PRESIDES.match(lines[index].text):
                opening.insert(0, lines[index])
            index -= 1
        listed = (
            set(range(participants.first, participants.end)) if participants.declared else set()
        )
        for index, line in enumerate(lines[:first]):
            agenda = agenda or is_agenda_heading(line)
            if any(line is heading for heading in opening):
                self._headings.insert(
                    len([h for h in self._headings if h.line < line.number]),
                    Heading(line.text.strip(" :"), line.number, 1, 1, line.heading),
                )
            elif index in listed or any(entry.index == index for entry in self._legend):
                self._leave("participants", line.text, line.number)
            elif id(line) in titles:
                self._leave("title", line.text, line.number)
            elif _PRESIDES.match(line.text):
                self._leave("chair", line.text, line.number)
            elif is_credit(line) or is_byline(line):
                self._leave("credits", line.text, line.number)
            elif is_link(line):
                self._leave("link", line.text, line.number)
            elif agenda:
                self._leave("agenda", line.text, line.number)
            elif index < before and len(line.text.split()) <= 25 and not line.text.endswith("."):
                self._leave("heading" if line.heading else "title page", line.text, line.number)
            elif line.direction or (
                whole_direction(line.text, italic=line.italic) or sitting(line.text)
            ):
                text = whole_direction(line.text, italic=line.italic) or line.text.strip("()[] ")
                self._directions.insert(
                    len([d for d in self._directions if d.line < line.number]),
                    Direction(text, line.number, 1, 1, 0),
                )
            elif line.heading:
                self._leave("heading", line.text, line.number)
            else:
                self._leave("before anyone speaks", line.text, line.number)
                if index >= first - 2 and line.text.endswith((".", "!", "?", "…")):
                    prose.append(line)  # it reads as what follows does
        return tuple(prose)


def _composed(block: _Block) -> tuple[list[Paragraph], list[Heading | Direction]]:
    """The paragraphs of a block, and the headings and directions placed among them."""
    paragraphs: list[Paragraph] = []
    around: list[Heading | Direction] = []
    run: list[SourceLine] = []
    interrupted = False

    def close() -> None:
        nonlocal interrupted
        for paragraph in gather(run):
            text, found = take_directions(paragraph.text)
            if found and not text.strip(" .,;"):
                text = ""
            if text and interrupted and paragraphs and continues(paragraphs[-1].text, text):
                last = paragraphs.pop()
                whole = joined(last.text, text)
                shift = len(whole) - len(text)
                found = tuple((offset + shift, said) for offset, said in found)
                paragraphs.append(Paragraph(whole, last.line))
            elif text:
                paragraphs.append(Paragraph(text, paragraph.line))
            else:
                end = len(paragraphs[-1].text) if paragraphs else 0
                found = tuple((end, said) for _, said in found)
            for offset, said in found:
                number = max(1, len(paragraphs))
                around.append(Direction(said, paragraph.line, 0, number, offset))
            interrupted = False
        run.clear()

    for item in block.items:
        if isinstance(item, SourceLine):
            run.append(item)
            continue
        close()
        if isinstance(item, Heading):
            around.append(replace(item, paragraph=len(paragraphs) + 1))
            interrupted = False
        elif paragraphs:
            end = len(paragraphs[-1].text)
            around.append(replace(item, paragraph=len(paragraphs), offset=end))
            interrupted = True
        else:
            around.append(replace(item, paragraph=1, offset=0))
    close()
    if not paragraphs and any(
        isinstance(item, Direction) and LOST_WORDS.search(item.text) for item in around
    ):
        paragraphs.append(Paragraph(_UNHEARD, block.line))  # a turn all the same
    return paragraphs, around


def _trailing_headings(block: _Block) -> list[SourceLine | Heading | Direction]:
    """Takes the headings at the end of a block: they are of what comes next."""
    carried: list[SourceLine | Heading | Direction] = []
    while block.items and isinstance(block.items[-1], Heading):
        carried.insert(0, block.items.pop())
    return carried


def _explicit(written: str) -> Head:
    """The head for a speaker that a format names."""
    parts = [part for part in written.split(", ") if part]
    if len(parts) > 1:
        members = [read_head(part) for part in parts]
        people = [m for m in members if m is not None and m.kind is HeadKind.PERSON]
        if len(people) == len(parts):
            return Head(HeadKind.JOINT, written, written, members=tuple(people), strength=3.0)
    head = read_head(written)
    if head is not None:
        return head
    text = clean_head(written) or written or "?"
    return Head(HeadKind.GROUP, text, text, strength=3.0)


def _role(text: str) -> Head:
    return Head(HeadKind.OFFICE, text, text, strength=3.0)


def _group(text: str) -> Head:
    return Head(HeadKind.GROUP, text, text, strength=3.0)


def _speakers(named: dict[str, Speaker], turns: tuple[Turn, ...]) -> tuple[Speaker, ...]:
    heard = {turn.speaker for turn in turns}
    return tuple(s for s in named.values() if s.declared is not None or s.name in heard)


def _some_text(lines: tuple[SourceLine, ...]) -> str:
    parts: list[str] = []
    size = 0
    for line in lines:
        parts.append(line.text)
        size += len(line.text)
        if size > _ENOUGH_TEXT:
            break
    return " ".join(parts)

"""Where people begin to speak: at labels, and where the layout alone says so, as it does in
interviews whose questions stand out, in parts below headings, and in records."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from podcast.reading.dashes import after_dash, name_dashes
from podcast.reading.document import Document, Listed
from podcast.reading.examination import Examination, take_examination
from podcast.reading.findings import Findings
from podcast.reading.furniture import begin_of_transcript, take_furniture
from podcast.reading.hypotheses import Labelling, TurnStart, find_turn_starts
from podcast.reading.interview import Interview, find_interview, marks_only
from podcast.reading.interview_people import person_named_in
from podcast.reading.label_lines import (
    join_wrapped,
    shorten_leads,
    split_inside,
    take_interruptions,
)
from podcast.reading.labels import Label, read_label, read_person
from podcast.reading.legend import find_legend
from podcast.reading.lines import Lines, is_quoted
from podcast.reading.participants import Participants, find_participants
from podcast.reading.parts import Part, find_heads, find_records, mark_heads
from podcast.reading.questions import split_questions
from podcast.reading.slots import Kind
from podcast.reading.spoken import ends_asking, is_spoken


@dataclass(frozen=True, slots=True)
class Transcript:
    """The lines of a document without furniture, and where people begin to speak in them.

    Places are indices of lines. The transcript proper stands from `begin` on, below its heading;
    lines of the `legend` only say whose initials are whose; `marked` are headings above numbers
    that begin anew. `starts` are in order. Of those without a label, `asked` and `answered` are
    the questions and answers that only stand out, and `whose` says whose some are; `heads` are the
    headings that say whose part begins; `unsaid` is what nobody says; `remarks` is who speaks
    before the first label.
    """

    document: Document
    lines: Lines
    begin: int
    marked: frozenset[int]
    examination: Examination
    participants: Participants
    legend: tuple[tuple[int, Listed], ...]
    labelling: Labelling
    starts: tuple[TurnStart, ...] = ()
    asked: frozenset[int] = frozenset()
    answered: frozenset[int] = frozenset()
    whose: dict[int, Label] = field(default_factory=dict)
    heads: dict[int, Label | None] = field(default_factory=dict)
    unsaid: frozenset[int] = frozenset()
    remarks: Label | None = None

    @property
    def first(self) -> int:
        """Where somebody speaks first."""
        return self.starts[0].index

    @property
    def explained(self) -> frozenset[int]:
        """The lines of the legend."""
        return frozenset(index for index, _ in self.legend)

    @property
    def guests(self) -> tuple[Label, ...]:
        """Whom the header of the file names, but for who leads."""
        listed = (one for one in self.document.listed if one.heading is not None)
        labels = (read_label(one.name) for one in listed if not one.moderator)
        return tuple(label for label in labels if label is not None)


def read_transcript(document: Document, findings: Findings) -> Transcript:
    """The lines of `document`, with where people begin to speak; furniture is left out."""
    text = _labelled(document, findings)
    lines, labels, marked = text.lines, text.starts, text.marked
    if records := find_records(lines):
        return _in_records(text, records)
    interview = find_interview(lines, labels, text.guests)
    if interview is None or (interview.plain and document.exact):  # captions end as cues do
        return _with_parts(text)
    _doubt(lines, interview, findings)
    if interview.instead:
        heads = (start.index for start in labels if lines[start.index].heading)
        marked |= {i for i in heads if i not in interview.questions}
        asked = marks_only(labels)
        labels = tuple(start for start in labels if start.index in asked)
    return _with_parts(_with_interview(replace(text, starts=labels, marked=marked), interview))


# --- labels -------------------------------------------------------------------------------------


def _labelled(document: Document, findings: Findings) -> Transcript:
    """The lines, with the labels on them, but for those of the legend and the title."""
    lines, marked, examination = _prepared(document, findings)
    begin = begin_of_transcript(lines)
    participants = _participants(lines)
    names = [name for p in participants.declared for name in (p.name, *p.spellings)]
    names += [listed.name for listed in document.listed]
    first = max(begin, participants.end)
    legend, found = _labels(lines, first, names)
    cut = split_inside(lines, found.starts)
    if len(cut) > len(lines):
        where = {id(line): index for index, line in enumerate(cut)}
        places = {i: where[id(line)] for i, line in enumerate(lines) if id(line) in where}
        marked = frozenset(places[i] for i in marked if i in places)
        examination = examination.moved(places)
        lines = cut
        legend, found = _labels(lines, first, names)
    text = Transcript(document, lines, begin, marked, examination, participants, legend, found)
    explained = text.explained
    starts = tuple(start for start in found.starts if start.index not in explained)
    if len(starts) > 1 and _is_title(lines, *starts):
        starts = starts[1:]
    return replace(text, starts=starts)


def _prepared(document: Document, findings: Findings) -> tuple[Lines, frozenset[int], Examination]:
    """The lines without furniture, as headings and with speakers where several lines say so; which
    headings these are; and who examines."""
    lines, furniture = take_furniture(
        take_interruptions(shorten_leads(join_wrapped(document.lines)))
    )
    findings.left_out += furniture
    lines, examination = take_examination(split_questions(lines))
    lines, dashes = name_dashes(lines)
    lines, marked = mark_heads(lines)
    if dashes:
        findings.doubt(
            "dashes",
            f"two people are named once, and take turns at {dashes} dashes after that: one dash"
            " too few or too many swaps all that follows. Write a name where that is so.",
            next(line for line in lines if line.speaker),
        )
    return lines, marked, examination


def _labels(
    lines: Lines, first: int, names: list[str]
) -> tuple[tuple[tuple[int, Listed], ...], Labelling]:
    """The legend, and the labels from the index `first` on."""
    legend = find_legend(lines)
    explained = [name for _, entry in legend for name in (entry.name, *entry.spellings)]
    return legend, find_turn_starts(lines, first, (*names, *explained))


def _participants(lines: Lines) -> Participants:
    """The list of who takes part; one that would begin where people already speak is none."""
    participants = find_participants(lines)
    if participants.declared and participants.first > 0:
        best = find_turn_starts(lines[: participants.first], 0, ()).best.values()
        found = [place for odds, place in best if odds > 0]
        alone = Counter(place.name for place in found if place.kind is Kind.ALONE)
        again = max(alone.values(), default=0) > 2  # a title page does not say it so often
        if again or alone.total() < len(found):
            return Participants((), 0, 0)
    return participants


def _is_title(lines: Lines, first: TurnStart, *others: TurnStart) -> bool:
    """Whether what seems the first label begins a title: a heading that says more than a name
    ("Ada Roux: who owns the weir?"), where nobody else is named in one."""
    line = lines[first.index]
    more = first.end and line.text[first.end :].strip()
    return bool(line.heading and more) and not any(lines[other.index].heading for other in others)


# --- interviews, parts, records -----------------------------------------------------------------


def _doubt(lines: Lines, interview: Interview, findings: Findings) -> None:
    if interview.plain:
        findings.doubt(
            "question-paragraphs",
            "paragraphs that end in a question mark were read as somebody's questions, and what"
            " follows as another's answers; nothing else says so. If somebody asks otherwise as"
            " well, put a name before it.",
            lines[interview.questions[0]],
        )
    if interview.whose:
        findings.doubt(
            "question-headings",
            "headings that ask were read as questions of who leads, and what follows as"
            " somebody's answer: if they are titles, end them without a question mark.",
            lines[min(interview.whose)],
        )


def _with_interview(text: Transcript, interview: Interview) -> Transcript:
    """The labels, with the questions and answers of an interview; without its answers where
    several people have labels that stand out as no question does."""
    lines = text.lines
    made = {*interview.questions, *interview.answers}
    labels = [start for start in text.starts if start.index not in made]
    persons = {s.label.key for s in labels if s.label and not lines[s.index].bold}
    labels += _opening(lines, text.labelling.starts, interview)
    by_index = {start.index: start for start in labels}
    marks = {start.index: start.end for start in text.starts if start.label is None}
    asked, answered = set[int](), set[int]()
    turns = [(index, Kind.QUESTION, asked) for index in interview.questions]
    if len(persons) <= 1 or interview.whose:
        turns += [(index, Kind.ANSWER, answered) for index in interview.answers]
    for index, kind, noted in turns:
        if index not in by_index:
            end = marks.get(index) or after_dash(lines[index].text)
            by_index[index] = TurnStart(index, end, kind, None)
            noted.add(index)
    for index, label in _afterwards(lines, interview).items():
        by_index.setdefault(index, TurnStart(index, 0, Kind.ANSWER, label))
        answered.add(index)
    return replace(
        text,
        starts=tuple(by_index.values()),
        asked=frozenset(asked),
        answered=frozenset(answered),
        whose=interview.whose,
    )


def _opening(lines: Lines, starts: tuple[TurnStart, ...], interview: Interview) -> list[TurnStart]:
    """The labels of the first question and its answer, where nobody has one after that: whose all
    that is asked and answered is."""
    labels = [start for start in starts if start.label is not None]
    if len({start.who for start in labels}) != 2 or len(labels) != 2 or not interview.answers:
        return []
    asked = " ".join(line.text for line in lines[labels[0].index : labels[1].index])
    return labels if labels[1].index <= interview.answers[0] and ends_asking(asked) else []


def _afterwards(lines: Lines, interview: Interview) -> dict[int, Label]:
    """Who says what stands below headings above those that ask: "# A word from Paul Roux"."""
    levels = [lines[i].heading for i in interview.questions if lines[i].heading]
    if not levels:
        return {}
    highest = min(levels)
    result: dict[int, Label] = {}
    for index in range(interview.questions[0], len(lines) - 1):
        line, below = lines[index], lines[index + 1]
        if 0 < line.heading < highest and not (below.heading or ends_asking(line.text)):
            name = None if line.text.isupper() else person_named_in(line.text)
            if name and (label := read_person(name)) is not None:
                result[index + 1] = label
    return result


def _in_records(text: Transcript, records: tuple[Part, ...]) -> Transcript:
    """The starts of what is said in records; the other fields are said by nobody."""
    said = {i for record in records for i in range(record.index, record.end)}
    unsaid = frozenset(i for i, line in enumerate(text.lines) if not line.heading) - said
    starts = tuple(TurnStart(r.index, r.begin, Kind.COLON, r.label) for r in records)
    return replace(text, starts=starts, unsaid=unsaid)


def _with_parts(text: Transcript) -> Transcript:
    """The starts in order, with the answers right below headings at which one guest gives way to
    the next; a part of nobody in which nobody begins to speak is no speech."""
    lines = text.lines
    starts = {start.index: start for start in text.starts}
    heads: dict[int, Label | None] = {}
    if any(start.kind is Kind.ANSWER for start in text.starts) or (text.marked and not starts):
        heads = find_heads(lines, text.marked, frozenset(starts))
    answered, unsaid = set[int](), set[int]()
    for head, label in heads.items():
        begin, level = head + 1, lines[head].heading
        after = (i for i in range(begin, len(lines)) if 0 < lines[i].heading <= level)
        end = next(after, len(lines))
        if begin == end or lines[begin].heading or begin in starts:
            continue
        if label is None and not starts.keys().isdisjoint(range(begin, end)):
            continue
        if label is not None or is_quoted(lines[begin]):
            starts[begin] = TurnStart(begin, 0, Kind.ANSWER, None)
            answered.add(begin)
        elif not any(is_spoken(line.text) for line in lines[begin:end]):
            unsaid.update(range(head, end))
    return replace(
        text,
        starts=tuple(starts[index] for index in sorted(starts)),
        answered=text.answered | answered,
        heads=heads,
        unsaid=frozenset(unsaid),
    )

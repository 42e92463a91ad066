"""From the lines of a document to the debate: every line becomes speech, a heading, a direction,
or is left out for a reason that is noted."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter

from podcast.language.known_words import is_ordinary
from podcast.model import Debate, Direction, Doubt, Heading, LeftOut, Paragraph, Turn
from podcast.reading.dashes import after_dash, name_dashes
from podcast.reading.directions import LOST_WORDS, direction_of, whole_direction
from podcast.reading.document import Document
from podcast.reading.examination import is_witness, take_examination
from podcast.reading.furniture import (
    begin_of_transcript,
    is_agenda_heading,
    is_credit,
    is_link,
    presiding,
    take_contents,
    take_marks,
    take_running_heads,
    take_stamps,
    trailing_furniture,
)
from podcast.reading.headings import goes_on_below, is_heading_text, is_punctuated
from podcast.reading.hypotheses import (
    Close,
    Labelling,
    TurnStart,
    find_turn_starts,
    split_inside,
    take_interruptions,
)
from podcast.reading.interview import Interview, find_interview
from podcast.reading.interview_people import (
    person_named_in,
    who_answers,
    who_asks,
    who_is_greeted,
)
from podcast.reading.labels import (
    UNKNOWN,
    Label,
    LabelKind,
    clean_label,
    has_first_name,
    is_only_a_name,
    read_label,
    read_person,
    read_together,
    upper_first,
)
from podcast.reading.language import language_of
from podcast.reading.legend import find_legend
from podcast.reading.letter_case import LetterCase
from podcast.reading.lines import LONG_LINE, SourceLine, ends_sentence
from podcast.reading.names import key
from podcast.reading.paragraphs import Item, compose, gather
from podcast.reading.participants import Participants, find_participants
from podcast.reading.parts import Part, find_heads, find_records, mark_heads
from podcast.reading.people import Named, Naming, name_people
from podcast.reading.questions import asks_once, split_questions
from podcast.reading.score import names_anybody
from podcast.reading.slots import Kind
from podcast.reading.spoken import ends_asking, is_addressed, is_spoken, says_i
from podcast.reading.title_block import prose_of, read_title_block

_NOTE_TEXT = re.compile(r"^\[(\d{1,3})\]\s*(?=\S)")
_NOTE_MARK = re.compile(r"\s?\[(\d{1,3})\]")
_IN_QUOTES = re.compile(r"^(?:«.*»|“.*”|\".*\")[\s.!?…]*$")
_NEARLY_ALL = 0.9
"""So much of what is said is quoted where all else is comment."""
_REMARKS, _TALK = 90, 500
"""Words before the first label, in which somebody speaks, that are no introduction, and those where
they name somebody who speaks below: so long is a talk, before questions."""
_MOSTLY_SPOKEN = 0.6
_TELLS, _INTRODUCES = 8, 15
"""Words of a paragraph of an introduction, and of all of it, that is worth reading out."""
_FEWEST_REFRAINS = 3
_HEAD = 60
"""Lines that can say whose talk it is that stands below."""
_FIRST_PERSON = 0.3
"""Share of what is said there that stands in paragraphs with an "I"."""
_FIELD = re.compile(r"[^\W\d_]+ ?: +(?=\S)")
_FEWEST_FIELDS = 3
_CAPITALISED = re.compile(r"\b[A-ZÀ-Þ][^\W\d_]{2,}")
_UNHEARD = "…"
_ONE = (LabelKind.PERSON, LabelKind.INITIALS)
_MARKS = (Kind.QUESTION, Kind.ANSWER)
_SHORT_HEAD = 9
"""Words of a heading that somebody without a name may be called."""
_NOBODY = {
    "fr": {"asks": "Journaliste", "answers": "Invité", "speaks": "Orateur", "q": "Question",
           "a": "Réponse", "audience": "Public", "?": "Inconnu", "witness": "Témoin"},
    "en": {"asks": "Interviewer", "answers": "Guest", "speaks": "Speaker", "q": "Question",
           "a": "Answer", "audience": "Audience", "?": "Unknown", "witness": "Witness"},
}  # fmt: skip


@dataclass(slots=True)
class _Block:
    """What somebody says until the next label, still in lines."""

    speaker: str
    line: int
    items: list[Item] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """A debate, and what finding doubts needs besides: the text before anyone speaks, the doubts
    that came up on the way, with their lines the places that were decided by little; and, to tell
    why, the lines as they were read, and what their places scored."""

    debate: Debate
    prose: tuple[SourceLine, ...]
    doubts: tuple[Doubt, ...]
    close: tuple[tuple[int, Close], ...]
    lines: tuple[SourceLine, ...]
    labelling: Labelling


def assemble(document: Document, language: str | None) -> Reading | None:
    """The debate that `document` holds, without title where it has none; None where nobody
    speaks."""
    return _Assembly(document, language).reading()


class _Assembly:
    def __init__(self, document: Document, language: str | None) -> None:
        self._document = document
        lines, stamps = take_stamps(take_interruptions(document.lines))
        lines, marks = take_marks(lines)
        self._left_out = [*document.left_out, *stamps, *marks]
        lines, contents = take_contents(lines)
        lines, running = take_running_heads(self._without_notes(lines))
        self._left_out += [*contents, *running]
        lines, self._examination = take_examination(split_questions(lines))
        lines, dashes = name_dashes(lines)
        self._lines, self._marked = mark_heads(lines)
        self._asked_language = language
        self._language = language or document.language or ""
        self._headings: list[Heading] = []
        self._directions: list[Direction] = []
        self._doubts: list[Doubt] = []
        if dashes:
            self._doubt(
                "dashes",
                f"two people are named once, and take turns at {dashes} dashes after that: one dash"
                " too few or too many swaps all that follows. Write a name where that is so.",
                next(line for line in self._lines if line.speaker),
            )

    def reading(self) -> Reading | None:
        lines = self._lines
        self._begin = begin_of_transcript(lines)
        participants = self._participants()
        names = [name for p in participants.declared for name in (p.name, *p.spellings)]
        names += [listed.name for listed in self._document.listed]
        found = self._labelling(participants, names)
        cut = split_inside(lines, found.starts)
        if len(cut) > len(lines):
            lines = self._lines = cut
            found = self._labelling(participants, names)
        self._fields = found.fields
        starts = tuple(start for start in found.starts if start.index not in self._explained)
        if len(starts) > 1 and self._is_title(*starts):
            starts = starts[1:]
        starts = self._with_interview(starts)
        if not starts:
            return None
        if not self._asked_language:
            said = " ".join(line.text for line in lines[starts[0].index :])
            self._language = language_of(said, self._document.language)
        starts = self._with_remarks(starts, max(self._begin, participants.end))
        cast = self._people(starts, participants)
        people = frozenset(key(name) for name in cast.speakers if len(key(name).split()) > 1)
        last = starts[-1]
        begun = last.index + 1 + (not lines[last.index].text[last.end :].strip())
        end = trailing_furniture(lines, begun, people)
        begins = [_said_at(lines, start) for start in starts]
        quoted = sum(line is not None and _is_quoted(line) for line in begins)
        self._quoted = len(begins) > 2 and quoted >= _NEARLY_ALL * len(begins)
        self._comments: list[SourceLine] = []
        self._refrains = _refrains(lines, {start.index for start in starts}, first=starts[0].index)
        blocks = self._blocks(starts, cast.names, end)
        turns = self._turns(blocks)
        if not turns:
            return None
        for line in lines[end:]:
            self._leave("credits" if not is_link(line) else "link", line.text, line.number)
        first = starts[0].index
        before = participants.first if participants.declared else first
        case = LetterCase(lines, self._language, cast.speakers)
        above = tuple(line for i, line in enumerate(lines[:before]) if i not in self._heads)
        levels = Counter(line.heading for line in lines[before:])
        block = read_title_block(above, case, self._document.title, levels)
        prose, introduction = self._front(block.used, before, participants, first, cast)
        if self._comments:
            words = sum(len(line.text.split()) for line in self._comments)
            self._doubt(
                "comment",
                f"what people say is quoted here, and {words} words that are not were taken for"
                f" comment and are not read out, first “{self._comments[0].text[:60]}”: if somebody"
                " says them, quote them too.",
                self._comments[0],
            )
        heard = {turn.speaker for turn in turns}
        headings = self._without_field(_whole_headings(self._headings, case))
        self._directions.sort(key=attrgetter("line"))
        self._left_out.sort(key=attrgetter("line"))
        debate = Debate(
            title=block.title or "",
            subtitle=block.subtitle,
            date=block.date or self._document.date,
            date_text=block.date_text,
            language=self._language,
            speakers=tuple(
                s for s in cast.speakers.values() if s.declared is not None or s.name in heard
            ),
            turns=turns,
            headings=headings,
            directions=tuple(d for d in self._directions if d.text.strip()),
            left_out=tuple(piece for piece in self._left_out if piece.text.strip()),
            introduction=introduction,
        )
        labelled = {start.index for start in starts if start.label is not None}
        return Reading(
            debate,
            prose,
            (*cast.doubts, *self._doubts),
            tuple(
                (lines[close.place.index].number, close)
                for close in found.close
                if not close.taken or close.place.index in labelled
            ),
            lines,
            found,
        )

    def _is_title(self, first: TurnStart, *others: TurnStart) -> bool:
        """Whether what seems the first label begins a title: a heading that says more than a name
        ("Ada Roux: who owns the weir?"), where nobody else is named in one."""
        line = self._lines[first.index]
        more = first.end and line.text[first.end :].strip()
        return bool(line.heading and more) and not any(
            self._lines[other.index].heading for other in others
        )

    def _without_field(self, headings: tuple[Heading, ...]) -> tuple[Heading, ...]:
        """The headings without the word that most of them begin with: "Topic: the weir"."""
        fields = [match[0] if (match := _FIELD.match(one.text)) else "" for one in headings]
        word, times = Counter(fields).most_common(1)[0] if fields else ("", 0)
        if not word or times < _FEWEST_FIELDS or 2 * times <= len(fields):
            return headings
        bare: list[Heading] = []
        for heading in headings:
            text = heading.text.removeprefix(word)
            if text != heading.text:
                self._leave("heading", word, heading.line)
                text = upper_first(text)
            bare.append(replace(heading, text=text))
        return tuple(bare)

    def _labelling(self, participants: Participants, names: list[str]) -> Labelling:
        legend = find_legend(self._lines)
        self._legend = [entry for _, entry in legend]
        self._explained = {index for index, _ in legend}  # they only say whose initials are whose
        explained = [name for entry in self._legend for name in (entry.name, *entry.spellings)]
        begin = max(self._begin, participants.end)
        return find_turn_starts(self._lines, begin, (*names, *explained))

    def _participants(self) -> Participants:
        """The list of who takes part; one that would begin where people already speak is none."""
        participants = find_participants(self._lines)
        if participants.declared and participants.first > 0:
            before = self._lines[: participants.first]
            best = find_turn_starts(before, 0, ()).best.values()
            found = [place for odds, place in best if odds > 0]
            alone = Counter(place.name for place in found if place.kind is Kind.ALONE)
            again = max(alone.values(), default=0) > 2  # a title page does not say it so often
            if again or alone.total() < len(found):
                return Participants((), 0, 0)
        return participants

    def _leave(self, kind: str, text: str, line: int) -> None:
        if text.strip():
            self._left_out.append(LeftOut(kind, text.strip(), line))

    def _doubt(self, kind: str, message: str, line: SourceLine) -> None:
        self._doubts.append(Doubt(kind, message, line=line.number))

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

    def _with_interview(self, starts: tuple[TurnStart, ...]) -> tuple[TurnStart, ...]:
        """The labels, with those of an interview whose questions only stand out."""
        self._asking: set[int] = set()
        self._answering: set[int] = set()
        self._whose: dict[int, Label] = {}
        self._heads: dict[int, Label | None] = {}
        self._unsaid: set[int] = set()
        if records := find_records(self._lines):
            return self._take_records(records)
        interview = find_interview(self._lines, starts, self._guests())
        if interview is None:
            return self._with_parts({start.index: start for start in starts})
        if interview.plain:
            self._doubt(
                "question-paragraphs",
                "paragraphs that end in a question mark were read as somebody's questions, and what"
                " follows as another's answers; nothing else says so. If somebody asks otherwise as"
                " well, put a name before it.",
                self._lines[interview.questions[0]],
            )
        self._whose = interview.whose
        if self._whose:
            self._doubt(
                "question-headings",
                "headings that ask were read as questions of who leads, and what follows as"
                " somebody's answer: if they are titles, end them without a question mark.",
                self._lines[min(self._whose)],
            )
        if interview.instead:
            heads = (start.index for start in starts if self._lines[start.index].heading)
            self._marked |= {i for i in heads if i not in interview.questions}
            starts = ()
        made = {*interview.questions, *interview.answers}
        starts = tuple(start for start in starts if start.index not in made)
        persons = {s.label.key for s in starts if s.label and not self._lines[s.index].bold}
        by_index = {start.index: start for start in starts}
        turns = [(index, Kind.QUESTION, self._asking) for index in interview.questions]
        if len(persons) <= 1 or self._whose:
            turns += [(index, Kind.ANSWER, self._answering) for index in interview.answers]
        for index, kind, noted in turns:
            if index not in by_index:
                end = after_dash(self._lines[index].text)
                by_index[index] = TurnStart(index, end, kind, None)
                noted.add(index)
        for index, label in self._afterwards(interview).items():
            by_index.setdefault(index, TurnStart(index, 0, Kind.ANSWER, label))
            self._answering.add(index)
        return self._with_parts(by_index)

    def _afterwards(self, interview: Interview) -> dict[int, Label]:
        """Who says what stands below headings above those that ask: "# A word from Paul Roux"."""
        lines = self._lines
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

    def _take_records(self, records: tuple[Part, ...]) -> tuple[TurnStart, ...]:
        """The starts of what is said in records; the other fields are said by nobody."""
        said = {i for record in records for i in range(record.index, record.end)}
        self._unsaid = {i for i, line in enumerate(self._lines) if not line.heading} - said
        return tuple(TurnStart(r.index, r.begin, Kind.COLON, r.label) for r in records)

    def _with_parts(self, starts: dict[int, TurnStart]) -> tuple[TurnStart, ...]:
        """The labels, with the answers right below headings at which one guest gives way to the
        next; a part of nobody in which nobody begins to speak is no speech."""
        lines = self._lines
        answered = any(start.kind is Kind.ANSWER for start in starts.values())
        if answered or (self._marked and not starts):
            self._heads = find_heads(lines, self._marked, frozenset(starts))
        for head, label in self._heads.items():
            begin, level = head + 1, lines[head].heading
            after = (i for i in range(begin, len(lines)) if 0 < lines[i].heading <= level)
            end = next(after, len(lines))
            if begin == end or lines[begin].heading or begin in starts:
                continue
            if label is None and not starts.keys().isdisjoint(range(begin, end)):
                continue
            if label is not None or _is_quoted(lines[begin]):
                starts[begin] = TurnStart(begin, 0, Kind.ANSWER, None)
                self._answering.add(begin)
            elif not any(is_spoken(line.text) for line in lines[begin:end]):
                self._unsaid.update(range(head, end))
        return tuple(starts[index] for index in sorted(starts))

    def _with_remarks(self, starts: tuple[TurnStart, ...], begin: int) -> tuple[TurnStart, ...]:
        """The labels, with one more where somebody speaks at length before the first of them."""
        first, lines = starts[0].index, self._lines
        self._remarks: Label | None = None
        said = [
            index
            for index in range(begin, first)
            if len(lines[index].text.split()) > 4
            and ends_sentence(lines[index].text)
            and not (lines[index].heading or is_credit(lines[index]))
        ]
        spoken = [index for index in said if is_spoken(lines[index].text)]
        words = sum(len(lines[index].text.split()) for index in spoken)
        around = sum(len(line.text.split()) for line in lines[spoken[0] : first]) if spoken else 0
        own = sum(len(lines[i].text.split()) for i in spoken if says_i(lines[i].text))
        labels = {start.label.key: start.label for start in starts if start.label is not None}
        people = [label.name for label in labels.values()]
        fewest = _TALK if _names_any(people, [lines[i] for i in said]) else _REMARKS
        if first in self._asking or words < max(fewest, _MOSTLY_SPOKEN * around):
            return starts
        if own < _FIRST_PERSON * words or not any(is_addressed(lines[i].text) for i in spoken):
            return starts  # a publisher's introduction, or an author's: who speaks says "you"
        whose, sure = who_answers(lines[: spoken[0]])
        above = " ".join(key(line.text) for line in lines[: min(self._begin, _HEAD)])
        presented = {
            name: label
            for name, label in labels.items()
            if label.kind is LabelKind.PERSON and name in above
        }
        if len(presented) == 1:
            whose, sure = next(iter(presented.values())), True
        self._remarks = whose if whose is not None and sure else _role(self._words["speaks"])
        self._doubt(
            "text-before-speech",
            f"{around} words stand before the first label, and are read as what"
            f" {self._remarks.name} says: “{lines[spoken[0]].text[:60]}”. If somebody else says"
            " them, put their name on a line before.",
            lines[spoken[0]],
        )
        return (TurnStart(spoken[0], 0, Kind.ANSWER, self._remarks), *starts)

    @property
    def _words(self) -> dict[str, str]:
        """What people are called who have no name."""
        return _NOBODY.get(self._language[:2], _NOBODY["en"])

    def _guests(self) -> tuple[Label, ...]:
        """Whom the header of the file names, but for who leads."""
        labels = [
            read_label(listed.name)
            for listed in self._document.listed
            if listed.heading is not None and not listed.moderator
        ]
        return tuple(label for label in labels if label is not None)

    def _people(self, starts: tuple[TurnStart, ...], participants: Participants) -> Naming:
        known = (*participants.declared, *self._document.listed, *self._legend)
        named = []
        labels = self._unlabelled(starts)
        for start in starts:
            line = self._lines[start.index]
            label = labels.get(start.index) or start.label
            if label is None:
                label = _explicit(line.speaker or "")
            exact = self._document.exact and start.kind is Kind.DECLARED
            named.append(Named(start.index, line.number, label, exact))
        return name_people(tuple(named), known, self._chairs(), self._language)

    def _chairs(self) -> tuple[tuple[int, Label], ...]:
        chairs = []
        for index, line in enumerate(self._lines):
            name = presiding(line)
            if name and (label := read_person(name)) is not None:
                chairs.append((index, label))
        return tuple(chairs)

    def _unlabelled(self, starts: tuple[TurnStart, ...]) -> dict[int, Label]:
        """Whose the questions and answers are that have no name."""
        words = self._words
        labelled = [(start, start.label) for start in starts if start.label is not None]
        labels = {label.key: label for _, label in labelled}
        several = sum(label.kind in _ONE for label in labels.values()) >= 2
        byline = who_asks(self._lines)
        listed = self._guests()
        guest = listed[0] if len(listed) == 1 else None
        sure = True
        if self._document.title and guest is None:
            guest, _ = who_answers((SourceLine(self._document.title, 1, True, heading=1),))
        if guest is None:
            opening = self._lines[: starts[0].index]
            guest, sure = who_answers(tuple(line for line in opening if not is_credit(line)))
        if not listed:
            guest, sure = self._greeted(starts, guest, sure)
        bold = Counter[str]()
        for start, label in labelled if self._asking else ():
            bold[label.key] += 1 if self._lines[start.index].bold else -1
        out = {name for name, more in bold.items() if more > 0}  # set as questions are
        asks = next((label for _, label in labelled if label.key in out), None)
        made = self._asking | self._answering
        marked = any(start.kind in _MARKS and start.index not in made for start in starts)
        asks = (asks if len(out) < len(bold) else None) or byline
        if asks is None and made and asks_once(tuple(start for start, _ in labelled)):
            first = labelled[0][0].index  # who asks has a label once
            after = next(start.index for start in starts if start.index > first)
            if ends_asking(" ".join(line.text for line in self._lines[first:after])):
                asks = labelled[0][1]
        asks = asks or _role(words["q" if marked else "asks"])
        crowd = next((label for _, label in labelled if label.kind is LabelKind.GROUP), None)
        answers = next(
            (
                label
                for start, label in labelled
                if label.kind is LabelKind.PERSON and not self._lines[start.index].bold
            ),
            _role(words["a" if marked else "answers"]),
        )
        witness = next((label for _, label in labelled if is_witness(label)), None)
        headed = self._section_guests(starts)
        if len({label.key for label in headed.values()}) < 2:
            headed = {}  # no interviews below each other
        # "Answer:", where who asks has no label
        alone = bool(self._asking) and len(labels) == 1 and not any(map(_names, labels.values()))
        result: dict[int, Label] = {}
        last: Label | None = None
        for start in starts:
            index, said_by = start.index, start.label
            if start.kind is Kind.DECLARED:
                continue
            sworn = self._examination.witness(index)
            if said_by is not None:
                if said_by.text == UNKNOWN:
                    result[index] = _group(words[UNKNOWN])
                if said_by.kind in _ONE:
                    last = said_by
                if alone and guest is not None and sure:
                    result[index] = guest
                if sworn and is_witness(said_by):
                    result[index] = sworn
                continue
            if index in self._whose:
                whose = self._whose[index]
                if whose.kind is LabelKind.GROUP:  # below "Questions from the audience"
                    whose = crowd or _group(words["audience"])
            elif index in self._asking:
                whose = asks
            elif index in self._answering:
                whose = headed.get(index) or guest or answers
            elif examiner := self._examination.examiner(index):
                examined = sworn or witness or _role(words["witness"])
                whose = examiner if start.kind is Kind.QUESTION else examined
            elif start.kind is Kind.QUESTION:
                whose = (crowd or _group(words["q"])) if several else byline or _role(words["q"])
            elif several:
                whose = self._section_person(index) or last or _role(words["a"])
            else:
                whose = headed.get(index) or guest or last or self._remarks or _role(words["a"])
            result[index] = whose
        unknown = [start for start, label in labelled if label.text == UNKNOWN]
        if unknown:
            self._doubt(
                "unknown-speaker",
                f"nobody knows who speaks here, and at {len(unknown) - 1} more places: all are read"
                f" as {words[UNKNOWN]}. Write the names where you know them.",
                self._lines[unknown[0].index],
            )
        guessed = next((i for i, label in result.items() if label is guest), None)
        if guessed is not None and guest is not None and not sure:
            self._doubt(
                "guessed-guest",
                f"{guest.name} is named before the questions, and was taken for who answers: if it"
                " is somebody else, write their name before the first answer.",
                self._lines[guessed],
            )
        return result

    def _greeted(
        self, starts: tuple[TurnStart, ...], guest: Label | None, sure: bool
    ) -> tuple[Label | None, bool]:
        """Whom the first question greets, or the `guest` whom the page names; and whether that is
        sure, as it is where both are one."""
        first, *_ = [start for start in starts if start.index in self._asking] or starts
        above = [line.text for line in self._lines[: first.index]]
        above += [listed.name for listed in self._document.listed]
        greeted = who_is_greeted(self._lines[first.index].text[first.end :], above)
        if greeted is None:
            return guest, sure
        same = guest is not None and {*greeted.key.split()} <= {*guest.key.split()}
        return guest if same else greeted, True

    def _section_person(self, index: int) -> Label | None:
        """Whom the heading of the section names: "## Demo (Anne Roux)"."""
        for before in range(index, max(-1, index - 400), -1):
            if self._lines[before].heading:
                name = person_named_in(self._lines[before].text)
                return read_person(name) if name else None
        return None

    def _section_guests(self, starts: tuple[TurnStart, ...]) -> dict[int, Label]:
        """With whom the headings above each answer say that the interview is, the nearest first."""
        answers = {start.index for start in starts if start.kind is Kind.ANSWER}
        above: list[tuple[int, Label | None]] = []  # the level of each heading, whom it names
        result: dict[int, Label] = {}
        for index, line in enumerate(self._lines):
            if index in answers:
                named = next((guest for _, guest in reversed(above) if guest is not None), None)
                if named is not None:
                    result[index] = named
            if line.heading:
                while above and above[-1][0] >= line.heading:
                    above.pop()
                named = self._heads.get(index)
                if index in self._heads and named is None:
                    below = self._lines[index + 1 : index + 2]
                    anybody = names_anybody(line.text) or any(map(_is_quoted, below))
                    if anybody or not result:
                        short = len(line.text.split()) <= _SHORT_HEAD
                        named = _role(line.text if short else self._words["answers"])
                above.append((line.heading, named))
        return result

    # --- what ---------------------------------------------------------------------------------

    def _blocks(
        self, starts: tuple[TurnStart, ...], named: dict[int, str], end: int
    ) -> list[_Block]:
        by_index = {start.index: start for start in starts}
        first = starts[0].index
        punctuated = is_punctuated(self._lines[first:end])
        blocks: list[_Block] = []
        for index in range(first, end):
            line = self._lines[index]
            start = by_index.get(index)
            if start is not None:
                name = named[index]
                if start.end or line.speaker:
                    written = line.text[: start.end] if start.end else line.speaker or ""
                    if start.end or not blocks or blocks[-1].speaker != name:
                        self._leave("name", written, line.number)
                goes_on = bool(blocks) and blocks[-1].speaker == name
                if not goes_on:
                    carried = _trailing_headings(blocks[-1]) if blocks else []
                    blocks.append(_Block(name, line.number, carried))
                rest = line.text[start.end :].strip()
                if start.kind is Kind.COLON and line.text[0] == "(" and "(" not in rest:
                    rest = rest.removesuffix(")")  # "(Anne Roux: No.)"
                if rest:
                    if direction := whole_direction(rest):
                        blocks[-1].items.append(Direction(direction, line.number, 0, 0, 0))
                    else:
                        # A cue that names its voice again goes on with the sentence before.
                        apart = line.apart or not (goes_on and start.kind is Kind.DECLARED)
                        blocks[-1].items.append(
                            replace(line, text=rest, apart=apart, bullet=False, rank="", bold=False)
                        )
                continue
            self._line(blocks[-1], line, index, by_index, punctuated, end)
        return blocks

    def _line(
        self,
        block: _Block,
        line: SourceLine,
        index: int,
        starts: dict[int, TurnStart],
        punctuated: bool,
        end: int,
    ) -> None:
        """A line without a label, below one."""
        if direction := direction_of(line):
            block.items.append(Direction(direction, line.number, 0, 0, 0))
            return
        if kind := self._unspoken(line, index):
            self._leave(kind, line.text, line.number)
            return
        following = self._lines[index + 1] if index + 1 < end else None
        alone = following is None or following.apart or index + 1 in starts
        before_label = index + 1 in starts and (following is None or following.speaker is None)
        if alone and is_heading_text(line, before_label=before_label, punctuated=punctuated):
            if following is None or not any(c.isalpha() for c in line.text):
                self._leave("heading", line.text, line.number)
            else:
                block.items.append(
                    Heading(line.text.strip(" :"), line.number, 0, level=line.heading or 2)
                )
            return
        if self._quoted and not _is_quoted(line):
            self._leave("comment", line.text, line.number)
            self._comments.append(line)
            return
        block.items.append(line)

    def _unspoken(self, line: SourceLine, index: int) -> str | None:
        """What a line below a label is that is no speech; None where it may be."""
        if presiding(line):
            return "chair"
        if index in self._unsaid:
            return "heading" if line.heading else "field"
        if index in self._refrains:
            return "running head"
        if index in self._fields:
            return "field"
        if is_link(line):
            return "link"
        office, colon, name = line.text.partition(":")
        if colon and len(line.text) < 150 and is_only_a_name(name):
            label = read_label(office)
            if label is not None and label.kind is LabelKind.OFFICE:
                return "participants"
        return "participants" if index in self._explained else None

    def _turns(self, blocks: list[_Block]) -> tuple[Turn, ...]:
        turns: list[Turn] = []
        waiting: list[Heading | Direction] = []  # of blocks in which nothing is said
        for block in blocks:
            paragraphs, around = compose(block.items)
            if not paragraphs and any(
                isinstance(item, Direction) and LOST_WORDS.search(item.text) for item in around
            ):
                paragraphs = [Paragraph(_UNHEARD, block.line)]  # a turn all the same
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

    # --- the front -----------------------------------------------------------------------------

    def _front(
        self,
        used: tuple[SourceLine, ...],
        before: int,
        participants: Participants,
        first: int,
        cast: Naming,
    ) -> tuple[tuple[SourceLine, ...], tuple[Paragraph, ...]]:
        """Leaves out all that stands before anyone speaks; returns what could be speech, and what
        introduces those who speak."""
        lines = self._lines
        prose: list[SourceLine] = []
        told: list[SourceLine] = []
        running = prose_of(lines[:first])
        titles = {id(line) for line in used}
        agenda = False
        opening = first  # from there on, headings of what is said first
        while opening and lines[opening - 1].heading and id(lines[opening - 1]) not in titles:
            opening -= 1
        above = _ancestors(lines, range(opening, first))
        listed = range(participants.first, participants.end)
        interview = first in self._asking
        people = set(cast.names.values()) - set(self._words.values())
        introduces = interview or _names_any(people, lines[self._begin : first])
        for index, line in enumerate(lines[:first]):
            agenda = agenda or is_agenda_heading(line)
            if index in listed or index in self._explained:
                self._leave("participants", line.text, line.number)
            elif id(line) in titles:
                self._leave("title", line.text, line.number)
            elif presiding(line):
                self._leave("chair", line.text, line.number)
            elif is_credit(line):
                self._leave("credits", line.text, line.number)
            elif is_link(line):
                self._leave("link", line.text, line.number)
            elif index in above and index != self._begin - 1 and not self._lists_links(index):
                text = line.text.strip(" :")
                self._headings.append(Heading(text, line.number, 1, 1, line.heading))
            elif agenda:
                self._leave("agenda", line.text, line.number)
            elif index < self._begin:
                self._leave("before the transcript", line.text, line.number)
            elif introduces and id(line) in running:
                told.append(line)
            elif index < before and len(line.text.split()) <= 25 and not line.text.endswith("."):
                self._leave("heading" if line.heading else "title page", line.text, line.number)
            elif direction := direction_of(line):
                self._directions.append(Direction(direction, line.number, 1, 1, 0))
            elif line.heading:
                self._leave("heading", line.text, line.number)
            elif introduces:
                told.append(line)
            else:
                self._leave("before anyone speaks", line.text, line.number)
                if ends_sentence(line.text):
                    prose.append(line)  # it reads as what follows does
        near = {id(line) for line in lines[max(0, first - 2) : first]}
        last = [line for line in prose if id(line) in near and len(line.text.split()) > 4]
        spoken = tuple(prose) if any(says_i(line.text) for line in last) else ()
        return spoken, self._introduction(told)

    def _lists_links(self, index: int) -> bool:
        """Whether only links, which nobody says, stand below a line: "See also"."""
        start, end = self._lines[index].number, self._lines[index + 1].number
        links = (piece.line for piece in self._document.left_out if piece.kind == "link")
        return any(start < line < end for line in links)

    def _introduction(self, lines: list[SourceLine]) -> tuple[Paragraph, ...]:
        """The paragraphs of `lines` that the narrator can read out; the rest is left out."""
        paragraphs = gather(lines)
        whole = [p for p in paragraphs if ends_sentence(p.text) and len(p.text.split()) >= _TELLS]
        if sum(len(p.text.split()) for p in whole) < _INTRODUCES:
            whole = []
        for paragraph in paragraphs:
            if paragraph not in whole:
                self._leave("introduction", paragraph.text, paragraph.line)
        return tuple(whole)


def _ancestors(lines: Sequence[SourceLine], headings: range) -> set[int]:
    """Those of the last `headings` in a row that the last of them stands below: others head
    nothing."""
    kept: set[int] = set()
    level = 9
    for index in reversed(headings):
        line, below = lines[index], lines[index + 1]
        if line.heading < level or (index + 1 in kept and goes_on_below(line.text, below.text)):
            kept.add(index)
            level = line.heading
    return kept


def _names_any(people: Iterable[str], lines: Sequence[SourceLine]) -> bool:
    """Whether the prose among `lines` names anybody of `people`, or two by their first names."""
    said = " ".join(
        line.text
        for line in lines
        if ends_sentence(line.text) or (len(line.text) > LONG_LINE and not line.bullet)
    )
    names = [name for who in people if (name := key(who))]
    capitals = {key(word) for word in _CAPITALISED.findall(said)}
    given = {name.split()[0] for name in names if " " in name} & capitals
    if sum(not is_ordinary(word) for word in given) > 1:
        return True
    return any(f" {name} " in f" {key(said)} " for name in names)


def _said_at(lines: tuple[SourceLine, ...], start: TurnStart) -> SourceLine | None:
    """The line on which what is said begins: that of the label, or the next."""
    line = lines[start.index]
    if rest := line.text[start.end :].strip():
        return replace(line, text=rest)
    return lines[start.index + 1] if start.index + 1 < len(lines) else None


def _refrains(lines: tuple[SourceLine, ...], starts: set[int], first: int) -> set[int]:
    """The lines that stand again and again before labels, whatever numbers they have, and nowhere
    else: heads and feet of pages between two turns."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index in range(first, len(lines)):
        text = lines[index].text
        inside = index not in starts and index - 1 not in starts
        if inside and len(text.split()) > 1 and not ends_sentence(text):
            places[re.sub(r"\d+", "0", text)].append(index)
    return {
        index
        for found in places.values()
        if len(found) >= _FEWEST_REFRAINS and all(i + 1 in starts for i in found)
        for index in found
    }


def _is_quoted(line: SourceLine) -> bool:
    return line.quote > 0 or bool(_IN_QUOTES.match(line.text))


def _whole_headings(pieces: list[Heading], case: LetterCase) -> tuple[Heading, ...]:
    """The headings in the order of the text, each over as many lines as it goes on."""
    headings: list[Heading] = []
    for piece in sorted(pieces, key=attrgetter("line")):
        if not piece.text.strip():
            continue
        last = headings[-1] if headings else None
        same = last and (last.turn, last.paragraph, last.level) == (
            piece.turn, piece.paragraph, piece.level,
        )  # fmt: skip
        if last and same and goes_on_below(last.text, piece.text):
            headings[-1] = replace(last, text=f"{last.text} {piece.text}")
        else:
            headings.append(piece)
    return tuple(replace(heading, text=case.of(heading.text)) for heading in headings)


def _trailing_headings(block: _Block) -> list[Item]:
    """Takes the headings at the end of a block: they are of what comes next."""
    carried: list[Item] = []
    while block.items and isinstance(block.items[-1], Heading):
        carried.insert(0, block.items.pop())
    return carried


def _explicit(written: str) -> Label:
    """The label for a speaker that a format names."""
    if (joint := read_together(clean_label(written))) is not None:
        return replace(joint, text=written, name=written)
    label = read_label(written)
    if label is not None:
        return label
    text = clean_label(written) or written or "?"
    return Label(LabelKind.GROUP, text, text, strength=3.0)


def _names(label: Label) -> bool:
    """Whether a label is a name or a code, and not any word that it stands for."""
    return label.strength >= 2 or has_first_name(label.name) or label.kind is LabelKind.INITIALS


def _role(text: str) -> Label:
    return Label(LabelKind.OFFICE, text, text, strength=3.0)


def _group(text: str) -> Label:
    return Label(LabelKind.GROUP, text, text, strength=3.0)

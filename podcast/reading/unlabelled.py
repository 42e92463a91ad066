"""Whose the questions and answers are that have no name."""

from __future__ import annotations

from collections import Counter

from podcast.reading.examination import is_witness
from podcast.reading.findings import Findings
from podcast.reading.furniture import is_credit
from podcast.reading.hypotheses import TurnStart
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
    group_label,
    has_first_name,
    office_label,
    read_person,
)
from podcast.reading.lines import SourceLine, is_quoted
from podcast.reading.questions import asks_once
from podcast.reading.score import names_anybody
from podcast.reading.slots import Kind
from podcast.reading.spoken import ends_asking
from podcast.reading.turn_starts import Transcript

_ONE = (LabelKind.PERSON, LabelKind.INITIALS)
_MARKS = (Kind.QUESTION, Kind.ANSWER)
_SHORT_HEAD = 9
"""Words of a heading that somebody without a name may be called."""
_FARTHEST_HEAD = 400
"""Lines below a heading that may still be in its section."""
_NOBODY = {
    "fr": {"asks": "Journaliste", "answers": "Invité", "speaks": "Orateur", "q": "Question",
           "a": "Réponse", "audience": "Public", "?": "Inconnu", "witness": "Témoin"},
    "en": {"asks": "Interviewer", "answers": "Guest", "speaks": "Speaker", "q": "Question",
           "a": "Answer", "audience": "Audience", "?": "Unknown", "witness": "Witness"},
}  # fmt: skip


def names_of_nobody(language: str) -> dict[str, str]:
    """What people are called in `language` who have no name, by what they do."""
    return _NOBODY.get(language[:2], _NOBODY["en"])


def label_unlabelled(
    text: Transcript, words: dict[str, str], findings: Findings
) -> dict[int, Label]:
    """Whose what has no name is, by index of line; and who is meant where a label says less than
    the page. `words` are what people are called who have no name."""
    roles = _Roles(text, words)
    result: dict[int, Label] = {}
    last: Label | None = None
    for start in text.starts:
        if start.kind is Kind.DECLARED:
            continue
        if start.label is None:
            result[start.index] = roles.without_label(start, last)
            continue
        if (meant := roles.instead_of(start.label, start.index)) is not None:
            result[start.index] = meant
        if start.label.kind in _ONE:
            last = start.label
    unknown = [s.index for s in text.starts if s.label is not None and s.label.text == UNKNOWN]
    if unknown:
        findings.doubt(
            "unknown-speaker",
            f"nobody knows who speaks here, and at {len(unknown) - 1} more places: all are read"
            f" as {words[UNKNOWN]}. Write the names where you know them.",
            text.lines[unknown[0]],
        )
    guessed = next((i for i, label in result.items() if label is roles.guest), None)
    if guessed is not None and not roles.sure:
        findings.doubt(
            "guessed-guest",
            f"{result[guessed].name} is named before the questions, and was taken for who answers:"
            " if it is somebody else, write their name before the first answer.",
            text.lines[guessed],
        )
    return result


class _Roles:
    """Who asks and who answers where no label says so: `guest` answers, and is `sure` where the
    page says so, and does not only name them."""

    def __init__(self, text: Transcript, words: dict[str, str]) -> None:
        self._text, self._words = text, words
        self._labelled = [(start, start.label) for start in text.starts if start.label is not None]
        labels = {label.key: label for _, label in self._labelled}
        self._several = sum(label.kind in _ONE for label in labels.values()) >= 2
        # "Answer:", where who asks has no label
        named = any(map(_names, labels.values()))
        self._alone = bool(text.asked) and len(labels) == 1 and not named
        self._answer_marks = any(
            start.kind is Kind.ANSWER and start.index not in text.answered for start in text.starts
        )
        self._byline = who_asks(text.lines)
        self.guest, self.sure = self._guest()
        self._asks = self._who_asks()
        self._answers = self._who_answers()
        every = [label for _, label in self._labelled]
        self._crowd = next((label for label in every if label.kind is LabelKind.GROUP), None)
        self._witness = next((label for label in every if is_witness(label)), None)
        headed = self._section_guests()
        several = len({label.key for label in headed.values()}) > 1  # interviews below each other
        self._headed = headed if several else {}

    def instead_of(self, label: Label, index: int) -> Label | None:
        """Who is meant by a label that names nobody; None where it stands for itself."""
        sworn = self._text.examination.witness(index)
        if sworn and is_witness(label):
            return sworn
        if self._alone and self.guest is not None and self.sure:
            return self.guest
        return group_label(self._words[UNKNOWN]) if label.text == UNKNOWN else None

    def without_label(self, start: TurnStart, last: Label | None) -> Label:
        """Who says what has no label; `last` is whose label stands last above it."""
        text, words, index = self._text, self._words, start.index
        asks = start.kind is Kind.QUESTION
        if (whose := text.whose.get(index)) is not None:
            in_crowd = whose.kind is LabelKind.GROUP  # below "Questions from the audience"
            return (self._crowd or group_label(words["audience"])) if in_crowd else whose
        if index in text.asked or (asks and text.asked and not self._answer_marks):
            return self._asks
        if index in text.answered:
            return self._headed.get(index) or self.guest or self._answers
        if examiner := text.examination.examiner(index):
            examined = text.examination.witness(index) or self._witness
            return examiner if asks else examined or office_label(words["witness"])
        if asks and self._several:
            return self._crowd or group_label(words["q"])
        if asks:
            return self._byline or office_label(words["q"])
        if self._several:
            return self._section_person(index) or last or office_label(words["a"])
        named = self._headed.get(index) or self.guest
        return named or last or text.remarks or office_label(words["a"])

    def _called(self, marked: str, unmarked: str) -> Label:
        """Who is called by what they do: by the mark, "Q" or "A", where it says who speaks."""
        made = self._text.asked | self._text.answered
        marks = (start.kind in _MARKS and start.index not in made for start in self._text.starts)
        return office_label(self._words[marked if any(marks) else unmarked])

    def _who_asks(self) -> Label:
        """Whose labels are set in bold as questions are, where not everybody's are; whom a byline
        names; or who has a label once, at the first question."""
        text, labelled = self._text, self._labelled
        bold = Counter[str]()
        for start, label in labelled if text.asked else ():
            bold[label.key] += 1 if text.lines[start.index].bold else -1
        out = {name for name, more in bold.items() if more > 0}
        asks = next((label for _, label in labelled if label.key in out), None)
        asks = (asks if len(out) < len(bold) else None) or self._byline
        made = text.asked or text.answered
        if asks is None and made and asks_once(tuple(start for start, _ in labelled)):
            first = labelled[0][0].index
            after = next(start.index for start in text.starts if start.index > first)
            if ends_asking(" ".join(line.text for line in text.lines[first:after])):
                asks = labelled[0][1]
        return asks or self._called("q", "asks")

    def _who_answers(self) -> Label:
        """The first person who does not ask, and whose label is not set as questions are."""
        for start, label in self._labelled:
            bold = self._text.lines[start.index].bold
            if label.kind is LabelKind.PERSON and not bold and label is not self._asks:
                return label
        return self._called("a", "answers")

    def _guest(self) -> tuple[Label | None, bool]:
        """Who answers, by the header of the file, its title, what stands before the questions, or
        the first of them; and whether that is sure."""
        text, listed = self._text, self._text.guests
        guest, sure = listed[0] if len(listed) == 1 else None, True
        if text.document.title and guest is None:
            guest, _ = who_answers((SourceLine(text.document.title, 1, True, heading=1),))
        if guest is None:
            opening = text.lines[: text.first]
            guest, sure = who_answers(tuple(line for line in opening if not is_credit(line)))
        if listed or (greeted := self._greeted()) is None:
            return guest, sure
        if guest is None or not {*greeted.key.split()} <= {*guest.key.split()}:
            return greeted, True
        begins = guest.name.casefold().find(greeted.name.split()[0].casefold())
        return read_person(guest.name[max(0, begins) :]) or guest, True  # "Meet Ada Roux"

    def _greeted(self) -> Label | None:
        """Whom the first question greets."""
        text = self._text
        first, *_ = [start for start in text.starts if start.index in text.asked] or text.starts
        above = [line.text for line in text.lines[: first.index]]
        above += [listed.name for listed in text.document.listed]
        return who_is_greeted(text.lines[first.index].text[first.end :], above)

    def _section_person(self, index: int) -> Label | None:
        """Whom the heading of the section names: "## Demo (Anne Roux)"."""
        for line in reversed(self._text.lines[max(0, index - _FARTHEST_HEAD + 1) : index + 1]):
            if line.heading:
                name = person_named_in(line.text)
                return read_person(name) if name else None
        return None

    def _section_guests(self) -> dict[int, Label]:
        """With whom the headings above each answer say that the interview is, the nearest first."""
        lines, heads = self._text.lines, self._text.heads
        answers = {start.index for start in self._text.starts if start.kind is Kind.ANSWER}
        above: list[tuple[int, Label | None]] = []  # the level of each heading, whom it names
        result: dict[int, Label] = {}
        for index, line in enumerate(lines):
            if index in answers:
                named = next((guest for _, guest in reversed(above) if guest is not None), None)
                if named is not None:
                    result[index] = named
            if line.heading:
                while above and above[-1][0] >= line.heading:
                    above.pop()
                named = heads.get(index)
                if index in heads and named is None:
                    below = lines[index + 1 : index + 2]
                    anybody = names_anybody(line.text) or any(map(is_quoted, below))
                    if anybody or not result:
                        short = len(line.text.split()) <= _SHORT_HEAD
                        named = office_label(line.text if short else self._words["answers"])
                above.append((line.heading, named))
        return result


def _names(label: Label) -> bool:
    """Whether a label is a name or a code, and not any word that it stands for."""
    return label.strength >= 2 or has_first_name(label.name) or label.kind is LabelKind.INITIALS

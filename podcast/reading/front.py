"""What stands before the first label: title page, agenda, prose; an introduction, which the
narrator reads out; or remarks at length, which are somebody's turn."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from podcast.language.known_words import is_ordinary
from podcast.model import Direction, Heading, Paragraph
from podcast.reading.directions import direction_of
from podcast.reading.findings import Findings
from podcast.reading.furniture import is_agenda_heading, is_credit, is_link, presiding
from podcast.reading.headings import goes_on_below
from podcast.reading.hypotheses import TurnStart
from podcast.reading.interview_people import who_answers
from podcast.reading.labels import Label, LabelKind, office_label
from podcast.reading.letter_case import LetterCase
from podcast.reading.lines import LONG_LINE, Lines, SourceLine, ends_sentence
from podcast.reading.names import key
from podcast.reading.paragraphs import belongs, gather, joined
from podcast.reading.slots import Kind
from podcast.reading.spoken import is_addressed, is_spoken, says_i
from podcast.reading.title_block import TitleBlock, prose_of, read_title_block
from podcast.reading.turn_starts import Transcript

_REMARKS, _TALK = 90, 500
"""Words before the first label, in which somebody speaks, that are no introduction, and those where
they name somebody who speaks below: so long is a talk, before questions."""
_MOSTLY_SPOKEN = 0.6
_FIRST_PERSON = 0.3
"""Share of what is said there that stands in paragraphs with an "I"."""
_HEAD = 60
"""Lines that can say whose talk it is that stands below."""
_TELLS, _INTRODUCES = 8, 15
"""Words of a paragraph of an introduction, and of all of it, that is worth reading out."""
_TITLE_PAGE_LINE = 25
"""Words of a line of a title page."""
_TOLD, _PROSE = "introduction", "before anyone speaks"
_RIGHTS = re.compile(
    r"\b(?:no part of this|(?:all|other) rights|rights are reserved|tous droits|copyright"
    r"|licen[cs]e to|reproduction (?:est )?interdite)\b",
    re.I,
)
_CAPITALISED = re.compile(r"\b[A-ZÀ-Þ][^\W\d_]{2,}")


# --- remarks ------------------------------------------------------------------------------------


def with_remarks(text: Transcript, words: dict[str, str], findings: Findings) -> Transcript:
    """The labels, with one more where somebody speaks at length before the first of them."""
    lines, first = text.lines, text.first
    said = {
        index: paragraph
        for index, paragraph in _paragraphs(lines, max(text.begin, text.participants.end), first)
        if len(paragraph.text.split()) > 4
        and ends_sentence(paragraph.text)
        and not (paragraph.heading or is_credit(paragraph))
    }
    begin = next((index for index, one in said.items() if is_spoken(one.text)), first)
    if begin == first or first in text.asked:
        return text
    spoken = [one for one in said.values() if is_spoken(one.text)]
    count, around = _words(spoken), _words(lines[begin:first])
    own = _words(one for one in spoken if says_i(one.text))
    labels = {start.label.key: start.label for start in text.starts if start.label is not None}
    introduced = _names_any((label.name for label in labels.values()), said.values())
    if count < max(_TALK if introduced else _REMARKS, _MOSTLY_SPOKEN * around):
        return text
    if own < _FIRST_PERSON * count or not any(is_addressed(one.text) for one in spoken):
        return text  # a publisher's introduction, or an author's: who speaks says "you"
    speaker = _speaker(text, begin, labels) or office_label(words["speaks"])
    findings.doubt(
        "text-before-speech",
        f"{around} words stand before the first label, and are read as what"
        f" {speaker.name} says: “{spoken[0].text[:60]}”. If somebody else says"
        " them, put their name on a line before.",
        lines[begin],
    )
    start = TurnStart(begin, 0, Kind.ANSWER, speaker)
    return replace(text, starts=(start, *text.starts), remarks=speaker)


def _paragraphs(lines: Lines, begin: int, end: int) -> Iterator[tuple[int, SourceLine]]:
    """The index at which each paragraph of `lines` begins, from `begin` to `end`, and all of it as
    one line."""
    start, whole = begin, None
    for index, line in enumerate(lines[begin:end], begin):
        if whole and not (whole.heading or line.heading) and belongs(whole.text, line):
            whole = replace(whole, text=joined(whole.text, line.text))
        else:
            if whole:
                yield start, whole
            start, whole = index, line
    if whole:
        yield start, whole


def _speaker(text: Transcript, index: int, labels: dict[str, Label]) -> Label | None:
    """Whose remarks begin at `index`: the only one of those with `labels` whom the head names, or
    with whom it says that the interview is."""
    head = text.lines[: min(text.begin, _HEAD)]
    above = " ".join(key(line.text) for line in head)
    presented = [
        label for name, label in labels.items() if label.kind is LabelKind.PERSON and name in above
    ]
    if len(presented) == 1:
        return presented[0]
    whose, sure = who_answers(text.lines[:index])
    return whose if sure else None


def _words(lines: Iterable[SourceLine]) -> int:
    return sum(len(line.text.split()) for line in lines)


def _names_any(people: Iterable[str], lines: Iterable[SourceLine]) -> bool:
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


# --- all else -----------------------------------------------------------------------------------


def read_front(
    text: Transcript, people: set[str], case: LetterCase, findings: Findings
) -> tuple[TitleBlock, Lines, tuple[Paragraph, ...]]:
    """The title, prose before the first label that could be speech, and what introduces those who
    speak, whose names are `people`; all else there goes to `findings`."""
    lines, first = text.lines, text.first
    before = text.participants.first if text.participants.declared else first
    above = tuple(line for i, line in enumerate(lines[:before]) if i not in text.heads)
    levels = Counter(line.heading for line in lines[before:])
    title = read_title_block(above, case, text.document.title, levels)
    introduces = first in text.asked or _names_any(people, lines[text.begin : first])
    page = _Page(text, before, title.used, introduces)
    told: list[SourceLine] = []
    prose: list[SourceLine] = []
    for index, line in enumerate(lines[:first]):
        piece = page.piece(index)
        if not isinstance(piece, str):
            findings.placed.append(piece)
        elif piece == _TOLD:
            told.append(line)
        else:
            findings.leave(piece, line.text, line.number)
            if piece == _PROSE and ends_sentence(line.text):
                prose.append(line)  # it reads as what follows does
    near = {id(line) for line in lines[max(0, first - 2) : first]}
    last = [line for line in prose if id(line) in near and len(line.text.split()) > 4]
    spoken = tuple(prose) if any(says_i(line.text) for line in last) else ()
    return title, spoken, _introduction(told, findings)


class _Page:
    """The lines before the first label: the title page up to the index `before`, of which the title
    has `used` some; `introduces` is true where prose tells of those who speak."""

    def __init__(self, text: Transcript, before: int, used: Lines, introduces: bool) -> None:
        self._lines = lines = text.lines[: text.first]
        self._before, self._begin, self._introduces = before, text.begin, introduces
        agendas = (i for i, line in enumerate(lines) if is_agenda_heading(line))
        self._agenda = next(agendas, len(lines))
        self._running = prose_of(lines)
        titles = {id(line) for line in used}
        self._chapters = _chapters(text, titles)
        self._kinds = {index: "title" for index, line in enumerate(lines) if id(line) in titles}
        listed = range(text.participants.first, text.participants.end)
        self._kinds |= dict.fromkeys([*listed, *text.explained], "participants")

    def piece(self, index: int) -> Heading | Direction | str:
        """What a line is, or, for one that nobody says, of which kind."""
        line = self._lines[index]
        if kind := self._kinds.get(index) or _furniture(line):
            return kind
        if index in self._chapters:
            return Heading(line.text.strip(" :"), line.number, 1, 1, line.heading)
        if index >= self._agenda:
            return "agenda"
        if index < self._begin:
            return "before the transcript"
        if self._introduces and id(line) in self._running:
            return _TOLD
        short = len(line.text.split()) <= _TITLE_PAGE_LINE and not line.text.endswith(".")
        if index < self._before and short:
            return "heading" if line.heading else "title page"
        if direction := direction_of(line):
            return Direction(direction, line.number, 1, 1, 0)
        if line.heading:
            return "heading"
        return _TOLD if self._introduces else _PROSE


def _furniture(line: SourceLine) -> str | None:
    if presiding(line):
        return "chair"
    if is_credit(line):
        return "credits"
    return "link" if is_link(line) else None


def _chapters(text: Transcript, titles: set[int]) -> set[int]:
    """The headings right above the first label, of what is said first."""
    lines, opening = text.lines, text.first
    while opening and lines[opening - 1].heading and id(lines[opening - 1]) not in titles:
        opening -= 1
    return {
        index
        for index in _ancestors(lines, range(opening, text.first))
        if index != text.begin - 1 and not _lists_links(text, index)
    }


def _ancestors(lines: Lines, headings: range) -> set[int]:
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


def _lists_links(text: Transcript, index: int) -> bool:
    """Whether only links, which nobody says, stand below a line: "See also"."""
    start, end = text.lines[index].number, text.lines[index + 1].number
    links = (piece.line for piece in text.document.left_out if piece.kind == "link")
    return any(start < line < end for line in links)


def _tells(text: str) -> bool:
    """Whether a paragraph is worth reading out: whole sentences, and not about copying them."""
    whole = ends_sentence(text) and not text[0].islower()
    return whole and len(text.split()) >= _TELLS and not _RIGHTS.search(text)


def _introduction(lines: list[SourceLine], findings: Findings) -> tuple[Paragraph, ...]:
    """The paragraphs of `lines` that the narrator can read out; the rest is left out."""
    paragraphs = gather(lines)
    whole = [p for p in paragraphs if _tells(p.text)]
    if sum(len(p.text.split()) for p in whole) < _INTRODUCES:
        whole = []
    for paragraph in paragraphs:
        if paragraph not in whole:
            findings.leave(_TOLD, paragraph.text, paragraph.line)
    return tuple(whole)

"""Interviews whose questions have no labels and only stand out: which lines ask, which answer."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from podcast.reading.dashes import is_dashed
from podcast.reading.hypotheses import TurnStart
from podcast.reading.labels import Label, LabelKind, read_label
from podcast.reading.lines import SourceLine
from podcast.reading.names import key, may_be_one
from podcast.reading.questions import (
    above_labels,
    behind_labels,
    is_bold,
    is_capitals,
    is_heading,
    is_in_quotes,
    is_italic,
    is_numbered,
    marked_questions,
    question_paragraphs,
    text_of,
)
from podcast.reading.slots import Kind
from podcast.reading.spoken import asks, ends_asking, is_ones_own, is_spoken, is_spoken_to

ASKS = 1.5
"""A paragraph that stands out asks."""
ADDRESSES = 1.0
"""It does not, but speaks to somebody: "Parlez-nous de vos débuts.\""""
SAID = 0.3
"""It is long, or ends as a sentence does."""
TITLE = -0.7
"""It is short, and does not."""
ANSWERED = 0.7
"""What follows does not stand out."""
UNSPOKEN = -2.0
"""In what follows nobody says "I" or "you" in hardly any place: an article, with its titles."""
MOST_ODDS = 4.0
"""No label counts for more than that against an interview."""
_SPOKEN = 0.15
"""Share of the answers in which somebody says "I", "we" or "you", in an interview at least."""
_SHORT = 16
_FEWEST_PROMPTS = 4
"""What speaks to somebody, where nothing asks, or nothing but a mark says that it does."""
_MOSTLY_SAID = 0.5
"""Share of such questions that say "you", and of their answers that say "I" or "we"."""
_MOSTLY = 0.6
_RARELY, _FEWEST_AGAIN = 10, 3
_FEWEST_ALIKE, _NEARLY_ALL, _TITLE_WORDS = 5, 0.75, 3
_LONGEST_ANSWER = 20
"""Lines between the question that opens an interview and the next."""
_CALLS = re.compile(
    r"^(?:\W*\d+\W*\s)?\s*(?:(?P<name>[^,.!?()\[\]]{1,40}),|[(\[](?P<inside>[^()\[\]]{1,40})[)\]])"
)
_CALLED = 0.3
"""Share of the headings that call somebody by name, where somebody asks who has no label."""


@dataclass(frozen=True, slots=True)
class Interview:
    """The lines (indices) that start a question and those that start an answer.

    In a debate whose other turns have labels, `whose` says whose they are. `score` is in the unit
    of `TurnStart.odds`; `instead` is true where what was taken for labels is none: titles in bold,
    and the like; `plain` where only marks say what is a question.
    """

    questions: tuple[int, ...]
    answers: tuple[int, ...]
    whose: dict[int, Label] = field(default_factory=dict)
    score: float = 0.0
    instead: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    """What stands out from the line `first` up to, not with, `end`; `below` says it is followed by
    what does not."""

    first: int
    end: int
    text: str
    below: bool
    heading: int

    @property
    def score(self) -> float:
        said = ADDRESSES * self.addressed + (SAID if self.said else TITLE)
        return (ASKS if self.asks else said) + ANSWERED * self.below

    @property
    def asks(self) -> bool:
        """Whether it is a question: a heading, somewhere in it; else, at its end."""
        return asks(self.text) if self.heading else ends_asking(self.text)

    @property
    def addressed(self) -> bool:
        """Whether it speaks to somebody: "Parlez-nous de vos débuts.\""""
        return len(self.text.split()) > 3 and is_spoken_to(self.text)

    @property
    def said(self) -> bool:
        """Whether it is a sentence and no title."""
        return len(self.text.split()) > 12 or self.ended or self.addressed

    @property
    def ended(self) -> bool:
        """Whether it ends as a sentence does."""
        ends = (".", "!", "…", ":") if " " in self.text else (".", "!", "…")  # "Cool."
        return self.text.rstrip().endswith(ends)


def find_interview(
    lines: tuple[SourceLine, ...], starts: tuple[TurnStart, ...], guests: tuple[Label, ...]
) -> Interview | None:
    """The interview that stands out in `lines`, besides the labels that were found or instead of
    them; None where there is none, or the labels explain more. `guests` are listed as such."""
    looks = [
        is_bold, is_heading, is_italic, is_capitals, is_dashed, is_in_quotes, is_numbered,
        _among(marked_questions(lines)),
        _among(behind_labels(lines, starts)),
        _among(above_labels(lines, starts)),
    ]  # fmt: skip
    readings = [
        reading
        for stands_out in looks
        if (reading := _Contest(lines, starts, guests, stands_out).reading()) is not None
    ]
    headed = _are_heads(lines, starts)
    if not readings and (headed or all(start.kind is Kind.QUESTION for start in starts)):
        asked = _among(question_paragraphs(lines))
        plain = _Contest(lines, () if headed else starts, guests, asked, plain=True)
        if (reading := plain.reading()) is not None:
            return replace(reading, plain=headed or not starts, instead=headed)
    return max(readings, key=lambda reading: reading.score, default=None)


def _are_heads(lines: tuple[SourceLine, ...], starts: tuple[TurnStart, ...]) -> bool:
    """Whether the labels are headings, each of somebody else: they say whose part it is."""
    heads = all(lines[start.index].heading and start.kind is Kind.ALONE for start in starts)
    names = {start.who for start in starts}
    return heads and len(starts) > 1 and len(names) > _MOSTLY * len(starts)


def _among(found: set[int]) -> Callable[[SourceLine], bool]:
    return lambda line: id(line) in found


class _Contest:
    """The reading in which what stands out in one way asks and the rest answers, against labels."""

    def __init__(
        self,
        lines: tuple[SourceLine, ...],
        starts: tuple[TurnStart, ...],
        guests: tuple[Label, ...],
        stands_out: Callable[[SourceLine], bool],
        *,
        plain: bool = False,
    ) -> None:
        self._plain, self._stands_out = plain, stands_out
        self._lines, self._guests, self._labelled = lines, guests, bool(starts)
        self._headings = stands_out is is_heading
        self._dashes = stands_out is is_dashed
        # all that stands so is asked
        self._placed = stands_out not in (is_bold, is_italic, is_capitals)
        self._out = [line.speaker is None and stands_out(line) for line in lines]
        self._asked = tuple(self._blocks())
        no_labels = self._short_answers(starts) | self._first_words(starts) | marks_only(starts)
        self._starts = tuple(start for start in starts if start.index not in no_labels)
        self._by_index = {start.index: start for start in self._starts}

    def _blocks(self) -> Iterator[_Asked]:
        """What stands out, paragraph by paragraph."""
        lines, index = self._lines, 0
        while index < len(lines):
            end = index + 1
            if self._out[index]:
                while (
                    end < len(lines)
                    and not lines[end].apart
                    and (self._out[end] or (self._dashes and not lines[end].dash))
                    and not self._headings
                ):
                    end += 1
                text = text_of(lines[index:end])
                if self._stresses(index, end, text):
                    self._out[index:end] = [False] * (end - index)
                    index = end
                    continue
                below = end < len(lines) and not self._out[end]
                yield _Asked(index, end, text, below, lines[index].heading)
            index = end

    def _stresses(self, index: int, end: int, text: str) -> bool:
        """Whether what stands out are words in the middle of a sentence: nobody asks with them."""
        lines = self._lines
        before = lines[index - 1].text if index and not self._out[index - 1] else ""
        if text[:1].islower() and (before[-1:].isalnum() or before[-1:] == ","):
            return True
        goes_on = end < len(lines) and not lines[end].apart and lines[end].text[:1].islower()
        return goes_on and text[-1:].isalnum()

    def reading(self) -> Interview | None:
        """The interview; None where there is none, or the labels explain more."""
        blocks = self._that_ask()
        questions = [block for block in blocks if block.asks]
        spoken = len(questions) + sum(b.addressed for b in blocks if not b.asks)
        fewest = 2 if len(self._lines) <= _SHORT else 3
        addressed = [block for block in blocks if block.asks or block.addressed]
        prompts = len(addressed) >= max(_FEWEST_PROMPTS, _MOSTLY * len(blocks))
        if not (questions or prompts) or spoken < fewest:
            return None
        if self._plain and not self._is_talk(blocks):
            return None
        blocks = blocks[self._begins(blocks, blocks.index((questions or addressed)[0])) :]
        answered = [block for block in blocks if block.below]
        score = sum(block.score for block in blocks)
        said = [self._lines[block.end].text for block in answered]
        if sum(map(is_spoken, said)) < _SPOKEN * len(said):
            score += UNSPOKEN * len(said)
        asked = [b for b in blocks if self._is_asked(b) and b.first not in self._by_index]
        if len([b for b in asked if b.below]) < 0.5 * len(asked) or score <= 0:
            return None
        if not asked and not any(block.first in self._by_index for block in questions):
            return None
        ends = (block.end for block in answered)
        answers = [i for i in ends if i not in self._by_index and not self._lines[i].heading]
        found = Interview(tuple(b.first for b in asked), tuple(answers), score=score)
        return self._against_labels(found, asked)

    def _is_talk(self, blocks: list[_Asked]) -> bool:
        """Whether questions that nothing but their mark sets apart are asked of somebody, who
        answers each: else they are an article's own."""
        ends = [*(block.first for block in blocks[1:]), len(self._lines)]
        answers = [
            text_of(self._lines[block.end : end])
            for block, end in zip(blocks, ends, strict=True)
            if block.end < end
        ]
        return (
            len(answers) >= max(_FEWEST_PROMPTS, _NEARLY_ALL * len(blocks))
            and sum(is_spoken_to(block.text) for block in blocks) >= _MOSTLY_SAID * len(blocks)
            and sum(map(is_ones_own, answers)) >= _MOSTLY_SAID * len(answers)
            and blocks[0].first <= len(self._lines) / 3
        )

    def _that_ask(self) -> list[_Asked]:
        """What stands out; of headings, those of the levels at which most ask."""
        blocks = self._asked
        if self._dashes:
            following = Counter(
                one.asks and not other.asks
                for one, other in pairwise(blocks)
                if one.end == other.first
            )
            if following[True] > 0.5 * sum(block.asks for block in blocks):
                first = next((i for i, block in enumerate(blocks) if block.asks), 0)
                last = len(self._lines)
                return [replace(b, below=b.end < last) for b in blocks[first::2]]  # turn about
            if sum(b.asks or b.addressed for b in blocks) < _MOSTLY * len(blocks):
                return []  # a list
        if not self._headings:
            return list(blocks)
        size = Counter(block.heading for block in blocks)
        asking = Counter(b.heading for b in blocks if b.asks or b.addressed)
        labelled = len({start.who for start in self._starts}) > 1
        return [
            block
            for block in blocks
            if asking[block.heading] >= _MOSTLY * size[block.heading]
            or (labelled and len(block.text.split()) > (3 if block.asks else 12))
        ]

    def _is_asked(self, block: _Asked) -> bool:
        if self._placed or block.asks or block.said:
            return True
        return self._alike(block) or (block.first > 0 and self._out[block.first - 1])

    def _alike(self, block: _Asked) -> bool:
        """Whether a block is set as nearly all others that ask, and is longer than a title."""
        asking = sum(other.asks for other in self._asked)
        others = len(self._asked) - 1
        return (
            block.below
            and len(block.text.split()) > _TITLE_WORDS
            and asking >= max(_FEWEST_ALIKE, _NEARLY_ALL * others)
        )

    def _begins(self, blocks: list[_Asked], question: int) -> int:
        """The first question: "Tell us about yourself." may go before those that ask."""
        if self._dashes:
            return 0
        first = question
        while first:
            block, after = blocks[first - 1], blocks[first]
            far = after.first - block.first > _LONGEST_ANSWER
            if far or not (
                block.below and block.said and (block.addressed or block.ended or not block.heading)
            ):
                break
            first -= 1
        return first

    def _name_at(self, index: int) -> str:
        start = self._by_index.get(index)
        return start.who if start is not None else ""

    def _against_labels(self, found: Interview, asked: list[_Asked]) -> Interview | None:
        """What of an interview is left where labels say who speaks."""
        starts = self._starts
        times = Counter(start.who for start in starts)
        # Once, after the first question, where another stands ten times: no name.
        often = max(times.values(), default=0)
        before = {start.who for start in starts if not asked or start.index < asked[0].first}
        names = {n for n in times if n in before or _RARELY * times[n] > often}
        if len(names) < 2:
            first = asked[0].first if asked else 0  # above stand titles
            near = {i for b in self._asked if b.end > first for i in range(b.first, b.end + 1)}
            aside = self._labelled and not any(start.index in near for start in starts)
            return replace(found, instead=aside)
        above = [self._lines[start.index].heading for start in starts]
        if all(above) and (
            all(level < asked[0].heading for level in above)
            if self._headings and asked
            else max(times.values()) == 1 and not self._headings
        ):
            return replace(found, instead=True)  # the labels say whose part it is
        if not self._headings and self._is_speech():
            return None
        if self._headings and (hosted := self._hosted(asked)) is not None:
            return hosted
        answered = [block for block in asked if block.below]
        below = [block for block in answered if block.end in self._by_index]
        if not (self._headings or self._dashes) and len(below) >= 0.6 * len(answered):
            return None if self._is_emphasis(asked, below) else found
        if found.score > 1.5 * sum(min(MOST_ODDS, start.odds) for start in starts):
            return replace(found, instead=True)
        return None

    def _short_answers(self, starts: tuple[TurnStart, ...]) -> set[int]:
        """The labels that are no name but all that is answered: each stands once, alone between
        two questions, and few do."""
        times, out = Counter(start.who for start in starts), [*self._out, False]
        found = {
            start.index
            for start in starts
            if times[start.who] == 1
            and out[start.index - 1 : start.index + 2] == [True, False, True]
            and not self._lines[start.index].text[start.end :].strip()
        }
        return found if 2 * len(found) < len(self._asked) else set()

    def _first_words(self, starts: tuple[TurnStart, ...]) -> set[int]:
        """The labels that are no name but begin a heading that asks, each once: “Bonus: why?”."""
        times = Counter(start.who for start in starts) if self._headings else Counter[str]()
        return {
            start.index
            for start in starts
            if times[start.who] == 1 and self._out[start.index]
            if ends_asking(self._lines[start.index].text[start.end :])
        }

    def _is_speech(self) -> bool:
        """Whether what stands out is what two people with labels say, mostly, however that is set:
        all of it is quoted."""
        said: defaultdict[str, list[bool]] = defaultdict(list)
        for start in self._starts:
            line = self._lines[start.index]
            if rest := line.text[start.end :].strip():
                out = self._stands_out(replace(line, text=rest))
            else:
                out = any(self._out[start.index + 1 : start.index + 2])
            said[start.who].append(out)
        return sum(sum(out) > _MOSTLY * len(out) for out in said.values()) > 1

    def _is_emphasis(self, asked: list[_Asked], below: list[_Asked]) -> bool:
        """Whether the questions stand in turns of somebody who has labels as well."""
        answering = {self._name_at(block.end) for block in below}
        owners = [self._starts[i - 1] for b in asked if (i := self._place(b.first))]
        others = [start for start in owners if start.who not in answering]
        before = [self._by_index.get(block.first - 1) for block in asked]
        return len(others) >= 0.6 * len(asked) and any(
            start is not None and not self._lines[start.index].text[start.end :].strip()
            for start in before
        )

    def _place(self, index: int) -> int:
        """How many labels stand before a line."""
        return bisect_left(self._starts, index, key=lambda start: start.index)

    def _hosted(self, asked: list[_Asked]) -> Interview | None:
        """Headings that ask as turns of who leads, in a debate whose answers (or some of them)
        have labels; None where nobody leads, and headings are titles."""
        asked = [block for block in asked if block.asks or block.said]
        if not asked:
            return None
        labels = {s.index: s.label for s in self._starts if s.label is not None}
        below = [labels.get(block.end) for block in asked if block.asks]
        answering = [one for one in below if one is not None and one.kind is LabelKind.PERSON]
        names = {one.key for one in answering}
        named = {one.key for one in below if one is not None}
        host: Label | None = None
        for index, label in labels.items():
            leads = index < asked[0].first and label.kind is LabelKind.PERSON
            if leads and not any(may_be_one(label.key, other) for other in named):
                host = label
        called = sum(_addressed(block.text, labels) is not None for block in asked)
        if host is None and called < _CALLED * len(asked):
            if sum(is_spoken_to(block.text) for block in asked) < _MOSTLY_SAID * len(asked):
                return None
            host = _elsewhere(labels, named)
            if host is None:
                if not self._all_asked(asked):
                    return None
                asked = [block for block in asked if block.end in labels]
        guests = [g for g in self._guests if any(may_be_one(g.key, name) for name in names)]
        last = next(iter([*guests, *answering]), None)
        answers: list[int] = []
        by: dict[int, Label] = {}
        crowd, level, blocks = None, 0, {block.first: block for block in asked if block.below}
        for index, line in enumerate(self._lines):
            here = labels.get(index)
            if here is not None and any(may_be_one(here.key, other) for other in names):
                last = here if index > asked[0].first else last
            if line.heading and index not in blocks and here is None:
                over = read_label(line.text)
                if over is not None and over.kind is LabelKind.GROUP:
                    crowd, level = over, line.heading  # "Questions from the audience"
                elif line.heading <= level:
                    crowd = None
            if (block := blocks.get(index)) is not None:
                if asks := crowd or host:
                    by[index] = asks
                if block.end not in labels and (whose := _addressed(block.text, labels) or last):
                    by[block.end] = whose
                    answers.append(block.end)
        return Interview(tuple(blocks), tuple(answers), by)

    def _all_asked(self, asked: list[_Asked]) -> bool:
        """Whether those whose labels stand right below headings answer them: none of them asks."""
        begins = {*self._by_index, *(block.first for block in asked), len(self._lines)}
        ends = (self._lines[i - 1].text for i in begins if i and not self._out[i - 1])
        below = sum(block.end in self._by_index for block in asked)
        return below >= _NEARLY_ALL * len(asked) and not any(map(ends_asking, ends))


def marks_only(starts: tuple[TurnStart, ...]) -> set[int]:
    """The places that say that somebody asks ("Q1:"), where some do and no "A:" answers them."""
    asked = {start.index for start in starts if start.kind is Kind.QUESTION}
    answered = any(start.kind is Kind.ANSWER for start in starts)
    return set() if answered or len(asked) == len(starts) else asked


def _elsewhere(labels: dict[int, Label], named: set[str]) -> Label | None:
    """The one person who speaks again and again, and never right below a heading that asks,
    as those do who are `named`."""
    times = Counter(
        label.key
        for label in labels.values()
        if label.kind is LabelKind.PERSON and not any(may_be_one(label.key, one) for one in named)
    )
    again = [name for name, count in times.items() if count >= _FEWEST_AGAIN]
    if len(again) != 1:
        return None
    return next(label for label in labels.values() if label.key == again[0])


def _addressed(question: str, people: dict[int, Label]) -> Label | None:
    """Whom a question calls by name, at its start: "Paul, comment…", "(Paul) Comment…"."""
    match = _CALLS.match(question)
    called = key(match["name"] or match["inside"]) if match else ""
    for label in people.values():
        if called and may_be_one(called, label.key):
            return label
    return None

"""Interviews whose questions only stand out: bold, in italics, as headings, behind a dash, by
their numbers.

Also what a page says of who asks ("Propos recueillis par…") and who answers ("Entretien avec…").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from podcast.language.known_words import is_ordinary
from podcast.reading.hypotheses import TurnStart
from podcast.reading.labels import Label, LabelKind, has_first_name, read_label, read_person
from podcast.reading.lines import SourceLine, ends_sentence
from podcast.reading.names import initials_of, key, looks_like_name, without_nickname
from podcast.reading.slots import Kind, has_mark
from podcast.reading.spoken import asks, ends_asking, is_ones_own, is_spoken, is_spoken_to

_ASKED_BY = re.compile(
    r"(?:propos\s+recueillis|entretien\s+(?:réalisé|mené|conduit)|interview\s+(?:réalisée?|menée?|conducted)?"
    r"|recueilli|interviewed|conducted|questions?\s+posées?)\s*(?:par|by)\s*:?\s+(?P<names>.+)",
    re.I,
)
_BETWEEN = re.compile(
    r"\b(?:entretien|interview|conversation|dialogue|discussion)\s.{0,20}?\b(?:entre|between)\s"
    r"(?P<names>.+?)\s(?:et|and)\s(?P<answers>.+)",
    re.I,
)
_WRITTEN_BY = re.compile(r"^(?:par|by)\s+(?P<names>[^.!?:]{4,60})$", re.I)
_ANSWERED_BY = re.compile(
    r"(?:entretien|interview|rencontre|chat|talking|conversation|dialogue|discussion|échange|questions?|q\s?&\s?a"
    r"|réponses|portrait)\s*(?:[\w-]+\s+)?(?:avec|with|de|d['’]|à|of|to|for|:|[–—-]\s)\s*(?P<names>.+)",
    re.I,
)
_IS_INTERVIEW = re.compile(r"^(?:Interview|Entretien|Rencontre|Portrait)\s+(?=[A-ZÀ-Þ])")
_TITLE_NAME = re.compile(r"^(?P<names>[^:«“\"]{4,60}?)\s*(?::|[,–—-]\s[^:]{3,80}:)\s*[«“\"]?")
_NAME_AND_OFFICE = re.compile(r"^(?P<names>[^:,«“\"–—]{4,40}?)\s+[–—-]\s?(?=[^\W\d_]{2})")
_FULL_NAME = re.compile(
    r"[A-ZÀ-Þ][\w'’-]*\.?(?:\s+(?:de|du|des|d['’]|la|le|van|von|der|ben|el|al)\b)*(?:\s+[A-ZÀ-Þ][\w'’-]*\.?){1,3}"
)
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
_MOSTLY = 0.6
"""Share of the headings of one level that ask, where they are questions."""
_SHORT = 16
_FEWEST_QUESTIONS = 2
_FEWEST_ABOVE = 3
_MOSTLY_ABOVE = 0.75
"""Share of the paragraphs above labels that ask or are short, where somebody else says them."""
_SHORT_ASKED, _LONGEST_ASKED = 12, 80
_FEWEST_PROMPTS = 4
"""What speaks to somebody, where nothing asks, or nothing but a mark says that it does."""
_MOSTLY_SAID = 0.5
"""Share of such questions that say "you", and of their answers that say "I" or "we"."""
_RARELY = 10
_FEWEST_ALIKE, _NEARLY_ALL, _TITLE_WORDS = 5, 0.75, 3
_LONGEST_ANSWER = 20
"""Lines between the question that opens an interview and the next."""
_SHORTEST_QUESTION = 12
_CALLS = re.compile(
    r"^(?:\W*\d+\W*\s)?\s*(?:(?P<name>[^,.!?()\[\]]{1,40}),|[(\[](?P<inside>[^()\[\]]{1,40})[)\]])"
)
_CALLED = 0.3
"""Share of the headings that call somebody by name, where somebody asks who has no label."""
_ASKED_FIRST = re.compile(r"(?:[^.!?…]+\?[»”\"')]*\s+)+")
_GREETED = re.compile(
    r"^\W*(?:Bonjour|Bonsoir|Salut|Bienvenue|Merci|Hello|Hi|Hey|Good (?:morning|afternoon|evening)"
    r"|Welcome|Thank you|Thanks)\s*,?\s(?P<name>[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+){0,2})"
    r"\s*[,.!?…;:–-]"
)
_NUMBER = re.compile(r"^\d{1,2}\s?[.)]\s")
_DASH = re.compile(r"^[–—-]\s+(?=\S)")
_QUOTED = ("«»", "“”", '""')


_NAMED_DASH = re.compile(r"^(?P<who>[^:]{2,60}?)\s*:\s*[-–—]\s*(?=\S)")
_DASHED_NAME = re.compile(r"^(?:[-–—]\s*)?(?P<who>[^\s:][^:]{1,40}?)\s*:\s+(?=\S)")
_TURN_ABOUT = 0.75
"""Share of the gaps between names that taking turns explains."""
_ANY_DASH = re.compile(r"^[-–—]\s*(?=\S)")
_FEWEST_DASHES = 4


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


def split_questions(lines: tuple[SourceLine, ...]) -> tuple[SourceLine, ...]:
    """The lines, with those cut in two that hold a question in bold, or behind a mark that answers
    have not, and its answer behind it."""
    lines = _split_marked(lines)
    both = [line for line in lines if _asks_and_answers(line)]
    if len(both) < _FEWEST_QUESTIONS:
        return lines
    result: list[SourceLine] = []
    for line in lines:
        if not _asks_and_answers(line):
            result.append(line)
            continue
        asked, answer = _cut(line, line.lead)
        result += [replace(asked, bold=True, lead=0), answer]
    return tuple(result)


def _split_marked(lines: tuple[SourceLine, ...]) -> tuple[SourceLine, ...]:
    """The lines, with those cut after their questions that begin with "Q:", where no "A:" is."""
    marked = [i for i, line in enumerate(lines) if has_mark(line.text, Kind.QUESTION)]
    if len(marked) < _FEWEST_ABOVE or any(has_mark(line.text, Kind.ANSWER) for line in lines):
        return lines
    cuts: dict[int, int] = {}  # where the answer begins, by line
    for begin, end in pairwise([*marked, len(lines)]):
        asked = _ASKED_FIRST.match(_text(lines[begin:end]))
        length = asked.end() if asked else 0
        for i in range(begin, end if asked else begin):
            if length < len(lines[i].text):
                cuts[i] = length
                break
            length -= len(lines[i].text) + 1
    if len(cuts) < _MOSTLY_ABOVE * len(marked):
        return lines
    return tuple(
        piece
        for i, line in enumerate(lines)
        for piece in (_cut(line, cuts[i]) if i in cuts else (line,))
    )


def _cut(line: SourceLine, end: int) -> Iterator[SourceLine]:
    if end:
        yield replace(line, text=line.text[:end].strip())
    yield replace(line, text=line.text[end:].strip(), apart=True, lead=0, gap=0, bullet=False)


def _asks_and_answers(line: SourceLine) -> bool:
    asked = line.text[: line.lead] if line.lead >= _SHORTEST_QUESTION else ""
    return ends_asking(asked) and not line.heading and line.speaker is None


def name_dashes(lines: tuple[SourceLine, ...]) -> tuple[tuple[SourceLine, ...], int]:
    """`lines` where two take turns at dashes, and only some dashes have a name: with whose turn
    each dash is; and at how many dashes they take turns, 0 where that is not so.

    Two are named once, a dash behind each name, and go on by dashes alone; or names stand behind
    dashes now and then, and between them are as many dashes as taking turns wants.
    """
    behind = {i: m for i, line in enumerate(lines) if (m := _NAMED_DASH.match(line.text))}
    dashed = [i for i, line in enumerate(lines) if line.dash or _ANY_DASH.match(line.text)]
    dashed = [i for i in dashed if i not in behind]
    after = {i: m for i in dashed if (m := _DASHED_NAME.match(lines[i].text))}
    times = Counter(match["who"].strip() for match in (behind or after).values())
    people = [who for who, count in times.items() if count > 1 or len(times) == 2]
    if len(people) != 2 or not all(map(read_label, people)):
        return lines, 0
    named = {i: m for i, m in (behind or after).items() if m["who"].strip() in people}
    after = {i: m for i, m in named.items() if i in after}
    if after and len(after) < _TURN_ABOUT * sum(map(_has_label, lines)):
        return lines, 0  # others have labels without a dash
    first, (one, other) = min(named), people
    before = [i for i in dashed if i < first]
    bare = [i for i in dashed if i not in named and (after or i > first)]
    if len(bare) < max(_FEWEST_DASHES, 2 * len(behind)) or not _by_turns(after, bare):
        return lines, 0
    made, last = list(lines), (other, one)[len(before) % 2 if after else 0]
    for i in sorted([*named, *bare]):
        if i in named:
            last, text = named[i]["who"].strip(), lines[i].text[named[i].end() :]
        else:
            last = other if last == one else one
            text = _ANY_DASH.sub("", lines[i].text)
        made[i] = replace(lines[i], text=text, speaker=last, dash=False, bullet=False, apart=True)
    return tuple(made), len(bare)


def _has_label(line: SourceLine) -> bool:
    return bool(_DASHED_NAME.match(line.text))


def _by_turns(named: dict[int, re.Match[str]], bare: list[int]) -> bool:
    """Whether mostly an even number of dashes stands between two names, an odd one between a name
    and the same again."""
    gaps = [
        (named[one]["who"] == named[other]["who"]) == bool(between % 2)
        for one, other in pairwise(sorted(named))
        if (between := bisect_left(bare, other) - bisect_left(bare, one))
    ]
    return gaps.count(True) >= _TURN_ABOUT * len(gaps)


def find_interview(
    lines: tuple[SourceLine, ...], starts: tuple[TurnStart, ...], guests: tuple[Label, ...]
) -> Interview | None:
    """The interview that stands out in `lines`, besides the labels that were found or instead of
    them; None where there is none, or the labels explain more. `guests` are listed as such."""
    looks = [
        _is_bold, _is_heading, _is_italic, _is_capitals, is_dashed, _is_quoted, _is_numbered,
        _among(_marked_questions(lines)),
        _among(_behind_labels(lines, starts)),
        _among(_above_labels(lines, starts)),
    ]  # fmt: skip
    readings = [
        reading
        for stands_out in looks
        if (reading := _Contest(lines, starts, guests, stands_out).reading()) is not None
    ]
    headed = _are_heads(lines, starts)
    if not readings and (headed or all(start.kind is Kind.QUESTION for start in starts)):
        asked = _among(_question_paragraphs(lines))
        plain = _Contest(lines, () if headed else starts, guests, asked, plain=True)
        if (reading := plain.reading()) is not None:
            return replace(reading, plain=headed or not starts, instead=headed)
    return max(readings, key=lambda reading: reading.score, default=None)


def _are_heads(lines: tuple[SourceLine, ...], starts: tuple[TurnStart, ...]) -> bool:
    """Whether the labels are headings, each of somebody else: they say whose part it is."""
    heads = all(lines[start.index].heading and start.kind is Kind.ALONE for start in starts)
    names = set(map(_name, starts))
    return heads and len(starts) > 1 and len(names) > _MOSTLY * len(starts)


def _among(found: set[int]) -> Callable[[SourceLine], bool]:
    return lambda line: id(line) in found


def _is_bold(line: SourceLine) -> bool:
    return line.bold and not line.heading


def _is_heading(line: SourceLine) -> bool:
    return line.heading > 1 or (line.heading == 1 and line.text.rstrip().endswith("?"))


def _is_italic(line: SourceLine) -> bool:
    return line.italic and not line.heading and len(line.text) > 12


def _is_capitals(line: SourceLine) -> bool:
    return line.text.isupper() and not line.heading and len(line.text.split()) > _TITLE_WORDS


def _is_quoted(line: SourceLine) -> bool:
    marks = line.text[:1] + line.text[-1:]
    return (line.quote > 0 or marks in _QUOTED) and not line.heading


def _above_labels(lines: tuple[SourceLine, ...], starts: tuple[TurnStart, ...]) -> set[int]:
    """The lines (`id`) of the paragraphs right above labels that are all one person's, but for who
    asks first: most of them ask, or are short, as no speech is that goes on below its own label."""
    starts = starts[1:] if asks_once(starts) else starts
    one = all(_one(_name(starts[-1]), _name(start)) for start in starts)
    if not one or len(starts) < _FEWEST_ABOVE:
        return set()
    above = []
    for start in starts:
        end = begin = start.index
        while begin and not (begin < end and (lines[begin].apart or lines[begin].bullet)):
            begin -= 1
        above.append(lines[begin:end])
    texts = list(map(_text, above))
    asking = sum(ends_asking(text) or len(text.split()) <= _SHORT_ASKED for text in texts)
    found = sum(map(ends_asking, texts))
    if asking < _MOSTLY_ABOVE * len(texts) or 2 * found < len(texts):
        return set()
    return {id(line) for found in above for line in found}


def asks_once(starts: tuple[TurnStart, ...]) -> bool:
    """Whether who speaks first has a label there, and nowhere else, and another all that follow."""
    first, *others = map(_name, starts) if starts else [""]
    return bool(others) and not any(_one(first, other) for other in others)


def _behind_labels(lines: tuple[SourceLine, ...], starts: tuple[TurnStart, ...]) -> set[int]:
    """The lines (`id`) of the paragraphs behind labels that are all one and the same, of whom asks:
    most end in a question mark, and something else stands below them."""
    if len({_name(start) for start in starts}) != 1 or len(starts) < _FEWEST_ABOVE:
        return set()
    asked: list[SourceLine] = []
    asking = 0
    for start, after in pairwise([*(start.index for start in starts), len(lines)]):
        end = next((i for i in range(start + 1, after) if lines[i].apart), after)
        asking += ends_asking(_text(lines[start:end])) and end < after
        asked += lines[start:end]
    return set(map(id, asked)) if asking >= _MOSTLY_ABOVE * len(starts) else set()


def _question_paragraphs(lines: tuple[SourceLine, ...]) -> set[int]:
    """The lines (`id`) of the paragraphs that end in a question mark, however they are set."""
    ended = sum(len(line.text) for line in lines if ends_sentence(line.text) or line.heading)
    whole = ended >= _NEARLY_ALL * sum(len(line.text) for line in lines)  # a line is a paragraph
    return {
        id(line)
        for paragraph in _paragraphs(lines, whole=whole)
        if _asks_all(paragraph)
        for line in paragraph
    }


def _marked_questions(lines: tuple[SourceLine, ...]) -> set[int]:
    """The lines (`id`) of the paragraphs that begin with a mark ("➤"), or have a style, where most
    that have it ask."""
    by_mark: defaultdict[str, list[tuple[SourceLine, ...]]] = defaultdict(list)
    for paragraph in _paragraphs(lines):
        if mark := paragraph[0].mark or "•" * paragraph[0].bullet or paragraph[0].style:
            by_mark[mark].append(paragraph)
    return {
        id(line)
        for found in by_mark.values()
        if sum(map(_asks_all, found)) >= max(_FEWEST_ABOVE, _MOSTLY * len(found))
        for paragraph in found
        for line in paragraph
    }


def _paragraphs(
    lines: tuple[SourceLine, ...], *, whole: bool = False
) -> Iterator[tuple[SourceLine, ...]]:
    """The paragraphs, each line for itself where it is a `whole` one; but for headings."""
    begins = [
        i for i, line in enumerate(lines) if whole or line.apart or line.bullet or line.heading
    ]
    for begin, end in pairwise([*begins, len(lines)]):
        if not lines[begin].heading:
            yield lines[begin:end]


def _text(lines: tuple[SourceLine, ...]) -> str:
    return " ".join(line.text for line in lines)


def _asks_all(paragraph: tuple[SourceLine, ...]) -> bool:
    """Whether a paragraph is a question, of no more words than people ask."""
    text = _text(paragraph)
    return ends_asking(text) and len(text.split()) <= _LONGEST_ASKED


def _is_numbered(line: SourceLine) -> bool:
    numbered = bool(line.rank or _NUMBER.match(line.text)) and not line.heading
    return numbered and ends_asking(line.text)


def is_dashed(line: SourceLine) -> bool:
    """Whether a dash stands before a paragraph, as before what somebody says in a dialogue."""
    return line.apart and not line.heading and (line.dash or bool(_DASH.match(line.text)))


def after_dash(text: str) -> int:
    """After how many characters of `text` the dash that it begins with ends."""
    match = _DASH.match(text)
    return match.end() if match else 0


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
        self._headings = stands_out is _is_heading
        self._dashes = stands_out is is_dashed
        # all that stands so is asked
        self._placed = stands_out not in (_is_bold, _is_italic, _is_capitals)
        self._out = [line.speaker is None and stands_out(line) for line in lines]
        self._asked = tuple(self._blocks())
        no_labels = self._short_answers(starts) | self._first_words(starts)
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
                text = _text(lines[index:end])
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
            _text(self._lines[block.end : end])
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
        labelled = len({_name(start) for start in self._starts}) > 1
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
        return _name(start) if start is not None else ""

    def _against_labels(self, found: Interview, asked: list[_Asked]) -> Interview | None:
        """What of an interview is left where labels say who speaks."""
        starts = self._starts
        times = Counter(map(_name, starts))
        # Once, after the first question, where another stands ten times: no name.
        often = max(times.values(), default=0)
        before = {_name(start) for start in starts if not asked or start.index < asked[0].first}
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
        times, out = Counter(map(_name, starts)), [*self._out, False]
        found = {
            start.index
            for start in starts
            if times[_name(start)] == 1
            and out[start.index - 1 : start.index + 2] == [True, False, True]
            and not self._lines[start.index].text[start.end :].strip()
        }
        return found if 2 * len(found) < len(self._asked) else set()

    def _first_words(self, starts: tuple[TurnStart, ...]) -> set[int]:
        """The labels that are no name but begin a heading that asks, each once: “Bonus: why?”."""
        times = Counter(map(_name, starts)) if self._headings else Counter[str]()
        return {
            start.index
            for start in starts
            if times[_name(start)] == 1 and self._out[start.index]
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
            said[_name(start)].append(out)
        return sum(sum(out) > _MOSTLY * len(out) for out in said.values()) > 1

    def _is_emphasis(self, asked: list[_Asked], below: list[_Asked]) -> bool:
        """Whether the questions stand in turns of somebody who has labels as well."""
        answering = {self._name_at(block.end) for block in below}
        owners = [self._starts[i - 1] for b in asked if (i := self._place(b.first))]
        others = [start for start in owners if _name(start) not in answering]
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
            if leads and not any(_one(label.key, other) for other in named):
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
        guests = [g for g in self._guests if any(_one(g.key, label.key) for label in answering)]
        last = next(iter([*guests, *answering]), None)
        answers: list[int] = []
        by: dict[int, Label] = {}
        crowd, level, blocks = None, 0, {block.first: block for block in asked if block.below}
        for index, line in enumerate(self._lines):
            here = labels.get(index)
            if here is not None and any(_one(here.key, other) for other in names):
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


def _elsewhere(labels: dict[int, Label], named: set[str]) -> Label | None:
    """The one person who speaks again and again, and never right below a heading that asks,
    as those do who are `named`."""
    times = Counter(
        label.key
        for label in labels.values()
        if label.kind is LabelKind.PERSON and not any(_one(label.key, one) for one in named)
    )
    again = [name for name, count in times.items() if count >= _FEWEST_ABOVE]
    if len(again) != 1:
        return None
    return next(label for label in labels.values() if label.key == again[0])


def _name(start: TurnStart) -> str:
    return start.label.key if start.label is not None else start.kind.value


def _addressed(question: str, people: dict[int, Label]) -> Label | None:
    """Whom a question calls by name, at its start: "Paul, comment…", "(Paul) Comment…"."""
    match = _CALLS.match(question)
    called = key(match["name"] or match["inside"]) if match else ""
    for label in people.values():
        if called and _one(called, label.key):
            return label
    return None


def _one(one: str, other: str) -> bool:
    """Whether two keys of names could be one person's."""
    words, others = set(one.split()), set(other.split())
    if words <= others or others <= words:
        return True
    return one.replace(" ", "") in initials_of(other) or other.replace(" ", "") in initials_of(one)


# --- who ----------------------------------------------------------------------------------------


def who_asks(lines: tuple[SourceLine, ...]) -> Label | None:
    """The person whom a byline names; None where none does."""
    for pattern in (_ASKED_BY, _BETWEEN, _WRITTEN_BY):
        for line in lines[: None if pattern is _ASKED_BY else 40]:
            match = pattern.search(line.text) if len(line.text) < 200 else None
            if match and (label := _person_in(match["names"])):
                return label
    return None


def who_answers(lines: tuple[SourceLine, ...]) -> tuple[Label | None, bool]:
    """The person with whom the head of a page says that the interview is; and whether
    it says so, and does not only name them."""
    lines = tuple(replace(line, text=_IS_INTERVIEW.sub("", line.text)) for line in lines)
    for line in lines:
        both = _BETWEEN.search(line.text) if len(line.text) < 200 else None
        if both and (label := _person_in(both["answers"])):
            return label, True
    for pattern in (_ANSWERED_BY, _TITLE_NAME):
        for line in lines:
            match = pattern.search(line.text) if len(line.text) < 300 else None
            label = _person_in(match["names"], start=True) if match else None
            if label is None and match and pattern is _ANSWERED_BY:
                label = read_label(match["names"].lower())  # "an interview with a lawyer"
            elif label is not None and pattern is _TITLE_NAME and label.strength <= 2:
                label = None
            if label is not None:
                return label, True
    for line in lines:
        match = _NAME_AND_OFFICE.match(line.text) if line.heading == 1 else None
        label = read_person(match["names"]) if match else None
        words = label.name.lower().split() if label is not None else []
        if len(words) > 1 and not any(map(is_ordinary, words)):  # as in "Career Stories"
            return label, True
    titled = None
    for line in lines:
        if len(line.text.split()) > 12 and ends_sentence(line.text):
            continue  # prose names many people
        if looks_like_name(line.text) and " " in line.text and line.heading == 1:
            titled = titled or read_label(line.text)
            continue
        label = _person_in(line.text, start=True) if line.heading else None
        if label is None or not label.civility:
            label = _person_in(line.text)
        if label is not None and not (_ASKED_BY.search(line.text) or _WRITTEN_BY.search(line.text)):
            return label, line.heading > 0
    return titled, True


def who_is_greeted(question: str, above: Iterable[str]) -> Label | None:
    """Whom a question greets by name, with all of the name that stands in `above`."""
    match = _GREETED.match(question)
    if match is None or not has_first_name(match["name"]):
        return None
    greeted = set(key(match["name"]).split())
    for text in above:
        for full in _FULL_NAME.finditer(text):
            words = set(key(full.group()).split())
            if greeted <= words and (label := read_person(full.group())) is not None:
                return label
    return read_person(match["name"])


def person_named_in(text: str) -> str | None:
    """The last full name in a heading: "Demo (Christian Decker)"."""
    found = [m.group() for m in _FULL_NAME.finditer(text) if looks_like_name(m.group())]
    return found[-1] if found else None


def _person_in(text: str, *, start: bool = False) -> Label | None:
    """The first person named in `text`; at its very start, if asked."""
    if start:
        label = read_person(re.split(r"\s*[(:«“\"|]|\s[-–—]\s", text, maxsplit=1)[0].strip(" .,"))
        if label is not None and (
            label.civility or len(label.name.split()) > 1 or has_first_name(label.name)
        ):
            return label
    for match in _FULL_NAME.finditer(without_nickname(text)):
        words = match.group().split()
        for drop in range(len(words) - 1):
            if has_first_name(words[drop]) and (label := read_person(" ".join(words[drop:]))):
                return label
        if start:
            break
    return None

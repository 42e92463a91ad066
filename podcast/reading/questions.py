"""The ways in which the questions of an interview stand out: bold, in italics, as headings, in
capitals, quoted, by numbers or marks of their own, above the labels of who answers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from podcast.reading.hypotheses import TurnStart
from podcast.reading.lines import SourceLine, ends_sentence
from podcast.reading.names import may_be_one
from podcast.reading.slots import Kind, has_mark
from podcast.reading.spoken import ends_asking

_FEWEST_QUESTIONS = 2
_FEWEST_ABOVE = 3
_MOSTLY_ABOVE = 0.75
"""Share of the paragraphs above labels that ask or are short, where somebody else says them."""
_SHORTEST_QUESTION = 12
_SHORT_ASKED, _LONGEST_ASKED = 12, 80
_MOSTLY = 0.6
"""Share of the headings of one level that ask, where they are questions."""
_ASKED_FIRST = re.compile(r"(?:[^.!?…]+\?[»”\"')]*\s+)+")
_NUMBER = re.compile(r"^\d{1,2}\s?[.)]\s")
_NEARLY_ALL, _TITLE_WORDS = 0.75, 3
_QUOTED = ("«»", "“”", '""')


def split_questions(lines: tuple[SourceLine, ...]) -> tuple[SourceLine, ...]:
    """The lines, with those cut in two that hold a question in bold, or behind a mark that answers
    have not, and its answer behind it."""
    lines = _split_marked(lines)
    both = [line for line in lines if _asks_and_answers(line)]
    if sum(line.lead >= _SHORTEST_QUESTION for line in both) < _FEWEST_QUESTIONS:
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
        asked = _ASKED_FIRST.match(text_of(lines[begin:end]))
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
    asked = line.text[: line.lead]
    return ends_asking(asked) and " " in asked and not line.heading and line.speaker is None


def is_bold(line: SourceLine) -> bool:
    """Whether all of a line is bold, and no heading."""
    return line.bold and not line.heading


def is_heading(line: SourceLine) -> bool:
    """Whether a line is a heading below the title of the page, or a title that asks."""
    return line.heading > 1 or (line.heading == 1 and line.text.rstrip().endswith("?"))


def is_italic(line: SourceLine) -> bool:
    """Whether a line is in italics, and more than a word or two."""
    return line.italic and not line.heading and len(line.text) > 12


def is_capitals(line: SourceLine) -> bool:
    """Whether a line is all in capitals, and longer than a title."""
    return line.text.isupper() and not line.heading and len(line.text.split()) > _TITLE_WORDS


def is_in_quotes(line: SourceLine) -> bool:
    """Whether a line stands in quotation marks, or is set in as a quotation."""
    marks = line.text[:1] + line.text[-1:]
    return (line.quote > 0 or marks in _QUOTED) and not line.heading


def is_numbered(line: SourceLine) -> bool:
    """Whether a line is numbered and asks."""
    numbered = bool(line.rank or _NUMBER.match(line.text)) and not line.heading
    return numbered and ends_asking(line.text)


def above_labels(lines: tuple[SourceLine, ...], starts: tuple[TurnStart, ...]) -> set[int]:
    """The lines (`id`) of the paragraphs right above labels that are all one person's, but for who
    asks first: most of them ask, or are short, as no speech is that goes on below its own label."""
    starts = starts[1:] if asks_once(starts) else starts
    one = all(may_be_one(starts[-1].who, start.who) for start in starts)
    if not one or len(starts) < _FEWEST_ABOVE:
        return set()
    above = []
    for start in starts:
        end = begin = start.index
        while begin and not (begin < end and (lines[begin].apart or lines[begin].bullet)):
            begin -= 1
        above.append(lines[begin:end])
    texts = list(map(text_of, above))
    asking = sum(ends_asking(text) or len(text.split()) <= _SHORT_ASKED for text in texts)
    found = sum(map(ends_asking, texts))
    if asking < _MOSTLY_ABOVE * len(texts) or 2 * found < len(texts):
        return set()
    return {id(line) for found in above for line in found}


def asks_once(starts: tuple[TurnStart, ...]) -> bool:
    """Whether who speaks first has a label there, and nowhere else, and another all that follow."""
    first, *others = (start.who for start in starts) if starts else [""]
    return bool(others) and not any(may_be_one(first, other) for other in others)


def behind_labels(lines: tuple[SourceLine, ...], starts: tuple[TurnStart, ...]) -> set[int]:
    """The lines (`id`) of the paragraphs behind labels that are all one and the same, of whom asks:
    most end in a question mark, and something else stands below them."""
    if len({start.who for start in starts}) != 1 or len(starts) < _FEWEST_ABOVE:
        return set()
    asked: list[SourceLine] = []
    asking = 0
    for start, after in pairwise([*(start.index for start in starts), len(lines)]):
        end = next((i for i in range(start + 1, after) if lines[i].apart), after)
        asking += ends_asking(text_of(lines[start:end])) and end < after
        asked += lines[start:end]
    return set(map(id, asked)) if asking >= _MOSTLY_ABOVE * len(starts) else set()


def question_paragraphs(lines: tuple[SourceLine, ...]) -> set[int]:
    """The lines (`id`) of the paragraphs that end in a question mark, however they are set."""
    ended = sum(len(line.text) for line in lines if ends_sentence(line.text) or line.heading)
    whole = ended >= _NEARLY_ALL * sum(len(line.text) for line in lines)  # a line is a paragraph
    return {
        id(line)
        for paragraph in _paragraphs(lines, whole=whole)
        if _asks_all(paragraph)
        for line in paragraph
    }


def marked_questions(lines: tuple[SourceLine, ...]) -> set[int]:
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


def text_of(lines: tuple[SourceLine, ...]) -> str:
    """What stands on `lines`, as one line."""
    return " ".join(line.text for line in lines)


def _asks_all(paragraph: tuple[SourceLine, ...]) -> bool:
    """Whether a paragraph is a question, of no more words than people ask."""
    text = text_of(paragraph)
    return ends_asking(text) and len(text.split()) <= _LONGEST_ASKED

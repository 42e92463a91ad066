"""What stands from the first label on: turns, and the headings and directions between them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace

from podcast.model import Direction, Heading, Paragraph, Turn
from podcast.reading.directions import LOST_WORDS, direction_of, whole_direction
from podcast.reading.findings import Findings
from podcast.reading.furniture import is_link, presiding, trailing_furniture
from podcast.reading.headings import is_heading_text, is_punctuated
from podcast.reading.hypotheses import TurnStart
from podcast.reading.labels import LabelKind, is_only_a_name, read_label
from podcast.reading.lines import Lines, SourceLine, ends_sentence, is_quoted
from podcast.reading.names import key
from podcast.reading.paragraphs import Item, compose
from podcast.reading.people import Naming
from podcast.reading.slots import Kind
from podcast.reading.turn_starts import Transcript

_NEARLY_ALL = 0.9
"""So much of what is said is quoted where all else is comment."""
_FEWEST_REFRAINS = 3
_LONGEST_OFFICE = 150
"""Characters of a line that says who holds an office."""
_UNHEARD = "…"


@dataclass(slots=True)
class _Block:
    """What somebody says until the next label, still in lines."""

    speaker: str
    line: int
    items: list[Item] = field(default_factory=list)


def read_turns(text: Transcript, cast: Naming, findings: Findings) -> tuple[Turn, ...]:
    """The turns that `cast` says; all else that stands there goes to `findings`."""
    end = _end(text.lines, text.starts[-1], cast)
    turns = _turns(_blocks(text, end, cast.names, findings), findings)
    for line in text.lines[end:]:
        findings.leave("credits" if not is_link(line) else "link", line.text, line.number)
    return turns


def _end(lines: Lines, last: TurnStart, cast: Naming) -> int:
    """The index from which on nothing is said."""
    people = frozenset(key(name) for name in cast.speakers if len(key(name).split()) > 1)
    said = last.index + 1 + (not lines[last.index].text[last.end :].strip())
    return trailing_furniture(lines, said, people)


def _blocks(text: Transcript, end: int, names: dict[int, str], findings: Findings) -> list[_Block]:
    """What stands below each label, but for what is left out."""
    starts = {start.index: start for start in text.starts}
    below = _Below(text, starts, end)
    blocks: list[_Block] = []
    comments: list[SourceLine] = []
    for index, line in enumerate(text.lines[text.first : end], text.first):
        if (start := starts.get(index)) is not None:
            _begin(blocks, line, start, names[index], findings)
            continue
        item = below.item(index)
        if not isinstance(item, str):
            blocks[-1].items.append(item)
            continue
        findings.leave(item, line.text, line.number)
        if item == "comment":
            comments.append(line)
    if comments:
        words = sum(len(line.text.split()) for line in comments)
        findings.doubt(
            "comment",
            f"what people say is quoted here, and {words} words that are not were taken for"
            f" comment and are not read out, first “{comments[0].text[:60]}”: if somebody"
            " says them, quote them too.",
            comments[0],
        )
    return blocks


def _begin(
    blocks: list[_Block], line: SourceLine, start: TurnStart, name: str, findings: Findings
) -> None:
    """Begins a block at a label, or goes on with the last, if that is of the same person."""
    goes_on = bool(blocks) and blocks[-1].speaker == name
    if start.end or (line.speaker and not goes_on):
        written = line.text[: start.end] if start.end else line.speaker or ""
        findings.leave("name", written, line.number)
    if not goes_on:
        carried = _trailing_headings(blocks[-1]) if blocks else []
        blocks.append(_Block(name, line.number, carried))
    rest = line.text[start.end :].strip()
    if start.kind is Kind.COLON and line.text[0] == "(" and "(" not in rest:
        rest = rest.removesuffix(")")  # "(Anne Roux: No.)"
    if direction := whole_direction(rest) if rest else None:
        blocks[-1].items.append(Direction(direction, line.number, 0, 0, 0))
    elif rest:
        # A cue that names its voice again goes on with the sentence before.
        apart = line.apart or not (goes_on and start.kind is Kind.DECLARED)
        said = replace(line, text=rest, apart=apart, bullet=False, rank="", bold=False)
        blocks[-1].items.append(said)


def _trailing_headings(block: _Block) -> list[Item]:
    """Takes the headings at the end of a block: they are of what comes next."""
    carried: list[Item] = []
    while block.items and isinstance(block.items[-1], Heading):
        carried.insert(0, block.items.pop())
    return carried


class _Below:
    """The lines between labels, up to, not with, the index `end`."""

    def __init__(self, text: Transcript, starts: dict[int, TurnStart], end: int) -> None:
        self._lines = lines = text.lines
        self._starts, self._end = starts, end
        self._explained = text.explained
        self._asides = dict.fromkeys(text.labelling.fields, "field")
        self._asides |= dict.fromkeys(_refrains(lines, starts, text.first), "running head")
        self._asides |= {i: "heading" if lines[i].heading else "field" for i in text.unsaid}
        self._punctuated = is_punctuated(lines[text.first : end])
        begins = [_said_at(lines, start) for start in text.starts]
        quoted = sum(line is not None and is_quoted(line) for line in begins)
        self._quoted = len(begins) > 2 and quoted >= _NEARLY_ALL * len(begins)

    def item(self, index: int) -> Item | str:
        """What a line without a label is, or, for one that is left out, of which kind."""
        line = self._lines[index]
        if direction := direction_of(line):
            return Direction(direction, line.number, 0, 0, 0)
        if kind := self._unspoken(index):
            return kind
        following = self._lines[index + 1] if index + 1 < self._end else None
        begins = index + 1 in self._starts
        alone = following is None or following.apart or begins
        before = begins and (following is None or following.speaker is None)
        if alone and is_heading_text(line, before_label=before, punctuated=self._punctuated):
            if following is None or not any(c.isalpha() for c in line.text):
                return "heading"
            return Heading(line.text.strip(" :"), line.number, 0, level=line.heading or 2)
        return "comment" if self._quoted and not is_quoted(line) else line

    def _unspoken(self, index: int) -> str | None:
        """What a line is that is no speech; None where it may be."""
        line = self._lines[index]
        if presiding(line):
            return "chair"
        if kind := self._asides.get(index):
            return kind
        if is_link(line):
            return "link"
        office, colon, name = line.text.partition(":")
        if colon and len(line.text) < _LONGEST_OFFICE and is_only_a_name(name):
            label = read_label(office)
            if label is not None and label.kind is LabelKind.OFFICE:
                return "participants"
        return "participants" if index in self._explained else None


def _refrains(lines: Lines, starts: dict[int, TurnStart], first: int) -> set[int]:
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


def _said_at(lines: Lines, start: TurnStart) -> SourceLine | None:
    """The line on which what is said begins: that of the label, or the next."""
    line = lines[start.index]
    if rest := line.text[start.end :].strip():
        return replace(line, text=rest)
    return lines[start.index + 1] if start.index + 1 < len(lines) else None


def _turns(blocks: list[_Block], findings: Findings) -> tuple[Turn, ...]:
    """The blocks as turns, those of one person in a row as one."""
    turns: list[Turn] = []
    waiting: list[Heading | Direction] = []  # for the next turn
    for block in blocks:
        paragraphs, around = compose(block.items)
        lost = (LOST_WORDS.search(item.text) for item in around if isinstance(item, Direction))
        if not paragraphs and any(lost):
            paragraphs = [Paragraph(_UNHEARD, block.line)]  # a turn all the same
        around = [*waiting, *around]
        if not paragraphs:
            waiting = [replace(item, paragraph=1) for item in around]
            continue
        # A heading after all that is said in a block is of what comes next.
        end = len(paragraphs)
        later = [item for item in around if isinstance(item, Heading) and item.paragraph > end]
        waiting = [replace(item, paragraph=1) for item in later]
        offset = 0
        if turns and turns[-1].speaker == block.speaker:
            last = turns.pop()
            offset = len(last.paragraphs)
            turns.append(replace(last, paragraphs=(*last.paragraphs, *paragraphs)))
        else:
            turns.append(Turn(len(turns) + 1, block.speaker, block.line, tuple(paragraphs)))
        for item in around:
            if item not in later:
                place = item.paragraph + offset
                findings.placed.append(replace(item, turn=len(turns), paragraph=place))
    for item in waiting:
        if isinstance(item, Heading):
            findings.leave("heading", item.text, item.line)
        elif turns:
            number, said = len(turns), turns[-1].paragraphs
            end = len(said[-1].text)
            findings.placed.append(replace(item, turn=number, paragraph=len(said), offset=end))
    return tuple(turns)

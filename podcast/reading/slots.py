"""Slots: the places where a line could name who speaks, grouped by how they are set.

What stands in such a place is its filler, whatever the words. Lines of one signature (how the
filler is parted from what follows, and how the line is set) form a slot.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

from podcast.reading.dates import find_date
from podcast.reading.labels import (
    LONGEST_LABEL,
    UNKNOWN,
    Label,
    clean_label,
    group_label,
    label_presenting,
    read_label,
    unquoted,
)
from podcast.reading.lines import SourceLine, begins, ends_sentence
from podcast.reading.names import CIVILITY, key


class Kind(Enum):
    """How a filler is parted from what is said."""

    DECLARED = "declared by the format"
    LEAD = "set apart at the start of a line"
    COLON = "before a colon"
    STOP_DASH = "before a full stop and a dash"
    STOP = "before a full stop"
    DASH = "before a dash"
    CAPITALS = "in capitals at the start of a line"
    BRACKETS = "in brackets at the start of a line"
    GAP = "before a wide gap"
    MARK = "before a mark that comes back"
    ALONE = "alone on a line"
    QUESTION = "a Q"
    ANSWER = "an A"

    __hash__ = object.__hash__  # that of `Enum` is slow, and slots are looked up all the time


INLINE = frozenset(Kind) - {Kind.DECLARED, Kind.ALONE, Kind.QUESTION, Kind.ANSWER}


class Slot(NamedTuple):
    """The signature that lines of one slot share; `empty` where nothing is said on the line."""

    kind: Kind
    empty: bool = False
    bold: bool = False
    italic: bool = False
    heading: int = 0
    bullet: bool = False
    stamp: str = ""
    indent: int = 0
    quote: int = 0
    capitals: bool = False
    apart: bool = False
    stopped: bool = False
    length: int = 0
    bare: bool = False

    def __str__(self) -> str:
        looks = [
            *(["nothing behind it"] if self.empty and self.kind is not Kind.ALONE else []),
            *(["bold"] if self.bold else []),
            *(["italic"] if self.italic else []),
            *([f"heading {self.heading}"] if self.heading else []),
            *(["list item"] if self.bullet else []),
            *([f"time stamp {self.stamp}"] if self.stamp else []),
            *([f"{self.indent} columns in"] if self.indent else []),
            *([f"quoted {self.quote} deep"] if self.quote else []),
            *(["in capitals"] if self.capitals and self.kind is not Kind.CAPITALS else []),
            *(["below a blank line"] if self.apart else []),
            *(["ended by a full stop"] if self.stopped else []),
            *([f"up to {self.length} words"] if self.length else []),
            *(["no mark behind it"] if self.bare else []),
        ]
        return ", ".join([self.kind.value, *looks])


@dataclass(frozen=True, slots=True)
class Place:
    """A place where the line `index` could name who speaks: what is said begins in its text after
    `end` characters; `label` is what vocabulary makes of the filler, None where it knows nothing.
    """

    index: int
    end: int
    slot: Slot
    filler: str
    rest: str
    label: Label | None

    @property
    def kind(self) -> Kind:
        """How the filler is parted from what is said."""
        return self.slot.kind

    @property
    def name(self) -> str:
        """What two places with one filler share: civility, role, case and accents apart."""
        return self.label.key if self.label is not None else key(self.filler)


_MOST_WORDS = 14
_COLON = re.compile(r"\s*[:：]{1,2}(?!//|\d)\s*(?:[–—-]\s+)?")
# Not the hyphen of initials: "J.-L. M."
_STOP_DASH = re.compile(
    r"\s*[.)]\s?[–—-]{1,2}(?!(?<=\b[A-ZÀ-Þ]\.-)[A-ZÀ-Þ](?:\.|\s|$))\s*|\.\s*[–—]\s*"
)
_STOP = re.compile(r"\.(?:\s+|$)")
_DASH = re.compile(r"\s+[–—]\s+|\s+--?\s+")
_CAPITALS = re.compile(
    r"^((?:(?:[A-ZÀ-Þ]\.|(?:[A-ZÀ-Þ]['’])?[A-ZÀ-Þ]{2,}(?:[-'’][A-ZÀ-Þ]+)*)\s+){1,4})"
    r"(?=[«“\"]?\s?[A-ZÀ-Þ]['’]?[a-zà-ÿ ])"
)
_IN_BRACKETS = re.compile(
    r"^(?:\[([^\[\]]{1,60})\]|<([^<>]{1,60})>|\(([^()]{1,40})\))\s*[:–—-]?\s+(?=\S)"
)
# "Claire ; Et vous ?"
_SLIP = re.compile(r"^([^\W\d_][^:;.!?]{1,40}?)\s?;\s+(?=\S)")
# "Anne | ", "@anne ", "Anne Roux (élue) → ": whatever parts a name from what is said
_MARKED = re.compile(
    r"^(?P<at>[@#])?[^\w\s]?"
    r"(?P<who>[^\W\d_](?(at)[\w.-]{1,30}|[\w \xa0'’.-]{1,30}?(?:\s\([^()]{1,60}\))?))"
    r"(?P<mark>(?(at)[:,]?(?=\s)|\s?(?:(?:[^\w\s'’«“\"(\[-]|_){1,3}|(?<=\s)-(?=[^\W\d_])|(?=[«“\"]))))"
    r"\s*(?=\S)"
)
_ROMAN = re.compile(r"[ivx]+")
_WHOLE_BRACKETS = re.compile(r"^\([^()]*\)\.?$")
_QUESTION = re.compile(
    r"^(?:Q|Question|QUESTION)(?:\s?\d{1,4})?\s*(?:[:.)]|\s[-–—])\s*(?=\S)|^Q(?:\s?\d{1,4})?\s+(?=\S)"
)
_ANSWER = re.compile(
    r"^(?:R|A|Rép|Réponse|RÉPONSE|REPONSE|Answer|ANSWER)(?:\s?\d{1,4})?\s*(?:[:.)]|\s[-–—])\s*(?=\S)"
)
_TRAILER = re.compile(
    r"^\s*(?P<role>[,(–—-][^:.]{0,110}?)\s*(?P<end>[:：]|\.\s*[–—-]+|\.(?=\s|$))\s*"
)
_MARK = re.compile(
    r"^\s*(?:[:：]{1,2}|[|/>→=~·]{1,3}(?=\s)|\.?\s*[–—-]+(?=\s|$)|\.(?=\s|$)|,(?=\s*$))?\s*"
)
# A full stop that ends a sentence, and not a word cut short ("M.", "St.", "J.-P.").
_SENTENCE_STOP = re.compile(r"(?<=[a-zà-ÿ]{3})[.!?…]\s+\S|[!?…]\s+\S|[?!…]$")
# "??:" before what somebody says whom nobody knew
_UNKNOWN = re.compile(r"^[\[(]?(?:\?{1,4}|\.{3}|…|_{2,})[\])]?\s?:\s+(?=\S)")
_LONGEST_ALONE = 100
_LENGTHS = (4, 8)
"""Classes of words in a line that stands alone."""
_LONGEST_STOP = 60
_FEWEST_MARKED, _FEWEST_ODD, _MARKED_SHARE, _MARKED_ALL = 6, 4, 0.5, 0.8
"""Lines that begin with who comes back and one mark (or one that no sentence has); their share of
all paragraphs, or for one that no sentence has, of all lines that begin with something and it."""
_ORDINARY = ".,;:!?…'’\"«»“”()-–—/"
"""Marks that sentences have as well."""


def find_places(line: SourceLine, index: int) -> Iterator[Place]:
    """All places of one line, the most telling first."""
    text = line.text
    if line.speaker is not None:
        yield Place(index, 0, Slot(Kind.DECLARED), line.speaker, text, None)
        return
    if line.direction or not text or (_WHOLE_BRACKETS.match(text) and not line.stamp):
        return
    if line.lead:
        yield from _lead(line, index)
    if text[0] in "QRA":
        for pattern, kind in ((_QUESTION, Kind.QUESTION), (_ANSWER, Kind.ANSWER)):
            match = pattern.match(text)
            if match:
                yield Place(
                    index, match.end(), _slot(kind, line, "", "x"), "", text[match.end() :], None
                )
    if unknown := _UNKNOWN.match(text):
        label = group_label(UNKNOWN)
        yield Place(
            index, unknown.end(), _slot(Kind.COLON, line, UNKNOWN, "x"), UNKNOWN,
            text[unknown.end() :], label,
        )  # fmt: skip
        return
    if not (text[0].isalnum() or text[0] in "[(<>@*_«“‘\"'–—-"):
        return
    window = text[: LONGEST_LABEL + 10]
    # "### 2. (Adam) How did it begin?" says who is asked.
    no_name = (text[0] == "<" and "</" in window) or line.heading
    if text[0] in "[<(" and not no_name and (match := _IN_BRACKETS.match(window)):
        yield from _place(Kind.BRACKETS, line, index, match[1] or match[2] or match[3], match.end())
    elif ":" in window or "：" in window:
        match = _COLON.search(window)
        if match and match.start():
            yield from _place(Kind.COLON, line, index, window[: match.start()], match.end())
    yield from _stops(line, index, window)
    if 0 < line.gap <= LONGEST_LABEL:
        yield from _place(Kind.GAP, line, index, text[: line.gap].rstrip(), line.gap)
    if line.heading and (presented := label_presenting(text)):
        yield from _place(Kind.ALONE, line, index, text, len(text), presented)
    elif len(text) <= _LONGEST_ALONE or (len(text) <= LONGEST_LABEL and read_label(text)):
        yield from _place(Kind.ALONE, line, index, text, len(text))
    match = _CAPITALS.match(window)
    if match and not text.isupper():
        yield from _place(Kind.CAPITALS, line, index, match[1], match.end(1))


def has_mark(text: str, kind: Kind) -> bool:
    """Whether `text` begins with the mark of a question ("Q:"), or of an answer ("A:")."""
    return bool((_QUESTION if kind is Kind.QUESTION else _ANSWER).match(text))


def odd_places(line: SourceLine, index: int) -> Iterator[Place]:
    """The places for the name of somebody who has labels elsewhere: where all of the line stands in
    brackets ("(Anne Roux)", "(Anne Roux: No.)"), and before a semicolon, a slip for a colon."""
    if line.speaker is not None or not _WHOLE_BRACKETS.match(line.text):
        if line.speaker is None and (slip := _SLIP.match(line.text)):
            yield from _place(Kind.COLON, line, index, slip[1], slip.end())
    elif colon := _COLON.search(line.text):
        yield from _place(Kind.COLON, line, index, line.text[1 : colon.start()], colon.end())
    elif len(line.text) < _LONGEST_STOP:
        yield from _place(Kind.BRACKETS, line, index, line.text.rstrip("."), len(line.text))


def marked_places(lines: Sequence[SourceLine], first: int) -> Iterator[Place]:
    """The places before a mark that nobody foresaw, behind two or more fillers that come back: half
    of all paragraphs begin so, or it is no mark of sentences and stands behind hardly anything
    else."""
    groups: defaultdict[tuple[str, str], list[tuple[int, re.Match[str]]]] = defaultdict(list)
    for index, line in enumerate(lines[first:], first):
        found = None if line.speaker or line.heading else _MARKED.match(line.text)
        if found is not None:
            groups[line.text[: found.start("who")], found["mark"].strip()].append((index, found))
    paragraphs = sum(begins(lines, index) for index in range(first, len(lines)))
    for (opens, mark), held in groups.items():
        times = Counter(who for who, _ in {(found["who"], found.string) for _, found in held})
        again = [(i, found) for i, found in held if times[found["who"]] > 1]
        odd = not opens and mark != "" and not set(mark) & set(_ORDINARY)
        few = len({found["who"] for _, found in again}) * (2 if odd else 3) <= len(again)
        share = _MARKED_SHARE * paragraphs
        if odd:
            share = min(share, _MARKED_ALL * len(held))
        enough = len(again) >= max(_FEWEST_ODD if odd else _FEWEST_MARKED, share)
        if not (few and enough and len(times) > 1) or (opens, mark) == ("", ":"):
            continue
        for index, found in again:
            yield from _place(Kind.MARK, lines[index], index, found["who"], found.end())
        if not odd:
            continue
        known = {index for index, _ in again}
        for index, line in enumerate(lines[first:], first):  # who speaks once, or with a role
            who, parted, _ = line.text[: LONGEST_LABEL + 10].partition(mark)
            if parted and index not in known and who.strip() and line.speaker is None:
                yield from _place(Kind.MARK, line, index, who, len(who) + len(mark))


def _slot(kind: Kind, line: SourceLine, filler: str, rest: str, label: Label | None = None) -> Slot:
    letters = [c for c in (label.name if label is not None else filler) if c.isalpha()]
    alone = kind is Kind.ALONE
    return Slot(
        kind,
        empty=not rest.strip(),
        bold=line.bold or kind is Kind.LEAD,
        italic=line.italic,
        heading=line.heading,
        bullet=line.bullet,
        stamp=line.stamp,
        indent=min(line.indent, 12),
        quote=line.quote,
        capitals=len(letters) > 1 and all(c.isupper() for c in letters),
        apart=line.apart and alone,
        stopped=alone and ends_sentence(line.text),
        length=next((n for n in _LENGTHS if len(filler.split()) <= n), 99) if alone else 0,
    )


def _place(
    kind: Kind, line: SourceLine, index: int, written: str, end: int, label: Label | None = None
) -> Iterator[Place]:
    """The place, unless what stands in it is a sentence."""
    filler = clean_label(written)
    if not any(c.isalpha() for c in filler):
        return
    one = len(filler) == 1 and (filler.islower() or line.text[0] == "(")
    if kind is Kind.BRACKETS and (one or _ROMAN.fullmatch(filler)):
        return  # "(a) the first; (b) the second", "(iv) the fourth"
    label = label or read_label(filler)
    if "(" in written[1:] and ")" not in written:
        return  # "Garden planning (Ada: 30 min)"
    weak = label is None or label.strength < 2
    if weak and written[0] == "[" and "]" not in written and line.text[-1] == "]":
        return  # "[Slide: what is left]"
    if (found := find_date(written)) is not None and len(found.written) > 0.6 * len(written):
        return
    if label is None and (
        len(filler.split()) > _MOST_WORDS or _SENTENCE_STOP.search(written.strip())
    ):
        return
    rest, filler = line.text[end:], unquoted(filler)
    yield Place(index, end, _slot(kind, line, filler, rest, label), filler, rest, label)


def _lead(line: SourceLine, index: int) -> Iterator[Place]:
    text, lead = line.text, line.lead
    set_apart, after = text[:lead], text[lead:]
    colon = _COLON.search(set_apart)
    if colon and colon.start():
        yield from _place(Kind.LEAD, line, index, set_apart[: colon.start()], colon.end())
        return
    label = read_label(set_apart)
    trailer = _TRAILER.match(after)
    if trailer and not set_apart.rstrip().endswith((":", ".")):
        longer = read_label(set_apart + trailer["role"])
        if longer is not None and (longer.role or label is None):
            end = lead + trailer.end()
            yield from _place(Kind.LEAD, line, index, longer.text, end, longer)
            return
    mark = _MARK.match(after)
    bare = not (mark and mark.group().strip()) and set_apart.rstrip()[-1:].isalnum()
    if bare and text.isupper():
        return  # a heading that a PDF sets in two sizes
    for place in _place(Kind.LEAD, line, index, set_apart, lead + (mark.end() if mark else 0)):
        yield replace(place, slot=place.slot._replace(bare=bare))


def _stops(line: SourceLine, index: int, window: str) -> Iterator[Place]:
    match = _STOP_DASH.search(window)
    if match:
        yield from _place(
            Kind.STOP_DASH, line, index, window[: match.start() + (match.group()[0] == ")")],
            match.end(),
        )  # fmt: skip
    addressed = CIVILITY.match(window)
    for stop in _STOP.finditer(window[: LONGEST_LABEL if addressed else _LONGEST_STOP]):
        before = window[: stop.start()]
        last = before.rsplit(None, 1)[-1] if before.split() else ""
        if last in ("M", "MM", "Mr", "Mrs", "Ms", "Dr", "Pr", "St", "Prof") or len(last) == 1:
            continue
        label = read_label(before)
        if label is not None and label.strength < 2 and addressed:
            continue
        if (label is None and len(before.split()) > 5) or stop.end() >= len(line.text):
            break
        yield from _place(Kind.STOP, line, index, before, stop.end(), label)
        break
    match = _DASH.search(window)
    if match:
        yield from _place(Kind.DASH, line, index, window[: match.start()], match.end())

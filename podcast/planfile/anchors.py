"""Where a plan's entry belongs in a transcript: found by what stands there, not by a line number.

An anchor is written as the first words of a paragraph and two short checksums: of the paragraph,
and of the one before it. The words are for people, and find the paragraph when its text changed
further on; the checksums say which paragraph of the old transcript it was. The old paragraphs, in
order, are then aligned with the new ones, so that neighbours decide between equal texts; a "Yes."
that more than one alignment would place is left open, and reported. A person who adds an
entry writes words only.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

MOST_WORDS = 8
"""Words of a paragraph that an anchor shows."""

_LONGEST = 60  # characters of them
_ALIKE = 0.72  # how alike first words must be to be the same ones, changed
_ALIKE_THERE = 0.5  # where the paragraph before is the same as well
_FAR = 4  # words that are enough to find a paragraph anywhere
_MOST_TRIED = 400  # paragraphs looked at for something similar: more is another text
_MOST_CELLS = 1_000_000  # pairs of paragraphs that one alignment may compare
_MARK = re.compile(r"\s*@([0-9a-f]{6})\.([0-9a-f]{4})(?:\.([1-9]\d{0,5}))?$")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The first `words` of a paragraph; `own` and `before` are checksums of it and of the one
    before it, empty where a person wrote words only; `number` counts the paragraphs of which all
    that is the same."""

    words: str
    own: str = ""
    before: str = ""
    number: int = 1

    def __str__(self) -> str:
        if not self.own:
            return self.words
        count = f".{self.number}" if self.number > 1 else ""
        return f"{self.words} @{self.own}.{self.before}{count}"


class Found(Enum):
    """How surely an anchor was found."""

    SURE = "sure"
    CHANGED = "changed"
    GONE = "gone"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Place:
    """The paragraph (from 0) that an anchor means; None where none does, or where it is
    not known which of `several` it is, or whether it is the one that they are."""

    found: Found
    paragraph: int | None = None
    several: tuple[int, ...] = ()


def parse_anchor(text: str) -> Anchor:
    """Return the anchor that `text` writes."""
    match = _MARK.search(text)
    if match is None:
        return Anchor(" ".join(text.split()))
    own, before, number = match.groups()
    return Anchor(" ".join(text[: match.start()].split()), own, before, int(number or 1))


class Text:
    """A transcript's paragraphs, as anchors look at them."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self._words = [_first_words(text) for text in paragraphs]
        self._plain = [normalized(text) for text in paragraphs]
        self._raw = [_raw(text) for text in paragraphs]
        self.sums = tuple(_sum(text) for text in self._plain)
        """The checksum of each paragraph."""
        self._places: dict[str, list[int]] = {}
        for place, own in enumerate(self.sums):
            self._places.setdefault(own, []).append(place)
        self._index = _index(self.sums)

    def anchor(self, place: int) -> Anchor:
        """Return the anchor of the paragraph `place`, from 0."""
        own, before = self.sums[place], _before(self.sums, place)
        return Anchor(self._words[place], own, before, self._index[own, before].index(place) + 1)

    def find(
        self, anchors: Sequence[Anchor], similar: Sequence[bool], old: Sequence[str] = ()
    ) -> tuple[Place, ...]:
        """Return where each of `anchors` is, in the order of a plan; something similar is looked
        for where `similar` says so.

        `old` are the checksums of all paragraphs of the transcript that the anchors were written
        for; where they are not known, the anchors themselves stand for it, in their order.
        """
        order, indices = (old, _indices(anchors, old)) if old else self._order(anchors)
        aligned = align(order, self.sums)
        taken = {place for options in aligned for place in options.places}
        once = {own for own, count in Counter(order).items() if count == 1}
        places: list[Place | None] = [None] * len(anchors)
        for number, (anchor, index) in enumerate(zip(anchors, indices, strict=True)):
            if index is not None and aligned[index].places:
                options = aligned[index]
                if options.sure:
                    places[number] = Place(Found.SURE, options.places[0])
                else:
                    places[number] = Place(Found.SEVERAL, several=options.places)
            elif anchor.own:
                short = not old and len(normalized(anchor.words).split()) < _FAR
                place = self._moved(anchor, taken, only=anchor.own in once and not short)
                if place is not None and place.paragraph is not None:
                    taken.add(place.paragraph)
                places[number] = place
        windows = _windows(places, len(self._plain))
        for number, anchor in enumerate(anchors):
            if places[number] is None:
                places[number] = place = self._beginning(anchor, windows[number], taken)
                if place is not None and place.paragraph is not None and anchor.own:
                    taken.add(place.paragraph)
        windows = _windows(places, len(self._plain))
        for number, anchor in enumerate(anchors):
            if places[number] is None and similar[number] and anchor.own:
                place = self._similar(anchor, windows[number], taken)
                if place is not None and place.paragraph is not None:
                    places[number] = place
                    taken.add(place.paragraph)
        return tuple(place or Place(Found.GONE) for place in places)

    def nearest(self, words: str) -> str | None:
        """Return the first words of the paragraph that begins most like `words`."""
        wanted = normalized(words)
        tried = self._plain[: 10 * _MOST_TRIED]
        rated = [(_likeness(wanted, text), -place) for place, text in enumerate(tried)]
        best = max(rated, default=(0.0, 0))
        return self._words[-best[1]] if best[0] >= _ALIKE_THERE else None

    # --- the steps --------------------------------------------------------------------------------

    def _order(self, anchors: Sequence[Anchor]) -> tuple[list[str], list[int | None]]:
        """Return the old paragraphs that `anchors` name, and which of them each anchor means."""
        full = {own[:4]: own for own in (*self.sums, *(a.own for a in anchors if a.own))}
        order: list[str] = []
        indices: list[int | None] = []
        for anchor in anchors:
            if anchor.own:
                if not order or order[-1][:4] != anchor.before:
                    order.append(full.get(anchor.before, anchor.before))
                order.append(anchor.own)
            indices.append(len(order) - 1 if anchor.own else None)
        return order, indices

    def _moved(self, anchor: Anchor, taken: set[int], *, only: bool) -> Place | None:
        """Return the same paragraph elsewhere; `only` where the old text had no other like it."""
        same = self._begins(anchor, self._places.get(anchor.own, []))
        free = tuple(place for place in same if place not in taken)
        if only and len(free) == 1:
            return Place(Found.SURE, free[0])
        return Place(Found.SEVERAL, several=free) if free else None

    def _beginning(self, anchor: Anchor, window: range, taken: set[int]) -> Place | None:
        """Return a paragraph that begins with the same words and goes on differently."""
        free = self._begins(anchor, range(len(self._plain)))
        if anchor.own:
            free = [place for place in free if place not in taken]
        if not anchor.own:
            if len(free) == 1:
                return Place(Found.SURE, free[0])
            return Place(Found.SEVERAL, several=tuple(free)) if free else None
        if len(normalized(anchor.words).split()) < _FAR:
            # "Merci." stands everywhere: it is looked for where it was.
            free = [place for place in free if place in window]
        return _only(free, window, Found.CHANGED) if free else None

    def _similar(self, anchor: Anchor, window: range, taken: set[int]) -> Place | None:
        """Return the paragraph between the same others whose first words are most alike."""
        wanted = normalized(anchor.words)
        tried = [place for place in window if place not in taken]
        if not tried or len(tried) > _MOST_TRIED:
            return None
        likeness, place = max((_likeness(wanted, self._plain[place]), -place) for place in tried)
        there = _before(self.sums, -place) == anchor.before
        enough = likeness >= (_ALIKE_THERE if there else _ALIKE)
        return Place(Found.CHANGED, -place) if enough else None

    def _begins(self, anchor: Anchor, places: Sequence[int]) -> list[int]:
        """Return those of `places` that begin with the anchor's words."""
        words = re.search(r"\w", anchor.words) is not None
        wanted = (normalized if words else _raw)(anchor.words) + " "
        texts = self._plain if words else self._raw
        return [place for place in places if f"{texts[place]} ".startswith(wanted)]


def normalized(text: str) -> str:
    """`text` as it is compared: letters and digits, small, one space between words; the marks
    themselves where there is nothing else. Other quotes or spaces are no other text."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.findall(r"\w+", folded)) or _raw(text)


def _raw(text: str) -> str:
    return re.sub("[\ud800-\udfff]", "\ufffd", " ".join(text.split()))


def _first_words(text: str) -> str:
    words = text.split()[:MOST_WORDS]
    while len(words) > 1 and len(" ".join(words)) > _LONGEST:
        words.pop()
    # A border within a word would not be found again: such a word stays as long as it is.
    return " ".join(words)


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:6]


def _before(sums: Sequence[str], place: int) -> str:
    """Return the checksum of the paragraph before `place`, as anchors write it."""
    return (sums[place - 1] if place else _sum(""))[:4]


def _index(sums: Sequence[str]) -> dict[tuple[str, str], list[int]]:
    """Return the places of each pair of a paragraph and the one before it."""
    index: dict[tuple[str, str], list[int]] = {}
    for place, own in enumerate(sums):
        index.setdefault((own, _before(sums, place)), []).append(place)
    return index


def _indices(anchors: Sequence[Anchor], old: Sequence[str]) -> list[int | None]:
    """Return which of the paragraphs `old` each anchor was written for, None where none."""
    index = _index(old)
    same = [index.get((anchor.own, anchor.before), []) for anchor in anchors]
    return [
        places[anchor.number - 1] if len(places) >= anchor.number else None
        for anchor, places in zip(anchors, same, strict=True)
    ]


def _likeness(wanted: str, text: str) -> float:
    matcher = SequenceMatcher(None, wanted, text[: len(wanted) + 8], autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE_THERE else 0.0


def _only(free: list[int], window: range, found: Found) -> Place | None:
    """Return the one of `free`, or the one of them in `window`; all of them where that does not
    decide."""
    here = [place for place in free if place in window]
    for places in (here, free):
        if len(places) == 1:
            return Place(found, places[0])
    return Place(Found.SEVERAL, several=tuple(here or free)) if free else None


def _windows(places: Sequence[Place | None], count: int) -> list[range]:
    """Between which paragraphs each anchor stands, by the anchors around it that are found."""
    known = [
        (number, place.paragraph)
        for number, place in enumerate(places)
        if place is not None and place.paragraph is not None
    ]
    numbers = [number for number, _ in known]
    windows = []
    for number in range(len(places)):
        at = bisect_left(numbers, number)
        low = known[at - 1][1] + 1 if at else 0
        after = at + (at < len(known) and numbers[at] == number)
        high = known[after][1] if after < len(known) else count
        windows.append(range(low, high) if low < high else range(count))
    return windows


# --- which paragraph became which -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Options:
    """The `places` that a paragraph may have gone to; `sure` where all best alignments agree."""

    places: tuple[int, ...] = ()
    sure: bool = False


def align(old: Sequence[str], new: Sequence[str]) -> list[Options]:
    """Return where each of `old` is in `new`, both in order: the longest common subsequence.

    What stands once in either text is its own proof (as in a patience diff); between two such
    paragraphs, all longest alignments are looked at. Where paragraphs were only inserted, or only
    deleted, the true place is always among the options: one that is `sure` is never wrong.
    """
    found = [Options()] * len(old)
    start = (-1, -1)
    for pin in [*_pins(old, new), (len(old), len(new))]:
        (first, low), (stop, high) = start, pin
        gap = _options(old[first + 1 : stop], new[low + 1 : high])
        for index, options in enumerate(gap, start=first + 1):
            places = tuple(low + 1 + place for place in options.places)
            found[index] = Options(places, options.sure)
        if stop < len(old):
            found[stop] = Options((high,), True)
        start = pin
    return found


def _pins(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the longest rising row of (old, new) places of what stands once in either text."""
    often = Counter(old), Counter(new)
    where = {own: place for place, own in enumerate(new) if often[1][own] == often[0][own] == 1}
    pairs = [(index, where[own]) for index, own in enumerate(old) if own in where]
    lasts: list[int] = []  # the lowest new place that ends a row of each length
    ends: list[int] = []  # and which pair that is
    earlier: list[int | None] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(lasts, place)
        lasts[length : length + 1] = [place]
        ends[length : length + 1] = [number]
        earlier.append(ends[length - 1] if length else None)
    row: list[tuple[int, int]] = []
    at = ends[-1] if ends else None
    while at is not None:
        row.append(pairs[at])
        at = earlier[at]
    return row[::-1]


def _options(old: Sequence[str], new: Sequence[str]) -> list[Options]:
    """Return for each of `old` its places in all longest common subsequences with `new`."""
    if old == new:
        return [Options((place,), True) for place in range(len(new))]
    shared = set(old) & set(new)
    left = [index for index, own in enumerate(old) if own in shared]
    right = [place for place, own in enumerate(new) if own in shared]
    found = [Options()] * len(old)
    if len(left) * len(right) > _MOST_CELLS:
        for index in left:
            found[index] = Options(tuple(p for p in right if new[p] == old[index]))
        return found
    mine, others = [old[index] for index in left], [new[place] for place in right]
    before = _lengths(mine, others)
    after = [row[::-1] for row in _lengths(mine[::-1], others[::-1])[::-1]]
    best = before[-1][-1]
    for number, index in enumerate(left):
        places = tuple(
            place
            for at, place in enumerate(right)
            if others[at] == mine[number]
            and before[number][at] + 1 + after[number + 1][at + 1] == best
        )
        dropped = any(
            one + other == best
            for one, other in zip(before[number], after[number + 1], strict=True)
        )
        found[index] = Options(places, len(places) == 1 and not dropped)
    return found


def _lengths(old: Sequence[str], new: Sequence[str]) -> list[list[int]]:
    """Return the length of the longest common subsequence of each beginning of both."""
    rows = [[0] * (len(new) + 1)]
    for own in old:
        last, row = rows[-1], [0]
        for at, other in enumerate(new):
            row.append(last[at] + 1 if own == other else max(last[at + 1], row[at]))
        rows.append(row)
    return rows

"""Where a plan's entry belongs in a transcript: told by what stands there, not by a line number.

An anchor is written as the first words of a paragraph and two short checksums: of the paragraph,
and of the one before it. The words are for people, and find the paragraph when its text changed
further on; the checksums find it when it moved, and tell "Yes." from another "Yes.". A person who
adds an entry writes words only.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left
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
    """The paragraph (from 0) that an anchor means; None where none does, or `several` do."""

    found: Found
    paragraph: int | None = None
    several: tuple[int, ...] = ()


def parse_anchor(text: str) -> Anchor:
    """The anchor that `text` writes."""
    match = _MARK.search(text)
    if match is None:
        return Anchor(" ".join(text.split()))
    own, before, number = match.groups()
    return Anchor(" ".join(text[: match.start()].split()), own, before, int(number or 1))


class Text:
    """A transcript's paragraphs, as anchors look at them."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self._words = [_first_words(text) for text in paragraphs]
        self._plain = [plain(text) for text in paragraphs]
        self._raw = [_raw(text) for text in paragraphs]
        self._own = [_sum(text, 6) for text in self._plain]
        self._before = [_sum(text, 4) for text in ["", *self._plain[:-1]]]
        self._same: dict[tuple[str, str], list[int]] = {}
        self._by_own: dict[str, list[int]] = {}
        for place, pair in enumerate(zip(self._own, self._before, strict=False)):
            self._same.setdefault(pair, []).append(place)
            self._by_own.setdefault(pair[0], []).append(place)

    def anchor(self, place: int) -> Anchor:
        """The anchor of the paragraph `place`, from 0."""
        own, before = self._own[place], self._before[place]
        number = self._same[own, before].index(place) + 1
        return Anchor(self._words[place], own, before, number)

    def find(self, anchors: Sequence[Anchor], similar: Sequence[bool]) -> tuple[Place, ...]:
        """Where each of `anchors` is, in the order of a plan; something similar is looked for
        where `similar` says so. No paragraph is found twice but by anchors without checksums."""
        places: list[Place | None] = [None] * len(anchors)
        taken: set[int] = set()
        for step in (self._exactly, self._itself, self._beginning):
            windows = _windows(places, len(self._plain))
            for number, anchor in enumerate(anchors):
                if places[number] is not None:
                    continue
                place = step(anchor, windows[number], taken)
                if place is not None:
                    places[number] = place
                    if place.paragraph is not None:
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
        """The first words of the paragraph that begins most like `words`."""
        wanted = plain(words)
        tried = self._plain[: 10 * _MOST_TRIED]
        rated = [(_likeness(wanted, text), -place) for place, text in enumerate(tried)]
        best = max(rated, default=(0.0, 0))
        return self._words[-best[1]] if best[0] >= _ALIKE_THERE else None

    # --- the steps, from the surest on ------------------------------------------------------------

    def _exactly(self, anchor: Anchor, window: range, taken: set[int]) -> Place | None:
        """The same paragraph after the same paragraph."""
        if not anchor.own:
            return None
        same = self._same.get((anchor.own, anchor.before), [])
        if len(same) < anchor.number or not self._begins(anchor, same[:1]):
            return None
        place = same[anchor.number - 1]
        return None if place in taken else Place(Found.SURE, place)

    def _itself(self, anchor: Anchor, window: range, taken: set[int]) -> Place | None:
        """The same paragraph, after another one."""
        same = self._by_own.get(anchor.own, [])
        free = self._begins(anchor, [place for place in same if place not in taken])
        return _only(free, window, Found.SURE) if anchor.own else None

    def _beginning(self, anchor: Anchor, window: range, taken: set[int]) -> Place | None:
        """A paragraph that begins with the same words and goes on differently."""
        free = self._begins(anchor, range(len(self._plain)))
        if anchor.own:
            free = [place for place in free if place not in taken]
        if not anchor.own:
            if len(free) == 1:
                return Place(Found.SURE, free[0])
            return Place(Found.SEVERAL, several=tuple(free)) if free else None
        if len(plain(anchor.words).split()) < _FAR:
            # "Merci." stands everywhere: it is looked for where it was.
            free = [place for place in free if place in window]
        return _only(free, window, Found.CHANGED) if free else None

    def _similar(self, anchor: Anchor, window: range, taken: set[int]) -> Place | None:
        """The paragraph between the same others whose first words are most alike."""
        wanted = plain(anchor.words)
        tried = [place for place in window if place not in taken]
        if not tried or len(tried) > _MOST_TRIED:
            return None
        likeness, place = max((_likeness(wanted, self._plain[place]), -place) for place in tried)
        there = self._before[-place] == anchor.before
        enough = likeness >= (_ALIKE_THERE if there else _ALIKE)
        return Place(Found.CHANGED, -place) if enough else None

    def _begins(self, anchor: Anchor, places: Sequence[int]) -> list[int]:
        """Those of `places` that begin with the anchor's words."""
        words = re.search(r"\w", anchor.words) is not None
        wanted = (plain if words else _raw)(anchor.words) + " "
        texts = self._plain if words else self._raw
        return [place for place in places if f"{texts[place]} ".startswith(wanted)]


def plain(text: str) -> str:
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


def _sum(text: str, digits: int) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:digits]


def _likeness(wanted: str, text: str) -> float:
    matcher = SequenceMatcher(None, wanted, text[: len(wanted) + 8], autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE_THERE else 0.0


def _only(free: list[int], window: range, found: Found) -> Place | None:
    """The one of `free`, or the one of them in `window`; all of them where that does not decide."""
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

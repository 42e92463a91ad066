"""Readings of the whole document, and which of them explains it best.

How often a slot holds labels is not known before the document is read: it is estimated from the
document itself (expectation and maximisation), so that what is a label at one place makes all
lines that are set alike labels, unless what they say is a sentence.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from podcast.reading.furniture import is_byline, is_credit, is_link
from podcast.reading.heads import Head, HeadKind, has_first_name, never_a_label, sentence_words
from podcast.reading.lines import SourceLine
from podcast.reading.names import PARTICLES, initials_of, key
from podcast.reading.score import (
    PRIOR,
    Evidence,
    People,
    begins_with_article,
    is_value,
    lower_words,
    names_anybody,
)
from podcast.reading.slots import Kind, Place, Slot, find_places

_ROUNDS = 5
_SLOT = 3.0
"""As many lines as that, of the kind at large, count beside those of a slot."""
_KIND = 4.0
_FEW, _LINES_A_LABEL = 3, 15
"""So few labels, none of which comes back, in a document of so many lines for each, are none."""
_MARKS = (Kind.QUESTION, Kind.ANSWER)
_SURE = (Kind.TOLD, *_MARKS)
_MARGIN = 1.2
"""Odds (logarithms) that leave a doubt."""
_STRAY = 4.0
"""The same, for a name alone on a line that is not in the list of those who speak."""
_NARROW = 0.08
"""A part of the document that small is one place."""
_SHORT = 5
"""Labels in a text in which nobody need speak twice."""
_COVER = 0.8
"""So much of all paragraphs are nearly all."""
_SUREST = 0.96
"""No slot is surer than that."""


@dataclass(frozen=True, slots=True)
class Label:
    """A place where somebody begins to speak: on the line `index`, what is said from the
    character `end` on. `head` is None for questions, answers, and what a format tells. `odds` is
    the logarithm of how much likelier than not it is a label."""

    index: int
    end: int
    kind: Kind
    head: Head | None
    odds: float = 9.0


@dataclass(frozen=True, slots=True)
class Close:
    """A place that the next best reading takes the other way."""

    place: Place
    taken: bool


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a reading; for each line that has places the best one with its odds; `shares`,
    how much of each slot is labels; what was decided by little; and the second best places."""

    labels: tuple[Label, ...]
    best: dict[int, tuple[float, Place]]
    shares: dict[Slot, float]
    close: tuple[Close, ...] = ()
    second: dict[int, tuple[float, Place]] = field(default_factory=dict)

    def ranked(self, index: int) -> list[tuple[float, Place]]:
        """The best places of a line, the best first."""
        return [found[index] for found in (self.best, self.second) if index in found]


def find_labels(lines: tuple[SourceLine, ...], start: int, names: tuple[str, ...]) -> Labels:
    """The labels on `lines` from the index `start` on; `names` are people known to take part."""
    return _Search(lines, start, names).labels()


def _covers(held: list[Place], lines: tuple[SourceLine, ...]) -> bool:
    """Whether nearly all of a text too short for names to come back is set so, most of it after
    names."""
    names = {place.name for place in held}
    if not 2 <= len(names) == len(held) <= _SHORT or held[0].slot.empty:
        return False
    paragraphs = sum(line.apart and not line.heading for line in lines[held[0].index :])
    people = sum(p.head is not None and p.head.kind is HeadKind.PERSON for p in held)
    return len(held) >= _COVER * paragraphs and people > len(held) / 2


class _Search:
    def __init__(self, lines: tuple[SourceLine, ...], start: int, names: tuple[str, ...]) -> None:
        self._lines = lines
        people = People()
        for name in names:
            people.add(name)
            if name.isupper() and len(name) <= 5:
                people.initials.add(key(name).replace(" ", ""))
        self._places: dict[int, list[Place]] = {}
        counts: Counter[str] = Counter()
        alone: set[int] = set()
        for index in range(start, len(lines)):
            line = lines[index]
            if is_link(line) or is_byline(line) or (is_credit(line) and line.speaker is None):
                continue
            found = list(find_places(line, index))
            if not found:
                continue
            self._places[index] = found
            counts.update({place.name for place in found if place.filler})
            for place in found:
                if place.kind is Kind.ALONE:
                    alone.add(index)
                if place.head is not None and place.head.initials:
                    people.initials.add(key(place.head.initials).replace(" ", ""))
        self._settle_questions()
        slots: defaultdict[Slot, list[Place]] = defaultdict(list)
        for place in (place for found in self._places.values() for place in found):
            slots[place.slot].append(place)
        self._evidence = Evidence(
            lines,
            counts,
            people,
            frozenset(alone),
            lower_words(lines),
            unique=frozenset(
                slot
                for slot, held in slots.items()
                if len(held) >= 4 and sum(counts[p.name] > 1 for p in held) < 0.2 * len(held)
            ),
            clustered=frozenset(
                slot
                for slot, held in slots.items()
                if len(held) >= 4 and held[-1].index - held[0].index < _NARROW * len(lines)
            ),
            keys=_keys(slots),
            quiet=frozenset(
                slot
                for slot, held in slots.items()
                if len(held) >= 4 and sum(p.rest[:1].islower() for p in held) > 0.3 * len(held)
            ),
            covering=frozenset(slot for slot, held in slots.items() if _covers(held, lines)),
        )
        self._shares: dict[Slot, float] = {}
        self._best: dict[int, tuple[float, Place]] = {}
        self._second: dict[int, tuple[float, Place]] = {}
        self._silent: dict[int, tuple[float, Place]] = {}  # labels with nothing said below them

    def _settle_questions(self) -> None:
        """Where somebody has "Q", "Q:" and "A:" are no names; elsewhere "A:" is one, like "I:"."""
        asked = any(p.kind is Kind.QUESTION for found in self._places.values() for p in found)
        for index, found in self._places.items():
            mark = next((place for place in found if place.kind in _MARKS), None)
            if mark is not None:
                self._places[index] = [
                    place
                    for place in found
                    if (place is mark) == asked or (asked and place.end > mark.end)
                ]

    def labels(self) -> Labels:
        """The reading that what is set alike and what comes back explain best."""
        slots = {place.slot for found in self._places.values() for place in found}
        people = self._evidence.people
        self._shares = {slot: _chance(PRIOR.get(slot.kind, 0.0)) for slot in slots}
        for _ in range(_ROUNDS):
            self._expect()
            self._maximise()
        self._expect()
        accepted = {index: best for index, best in self._best.items() if best[0] > 0}
        accepted |= self._silent
        self._drop_front(accepted)
        labels = {
            index: Label(index, place.end, place.kind, _head_of(place), odds)
            for index, (odds, place) in accepted.items()
        }
        self._add_questions(labels)
        names = Counter(place.name for _, place in accepted.values())
        told = any(label.kind in _SURE for label in labels.values())
        listed = any(place.head and people.has(place.head) for _, place in accepted.values())
        few = len(labels) <= _FEW and len(self._lines) > _LINES_A_LABEL * len(labels)
        if few and not told and not listed and max(names.values(), default=0) < 2:
            labels = {}
        return Labels(
            tuple(labels[index] for index in sorted(labels)),
            self._best,
            self._shares,
            tuple(self._close(accepted, labels)) if labels else (),
            self._second,
        )

    def _close(
        self, accepted: dict[int, tuple[float, Place]], labels: dict[int, Label]
    ) -> Iterator[Close]:
        """What could as well be read the other way: labels with little for them, and lines that
        are set exactly like labels and were not taken for any."""
        slots = Counter(place.slot for _, place in accepted.values())
        names = Counter(place.name for _, place in accepted.values())
        begun, ended = min(labels), max(labels)
        for index, (odds, place) in sorted(self._best.items()):
            if place.kind is Kind.TOLD:
                continue
            if index in accepted:
                odds = accepted[index][0]
                stray = len(self._evidence.people.names) > 1 and place.kind is Kind.ALONE
                stray = stray and place.head is not None and place.head.strength < 2.5
                margin = _STRAY if stray else _MARGIN
                sure = self._evidence.known(place) or names_anybody(place.filler)
                if names[place.name] == 1 and odds < margin and not sure:
                    yield Close(place, True)
            elif (
                begun < index < ended
                and index not in labels
                and slots[place.slot] >= 3
                and self._shares[place.slot] > 0.5
                and odds > -2 * _MARGIN
                and self._evidence.begins(index)
                and not (place.slot.empty and (index + 1 in labels or index - 1 in labels))
                and _like_a_name(place)
            ):
                yield Close(place, False)

    def _expect(self) -> None:
        """For each line, its best place and the odds that it is a label."""
        self._best, self._second = {}, {}
        self._evidence.forget()
        usual = {slot: _odds(share) for slot, share in self._shares.items()}
        for index, found in self._places.items():
            most, best = -99.0, None
            for place in found:
                kind = place.kind
                if kind in _MARKS:
                    continue
                odds = 99.0
                if kind is not Kind.TOLD:
                    odds = usual[place.slot] + self._evidence.of(place)
                if odds > most or best is None:
                    if best is not None:
                        self._second[index] = (most, best)
                    most, best = odds, place
                elif index not in self._second or odds > self._second[index][0]:
                    self._second[index] = (odds, place)
            if best is not None:
                self._best[index] = (most, best)
        self._compete()
        for odds, place in self._best.values():
            head = place.head
            if odds > 1 and head is not None:
                self._evidence.meet(head)

    def _maximise(self) -> None:
        """How much of each slot is labels, as the odds of its lines tell."""
        held: defaultdict[Slot, float] = defaultdict(float)
        size: Counter[Slot] = Counter()
        for index, found in self._places.items():
            if index not in self._best:
                continue
            odds, best = self._best[index]
            for place in found:
                if place is best:
                    held[place.slot] += _chance(odds)
                elif odds > 0:
                    continue  # another slot holds this label
                size[place.slot] += 1
        kinds_held: defaultdict[Kind, float] = defaultdict(float)
        kinds_size: Counter[Kind] = Counter()
        for slot, count in size.items():
            kinds_held[slot.kind] += held[slot]
            kinds_size[slot.kind] += count
        for slot in self._shares:
            if slot.kind not in PRIOR:
                continue
            kind = slot.kind
            usual = (kinds_held[kind] + _KIND * _chance(PRIOR[kind])) / (kinds_size[kind] + _KIND)
            self._shares[slot] = (held[slot] + _SLOT * usual) / (size[slot] + _SLOT)

    def _compete(self) -> None:
        """Between two labels somebody says something: of a label with nothing behind it and one
        right below, the weaker is a heading, or the first word that is said."""
        self._silent = {}
        for index in sorted(self._best):
            odds, place = self._best[index]
            below = self._best.get(index + 1)
            if odds <= 0 or below is None or below[0] <= 0:
                continue
            if not place.slot.empty or place.kind is Kind.TOLD:
                continue
            if odds > below[0] and place.slot != below[1].slot:
                self._best[index + 1] = (-2.0, below[1])
            else:
                self._best[index] = (-2.0, place)
                if place.slot == below[1].slot:
                    self._silent[index] = (odds, place)

    def _drop_front(self, accepted: dict[int, tuple[float, Place]]) -> None:
        """Before the first who comes back, set as most labels are, who never speaks again and
        has no name that one knows is nobody: what lists, summaries and pages begin with."""
        slots = Counter(place.slot for _, place in accepted.values())
        main = {slot for slot, count in slots.items() if count >= max(2, 0.2 * len(accepted))}
        names = Counter(place.name.replace(" ", "") for _, place in accepted.values())
        begun = [
            i
            for i, (_, p) in accepted.items()
            if p.slot in main and names[p.name.replace(" ", "")] > 1
        ]
        first = min(begun, default=0)
        for index in [index for index in accepted if index < first]:
            place = accepted[index][1]
            known = self._evidence.known(place) or (
                place.head is not None
                and (place.head.strength > 2 or has_first_name(place.head.name))
            )
            known = known or any(letters in names for letters in initials_of(place.name))
            known = known or any(word in names for word in place.name.split())
            known = known or (place.slot in main and self._says(place))
            if (
                names[place.name.replace(" ", "")] == 1
                and not known
                and place.kind is not Kind.TOLD
            ):
                del accepted[index]

    def _says(self, place: Place) -> bool:
        """Whether a sentence stands behind or below a place."""
        said = place.rest.strip()
        if not said and place.index + 1 < len(self._lines):
            said = self._lines[place.index + 1].text
        return said.endswith((".", "!", "?", "…")) and len(said.split()) > 3

    def _add_questions(self, labels: dict[int, Label]) -> None:
        """ "Q:" and "A:" are labels where there are several; nobody is named by them."""
        asked: list[Place] = []
        answered: list[Place] = []
        for index, found in self._places.items():
            if index in labels:
                continue
            for place in found:
                if place.kind is Kind.QUESTION:
                    asked.append(place)
                elif place.kind is Kind.ANSWER:
                    answered.append(place)
        if len(asked) + min(len(answered), 1) >= 2 and asked:
            first = min(place.index for place in asked)
            for place in [*asked, *(p for p in answered if p.index > first)]:
                labels[place.index] = Label(place.index, place.end, place.kind, None)


def _keys(slots: dict[Slot, list[Place]]) -> frozenset[tuple[Slot, str]]:
    """What stands before values, time and again, where others stand before sentences: "Topic"."""
    keys = set()
    for slot, places in slots.items():
        said = [place for place in places if place.rest.strip()]
        untold = sum(not _is_sentence(place.rest) for place in said)
        if len(said) < 4 or untold > 0.4 * len(said):
            continue
        held: defaultdict[str, list[bool]] = defaultdict(list)
        for place in said:
            held[place.name].append(_is_sentence(place.rest))
        keys |= {
            (slot, name)
            for name, told in held.items()
            if len(told) >= 2 and sum(told) <= 0.4 * len(told)
        }
    return frozenset(keys)


def _is_sentence(text: str) -> bool:
    return len(text.split()) > 12 or text.rstrip(" »”\"')").endswith((".", "!", "?", "…", ":", ";"))


def _like_a_name(place: Place) -> bool:
    """Whether what stands in a place could be somebody: a name, a code, and nothing told."""
    words = [word for word in place.filler.split() if word[0].isalnum()]
    named = place.head is not None or all(not w[0].islower() or w in PARTICLES for w in words)
    named = named or (place.slot.empty and begins_with_article(place.filler))
    told = never_a_label(place.filler) or sentence_words(place.filler) or is_value(place.rest)
    return named and len(words) <= 6 and not (told and place.rest)


def _head_of(place: Place) -> Head | None:
    if place.kind is Kind.TOLD:
        return None
    if place.head is not None:
        return place.head
    return Head(HeadKind.GROUP, place.filler, place.filler, strength=0.0)


def _odds(chance: float) -> float:
    chance = min(_SUREST, max(1e-4, chance))
    return math.log(chance / (1 - chance))


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))

"""Readings of the whole document, and which of them explains it best.

How often a slot holds labels is not known before the document is read: it is estimated from the
document itself (expectation and maximisation), so that what is a label at one place makes all
lines that are set alike labels, unless what they say is a sentence.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from podcast.language.known_words import known_words
from podcast.language.word_lists import LANGUAGES
from podcast.reading.furniture import is_attendance, is_credit, is_link, presiding
from podcast.reading.labels import (
    Label,
    LabelKind,
    has_first_name,
    heads_a_part,
    read_person,
    sentence_words,
)
from podcast.reading.lines import LONG_LINE, SourceLine, begins, ends_sentence
from podcast.reading.names import PARTICLES, initials_of, letters_of, looks_like_name
from podcast.reading.score import (
    ALL_STAMPED,
    FAR,
    HAPPENS,
    IN_TURN,
    MANY,
    NONE,
    ODD,
    ONE_SPEAKER,
    PEOPLE,
    PRIOR,
    RARE,
    SPOKEN,
    USUAL,
    Evidence,
    People,
    begins_with_article,
    count_words,
    is_value,
    names_anybody,
)
from podcast.reading.slots import INLINE, Kind, Place, Slot, find_places, marked_places, odd_places
from podcast.reading.spoken import is_spoken, spoken_words

_ROUNDS = 5
_SLOT = 3.0
"""As many lines as that, of the kind at large, count besides those of a slot."""
_FILLER = 3.0
"""The same, for what stands in a place."""
_KIND = 4.0
_LINES_A_LABEL = 15
"""Labels that have more lines than that each are few."""
_ENOUGH_LABELS = 10
_MANY_LABELS, _RARELY = 12, 0.1
"""Labels among which a way to part them from speech can be rare; and its share of them."""
_FEW_ODD = 0.1
"""Share of the labels that nothing says to be people, where all others are."""
_IN_ORDER = 0.85
"""So many of all labels follow another as they usually do, where they are fields of a form."""
_ENOUGH_LINES = 2_000
_MARKS = (Kind.QUESTION, Kind.ANSWER)
_SURE = (Kind.DECLARED, *_MARKS)
_MARGIN = 1.2
"""Odds (logarithms) that leave a doubt."""
_STRAY = 4.0
"""The same, for a name that is not in the list of those who speak."""
_ODD_MARGIN = 3.5
"""The same, for what nothing else says to be somebody, where all others are."""
_MOSTLY_LABELS = 0.8
"""Share of a slot that is labels, where a time stamp beside a line makes it one for sure."""
_NARROW = 0.08
"""A part of the document that small is one place."""
_AGAIN = 5
"""A line that stands alone in turns so often is worth a look."""
_SHORT = 5
"""Labels in a text in which nobody need speak twice."""
_COVER = 0.8
"""So much of all paragraphs are nearly all."""
_SHORT_TEXT = 60
"""Lines of a text in which many speak once."""
_MOSTLY_INSIDE = 0.6
_UNENDED = 0.4
"""Share of what stands behind labels that is no sentence, at most."""
_SUREST = 0.96
"""No slot is surer than that."""


@dataclass(frozen=True, slots=True)
class TurnStart:
    """A place where somebody begins to speak: on the line `index`, what is said from the
    character `end` on. `label` is None for questions, answers, and what a format declares. `odds`
    is the logarithm of how much likelier than not it is a label."""

    index: int
    end: int
    kind: Kind
    label: Label | None
    odds: float = 9.0

    @property
    def who(self) -> str:
        """The key of the label's name, or what kind of place it is that has none."""
        return self.label.key if self.label is not None else self.kind.value


@dataclass(frozen=True, slots=True)
class Close:
    """A place that the next best reading takes the other way."""

    place: Place
    taken: bool


@dataclass(frozen=True, slots=True)
class Labelling:
    """The labels of a reading; for each line that has places the best one with its odds; `shares`,
    how much of each slot is labels; what was decided by little; the second best places; and the
    lines that are fields: what stands before values, time and again."""

    starts: tuple[TurnStart, ...]
    best: dict[int, tuple[float, Place]]
    shares: dict[Slot, float]
    close: tuple[Close, ...] = ()
    second: dict[int, tuple[float, Place]] = field(default_factory=dict)
    fields: frozenset[int] = frozenset()

    def ranked(self, index: int) -> list[tuple[float, Place]]:
        """The best places of a line, the best first."""
        return [found[index] for found in (self.best, self.second) if index in found]


def find_turn_starts(
    lines: tuple[SourceLine, ...], first: int, names: tuple[str, ...]
) -> Labelling:
    """The labels on `lines` from the index `first` on; `names` are people known to take part."""
    return _Search(lines, first, names).starts()


_FEWEST_TOLD = 3
_MOST_TOLD_WORDS = 3
_REFERENCE = re.compile(r"\s*\[[^\[\]]{1,20}\]$")


def _told(place: Place) -> Label | None:
    """The name in a filler that says that somebody speaks: "Anne Roux asked"."""
    words = place.filler.split()
    names = len(words)
    while names and words[names - 1][0].islower() and words[names - 1].isalpha():
        names -= 1
    if not 0 < names < len(words) <= names + _MOST_TOLD_WORDS:
        return None
    label = read_person(" ".join(words[:names]))
    return label if label and (label.strength >= 2 or has_first_name(label.name)) else None


def _listed_at_end(lines: tuple[SourceLine, ...]) -> int:
    """Where the list of who was there begins that the text ends with; its length without one."""
    last = next((i for i in reversed(range(len(lines))) if _is_prose(lines[i])), -1)
    listed = (i for i in range(last + 1, len(lines)) if is_attendance(lines[i].text))
    return next(listed, len(lines))


def _is_prose(line: SourceLine) -> bool:
    return ends_sentence(line.text) or len(line.text) > LONG_LINE


def _covers(held: list[Place], lines: tuple[SourceLine, ...]) -> bool:
    """Whether nearly all of a text too short for names to come back is set so, most of it after
    names."""
    names = {place.name for place in held}
    if not 2 <= len(names) == len(held) <= _SHORT or held[0].slot.empty:
        return False
    paragraphs = sum(line.apart and not line.heading for line in lines[held[0].index :])
    people = sum(p.label is not None and p.label.kind is LabelKind.PERSON for p in held)
    return len(held) >= _COVER * paragraphs and people > len(held) / 2


class _Search:
    def __init__(self, lines: tuple[SourceLine, ...], first: int, names: tuple[str, ...]) -> None:
        self._lines = lines
        people = People()
        for name in names:
            people.add(name)
            if name.isupper() and len(name) <= 5:
                people.initials.add(letters_of(name))
        self._places: dict[int, list[Place]] = {}
        counts = self._counts = Counter[str]()
        alone: set[int] = set()
        for index in range(first, _listed_at_end(lines)):
            line = lines[index]
            if line.speaker is None and (is_link(line) or is_credit(line) or presiding(line)):
                continue
            found = list(find_places(line, index))
            if not found:
                continue
            self._places[index] = found
            counts.update({place.name for place in found if place.filler})
            for place in found:
                if place.kind is Kind.ALONE:
                    alone.add(index)
                if place.label is not None and place.label.initials:
                    people.initials.add(letters_of(place.label.initials))
        for index in range(first, len(lines)):
            # a name that stands elsewhere with what its owner says
            places = odd_places(lines[index], index) if begins(lines, index) else ()
            odd = [place for place in places if counts[place.name] > 1]
            if odd and not any(p.name == odd[0].name for p in self._places.get(index, ())):
                self._places.setdefault(index, []).extend(odd)
                counts.update(p.name for p in odd if p.rest)
        for place in marked_places(lines, first):
            others = self._places.get(place.index, ())
            if all(place.name != other.name or other.end > place.end for other in others):
                self._places.setdefault(place.index, []).append(place)
                counts[place.name] += 1
        self._name_who_is_told()
        self._leave_dashes_inside()
        self._settle_questions()
        slots: defaultdict[Slot, list[Place]] = defaultdict(list)
        for place in (place for found in self._places.values() for place in found):
            slots[place.slot].append(place)
        self._evidence = Evidence(
            lines,
            counts,
            people,
            frozenset(alone),
            count_words(lines),
            max(counts.values(), default=0),
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
            counted=_counted(slots, counts),
            quiet=frozenset(slot for slot, held in slots.items() if _is_quiet(held, counts)),
            covering=frozenset(slot for slot, held in slots.items() if _covers(held, lines)),
            repeated=_repeated(slots),
        )
        self._shares: dict[Slot, float] = {}
        self._fillers: dict[tuple[str, bool], float] = {}
        self._best: dict[int, tuple[float, Place]] = {}
        self._second: dict[int, tuple[float, Place]] = {}
        self._silent: dict[int, tuple[float, Place]] = {}  # labels with nothing said below them

    def _name_who_is_told(self) -> None:
        """Where several are told to speak ("Anne Roux asked: …"), the label is the name."""
        told: dict[int, Label] = {}
        for index, found in self._places.items():
            for place in found:
                if 0 < self._lines[index].lead < len(place.filler):
                    continue  # what stands out is the name, the rest is said
                if place.kind is Kind.COLON and (label := _told(place)) is not None:
                    told[index] = label
        if len(told) < _FEWEST_TOLD or len({label.key for label in told.values()}) < 2:
            return
        for index, label in told.items():
            self._places[index] = [
                replace(place, filler=label.text, label=label)
                for place in self._places[index]
                if place.kind is Kind.COLON
            ]
            self._counts[label.key] += 1

    def _leave_dashes_inside(self) -> None:
        """Where a colon mostly follows, a dash parts no speech, but a role: "Anne - élue : Oui"."""
        inside: defaultdict[Slot, list[bool]] = defaultdict(list)
        for found in self._places.values():
            ends = {place.name: place.end for place in found if place.kind is Kind.COLON}
            for place in found:
                if place.kind is Kind.DASH:
                    inside[place.slot].append(ends.get(place.name, 0) > place.end)
        roles = {slot for slot, said in inside.items() if sum(said) > _MOSTLY_INSIDE * len(said)}
        for index, found in self._places.items():
            self._places[index] = [place for place in found if place.slot not in roles]

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

    def starts(self) -> Labelling:
        """The reading that what is set alike and what comes back explain best."""
        slots = {place.slot for found in self._places.values() for place in found}
        self._shares = {slot: _chance(PRIOR.get(slot.kind, 0.0)) for slot in slots}
        for _ in range(_ROUNDS):
            self._expect()
            self._maximise()
        self._expect()
        self._discount_rare()
        odd = self._discount_odd()
        accepted = {index: best for index, best in self._best.items() if best[0] > 0}
        names = Counter(place.name for _, place in accepted.values())
        accepted |= {  # what stands there once, and says nothing, is a heading
            index: found for index, found in self._silent.items() if self._is_known(found[1], names)
        }
        dropped = self._drop_ends(accepted)
        starts = {
            index: TurnStart(index, place.end, place.kind, _label_of(place), odds)
            for index, (odds, place) in accepted.items()
        }
        self._add_questions(starts)
        if self._debate(starts) < 0:
            starts = {}
        return Labelling(
            tuple(starts[index] for index in sorted(starts)),
            self._best,
            self._shares,
            tuple(self._close(accepted, starts, dropped, odd)) if starts else (),
            self._second,
            frozenset(
                index
                for index, (_, place) in self._best.items()
                if index not in starts and self._evidence.keys.get((place.slot, place.name))
            ),
        )

    def _discount_rare(self) -> None:
        """Count it against labels that they are parted from what is said in a way in which hardly
        any other is."""
        kinds = Counter(place.kind for odds, place in self._best.values() if odds > 0)
        few = _RARELY * kinds.total() if kinds.total() >= _MANY_LABELS else 0
        rare = {kind for kind, count in kinds.items() if count < few and kind in PRIOR}
        for index, (odds, place) in self._best.items():
            if odds > 0 and place.kind in rare:
                self._best[index] = (odds + RARE, place)

    def _discount_odd(self) -> set[str]:
        """Where nearly all labels name people, count it against others that nothing else says
        that they do; where nearly all are set otherwise, against those in square brackets. Return
        their names."""
        taken = [(i, o, p) for i, (o, p) in self._best.items() if o > 0]
        odd = [
            (index, odds, place)
            for index, odds, place in taken
            if place.kind is not Kind.DECLARED and not self._evidence.names_somebody(place)
        ]
        few = _FEW_ODD * len(taken)
        if len(odd) > few:
            odd = [found for found in odd if self._evidence.happens(found[2])]
        if len(taken) < _ENOUGH_LABELS or len(odd) > few:
            return set()
        for index, odds, place in odd:
            if place.label is None or " " in place.filler:  # "Cora" may speak once
                happens = self._evidence.happens(place)
                self._best[index] = (min(odds, 0.0) + HAPPENS if happens else odds + ODD, place)
        return {place.name for _, _, place in odd}

    def _debate(self, starts: dict[int, TurnStart]) -> float:
        """The logarithm of how much likelier than not people speak here: forms, agendas and minutes
        have lines that look like labels as well."""
        if not starts:
            return -1.0
        order = sorted(starts)
        labels = [starts[index].label for index in order]
        listed = any(one is not None and self._evidence.people.has(one) for one in labels)
        if listed or any(starts[index].kind in _SURE for index in order):
            return MANY
        names = [label.key if label is not None else "" for label in labels]
        met = [one is not None and self._evidence.met.has(one, itself=False) for one in labels]
        people = sum(met) + sum(
            label is not None
            and (
                label.strength >= 2
                or label.kind is LabelKind.NUMBERED
                or begins_with_article(label.text)
            )
            for label, here in zip(labels, met, strict=True)
            if not here  # "Roux", where Anne Roux speaks
        )
        nameless = sum(
            not here and (label is None or label.kind is not LabelKind.PERSON or label.strength < 2)
            for label, here in zip(labels, met, strict=True)
        )
        text = " ".join(line.text for line in self._lines[order[0] : order[0] + _ENOUGH_LINES])
        words = len(text.split())
        follows: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for one, other in pairwise(names):
            follows[one][other] += 1
        usual = sum(max(after.values()) for after in follows.values())
        again = sum(times > 1 for times in Counter(names).values())
        in_turn = again > 2 and usual >= _IN_ORDER * (len(names) - 1)
        parts = sum(label is not None and heads_a_part(label.text) for label in labels)
        score = NONE + PEOPLE * (people - 0.5 * parts) / len(labels)
        score += min(MANY, math.log(1 + len(names) - len(set(names))))
        score += SPOKEN * min(1.0, spoken_words(text) / (USUAL * max(1, words)))
        score += ALL_STAMPED * all(self._lines[index].stamp for index in order)
        score += IN_TURN * in_turn * nameless / len(labels) + ONE_SPEAKER * (len(set(names)) == 1)
        return score - FAR * max(0.0, math.log(len(self._lines) / (_LINES_A_LABEL * len(names))))

    def _close(
        self,
        accepted: dict[int, tuple[float, Place]],
        starts: dict[int, TurnStart],
        dropped: list[Place],
        odd: set[str],
    ) -> Iterator[Close]:
        """What could as well be read the other way: labels with little for them, and lines that
        are set exactly like labels and were not taken for any."""
        slots = Counter(place.slot for _, place in accepted.values())
        names = Counter(place.name for _, place in accepted.values())
        joined = Counter(place.name.replace(" ", "") for _, place in accepted.values())
        begun, ended = min(starts), max(starts)
        again: defaultdict[str, list[Place]] = defaultdict(list)  # alone in turns, time and again
        for index, (_, place) in self._best.items():
            if begun < index < ended and place.kind is Kind.ALONE and index not in starts:
                again[place.name].append(place)
        often = max(again.values(), key=len, default=[])
        if len(often) >= _AGAIN and all(
            self._lines[p.index].apart and p.index + 1 not in starts and p.slot == often[0].slot
            for p in often
        ):
            yield Close(often[0], False)
        yield from (Close(p, False) for p in dropped if p.index > ended and slots[p.slot] >= 3)
        for index, (odds, place) in sorted(self._best.items()):
            if place.kind is Kind.DECLARED:
                continue
            if index in accepted:
                odds = accepted[index][0]
                stray = len(self._evidence.people.names) > 1
                stray = stray and place.label is not None and place.label.strength < 2.5
                margin = _STRAY if stray else _MARGIN
                stamped = place.slot.stamp and self._shares[place.slot] > _MOSTLY_LABELS
                sure = stamped or self._evidence.known(place) or names_anybody(place.filler)
                strange = self._strange(place) and not self._is_known(place, joined)
                doubtful = names[place.name] == 1 and not sure and (odds < margin or strange)
                if doubtful or (place.name in odd and odds < _ODD_MARGIN):
                    odd.discard(place.name)  # one doubt for each
                    yield Close(place, True)
            elif (
                begun < index < ended
                and index not in starts
                and slots[place.slot] >= 3
                and self._shares[place.slot] > 0.5
                and odds > -2 * _MARGIN
                and not self._evidence.keys.get((place.slot, place.name))
                and begins(self._lines, index)
                and not (place.slot.empty and (index + 1 in starts or index - 1 in starts))
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
                if kind is not Kind.DECLARED:
                    share = usual[place.slot]
                    if place.slot.empty and kind in INLINE:  # else before what is said
                        share = max(share, self._fillers.get((place.name, place.slot.bold), -99.0))
                    odds = share + self._evidence.of(place)
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
            label = place.label
            if odds > 1 and label is not None:
                self._evidence.meet(label)

    def _maximise(self) -> None:
        """How much of each slot is labels, by the odds of its lines."""
        held: defaultdict[Slot, float] = defaultdict(float)
        size: Counter[Slot] = Counter()
        fillers: defaultdict[tuple[str, bool], list[float]] = defaultdict(list)
        for index, found in self._places.items():
            if index not in self._best:
                continue
            odds, best = self._best[index]
            if best.kind in INLINE:
                fillers[best.name, best.slot.bold].append(_chance(odds))
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
        self._fillers = {
            filler: _odds(sum(found) / (len(found) + _FILLER))
            for filler, found in fillers.items()
            if len(found) > _FILLER
        }
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
            if not place.slot.empty or place.kind is Kind.DECLARED:
                continue
            if odds > below[0] and place.slot != below[1].slot:
                self._best[index + 1] = (-2.0, below[1])
            else:
                self._best[index] = (-2.0, place)
                if place.slot == below[1].slot:
                    self._silent[index] = (odds, place)

    def _drop_ends(self, accepted: dict[int, tuple[float, Place]]) -> list[Place]:
        """Drop who stands before the first who comes back, or behind the last, and is nobody: what
        lists, summaries and pages begin with, and the signatures and references they end with."""
        slots = Counter(place.slot for _, place in accepted.values())
        enough = max(2, min(_ENOUGH_LABELS, 0.2 * len(accepted)))
        main = {slot for slot, count in slots.items() if count >= enough}
        names = Counter(place.name.replace(" ", "") for _, place in accepted.values())
        begun = [
            i
            for i, (_, p) in accepted.items()
            if p.slot in main and names[p.name.replace(" ", "")] > 1
        ]
        marks = (i for i, found in self._places.items() if any(p.kind in _MARKS for p in found))
        first, last = min(begun or marks, default=0), max(begun, default=len(self._lines))
        dropped = []
        order = sorted(accepted)
        for index, (_, place) in list(accepted.items()):
            once = names[place.name.replace(" ", "")] == 1
            says = self._says(place)
            title = index < first and place.kind is Kind.ALONE and not place.slot.heading
            title = title and place.slot not in main and not self._speech(place, order)
            empty = place.slot.empty and index + 1 == len(self._lines)
            if place.kind is Kind.DECLARED or first <= index <= last:
                if not (empty and place.kind is not Kind.DECLARED):
                    continue
            elif not (once or title or empty):
                continue
            # "Profile: …" above the interview, "Last record: …" below it
            field = begun and self._strange(place) and not begins_with_article(place.filler)
            field = field and not place.rest.endswith("?")
            if index > last:
                told = says and not (is_value(place.rest) or (field and not is_spoken(place.rest)))
                nobody = empty or not (told or place.slot.empty or self._evidence.known(place))
            else:
                nobody = (field or not (says and (place.slot in main or not begun))) and not (
                    once and self._is_known(place, names)
                )
            if nobody:
                dropped.append(accepted.pop(index)[1])
        return dropped

    def _strange(self, place: Place) -> bool:
        """Whether all words of a filler are ordinary ones, and nothing says that it is somebody."""
        label = place.label
        if label is not None and (label.named or label.kind is not LabelKind.PERSON):
            return False
        words = [word.lower() for word in re.findall(r"[^\W\d_]+", place.filler)]
        return any(
            bool(words) and all(word in known_words(language) for word in words)
            for language in LANGUAGES
        )

    def _speech(self, place: Place, labels: list[int]) -> bool:
        """Whether a line that could be speech stands between a label and the next."""
        after = bisect_right(labels, place.index)
        end = labels[after] if after < len(labels) else len(self._lines)
        said = [place.rest, *(line.text for line in self._lines[place.index + 1 : end])]
        return any(ends_sentence(text) or len(text) > LONG_LINE for text in said)

    def _is_known(self, place: Place, names: Counter[str]) -> bool:
        """Whether a place names somebody: by a civility, a first name, or a part of `names`."""
        if (place.label is not None and place.label.named) or self._evidence.known(place):
            return True
        begun = {place.name[:length] for length in (2, 3, 4)}  # "Azimuts", then "AZ"
        parts = {*initials_of(place.name), *place.name.split(), *begun} - {place.name}
        return any(part in names for part in parts)

    def _says(self, place: Place) -> bool:
        """Whether a sentence stands behind or below a place; in a short text, a short one."""
        said = _REFERENCE.sub("", place.rest.strip())
        if not said and place.index + 1 < len(self._lines):
            said = self._lines[place.index + 1].text
        short = len(self._lines) <= _SHORT_TEXT
        return ends_sentence(said) and (short or len(said.split()) > 3)

    def _add_questions(self, starts: dict[int, TurnStart]) -> None:
        """ "Q:" and "A:" are labels where there are several; nobody is named by them."""
        asked: list[Place] = []
        answered: list[Place] = []
        for index, found in self._places.items():
            if index in starts:
                continue
            for place in found:
                if place.kind is Kind.QUESTION:
                    asked.append(place)
                elif place.kind is Kind.ANSWER:
                    answered.append(place)
        if len(asked) + min(len(answered), 1) >= 2 and asked:
            first = min(place.index for place in asked)
            for place in [*asked, *(p for p in answered if p.index > first)]:
                starts[place.index] = TurnStart(place.index, place.end, place.kind, None)


def _keys(slots: dict[Slot, list[Place]]) -> dict[tuple[Slot, str], bool]:
    """What stands before values, time and again, where others stand before sentences: "Topic"; and
    whether it has a slot of its own, and never a sentence behind it: "_page: 3"."""
    keys: dict[tuple[Slot, str], bool] = {}
    said = {slot: [p for p in places if p.rest.strip()] for slot, places in slots.items()}
    ended = {slot: [_is_sentence(p.rest) for p in places] for slot, places in said.items()}
    inline = [end for slot, ends in ended.items() if slot.kind in INLINE for end in ends]
    for slot, places in said.items():
        mixed = sum(ended[slot]) >= (1 - _UNENDED) * len(places)
        if len(places) < 4 or not (mixed or sum(inline) >= (1 - _UNENDED) * len(inline)):
            continue
        held: defaultdict[str, list[bool]] = defaultdict(list)
        for place, end in zip(places, ended[slot], strict=True):
            held[place.name].append(end)
        fewest, most = (2, _UNENDED) if mixed else (4, 0.0)
        keys |= {
            (slot, name): not mixed
            for name, ends in held.items()
            if len(ends) >= fewest and sum(ends) <= most * len(ends)
        }
    for slot, places in said.items():
        keys |= dict.fromkeys(((slot, name) for name in _heads_of_lists(places)), True)
    return keys


def _heads_of_lists(places: list[Place]) -> set[str]:
    """The fillers behind which stand names and nothing else, always, and mostly several: "Present:
    Anne, Paul"."""
    held: defaultdict[str, list[str]] = defaultdict(list)
    for place in places:
        held[place.name].append(place.rest)
    return {
        name
        for name, rests in held.items()
        if len(rests) > 1
        and 2 * sum("," in rest for rest in rests) > len(rests)
        and all(
            looks_like_name(name)
            for rest in rests
            for name in filter(None, map(str.strip, rest.split(",")))
        )
    }


def _counted(slots: dict[Slot, list[Place]], counts: Counter[str]) -> frozenset[tuple[Slot, str]]:
    """The fillers that come once, one after the other, and differ by a number or a letter that
    counts up, unless vocabulary knows people who are counted: "Rule 1", "Rule 2"."""
    found = set()
    for slot, places in slots.items():
        for one, other in pairwise(places):
            (stem, _, rank), (other_stem, _, next_rank) = (
                place.name.rpartition(" ") for place in (one, other)
            )
            known = {place.label and place.label.kind for place in (one, other)}
            if (
                stem == other_stem != ""
                and _follows(rank, next_rank)
                and LabelKind.NUMBERED not in known
                and counts[one.name] == counts[other.name] == 1
            ):
                found |= {(slot, one.name), (slot, other.name)}
    return frozenset(found)


def _follows(rank: str, after: str) -> bool:
    if rank.isdecimal() and after.isdecimal():
        return int(after) == int(rank) + 1
    return len(rank) == len(after) == 1 and ord(after) == ord(rank) + 1


def _is_quiet(held: list[Place], counts: Counter[str]) -> bool:
    """Whether small letters stand behind the fillers that come back, or behind any if none does."""
    held = [place for place in held if counts[place.name] > 1] or held
    return len(held) >= 4 and sum(p.rest[:1].islower() for p in held) > 0.3 * len(held)


def _repeated(slots: dict[Slot, list[Place]]) -> frozenset[str]:
    """The fillers behind which mostly the same stands, where it is not so behind all."""
    behind: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for places in slots.values():
        for place in places:
            if len(place.rest.split()) > 2:
                behind[place.name][place.index] = place.rest
    often = {name: rests for name, rests in behind.items() if len(rests) > 2}
    same = {name for name, found in often.items() if 2 * len(set(found.values())) <= len(found)}
    return frozenset(same) if 2 * len(same) <= len(often) else frozenset()


def _is_sentence(text: str) -> bool:
    return len(text.split()) > 12 or text.endswith((":", ";")) or ends_sentence(text)


def _like_a_name(place: Place) -> bool:
    """Whether what stands in a place could be somebody: a name, or a code."""
    words = [word for word in place.filler.split() if word[0].isalnum()]
    named = place.label is not None or all(not w[0].islower() or w in PARTICLES for w in words)
    named = named or (place.slot.empty and begins_with_article(place.filler))
    named = named and not (place.slot.bare and place.rest[:1].islower())
    no_name = heads_a_part(place.filler) or sentence_words(place.filler) or is_value(place.rest)
    return named and len(words) <= 6 and not (no_name and place.rest)


def _label_of(place: Place) -> Label | None:
    if place.kind is Kind.DECLARED:
        return None
    if place.label is not None:
        return place.label
    return Label(LabelKind.GROUP, place.filler, place.filler, strength=0.0)


def _odds(chance: float) -> float:
    chance = min(_SUREST, max(1e-4, chance))
    return math.log(chance / (1 - chance))


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))

"""How much a place looks like a label: the weights of the one score.

All are natural logarithms of odds: how many times likelier something is where somebody begins to
speak than elsewhere. Words are evidence among others; what counts most is that fillers come back
and that lines are set alike, which `hypotheses` adds.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from podcast.reading.directions import is_direction
from podcast.reading.labels import (
    Label,
    LabelKind,
    heads_a_part,
    is_only_a_name,
    known_first_names,
    sentence_words,
)
from podcast.reading.lines import SourceLine, begins, ends_sentence
from podcast.reading.names import (
    MOST_NAMESAKES,
    abbreviates,
    initials_of,
    key,
    letters_of,
    without_civility,
)
from podcast.reading.slots import INLINE, Kind, Place, Slot
from podcast.reading.spoken import is_spoken

PRIOR = {
    Kind.LEAD: -0.5, Kind.COLON: -1.5, Kind.STOP_DASH: -1.5, Kind.STOP: -4.0, Kind.DASH: -3.0,
    Kind.CAPITALS: -3.0, Kind.BRACKETS: -1.5, Kind.GAP: -2.5, Kind.MARK: -1.5, Kind.ALONE: -3.0,
}  # fmt: skip
"""Before anything is known of a document: of lines that could be read so, few are labels."""

STRENGTH = 1.5
"""For each point that vocabulary gives a filler (`Label.strength`) above one."""
UNKNOWN = -0.7
"""Vocabulary knows no such label."""
KNOWN = 3.0
"""Somebody listed, or who speaks elsewhere."""
AGAIN = (0.0, 0.0, 1.5, 2.2, 3.0)
"""The filler stands in that many places (four or more)."""
ARTICLE = 0.5
"""A filler that begins with an article, where it comes back: "Le curé"."""
ONCE = -1.5
"""A line alone that vocabulary does not know and that does not come back: rather a heading."""
LONG = -0.5
"""For each word above five."""
COMMON = -2.5
"""The document uses the words in small letters more than as names: "Attention", "Next step"."""
REPEATED = -3.0
"""The same stands behind the filler time and again: "Adopted."."""
BARE = -4.5
"""Before a full stop stand words as sentences have them: no civility, no article, no full name."""
NOBODY = -5.0
"""A word that parts of documents begin with ("Source"); half of it where it stands OFTEN."""
OFTEN = 0.6
"""As often as that, compared with the filler that comes back most, people come back."""
COUNTED = -2.5
"""Fillers differ by a number that counts up, and none comes back: "Rule 1", "Rule 2"."""
SENTENCE = -1.5
"""For each word that sentences have and labels do not: verbs, pronouns."""
ENDS = -3.0
"""The filler ends as a sentence does."""
STAMPED = 2.0
"""A time stamp stands next to it."""
MIDDLE = -4.0
"""The line goes on from an unfinished one."""
APART = 0.5
"""A blank line stands before it."""
SPEECH = 0.7
"""What follows begins as speech does."""
GOES_ON = -1.8
"""What follows begins with a small letter."""
SUBJECT = -8.0
"""So it does, behind a name that stands out without the mark that others have: a sentence."""
TITLED = -4.0
"""A heading that goes on behind the filler, not to the end of a sentence: "Cuts: what next"."""
NUMBERED = -3.0
"""A line alone, or a heading, that begins with a number: "2. The river"."""
VALUE = -4.0
"""What follows is a name and nothing else: "Rapporteur : M. Guichard"."""
VALUES = -3.0
"""The filler stands again and again before what is no sentence, others before sentences; twice
where it never stands before one."""
HAPPENS = -5.0
"""The filler says what happens: "[rires]"; half of it where it stands OFTEN: the call sign BELL."""
ODD = -2.0
"""Nothing else says that it is somebody, where nearly all other labels name people."""

RARE = -3.0
"""It is parted from what is said in a way in which hardly any other label of the document is."""
COVERS = 2.0
"""All of a short text is set so, and most of these fillers are people's names."""
LISTED = -2.5
"""The next line stands alone as well and is no sentence; the line before too."""
UNIQUE = -2.0
"""In a slot of several fillers none comes back, and this one does not either."""
CLUSTERED = -2.5
"""All of the slot stands together in one part of the document: a list."""

NONE = -2.0
"""Of the texts that come, a few hold no turns: what is for a reading has to outweigh that."""
PEOPLE = 3.0
"""All labels name somebody: by a civility, a full name, an office, or in a list."""
MANY = 3.0
"""At most for labels that come back; the logarithm of how often counts."""
SPOKEN = 2.5
"""People say "I" and "you", greet and ask, as often as USUAL; less often, for less."""
USUAL = 0.03
"""Share of such words in what people say."""
ALL_STAMPED = 1.5
"""All labels have a time stamp beside them."""
IN_TURN = -3.0
"""Three or more come in one order, again and again: fields of a form, unless they are names."""
ONE_SPEAKER = -1.5
"""Only one person has labels."""
FAR = 2.0
"""For each time that labels are further apart (a logarithm)."""

_ARTICLE = re.compile(r"^(?:(?P<one>un|une|an?)\s|(?P<many>les|des)\s|(?:le|la|the)\s|l['’])", re.I)
_NUMBERED = re.compile(r"^(?:\d{1,2}|[IVX]{1,5})(?:\s?[.)]\s|(?:\.\w{1,3})+\s)")
_LOWER = re.compile(r"(?<![^\W_])[a-zà-ÿœ][^\W\d_]{2,}")
_INSIDE = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Þ][^\W\d_]{2,}")
_PUBLISHED = re.compile(r",\s(?:1[5-9]|20)\d\d\.?$")  # "Paris : Le Seuil, 1997."
_LONGEST_PUBLISHER = 8
_MOSTLY_SMALL = 0.4
"""Share of the words of a filler that are no names, where it is none."""


@dataclass(slots=True)
class People:
    """Who is known to take part, and how else they may be called."""

    names: set[str] = field(default_factory=set)
    orderless: set[str] = field(default_factory=set)
    parts: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    initials: set[str] = field(default_factory=set)

    def add(self, name: str) -> None:
        """Take `name` for somebody who takes part."""
        plain = key(without_civility(name))
        if not plain or plain in self.names:
            return
        self.names.add(plain)
        words = plain.split()
        self.orderless.add(_orderless(words))
        for count in range(1, len(words)):
            self.parts[" ".join(words[-count:])].add(plain)  # surnames, with their particles
        if len(words) > 1:
            self.parts[words[0]].add(plain)
            self.parts[key(without_civility(name).split()[0])].add(plain)
            self.initials.update(initials_of(plain))

    def has(self, label: Label, *, itself: bool = True) -> bool:
        """Whether a label names one of them; not `itself`: by another spelling of the name."""
        if label.kind is LabelKind.JOINT:
            return all(self.has(member) for member in label.members)
        if label.kind is LabelKind.INITIALS:
            return letters_of(label.name) in self.initials
        if label.kind is not LabelKind.PERSON:
            return False
        plain = label.key
        if (itself and plain in self.names) or len(self.parts.get(plain, ())) == 1:
            return True
        words = plain.split()
        if len(words) > 1 and plain not in self.names and _orderless(words) in self.orderless:
            return True
        # "P. Chaize", and "Kent Dodds" of "Kent C. Dodds"
        owners = self.parts.get(words[-1], set()) if len(words) > 1 else set()
        few = len(owners) <= MOST_NAMESAKES
        return few and any(abbreviates(words, owner.split()) for owner in owners)


def _orderless(words: list[str]) -> str:
    return " ".join(sorted(words))


@dataclass(slots=True)
class Evidence:
    """What a document says for and against each of its places."""

    lines: tuple[SourceLine, ...]
    counts: Counter[str]
    people: People
    alone: frozenset[int]
    words: Words
    most: int
    unique: frozenset[Slot]
    clustered: frozenset[Slot]
    keys: dict[tuple[Slot, str], bool]
    counted: frozenset[tuple[Slot, str]]
    quiet: frozenset[Slot]
    covering: frozenset[Slot]
    repeated: frozenset[str]
    met: People = field(default_factory=People)
    letters: set[str] = field(default_factory=set)
    _met: dict[int, Label] = field(default_factory=dict)
    _known: dict[str, bool] = field(default_factory=dict)
    _memory: dict[tuple[int, int, Kind, bool], float] = field(default_factory=dict)

    def meet(self, label: Label) -> None:
        """Take those whom a label names for people who speak."""
        if id(label) in self._met:
            return
        self._met[id(label)] = label
        for member in label.members or (label,):
            if member.kind is LabelKind.PERSON:
                self.met.add(member.name)
            elif member.kind is LabelKind.INITIALS:
                self.letters.add(letters_of(member.name))

    def forget(self) -> None:
        """Who is known has changed."""
        self._known.clear()

    def known(self, place: Place) -> bool:
        """Whether a place names somebody who is listed, or who speaks at another place."""
        known = self._known.get(place.filler)
        if known is None:
            known = self._known[place.filler] = self._knows(place)
        return known

    def _knows(self, place: Place) -> bool:
        label = place.label
        lettered = any(len(one) > 1 and one in self.letters for one in initials_of(place.name))
        if label is None:  # "mia:", where "Mia:" speaks
            met = place.kind in INLINE and place.name in self.met.names
            return met or lettered or place.name in self.people.names
        if lettered and place.kind in INLINE and label.kind is LabelKind.PERSON:
            return True
        return self.people.has(label) or self.met.has(label, itself=False)

    def names_somebody(self, place: Place) -> bool:
        """Whether anything but where it stands says that a filler is somebody: an office, a code,
        a first name, an article, or that the text names them."""
        label = place.label
        if self.happens(place):
            return False
        if self.known(place) or begins_with_article(place.filler):
            return True
        if label is not None and (label.named or label.kind is not LabelKind.PERSON):
            return True
        words = self.words
        return any(
            words.capital[word] > words.lower[word] for word in place.name.split() if len(word) > 2
        )

    def happens(self, place: Place) -> bool:
        """Whether a line says in square brackets what may happen, and names nobody: "[Rain]"."""
        text = self.lines[place.index].text
        return place.kind is Kind.ALONE and text[0] + text[-1] == "[]" and not self.known(place)

    def of(self, place: Place) -> float:
        """The logarithm of the odds of a label, from all but the slot that it stands in."""
        known = self.known(place)
        looked_up = (place.index, place.end, place.kind, known)
        if looked_up not in self._memory:
            self._memory[looked_up] = self._of(place, known)
        return self._memory[looked_up]

    def _of(self, place: Place, known: bool) -> float:
        line = self.lines[place.index]
        times = self.counts[place.name]
        score = self._filler(place, known, times)
        score += STAMPED * bool(line.stamp) + APART * line.apart
        score += COVERS * (place.slot in self.covering)
        if not begins(self.lines, place.index):
            score += MIDDLE if not (known and times > 2) else MIDDLE / 2
        if place.slot.empty:
            return score + self._above(place)
        return score + self._before(place, known, times)

    def _filler(self, place: Place, known: bool, times: int) -> float:
        label, filler = place.label, place.filler
        words = len((label.name if label is not None else filler).split())
        score = AGAIN[min(times, len(AGAIN) - 1)]
        common = not known and self.common(place)
        if place.name in self.repeated:
            score = score / 2 + REPEATED
        if times == 1 and place.slot in self.unique:
            score += UNIQUE
        if place.slot in self.clustered:
            score += CLUSTERED
        if (never := self.keys.get((place.slot, place.name))) is not None:
            score += VALUES * (1 + never) * (1 if label is None or label.strength < 2 else 0.5)
        often = 0.5 if times >= OFTEN * self.most else 1
        if heads_a_part(filler if label is None else label.text):
            score += NOBODY * often
        if (place.slot, place.name) in self.counted:
            score += COUNTED
        if common:
            score += COMMON
        if place.kind is Kind.STOP and not known and (common or not _addressed(place)):
            score += BARE
        if place.kind is Kind.CAPITALS and (
            not (known or times > 1)
            or label is None
            or label.kind is not LabelKind.PERSON
            or self.words.shouts(place.name, times)
        ):
            score += BARE
        if label is not None:
            score += STRENGTH * (label.strength - 1) + KNOWN * known
        else:
            score += UNKNOWN + SENTENCE * sentence_words(filler) + KNOWN * known
            article = _ARTICLE.match(filler)
            if article and not article["many"]:
                score += ARTICLE * (times > 1 or bool(article["one"]))
            if place.kind is Kind.ALONE and not (article and article["one"]):
                score += ONCE if times == 1 and not place.slot.bold else ONCE / 2
            if is_direction(filler):
                score += HAPPENS * often
        numbered = place.kind is Kind.ALONE or place.slot.heading
        if numbered and _NUMBERED.match(self.lines[place.index].text):
            score += NUMBERED
        score += LONG * max(0, words - 5)
        lettered = label is not None and label.kind is LabelKind.INITIALS
        ends = filler.endswith((".", "!", "?", "…", "»"))
        ends = ends and not (lettered and place.kind is Kind.COLON)  # "J.-L. M.:"
        if ends and (label is None or label.strength < 2):
            score += ENDS
        return score

    def _above(self, place: Place) -> float:
        """The label stands on a line of its own."""
        following = place.index + 1
        if following >= len(self.lines):
            return -2.0
        after = self.lines[following]
        score = 0.0
        ended = place.kind is Kind.ALONE and self.lines[place.index].text.endswith(
            (".", "!", "?", "…", ",", ";")
        )
        if ended and not place.slot.capitals and (place.label is None or place.label.strength < 2):
            score += ENDS
        if after.heading:
            score -= 1.5
        elif not any(c.isalnum() for c in after.text) and after.text.strip(".… "):
            score += VALUE
        elif self._listed(following) and not place.slot.stamp:
            score += LISTED
        elif len(after.text) > 40 or ends_sentence(after.text):
            score += SPEECH
        elif place.kind is Kind.ALONE and not place.slot.stamp:
            score -= 1.0
        before = place.index - 1
        listed = before >= 0 and self._listed(before) and not self.lines[before].heading
        if listed and not place.slot.stamp:
            score += LISTED / (1 if following in self.alone else 2)
        if place.kind is Kind.ALONE and place.slot.heading == 0 and not place.slot.stamp:
            score -= 0.0 if self.lines[place.index].apart or self.lines[place.index].bold else 0.5
        return score

    def _listed(self, index: int) -> bool:
        """Whether a line is one of those that make up lists: alone, and no sentence."""
        text = self.lines[index].text
        return index in self.alone and not (ends_sentence(text) or text.endswith(":"))

    def _before(self, place: Place, known: bool, times: int) -> float:
        """What is said follows on the line."""
        rest = place.rest.strip()
        if is_value(rest):
            return VALUE
        start = next((c for c in rest if c.isalnum()), "")
        score = SPEECH if start and not start.islower() else 0.0
        if start.islower() and place.kind is not Kind.CAPITALS and place.slot not in self.quiet:
            score += SUBJECT * place.slot.bare
            score += GOES_ON * (1.5 if times == 1 and not known else 1.0 if times < 4 else 0.3)
        if place.slot.heading and times < 3 and not known and not ends_sentence(rest):
            score += TITLED
        if len(rest.split()) < 8 and not rest.endswith((".", "!", "?", "…", "»", ")")):
            score -= 0.7
        return score

    def common(self, place: Place) -> bool:
        """Whether the document uses the words of a name in small letters rather."""
        label, filler = place.label, place.filler
        if label is not None and (label.kind is not LabelKind.PERSON or label.civility):
            return False
        if not filler[0].isupper() or _ARTICLE.match(filler):
            return False
        words = [word for word in place.name.split() if len(word) > 2]
        if not words or words[0] in known_first_names():
            return False
        own = Counter(key(word) for word in _LOWER.findall(filler))
        times = self.counts[place.name]
        small = sum(self.words.small(word, own[word] * times) for word in words)
        return small > _MOSTLY_SMALL * len(words)


def is_value(rest: str) -> bool:
    """Whether what stands behind a filler is a value and no speech: names, numbers, who published
    a book and when."""
    if len(rest) > 300:
        return False
    if rest.startswith(("[", "{")) and rest.rstrip(" :;,.").endswith(("]", "}")):
        return True
    if not any(c.isalpha() for c in rest):
        return bool(rest.strip(".… "))
    if _PUBLISHED.search(rest) and len(rest.split()) <= _LONGEST_PUBLISHER:
        return not is_spoken(rest)
    return all(is_only_a_name(part.strip()) for part in re.split(r"[,;]", rest) if part.strip())


def names_anybody(filler: str) -> bool:
    """Whether a filler begins with the article of anybody: "Une commerçante"."""
    article = _ARTICLE.match(filler)
    return article is not None and bool(article["one"])


def begins_with_article(filler: str) -> bool:
    """Whether a filler is of few words, and the first the article of one: "Le curé"."""
    article = _ARTICLE.match(filler)
    return article is not None and not article["many"] and len(filler.split()) <= 4


def _addressed(place: Place) -> bool:
    label = place.label
    if label is not None and (label.civility or label.strength > 2):
        return True
    return begins_with_article(place.filler)


@dataclass(frozen=True, slots=True)
class Words:
    """How often words, without accents, stand in small letters, with a capital inside of a
    sentence, and in capitals there."""

    lower: Counter[str]
    capital: Counter[str]
    shouted: Counter[str]

    def shouts(self, name: str, times: int) -> bool:
        """Whether the words of a name stand in capitals inside of sentences too, more than `times`:
        "the SAGE Commission"."""
        return all(self.shouted[word] > times for word in name.split())

    def small(self, word: str, besides: int = 0) -> bool:
        """Whether a word is hardly a name; `besides` of its small letters do not count."""
        lower = self.lower[word] - besides
        return lower > 0 and (lower > self.capital[word])


def count_words(lines: tuple[SourceLine, ...]) -> Words:
    """The words of a document, by how they begin."""
    lower: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for line in lines:
        lower.update(_LOWER.findall(line.text))
        capital.update(_INSIDE.findall(line.text))
    plain = (Counter[str](), Counter[str](), Counter[str]())
    shouted = Counter({word: times for word, times in capital.items() if word.isupper()})
    for counts, result in zip((lower, capital, shouted), plain, strict=True):
        for word, times in counts.items():
            result[key(word)] += times
    return Words(*plain)

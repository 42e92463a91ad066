"""Labels to people: which spellings are one person, which offices are whose.

"Patrick CHAIZE", "M. Chaize", "P. Chaize" and "Patrick Chaize, président" are one; Molière and
Mademoiselle Molière, two brothers, Carine and Karine are two.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from operator import itemgetter

from podcast.language.gender import civility_gender, gender_of, names_a_person
from podcast.language.known_words import is_ordinary
from podcast.model import Doubt, Speaker
from podcast.reading.directions import is_direction
from podcast.reading.document import Listed
from podcast.reading.labels import (
    Label,
    LabelKind,
    has_first_name,
    is_group,
    read_label,
    read_together,
    upper_first,
)
from podcast.reading.lines import SMALL_WORDS
from podcast.reading.names import (
    MOST_NAMESAKES,
    PARTICLES,
    abbreviates,
    accents,
    as_written_name,
    initials_of,
    key,
    letters_of,
)
from podcast.voice import Gender

_FIRST_LETTERS = 3
"""Letters of a name, at most, that stand for all of it."""


@dataclass(frozen=True, slots=True)
class Named:
    """A label for which a person is sought: `place` orders labels in the document, `line` is
    the file's line. Where `exact`, the format says who speaks: another name is somebody else."""

    place: int
    line: int
    label: Label
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Naming:
    """Who says what: the name for each label by its place, everybody, and what is doubtful."""

    names: dict[int, str]
    speakers: dict[str, Speaker]
    doubts: tuple[Doubt, ...]


@dataclass(slots=True)
class _Person:
    """A person as known so far."""

    words: list[str]
    spellings: Counter[str] = field(default_factory=Counter)
    first: int = 0
    civility: str = ""
    role: str | None = None
    known: Listed | None = None
    group: bool = False

    @property
    def full(self) -> bool:
        return sum(word not in PARTICLES for word in self.words) > 1

    @property
    def name(self) -> str:
        """The fullest spelling, with its accents, as one writes it."""
        often = max(self.spellings, key=lambda one: self.spellings[one])
        spellings = [one for one in self.spellings if not self._adds_a_word(one, often)]
        most = max(len(key(s).split()) for s in spellings)
        fullest = (s for s in spellings if len(key(s).split()) == most)
        written = [name for name in map(as_written_name, fullest) if name]
        same = (name for name in written if key(name) == key(written[0]))
        return max(same, key=accents, default="")

    def _adds_a_word(self, spelling: str, often: str) -> bool:
        """Whether a spelling is rare and adds ordinary words only to the usual one: "MORE ROE"."""
        added = {*key(spelling).split()} - {*key(often).split()}
        rare = _RARELY * self.spellings[spelling] < self.spellings[often]
        return (
            rare and bool(added) and all(map(is_ordinary, added)) and not has_first_name(spelling)
        )


_RARELY = 20
_MISS = re.compile(r"^(?:Mlle|Mademoiselle|Miss)", re.I)
# How somebody says something, and no role: "MOLIÈRE, parlant à La Grange".
_PLAYED = re.compile(
    r"^(?:à|au|aux|se|s['’]|bas|haut|seule?s?|tout|toute|même|aside|to\s|en\s+\w+ant\b|(?:parl|ri|pleur|chant|cri"
    r"|montr|sort|entr|reven|voy|regard|lis|interromp|répond|cour|contrefais|imit|continu|reprend?"
    r"|apercev|embrass|all|fais|feign|tourn|lev|pren|dis)ant\b|la\s+main)",
    re.I,
)
_CHAIR = re.compile(
    r"^(?:le |la |l['’]|the )?(?:vice-?)?(?:présidente?|president|chair\w*|speaker)\b", re.I
)
_ARTICLE = re.compile(r"^(?:(?:le|la|les|un|une|des|the|an?)\s|l['’])")
_OF_HERE = re.compile(
    r"^(?:|de\s+(?:la\s+)?(?:commission|séance|mission|délégation|table\s+ronde|réunion|sous-commission"
    r"|chambre|conférence)\b.*|de\s+l['’](?:assemblée|office|audience)\b.*|du\s+(?:sénat|groupe\s+de\s+travail|parlement"
    r"|conseil|comité|jury|tribunal)\b.*|of\s+the\s+(?:committee|commission|board|council|house|panel|session|meeting)\b.*)$",
    re.I,
)


def name_people(
    labels: tuple[Named, ...],
    known: tuple[Listed, ...],
    chairs: tuple[tuple[int, Label], ...],
    language: str,
) -> Naming:
    """Give every label its person. `known` are listed before their first label; `chairs` preside,
    each from a place on: "Présidence de Mme Anne Roux, vice-présidente"."""
    return _Register(labels, known, chairs, language).cast()


def _pair(label: Label, people: set[str]) -> Label | None:
    """Both who speak, where each part of a label has labels of its own: "Olga, Terence" (which
    could be a role, or a surname first); None where that is not so."""
    joint = read_together(label.text) if label.kind is LabelKind.PERSON else None
    if joint is None or len(joint.members) != 2:
        return None
    return joint if all(member.key in people for member in joint.members) else None


class _Register:
    def __init__(
        self,
        labels: tuple[Named, ...],
        known: tuple[Listed, ...],
        chairs: tuple[tuple[int, Label], ...],
        language: str,
    ) -> None:
        alone = {one.label.key for one in labels if one.label.role is None}
        self._labels = labels = tuple(
            replace(named, label=_pair(named.label, alone) or named.label) for named in labels
        )
        self._line_of = {named.place: named.line for named in labels}
        self._chairs = chairs
        self._language = language
        self._people: dict[str, _Person] = {}
        self._aliases: dict[str, str] = {}  # key of a spelling: key of its person
        self._legend: dict[str, str] = {}
        self._doubts: list[Doubt] = []
        self._parts: defaultdict[str, set[str]] = defaultdict(set)
        self._lettered: defaultdict[str, list[str]] = defaultdict(list)
        self._times: Counter[str] = Counter()
        self._offices: dict[tuple[str, Gender | None], tuple[str, ...]] = {}
        self._neighbours: Counter[tuple[str, str]] = Counter()
        for someone in known:
            self._add_known(someone)

    # --- building -----------------------------------------------------------------------------

    def _add_known(self, known: Listed) -> None:
        label = read_label(known.name)
        name = label.name if label is not None and label.kind is LabelKind.PERSON else known.name
        found = self._aliases.get(key(name))
        if found is not None:
            person = self._people[found]
            person.role = person.role or known.role
            return
        plain = self._enter(name, 0)
        person = self._people[plain]
        person.known = known
        person.role = known.role or (label.role if label else None)
        person.civility = label.civility if label else ""
        if label is not None and label.initials:
            self._legend[letters_of(label.initials)] = plain
        for spelling in known.spellings:
            self._aliases.setdefault(key(spelling), plain)
            if spelling.isupper() and len(spelling) <= 5:
                self._legend.setdefault(letters_of(spelling), plain)

    def _enter(self, name: str, place: int, civility: str = "") -> str:
        """Somebody new; with a civility where the name alone is somebody else's already."""
        words = (key(name) or name).split()
        plain = " ".join([*key(civility).split(), *words])
        if plain not in self._people:
            self._people[plain] = _Person(words, first=place, civility=civility)
            for count in range(1, len(words)):
                self._parts[" ".join(words[-count:])].add(plain)
            if "-" in name.split()[-1]:  # "Anne Roux-Bay" may be called "Anne Roux", or "Roux"
                self._parts[words[-2]].add(plain)
            given = key(name.split()[0])  # "Marie-Hélène" is two words of the key
            if len(words) > len(given.split()):
                self._parts[words[0]].add(plain)
                self._parts[given].add(plain)
            for letters in initials_of(" ".join(words)):
                self._lettered[letters].append(plain)
            self._aliases.setdefault(plain, plain)
        self._people[plain].spellings[name] += 1
        return plain

    def cast(self) -> Naming:
        labels = []
        for named in self._labels:
            for member in _members(named.label):
                if named.exact and member.kind is LabelKind.PERSON:
                    self._enter_exactly(member, named.place)
                else:
                    labels.append((named.place, member))
        labels += self._chairs
        self._count_neighbours()
        # The fullest names first: a surname is only whose once all full names are known.
        persons = [(p, h) for p, h in labels if h.kind is LabelKind.PERSON]
        for place, label in sorted(persons, key=lambda item: -len(item[1].key.split())):
            self._meet(label, place)
        for _, label in persons:
            if label.initials:
                plain = self._of_person(label)
                if plain:
                    self._legend[letters_of(label.initials)] = plain
        names: dict[int, str] = {}
        plains: dict[int, tuple[str, ...]] = {}
        # Letters last: they may be those of a house that is written out only later.
        for named in sorted(self._labels, key=lambda one: one.label.kind is LabelKind.INITIALS):
            members = _members(named.label)
            plains[named.place] = tuple(self._who(member, named) for member in members)
        written = self._written()
        orders: dict[frozenset[str], tuple[str, ...]] = {}  # "Zoé et Anne" are "Anne et Zoé"
        for named in self._labels:
            those = plains[named.place]
            order = orders.setdefault(frozenset(those), those)
            parts = [written[plain] for plain in dict.fromkeys(order)]
            names[named.place] = self._together(named.label, parts)
        speakers = self._speakers(names, plains, written)
        return Naming(names, speakers, tuple(self._doubts))

    def _enter_exactly(self, label: Label, place: int) -> None:
        if _identity(label) in self._aliases:
            return
        taken = label.key in self._people
        plain = self._enter(label.name, place, label.civility if taken else "")
        self._aliases[_identity(label)] = plain
        person = self._people[plain]
        person.civility = person.civility or label.civility
        person.role = person.role or label.role

    def _count_neighbours(self) -> None:
        before = ""
        for named in self._labels:
            now = _identity(named.label)
            self._times[now] += 1
            if before and before != now:
                self._neighbours[before, now] += 1
            before = now

    def _meet(self, label: Label, place: int) -> None:
        """Enter a person, or a further spelling of one."""
        identity = _identity(label)
        plain = self._match(label)
        if plain is None and label.role:
            meant = self._aliases.get(key(label.role))
            if meant is not None and self._people[meant].known is not None:
                plain = meant  # "Bluebird (Ada Roe)", where Ada Roe is listed
                label = replace(label, name=label.role, role=None)
        if plain is None:
            owners = self._namesakes(label)
            if len(owners) > 1:
                self._doubt_of(label.text, owners, self._line_of.get(place))
            taken = label.key in self._people
            plain = self._enter(label.name, place, label.civility if taken else "")
        else:
            self._people[plain].spellings[label.name] += 1
        self._aliases.setdefault(identity, plain)
        person = self._people[plain]
        person.first = min(person.first, place) if person.first else place
        person.civility = person.civility or label.civility
        if label.role and not person.role and not _is_played(label.role):
            person.role = label.role

    def _match(self, label: Label) -> str | None:
        """The person whom the name in `label` is a spelling of; None where there is no such, or
        more than one."""
        identity = _identity(label)
        if identity in self._aliases:
            return self._aliases[identity]
        plain = label.key
        same = self._people.get(plain)
        if same and not self._differ(label, same):
            return plain
        words = plain.split()
        for turned in ([*words[1:], words[0]], [words[-1], *words[:-1]]):  # "Roux Anne"
            other = self._people.get(" ".join(turned))
            if other and len(words) > 1 and not self._differ(label, other):
                return " ".join(turned)
        found = self._namesakes(label)
        if len(found) != 1 or self._meet_often(label, self._people[found[0]]):
            return None
        return found[0]

    def _namesakes(self, label: Label) -> list[str]:
        """Everybody of whose name `label` could be a part, or a short form."""
        words = label.key.split()
        found = sorted(self._parts.get(label.key, ()))
        namesakes = self._parts.get(words[-1], ()) if len(words) > 1 else ()
        if len(namesakes) <= MOST_NAMESAKES:
            found += [
                other
                for other in sorted(namesakes)
                if abbreviates(words, self._people[other].words)
                or abbreviates(words, self._people[other].words[:-1])
            ]
        return [
            other for other in dict.fromkeys(found) if not self._unlike(label, self._people[other])
        ]

    def _differ(self, label: Label, person: _Person) -> bool:
        """Whether a label is somebody else than `person`, though the name could be theirs."""
        return self._unlike(label, person) or self._meet_often(label, person)

    def _unlike(self, label: Label, person: _Person) -> bool:
        """Whether a civility says that a label is somebody else than `person`."""
        asked = civility_gender(label.civility)
        owned = civility_gender(person.civility)
        if owned is None and person.full:
            owned = gender_of(" ".join(person.spellings), None, self._language)
        return asked is not None and owned is not None and asked is not owned

    def _meet_often(self, label: Label, person: _Person) -> bool:
        """Whether two labels that could be one person's answer each other."""
        mine, theirs = _identity(label), " ".join(person.words)
        if person.civility and not person.full:
            theirs = f"{key(person.civility)} {theirs}"
        if mine == theirs:
            return False
        meetings = self._neighbours[mine, theirs] + self._neighbours[theirs, mine]
        if bool(_MISS.match(label.civility)) != bool(_MISS.match(person.civility)):
            return meetings > 0 or min(self._times[mine], self._times[theirs]) > 1
        return meetings > 1 and self._times[mine] > 1 and len(label.key.split()) <= 1

    # --- asking -------------------------------------------------------------------------------

    def _of_person(self, label: Label) -> str | None:
        return self._aliases.get(_identity(label)) or self._match(label)

    def _who(self, label: Label, named: Named) -> str:
        """The key of the person a label means; entered where it is nobody yet."""
        if label.kind is LabelKind.PERSON:
            return self._of_person(label) or self._enter(label.name, named.place)
        if label.kind is LabelKind.INITIALS:
            return self._by_initials(label, named.place)
        if label.kind is LabelKind.OFFICE:
            found = self._in_office(label, named)
            if found is not None:
                return found
        if label.key in self._aliases:
            return self._aliases[label.key]
        if 1 < len(label.key) <= _FIRST_LETTERS:  # "Arnaud", then "Ar"
            owners = self._cut_short(label.key, named.place)
            if len(owners) == 1:
                return self._aliases.setdefault(label.key, owners[0])
        plain = f"{label.kind.value}:{_office_key(label.name)}"
        if plain not in self._people:
            self._people[plain] = _Person([plain], first=named.place)
            self._people[plain].civility = label.civility
            for letters in initials_of(label.key):
                if len(letters) > 1:
                    self._lettered[letters].append(plain)
        person = self._people[plain]
        person.group = True
        shown = label.name if label.kind is LabelKind.OFFICE else label.text
        if not any(c.isupper() for c in shown) or _ARTICLE.match(shown):
            shown = upper_first(shown)
        if shown.isupper():
            shown = _quietly(shown, 1)
        elif label.kind is LabelKind.OFFICE or _shouted(shown):
            shown = _quietly(shown, 3)  # "The CHAIRMAN"; "Plusieurs députés du groupe UMP" stays
        person.spellings[shown] += 1
        return plain

    def _by_initials(self, label: Label, place: int) -> str:
        letters = letters_of(label.name)
        if letters in self._legend:
            return self._legend[letters]
        lettered = self._lettered.get(letters, ())
        owners = [p for p in lettered if self._people[p].full or self._people[p].group]
        plain = f"initials:{letters}"
        if not owners and plain not in self._people:
            owners = self._cut_short(letters, place)
        if len(owners) == 1:
            self._legend[letters] = owners[0]
            return owners[0]
        if len(owners) > 1:
            self._doubt_of(label.text, owners, self._line_of.get(place))
        if plain not in self._people:
            self._people[plain] = _Person([plain], first=place, group=True)
        self._people[plain].spellings[label.name] += 1
        return plain

    def _cut_short(self, letters: str, place: int) -> list[str]:
        """Whose names, of one word each, begin with `letters`, and never stand after them:
        "Azimuts", then "AZ"; for one letter, first of all whose full names do: "P." of "Paul
        Roux"."""
        if len(letters) == 1:
            full = [
                plain
                for plain, person in self._people.items()
                if person.full and person.words[0][0] == letters
            ]
            if full:
                return full
        after = {one.label.key for one in self._labels if one.place > place}
        return [
            plain
            for plain, person in self._people.items()
            if plain.startswith(letters) and len(person.words) == 1
            if plain not in after and " " not in plain
        ]

    def _in_office(self, label: Label, named: Named) -> str | None:
        """Who holds the office that a label names: by a heading, or by a label with both."""
        wanted = civility_gender(label.civility) or _article_gender(label.name)
        chair = _CHAIR.match(label.name)
        if chair and _OF_HERE.match(label.name[chair.end() :].strip()):
            place = bisect_right(self._chairs, named.place, key=itemgetter(0))
            if place:
                plain = self._of_person(self._chairs[place - 1][1])
                if plain is not None and self._agrees(plain, wanted):
                    return plain
        holders = self._holders(label, wanted)
        if len(holders) > 1:
            self._doubt_of(label.text, list(holders), named.line)
        return holders[0] if len(holders) == 1 else None

    def _holders(self, label: Label, wanted: Gender | None) -> tuple[str, ...]:
        """Everybody who could hold an office: by their role, or, for the chair, by the heading
        under which they are listed."""
        asked = (label.key, wanted)
        if asked in self._offices:
            return self._offices[asked]
        office = _office_key(label.name)
        people = [(plain, person) for plain, person in self._people.items() if not person.group]
        found = tuple(
            plain
            for plain, person in people
            if self._holds(person, office) and self._agrees(plain, wanted)
        )
        if not found and _CHAIR.match(label.name):
            leads = tuple(
                plain
                for plain, person in people
                if person.known is not None
                and person.known.moderator
                and person.known.heading is not None
                and _CHAIR.match(person.known.heading)
                and self._agrees(plain, wanted)
            )
            found = leads if len(leads) == 1 else ()
        self._offices[asked] = found
        return found

    def _holds(self, person: _Person, office: str) -> bool:
        role = person.role or ""
        plain = _office_key(role)
        if plain == office:
            return True
        if not plain.startswith(office + " "):
            return False
        if _CHAIR.match(office):
            return bool(_OF_HERE.match(" ".join(role.split()[len(office.split()) :])))
        return True

    def _agrees(self, plain: str, wanted: Gender | None) -> bool:
        person = self._people[plain]
        owned = civility_gender(person.civility)
        if owned is None:
            owned = gender_of(person.name, person.role, self._language)
        return wanted is None or owned is None or wanted is owned

    def _doubt_of(self, text: str, owners: list[str], line: int | None) -> None:
        if any(d.kind == "ambiguous-name" and f"“{text}”" in d.message for d in self._doubts):
            return
        people = " or ".join(self._people[plain].name for plain in owners[:4])
        self._doubts.append(
            Doubt(
                "ambiguous-name",
                f"“{text}” could be {people}, and is kept apart from them: write the full name"
                " there.",
                line=line,
            )
        )

    # --- naming -------------------------------------------------------------------------------

    def _written(self) -> dict[str, str]:
        """How everybody is called, each in another way."""
        result: dict[str, str] = {}
        taken: set[str] = set()
        for plain, person in self._people.items():
            if person.group:
                name = next(iter(person.spellings))
            else:
                name = person.name
                if not person.full and person.civility and key(person.civility) not in key(name):
                    name = f"{_quietly(person.civility, 2)} {name}"  # "MR."
            number, candidate = 1, name
            while candidate in taken:
                number += 1
                candidate = f"{name} ({number})"
            taken.add(candidate)
            result[plain] = candidate
        return result

    def _together(self, label: Label, parts: list[str]) -> str:
        if len(parts) == 1:
            return parts[0]
        parts = [parts[0], *(p[0].lower() + p[1:] if is_group(p) else p for p in parts[1:])]
        word = " et " if self._language == "fr" or " et " in label.text else " and "
        return ", ".join(parts[:-1]) + word + parts[-1]

    def _speakers(
        self,
        names: dict[int, str],
        plains: dict[int, tuple[str, ...]],
        written: dict[str, str],
    ) -> dict[str, Speaker]:
        speakers: dict[str, Speaker] = {}
        for plain, person in self._people.items():
            if person.known is not None and person.known.heading is not None:
                speakers[written[plain]] = self._speaker(plain, written)
        for place in sorted(names):
            name = names[place]
            if name in speakers:
                continue
            if len(plains[place]) == 1:
                speakers[name] = self._speaker(plains[place][0], written)
            else:
                speakers[name] = Speaker(name)
        return speakers

    def _speaker(self, plain: str, written: dict[str, str]) -> Speaker:
        person = self._people[plain]
        known = person.known
        role = person.role
        return Speaker(
            written[plain],
            upper_first(role) if role and not known else role,
            known.heading if known else None,
            bool(known and known.moderator),
            civility=person.civility or None,
        )


def _is_played(role: str) -> bool:
    """Whether a "role" is how somebody says something: "parlant à La Grange", "fâché"."""
    mood = role.split()[0] if role.islower() and len(role.split()) == 1 else ""
    laughs = " " not in role and is_direction(role)
    return (
        laughs
        or bool(_PLAYED.match(role))
        or (mood.endswith(("é", "ée", "ant", "ante")) and not names_a_person(mood))
    )


def _members(label: Label) -> tuple[Label, ...]:
    return label.members or (label,)


def _identity(label: Label) -> str:
    """What makes two labels the same without thinking: the name, and for one of a single word
    the civility."""
    if label.kind is LabelKind.PERSON and label.civility and len(label.key.split()) == 1:
        return f"{key(label.civility)} {label.key}"
    return label.key


def _office_key(office: str) -> str:
    return re.sub(r"^(?:le|la|l|the)\s+", "", key(office))


def _article_gender(name: str) -> Gender | None:
    if re.match(r"^la\s", name, re.I) or re.match(
        r"^(?:le\s|l['’])?\w*(?:présidente|trice|euse)\b", name, re.I
    ):
        return Gender.FEMALE
    return Gender.MALE if re.match(r"^le\s", name, re.I) else None


def _shouted(text: str) -> bool:
    """Whether most of `text` is in capitals."""
    return sum(map(str.isupper, text)) > sum(map(str.islower, text))


def _quietly(text: str, short: int) -> str:
    """`text` without the capitals of words with more than `short` characters, and of small ones."""
    first, *others = [
        word.capitalize() if word.isupper() and len(word) > short else word for word in text.split()
    ]
    small = (w.lower() if w.isupper() and w.lower() in SMALL_WORDS else w for w in others)
    return " ".join([first, *small])

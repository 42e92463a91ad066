"""Who speaks with which voice: everybody another one, and never the narrator's.

The rule, so that a cast can be foreseen and does not change for nothing:

1. Each speaker has a side, women or men. Where the transcript gives the gender, it decides.
   The others, in the order of `debate.speakers`, join the side that has fewer people.
2. Speakers stand in order of how much they say, rounded down to a power of two of words; within
   the same power, in the order of `debate.speakers`.
3. For so many women and so many men, the voices are taken whose smallest distance to each other,
   and to the narrator's, is the largest. What people say has no part in it.
4. Within these, each gets the one that keeps those apart who are heard one after the other: a
   distance counts less the more often two people follow each other, and the more they say, both
   rounded down to powers. Among equals the order decides: who says most has the first voice in
   the palette. So a paragraph more changes nothing until a count passes its next power.
5. Where the side has no voice left, people who say least get one without a gender, then one of
   the side's voices at another pitch, then at another rate too. When every variation is taken,
   and only then, voices come twice.

Somebody who is listed but never speaks comes last. Speakers who are many ("Le public") are served
after all people: each has a voice that nobody of the debate has, heard as several at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from podcast.casting.assignment import AssignmentProblem, assign
from podcast.casting.distances import Distances
from podcast.casting.genders import genders_of
from podcast.language.gender import is_many
from podcast.model import Debate, Speaker
from podcast.voice import Gender, Timbre, Voice


@dataclass(frozen=True, slots=True)
class Part:
    """A speaker's voice; `gender` is what the transcript says (None where it does not), `reason`
    says for people how the voice was come by."""

    speaker: str
    voice: Voice
    gender: Gender | None
    reason: str


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody's voice: the narrator's, and a part for each speaker in the debate's order;
    `notes` are sentences about what a listener might stumble over."""

    narrator: Voice
    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeriesVoices:
    """What a series keeps from one debate to the next: for people of this one, `usual` names of
    voices, of which the first that there is is theirs; and voices that are `others'`, each with
    whose it is, which nobody here should have while there is another."""

    usual: tuple[tuple[str, tuple[str, ...]], ...] = ()
    others: tuple[tuple[str, str], ...] = ()


NO_SERIES_VOICES = SeriesVoices()

_UNMEASURED = Distances()


def make_cast(
    debate: Debate,
    narrator: Voice,
    voices: tuple[Voice, ...],
    distances: Distances = _UNMEASURED,
    series_voices: SeriesVoices = NO_SERIES_VOICES,
) -> Cast:
    """Give every speaker of `debate` one of `voices`, by the rule above.

    What a person asks for comes first, then the `series_voices`.
    Any number of speakers and of voices will do, even none: what cannot be had is said in `notes`.
    Raises `VoiceError` where the list of first names is wrong.
    """
    heard = turn_statistics(debate)
    people = {speaker.name: speaker for speaker in debate.speakers}
    words = dict.fromkeys(people, 0) | heard.words
    names = tuple(words)
    genders = genders_of(debate, names)
    named = _named_voices(people)
    usually = {name for name, _ in series_voices.usual}
    # Whoever wrote down a voice for them knows better.
    many = [
        name
        for name in names
        if is_many(name, debate.language)
        and not (name in people and people[name].voice)
        and name not in usually
    ]
    genders = {name: gender for name, gender in genders.items() if name not in many}
    order = sorted(names, key=lambda name: -words[name].bit_length())  # stable: then as listed
    sides = _sides(genders | dict.fromkeys(many))

    stock = _Stock(narrator, voices)
    parts: dict[str, Part] = {}
    notes: list[str] = []
    asked = {name: stock.take_named(voice) for name, voice in named.items()}
    notes += [
        f"There is no voice “{named[name]}” for {name}; `podcast voices` lists them."
        for name, voice in asked.items()
        if voice is None
    ]
    chosen = {name: voice for name, voice in asked.items() if voice is not None}
    usual, unknown_voices = _usual(series_voices, chosen, stock)
    notes += unknown_voices
    free = [name for name in order if name not in {*chosen, *usual, *many}]
    given = {**chosen, **usual}
    stock.spare(voice for voice, _ in series_voices.others)
    spared = _spread(free, sides, stock, given, heard, distances)
    for name in sorted(order, key=lambda name: name in many):
        if name in many:
            one, how = stock.take(sides[name])
            voice = replace(one, id=f"{one.id}-many", name=f"{one.name} (several)", many=True)
            parts[name] = Part(name, voice, None, f"several people; {how}")
            continue
        if name in chosen:
            voice, how = chosen[name], "the voice asked for"
        elif name in usual:
            voice, how = usual[name], "the same voice as in the whole series"
        elif name in spared:
            voice = spared[name]
            how = f"“{voice.name}” is far from the voices heard beside it"
        else:
            voice, how = stock.take(sides[name])
        gender = genders[name]
        why = gender.value if gender else f"gender unknown, {sides[name].value} for balance"
        parts[name] = Part(name, voice, gender, f"{why}; {how}")
    cast = tuple(parts[name] for name in names)
    if stock.bases == (narrator,) and cast:
        notes.append("There is no voice but the narrator's: everybody has a variation of it.")
    notes += _notes_on_gender(cast)
    notes += _notes_on_likeness(
        tuple(part for part in cast if not part.voice.many), order, stock.bases
    )
    notes += _notes_on_others(cast, series_voices)
    return Cast(narrator, cast, tuple(notes))


def _usual(
    series_voices: SeriesVoices, asked: dict[str, Voice], stock: _Stock
) -> tuple[dict[str, Voice], list[str]]:
    """Return the voices that people have in the series, as far as nobody here asked for them."""
    usual: dict[str, Voice] = {}
    notes = []
    for name, voices in series_voices.usual:
        if name in asked:
            continue
        voice = next(filter(None, map(stock.find, voices)), None)
        if voice is None:
            notes.append(
                f"The series gives {name} the voice “{voices[0]}”, which is not there; somebody"
                " else speaks instead."
            )
            continue
        owner = next((who for who, its in {**asked, **usual}.items() if its == voice), None)
        if owner is not None:
            notes.append(
                f"The series gives {name} the voice “{voice.name}”, but {owner} has it here; {name}"
                " gets another one."
            )
            continue
        usual[name] = stock.take_voice(voice)
    return usual, notes


# --- who is heard next to whom -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TurnStatistics:
    """What of the debate counts for how alike voices may be: how often two people follow each
    other, how many turns and how many words everybody has."""

    follows: Counter[frozenset[str]]
    turns: Counter[str]
    words: dict[str, int]

    def nearness(self, one: str, other: str | None) -> float:
        """Return by how much a distance between two people counts less, 1 or more; None stands for
        the narrator, who is heard before every turn.

        A step of 1/8 for each doubling of how often they follow each other, and for each power of
        eight of what the one says who says less.
        """
        if other is None:
            times, least = self.turns[one], self.words.get(one, 0)
        else:
            times = self.follows[frozenset((one, other))]
            least = min(self.words.get(one, 0), self.words.get(other, 0))
        return 1 + (times.bit_length() + least.bit_length() // 3) / 8


def turn_statistics(debate: Debate) -> TurnStatistics:
    """Return who follows whom in `debate`, and how much everybody says."""
    names = [turn.speaker for turn in debate.turns]
    pairs = [frozenset((one, other)) for one, other in pairwise(names) if one != other]
    words = dict.fromkeys(names, 0)
    for turn in debate.turns:
        words[turn.speaker] += turn.words
    return TurnStatistics(Counter(pairs), Counter(names), words)


def _spread(
    names: list[str],
    sides: dict[str, Gender],
    stock: _Stock,
    asked: dict[str, Voice],
    heard: TurnStatistics,
    distances: Distances,
) -> dict[str, Voice]:
    """Return the voices of those of `names` for whom there is one of their side, taken out of
    `stock`."""
    taken = list(asked)
    table = list(dict.fromkeys([*stock.free, stock.narrator, *asked.values()]))
    place = {voice: number for number, voice in enumerate(table)}
    distance = [[distances.between(one, other) for other in table] for one in table]
    fixed = tuple(place[voice] for voice in (stock.narrator, *asked.values()))

    pools = {
        side: [
            place[voice]
            for voice in stock.unspared(side, sum(sides[name] is side for name in names))
        ]
        for side in Gender
    }
    if not any(pools.values()):  # voices of unknown gender, as some systems have
        everybody = [place[voice] for voice in stock.unspared(None, len(names))]
        pool_of = dict.fromkeys(names[: len(everybody)], tuple(everybody))
    else:
        left = {side: len(pool) for side, pool in pools.items()}
        pool_of = {}
        for name in names:
            side = sides[name]
            if left[side]:
                left[side] -= 1
                pool_of[name] = tuple(pools[side])
    served = list(pool_of)
    everyone = [*served, None, *taken]
    flat = [[1.0] * len(everyone) for _ in served]
    alike = AssignmentProblem(tuple(pool_of.values()), fixed, distance, flat)
    in_use = assign(alike, _in_order(alike.allowed))

    allowed_now = tuple(
        tuple(voice for voice in pool if voice in set(in_use)) for pool in pool_of.values()
    )
    nearness = [[heard.nearness(one, other) for other in everyone] for one in served]
    problem = AssignmentProblem(allowed_now, fixed, distance, nearness)
    final = assign(problem, _in_order(allowed_now))
    return {name: stock.take_voice(table[voice]) for name, voice in zip(served, final, strict=True)}


def _in_order(allowed: tuple[tuple[int, ...], ...]) -> tuple[int, ...]:
    """Return for everybody the first that is free: where all voices are as unlike, this stays."""
    chosen: list[int] = []
    for voices in allowed:
        chosen.append(next(voice for voice in voices if voice not in chosen))
    return tuple(chosen)


def _named_voices(people: dict[str, Speaker]) -> dict[str, str]:
    genders = {gender.value for gender in Gender}
    return {
        name: speaker.voice
        for name, speaker in people.items()
        if speaker.voice and speaker.voice.casefold() not in genders
    }


def _sides(genders: dict[str, Gender | None]) -> dict[str, Gender]:
    sides = {name: gender for name, gender in genders.items() if gender is not None}
    people = list(sides.values())
    count = {gender: people.count(gender) for gender in Gender}
    for name in genders:
        if name not in sides:
            sides[name] = min(Gender, key=lambda gender: count[gender])
            count[sides[name]] += 1
    return sides


# --- the voices that are left -----------------------------------------------------------------

_Sound = tuple[str, str, int, int, int, Timbre, bool]
_OWN_PITCH = 50  # where an engine's own setting lies on the scale of `Voice.pitch`
_OWN_RANGE = 50  # and where that of `Voice.pitch_range` lies
_HIGHEST_PITCH = 99
# From the most distinct to what is hardly noticed.
_COARSE = (16, -16, 32, -32)
_FINE = (8, -8, 24, -24)
_VARIATIONS = (
    *((pitch, 100) for pitch in _COARSE),
    *((pitch, rate) for rate in (88, 112) for pitch in (0, *_COARSE)),
    *((pitch, rate) for rate in (100, 88, 112) for pitch in _FINE),
    *((pitch, rate) for rate in (94, 106, 82, 118) for pitch in (0, *_COARSE, *_FINE)),
)
"""Added to the pitch, and per cent of the rate."""


def _sound(voice: Voice) -> _Sound:
    pitch = _OWN_PITCH if voice.pitch is None else voice.pitch
    melody = _OWN_RANGE if voice.pitch_range is None else voice.pitch_range
    return voice.engine, voice.engine_voice, pitch, melody, voice.rate, voice.timbre, voice.many


class _Stock:
    """The voices that are left to give."""

    def __init__(self, narrator: Voice, voices: tuple[Voice, ...]) -> None:
        self.narrator = narrator
        self._sounds = {_sound(narrator)}
        self._ids = {narrator.id} | {voice.id for voice in voices}
        free: dict[_Sound, Voice] = {}
        for voice in voices:
            if voice.id != narrator.id and _sound(voice) not in self._sounds:
                free.setdefault(_sound(voice), voice)
        timbre = (narrator.engine, narrator.engine_voice)
        # Stable: the palette's order holds within each half.
        self._free = sorted(
            free.values(), key=lambda voice: (voice.engine, voice.engine_voice) == timbre
        )
        self.bases: tuple[Voice, ...] = tuple(self._free) or (narrator,)
        self._variations = {gender: self._varied(gender) for gender in Gender}
        self._repeats = dict.fromkeys(Gender, 0)
        self._given: list[Voice] = []
        self._spared: frozenset[str] = frozenset()

    @property
    def free(self) -> tuple[Voice, ...]:
        """The palette's voices that nobody has yet."""
        return tuple(self._free)

    def take_voice(self, voice: Voice) -> Voice:
        """`voice`, which is one of `free`, and then no more; whoever says most takes first."""
        self._given.append(voice)
        self._free.remove(voice)
        self._sounds.add(_sound(voice))
        return voice

    def find(self, name: str) -> Voice | None:
        """Return the voice of that name or identifier; None where there is none."""
        for voice in self.bases:
            if name.casefold() in (voice.name.casefold(), voice.id.casefold()):
                return voice
        return None

    def take_named(self, name: str) -> Voice | None:
        """Return the voice of that name or identifier, which nobody else then has unless they ask
        for it too; None where there is none."""
        voice = self.find(name)
        return self.take_voice(voice) if voice is not None and voice in self._free else voice

    def spare(self, names: Iterable[str]) -> None:
        """Give the voices of these names or identifiers last."""
        self._spared = frozenset(name.casefold() for name in names)
        self._free.sort(key=self._is_spared)  # stable: the palette's order holds within each half

    def _is_spared(self, voice: Voice) -> bool:
        return not self._spared.isdisjoint((voice.name.casefold(), voice.id.casefold()))

    def unspared(self, side: Gender | None, count: int) -> list[Voice]:
        """Return the free voices of that side (of every side for None) without those to spare; with
        as many of these as are missing to `count`."""
        own = [voice for voice in self._free if side is None or voice.gender is side]
        free = [voice for voice in own if not self._is_spared(voice)]
        return free if len(free) >= count else own[: max(count, len(free))]

    def take(self, side: Gender) -> tuple[Voice, str]:
        """Return a voice for somebody of that side, and how it was come by."""
        for gender in (side, None):
            for voice in self._free:
                if voice.gender is gender:
                    return self.take_voice(voice), f"the first voice free, “{voice.name}”"
        own = any(voice.gender in (side, None) for voice in self.bases)
        if not own and self._free:
            voice = self.take_voice(self._free[0])
            return voice, f"the palette has no {side.value} voice, “{voice.name}” was free"
        varied = next(self._variations[side], None)
        if varied is not None:
            base, voice = varied
            self._sounds.add(_sound(voice))
            self._ids.add(voice.id)
            return voice, f"no voice was left, a variation of “{base.name}”"
        bases = self._of(side)
        voice = bases[self._repeats[side] % len(bases)]
        self._repeats[side] += 1
        return voice, f"no variation was left, “{voice.name}” once more"

    def _of(self, side: Gender) -> tuple[Voice, ...]:
        """Return the voices to vary, those of who speaks least first."""
        places = {voice: place for place, voice in enumerate(self._given)}
        bases = sorted(self.bases, key=lambda voice: places.get(voice, len(places)))
        own = [voice for voice in bases if voice.gender is side]
        own += [voice for voice in bases if voice.gender is None]
        return tuple(reversed(own or bases))

    def _varied(self, side: Gender) -> Iterator[tuple[Voice, Voice]]:
        """Pairs of a voice and a variation of it which nobody has yet."""
        for shift, per_cent in _VARIATIONS:
            for base in self._of(side):
                middle = _OWN_PITCH if base.pitch is None else base.pitch
                pitch = middle + shift
                if not 0 <= pitch <= _HIGHEST_PITCH:
                    continue
                rate = (base.rate * per_cent + 50) // 100
                voice = replace(
                    base,
                    id=self._new_id(f"{base.id}-{pitch}-{rate}"),
                    name=f"{base.name} ({_manner(shift, per_cent)})",
                    pitch=pitch,
                    rate=rate,
                )
                if _sound(voice) not in self._sounds:
                    yield base, voice

    def _new_id(self, wanted: str) -> str:
        name, number = wanted, 1
        while name in self._ids:
            number += 1
            name = f"{wanted}-{number}"
        return name


def _manner(shift: int, per_cent: int) -> str:
    height = f"{'higher' if shift > 0 else 'lower'} by {abs(shift)}" if shift else ""
    speed = f"{'faster' if per_cent > 100 else 'slower'} by {abs(per_cent - 100)} %"
    return ", ".join(filter(None, (height, speed if per_cent != 100 else "")))


# --- what to say ------------------------------------------------------------------------------


def _notes_on_gender(parts: tuple[Part, ...]) -> list[str]:
    notes = []
    unknown = [part.speaker for part in parts if part.gender is None and not part.voice.many]
    if unknown:
        notes.append(
            f"The transcript does not tell the gender of {_some(unknown)}: the voice was chosen for"
            " balance. `podcast inspect --edit` lets you say it."
        )
    for gender, other in zip(Gender, reversed(Gender), strict=True):
        crossed = [
            part.speaker
            for part in parts
            if part.gender is gender and part.voice.gender not in (gender, None)
        ]
        if crossed:
            notes.append(
                f"There is no {gender.value} voice for {_some(crossed)};"
                f" a {other.value} one speaks instead."
            )
    return notes


def _notes_on_likeness(
    parts: tuple[Part, ...], order: list[str], palette: tuple[Voice, ...]
) -> list[str]:
    own = {voice.id for voice in palette}
    place = {name: number for number, name in enumerate(order)}
    by_timbre: dict[tuple[str, str], list[Part]] = {}
    for part in sorted(parts, key=lambda part: place[part.speaker]):
        by_timbre.setdefault((part.voice.engine, part.voice.engine_voice), []).append(part)
    alike, same = [], []
    for shared in by_timbre.values():
        by_sound: dict[_Sound, list[str]] = {}
        for part in shared:
            by_sound.setdefault(_sound(part.voice), []).append(part.speaker)
        # The palette's own voices are unlike, of one timbre or not.
        if len(by_sound) > 1 and not all(part.voice.id in own for part in shared):
            alike.append(_some([names[0] for names in by_sound.values()]))
        same += [_some(names) for names in by_sound.values() if len(names) > 1]
    have = (
        "The palette's one voice does"
        if len(palette) == 1
        else f"The palette's {len(palette)} voices do"
    )
    head = f"{have} not suffice for {len(parts)} speakers: "
    notes = []
    if alike:
        notes.append(
            head + _groups(alike) + " share a timbre and are told apart by pitch and pace."
        )
    if same:
        notes.append(head + _groups(same) + " have exactly the same voice.")
    return notes


def _notes_on_others(parts: tuple[Part, ...], series_voices: SeriesVoices) -> list[str]:
    """Return who has the voice of somebody of the series who is not here."""
    whose = {name.casefold(): owner for name, owner in series_voices.others}
    notes = []
    for part in parts:
        for name in (part.voice.name, part.voice.id):
            owner = whose.get(name.casefold())
            if owner is not None:
                notes.append(
                    f"{part.speaker} has the voice “{part.voice.name}”, which is {owner}'s in the"
                    " series: there are not enough others."
                    if not part.reason.endswith("asked for")
                    else f"{part.speaker} has the voice “{part.voice.name}”, as asked, which is"
                    f" {owner}'s in the series."
                )
                break
    return notes


def _groups(groups: list[str], most: int = 3) -> str:
    rest = len(groups) - most
    tail = [f"and {rest} more group{'' if rest == 1 else 's'}"] if rest > 0 else []
    return "; ".join([*groups[:most], *tail])


def _some(names: list[str], most: int = 4) -> str:
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))

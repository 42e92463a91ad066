"""Who is who: the speakers as a plan names them, from the names that the transcript has."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher, get_close_matches

from podcast.model import Debate, Speaker
from podcast.planfile.model import PlanError, PlanFile, SpeakerEntry

_ALIKE = 0.85  # how alike a name must be to be the same one, corrected


@dataclass(frozen=True, slots=True)
class People:
    """`final` gives the name to show for each name that was read; `known` for whatever a plan may
    call somebody; `speakers` are all of them by that name. `reads` is the name
    that each of the plan's speakers has in the transcript, its own for somebody new, None for
    somebody who is there no more. Those of whom a plan says whether they are `labels`, by the name
    to show, and of these `nobody`."""

    final: dict[str, str]
    known: dict[str, str]
    speakers: dict[str, Speaker]
    reads: tuple[str | None, ...]
    notes: tuple[str, ...]
    labels: frozenset[str] = frozenset()
    nobody: frozenset[str] = frozenset()

    def named(self, name: str, where: str) -> str:
        """Whom a plan means by `name`; PlanError, beginning with `where`, where it is nobody."""
        found = _match(name, self.known)
        if found is not None:
            return self.known[found]
        close = get_close_matches(name, list(self.speakers), 1, 0.7)
        raise PlanError(
            f"{where}: nobody is called “{name}”; "
            + (f"did you mean “{close[0]}”?" if close else f"there are {_listed(self.speakers)}.")
            + f' For somebody new, add [speaker."{name}"].'
        )


def find_people(plan: PlanFile, debate: Debate) -> People:
    """Return the people of `debate` as `plan` wants them. Raises `PlanError` where it contradicts
    itself."""
    read: dict[str, Speaker] = {}
    for speaker in debate.speakers:
        read.setdefault(_key(speaker.name), speaker)
    for turn in debate.turns:
        read.setdefault(_key(turn.speaker), Speaker(turn.speaker))
    reads, notes = _found(plan, read)
    main = {_key(name): entry for entry, name in zip(plan.speakers, reads, strict=True) if name}

    owner: dict[str, str] = {}  # whom an alias belongs to, by the key of their entry
    for key, entry in main.items():
        for alias in entry.also or ():
            meant = _match(alias, read) or _key(alias)
            if owner.setdefault(meant, key) != key:
                where = _where(plan, entry, "also")
                raise PlanError(f"{where}: “{alias}” is somebody else's, too.")
            if meant not in read:
                notes.append(
                    f"{_where(plan, entry, 'also')}: nobody is called “{alias}” in the transcript."
                )
    known: dict[str, str] = {}
    speakers: dict[str, Speaker] = {}
    merged = {alias for alias, key in owner.items() if alias != key}
    for key in dict.fromkeys([*read, *main]):
        if key in merged:
            continue
        others = [read[alias] for alias in read if alias in merged and owner[alias] == key]
        made = _speaker(read.get(key), main.get(key), others)
        if made.name in speakers:
            raise PlanError(
                f"{plan.path}: two speakers would be called “{made.name}”; if they are one person,"
                f' write the other name under [speaker."{made.name}"]: also = ["…"].'
            )
        speakers[made.name] = made
        mine = [key, *(alias for alias in owner if owner[alias] == key)]
        for other in mine:
            known[other] = made.name
    for name in speakers:
        known.setdefault(_key(name), name)
    said = [*(s.name for s in debate.speakers), *(turn.speaker for turn in debate.turns)]
    final = {name: known[_key(name)] for name in said}
    sure = {key: entry.label for key, entry in main.items() if entry.label is not None}
    labels = frozenset(known[key] for key in sure)
    nobody = frozenset(known[key] for key, label in sure.items() if not label)
    if nobody.issuperset(final[turn.speaker] for turn in debate.turns):
        raise PlanError(f"{plan.path}: by its `label = false`, nobody is left who speaks.")
    return People(final, known, speakers, reads, tuple(notes), labels, nobody)


def _speaker(read: Speaker | None, entry: SpeakerEntry | None, others: list[Speaker]) -> Speaker:
    made = read or Speaker(entry.read if entry else "")
    for other in others:
        made = replace(
            made,
            role=made.role or other.role,
            declared=made.declared if made.declared is not None else other.declared,
            moderator=made.moderator or other.moderator,
            civility=made.civility or other.civility,
        )
    if entry is None:
        return made
    role = made.role if entry.role is None else entry.role or None
    return replace(made, name=entry.name or made.name, role=role, voice=entry.voice or made.voice)


def _found(plan: PlanFile, read: dict[str, Speaker]) -> tuple[tuple[str | None, ...], list[str]]:
    """Return the name in the transcript of each of the plan's speakers, and what to say about
    it."""
    asked = {p.speaker: p.speaker for p in plan.passages if p.speaker}
    listed = {_match(entry.read, read) for entry in plan.speakers}
    free = {key: speaker.name for key, speaker in read.items() if key not in listed}
    reads: list[str | None] = []
    notes: list[str] = []
    for entry in plan.speakers:
        key = _match(entry.read, read)
        if key is not None:
            reads.append(read[key].name)
            continue
        if any(name and _match(name, asked) for name in (entry.read, entry.name)):
            reads.append(entry.read)
            continue
        close = _closest(_key(entry.read), free) if entry.decided else None
        if close is not None:
            name = free.pop(close)
            reads.append(name)
            notes.append(f"{_where(plan, entry)}: is now written “{name}” in the transcript.")
            continue
        reads.append(None)
        if entry.decided or entry.block.inside or entry.block.before:
            notes.append(
                f"{_where(plan, entry)}: nobody in the transcript has this name, and no passage"
                " gives them the word; what it says has no effect."
            )
    return tuple(reads), notes


def _closest(name: str, free: Collection[str]) -> str | None:
    rated = [(SequenceMatcher(None, name, other).ratio(), other) for other in free]
    ratio, other = max(rated, default=(0.0, ""))
    return other if ratio >= _ALIKE else None


def _where(plan: PlanFile, entry: SpeakerEntry, key: str = "") -> str:
    return f'{plan.path}, line {entry.block.line}, [speaker."{entry.read}"]' + (
        f", `{key}`" if key else ""
    )


def _key(name: str) -> str:
    """`name` as TOML can write it, on one line."""
    return re.sub("[\ud800-\udfff]", "\ufffd", " ".join(name.split()))


def _match(name: str, among: Mapping[str, object]) -> str | None:
    """Return the key of `among` that is `name`; else the only one that is, but for capitals."""
    if _key(name) in among:
        return _key(name)
    loose = [other for other in among if _loose(other) == _loose(name)]
    return loose[0] if len(loose) == 1 else None


def _loose(name: str) -> str:
    return _key(name).replace("’", "'").casefold()


def _listed(names: Collection[str], most: int = 8) -> str:
    shown = ", ".join(list(names)[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown

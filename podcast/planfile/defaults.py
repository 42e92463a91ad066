"""What stands in a plan as the program finds it, section by section."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from podcast.model import Debate
from podcast.planfile.anchors import Text
from podcast.planfile.applying import Applied
from podcast.planfile.layout import Block
from podcast.planfile.model import PassageEntry, PlanFile
from podcast.planfile.regroup import paragraphs, speakers_of, spots
from podcast.themes import Themes

Value = str | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A table of a plan: its header, what is told of it (beside the header, then below it), what
    stands there in any case (`given`), what the program finds (`values`), and the block in which
    a person decided otherwise."""

    header: tuple[str, ...]
    values: tuple[tuple[str, Value], ...] = ()
    given: tuple[tuple[str, Value], ...] = ()
    beside: str = ""
    below: tuple[str, ...] = ()
    block: Block = Block()


@dataclass(frozen=True, slots=True)
class Findings:
    """All that the program finds by itself in a debate that a plan was applied to: the names of
    the voices by speaker, the chapters' titles by (turn, paragraph), the themes."""

    debate: Debate
    applied: Applied
    voices: Mapping[str, str]
    chapters: Mapping[tuple[int, int], str]
    themes: Themes


def sections(source: str, found: Findings, plan: PlanFile | None) -> Iterator[Section]:
    """Yield the sections of a plan, from the first to the last; what `plan` decides is linked to
    them.

    `found.debate` is the debate as it was read.
    """
    yield _top(source, found.debate, plan)
    yield from _speakers(found, plan)
    told = ", ".join(theme.title for theme in found.themes.themes) or "none"
    below = (
        f"Found: {told}.",
        'For one of your own, add [theme."Title"] with words = ["…", "…"] below it.',
    )
    yield Section(("themes",), (("banned", ()),), below=below, block=_b(plan, "themes"))
    for theme in plan.themes if plan else ():
        yield Section(("theme", theme.title), block=theme.block)
    yield Section(
        ("episodes",),
        (("whole", True), ("speakers", False), ("themes", False)),
        below=('true, false, or a list of those that are wanted: speakers = ["…"]',),
        block=_b(plan, "episodes"),
    )
    yield from _passages(found, plan)


def _b(plan: PlanFile | None, *header: str) -> Block:
    return plan.block(*header) if plan else Block(header)


def _top(source: str, debate: Debate, plan: PlanFile | None) -> Section:
    return Section(
        (),
        (
            ("title", debate.title),
            ("event", debate.subtitle or ""),
            ("date", debate.date or ""),
            ("date_said", debate.date_text or ""),
            ("language", debate.language),
        ),
        (("source", source),),
        block=_b(plan),
    )


def _speakers(found: Findings, plan: PlanFile | None) -> Iterator[Section]:
    linked = zip(plan.speakers, found.applied.reads, strict=True) if plan else ()
    entries = {read: entry for entry, read in linked if read is not None}
    merged = {alias.casefold() for entry in entries.values() for alias in entry.also or ()}
    debate = found.debate
    names = dict.fromkeys([s.name for s in debate.speakers] + [t.speaker for t in debate.turns])
    for name in dict.fromkeys([*names, *entries]):
        entry = entries.get(name)
        idle = entry is None or not (entry.decided or entry.block.before + entry.block.inside)
        if idle and name.casefold() in merged:
            continue
        shown = entry.name if entry is not None and entry.name else name
        role = next((s.role for s in debate.speakers if s.name == name), None)
        values: list[tuple[str, Value]] = [("name", name), ("role", role or "")]
        if voice := found.voices.get(shown):
            values.append(("voice", voice))
        values.append(("also", ()))
        turns = debate.turns_of(name)
        words = sum(turn.words for turn in turns)
        told = f"{len(turns)} turn{'' if len(turns) == 1 else 's'}, {words} words"
        yield Section(
            ("speaker", name),
            tuple(values),
            beside=told if name in names else "added by you",
            block=entry.block if entry else Block(),
        )


def _passages(found: Findings, plan: PlanFile | None) -> Iterator[Section]:
    """Yield a section for each turn and chapter, each doubt, and each passage of which a person
    said something. A turn that begins no chapter has an empty title for one."""
    debate, changed = found.debate, found.applied.debate
    before, after = spots(debate), spots(changed)
    places = {spot: place for place, spot in enumerate(before)}
    entries = _entries(plan, found.applied)
    doubts: dict[int, list[str]] = {}
    for doubt in debate.doubts:
        if doubt.turn is not None:
            place = places[doubt.turn, doubt.paragraph or 1]
            doubts.setdefault(place, []).append(doubt.message)
    chapters = {place: found.chapters.get(spot) for place, spot in enumerate(after)}
    shown = [
        place
        for place in range(len(before))
        if chapters[place] is not None
        or after[place][1] == 1
        or place in doubts
        or (place in entries and entries[place].decided)
    ]
    texts = paragraphs(debate)
    text = Text([paragraph.text for paragraph in texts])
    said = speakers_of(changed)
    themes = _themes_by_place(found)
    ends = [*shown[1:], len(before)]
    for place, end in zip(shown, ends, strict=True):
        values: list[tuple[str, Value]] = [("speaker", said[place])]
        if chapters[place] is not None or after[place][1] == 1:
            values.append(("chapter", chapters[place] or ""))
        here = dict.fromkeys(t for at in range(place, end) for t in themes.get(at, ()))
        values.append(("themes", tuple(here)))
        yield Section(
            ("passage",),
            tuple(values),
            (("begins", str(text.anchor(place))),),
            f"line {texts[place].line}",
            tuple(f"In doubt: {message}" for message in doubts.get(place, ())),
            entries[place].block if place in entries else Block(),
        )


def _entries(plan: PlanFile | None, applied: Applied) -> dict[int, PassageEntry]:
    """Return the plan's passages by place; of two for one place, the one that decides something."""
    entries: dict[int, PassageEntry] = {}
    for entry, place in zip(plan.passages if plan else (), applied.places, strict=True):
        if place.paragraph is not None and (
            place.paragraph not in entries or not entries[place.paragraph].decided
        ):
            entries[place.paragraph] = entry
    return entries


def _themes_by_place(found: Findings) -> dict[int, list[str]]:
    place_of = {spot: place for place, spot in enumerate(spots(found.applied.debate))}
    result: dict[int, list[str]] = {}
    for theme in found.themes.themes:
        for one in theme.passages:
            for number in range(one.passage.first, one.passage.last + 1):
                place = place_of[one.passage.turn, number]
                result.setdefault(place, []).append(theme.title)
    return result

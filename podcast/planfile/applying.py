"""A debate as a plan wants it: who says what, what it is called, its chapters and themes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from podcast.model import Debate, Doubt, Speaker
from podcast.planfile.anchors import Found, Place, Text, normalized
from podcast.planfile.model import EpisodesTable, PassageEntry, PlanError, PlanFile
from podcast.planfile.people import People, find_people
from podcast.planfile.regroup import paragraphs, said_by, speakers_of, spots
from podcast.planfile.theming import theming
from podcast.planning import LONGEST_TITLE
from podcast.themes import FixedTheme, Thesaurus

_ABOUT_SPEAKERS = ("self-named", "question-answered")
_MOST_LINES = 5  # of places that are told


@dataclass(frozen=True, slots=True)
class Applied:
    """What comes of a plan.

    `titles` are the chapters that a person named, by (turn, first paragraph) in `debate`;
    `fixed_themes` and `banned` are for `find_themes`; `notes` are sentences about what could not
    be done. For writing the plan again: `places` says where each of its passages is, `reads` what
    each of its speakers is called in the transcript.
    """

    debate: Debate
    titles: Mapping[tuple[int, int], str]
    fixed_themes: tuple[FixedTheme, ...]
    banned: frozenset[str]
    episodes: EpisodesTable
    notes: tuple[str, ...]
    places: tuple[Place, ...] = ()
    reads: tuple[str | None, ...] = ()


def apply_plan(plan: PlanFile, debate: Debate, *, thesaurus: Thesaurus | None = None) -> Applied:
    """`debate`, as it was read, changed as `plan` says.

    What no longer applies is told in `notes` and left out. Raises `PlanError` where the plan
    contradicts itself, names nobody, or has a passage of which nothing is found and which it
    cannot have been found for before.
    """
    people = find_people(plan, debate)
    places, notes = _placed(plan, debate)
    notes += people.notes
    at = {
        place.paragraph: passage
        for place, passage in zip(places, plan.passages, strict=True)
        if place.paragraph is not None and passage.decided
    }
    ends = _ends(debate)

    read = speakers_of(debate)
    said = [people.final[name] for name in read]
    settled: set[int] = set()
    for where, passage in _speeches(at, ends, "speaker"):
        name = people.named(passage.speaker or "", _where(plan, passage, "speaker"))
        said[where.start : where.stop] = [name] * len(where)
        settled.add(where.start)
        settled |= {place for place in where if name != people.final[read[place]]}
    doubts = _unsettled(debate, settled, people, set(said))
    changed = said_by(replace(debate, doubts=doubts), said)
    changed = replace(changed, speakers=_heard(people, said))
    changed = _about(plan, changed)

    spot_of = spots(changed)
    titles = {}
    for place, passage in sorted(at.items()):
        if passage.chapter is not None:
            titles[spot_of[place]] = passage.chapter
            if len(passage.chapter) > LONGEST_TITLE:
                notes.append(
                    f"{_where(plan, passage, 'chapter')}: “{passage.chapter[:40]}…” is longer than"
                    f" {LONGEST_TITLE} characters, which players cut; it is shortened."
                )
    wanted = {where: p.themes or () for where, p in _speeches(at, ends, "themes")}
    fixed, banned = theming(plan, changed, wanted, thesaurus)
    return Applied(
        changed,
        titles,
        fixed,
        banned,
        _episodes(plan, people),
        tuple(notes),
        places,
        people.reads,
    )


def _placed(plan: PlanFile, debate: Debate) -> tuple[tuple[Place, ...], list[str]]:
    texts = paragraphs(debate)
    text = Text([paragraph.text for paragraph in texts])
    entries = plan.passages
    begins, decided = [e.begins for e in entries], [e.decided for e in entries]
    places = text.find(begins, decided, plan.made.paragraphs)
    notes: list[str] = []
    first: dict[int, PassageEntry] = {}
    for place, entry in zip(places, entries, strict=True):
        where = _where(plan, entry, "begins")
        if place.paragraph is not None:
            same = first.setdefault(place.paragraph, entry)
            if same is not entry and same.decided and entry.decided:
                raise PlanError(
                    f"{where}: line {same.block.line} of the plan is about the same paragraph"
                    " (“…”); make one [[passage]] of them.".replace("…", _short(entry))
                )
            if entry.decided and not same.decided:
                first[place.paragraph] = entry
            now = texts[place.paragraph].text
            if entry.decided and not f"{normalized(now)} ".startswith(
                f"{normalized(entry.begins.words)} "
            ):
                notes.append(
                    f"{where}: the paragraph that began with “{_short(entry)}” is thought to be the"
                    f" one that begins with “{text.anchor(place.paragraph).words}” now."
                )
            continue
        if place.found is Found.SEVERAL and len(place.several) == 1:
            reason = f"which of several paragraphs “{_short(entry)}” it is cannot be told"
            advice = "write more of its words"
        elif place.found is Found.SEVERAL:
            lines = [texts[one].line for one in place.several]
            told = ", ".join(map(str, lines[:_MOST_LINES])) + ("…" if lines[_MOST_LINES:] else "")
            reason = f"{len(lines)} paragraphs begin with “{_short(entry)}” (lines {told})"
            advice = "write more of its words"
        else:
            reason = f"no paragraph begins with “{_short(entry)}”"
            near = None if entry.begins.own else text.nearest(entry.begins.words)
            advice = f"the nearest is “{near}”" if near else "write its first words"
        if not entry.begins.own:
            raise PlanError(f"{where}: {reason}; {advice}.")
        if entry.decided:
            notes.append(f"{where}: {reason} any more; {_lost(entry)} left out.")
    return places, notes


def _lost(entry: PassageEntry) -> str:
    keys = [s.key for s in entry.block.statements if s.key != "begins"] or ["comment"]
    return f"its {' and '.join(keys)} {'is' if len(keys) == 1 else 'are'}"


def _ends(debate: Debate) -> list[int]:
    """For each place, where its turn ends."""
    ends: list[int] = []
    for turn in debate.turns:
        count = len(turn.paragraphs)
        ends += [len(ends) + count] * count
    return ends


def _speeches(
    at: Mapping[int, PassageEntry], ends: list[int], key: str
) -> list[tuple[range, PassageEntry]]:
    """From each passage that decides `key` to the next one, or to the end of the turn as read."""
    starts = sorted(place for place, entry in at.items() if getattr(entry, key) is not None)
    after = dict(pairwise(starts))
    return [
        (range(start, min(after.get(start, ends[start]), ends[start])), at[start])
        for start in starts
    ]


def _heard(people: People, said: list[str]) -> tuple[Speaker, ...]:
    heard = set(said)
    return tuple(
        speaker
        for name, speaker in people.speakers.items()
        if name in heard or speaker.declared is not None
    )


def _unsettled(
    debate: Debate, settled: set[int], people: People, heard: set[str]
) -> tuple[Doubt, ...]:
    """Return the doubts that are left when a person has said who speaks, and who is who."""
    place_of = {spot: place for place, spot in enumerate(spots(debate))}
    merged = {read for read, name in people.final.items() if read != name}
    left = []
    for doubt in debate.doubts:
        if (
            doubt.turn is not None
            and doubt.kind in _ABOUT_SPEAKERS
            and place_of[doubt.turn, doubt.paragraph or 1] in settled
        ):
            continue
        if doubt.kind == "never-speaks" and any(
            doubt.message.startswith(f"{read} ") and name in heard
            for read, name in people.final.items()
        ):
            continue
        if doubt.kind == "similar-names" and any(f"“{read}”" in doubt.message for read in merged):
            continue
        left.append(doubt)
    return tuple(left)


def _about(plan: PlanFile, debate: Debate) -> Debate:
    """`debate` with the title, event, date and language of the plan."""
    date, said = debate.date, debate.date_text
    if plan.date is not None:
        # What is said must not contradict what is written: the old words go with the old date.
        date, said = plan.date or None, plan.date or None
    if plan.date_said is not None:
        said = plan.date_said or None
    return replace(
        debate,
        title=plan.title or debate.title,
        subtitle=debate.subtitle if plan.event is None else plan.event or None,
        date=date,
        date_text=said,
        language=plan.language or debate.language,
    )


def _episodes(plan: PlanFile, people: People) -> EpisodesTable:
    table = plan.episodes
    if not isinstance(table.speakers, tuple):
        return table
    where = f"{plan.path}, [episodes], `speakers`"
    return replace(table, speakers=tuple(people.named(name, where) for name in table.speakers))


def _where(plan: PlanFile, passage: PassageEntry, key: str) -> str:
    line = next((s.line for s in passage.block.statements if s.key == key), passage.block.line)
    return f"{plan.path}, line {line}, `{key}`"


def _short(entry: PassageEntry) -> str:
    words = entry.begins.words
    return words if len(words) <= 60 else f"{words[:57]}…"

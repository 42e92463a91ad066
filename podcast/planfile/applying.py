"""A debate as a plan wants it: who says what, what it is called, its chapters and themes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from podcast.language.nounphrases import folded
from podcast.model import Debate, Doubt, Paragraph, Speaker
from podcast.planfile.anchors import Found, Place, Text, normalized
from podcast.planfile.model import EpisodesTable, PassageEntry, PlanError, PlanFile
from podcast.planfile.people import People, find_people
from podcast.planfile.regroup import (
    paragraphs,
    place_in_doubt,
    said_by,
    speakers_of,
    split_at,
    spots,
    themes_by_place,
    turn_ends,
)
from podcast.planning import LONGEST_TITLE
from podcast.themes import FixedTheme, Thesaurus, find_themes

_ABOUT_SPEAKERS = frozenset(
    ("self-named", "question-answered", "perhaps-nobody", "perhaps-a-heading", "unlabelled")
)
_MOST_LINES = 5  # of places that are named


@dataclass(frozen=True, slots=True)
class Applied:
    """What comes of a plan.

    `titles` are the chapters that a person named, by (turn, first paragraph) in `debate`;
    `fixed_themes` and `banned` are for `find_themes`; `notes` are sentences about what could not
    be done. For writing the plan again: `places` says where each of its passages is, `reads` what
    each of its speakers is called in the transcript, and `where` the place in `debate` of each
    paragraph that was read, None for one that is left out.
    """

    debate: Debate
    titles: Mapping[tuple[int, int], str]
    fixed_themes: tuple[FixedTheme, ...]
    banned: frozenset[str]
    episodes: EpisodesTable
    notes: tuple[str, ...]
    places: tuple[Place, ...] = ()
    reads: tuple[str | None, ...] = ()
    where: tuple[int | None, ...] = ()

    def passages(self, plan: PlanFile | None) -> dict[int, PassageEntry]:
        """Return the passages of `plan`, which this comes of, by the place (as read) that each is
        about; of two for one, the one that decides something."""
        found: dict[int, PassageEntry] = {}
        for entry, place in zip(plan.passages if plan else (), self.places, strict=True):
            at = place.paragraph
            if at is not None and (at not in found or not found[at].decided):
                found[at] = entry
        return found


def apply_plan(plan: PlanFile, debate: Debate, *, thesaurus: Thesaurus | None = None) -> Applied:
    """`debate`, as it was read, changed as `plan` says.

    What no longer applies is left out, and noted in `notes`. Raises `PlanError` where the plan
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
    ends = turn_ends(debate)

    read = speakers_of(debate)
    said: list[str | None] = [people.final[name] for name in read]
    texts = [paragraph.text for paragraph in paragraphs(debate)]
    settled = _without_labels(people, debate, said, texts)
    for where, passage in _speeches(at, ends, "speaker"):
        name = people.named(passage.speaker or "", _where(plan, passage, "speaker"))
        said[where.start : where.stop] = [name] * len(where)
        settled.add(where.start)
        settled |= {place for place in where if name != people.final[read[place]]}
    notes += _labelled(plan, at, said, texts, settled)
    for where, passage in _speeches(at, ends, "left_out"):
        settled.add(where.start)
        if passage.left_out:
            said[where.start : where.stop] = [None] * len(where)
    if not any(said):
        raise PlanError(f"{plan.path}: everything is left out; nothing is left to say.")
    doubts = _unsettled(debate, settled, people, set(filter(None, said)))
    changed, now = said_by(replace(debate, doubts=doubts), said, texts)
    changed = replace(changed, speakers=_heard(people, said))
    changed = _about(plan, changed)

    spot_of = spots(changed)
    titles = {}
    for place, passage in sorted(at.items()):
        to = now[place]
        if passage.chapter is not None and to is not None:
            titles[spot_of[to]] = passage.chapter
            if len(passage.chapter) > LONGEST_TITLE:
                notes.append(
                    f"{_where(plan, passage, 'chapter')}: “{passage.chapter[:40]}…” is longer than"
                    f" {LONGEST_TITLE} characters, which players cut; it is shortened."
                )
    wanted = {}
    for where, passage in _speeches(at, ends, "themes"):
        left = [to for to in now[where.start : where.stop] if to is not None]
        if left:
            wanted[range(left[0], left[-1] + 1)] = passage.themes or ()
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
        now,
    )


def with_splits(plan: PlanFile | None, debate: Debate) -> tuple[Debate, tuple[str, ...]]:
    """Return `debate` with its paragraphs split as `plan` says, and what could not be done. All
    else of a plan is about the paragraphs that there are then.

    Raises `PlanError` where words that begin a paragraph are in several places.
    """
    if plan is None or not plan.split:
        return debate, ()
    cuts: dict[int, set[int]] = {}
    notes = []
    texts = [paragraph.text for paragraph in paragraphs(debate)]
    for words in plan.split:
        found = places_inside(texts, words)
        where = f"{plan.path}, `split`: “{words if len(words) <= 60 else f'{words[:57]}…'}”"
        if len(found) > 1:
            raise PlanError(f"{where} is in {len(found)} places; write more of its words.")
        for place, offset in found:
            cuts.setdefault(place, set()).add(offset)
        if not found and not any(normalized(text).startswith(normalized(words)) for text in texts):
            notes.append(f"{where} is in no paragraph; nothing is split there.")
    return split_at(debate, {place: sorted(offsets) for place, offsets in cuts.items()}), tuple(
        notes
    )


def places_inside(texts: Sequence[str], words: str) -> list[tuple[int, int]]:
    """Return where `words` stand inside one of `texts`: its place, and the offset. Where a text
    begins with them, or in the middle of a word, does not count."""
    wanted = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())))
    return [
        (place, found.start())
        for place, text in enumerate(texts)
        for found in wanted.finditer(text)
        if text[: found.start()].strip()
    ]


def _without_labels(
    people: People, debate: Debate, said: list[str | None], texts: list[str]
) -> set[int]:
    """Let what was read as turns of somebody whom nobody is called go on the turn before, with the
    label as its first words; return the places of the labels."""
    colon = " : " if debate.language == "fr" else ": "
    settled = set()
    place = 0
    for turn in debate.turns:
        if people.final[turn.speaker] in people.labels:
            settled.add(place)
        if people.final[turn.speaker] in people.nobody:
            before = said[place - 1] if place else None
            after = (people.final[t.speaker] for t in debate.turns)
            before = before or next((name for name in after if name not in people.nobody), None)
            said[place : place + len(turn.paragraphs)] = [before] * len(turn.paragraphs)
            texts[place] = f"{turn.speaker}{colon}{texts[place]}"
        place += len(turn.paragraphs)
    return settled


def _labelled(
    plan: PlanFile,
    at: Mapping[int, PassageEntry],
    said: list[str | None],
    texts: list[str],
    settled: set[int],
) -> list[str]:
    """Take the labels of passages from `texts`; where nothing else is there, nobody says it. Return
    what could not be done."""
    notes = []
    for place, passage in at.items():
        if passage.label is None:
            continue
        settled.add(place)
        found = re.match(r"\s+".join(map(re.escape, passage.label.split())), texts[place])
        if found is None:
            notes.append(
                f"{_where(plan, passage, 'label')}: the paragraph does not begin with"
                f" “{passage.label}”; the line has no effect."
            )
            continue
        texts[place] = texts[place][found.end() :].lstrip(" \t\n\u00a0\u202f:.–—-")
        if not texts[place]:
            said[place] = None
    return notes


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
            numbers = ", ".join(map(str, lines[:_MOST_LINES])) + (
                "…" if lines[_MOST_LINES:] else ""
            )
            reason = f"{len(lines)} paragraphs begin with “{_short(entry)}” (lines {numbers})"
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


def _heard(people: People, said: list[str | None]) -> tuple[Speaker, ...]:
    heard = set(said)
    return tuple(
        speaker
        for name, speaker in people.speakers.items()
        if name in heard or (speaker.declared is not None and name not in people.nobody)
    )


def _unsettled(
    debate: Debate, settled: set[int], people: People, heard: set[str]
) -> tuple[Doubt, ...]:
    """Return the doubts that are left when a person has said who speaks, and who is who."""
    merged = {read for read, name in people.final.items() if read != name}
    left = []
    for doubt in debate.doubts:
        if doubt.kind in _ABOUT_SPEAKERS and place_in_doubt(debate, doubt) in settled:
            continue
        if doubt.kind == "never-speaks" and any(
            doubt.message.startswith(f"{read} ") and (name in heard or name in people.labels)
            for read, name in people.final.items()
        ):
            continue
        if doubt.kind in ("similar-names", "ambiguous-name") and any(
            f"“{read}”" in doubt.message and (read in merged or people.final[read] in people.labels)
            for read in people.final
        ):
            continue
        left.append(doubt)
    return tuple(left)


def _about(plan: PlanFile, debate: Debate) -> Debate:
    """`debate` with the title, event, date, language and introduction of the plan."""
    date, said = debate.date, debate.date_text
    if plan.date is not None:
        # What is said must not contradict what is written: the old words go with the old date.
        date, said = plan.date or None, plan.date or None
    if plan.date_said is not None:
        said = plan.date_said or None
    told = debate.introduction
    if plan.introduction is not None:
        told = tuple(Paragraph(text, 1) for text in plan.introduction)
    return replace(
        debate,
        title=plan.title or debate.title,
        untitled=debate.untitled and not plan.title,
        subtitle=debate.subtitle if plan.event is None else plan.event or None,
        date=date,
        date_text=said,
        language=plan.language or debate.language,
        introduction=told,
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


def theming(
    plan: PlanFile,
    debate: Debate,
    decided: Mapping[range, tuple[str, ...]],
    thesaurus: Thesaurus | None,
) -> tuple[tuple[FixedTheme, ...], frozenset[str]]:
    """Return the themes of `debate` that `plan` fixes, and those that it bans; `decided` are themes
    of some of its places."""
    banned = frozenset(plan.banned or ())
    fixed = tuple(FixedTheme(theme.title, theme.words) for theme in plan.themes)
    refused = {folded(title) for title in banned}
    for title in (*(t.title for t in fixed), *(t for titles in decided.values() for t in titles)):
        if folded(title) in refused:
            raise PlanError(
                f"{plan.path}, [themes], `banned`: “{title}” is banned here and asked for elsewhere"
                " in the plan; choose one."
            )
    if not decided:
        return fixed, banned

    themes = find_themes(debate, fixed=fixed, banned=banned, thesaurus=thesaurus).themes
    titles = {folded(theme.title): theme.title for theme in themes}
    places: dict[str, set[int]] = {key: set() for key in titles}
    for place, found in themes_by_place(debate, themes).items():
        for title in found:
            places[folded(title)].add(place)
    changed: set[str] = set()
    for where, wanted in decided.items():
        keys = {folded(title): title for title in wanted}
        for key in [key for key in places if key not in keys]:
            if not places[key].isdisjoint(where):
                places[key] -= set(where)
                changed.add(key)
        for key, title in keys.items():
            titles.setdefault(key, title)
            if not places.setdefault(key, set()).issuperset(where):
                places[key] |= set(where)
                changed.add(key)
    emptied = frozenset(titles[key] for key in changed if not places[key])
    whole = [theme for theme in fixed if folded(theme.title) not in changed]
    in_part = [
        FixedTheme(titles[key], lines=_lines(debate, places[key]))
        for key in sorted(changed, key=lambda key: (min(places[key], default=0), key))
        if places[key]
    ]
    return (*whole, *in_part), banned | emptied


def _lines(debate: Debate, places: set[int]) -> tuple[tuple[int, int], ...]:
    """Return the lines where the paragraphs at `places` begin, those that follow each other as
    one."""
    texts = paragraphs(debate)
    ranges: list[tuple[int, int]] = []
    last = -2
    for place in sorted(places):
        line = texts[place].line
        if place == last + 1:
            ranges[-1] = (ranges[-1][0], line)
        else:
            ranges.append((line, line))
        last = place
    return tuple(ranges)

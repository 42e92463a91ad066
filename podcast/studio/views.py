"""What the pages show of a debate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from podcast.casting.cast import Part
from podcast.errors import PodcastError
from podcast.studio.opened import Opened
from podcast.wording.unsure import Unsure, unsure_words

_QUOTED = re.compile("“([^”]+)”")
_COULD_BE = re.compile("“[^”]+” could be (.+), and is kept apart")
_MOST_UNSURE = 60
_MUCH = 5  # per cent of all words


@dataclass(frozen=True, slots=True)
class Reading:
    """One of the two readings of a doubt: `key` names its sentence in the studio's words, about
    `who`; the `fields` are what its button sends."""

    key: str
    who: str
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class DoubtView:
    """A doubt: its `kind`, whom it is about, the place and text of its paragraph, the program's own
    message (English), and its readings."""

    kind: str
    who: str
    place: int | None
    line: int | None
    text: str
    message: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """Somebody who takes part: turns, words and share of all words (per cent); the voice, and why
    it is theirs."""

    number: int
    name: str
    role: str
    turns: int
    words: int
    share: int
    voice: str
    sounds: str


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph at its place: its text, whether it is `out`, whether it is in doubt."""

    place: int
    text: str
    out: bool
    doubt: bool


@dataclass(frozen=True, slots=True)
class TurnView:
    """What one speaker says in a row, as it is now; None for paragraphs that are left out. A
    `chapter` may begin there."""

    speaker: str | None
    chapter: str | None
    paragraphs: tuple[ParagraphView, ...]


@dataclass(frozen=True, slots=True)
class DecidedView:
    """Something that a person decided in the plan or the lexicon: where, and what; the `fields`
    give it back to the program."""

    about: str
    key: str
    value: str
    fields: dict[str, str]


def doubts_of(debate: Opened) -> tuple[DoubtView, ...]:
    """Return the doubts that are not settled."""
    found = []
    for place, kind, message in debate.doubts:
        who = (debate.said[place] or "") if place is not None else ""
        readings = tuple(_readings(debate, place, kind, message, who))
        line = debate.texts[place].line if place is not None else None
        text = debate.spoken[place] if place is not None else ""
        found.append(DoubtView(kind, who, place, line, text, message, readings))
    return tuple(found)


def _readings(
    debate: Opened, place: int | None, kind: str, message: str, who: str
) -> Iterator[Reading]:
    quoted = _QUOTED.findall(message)
    known = [name for name in quoted if name in debate.people.speakers]
    if place is not None and kind in ("self-named", "question-answered"):
        yield Reading("goes-on", who, {"action": "settle", "place": str(place)})
        other = _somebody_else(debate, place, who)
        if other:
            give = {"action": "give", "place": str(place), "reach": "rest", "name": other}
            yield Reading("other-speaks", other, give)
    elif kind in ("perhaps-nobody", "perhaps-a-heading") and who:
        yield Reading("is-somebody", who, {"action": "person", "speaker": who})
        yield Reading("is-nobody", who, {"action": "nobody", "speaker": who})
    elif place is not None and kind == "unlabelled" and quoted:
        yield Reading("no-label", quoted[0], {"action": "settle", "place": str(place)})
        fields = {"action": "label", "place": str(place), "label": quoted[0], "name": quoted[0]}
        yield Reading("a-label", quoted[0], fields)
    elif kind == "similar-names" and len(known) > 1:
        merge = {"action": "merge", "speaker": known[1], "into": known[0]}
        yield Reading("one-person", known[0], merge)
        yield Reading("two-people", known[1], {"action": "person", "speaker": known[0]})
    elif kind == "ambiguous-name" and known and (people := _COULD_BE.search(message)):
        for name in people[1].split(" or "):
            if name in debate.people.speakers:
                merge = {"action": "merge", "speaker": known[0], "into": name}
                yield Reading("it-is", name, merge)
        yield Reading("is-another", known[0], {"action": "person", "speaker": known[0]})
    elif kind == "never-speaks":
        name = next((n for n in debate.people.speakers if message.startswith(f"{n} ")), "")
        if name:
            yield Reading("is-silent", name, {"action": "person", "speaker": name})


def _somebody_else(debate: Opened, place: int, who: str) -> str:
    """Return who speaks nearest before `place`, or after it, and is not `who`; rather not somebody
    who says little, as whoever asks from the room."""
    around = [*reversed(debate.said[:place]), *debate.said[place:]]
    others = [name for name in around if name and name != who]
    much = {one.name for one in speakers_of(debate) if one.share >= _MUCH}
    return next((name for name in others if name in much), others[0] if others else "")


def speakers_of(debate: Opened) -> tuple[SpeakerView, ...]:
    """Return everybody who takes part, in the order of the debate."""
    said = {
        speaker.name: debate.debate.turns_of(speaker.name) for speaker in debate.debate.speakers
    }
    words = {name: sum(turn.words for turn in turns) for name, turns in said.items()}
    total = sum(words.values()) or 1
    parts: dict[str, Part] = {}
    if debate.casting is not None:
        parts = {part.speaker: part for part in debate.casting.cast.parts}
    return tuple(
        SpeakerView(
            number,
            speaker.name,
            speaker.role or "",
            len(said[speaker.name]),
            words[speaker.name],
            round(100 * words[speaker.name] / total),
            parts[speaker.name].voice.name if speaker.name in parts else "",
            parts[speaker.name].voice.description if speaker.name in parts else "",
        )
        for number, speaker in enumerate(debate.debate.speakers)
    )


def speaker_at(debate: Opened, number: int) -> SpeakerView:
    """Return the speaker of that `number`. Raises `PodcastError` where there is none."""
    found = speakers_of(debate)
    if number >= len(found):
        raise PodcastError("There is no such speaker any more; go back to the debate.")
    return found[number]


def turns_of(debate: Opened) -> tuple[TurnView, ...]:
    """Return all turns as they are now, with what is left out in its place."""
    in_doubt = {place for place, _, _ in debate.doubts}
    turns: list[tuple[str | None, str | None, list[ParagraphView]]] = []
    for place, who in enumerate(debate.said):
        chapter = debate.chapters.get(place)
        if not turns or turns[-1][0] != who or chapter is not None:
            turns.append((who, chapter, []))
        text = debate.spoken[place]
        turns[-1][2].append(ParagraphView(place, text, who is None, place in in_doubt))
    return tuple(TurnView(who, chapter, tuple(shown)) for who, chapter, shown in turns)


def checked_place(debate: Opened, place: int) -> int:
    """Return `place`, if there is one; raises `PodcastError`."""
    if not 0 <= place < len(debate.texts):
        raise PodcastError("There is no such paragraph any more; go back to the debate.")
    return place


def decided_of(debate: Opened) -> tuple[DecidedView, ...]:
    """Return all that a person decided, in the order of the plan, then of the lexicon."""
    found = []
    for block in debate.plan.layout.blocks:
        kind = block.header[0] if block.header else ""
        begins = next((str(s.value) for s in block.statements if s.key == "begins"), "")
        about = begins.rpartition(" @")[0] or begins or " ".join(block.header[1:])
        for statement in block.statements:
            if kind == "made" or statement.key in ("source", "begins"):
                continue
            fields = {"action": "give_back", "key": statement.key, "begins": begins}
            fields |= {"kind": kind, "named": " ".join(block.header[1:])}
            found.append(DecidedView(about, statement.key, _shown(statement.value), fields))
    for entry in debate.lexicon.entries:
        value = entry.say or entry.ipa or "…"
        fields = {"action": "word", "written": entry.written, "say": ""}
        found.append(DecidedView(entry.written, "word", value, fields))
    return tuple(found)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def unsure_of(debate: Opened) -> tuple[Unsure, ...]:
    """Return the words that nothing is sure how to say, the commonest first."""
    texts = [
        (turn.speaker, paragraph.text)
        for turn in debate.debate.turns
        for paragraph in turn.paragraphs
    ]
    return unsure_words(texts, debate.debate.language, debate.lexicon)[:_MOST_UNSURE]

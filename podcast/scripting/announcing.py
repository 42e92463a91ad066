"""Who is announced, and when: so that one always knows who speaks, and no oftener than that."""

from __future__ import annotations

from enum import Enum

from podcast.model import Turn
from podcast.narration import Participant
from podcast.planning import EpisodePlan


class Announce(Enum):
    """When the narrator says who speaks."""

    NEEDED = "needed"
    ALWAYS = "always"
    FIRST = "first"
    NEVER = "never"


PartPlace = tuple[int, int]
"""A part of an episode: the number of its chapter among the exchanges, and its own in there."""


def announcements(
    plan: EpisodePlan, announce: Announce, wordless: frozenset[PartPlace] = frozenset()
) -> dict[PartPlace, Participant]:
    """Return who is announced before which part, and how.

    The first time with the role, later by name. "Needed" leaves out who merely goes on with the
    exchange under way: with two voices in turn, the ear knows both. Where the episode leaps to
    another place of the debate, only the one who spoke last is still known. Who only asks what is
    answered there has a name and no role, but whoever leads the debate: it would last longer than
    the question. Parts that are `wordless` ("…") have no voice to announce; after one, whoever
    speaks is.
    """
    if announce is Announce.NEVER:
        return {}
    introduced: set[str] = set()
    named: set[str] = set()
    recent: list[str] = []
    before: Turn | None = None
    speakers = {speaker.name: speaker for speaker in plan.debate.speakers}
    result = {}
    for chapter, part, turn, recalled in _parts(plan):
        name = turn.speaker
        if (chapter, part) in wordless:
            recent = []
            continue
        if before is not None and before.index not in (turn.index, turn.index - 1):
            recent = recent[-1:]
        if before is None or not goes_on(before, turn):
            speaker = speakers[name]
            needed = announce is Announce.NEEDED and name not in recent
            if name not in introduced and (speaker.moderator or not recalled):
                introduced.add(name)
                result[chapter, part] = Participant(name, speaker.role)
            elif name not in named or needed or announce is Announce.ALWAYS:
                result[chapter, part] = Participant(name)
        named.add(name)
        recent = [*recent, name][-2:]
        before = turn
    return result


def goes_on(before: Turn, turn: Turn) -> bool:
    """Return whether `turn` is the rest of the turn of which `before` is a part."""
    after = before.first_paragraph + len(before.paragraphs)
    return before.index == turn.index and turn.first_paragraph == after


def _parts(plan: EpisodePlan) -> list[tuple[int, int, Turn, bool]]:
    return [
        (number, place, part.turn, part.recalled)
        for number, chapter in enumerate(plan.exchanges)
        for place, part in enumerate(chapter.parts)
    ]

"""Who is announced, and when: so that one always knows who speaks, and is told no oftener."""

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


Heard = tuple[int, int]
"""A part of an episode: the number of its chapter among the exchanges, and its own in there."""


def announcements(plan: EpisodePlan, announce: Announce) -> dict[Heard, Participant]:
    """Who is announced before which part, and how.

    The first time with the role, later by name. "Needed" leaves out who merely goes on with the
    exchange under way: with two voices in turn, the ear knows both. Where the episode leaps to
    another place of the debate, only the one who spoke last is still known.
    """
    if announce is Announce.NEVER:
        return {}
    heard: set[str] = set()
    recent: list[str] = []
    before: Turn | None = None
    result = {}
    for chapter, part, turn in _parts(plan):
        if before is not None and before.index not in (turn.index, turn.index - 1):
            recent = recent[-1:]
        if before is None or not goes_on(before, turn):
            speaker = plan.debate.speaker(turn.speaker)
            if turn.speaker not in heard:
                result[chapter, part] = Participant(speaker.name, speaker.role)
            elif announce is Announce.ALWAYS or (
                announce is Announce.NEEDED and turn.speaker not in recent
            ):
                result[chapter, part] = Participant(speaker.name)
        heard.add(turn.speaker)
        recent = [*recent, turn.speaker][-2:]
        before = turn
    return result


def goes_on(before: Turn, turn: Turn) -> bool:
    """Whether `turn` is the rest of the turn of which `before` is a part."""
    after = before.first_paragraph + len(before.paragraphs)
    return before.index == turn.index and turn.first_paragraph == after


def _parts(plan: EpisodePlan) -> list[tuple[int, int, Turn]]:
    return [
        (number, place, part.turn)
        for number, chapter in enumerate(plan.exchanges)
        for place, part in enumerate(chapter.parts)
    ]

"""What an episode's opening tells: who is heard, how much there is, and where what is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from podcast.narration import EpisodeFacts, Landmark, Participant
from podcast.planning import EpisodeKind, EpisodePlan
from podcast.timecode import Milliseconds

MOST_LANDMARKS = 8
"""Things to find that an opening tells; nobody remembers more."""

_LONG = Milliseconds(20 * 60_000)  # from where an overview is told
_MANY = 8  # chapters above which one is told of an episode that lasts
_LASTS = Milliseconds(10 * 60_000)


def facts_of(plan: EpisodePlan, length: Milliseconds) -> EpisodeFacts:
    """What is to be told of `plan`, which lasts about `length`."""
    debate = plan.debate
    speaking = {turn.speaker for chapter in plan.exchanges for turn in chapter.turns}
    heard = [speaker for speaker in debate.speakers if speaker.name in speaking]

    def people(*, moderator: bool, declared: bool) -> tuple[Participant, ...]:
        return tuple(
            Participant(speaker.name, speaker.role)
            for speaker in heard
            if speaker.moderator is moderator
            and (moderator or (speaker.declared is not None) is declared)
        )

    return EpisodeFacts(
        title=debate.title if plan.about else plan.title,
        event=debate.subtitle,
        date=debate.date_text,
        moderators=people(moderator=True, declared=True),
        guests=people(moderator=False, declared=True),
        others=people(moderator=False, declared=False),
        length=length,
        turns=plan.turns,
        chapters=len(plan.exchanges),
        speaker=plan.about if plan.kind is EpisodeKind.SPEAKER else None,
        theme=plan.about if plan.kind is EpisodeKind.THEME else None,
    )


def landmarks(titles: Sequence[str], lengths: Sequence[int]) -> tuple[Landmark, ...]:
    """Return what to tell of chapters that last so many milliseconds, counted from the first one's
    start.

    Each, where they are few; else the longest of each of eight stretches that last as long as each
    other. Nothing where an episode is short.
    """
    total = sum(lengths)
    if total < _LONG and (len(titles) <= _MANY or total < _LASTS):
        return ()
    starts = [0, *accumulate(lengths)][:-1]
    if len(titles) <= MOST_LANDMARKS:
        chosen = list(range(len(titles)))
    else:
        stretches: dict[int, list[int]] = {}
        for number, (start, length) in enumerate(zip(starts, lengths, strict=True)):
            middle = start + length / 2
            stretches.setdefault(int(MOST_LANDMARKS * middle / total), []).append(number)
        chosen = [max(its, key=lambda n: (lengths[n], -n)) for _, its in sorted(stretches.items())]
    return tuple(Landmark(titles[n], Milliseconds(round(starts[n]))) for n in chosen)

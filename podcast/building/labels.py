"""What an episode's file says of itself, and its picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcast.narration import phrasebook
from podcast.publishing.heard import shown
from podcast.publishing.sidecars import chapter_tags
from podcast.publishing.tags import GUEST, HOST, EpisodeTags, Person
from podcast.rendering.timeline import Timeline

if TYPE_CHECKING:
    from podcast.building.model import Production


def cover_of(production: Production) -> bytes:
    """The picture of an episode: all of a debate have the same colours."""
    from podcast.publishing.cover import make_cover

    debate, plan = production.debate, production.plan
    about = [debate.title] if plan.about else []
    event = " – ".join([*about, *filter(None, (debate.subtitle, debate.date_text))])
    return make_cover(
        shown(plan.about or plan.title),
        shown(event),
        len(production.cast.parts),
        family=shown(debate.title),
    )


def tags_of(production: Production, timeline: Timeline, cover: bytes) -> EpisodeTags:
    """What is written into the file of an episode."""
    debate, plan = production.debate, production.plan
    book = phrasebook(debate.language)
    speech = [line for line in production.script.lines if line.turn is not None]
    held = {turn.speaker for chapter in plan.exchanges for turn in chapter.turns}
    heard = tuple(part.speaker for part in production.cast.parts if part.speaker in held)
    leading = {speaker.name for speaker in debate.speakers if speaker.moderator}
    track, series = production.track, production.series_file
    return EpisodeTags(
        title=shown(plan.title),
        artists=(shown(series.author),) if series.author else tuple(map(shown, heard)),
        album=shown(series.title or debate.title),
        date=debate.date,
        language=debate.language,
        comment=book.comment(len({line.voice for line in speech}) or 1),
        length=timeline.length,
        chapters=chapter_tags(timeline),
        contents_title=book.contents_title,
        cover=cover,
        track=f"{track.number}/{track.total}" if track else None,
        people=tuple(Person(shown(name), HOST if name in leading else GUEST) for name in heard),
    )

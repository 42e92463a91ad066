"""What an episode gives to its book."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from podcast.narration import phrasebook
from podcast.publishing.book.package import modified_at
from podcast.publishing.book.parts import Book
from podcast.publishing.heard import heard_sentences, shown
from podcast.publishing.page import PageEpisode, episode_content
from podcast.reading.dates import is_iso_date

if TYPE_CHECKING:
    from podcast.publishing.beside import Published


def book_of(episode: Published) -> Book:
    """The talking book of an episode, all but its sound and its cover, which are in the MP3."""
    plan, cast, script, timeline = episode.plan, episode.cast, episode.script, episode.timeline
    debate = plan.debate
    book = phrasebook(debate.language)
    sentences = heard_sentences(script, timeline, debate, book.narrator)
    content = episode_content(plan, cast, script, timeline, sentences, audio=f"{episode.name}.mp3")
    voices = dict.fromkeys([cast.narrator.name, *(line.voice.name for line in script.lines)])
    speaking = {line.voice for line in script.lines if line.turn is not None}
    event, date = shown(debate.subtitle or ""), shown(debate.date_text or debate.date or "")
    day = debate.date if debate.date and is_iso_date(debate.date) else None
    occasion = " – ".join(filter(None, (event, date)))
    comment = book.comment(len(speaking) or 1)
    return Book(
        key="\n".join(
            map(shown, (debate.language, debate.title, debate.date or "", plan.title, episode.name))
        ),
        episode=_titled(content, episode.name),
        language=debate.language,
        event=event,
        date=day,
        date_text=date,
        description=f"{occasion}. {comment}" if occasion else comment,
        narrators=tuple(map(shown, voices)),
        modified=modified_at(day, os.environ.get("SOURCE_DATE_EPOCH")),
    )


def _titled(content: PageEpisode, name: str) -> PageEpisode:
    """`content` with a title wherever nothing could be shown of the one that it had: in a book,
    links and headings must not be empty."""
    chapters = tuple(replace(c, title=c.title or "…") for c in content.chapters)
    return replace(content, title=content.title or name, chapters=chapters)

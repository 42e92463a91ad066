"""What a book is made of, what it says of itself, and what its files are called inside it; which
part of the sound belongs to which sentence."""

from __future__ import annotations

import os
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from podcast.errors import PodcastError
from podcast.narration import phrasebook
from podcast.publishing.heard import plain, shown
from podcast.publishing.page.content import episode_content
from podcast.publishing.page.parts import PageChapter, PageEpisode
from podcast.reading.dates import is_iso_date
from podcast.timecode import Milliseconds

if TYPE_CHECKING:
    from podcast.publishing.model import Published

# Names of our own, whatever the episode is called: plain ASCII is right on every system. The
# templates have them, too.
STYLE = "style.css"
SOUND = "sound.mp3"
COVER = {"image/jpeg": "cover.jpg", "image/png": "cover.png"}

_BOOKS = uuid.uuid5(uuid.NAMESPACE_URL, "debate-podcast talking book")
"""Ours alone: no other program's keys lead to the same identifiers."""


@dataclass(frozen=True, slots=True)
class Book:
    """A book: `episode` as the page shows it, of a debate held at `event` on `date_text`.

    `key` is what makes it the same book when it is built again; `date` is ISO 8601 (a day, month
    or year) or None, `modified` a UTC time as `dcterms:modified` wants it, `narrators` the voices'
    names, `cover` the media type of its picture, None where there is none; `publisher` may be
    empty.
    """

    key: str
    episode: PageEpisode
    language: str
    event: str
    date: str | None
    date_text: str
    description: str
    narrators: tuple[str, ...]
    modified: str
    cover: str | None = None
    publisher: str = ""

    @property
    def identifier(self) -> str:
        """By what it is known; it stays when the same debate is built again."""
        return f"urn:uuid:{uuid.uuid5(_BOOKS, self.key)}"


def book_of(episode: Published) -> Book:
    """Return the talking book of an episode, all but its sound and its cover, which are in the
    MP3."""
    plan, cast, script = episode.plan, episode.cast, episode.script
    debate = plan.debate
    book = phrasebook(debate.language)
    voices = dict.fromkeys([cast.narrator.name, *(line.voice.name for line in script.lines)])
    speaking = {line.voice for line in script.lines if line.turn is not None}
    event, date = shown(debate.subtitle or ""), shown(debate.date_text or debate.date or "")
    day = debate.date if debate.date and is_iso_date(debate.date) else None
    occasion = " – ".join(filter(None, (event, date)))
    comment = book.comment(len(speaking) or 1)
    return Book(
        key="\n".join(
            map(plain, (debate.language, debate.title, debate.date or "", plan.title, episode.name))
        ),
        episode=_titled(episode_content(episode), episode.name),
        language=debate.language,
        event=event,
        date=day,
        date_text=date,
        description=f"{occasion}. {comment}" if occasion else comment,
        narrators=tuple(map(shown, voices)),
        modified=modified_at(day, os.environ.get("SOURCE_DATE_EPOCH")),
        publisher=shown(episode.publisher),
    )


def modified_at(date: str | None, epoch: str | None) -> str:
    """`dcterms:modified`, which a book must have, and which may not come from the clock: the same
    debate gives the same bytes.

    It is `epoch`, the seconds since 1970 of whoever publishes (the environment's
    SOURCE_DATE_EPOCH, https://reproducible-builds.org/specs/source-date-epoch/); else the first
    moment of `date`, which is ISO 8601 and may be a month or a year; else of 1970.
    Raises `PodcastError` where `epoch` is no such number.
    """
    from datetime import datetime, timezone

    if epoch:
        try:
            moment = datetime.fromtimestamp(int(epoch), timezone.utc)
        except (ValueError, OverflowError, OSError):
            raise PodcastError(
                f"SOURCE_DATE_EPOCH is “{epoch[:40]}”; it should be seconds since 1970, or not set."
            ) from None
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    day = f"{date or '1970'}-01-01"[:10]
    return f"{day}T00:00:00Z"


def _titled(content: PageEpisode, name: str) -> PageEpisode:
    """`content` with a title wherever nothing could be shown of the one that it had: in a book,
    links and headings must not be empty."""
    chapters = tuple(replace(c, title=c.title or "…") for c in content.chapters)
    return replace(content, title=content.title or name, chapters=chapters)


# --- media overlays (EPUB 3.3, 9) ----------------------------------------------------------------

# The clips of a chapter lie end to end, from where the chapter starts to where the next one does: a
# reading system that goes from clip to clip then plays the file through, pauses, chime and all,
# instead of jumping at each of them; and nothing of the sound is left out.


BEFORE_END = Milliseconds(250)
"""The last clip ends this long before the file, in the silence after the last word: a player that
waits for a clip's end never comes to it where the sound ends at the same time."""


@dataclass(frozen=True, slots=True)
class Clip:
    """The sound from `start` to `end`, and the element (`target`) that is marked meanwhile; `note`
    where the narrator says it, which reading systems may skip."""

    target: str
    start: Milliseconds
    end: Milliseconds
    note: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Clips of one turn, whose address is `anchor`; "" where they are of none."""

    anchor: str
    clips: tuple[Clip, ...]


@dataclass(frozen=True, slots=True)
class Overlay:
    """The clips of a chapter, in the order of sound and text."""

    stretches: tuple[Stretch, ...]

    @property
    def length(self) -> Milliseconds:
        """How long they last together."""
        return Milliseconds(sum(c.end - c.start for s in self.stretches for c in s.clips))


def overlays_of(episode: PageEpisode) -> tuple[Overlay, ...]:
    """Return the clips of each chapter of `episode`."""
    chapters = episode.chapters
    last = max(0, episode.length - BEFORE_END)
    ends = [*(chapter.start for chapter in chapters[1:]), Milliseconds(last)]
    return tuple(
        _overlay(chapter, [heard.start for heard in episode.sentences], end)
        for chapter, end in zip(chapters, ends, strict=True)
    )


def _overlay(chapter: PageChapter, starts: Sequence[Milliseconds], end: Milliseconds) -> Overlay:
    """`starts` has the start of each sentence of the episode."""
    places: list[tuple[str, str, bool]] = []  # anchor of the turn, sentence, the narrator's
    begins: list[Milliseconds] = []
    for block in chapter.blocks:
        for note, sentence in ((p.narration, s) for p in block.paragraphs for s in p.sentences):
            if sentence.number is None:
                continue
            start = starts[sentence.number] if places else chapter.start
            # A clip must have a length. A sentence that is heard for less than a millisecond has
            # none, and is part of the clip before it.
            if not places or begins[-1] < start < end:
                places.append((block.anchor, f"s{sentence.number + 1}", note))
                begins.append(start)
    if not places:  # sound of which nothing can be shown
        places, begins = [("", f"{chapter.anchor}-title", False)], [chapter.start]
    ends = [*begins[1:], max(end, Milliseconds(begins[-1] + 1))]
    stretches: list[Stretch] = []
    for (anchor, target, note), start, stop in zip(places, begins, ends, strict=True):
        clip = Clip(target, start, stop, note)
        if stretches and stretches[-1].anchor == anchor:
            stretches[-1] = Stretch(anchor, (*stretches[-1].clips, clip))
        else:
            stretches.append(Stretch(anchor, (clip,)))
    return Overlay(tuple(stretches))

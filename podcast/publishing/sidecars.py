"""The sidecars of an episode, beside its MP3: captions, transcript, chapters, the page, the book.

Most of it is text that is put together first, then written, each file whole or not at all; a book
holds the sound as well, which streams into it from the finished MP3. The page, the book and the
captions are made of the same sentences, whatever else is wanted.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from podcast.narration import phrasebook
from podcast.publishing.captions import to_transcript, to_vtt
from podcast.publishing.heard import heard_sentences, shown
from podcast.publishing.model import EVERYTHING, Published, SidecarChoice
from podcast.publishing.tags import ChapterTag
from podcast.rendering.timeline import Timeline
from podcast.store.files import output_errors, part_file
from podcast.timecode import to_milliseconds

if TYPE_CHECKING:
    from podcast.publishing.page import PageEpisode

PAGE = "index.html"
"""The page's name: what a web server shows for the folder."""


_EVER = SidecarChoice(book=True)  # what may lie there from an earlier build


@dataclass(frozen=True, slots=True)
class Sidecars:
    """The files that were made, those of an earlier episode that were not made again, and the
    MP3s of other builds that the page lists."""

    made: tuple[Path, ...] = ()
    outdated: tuple[Path, ...] = ()
    listed: tuple[Path, ...] = ()


def write_sidecars(
    folder: Path, episodes: Sequence[Published], wanted: SidecarChoice = EVERYTHING
) -> Sidecars:
    """Write what is wanted beside the MP3s of `episodes`, which lie finished in the debate's
    `folder`, and the page of them all and of those that earlier builds left there, which is told
    last; raises `OutputError` where it cannot."""
    from podcast.publishing.page import RECORD

    made = []
    earlier = _earlier(folder, episodes) if wanted.page else ()
    for file, parts in sidecar_texts(episodes, wanted, earlier):
        target = folder / file
        with output_errors(target), part_file(target) as part, part.open("wb") as opened:
            for text in parts:
                opened.write(text.encode())
            opened.flush()
            os.fsync(opened.fileno())
        if file != RECORD:
            made.append(target)
    if wanted.book:
        made = [*_write_books(folder, episodes), *made]
    names = [name for episode in episodes for name in _names(episode.name, _EVER)]
    others = [folder / file for file in (*names, PAGE)]
    outdated = tuple(path for path in others if path not in made and path.exists())
    return Sidecars(tuple(made), outdated, tuple(folder / episode.audio for episode in earlier))


def _earlier(folder: Path, episodes: Sequence[Published]) -> tuple[PageEpisode, ...]:
    from podcast.publishing.page import earlier_episodes

    language = episodes[0].plan.debate.language
    narrator = phrasebook(language).narrator
    return earlier_episodes(folder, {one.name for one in episodes}, language, narrator)


def sidecar_texts(
    episodes: Sequence[Published],
    wanted: SidecarChoice = EVERYTHING,
    earlier: Sequence[PageEpisode] = (),
) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield the name, in the debate's folder, and the contents, part by part, of each text that is
    wanted, the page last, which lists `earlier` episodes as well, with what is stored of it."""
    from podcast.publishing.page import (
        RECORD,
        Page,
        episode_content,
        in_order,
        page_parts,
        stored,
    )

    contents = list(earlier)
    for episode in episodes:
        plan, script, timeline = episode.plan, episode.script, episode.timeline
        debate = plan.debate
        name = episode.name
        sentences = heard_sentences(script, timeline, debate, phrasebook(debate.language).narrator)
        if wanted.captions:
            yield f"{name}.vtt", to_vtt(sentences, plan.title, debate.language)
            yield f"{name}.transcript.json", to_transcript(sentences)
        if wanted.chapters:
            audio = f"{name.rpartition('/')[2]}.mp3"
            chapters = to_chapters(chapter_tags(timeline), plan.title, audio)
            yield f"{name}.chapters.json", [chapters]
        if wanted.page:
            contents.append(
                episode_content(
                    plan,
                    episode.cast,
                    script,
                    timeline,
                    sentences,
                    audio=f"{name}.mp3",
                    files=_names(name, wanted),
                    track=episode.track,
                )
            )
    if wanted.page and episodes:
        debate = episodes[0].plan.debate
        page = Page(
            shown(debate.title) or episodes[0].name,
            shown(debate.subtitle or ""),
            shown(debate.date_text or debate.date or ""),
            debate.language,
            in_order(contents),
        )
        yield RECORD, stored(page.episodes)
        yield PAGE, page_parts(page)


def _write_books(folder: Path, episodes: Sequence[Published]) -> Iterator[Path]:
    from podcast.publishing.book import book_of, write_book

    for episode in episodes:
        target = folder / f"{episode.name}.epub"
        write_book(book_of(episode), folder / f"{episode.name}.mp3", target)
        yield target


def chapter_tags(timeline: Timeline) -> tuple[ChapterTag, ...]:
    """Return the chapters, for the ID3 tag and for the file beside it."""
    return tuple(
        ChapterTag(
            shown(chapter.title),
            to_milliseconds(chapter.start, timeline.rate),
            to_milliseconds(chapter.end, timeline.rate),
        )
        for chapter in timeline.chapters
    )


def to_chapters(chapters: Sequence[ChapterTag], title: str, file_name: str) -> str:
    """Return the chapters of the episode `title`, whose audio is `file_name`, as Podcasting 2.0 has
    them: those of the ID3 tag once more, title by title and second by second.

    Version 1.2 of https://github.com/Podcastindex-org/podcast-namespace, docs/examples/chapters.
    """
    data = {
        "version": "1.2.0",
        "title": shown(title),
        "fileName": file_name,
        "chapters": [
            {
                "startTime": _seconds(chapter.start),
                "endTime": _seconds(chapter.end),
                "title": " ".join(shown(chapter.title).split()),
            }
            for chapter in chapters
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _seconds(milliseconds: int) -> int | float:
    """Whole seconds as integers: some apps read nothing else."""
    seconds, rest = divmod(milliseconds, 1000)
    return milliseconds / 1000 if rest else seconds


def _names(name: str, wanted: SidecarChoice) -> list[str]:
    book = [f"{name}.epub"] if wanted.book else []
    captions = [f"{name}.vtt", f"{name}.transcript.json"] if wanted.captions else []
    return [*book, *captions, *([f"{name}.chapters.json"] if wanted.chapters else [])]

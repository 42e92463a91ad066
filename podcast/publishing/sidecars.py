"""The sidecars of an episode, beside its MP3: captions, transcript, chapters, the page, the book.

Most of it is text that is put together first, then written, each file whole or not at all; a book
holds the sound as well, which streams into it from the finished MP3. The page, the book and the
captions are made of the same sentences, whatever else is wanted.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from podcast.narration import phrasebook
from podcast.publishing.captions import to_transcript, to_vtt
from podcast.publishing.heard import plain, shown
from podcast.publishing.model import EVER, EVERYTHING, PAGE, Published, SidecarChoice
from podcast.publishing.tags import ChapterTag, UnreadableEpisodeError, read_tags
from podcast.rendering.timeline import Timeline
from podcast.store.files import output_errors, part_file
from podcast.timecode import to_milliseconds

if TYPE_CHECKING:
    from podcast.model import Debate
    from podcast.publishing.page.parts import PageEpisode


@dataclass(frozen=True, slots=True)
class Sidecars:
    """The files that were made, those of an earlier episode that were not made again, and the
    MP3s of other builds that the page lists."""

    made: tuple[Path, ...] = ()
    outdated: tuple[Path, ...] = ()
    listed: tuple[Path, ...] = ()


def compile_templates(wanted: SidecarChoice) -> None:
    """Get the templates ready of what `write_sidecars` writes: that takes as long as writing it."""
    from podcast.publishing.page.render import TEMPLATE
    from podcast.publishing.templates import template_of
    from podcast.publishing.transcripts import TEMPLATES

    for name in (*(TEMPLATES if wanted.captions else ()), *([TEMPLATE] if wanted.page else ())):
        template_of(name)


def write_sidecars(
    folder: Path, episodes: Sequence[Published], wanted: SidecarChoice = EVERYTHING
) -> Sidecars:
    """Write what is wanted beside the MP3s of `episodes`, which lie finished in the debate's
    `folder`, and the page of them all and of those that earlier builds left there, which is told
    last; raises `OutputError` where it cannot."""
    from podcast.publishing.page.earlier import RECORD

    made = []
    earlier = _earlier(folder, episodes) if wanted.page else ()
    home = (folder.parent / PAGE).is_file()
    cover = partial(_cover_beside, folder)
    texts = sidecar_texts(episodes, wanted, earlier, folder.name, home=home, cover=cover)
    for file, parts in texts:
        target = folder / file
        with output_errors(target), part_file(target) as part, part.open("wb") as opened:
            for text in parts:
                opened.write(text.encode() if isinstance(text, str) else text)
            opened.flush()
            os.fsync(opened.fileno())
        if file != RECORD:
            made.append(target)
    made = [*_write_books(folder, episodes, wanted), *made]
    names = [name for episode in episodes for name in EVER.files(episode.name)]
    others = [folder / file for file in (*names, PAGE)]
    outdated = tuple(path for path in others if path not in made and path.exists())
    return Sidecars(tuple(made), outdated, tuple(folder / episode.audio for episode in earlier))


def _earlier(folder: Path, episodes: Sequence[Published]) -> tuple[PageEpisode, ...]:
    from podcast.publishing.page.earlier import earlier_episodes

    language = episodes[0].plan.debate.language
    narrator = phrasebook(language).narrator
    return earlier_episodes(folder, {one.name for one in episodes}, language, narrator)


def sidecar_texts(
    episodes: Sequence[Published],
    wanted: SidecarChoice = EVERYTHING,
    earlier: Sequence[PageEpisode] = (),
    folder: str = "",
    *,
    home: bool = False,
    cover: Callable[[str], str] = lambda audio: "",
) -> Iterator[tuple[str, Iterable[str | bytes]]]:
    """Yield the name, in the debate's folder, and the contents, part by part, of each file that is
    wanted, the page last, which lists `earlier` episodes as well, with what is stored of it.
    `folder` is the name of the debate's folder, `home` whether the folder above it has a page;
    `cover` is asked for the name of the picture of an MP3, "" for none."""
    from podcast.publishing.page.content import episode_content
    from podcast.publishing.page.earlier import RECORD, stored
    from podcast.publishing.page.parts import Page, in_order
    from podcast.publishing.page.render import page_parts
    from podcast.publishing.transcripts import Transcript, to_docx, to_html, to_text

    contents = list(earlier)
    for episode in episodes:
        name, title, debate = episode.name, episode.plan.title, episode.plan.debate
        content = episode_content(episode, wanted.files(name))
        contents.append(content)
        if wanted.captions:
            yield f"{name}.vtt", to_vtt(content.sentences, title, debate.language)
            yield f"{name}.transcript.json", to_transcript(content.sentences)
            about = " – ".join(filter(None, _occasion(debate)))
            alone = Transcript(content, about, debate.language)
            yield f"{name}.transcript.html", to_html(alone)
            yield f"{name}.transcript.docx", [to_docx(alone)]
            yield f"{name}.transcript.txt", to_text(alone)
        if wanted.chapters:
            audio = f"{name.rpartition('/')[2]}.mp3"
            chapters = to_chapters(chapter_tags(episode.timeline), title, audio)
            yield f"{name}.chapters.json", [chapters]
    if wanted.page and episodes:
        debate = episodes[0].plan.debate
        site = episodes[0].site
        listed = in_order(contents)
        address = f"{site}{quote(folder)}/" if site and folder else ""
        page = Page(
            shown(debate.title) or episodes[0].name,
            *_occasion(debate),
            debate.language,
            listed,
            address,
            home or bool(site),
            cover(listed[0].audio) if address else "",
        )
        yield RECORD, stored(page.episodes)
        yield PAGE, page_parts(page)


def _cover_beside(folder: Path, audio: str) -> str:
    """Write the cover of an MP3 beside it, as `podcast feed` does, for those who are sent the
    page's address; return its name, "" where there is none that can be shown."""
    from podcast.publishing.cover import PictureError, checked, cover_name
    from podcast.publishing.feed.writing import write_if_new

    try:
        picture = checked(read_tags(folder / audio).cover or b"")
    except (UnreadableEpisodeError, PictureError):
        return ""
    name = str(cover_name(PurePosixPath(audio.removesuffix(".mp3")), picture))
    write_if_new(folder / name, picture.data)
    return name


def _occasion(debate: Debate) -> tuple[str, str]:
    return shown(debate.subtitle or ""), shown(debate.date_text or debate.date or "")


def _write_books(
    folder: Path, episodes: Sequence[Published], wanted: SidecarChoice
) -> Iterator[Path]:
    if not (wanted.book or wanted.daisy):
        return
    from podcast.publishing.book.content import book_of
    from podcast.publishing.book.daisy import write_daisy
    from podcast.publishing.book.writing import write_book

    ways = [(".epub", write_book)] if wanted.book else []
    ways += [(".daisy.zip", write_daisy)] if wanted.daisy else []
    for episode in episodes:
        for ending, write in ways:
            target = folder / f"{episode.name}{ending}"
            write(book_of(episode), folder / f"{episode.name}.mp3", target)
            yield target


def chapter_tags(timeline: Timeline) -> tuple[ChapterTag, ...]:
    """Return the chapters, for the ID3 tag and for the file beside it."""
    return tuple(
        ChapterTag(
            plain(chapter.title),
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
        "title": plain(title),
        "fileName": file_name,
        "chapters": [
            {
                "startTime": _seconds(chapter.start),
                "endTime": _seconds(chapter.end),
                "title": plain(chapter.title),
            }
            for chapter in chapters
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _seconds(milliseconds: int) -> int | float:
    """Whole seconds as integers: some apps read nothing else."""
    seconds, rest = divmod(milliseconds, 1000)
    return milliseconds / 1000 if rest else seconds

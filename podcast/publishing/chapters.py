"""Chapters as Podcasting 2.0 has them: a JSON file beside the audio.

Version 1.2 of https://github.com/Podcastindex-org/podcast-namespace, docs/examples/chapters.
They are the chapters of the ID3 tag once more, title by title and second by second.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from podcast.publishing.heard import shown
from podcast.publishing.tags import ChapterTag


def to_chapters(chapters: Sequence[ChapterTag], title: str, file_name: str) -> str:
    """The chapters of the episode `title`, whose audio is `file_name`."""
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

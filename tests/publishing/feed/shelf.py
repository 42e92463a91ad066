"""Episodes made of silence: real MP3s with the tags that a build writes, in a moment."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

from podcast.audio.encoding import encode
from podcast.audio.mixing import RATE
from podcast.publishing.cover import make_cover
from podcast.publishing.tags import GUEST, HOST, ChapterTag, EpisodeTags, Person, write_tags
from podcast.timecode import Milliseconds

SECONDS = 3
PEOPLE = (Person("Ada Premier", HOST), Person("Bob Second", GUEST))
HOSTILE = (
    "]]> <script>alert(1)</script> & \"quotes\" 'single' --> <!-- ../../etc/passwd %2e%2e"
    " \u202eturned\u202c \x00\x07\x1b[31m \ufffe 😀 עברית " + "long " * 100
)


@lru_cache(maxsize=1)
def silence() -> bytes:
    file = io.BytesIO()
    encode([bytes(2 * SECONDS * RATE)], file, RATE)
    return file.getvalue()


@lru_cache(maxsize=8)
def cover(title: str = "Un débat") -> bytes:
    return make_cover(title, "", 3)


def put(
    folder: Path,
    path: str,
    *,
    title: str = "Un débat",
    album: str = "Un débat",
    date: str | None = "2024-05-28",
    track: int | None = 1,
    chapters: tuple[str, ...] = ("Ouverture", "Ada Premier : les trains"),
    people: tuple[Person, ...] = PEOPLE,
    picture: bytes | None = None,
    language: str = "fr",
    beside: tuple[str, ...] = (".vtt", ".transcript.json", ".chapters.json"),
) -> Path:
    """Put an episode into `folder`."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(silence())
    write_tags(
        file,
        EpisodeTags(
            title=title,
            artists=tuple(person.name for person in people),
            album=album,
            date=date,
            language=language,
            comment="Débat lu par deux voix de synthèse.",
            length=Milliseconds(1000 * SECONDS),
            chapters=tuple(
                ChapterTag(text, Milliseconds(1000 * n), Milliseconds(1000 * n + 1000))
                for n, text in enumerate(chapters)
            ),
            contents_title="Chapitres",
            cover=cover() if picture is None else picture,
            track=f"{track}/9" if track else None,
            people=people,
        ),
    )
    for ending in beside:
        file.with_name(file.stem + ending).write_text("{}", encoding="utf-8")
    return file

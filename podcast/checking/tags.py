"""What an MP3 says of itself: title, people, language, length, cover, chapters."""

from __future__ import annotations

import io
import re
import warnings
from collections import Counter
from collections.abc import Iterator
from functools import partial

from podcast.checking.finding import (
    AGAIN,
    Finding,
    bounded,
    error,
    out_of_bounds,
    quoted,
    stamp,
    warning,
)
from podcast.checking.id3 import Tag

_error = partial(error, mend=AGAIN)
_warning = partial(warning, mend=AGAIN)

_MOST_PIXELS = 40_000_000
_FRONT = 3  # type of picture
_SMALLEST, _LARGEST = 1400, 3000  # px, Apple Podcasts' artwork requirements
_TITLE_BYTES = 128  # in ID3v2.4, players lose chapters whose titles are longer


def check_tag(tag: Tag, length: float | None) -> list[Finding]:
    """Return what is wrong with `tag`, in a file of `length` milliseconds (None where that is
    unknown)."""
    if not tag.version:
        return []
    return bounded([*_texts(tag, length), *_pictures(tag), *_chapters(tag, length)])


def _texts(tag: Tag, length: float | None) -> Iterator[Finding]:
    texts = {name: text.strip() for name, text in tag.texts.items()}
    for frame, what, option in (
        ("TIT2", "title", "--title"),
        ("TPE1", "artist", "`author` in series.toml"),
        ("TALB", "album", "`title` in series.toml"),
    ):
        if not texts.get(frame):
            yield error("tag-missing", f"The tag has no {what}: give one ({option}).", frame)
    for frame, text in texts.items():
        if re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text.replace("\0", "/")):
            yield warning(
                "tag-controls",
                "There are control characters in it, which players show as boxes or obey: remove"
                " them.",
                frame,
            )
    language = texts.get("TLAN", "")
    if not language:
        yield _warning(
            "tag-missing", "The tag does not say the language, so no reader picks it", "TLAN"
        )
    elif not re.fullmatch(r"[a-z]{3}", language):
        yield _warning(
            "tag-language", f"{quoted(language)} is no language of ISO 639-2 (eng, fre)", "TLAN"
        )
    said = texts.get("TLEN", "")
    if not said:
        yield _warning("tag-missing", "The tag does not say the length", "TLEN")
    elif not re.fullmatch(r"[0-9]{1,12}", said):
        yield _error("tag-length", f"{quoted(said)} is no length in milliseconds", "TLEN")
    elif length is not None and abs(int(said) - length) > 250:
        yield _error(
            "tag-length",
            f"It tells of {stamp(int(said))}, and there are {stamp(length)} of sound",
            "TLEN",
        )


def _pictures(tag: Tag) -> Iterator[Finding]:
    if not tag.pictures:
        yield warning("cover-missing", "There is no cover picture: give one (--cover).", "APIC")
        return
    kinds = [kind for kind, _, _ in tag.pictures]
    if _FRONT not in kinds:
        yield _warning("cover-kind", "No picture is said to be the front cover", "APIC")
    for _, mime, data in tag.pictures:
        yield from check_picture(data, mime)


def check_picture(data: bytes, mime: str = "") -> Iterator[Finding]:
    """Yield what is wrong with a cover; `mime` is what it is said to be."""
    from PIL import Image

    Image.preinit()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as picture:
                width, height = picture.size
                kind = f"image/{(picture.format or '').lower()}"
                whole = width * height <= _MOST_PIXELS
                if whole:
                    picture.load()
    except Exception as failed:  # Pillow's readers raise whatever damaged bytes lead them to
        reason = type(failed).__name__
        yield error(
            "cover-broken",
            f"The cover cannot be decoded as JPEG or PNG ({reason}): give another (--cover).",
            "APIC",
        )
        return
    if not whole:
        yield error(
            "cover-size", f"The cover has {width} × {height} px: give one of 3000 at most.", "APIC"
        )
        return
    if width != height:
        yield error(
            "cover-square",
            f"The cover has {width} × {height} px, and directories take squares: give a square one"
            " (--cover).",
            "APIC",
        )
    elif not _SMALLEST <= width <= _LARGEST:
        yield warning(
            "cover-size",
            f"The cover has {width} × {height} px; directories take {_SMALLEST} to {_LARGEST}: give"
            " one of that size (--cover).",
            "APIC",
        )
    if mime and mime.lower().replace("jpg", "jpeg") != kind:
        yield _warning(
            "cover-kind", f"The cover is {kind}, and the tag calls it {quoted(mime)}", "APIC"
        )


def _chapters(tag: Tag, length: float | None) -> Iterator[Finding]:
    chapters = tag.chapters
    if not chapters:
        yield _warning("chapters-none", "There are no chapters in the tag")
        return
    for element, count in Counter(chapter.element for chapter in chapters).items():
        if count > 1:
            yield _error(
                "chapters-id",
                f"{count} chapters are called {quoted(element)} inside, so players show one of"
                f" them",
            )
    in_time = sorted(chapters, key=lambda chapter: chapter.start)
    if [chapter.start for chapter in in_time] != [chapter.start for chapter in chapters]:
        yield _error(
            "chapters-order",
            "The chapters are not in the order of time in the file, and some players list them as"
            " they come",
        )
    position = 0
    for number, chapter in enumerate(in_time, start=1):
        where = f"chapter {number}"
        title = (chapter.title or "").strip()
        if not title:
            yield _error("chapters-title", "The chapter has no title", where)
        if tag.version == 4 and len(title.encode()) >= _TITLE_BYTES:
            yield warning(
                "chapters-title",
                "A title of 128 bytes or more in ID3v2.4 hides the chapter in some players: write"
                " ID3v2.3.",
                where,
            )
        if chapter.offsets:
            yield warning(
                "chapters-offsets",
                "It gives byte offsets beside its times, which some players take instead: leave"
                " them at FFFFFFFF.",
                where,
            )
        yield from out_of_bounds("chapters", "It", chapter.start, chapter.end, length, where)
        if chapter.start < position:
            yield _error(
                "chapters-overlap",
                f"It starts at {stamp(chapter.start)}, before the last one ends"
                f" ({stamp(position)})",
                where,
            )
        elif chapter.start > position:
            yield _warning(
                "chapters-gap",
                f"From {stamp(position)} to {stamp(chapter.start)} no chapter is told",
                where,
            )
        position = max(position, chapter.end)
    if length is not None and position < length - 1000:
        yield _warning(
            "chapters-gap",
            f"From {stamp(position)} to the end no chapter is told",
            f"chapter {len(chapters)}",
        )
    yield from same_titles([chapter.title or "" for chapter in chapters])
    yield from _contents(tag)


def same_titles(titles: list[str]) -> Iterator[Finding]:
    """Titles that several chapters have."""
    for title, count in Counter(title.strip() for title in titles if title.strip()).items():
        if count > 1:
            yield warning(
                "chapters-same",
                f"{count} chapters are called {quoted(title)}: nobody can tell them apart; give"
                " them titles of their own (podcast plan).",
            )


def _contents(tag: Tag) -> Iterator[Finding]:
    if len(tag.contents) != 1:
        count = len(tag.contents) or "no"
        yield _error(
            "contents-count", f"There is {count} table of contents (CTOC), and players read one"
        )
        return
    contents = tag.contents[0]
    if not (contents.top and contents.ordered):
        yield _warning(
            "contents-flags", "The table of contents is not said to be ordered and at the top"
        )
    elements = [chapter.element for chapter in tag.chapters]
    missing = [element for element in elements if element not in set(contents.children)]
    unknown = [child for child in contents.children if child not in set(elements)]
    if missing or unknown:
        faults = []
        if missing:
            faults.append(f"lacks {len(missing)} of {len(elements)} chapters")
        if unknown:
            faults.append(f"names {quoted(unknown[0])}, which is no chapter")
        yield _error("contents-list", f"The table of contents {' and '.join(faults)}")
        return
    starts = {chapter.element: chapter.start for chapter in tag.chapters}
    times = [starts[child] for child in contents.children]
    if times != sorted(times):
        yield _warning("contents-order", "The table of contents is not in the order of time")

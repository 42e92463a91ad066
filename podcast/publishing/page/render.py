"""The page as HTML: one file, with its style, its script and the times inside.

Text from a transcript is hostile until it is escaped: Jinja2 does that in HTML, `_island` in the
data for the script. Should anything slip through all the same, the page's own Content Security
Policy runs no script but ours (by its hash) and loads nothing but sound from beside the page.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from podcast.publishing.page.parts import Page, PageEpisode, episode_address, prefix_of
from podcast.publishing.templates import template_of
from podcast.publishing.words import words_of

TEMPLATE = "page/page.html.jinja"
"""What the page is made of."""

_FILES = {
    ".mp3": "audio_file",
    ".vtt": "captions_file",
    ".transcript.json": "transcript_file",
    ".transcript.html": "html_file",
    ".transcript.docx": "docx_file",
    ".transcript.txt": "text_file",
    ".daisy.zip": "daisy_file",
    ".chapters.json": "chapters_file",
    ".epub": "book_file",
}


ICON = "data:image/svg+xml," + quote(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">'
    '<rect width="16" height="16" rx="3" fill="#182848"/><g fill="#ffc457">'
    '<circle cx="8" cy="3" r="1.8"/><circle cx="13" cy="8" r="1.8"/>'
    '<circle cx="8" cy="13" r="1.8"/><circle cx="3" cy="8" r="1.8"/></g>'
    '<circle cx="8" cy="8" r="2.6" fill="#7ec8e3"/></svg>',
    safe="/:='",
)
"""The table and four seats of the covers, as a picture in an address."""


def page_parts(page: Page) -> Iterator[str]:
    """Yield the page, a little at a time: that of a day of debate is never whole in memory. The
    same for the same content, byte by byte."""
    style, script = _part("page.css"), _part("page.js")
    words = words_of("page", page.language)
    template = template_of(TEMPLATE)
    return template.generate(
        page=page,
        words=words,
        icon=ICON,
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
        islands=[_island(page, n, one) for n, one in enumerate(page.episodes, start=1)],
        kinds=[
            (kind, list(group))
            for kind, group in groupby(page.episodes, lambda one: one.kind.value)
        ],
        script_words=_safe_json({name: getattr(words, name) for name in _SCRIPT_WORDS.split()}),
        file_kind=lambda name: next(kind for end, kind in _FILES.items() if name.endswith(end)),
        prefix=prefix_of,
        address=_address,
    )


_SCRIPT_WORDS = """play pause found found_one found_none first_found play_from resumed no_audio
    narrator share_text share_copied"""
"""What the script says."""


def _policy(style: str, script: str) -> str:
    """Return what the page may do (Content Security Policy, Level 3)."""
    return (
        f"default-src 'none'; style-src '{hash_of(style)}'; script-src '{hash_of(script)}'; "
        "media-src 'self' file:; img-src data:; base-uri 'none'; form-action 'none'"
    )


def hash_of(text: str) -> str:
    """Return how a Content Security Policy names the style or script `text`."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _island(page: Page, number: int, episode: PageEpisode) -> Markup:
    """Return what the script needs to know of an episode: times in milliseconds, addresses,
    names."""
    prefix = prefix_of(number)
    return _safe_json(
        {
            "title": episode.title,
            "album": page.title,
            "audio": episode.audio,
            "length": episode.length,
            "sentences": [[heard.start, heard.end] for heard in episode.sentences],
            "turns": [
                [turn.start, turn.anchor and prefix + turn.anchor, turn.speaker]
                for turn in episode.turns
            ],
            "chapters": [[c.start, prefix + c.anchor, c.title] for c in episode.chapters],
        }
    )


def _address(audio: str, number: int) -> str:
    """Return the address of the page's `number`-th episode, which stays whichever others there are;
    the feed links to it. No other address has a slash."""
    return episode_address(audio.removesuffix(".mp3")) or f"episode/{number}"


def _safe_json(data: Any) -> Markup:
    """JSON that may stand in a `<script>`: no `<` can close it or open a comment, and no line
    separator can end a line of it (HTML, "Restrictions for contents of script elements")."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def _part(name: str) -> str:
    # Line ends as they are in the file: the policy holds the hash of these very bytes.
    return Path(__file__).with_name(name).read_bytes().decode().replace("\r\n", "\n")

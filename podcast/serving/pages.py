"""The pages that the server itself makes: all debates, and a debate that has no page of its own.

Plain HTML: headings, lists, links, the browser's own player. It needs no script, and may run none.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from html import escape
from itertools import groupby
from urllib.parse import quote

from podcast.publishing.feed import Channel, Found, FoundEpisode
from podcast.publishing.heard import shown
from podcast.publishing.words import words_of
from podcast.timecode import clock

_STYLE = """
:root { color-scheme: light dark; }
body { margin: 0 auto; max-width: 44rem; padding: 1rem; overflow-wrap: break-word;
  font: 1.1rem/1.6 "Atkinson Hyperlegible", Verdana, "DejaVu Sans", sans-serif; }
h1, h2, h3 { line-height: 1.25; }
a { text-underline-offset: 0.15em; }
a:focus-visible, audio:focus-visible { outline: 3px solid; outline-offset: 2px; }
audio { width: 100%; }
li { margin: 0.6em 0; }
"""


def front_page(channel: Channel, found: Found, language: str) -> tuple[str, str]:
    """Return the page of all debates, and its Content Security Policy."""
    words = words_of("feed", language)
    parts = [f"<h1>{_text(channel.title)}</h1>", f"<p>{_text(channel.description)}</p>"]
    parts.append(
        f'<p>{escape(words.subscribe + words.colon)} <a href="feed.xml">'
        f"{_text(channel.address)}</a></p>"
    )
    parts.append(f"<h2>{_text(words.debates)}</h2>")
    if not found.episodes:
        parts.append(f"<p>{_text(words.nothing)}</p>")
    parts.append("<ul>")
    for debate, group in groupby(found.episodes, key=lambda episode: episode.debate):
        first = next(group)
        tags = first.tags
        about = ", ".join(filter(None, (tags.date, clock(tags.length))))
        parts.append(
            f'<li{_lang(tags.language, language)}><a href="{quote(debate)}/">'
            f"{_text(tags.album or tags.title)}</a> ({_text(about)})</li>"
        )
    parts.append("</ul>")
    return _page(channel.title, language, parts)


def debate_page(episodes: Sequence[FoundEpisode], language: str) -> tuple[str, str]:
    """Return a page with a player for each episode of a debate, and its Content Security Policy."""
    first = episodes[0].tags
    language = first.language or language
    title = first.album or first.title
    parts = ['<p><a href="../">↑</a></p>', f"<h1>{_text(title)}</h1>"]
    for episode in episodes:
        address = quote("/".join(episode.path.parts[1:]))
        name = _text(episode.tags.title)
        parts.append(f"<h2>{name} ({clock(episode.tags.length)})</h2>")
        parts.append(
            f'<p><audio controls preload="none" src="{address}" aria-label="{name}"></audio></p>'
            f'<p><a href="{address}">MP3</a></p>'
        )
    return _page(title, language, parts)


def _page(title: str, language: str, parts: Sequence[str]) -> tuple[str, str]:
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; media-src 'self'; base-uri 'none';"
        " form-action 'none'; frame-ancestors 'none'"
    )
    html = (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(title)}</title>\n"
        '<link rel="alternate" type="application/rss+xml" href="/feed.xml">\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(parts)
        + "\n</main>\n</body>\n</html>\n"
    )
    return html, policy


def _lang(language: str | None, around: str) -> str:
    return f' lang="{escape(language)}"' if language and language != around else ""


def _text(text: str) -> str:
    return escape(shown(text))

"""The feed as XML: RSS 2.0 with what Apple Podcasts, Atom and Podcasting 2.0 add to it.

Sources: RSS 2.0 (rssboard.org/rss-specification); "A podcaster's guide to RSS" (Apple Podcasts);
podcast namespace 1.0 (github.com/Podcastindex-org/podcast-namespace). Pure: no file, no clock; the
same podcast gives the same bytes.

Titles are plain text, descriptions are HTML: what comes from a transcript is cleaned of what steers
programs, escaped for HTML where it stands in HTML, and lxml escapes the whole for XML.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from email.utils import format_datetime
from html import escape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from podcast.planning import EpisodeKind
from podcast.publishing.feed.addresses import ATOM, CONTENT, ITUNES, PODCAST, PREFIXES, address_of
from podcast.publishing.feed.channel import Channel
from podcast.publishing.feed.episodes import CHAPTERS, FoundEpisode, Item
from podcast.publishing.heard import shown
from podcast.publishing.model import PAGE
from podcast.publishing.page.parts import episode_address
from podcast.publishing.tags import ChapterTag
from podcast.publishing.words import words_of

if TYPE_CHECKING:
    from lxml.etree import _Element

MIME = {
    ".vtt": "text/vtt",
    ".transcript.json": "application/json",
    ".transcript.html": "text/html",
    ".transcript.txt": "text/plain",
    ".chapters.json": "application/json+chapters",
}
"""What the files beside an MP3 are (podcast namespace, tags "transcript" and "chapters")."""

_LONGEST_VALUE = 255  # characters (Apple Podcasts)
_LONGEST_DESCRIPTION = 4000  # bytes (Apple Podcasts)
_LONGEST_NAME = 128  # characters (podcast namespace, tag "person")


def feed_xml(
    channel: Channel,
    items: Sequence[Item],
    cover: str,
    covers: Mapping[PurePosixPath, PurePosixPath],
) -> bytes:
    """Return the feed. `cover` is the address of the podcast's picture; `covers` are those of
    episodes (by the path of the MP3, both seen from the folder), which else have the podcast's."""
    from lxml import etree

    root = etree.Element("rss", {"version": "2.0"}, nsmap=PREFIXES)
    top = etree.SubElement(root, "channel")
    _add(top, "title", channel.title)
    _add(top, "link", channel.link)
    _add(top, "description", escape(channel.description, quote=False))
    _add(top, "language", channel.language)
    if channel.copyright:
        _add(top, "copyright", channel.copyright)
    if items:
        # Not when the file was written: the same episodes give the same feed.
        _add(top, "pubDate", _stamp(items[0]))
    _add(top, "generator", "debate-podcast")
    _add(top, f"{{{ATOM}}}link", href=channel.address, rel="self", type="application/rss+xml")
    image = _add(top, "image")
    _add(image, "url", cover)
    _add(image, "title", channel.title)
    _add(image, "link", channel.link)
    _add(top, f"{{{ITUNES}}}image", href=cover)
    for category in channel.categories:
        outer = _add(top, f"{{{ITUNES}}}category", text=category.name)
        if category.within:
            _add(outer, f"{{{ITUNES}}}category", text=category.within)
    _add(top, f"{{{ITUNES}}}explicit", _boolean(channel.explicit))
    _add(top, f"{{{ITUNES}}}author", _cut(channel.author, _LONGEST_VALUE))
    if channel.email:
        owner = _add(top, f"{{{ITUNES}}}owner")
        _add(owner, f"{{{ITUNES}}}name", _cut(channel.author, _LONGEST_VALUE))
        _add(owner, f"{{{ITUNES}}}email", channel.email)
    _add(top, f"{{{ITUNES}}}type", "episodic")
    _add(top, f"{{{PODCAST}}}guid", str(channel.guid))
    _add(top, f"{{{PODCAST}}}medium", "podcast")
    if channel.locked is not None:
        owned = {"owner": channel.email} if channel.email else {}
        _add(top, f"{{{PODCAST}}}locked", "yes" if channel.locked else "no", **owned)
    if channel.hidden:
        _add(top, f"{{{ITUNES}}}block", "Yes")
    for item in items:
        picture = covers.get(item.episode.path)
        _item(top, channel, item, address_of(channel.base, picture) if picture else cover)
    text: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return text


def _item(top: _Element, channel: Channel, item: Item, cover: str) -> None:
    episode, tags = item.episode, item.episode.tags
    title = shown(tags.title)
    one = _add(top, "item")
    _add(one, "title", title)
    if len(title) > _LONGEST_VALUE:
        _add(one, f"{{{ITUNES}}}title", _cut(title, _LONGEST_VALUE))
    _add(one, "guid", item.guid, isPermaLink="false")
    _add(one, "pubDate", _stamp(item))
    if episode.page:
        _add(one, "link", _page(channel, episode))
    _add(one, "description", _description(channel, item, _LONGEST_DESCRIPTION))
    _add(one, f"{{{CONTENT}}}encoded", _description(channel, item))
    _add(
        one,
        "enclosure",
        url=address_of(channel.base, episode.path),
        length=str(episode.size),
        type="audio/mpeg",
    )
    _add(one, f"{{{ITUNES}}}duration", str((tags.length + 500) // 1000))
    _add(one, f"{{{ITUNES}}}explicit", _boolean(channel.explicit))
    _add(one, f"{{{ITUNES}}}author", _cut(channel.author, _LONGEST_VALUE))
    _add(one, f"{{{ITUNES}}}episodeType", "bonus" if item.bonus else "full")
    _add(one, f"{{{ITUNES}}}image", href=cover)
    language = tags.language or channel.language
    for ending in episode.sidecars:
        address = address_of(channel.base, f"{episode.name}{ending}")
        if ending == CHAPTERS:
            _add(one, f"{{{PODCAST}}}chapters", url=address, type=MIME[ending])
        else:
            # Both have times: the one for reading along, the other for showing it whole.
            captions = {"rel": "captions"} if ending == ".vtt" else {}
            _add(
                one,
                f"{{{PODCAST}}}transcript",
                url=address,
                type=MIME[ending],
                language=language,
                **captions,
            )
    for person in tags.people:
        name = _cut(shown(person.name), _LONGEST_NAME)
        if name:
            _add(one, f"{{{PODCAST}}}person", name, group="cast", role=person.role)


def _description(channel: Channel, item: Item, most: int | None = None) -> str:
    """Return the episode in HTML: who is heard, that voices are synthetic, its chapters with the
    times that apps make links of. With at most `most` bytes, the last chapters are left out."""
    episode, tags = item.episode, item.episode.tags
    words = words_of("feed", tags.language or channel.language)
    parts = []
    names = [shown(person.name) for person in tags.people] or [shown(tags.artist)]
    heard = words.heard.format(", ".join(filter(None, names)))
    if any(names):
        parts.append(_paragraph(heard))
    comment = shown(tags.comment).removeprefix(heard).strip()
    if comment:
        parts.append(_paragraph(comment))
    if episode.page:
        address = _page(channel, episode)
        parts.append(f'<p><a href="{escape(address)}">{escape(words.page, quote=False)}</a></p>')
    start = "".join(parts)
    head = f"<p>{escape(shown(tags.contents_title) or words.chapters, quote=False)}</p><ul>"
    lines = [_line(chapter) for chapter in tags.chapters]
    if most is not None:
        if len(start.encode()) > most:
            start = _paragraph(_cut(", ".join(names), most // 16))
        room = most - len(f"{start}{head}</ul>".encode()) - len("<li>…</li>".encode())
        fitting = 0
        for line in lines:
            room -= len(line.encode())
            if room < 0:
                break
            fitting += 1
        if fitting < len(lines):
            lines = [*lines[:fitting], "<li>…</li>"]
    return f"{start}{head}{''.join(lines)}</ul>" if lines else start


def _page(channel: Channel, episode: FoundEpisode) -> str:
    """Return the address of the debate's page; of a part, where it is shown there."""
    page = address_of(channel.base, f"{episode.debate}/{PAGE}")
    inside = episode_address("/".join(episode.name.parts[1:]))
    return f"{page}#{inside}" if inside and episode.kind is not EpisodeKind.WHOLE else page


def _line(chapter: ChapterTag) -> str:
    # Always with hours: an app that makes links of times must not take minutes for hours.
    minutes, seconds = divmod(chapter.start // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return (
        f"<li>{hours:02}:{minutes:02}:{seconds:02} {escape(shown(chapter.title), quote=False)}</li>"
    )


def _paragraph(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>"


def _add(parent: _Element, name: str, value: str | None = None, /, **attributes: str) -> _Element:
    from lxml import etree

    element = etree.SubElement(parent, name, attributes)
    if value is not None:
        element.text = value
    return element


def _stamp(item: Item) -> str:
    return format_datetime(item.date, usegmt=True)


def _boolean(value: bool) -> str:
    return "true" if value else "false"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"

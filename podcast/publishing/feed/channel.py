"""What the feed says of the podcast as a whole, settled from options, series file and episodes; and
addresses (URLs).

`settled` refuses what a directory of podcasts would refuse, and says all of it at once.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TypeVar
from urllib.parse import quote, urlsplit

from podcast.casting.series import FILE, SeriesFile
from podcast.errors import PodcastError
from podcast.planning import EpisodeKind
from podcast.publishing.cover import Picture, PictureError, checked, cover_from, made_cover
from podcast.publishing.feed.episodes import EarlierFeed, FoundEpisode
from podcast.publishing.heard import shown
from podcast.publishing.words import words_of
from podcast.store.toml import read_toml

# --- addresses -----------------------------------------------------------------------------------


_UNSEEN = re.compile(r"[\s\x00-\x20\x7f]")


def web_address(text: str) -> str:
    """`text` in ASCII, as addresses are sent: names of hosts in IDNA, the rest percent-encoded.

    Raises ValueError where it is no address that begins with http:// or https://.
    """
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").encode("idna" if not text.isascii() else "ascii").decode()
        port = f":{parts.port}" if parts.port is not None else ""
    except (ValueError, UnicodeError):
        raise ValueError(text) from None
    if parts.scheme not in ("http", "https") or not host or _UNSEEN.search(text) or parts.username:
        raise ValueError(text)
    host = f"[{host}]" if ":" in host else host
    safe = "/%!$&'()*+,;=:@~"
    query, fragment = (quote(part, safe + "?") for part in (parts.query, parts.fragment))
    encoded = parts._replace(netloc=host + port, path=quote(parts.path, safe))
    return encoded._replace(query=query, fragment=fragment).geturl()


def folder_address(text: str) -> str:
    """As `web_address`, of a folder: with a slash at its end, no question and no fragment."""
    address = web_address(text)
    if "?" in address or "#" in address:
        raise ValueError(text)
    return address.rstrip("/") + "/"


def address_of(folder: str, path: PurePosixPath | str) -> str:
    """Return the address of a file, `path` seen from the folder whose address is `folder`."""
    return folder + quote(str(path), "/")


# --- the podcast ---------------------------------------------------------------------------------


T = TypeVar("T")

GUIDS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace of podcasts' identities (podcast namespace, tag "guid")."""

_EMAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\".]+")
# ISO 639-1, perhaps with a country: what Apple Podcasts takes.
_LANGUAGE = re.compile(r"[A-Za-z]{2}(?:-[A-Za-z]{2})?")
_MOST_CATEGORIES = 3


class FeedError(PodcastError):
    """A directory would refuse the feed; `problems` are sentences, each with what to do."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        if len(self.problems) == 1:
            super().__init__(f"The feed was not written: {self.problems[0]}")
        else:
            listed = "".join(f"\n- {problem}" for problem in self.problems)
            super().__init__(f"The feed was not written, for {len(self.problems)} reasons:{listed}")


@dataclass(frozen=True, slots=True)
class Channel:
    """The podcast: `base` is the address of its folder, with a slash at its end, `address` that of
    the feed, `link` that of its page. `cover` is the picture, or the address of one. `hidden`
    where no directory is to list it."""

    title: str
    author: str
    description: str
    language: str
    base: str
    address: str
    link: str
    guid: uuid.UUID
    categories: tuple[Category, ...]
    cover: Picture
    email: str | None = None
    copyright: str | None = None
    explicit: bool = False
    locked: bool | None = None
    hidden: bool = False


def channel_guid(address: str) -> uuid.UUID:
    """Return the identity of the podcast whose feed first had this address: without the scheme,
    without slashes at its end (podcast namespace, tag "guid")."""
    return uuid.uuid5(GUIDS, address.partition("://")[2].rstrip("/"))


def settled(
    series: SeriesFile,
    episodes: Sequence[FoundEpisode],
    *,
    folder: Path,
    file: str = "feed.xml",
    earlier: EarlierFeed = EarlierFeed(),  # noqa: B008 - frozen
    skipped: int = 0,
) -> Channel:
    """Return the podcast of the episodes that go into the feed, whose file is `file` seen from
    `folder`; `series` is what is asked for, on the command line or in the file.

    Raises `FeedError` with everything that a directory would refuse. `skipped` are the episodes of
    other kinds than were asked for.
    """
    entry = series.feed
    problems: list[str] = []
    where = series.path or folder / FILE
    base = ""
    if entry.base_url is None:
        problems.append(
            "it is not known where it will be published: give the address of the folder with"
            f" --base-url, or as base_url under [feed] in {where}."
        )
    else:
        wrong = (
            "has a space in it, which no address has: write %20 for it, or rename the folder"
            if " " in entry.base_url.strip()
            else "is no address of a folder: write it as https://example.org/debates, without ? and"
            " #"
        )
        sentence = f"“{entry.base_url}” {wrong} (--base-url)."
        base = _taken(folder_address, entry.base_url, sentence, problems) or ""
    link: str | None = base
    if entry.link:
        sentence = (
            f"“{entry.link}” is no address of a page: write it as https://example.org (--link)."
        )
        link = _taken(web_address, entry.link, sentence, problems)
    debates = list(dict.fromkeys(episode.debate for episode in episodes))
    title = series.title or (episodes[0].tags.album if len(debates) == 1 else "")
    title = shown(title)
    if not episodes and skipped:
        problems.append(
            f"none of the {skipped} episodes in {folder} is of a whole debate: ask for the others"
            " with --by speaker or --by theme."
        )
    elif not episodes:
        problems.append(
            f"there are no episodes in {folder}: name the folder that podcast build -o fills, which"
            " has a folder for each debate."
        )
    elif not title:
        problems.append(
            f"the podcast has no title: say what it is called with --title, or as title in {where}."
        )
    author = shown(series.author or "")
    if not author:
        problems.append(
            "the podcast has no author: say who publishes it with --author, or as author in"
            f" {where}."
        )
    email = entry.email
    if email is not None and not _EMAIL.fullmatch(email):
        problems.append(f"“{email}” is no e-mail address: write it as name@example.org (--email).")
    language = series.language or language_of(episodes)
    if not _LANGUAGE.fullmatch(language):
        problems.append(
            f"“{language}” is no language that directories know: write two letters, perhaps with a"
            " country, as in fr or fr-CA (--language)."
        )
    categories = _categories(entry.categories, problems)
    guid: uuid.UUID | None = earlier.guid or channel_guid(base + file)
    if entry.guid is not None:
        sentence = (
            f"“{entry.guid}” is no identity of a podcast: copy what stands in podcast:guid in its"
            f" feed, or leave guid out ({where})."
        )
        guid = _taken(uuid.UUID, entry.guid, sentence, problems)
    cover = _cover(series.cover, title, author, episodes, problems)
    if problems or cover is None or guid is None or link is None:
        raise FeedError(problems)
    return Channel(
        title=title,
        author=author,
        description=shown(entry.description or words_of("feed", language).about),
        language=language,
        base=base,
        address=base + file,
        link=link,
        guid=guid,
        categories=categories,
        cover=cover,
        email=email,
        copyright=shown(entry.copyright) if entry.copyright else None,
        explicit=bool(entry.explicit),
        locked=entry.locked,
    )


def language_of(episodes: Sequence[FoundEpisode]) -> str:
    """Return the language of most episodes; of the newest, where two have as many."""
    languages = [episode.tags.language for episode in episodes if episode.tags.language]
    return max(dict.fromkeys(languages), key=languages.count, default="en")


def _taken(convert: Callable[[str], T], text: str, sentence: str, problems: list[str]) -> T | None:
    """Return what `text` is; None, with one more of `problems`, where it is none."""
    try:
        return convert(text)
    except ValueError as error:
        problems.append(sentence or f"{error} (--category)")
        return None


def _categories(texts: Sequence[str], problems: list[str]) -> tuple[Category, ...]:
    found = tuple(filter(None, (_taken(category, text, "", problems) for text in texts)))
    if len(found) > _MOST_CATEGORIES:
        problems.append(
            f"it has {len(found)} categories, and directories take {_MOST_CATEGORIES}: leave some"
            " out (--category)."
        )
    return found or (DEFAULT,)


def _cover(
    file: Path | None,
    title: str,
    author: str,
    episodes: Sequence[FoundEpisode],
    problems: list[str],
) -> Picture | None:
    """Return the one that is given; of a single debate, its own; else one that is made."""
    debates = {episode.debate for episode in episodes}
    wholes = [episode for episode in episodes if episode.kind is EpisodeKind.WHOLE]
    try:
        if file is not None:
            return cover_from(file)
        if len(debates) == 1 and wholes and wholes[0].tags.cover:
            return checked(wholes[0].tags.cover)
    except PictureError as error:
        which = file or wholes[0].path
        problems.append(f"the cover {which} {error}, or name another with --cover.")
        return None
    return made_cover(title or "Podcast", author, len(debates)) if not problems else None


# --- categories --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Category:
    """A category, and one within it."""

    name: str
    within: str | None = None


DEFAULT = Category("Society & Culture")


def category(text: str) -> Category:
    """Return what "News > Politics", or "Politics" alone, means, whatever its capitals.

    Raises ValueError, with a sentence, where there is no such category.
    """
    name, _, within = (part.strip() for part in text.partition(">"))
    known = {(one.name.casefold(), (one.within or "").casefold()): one for one in _all()}
    found = known.get((name.casefold(), within.casefold()))
    if found is None and not within:
        found = next((one for (_, inner), one in known.items() if inner == name.casefold()), None)
    if found is not None:
        return found
    names = [" > ".join(filter(None, (one.name, one.within))) for one in _all()] + [
        one.within for one in _all() if one.within
    ]
    close = get_close_matches(text, names, 1)
    hint = f"did you mean “{close[0]}”?" if close else f"known are {', '.join(_known())}."
    raise ValueError(f"there is no category “{text}”; {hint}")


@cache
def _known() -> dict[str, list[str]]:
    return read_toml(Path(__file__).with_name("categories.toml"), PodcastError)


def _all() -> list[Category]:
    return [Category(name, inner) for name, within in _known().items() for inner in (None, *within)]

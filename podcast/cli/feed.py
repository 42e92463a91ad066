"""`podcast feed`: writes what podcast apps subscribe to, and the home page of all debates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from podcast.cli import options as option
from podcast.cli.console import plain, show_notes


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--base-url", metavar="URL", help="Address that FOLDER has on the web.")
@option.path("-o", "--output", help="File to write.  [default: feed.xml]")
@option.by_in_feed
@click.option("--title", help="What the podcast is called.")
@click.option("--author", help="Who publishes it.")
@click.option("--description", help="What it is about, in a few sentences.")
@click.option("--email", help="Address by which directories reach you; everybody can read it.")
@click.option("--link", metavar="URL", help="Page of the podcast.  [default: the base URL]")
@click.option("--language", metavar="CODE", help="Its language (fr, en-CA).")
@click.option(
    "--category", multiple=True, metavar="NAME", help="As Apple Podcasts has it: “News > Politics”."
)
@option.path(
    "--cover", help="Square JPEG or PNG of 1400 to 3000 px, instead of the one that is made."
)
@click.option(
    "--explicit/--clean", default=None, help="Whether it is for adults.  [default: clean]"
)
@click.option(
    "--locked/--unlocked", default=None, help="Whether others may not take it to another host."
)
def feed(
    folder: Path,
    output: Path | None,
    by: tuple[str, ...],
    category: tuple[str, ...],
    **asked: Any,  # each the field of `SeriesFile` or `FeedEntry` that has its name
) -> None:
    """Write the feed of all episodes in FOLDER, for podcast apps and directories, and the home
    page of FOLDER (index.html), which lists all debates for people.

    FOLDER is the one that podcast build fills (episodes), and goes to the web as it is. All this
    may stand in its series.toml. What a directory would refuse is told, and nothing written;
    docs/feed.md says more.

    \b
    Examples:
      podcast feed episodes --base-url https://example.org/debates --author "Radio Valbrune"
      podcast feed episodes --by whole --by speaker
    """
    from podcast.casting.series import FeedEntry, SeriesFile, find_series
    from podcast.planning import EpisodeKind
    from podcast.publishing.folder import FEED, look_of, publish, select

    target = output or folder / FEED
    series = find_series([folder])
    top = {name: asked.pop(name) for name in ("title", "author", "cover", "language")}
    wanted = SeriesFile(**top, feed=FeedEntry(categories=category, **asked))
    selection = select(folder, target, {EpisodeKind(kind) for kind in by or ("whole",)})
    items = selection.items
    show_notes(selection.found.notes, err=True)
    look = look_of(series)
    albums = {item.episode.tags.album for item in items}
    if not wanted.title and not series.title and len({item.episode.debate for item in items}) == 1:
        name = plain(albums.pop())
        click.echo(f"The podcast is called “{name}”, as its only debate; --title names it.")
    written = publish(selection, wanted.completed(series), look)
    channel = written.channel
    count = "one episode" if len(items) == 1 else f"{len(items)} episodes"
    click.echo(f"Wrote {target}: {plain(channel.title)}, {count}.")
    if written.home:
        click.echo(f"Wrote {written.home}: the home page.")
    click.echo(
        f"Publish {folder} at {channel.base}; the address to subscribe to: {channel.address}"
    )
    show_notes(written.notes, err=True)

"""`podcast serve`: the folder over HTTP, to listen to in a browser or a phone's podcast app."""

from __future__ import annotations

from pathlib import Path

import click

from podcast.cli import options as option
from podcast.cli.console import plain, show_notes


@click.command()
@option.folder
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@option.host("Address to serve at: 0.0.0.0 lets every device in your network in.")
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="NAME",
    help="A name of this machine in your network, by which it may be asked; may be given again.",
)
@option.by_in_feed
@option.flag("-v", "--verbose", help="Show each request.")
def serve(
    folder: Path, port: int, host: str, names: tuple[str, ...], by: tuple[str, ...], verbose: bool
) -> None:
    """Serve FOLDER (by default episodes): its pages, its episodes, and their feed, to try them in a
    browser and in a podcast app. Ctrl-C ends it.

    Nobody else can reach it, unless you say --host. Transcripts and plans are not served;
    docs/feed.md says more.

    \b
    Examples:
      podcast serve
      podcast serve ~/Podcasts --port 9000
      podcast serve --host 0.0.0.0     for the phone in the same network
    """
    import contextlib
    import socket

    from podcast.errors import PodcastError
    from podcast.planning import EpisodeKind
    from podcast.serving import Library, library_server
    from podcast.serving.server import addresses

    if not folder.is_dir():
        raise PodcastError(
            f"{folder}: there is no such folder; name the one that podcast build -o fills."
        )
    library = Library(folder, frozenset(EpisodeKind(kind) for kind in by or ("whole",)))
    notes = library.notes()

    def log(line: str) -> None:
        click.echo(plain(line), err=True)

    own = socket.gethostname()
    known = {*names, own, f"{own.partition('.')[0]}.local", host}
    shown = log if verbose else None
    server = library_server(library, host, port, names=known, log=shown, report=log)
    for address in addresses(host, server.port):
        click.echo(f"Serving {folder} at {address}")
        click.echo(f"Feed: {address}feed.xml")
    if host not in (option.LOCAL, "localhost", "::1"):
        click.echo(
            "Every device that reaches this machine can now listen to all of it. On a phone in"
            " the same network, add the address of the feed in the podcast app."
        )
    show_notes(notes, err=True)
    click.echo("Ctrl-C ends it.")
    with contextlib.suppress(KeyboardInterrupt):
        server.serve_forever()

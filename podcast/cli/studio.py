"""`podcast studio`: a local web page to see, correct, make and publish debates."""

from __future__ import annotations

from pathlib import Path

import click

from podcast.cli import options as option


@click.command()
@option.folder
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="  [default: any]")
@option.host(
    "Address to serve at; whoever knows that of the page can change your files from there."
)
@option.flag("--no-open", help="Do not open the page in the browser.")
def studio(folder: Path, port: int, host: str, no_open: bool) -> None:
    """Open a page in the browser on which the debates in FOLDER (by default episodes) are seen,
    corrected, made and published. Ctrl-C ends it.

    It edits the files that the other commands read, and no others; nobody else can reach it, unless
    you say --host. docs/studio.md says more.

    \b
    Examples:
      podcast studio
      podcast studio ~/Podcasts --no-open
    """
    import contextlib
    import webbrowser

    from podcast.cli.console import plain
    from podcast.errors import PodcastError
    from podcast.serving import Server
    from podcast.serving.server import addresses
    from podcast.store.run_folder import temporary_files_go
    from podcast.studio.application import Studio, new_token

    if folder.exists() and not folder.is_dir():
        raise PodcastError(f"{folder}: it is no folder; name the one of all episodes.")

    # What is put in lies there meanwhile, and goes even where the studio is killed.
    click.get_current_context().with_resource(temporary_files_go())

    def report(line: str) -> None:
        click.echo(plain(line), err=True)

    own = Studio(folder, new_token(), report=report)
    server = Server(own.guarded(frozenset({host})), host, port)
    own.ending = lambda: server.ending
    shown = [f"{address}{own.token}/" for address in addresses(host, server.port)]
    click.echo(f"The studio of {folder}: {shown[0]}")
    for address in shown[1:]:
        click.echo(f"or {address}")
    if host not in (option.LOCAL, "localhost", "::1"):
        click.echo(
            "Warning: every device that knows this address can read and change the debates here,"
            " and what it sends goes over the network unencrypted.",
            err=True,
        )
    click.echo("Keep the address to yourself. Ctrl-C ends it.")
    if not no_open:
        webbrowser.open(shown[0])
    try:
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()
    finally:
        own.close()

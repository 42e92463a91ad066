"""`podcast cache`: what is kept between builds, and how to be rid of it."""

from __future__ import annotations

import click


@click.group(invoke_without_command=True)
@click.pass_context
def cache(context: click.Context) -> None:
    """Show what is kept so that it need not be made again: how much, and where.

    PODCAST_CACHE_SIZE ("500 MB") bounds it, PODCAST_CACHE names another folder, or says "off".

    \b
    Examples:
      podcast cache
      podcast cache prune --older-than 30
      podcast cache prune --all
    """
    if context.invoked_subcommand is not None:
        return
    from podcast.store.cache import open_cache

    store = open_cache()
    if store is None:
        click.echo("Nothing is kept (PODCAST_CACHE).")
        return
    by_kind: dict[str, list[int]] = {}
    for entry in store.entries():
        by_kind.setdefault(entry.path.parent.parent.name, []).append(entry.size)
    sizes = [size for kind in by_kind.values() for size in kind]
    click.echo(
        f"{_count(len(sizes))}, {_size(sum(sizes))} of at most {_size(store.limit)},"
        f" in {store.folder}"
    )
    for kind, own in sorted(by_kind.items()):
        click.echo(f"  {kind}: {len(own)}, {_size(sum(own))}")


@cache.command()
@click.option("--all", "everything", is_flag=True, help="Remove all of it.")
@click.option(
    "--older-than",
    type=click.FloatRange(min=0),
    metavar="DAYS",
    help="Remove what was not used for so many days.",
)
def prune(everything: bool, older_than: float | None) -> None:
    """Remove what is over the bound; or all, or what was not used for long.

    Nothing is lost but time: what is needed is made again.
    """
    import time

    from podcast.store.cache import open_cache

    store = open_cache()
    if store is None:
        click.echo("Nothing is kept (PODCAST_CACHE).")
        return
    if everything:
        removed = store.trim(-1)
    elif older_than is not None:
        removed = store.trim(before=time.time() - older_than * 86_400)
    else:
        removed = store.trim()
    click.echo(f"Removed {_count(len(removed))}, {_size(sum(entry.size for entry in removed))}.")


def _count(number: int) -> str:
    return "one entry" if number == 1 else f"{number} entries"


def _size(size: int) -> str:
    return f"{size / 1e9:.2f} GB" if size >= 1e9 else f"{size / 1e6:.1f} MB"

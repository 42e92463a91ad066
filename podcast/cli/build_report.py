"""What `podcast build` shows: the episodes that would be made, and those that were."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

import click

from podcast.cli.console import long_clock, show_table, show_title

if TYPE_CHECKING:
    from podcast.building.model import BuildPlan, BuildResult, Production


def show_plans(planned: BuildPlan) -> None:
    """The episodes that would be made, with their chapters and when about these begin."""
    from podcast.scripting.script import estimated_chapters
    from podcast.timecode import Milliseconds, clock

    productions = planned.productions
    if len(productions) > 1:
        rows = [
            [_number(made), made.plan.title, long_clock(made.estimated_length),
             str(len(made.plan.chapters))]
            for made in productions
        ]  # fmt: skip
        show_table(("", "Episode", "About", "Chapters"), rows, right=(0, 2, 3))
        click.echo()
    for made in productions:
        if len(productions) > 1:
            show_title(f"{_number(made)}  {made.plan.title}")
        starts = [0, *accumulate(estimated_chapters(made.script))]
        rows = [
            [str(number), clock(Milliseconds(start)), chapter.title]
            for number, (chapter, start) in enumerate(
                zip(made.plan.chapters, starts, strict=False), start=1
            )
        ]
        show_table(("", "About", "Chapter"), rows, right=(0, 1))
        click.echo()
    _show_unthemed(planned)
    total = long_clock(Milliseconds(sum(made.estimated_length for made in productions)))
    if len(productions) == 1:
        click.echo(
            f"About {total}, {len(productions[0].plan.chapters)} chapters."
            " Nothing was written (--dry-run)."
        )
    else:
        click.echo(f"{len(productions)} episodes, about {total}. Nothing was written (--dry-run).")


def show_summary(result: BuildResult) -> None:
    """What was made: a sentence for one episode, a table for several."""
    from podcast.timecode import Milliseconds

    productions, episodes = result.planned.productions, result.episodes
    if len(episodes) == 1:
        episode = episodes[0]
        click.echo(
            f"Made {click.style(str(episode.path), bold=True)}:"
            f" {long_clock(episode.timeline.length)},"
            f" {len(episode.timeline.chapters)} chapters, {episode.size / 1e6:.1f} MB."
        )
    else:
        rows = [
            [_number(made), str(episode.path), long_clock(episode.timeline.length),
             str(len(episode.timeline.chapters)), f"{episode.size / 1e6:.1f}"]
            for made, episode in zip(productions, episodes, strict=True)
        ]  # fmt: skip
        head = ("", "Made", "Length", "Chapters", "MB")
        show_table(head, rows, right=(0, 2, 3, 4))
        total = long_clock(Milliseconds(sum(episode.timeline.length for episode in episodes)))
        lines = sum(len(made.script.lines) for made in productions)
        click.echo(
            f"\n{len(episodes)} episodes, {total}. Of their {lines} lines, {result.spoken} were"
            " spoken; the others are the same words in the same voice."
        )
    names = [path.name for path in episodes[-1].sidecars]
    if len(names) > 6:
        books = sum(name.endswith((".epub", ".daisy.zip")) for name in names)
        pages = [name for name in names if name == "index.html"]
        others = len(names) - books - len(pages)
        names = ["one talking book" if books == 1 else f"{books} talking books"] if books else []
        names += [f"{others} files of captions, text and chapters"] if others else []
        names += pages
    if names:
        click.echo(f"Beside {'it' if len(episodes) == 1 else 'them'}: {', '.join(names)}.")
    if episodes[-1].outdated:
        outdated = ", ".join(path.name for path in episodes[-1].outdated)
        click.echo(f"Note: from an earlier build, and not for this episode: {outdated}.")
    _show_unthemed(result.planned)


def _show_unthemed(planned: BuildPlan) -> None:
    """How much is in no theme's episode, where those of all themes are made."""
    from podcast.planning import EpisodeKind
    from podcast.themes import passage_words

    album = planned.album.album
    made = {made.plan.about for made in planned.productions if made.plan.kind is EpisodeKind.THEME}
    if not made or len(made) < len(album.themes.themes) or not album.themes.unthemed:
        return
    words = sum(passage_words(album.debate, passage) for passage in album.themes.unthemed)
    share = 100 * words / max(1, sum(turn.words for turn in album.debate.turns))
    count = len(album.themes.unthemed)
    passages = "One passage is" if count == 1 else f"{count} passages are"
    click.echo(
        f"{passages} in no theme's episode ({share:.0f} % of what is said);"
        " `podcast themes` shows what."
    )


def _number(made: Production) -> str:
    return f"{made.track.number}/{made.track.total}" if made.track else ""

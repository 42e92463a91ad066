"""`podcast build`: the options, one transcript or many, and what is shown of it."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from podcast import cli_options as options
from podcast.console import plain
from podcast.errors import PodcastError

if TYPE_CHECKING:
    from podcast.blobs import Blobs
    from podcast.building import Planned
    from podcast.produce import Production
    from podcast.rendering.crew import Crew
    from podcast.wishes import Wishes


@click.command()
@click.argument(
    "transcripts",
    metavar="TRANSCRIPT...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, allow_dash=True),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("episodes"),
    show_default=True,
    help="Folder for episodes; each debate gets a folder in it. A plan's episodes stay beside it.",
)
@options.title
@click.option("--date", help="Date of the debate (2024-05-28), instead of the one in it.")
@options.language
@click.option(
    "--announce",
    type=click.Choice(["needed", "always", "first", "never"]),
    default="needed",
    show_default=True,
    help="When the narrator says who speaks.",
)
@click.option(
    "--directions", is_flag=True, help="Let the narrator say what happens, too (“Applause”)."
)
@click.option(
    "--speed",
    type=click.FloatRange(0.5, 3.0),
    default=1.0,
    show_default=True,
    help="How fast everybody speaks, at their own pitch.",
)
@click.option(
    "--stereo", is_flag=True, help="Seat the speakers round the table; else the file is mono."
)
@click.option("--chime", is_flag=True, help="Play a soft chime before each chapter.")
@click.option(
    "--by",
    type=click.Choice(["whole", "speaker", "theme"]),
    multiple=True,
    help="Episodes to make: the whole debate, one a speaker, one a theme; may be given again."
    "  [default: whole]",
)
@click.option("--speaker", multiple=True, metavar="NAME", help="Make this speaker's episode only.")
@click.option("--theme", multiple=True, metavar="NAME", help="Make this theme's episode only.")
@click.option(
    "--recall",
    type=click.Choice(["question", "full", "none"]),
    default="question",
    show_default=True,
    help="What is heard before an answer, by speaker and by theme, of what it answers.",
)
@options.one_voice
@click.option("--strict", is_flag=True, help="Make nothing while there are doubts.")
@click.option(
    "--cover",
    type=click.Path(path_type=Path),
    help="Cover picture (JPEG or PNG), instead of the one that is made.",
)
@click.option("--no-page", is_flag=True, help="Make no web page that plays and shows the debate.")
@click.option("--no-captions", is_flag=True, help="Make no captions (WebVTT) and no transcript.")
@click.option("--no-chapters", is_flag=True, help="Make no chapters file (the MP3 has them).")
@click.option(
    "--book", is_flag=True, help="Make a talking book as well (EPUB 3: text and sound in one file)."
)
@options.voices
@options.engine
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    help="Processes that work at the same time.  [default: one per processor]",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Work on a Dask cluster (tcp://host:8786), or on one of this machine (local).",
)
@click.option(
    "--no-cache", is_flag=True, help="Make everything again, and keep nothing for the next time."
)
@click.option(
    "--source",
    type=click.Path(path_type=Path),
    help="The transcript of a plan, if it was moved or lies elsewhere.",
)
@click.option("-q", "--quiet", is_flag=True, help="Show nothing but errors and the file's path.")
@click.option("--dry-run", is_flag=True, help="Show what would be made, and make nothing.")
@click.pass_context
def build(
    context: click.Context,
    transcripts: tuple[Path, ...],
    output: Path,
    title: str | None,
    date: str | None,
    language: str | None,
    announce: str,
    directions: bool,
    speed: float,
    stereo: bool,
    chime: bool,
    by: tuple[str, ...],
    speaker: tuple[str, ...],
    theme: tuple[str, ...],
    recall: str,
    one_voice: str | None,
    strict: bool,
    cover: Path | None,
    no_page: bool,
    no_captions: bool,
    no_chapters: bool,
    book: bool,
    voices: Path | None,
    engine: str | None,
    jobs: int | None,
    cluster: str | None,
    no_cache: bool,
    source: Path | None,
    quiet: bool,
    dry_run: bool,
) -> None:
    """Make an episode from TRANSCRIPT: OUTPUT/<name>/<name>.mp3, named after the file, and beside
    it a page (index.html), captions and chapters; with --by, one for each speaker or theme as
    well, in its folders speakers and themes.

    TRANSCRIPT is a text, Markdown, a web page, PDF, DOCX, ODT, captions (SRT, WebVTT), TEI-XML,
    what `podcast inspect` wrote (--edit, --json), or the plan that `podcast plan` wrote; - reads
    standard input. With several, each is built, whatever becomes of the others.

    \b
    Examples:
      podcast build debate.txt
      podcast build minutes.pdf --strict
      podcast build debate.txt --title "Night trains" -o ~/Podcasts
      podcast build debate.txt --speed 2 --stereo --chime
      podcast build debate.txt --book
      podcast build debate.txt --by whole --by speaker --by theme
      podcast build debate.txt --speaker "Ada Premier" --theme santé
      podcast build episodes/debate/plan.toml
      podcast build debate.txt --dry-run
      podcast build minutes/*.pdf -o ~/Podcasts
    """
    from podcast.cache import open_cache
    from podcast.memory import give_back_large_blocks
    from podcast.publishing.wanted import Wanted
    from podcast.wishes import Wishes

    _check(transcripts, title, date, source)
    given = context.get_parameter_source("output") is not click.core.ParameterSource.DEFAULT
    wishes = Wishes(
        output,
        given,
        title,
        date,
        language,
        announce,
        directions,
        speed,
        stereo,
        chime,
        by,
        speaker,
        theme,
        recall,
        strict,
        cover,
        Wanted(not no_page, not no_captions, not no_chapters, book),
        voices,
        engine,
        source,
        one_voice,
    )
    if len(transcripts) > 1:
        _check_places(transcripts, wishes)
    if dry_run:
        for transcript in transcripts:
            _show_plan(transcript, wishes)
        return
    give_back_large_blocks()
    cache = None if no_cache else open_cache()
    _tidy(cache)
    if len(transcripts) == 1 and _made_before(cache, transcripts[0], wishes, quiet=quiet):
        return
    with _crew(cluster, jobs or processors(), cache) as crew:
        if len(transcripts) == 1:
            _build_one(transcripts[0], wishes, crew, quiet=quiet)
        else:
            _build_all(transcripts, wishes, crew, quiet=quiet)


def _tidy(cache: Blobs | None) -> None:
    """Remove what builds that were killed left, where this one may not come by."""
    from podcast.run_folder import remove_left_folders

    remove_left_folders()
    if cache is not None:
        cache.tidy()


def _crew(address: str | None, jobs: int, cache: Blobs | None) -> AbstractContextManager[Crew]:
    if address is None:
        from podcast.rendering.crew import local_crew

        return local_crew(jobs, cache)
    from podcast.rendering.cluster import cluster_crew

    return cluster_crew(address, jobs, cache)


def _check(
    transcripts: tuple[Path, ...], title: str | None, date: str | None, source: Path | None
) -> None:
    if date is not None:
        from podcast.reading.dates import is_iso_date

        if not is_iso_date(date):
            raise click.BadParameter(
                "write it as year-month-day (2024-05-28), year-month or year.", param_hint="--date"
            )
    if len(transcripts) == 1:
        return
    for option, value in (("--title", title), ("--date", date), ("--source", source)):
        if value is not None:
            raise click.UsageError(f"{option} is of one transcript; build them one by one.")
    if Path("-") in transcripts:
        raise click.UsageError("Standard input can only be built alone.")


def _check_places(transcripts: tuple[Path, ...], wishes: Wishes) -> None:
    from podcast.building import namesakes

    same = namesakes(transcripts, wishes)
    if same is not None:
        raise click.UsageError(
            f"{same[0]} and {same[1]} would be made in the same place; rename one of them, or build"
            " them one by one with -o."
        )


def _show_plan(transcript: Path, wishes: Wishes) -> None:
    from podcast.building import plan_build
    from podcast.cli_episodes import show_plans

    planned = plan_build(transcript, wishes)
    _show_cast(planned.series.whole)
    show_plans(planned.series, planned.productions)
    _show_notes(planned)


def _made_before(cache: Blobs | None, transcript: Path, wishes: Wishes, *, quiet: bool) -> bool:
    """Whether everything is there as it would be made now; then that is told."""
    from podcast.building import made_already

    made = made_already(cache, transcript, wishes)
    if made is None:
        return False
    told = "Nothing has changed since this was made (--no-cache makes it again):"
    for path in made if quiet else [f"{told} {made[0]}", *made[1:]]:
        click.echo(path)
    return True


def _build_one(transcript: Path, wishes: Wishes, crew: Crew, *, quiet: bool) -> None:
    from podcast.building import make, plan_build
    from podcast.cli_episodes import show_summary
    from podcast.console import Bar
    from podcast.sole_build import sole_build
    from podcast.stamp import remember

    def tell(sentence: str) -> None:
        if not quiet:
            click.echo(plain(sentence), err=True)

    planned = plan_build(transcript, wishes, crew.cache)
    if not quiet:
        _show_cast(planned.series.whole)
    length = sum(made.estimated_length for made in planned.productions)
    with sole_build(planned.folder, tell) as waited:
        if waited and _made_before(crew.cache, transcript, wishes, quiet=quiet):
            return
        with Bar("Making", length / 1000, quiet=quiet).running() as bar:
            built = make(planned, wishes, crew, bar)
        remember(crew.cache, transcript, wishes, built)
    if quiet:
        for episode in built.episodes:
            click.echo(episode.path)
        return
    show_summary(planned.series, planned.productions, built.episodes, built.spoken)
    _show_notes(planned)
    for note in built.notes:
        click.echo(f"Note: {plain(note)}.")


def _build_all(transcripts: tuple[Path, ...], wishes: Wishes, crew: Crew, *, quiet: bool) -> None:
    """Build each, whatever becomes of the others; then tell what was made and what was not."""
    from podcast.console import long_clock, table
    from podcast.many import build_many

    rows: list[list[str]] = []
    failed = 0
    # Closed whatever happens: builds under way end in order, and leave nothing.
    with closing(build_many(transcripts, wishes, crew, quiet=quiet)) as outcomes:
        for number, outcome in enumerate(outcomes, start=1):
            about = f"{number}/{len(transcripts)} {outcome.transcript}"
            if outcome.error is not None:
                failed += 1
                rows.append([str(outcome.transcript), "not made", "", outcome.error])
                click.echo(f"{plain(about)}: {_plain_lines(outcome.error)}", err=True)
                continue
            rows += [
                [str(outcome.transcript), str(path), long_clock(length) if length else "", told]
                for path, length, told in outcome.made
            ]
            if quiet:
                for path, _, _ in outcome.made:
                    click.echo(path)
            else:
                click.echo(f"{plain(about)}: {', '.join(str(path) for path, _, _ in outcome.made)}")
    if not quiet:
        click.echo()
        for line in table(("Transcript", "Made", "Length", "Note"), rows, right=(2,)):
            click.echo(line)
    if failed:
        raise PodcastError(
            f"{failed} of {len(transcripts)} could not be made; the others are whole."
            " Mend them and run the same command again: what is made is not made again."
        )


def processors() -> int:
    """How many this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _show_cast(production: Production) -> None:
    from podcast.console import table

    rows = [["(narrator)", production.cast.narrator.name, production.cast.narrator.description]]
    rows += [
        [part.speaker, part.voice.name, part.voice.description] for part in production.cast.parts
    ]
    click.echo(click.style(plain(production.plan.title), bold=True))
    for line in table(("Speaker", "Voice", "Sounds"), rows):
        click.echo(line)
    click.echo()


def _show_notes(planned: Planned) -> None:
    for note in planned.series.whole.warnings:
        click.echo(f"Note: {plain(note)}")
    doubts = planned.work.debate.doubts
    if doubts:
        count = "One doubt" if len(doubts) == 1 else f"{len(doubts)} doubts"
        click.echo(f"{count} about who speaks; `podcast inspect` tells them one by one.")
    for note in planned.work.notes:
        click.echo(f"Note: {plain(note)}")


def _plain_lines(text: str) -> str:
    return "\n".join(plain(line) for line in text.split("\n"))

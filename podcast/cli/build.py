"""`podcast build`: the options, one transcript or many, and what is shown of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from podcast.cli import options as option
from podcast.cli.console import (
    Bar,
    error_sentence,
    errors_are_raised,
    long_clock,
    plain,
    plain_lines,
    show_notes,
    show_table,
    show_title,
)
from podcast.errors import ClusterError, PodcastError

if TYPE_CHECKING:
    from podcast.building.build import BuildWatcher
    from podcast.building.many import ManyOutcome
    from podcast.building.model import BuildOptions, BuildOutcome, BuildPlan, Production
    from podcast.rendering.pool import RenderPool
    from podcast.rendering.progress import Progress
    from podcast.store.cache import Cache


_WORTH_HEARING = 10
"""s that a build still takes, for which somebody may want to hear its first chapter."""


@click.command()
@click.argument(
    "transcripts",
    metavar="TRANSCRIPT...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, allow_dash=True),
)
@option.episodes(
    "Folder for episodes; each debate gets a folder in it. A plan's episodes stay beside it."
)
@click.option("--name", help="Name of the debate's folder and MP3.  [default: the transcript's]")
@option.title
@click.option("--date", help="Date of the debate (2024-05-28, 28 mai 2024), instead of its own.")
@option.language
@option.one_voice
@option.choice(
    "--announce", "needed", "always", "first", "never", help="When the narrator says who speaks."
)
@option.flag("--directions", help="Let the narrator say what happens, too (“Applause”).")
@click.option(
    "--speed",
    type=click.FloatRange(0.5, 3.0),
    default=1.0,
    show_default=True,
    help="How fast everybody speaks, at their own pitch.",
)
@option.flag("--stereo", help="Seat the speakers round the table; else the file is mono.")
@option.flag(
    "--small",
    help="Half the band, at 40 kb/s: files of five eighths the size, for phones and mail.",
)
@option.flag("--chime", help="Play a soft chime before each chapter.")
@option.choice(
    "--opening", "full", "short", "none", help="How much the narrator says at the start."
)
@click.option(
    "--landmarks",
    type=click.IntRange(0, 8),
    default=4,
    show_default=True,
    help="How many chapters the opening tells the times of, in an episode of 20 minutes or more.",
)
@click.option(
    "--pauses",
    type=click.Choice(["tight", "usual", "calm"]),
    default="usual",
    show_default=True,
    help="How long one hears nothing between sentences, paragraphs and speakers.",
)
@option.by("Episodes to make: the whole debate, one a speaker, one a theme")
@click.option(
    "--speaker", "speakers", multiple=True, metavar="NAME", help="Make this speaker's episode only."
)
@click.option(
    "--theme", "themes", multiple=True, metavar="NAME", help="Make this theme's episode only."
)
@option.choice(
    "--recall",
    "question",
    "full",
    "none",
    help="What is heard before an answer, by speaker and by theme, of what it answers.",
)
@option.flag("--strict", help="Make nothing while there are doubts.")
@option.path("--cover", help="Cover picture (JPEG or PNG), instead of the one that is made.")
@option.flag("--no-page", help="Make no web page that plays and shows the debate.")
@option.flag("--no-captions", help="Make no captions (WebVTT) and no transcript.")
@option.flag("--no-chapters", help="Make no chapters file (the MP3 has them).")
@option.flag("--book", help="Make a talking book as well (EPUB 3: text and sound in one file).")
@option.flag("--daisy", help="Make a DAISY 2.02 book as well, for libraries and DAISY players.")
@option.voices
@option.engine
@click.option(
    "--device",
    type=click.Choice(["cpu", "gpu"]),
    envvar="PODCAST_DEVICE",
    help="What natural voices are computed on, where onnxruntime can use a graphics card."
    "  [default: cpu]",
)
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
@option.flag("--no-cache", help="Make everything again, and keep nothing for the next time.")
@option.path("--source", help="The transcript of a plan, if it was moved or lies elsewhere.")
@option.flag("-q", "--quiet", help="Show nothing but errors and the file's path.")
@option.flag("--dry-run", help="Show what would be made, and make nothing.")
@click.pass_context
def build(
    context: click.Context,
    /,
    transcripts: tuple[Path, ...],
    no_page: bool,
    no_captions: bool,
    no_chapters: bool,
    book: bool,
    daisy: bool,
    device: str | None,
    jobs: int | None,
    cluster: str | None,
    no_cache: bool,
    quiet: bool,
    dry_run: bool,
    **asked: Any,  # each the field of `BuildOptions` that has its name
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
    from podcast.building.model import BuildOptions
    from podcast.processes.worker import give_back_large_blocks, processors
    from podcast.publishing.model import SidecarChoice
    from podcast.store.cache import open_cache
    from podcast.store.run_folder import remove_left_folders

    _check(transcripts, {f"--{name}": asked[name] for name in ("name", "title", "date", "source")})
    given = option.is_given(context, "output")
    sidecars = SidecarChoice(not no_page, not no_captions, not no_chapters, book, daisy)
    options = BuildOptions(output_given=given, sidecars=sidecars, **asked)
    if len(transcripts) > 1:
        _check_places(transcripts, options)
    if dry_run:
        for transcript in transcripts:
            _show_plan(transcript, options)
        return
    if device:
        os.environ["PODCAST_DEVICE"] = device  # for this process and its workers
    give_back_large_blocks()
    cache = None if no_cache else open_cache()
    # Of builds that were killed; where all is made, no `run_folder` is opened that would do it.
    remove_left_folders()
    if cache is not None:
        cache.tidy()
    pool = _pool(cluster, jobs or processors(), cache)
    if len(transcripts) == 1:
        _build_one(transcripts[0], options, cache, pool, quiet=quiet)
    else:
        _build_all(transcripts, options, cache, pool, quiet=quiet)


@contextmanager
def _pool(address: str | None, jobs: int, cache: Cache | None) -> Iterator[RenderPool]:
    """The workers; nothing of them is imported before they are wanted."""
    if address is None:
        from podcast.rendering.pool import local_pool

        with local_pool(jobs, cache) as pool:
            yield pool
        return
    from podcast.rendering.cluster import cluster_pool

    with cluster_pool(address, jobs, cache) as pool:
        yield pool


def _check(transcripts: tuple[Path, ...], of_one: dict[str, object]) -> None:
    """Refuse a wrong date, and options that are `of_one` transcript where there are several."""
    date = of_one["--date"]
    if date is not None:
        from podcast.reading.dates import iso_date

        if iso_date(str(date)) is None:
            raise click.BadParameter(
                "write it as year-month-day (2024-05-28), year-month or year, or in words"
                " (28 mai 2024).",
                param_hint="--date",
            )
    if len(transcripts) == 1:
        return
    for option_name, value in of_one.items():
        if value is not None:
            raise click.UsageError(f"{option_name} is of one transcript; build them one by one.")
    if Path("-") in transcripts:
        raise click.UsageError("Standard input can only be built alone.")


def _check_places(transcripts: tuple[Path, ...], options: BuildOptions) -> None:
    from podcast.building.places import same_place

    same = same_place(transcripts, options)
    if same is not None:
        raise click.UsageError(
            f"{same[0]} and {same[1]} would be made in the same place; rename one of them, or build"
            " them one by one with -o."
        )


def _show_plan(transcript: Path, options: BuildOptions) -> None:
    from podcast.building.decide import decide
    from podcast.cli.build_report import show_plans

    planned = decide(transcript, options)
    _show_cast(planned.album.whole)
    show_plans(planned)
    _show_notes(planned)


def _build_one(
    transcript: Path,
    options: BuildOptions,
    cache: Cache | None,
    pool: AbstractContextManager[RenderPool],
    *,
    quiet: bool,
) -> None:
    from podcast.building.build import build_one
    from podcast.cli.build_report import show_summary

    outcome = build_one(transcript, options, cache, pool, _watcher(quiet))
    if outcome.result is None:
        _show_unchanged(outcome, quiet=quiet)
    elif quiet:
        for path in outcome.paths:
            click.echo(path)
    else:
        show_summary(outcome.result)
        _show_notes(outcome.result.planned)
        for note in outcome.result.notes:
            click.echo(f"Note: {plain(note)}.")
        _show_how_to_get_natural_voices(outcome.result.planned.album.whole, options)


def _watcher(quiet: bool) -> BuildWatcher:
    """Shows the cast, and the progress in a bar, unless `quiet`."""
    from podcast.building.build import BuildWatcher

    class Shown(BuildWatcher):
        listens = not quiet

        def decided(self, planned: BuildPlan) -> None:
            if not quiet:
                _show_cast(planned.album.whole)

        def waiting(self, sentence: str) -> None:
            if not quiet:
                click.echo(plain(sentence), err=True)

        @contextmanager
        def making(self, planned: BuildPlan) -> Iterator[Progress | None]:
            length = sum(made.estimated_length for made in planned.productions)
            with Bar("Making", length / 1000, quiet=quiet).running() as self._bar:
                yield self._bar

        def first_chapter(self, path: Path) -> None:
            if self._bar.seconds_left() > _WORTH_HEARING:
                with self._bar.hidden():
                    click.echo(f"The first chapter can be heard meanwhile: {path}", err=True)

    return Shown()


def _show_unchanged(outcome: BuildOutcome, *, quiet: bool) -> None:
    first = "Nothing has changed since this was made (--no-cache makes it again):"
    paths = outcome.paths
    for path in paths if quiet else [f"{first} {paths[0]}", *paths[1:]]:
        click.echo(path)


def _build_all(
    transcripts: tuple[Path, ...],
    options: BuildOptions,
    cache: Cache | None,
    pool: AbstractContextManager[RenderPool],
    *,
    quiet: bool,
) -> None:
    """Build each, whatever becomes of the others; then show what was made and what was not."""
    from podcast.building.many import build_many, made_first

    made = made_first(cache, transcripts, options)
    rest = transcripts[len(made) :]
    bar = Bar(f"Making {len(rest)}", quiet=quiet)

    def waiting(sentence: str) -> None:
        if not quiet:
            with bar.hidden():
                click.echo(plain(sentence), err=True)

    rows: list[list[str]] = []
    notes: list[str] = []
    failed = known = 0
    lost: ClusterError | None = None
    with ExitStack() as ending:
        outcomes: Iterable[ManyOutcome] = ()
        if rest:
            workers = ending.enter_context(pool)
            ending.enter_context(bar.running())
            building = build_many(rest, options, workers, progress=bar, waiting=waiting)
            # Closed whatever happens: builds under way end in order, and leave nothing.
            outcomes = ending.enter_context(closing(building))
        try:
            for number, one in enumerate(chain(made, outcomes), start=1):
                about = f"{number}/{len(transcripts)} {one.transcript}"
                known += bool(one.paths) and one.made is None
                rows += _rows(one)
                notes += _sentences(one)
                with bar.hidden():
                    if one.error is not None:
                        failed += 1
                        sentence = _error_of_one(one.error)
                        click.echo(f"{plain(about)}: {plain_lines(sentence)}", err=True)
                    elif quiet:
                        for path in one.paths:
                            click.echo(path)
                    else:
                        paths = ", ".join(map(str, one.paths))
                        click.echo(f"{plain(about)}: {paths}")
        except ClusterError as error:
            lost = error
    if not quiet:
        click.echo()
        show_table(("Transcript", "Made", "Length", "Note"), rows, right=(2,))
        show_notes(notes)
        if known:
            click.echo(f"{known} of {len(transcripts)} were made before, and are as they were.")
    if lost is not None:
        raise lost
    if failed:
        raise PodcastError(
            f"{failed} of {len(transcripts)} could not be made; the others are whole."
            " Mend them and run the same command again: what is made is not made again."
        )


def _error_of_one(error: Exception) -> str:
    if isinstance(error, PodcastError):
        return str(error)
    if isinstance(error, BrokenPipeError) or errors_are_raised():
        raise error
    return error_sentence(error)


def _rows(one: ManyOutcome) -> list[list[str]]:
    transcript = str(one.transcript)
    if one.error is not None:
        return [[transcript, "not made", "", _error_of_one(one.error)]]
    if one.made is None:
        return [[transcript, str(path), "", "nothing has changed"] for path in one.paths]
    short = "; ".join(note for note in one.made.notes if not note[0].isupper())
    return [
        [transcript, str(path), long_clock(length), "" if place else short]
        for place, (path, length) in enumerate(one.made.episodes)
    ]


def _sentences(one: ManyOutcome) -> list[str]:
    """The notes of a debate that are too long for a table."""
    notes = one.made.notes if one.made is not None and one.error is None else ()
    return [f"{one.transcript.name}: {note}" for note in notes if note[0].isupper()]


def _show_cast(production: Production) -> None:
    rows = [["(narrator)", production.cast.narrator.name, production.cast.narrator.description]]
    rows += [
        [part.speaker, part.voice.name, part.voice.description] for part in production.cast.parts
    ]
    show_title(production.plan.title)
    show_table(("Speaker", "Voice", "Sounds"), rows)
    click.echo()


def _show_notes(planned: BuildPlan) -> None:
    show_notes(planned.album.whole.warnings)
    doubts = planned.work.debate.doubts
    if doubts:
        count = "One doubt" if len(doubts) == 1 else f"{len(doubts)} doubts"
        click.echo(f"{count} about who speaks; `podcast inspect` tells them one by one.")
    show_notes(planned.work.notes)


def _show_how_to_get_natural_voices(production: Production, options: BuildOptions) -> None:
    """How to get voices like people's, where nobody chose others and they are not here."""
    from podcast.casting.engines import natural_voices_are_missing

    spoken = production.cast.narrator.engine
    if options.engine is None and natural_voices_are_missing(production.debate.language, spoken):
        click.echo(
            "Voices like people's, offline too: pip install 'debate-podcast[natural]'"
            " (docs/natural-voices.md)."
        )

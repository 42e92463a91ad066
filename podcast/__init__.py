"""Turns the transcript of a debate into a podcast: a voice for every speaker, entirely offline.

The public API, documented with examples in docs/api.md:

- `read(path)`: the `Debate` that a transcript holds;
- `script(debate)`: what an episode says, line by line;
- `say(text, language)`: the words and phonemes that are said for a text;
- `build(path, folder)`: finished episodes;
- `check(path)`: an independent look at what was made.

Whatever a user can mend is raised as a `PodcastError`. Nothing is imported before it is needed.
"""

from __future__ import annotations

# Not from typing, which imports much: the command is not ready for Ctrl-C before this is read.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from podcast.building.model import BuildOptions, EpisodeFile
    from podcast.checking import Finding, Report, Severity
    from podcast.errors import (
        ClusterError,
        EngineError,
        OutputError,
        PodcastError,
        SpeechError,
        TranscriptError,
        VoiceError,
        WorkerError,
    )
    from podcast.model import (
        Debate,
        Direction,
        Doubt,
        Heading,
        LeftOut,
        Paragraph,
        Speaker,
        Turn,
    )
    from podcast.scripting.saying import Saying
    from podcast.scripting.script import Line, Script, ScriptChapter
    from podcast.wording.spoken import SpokenText

__all__ = [
    "BuildOptions",
    "ClusterError",
    "Debate",
    "Direction",
    "Doubt",
    "EngineError",
    "EpisodeFile",
    "Finding",
    "Heading",
    "LeftOut",
    "Line",
    "OutputError",
    "Paragraph",
    "PodcastError",
    "Report",
    "Saying",
    "Script",
    "ScriptChapter",
    "Severity",
    "Speaker",
    "SpeechError",
    "SpokenText",
    "TranscriptError",
    "Turn",
    "VoiceError",
    "WorkerError",
    "build",
    "check",
    "read",
    "say",
    "script",
]

_HOMES = {
    "podcast.building.model": ("BuildOptions", "EpisodeFile"),
    "podcast.checking": ("Finding", "Report", "Severity"),
    "podcast.errors": (
        "ClusterError", "EngineError", "OutputError", "PodcastError", "SpeechError",
        "TranscriptError", "VoiceError", "WorkerError",
    ),
    "podcast.model": (
        "Debate", "Direction", "Doubt", "Heading", "LeftOut", "Paragraph", "Speaker", "Turn",
    ),
    "podcast.scripting.saying": ("Saying",),
    "podcast.scripting.script": ("Line", "Script", "ScriptChapter"),
    "podcast.wording.spoken": ("SpokenText",),
}  # fmt: skip
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Import a public type when it is first asked for (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(_HOME[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def read(path: str | Path, *, language: str | None = None, title: str | None = None) -> Debate:
    """Return the debate whose transcript is the file `path`, in any format that is read.

    `language` (ISO 639-1) and `title` replace what the transcript says. Raises `TranscriptError`
    where the file cannot be read or nobody speaks in it.
    """
    from pathlib import Path

    from podcast.reading import read_debate

    return read_debate(Path(path), language=language, title=title)


def script(debate: Debate, options: BuildOptions | None = None) -> Script:
    """Return the script of the whole debate: its chapters, and the lines that are said in them.

    Raises `VoiceError` where there are no voices for the debate's language.
    """
    from podcast.building.decide import prepare_album
    from podcast.building.model import BuildOptions

    return prepare_album(debate, options or BuildOptions()).whole.script


def say(text: str, language: str = "fr") -> Saying:
    """Return the words that are said for a paragraph, and the phonemes that the narrator's voice
    says for them.

    Raises `VoiceError` where there are no voices for the language, `EngineError` where the engine
    of the narrator's voice cannot be asked.
    """
    from podcast.scripting.saying import sayings

    return sayings([("", text)], language)[0]


def build(
    path: str | Path,
    folder: str | Path = "episodes",
    *,
    by: str | Sequence[str] = (),
    speaker: str | Sequence[str] = (),
    theme: str | Sequence[str] = (),
    speed: float = 1.0,
    engine: str | None = None,
    progress: Callable[[float, float], None] | None = None,
    jobs: int | None = None,
    cache: bool = True,
    options: BuildOptions | None = None,
) -> tuple[EpisodeFile, ...]:
    """Make episodes of the transcript or the plan `path`, in a folder of its own in `folder`, and
    return them.

    `by` names kinds of episodes ("whole", "speaker", "theme"), `speaker` and `theme` single ones;
    without any, the whole debate is made. `speed` is from 0.5 to 3. `engine` speaks, instead of
    the usual one. `progress` is called with what is done and what there is to do. `jobs` processes
    work at once, None for one a processor. With `cache`, what was made before is not made again.
    Everything else is in `options`, in which the arguments above replace what they say.

    Raises a `PodcastError` for all that can be mended; nothing unfinished stays.
    """
    from dataclasses import replace
    from pathlib import Path

    from podcast.building.build import build_files
    from podcast.building.model import BuildOptions

    chosen = replace(
        options or BuildOptions(),
        output=Path(folder),
        output_given=True,
        by=_names(by),
        speakers=_names(speaker),
        themes=_names(theme),
        speed=speed,
        engine=engine,
    )
    return build_files(Path(path), chosen, jobs=jobs, cached=cache, progress=progress)


def check(path: str | Path, *, quick: bool = False) -> Report:
    """Return what is wrong with an MP3 and its sidecars, or with all in a folder, looked at as
    players, browsers and directories will; `quick` does not decode the sound.

    Raises `PodcastError` where there is nothing to look at.
    """
    from pathlib import Path

    from podcast.checking import check
    from podcast.processes.worker import processors

    return check(Path(path), sound=not quick, jobs=processors())


def _names(given: str | Sequence[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)

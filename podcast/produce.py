"""The shell that runs the flow, from a debate to a finished file.

```
Debate ─ plan ─ cast ─ script ─┬─▶ speak (workers) ─▶ prepare ─┐
                               └─▶ place (timeline) ◀──────────┤
                                                               ▼
                  <slug>.mp3 ◀─ rename ◀─ tag ◀─ encode ◀─ one stream
```

Sound flows through one line at a time: an episode of six hours takes no more memory than one of
six minutes. The file has a name of its own until it is whole.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from podcast.casting import Cast, make_cast
from podcast.errors import VoiceError
from podcast.files import output_errors, part_file
from podcast.model import Debate
from podcast.narration import LANGUAGES, phrasebook
from podcast.palette import Palette, languages, load_palette
from podcast.planning import EpisodePlan, plan_whole
from podcast.scripting import Announce, Script, estimated_total, write_script
from podcast.speaking.engine import Clip
from podcast.speaking.pool import Utterance, speak_all
from podcast.timecode import Frames, Milliseconds
from podcast.timeline import Placing, Timeline
from podcast.wording import Lexicon, plain
from podcast.wording.lexicon import EMPTY

if TYPE_CHECKING:
    from podcast.publishing.tags import EpisodeTags

Progress = Callable[[int, int], None]
"""Called with what is done and what there is to do, in the same unit."""


@dataclass(frozen=True, slots=True)
class Production:
    """All that is decided before a word is spoken."""

    debate: Debate
    palette: Palette
    plan: EpisodePlan
    cast: Cast
    script: Script

    @property
    def estimated_length(self) -> Milliseconds:
        """About how long the episode will be."""
        return estimated_total(self.script)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What whoever publishes the episode should know."""
        return self.cast.notes


@dataclass(frozen=True, slots=True)
class Episode:
    """A finished episode: where it is, and when everything is heard in it."""

    path: Path
    timeline: Timeline
    size: int


def prepare_production(
    debate: Debate,
    *,
    voices: Path | None = None,
    announce: Announce = Announce.NEEDED,
    directions: bool = False,
    lexicon: Lexicon = EMPTY,
) -> Production:
    """Plan, cast and script the whole of `debate`, with the palettes of the folder `voices`; the
    debate's own `lexicon` comes before the language's.

    Raises `VoiceError` where there is no narrator or no voice for its language.
    """
    known = sorted(set(languages(voices)) & set(LANGUAGES))
    if debate.language not in known:
        raise VoiceError(
            f"The transcript seems to be in the language “{debate.language}”; there are voices"
            f" for {', '.join(known)}. If that is wrong, say which it is with --language."
        )
    palette = _palette(debate.language, voices)
    book = phrasebook(debate.language)
    plan = plan_whole(debate, book)
    cast = make_cast(debate, palette.narrator, palette.voices, palette.distances)
    script = write_script(
        plan, cast, book, announce=announce, directions=directions, lexicon=lexicon
    )
    return Production(debate, palette, plan, cast, script)


def _palette(language: str, voices: Path | None) -> Palette:
    import sys

    palette = load_palette(language, voices)
    if sys.platform.startswith("linux") or palette.narrator.engine != "pyttsx3":
        return palette
    from podcast.palette import platform_palette
    from podcast.speaking.pool import list_voices

    return platform_palette(palette, list_voices("pyttsx3"))


def make_episode(
    production: Production,
    folder: Path,
    name: str,
    *,
    jobs: int,
    cover: bytes | None = None,
    progress: Progress | None = None,
) -> Episode:
    """Make `folder/name.mp3`; an older one stays until the new one is whole.

    Raises `OutputError` where it cannot be written, `SpeechError` for a line that cannot be
    spoken, `EngineError` where the engine is missing. Whatever happens, no part of a file stays.
    """
    target = folder / f"{name}.mp3"
    with output_errors(target), part_file(target) as part:
        timeline, size = _write(production, part, jobs, cover, progress)
    return Episode(target, timeline, size)


def _write(
    production: Production,
    part: Path,
    jobs: int,
    cover: bytes | None,
    progress: Progress | None,
) -> tuple[Timeline, int]:
    from podcast.encoding import encode
    from podcast.mixing import RATE, stream
    from podcast.publishing.cover import make_cover
    from podcast.publishing.tags import write_tags

    if cover is None:
        debate = production.debate
        about = " – ".join(filter(None, (debate.subtitle, debate.date_text)))
        cover = make_cover(production.plan.title, about, len(production.cast.parts))
    placing = Placing(production.script, RATE)
    sound = _sound(production, placing, jobs, progress)
    with contextlib.closing(sound), part.open("w+b") as file:
        encode(stream(sound), file, RATE)
    timeline = placing.timeline()
    write_tags(part, _tags(production, timeline, cover))
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    return timeline, part.stat().st_size


def _sound(
    production: Production, placing: Placing, jobs: int, progress: Progress | None
) -> Generator[Clip | Frames, None, None]:
    """Silences and clips of the whole episode, in order, each line placed as it comes."""
    from podcast.loudness import gain_for
    from podcast.mixing import prepare

    lines = production.script.lines
    voices = list(dict.fromkeys(line.voice for line in lines))
    # First every voice says the sample sentence: its loudness there sets its gain everywhere.
    samples = [Utterance(plain(production.palette.sample), voice) for voice in voices]
    spoken = [Utterance(line.said, line.voice, line.source_line) for line in lines]
    total = sum(len(line.said) for line in lines)
    done = 0
    with contextlib.closing(speak_all([*samples, *spoken], jobs=jobs)) as clips:
        gains = {voice: gain_for(next(clips), timbre=voice.timbre) for voice in voices}
        for line, clip in zip(lines, clips, strict=True):
            ready = prepare(clip, gains[line.voice], timbre=line.voice.timbre)
            placed = placing.place(ready.frames)
            yield placed.silence
            yield ready
            done += len(line.said)
            if progress:
                progress(done, total)
    yield placing.timeline().tail


def _tags(production: Production, timeline: Timeline, cover: bytes) -> EpisodeTags:
    from podcast.publishing.tags import ChapterTag, EpisodeTags
    from podcast.timecode import to_milliseconds

    debate, plan = production.debate, production.plan
    book = phrasebook(debate.language)
    chapters = tuple(
        ChapterTag(
            chapter.title,
            to_milliseconds(chapter.start, timeline.rate),
            to_milliseconds(chapter.end, timeline.rate),
        )
        for chapter in timeline.chapters
    )
    return EpisodeTags(
        title=plan.title,
        artists=tuple(part.speaker for part in production.cast.parts),
        album=debate.subtitle or plan.title,
        date=debate.date,
        language=debate.language,
        comment=book.comment(len(production.cast.parts)),
        length=timeline.length,
        chapters=chapters,
        contents_title=book.contents_title,
        cover=cover,
    )

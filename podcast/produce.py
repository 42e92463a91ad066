"""The shell that runs the flow, from a debate to a finished file.

```
Debate ─ plan ─ cast ─ script ─┬─▶ speak (workers) ─▶ prepare ─┐
                               └─▶ place (timeline) ◀──────────┤
                                                               ▼
                  <slug>.mp3 ◀─ rename ◀─ tag ◀─ encode ◀─ one stream
```

Sound flows through one line at a time: an episode of six hours takes no more memory than one of
six minutes; only a few lines of each voice are kept, to level it by. The file has a name of its own
until it is whole.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from podcast.casting import Cast, make_cast
from podcast.errors import VoiceError
from podcast.files import output_errors, part_file
from podcast.model import Debate
from podcast.narration import LANGUAGES, phrasebook
from podcast.pace import USUAL, Speed, at_speed
from podcast.palette import Palette, languages, load_palette
from podcast.planning import NO_TITLES, EpisodePlan, plan_whole
from podcast.scripting import CHIME, NO_CHIME, Announce, Script, estimated_total, write_script
from podcast.seating import MIDDLE, Pan, seats
from podcast.series import NO_SERIES, SeriesFile, keeping
from podcast.speaking.choice import spoken_palette
from podcast.speaking.engine import Clip
from podcast.speaking.pool import Utterance, speak_all
from podcast.timecode import Frames, Milliseconds
from podcast.timeline import Placing, Timeline
from podcast.wording import Lexicon, plain
from podcast.wording.lexicon import EMPTY

if TYPE_CHECKING:
    from podcast.mixing import Seated
    from podcast.publishing.tags import EpisodeTags
    from podcast.voice import Voice

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
    series_file: SeriesFile = NO_SERIES

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
    speed: Speed = USUAL,
    chime: bool = False,
    lexicon: Lexicon = EMPTY,
    engine: str | None = None,
    titles: Mapping[tuple[int, int], str] = NO_TITLES,
    series_file: SeriesFile = NO_SERIES,
) -> Production:
    """Plan, cast and script the whole of `debate`, with the palettes of the folder `voices`, to
    be spoken at `speed`, with a `chime` before each chapter if asked; the debate's own `lexicon`
    comes before the language's; `engine` speaks where it is not None; `titles` are the chapters
    that a person named, `series_file` gives people who come back their voices.

    Raises `VoiceError` where there is no narrator or no voice for its language, `EngineError`
    where the engine cannot be used.
    """
    known = sorted(set(languages(voices)) & set(LANGUAGES))
    if debate.language not in known:
        raise VoiceError(
            f"The transcript seems to be in the language “{debate.language}”; there are voices"
            f" for {', '.join(known)}. If that is wrong, say which it is with --language."
        )
    palette = spoken_palette(load_palette(debate.language, voices), engine)
    book = phrasebook(debate.language)
    plan = plan_whole(debate, book, titles)
    cast = make_cast(
        debate, palette.narrator, palette.voices, palette.distances, keeping(series_file, debate)
    )
    cast = at_speed(cast, speed)
    script = write_script(
        plan,
        cast,
        book,
        announce=announce,
        directions=directions,
        speed=speed,
        chime=CHIME if chime else NO_CHIME,
        lexicon=lexicon,
    )
    return Production(debate, palette, plan, cast, script, series_file)


def make_episode(
    production: Production,
    folder: Path,
    name: str,
    *,
    jobs: int,
    cover: bytes | None = None,
    stereo: bool = False,
    progress: Progress | None = None,
) -> Episode:
    """Make `folder/name.mp3`; an older one stays until the new one is whole.

    In `stereo`, speakers sit round the table.

    Raises `OutputError` where it cannot be written, `SpeechError` for a line that cannot be
    spoken, `EngineError` where the engine is missing. Whatever happens, no part of a file stays.
    """
    target = folder / f"{name}.mp3"
    with output_errors(target), part_file(target) as part:
        timeline, size = _write(production, part, jobs, cover, stereo, progress)
    return Episode(target, timeline, size)


def _write(
    production: Production,
    part: Path,
    jobs: int,
    cover: bytes | None,
    stereo: bool,
    progress: Progress | None,
) -> tuple[Timeline, int]:
    from podcast.encoding import encode
    from podcast.mixing import RATE, stream
    from podcast.publishing.cover import make_cover
    from podcast.publishing.tags import write_tags
    from podcast.roomtone import with_room_tone

    if cover is None:
        debate = production.debate
        about = " – ".join(filter(None, (debate.subtitle, debate.date_text)))
        cover = make_cover(production.plan.title, about, len(production.cast.parts))
    placing = Placing(production.script, RATE)
    sound = _sound(production, placing, jobs, progress, stereo=stereo)
    channels = 2 if stereo else 1
    with contextlib.closing(sound), part.open("w+b") as file:
        blocks = with_room_tone(stream(sound, channels), RATE, channels)
        encode(blocks, file, RATE, channels)
    timeline = placing.timeline()
    write_tags(part, _tags(production, timeline, cover))
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    return timeline, part.stat().st_size


def _sound(
    production: Production,
    placing: Placing,
    jobs: int,
    progress: Progress | None,
    *,
    stereo: bool,
) -> Generator[Clip | Seated | Frames, None, None]:
    """Silences and clips of the whole episode, in order, each line placed as it comes."""
    from podcast.chime import chime
    from podcast.levelling import gain_of, try_outs
    from podcast.loudness import CEILING
    from podcast.mixing import RATE, Seated, headroom, prepare

    script = production.script
    lines = script.lines
    pans = _pans(production) if stereo else [MIDDLE] * len(lines)
    ceilings: dict[Voice, float] = {}
    for line, pan in zip(lines, pans, strict=True):
        ceiling = CEILING - headroom(pan)
        ceilings[line.voice] = min(ceiling, ceilings.get(line.voice, CEILING))
    tried = try_outs(lines)
    sample = plain(production.palette.sample)
    samples = [Utterance(sample, trying.voice) for trying in tried if not trying.lines]
    early = [number for trying in tried for number in trying.lines]
    late = sorted(set(range(len(lines))) - set(early))
    spoken = [
        Utterance(lines[number].said, lines[number].voice, lines[number].source_line)
        for number in (*early, *late)
    ]
    total = sum(len(line.said) for line in lines)
    done = 0
    with contextlib.closing(speak_all([*samples, *spoken], jobs=jobs)) as clips:
        heard_sample = {utterance.voice: next(clips) for utterance in samples}
        heard = {number: next(clips) for number in early}
        gains = {}
        for voice, numbers in ((trying.voice, trying.lines) for trying in tried):
            own = [heard[number] for number in numbers] or [heard_sample[voice]]
            gains[voice] = gain_of(own, ceilings[voice], script.sentence_pause, voice.timbre)
        for number, (line, pan) in enumerate(zip(lines, pans, strict=True)):
            ready = prepare(
                heard.pop(number) if number in heard else next(clips),
                gains[line.voice],
                timbre=line.voice.timbre,
                ceiling=CEILING - headroom(pan),
                sentence_pause=script.sentence_pause,
            )
            placed = placing.place(ready.frames)
            if placed.chime is None:
                yield placed.silence
            else:
                bell = chime(RATE)
                before = Frames(placed.chime - (placed.start - placed.silence))
                yield from (before, bell, Frames(placed.silence - before - bell.frames))
            yield Seated(ready, pan)
            done += len(line.said)
            if progress:
                progress(done, total)
    yield placing.timeline().tail


def _pans(production: Production) -> list[Pan]:
    """Where each line is heard from: the speaker's seat, the middle for the narrator."""
    seat_of = {seat.speaker: seat.pan for seat in seats(production.debate)}
    speakers = {turn.index: turn.speaker for turn in production.debate.turns}
    return [
        MIDDLE if line.turn is None else seat_of[speakers[line.turn]]
        for line in production.script.lines
    ]


def _tags(production: Production, timeline: Timeline, cover: bytes) -> EpisodeTags:
    from podcast.publishing.tags import ChapterTag, EpisodeTags
    from podcast.timecode import to_milliseconds

    debate, plan, series = production.debate, production.plan, production.series_file
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
        artists=(series.author,)
        if series.author
        else tuple(part.speaker for part in production.cast.parts),
        album=series.title or debate.subtitle or plan.title,
        date=debate.date,
        language=debate.language,
        comment=book.comment(len(production.cast.parts)),
        length=timeline.length,
        chapters=chapters,
        contents_title=book.contents_title,
        cover=cover,
    )

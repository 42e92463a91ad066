"""A voice or a few, a sentence each: to choose voices by ear."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from podcast.audio.clip import Clip
from podcast.casting.palette import Palette
from podcast.errors import PodcastError
from podcast.rendering.timeline import LEAD
from podcast.speaking.pool import Utterance
from podcast.store.files import output_errors, part_file
from podcast.timecode import Frames, Milliseconds, to_frames, to_milliseconds
from podcast.voice import Voice
from podcast.wording.lexicon import EMPTY, Lexicon

_LONGEST = 2_000
_BEFORE, _BETWEEN, _AFTER = Milliseconds(700), Milliseconds(400), Milliseconds(300)
_PLAYERS = (
    ("afplay",),
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
    ("mpv", "--no-video", "--really-quiet"),
    ("mpg123", "-q"),
    ("cvlc", "--play-and-exit", "--quiet"),
)


@dataclass(frozen=True, slots=True)
class Said:
    """Something to hear in an audition: `text` said by `voice`. With a `title`, a chapter starts
    there. The debate's own `lexicon` comes before the language's."""

    voice: Voice
    text: str
    title: str | None = None
    lexicon: Lexicon = EMPTY


def write_samples(sequence: Sequence[Said], path: Path, title: str = "", jobs: int = 1) -> None:
    """Write everything that is said in `sequence`, one after the other, to the MP3 at `path`. All
    voices are equally loud. Where anything has a title, the file has chapters and is called
    `title`.

    Raises `OutputError` where it cannot be written, `SpeechError` where it cannot be said.
    """
    from podcast.audio.encoding import encode
    from podcast.audio.loudness import CEILING
    from podcast.audio.mixing import RATE, gain_of, levelled, stream
    from podcast.audio.take import Take, shape
    from podcast.scripting.script import SENTENCE_PAUSE
    from podcast.speaking.pool import speak_all

    clips = speak_all([_utterance(said) for said in sequence], jobs=jobs)
    takes = [
        shape(clip, timbre=said.voice.timbre, sentence_pause=SENTENCE_PAUSE)
        for said, clip in zip(sequence, clips, strict=True)
    ]
    # A voice is measured on all it says here: its name alone would say little.
    own: dict[Voice, list[Take]] = {}
    for said, take in zip(sequence, takes, strict=True):
        own.setdefault(said.voice, []).append(take)
    gains = {voice: gain_of(heard, CEILING) for voice, heard in own.items()}
    parts: list[Clip | Frames] = []
    starts: list[tuple[str, Frames]] = []
    position = Frames(0)
    for number, (said, take) in enumerate(zip(sequence, takes, strict=True)):
        pause = _BEFORE if said.title or not number else _BETWEEN
        silence = to_frames(pause, RATE)
        if said.title:
            # On a whole second, as in an episode: some players cut chapter times to seconds.
            earliest = position + silence - to_frames(LEAD, RATE) if starts else 0
            start = Frames(-(-earliest // RATE) * RATE)
            starts.append((said.title, start))
            silence = Frames(start + to_frames(LEAD, RATE) - position)
        ready = levelled(take, gains[said.voice])
        parts += [silence, ready]
        position = Frames(position + silence + ready.frames)
    parts.append(to_frames(_AFTER, RATE))
    total = Frames(position + to_frames(_AFTER, RATE))
    with output_errors(path), part_file(path) as part:
        with part.open("w+b") as file:
            encode(stream(parts), file, RATE)
        if starts:
            _write_chapters(part, sequence, title, starts, total)


def _utterance(said: Said) -> Utterance:
    from podcast.wording.spoken_words import words_to_say

    words = words_to_say(said.text, said.voice.language, said.lexicon)
    if not words:
        raise PodcastError("There is nothing to say in the text; give it a few words.")
    if len(words) > _LONGEST:
        raise PodcastError(f"The text is too long for a sample: at most {_LONGEST} characters.")
    return Utterance(words, said.voice)


def _write_chapters(
    path: Path,
    sequence: Sequence[Said],
    title: str,
    starts: Sequence[tuple[str, Frames]],
    total: Frames,
) -> None:
    from podcast.audio.mixing import RATE
    from podcast.narration import LANGUAGES, phrasebook
    from podcast.publishing.cover import make_cover
    from podcast.publishing.tags import ChapterTag, EpisodeTags, write_tags

    language = sequence[0].voice.language
    book = phrasebook(language if language in LANGUAGES else "en")
    voices = tuple(dict.fromkeys(said.voice.name for said in sequence))
    ends = [*(start for _, start in starts[1:]), total]
    chapters = tuple(
        ChapterTag(name, to_milliseconds(start, RATE), to_milliseconds(end, RATE))
        for (name, start), end in zip(starts, ends, strict=True)
    )
    tags = EpisodeTags(
        title=title,
        artists=voices,
        album=title,
        date=None,
        language=language,
        comment="",
        length=to_milliseconds(total, RATE),
        chapters=chapters,
        contents_title=book.contents_title,
        cover=make_cover(title, "", len(voices)),
    )
    write_tags(path, tags)


def comparison(voices: Sequence[Voice], text: str) -> tuple[Said, ...]:
    """`text` said by each of `voices`, in turn."""
    return tuple(Said(voice, text) for voice in voices)


def sheet(palette: Palette) -> tuple[Said, ...]:
    """Each voice of `palette`, the narrator's first: its name, then the sample sentence."""
    said: list[Said] = []
    for voice in (palette.narrator, *palette.voices):
        said += [Said(voice, f"{voice.name}.", voice.name), Said(voice, palette.sample)]
    return tuple(said)


def _can_be_heard() -> bool:
    """Whether there is a sound card, or a server of sounds; players wait for ever where there is
    none. Told on Linux alone."""
    if sys.platform != "linux" or os.environ.get("PULSE_SERVER"):
        return True
    session = Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere"))
    if (session / "pulse" / "native").exists() or (session / "pipewire-0").exists():
        return True
    cards = Path("/proc/asound/cards")
    return cards.exists() and "no soundcards" not in cards.read_text(errors="replace")


def play_file(path: Path) -> None:
    """Play an MP3 with what the system has; `PodcastError` where it has nothing to play it with,
    or no sound."""
    if not _can_be_heard():
        raise PodcastError(f"This machine has no sound card; {path} is written, play it elsewhere.")
    if sys.platform == "win32":
        os.startfile(path)
        return
    for player in _PLAYERS:
        if shutil.which(player[0]):
            if subprocess.run([*player, str(path)], check=False).returncode:
                raise PodcastError(f"{player[0]} could not play it; open {path} with another one.")
            return
    raise PodcastError(f"No player was found on this machine; open {path} with your own.")

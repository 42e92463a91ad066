"""What is known of the files that others refer to: each is looked at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from podcast.checking.captions import Cue, check_captions
from podcast.checking.finding import Finding
from podcast.checking.id3 import Tag, read_tag
from podcast.checking.mpeg import Stream, walk
from podcast.checking.opening import UnreadableError, opened, read
from podcast.checking.podcasting import Segment, check_transcript


@dataclass(frozen=True, slots=True)
class Audio:
    """An MP3: its tag, its stream (None where it holds no sound), its size in bytes, and what is
    wrong with how they are written."""

    tag: Tag
    stream: Stream | None
    size: int
    findings: tuple[Finding, ...]

    @property
    def length(self) -> float | None:
        """Milliseconds."""
        return self.stream.length if self.stream else None


def read_audio(path: Path) -> Audio:
    """Return the MP3 at `path`, tag and frames; raise `UnreadableError`."""
    with opened(path) as file:
        try:
            size = file.seek(0, 2)
            tag, findings = read_tag(file)
            end = size
            if size - tag.size >= 128:
                file.seek(size - 128)
                end -= 128 if file.read(3) == b"TAG" else 0  # an ID3v1 tag is no sound
            stream, others = walk(file, min(tag.size, end), end)
        except OSError as error:
            raise UnreadableError(f"It cannot be read ({error.strerror or error}).") from error
    return Audio(tag, stream, size, (*findings, *others))


def slug(path: Path) -> str:
    """Return what an episode's files are called before their endings."""
    for ending in (".transcript.json", ".chapters.json", ".daisy.zip"):
        if path.name.endswith(ending):
            return path.name.removesuffix(ending)
    return path.stem


class Facts:
    """Remembers what was found, for the files that refer to others."""

    def __init__(self) -> None:
        self._audio: dict[Path, Audio | None] = {}

    def audio(self, path: Path) -> Audio | None:
        """Return the MP3 at `path`; None where there is none that can be read."""
        if path not in self._audio:
            try:
                self._audio[path] = read_audio(path) if path.exists() else None
            except (UnreadableError, OSError):
                self._audio[path] = None
        return self._audio[path]

    def foreign(self, path: Path) -> bool:
        """Return whether the MP3 at `path` is whole, and of another program: with a tag that names
        neither our kind nor chapters, and nothing of ours beside it."""
        audio = self.audio(path)
        if audio is None or audio.stream is None or audio.tag.chapters:
            return False
        genre = audio.tag.texts.get("TCON", "").strip()
        sidecars = (path.with_name(f"{path.stem}{end}") for end in (".vtt", ".chapters.json"))
        return genre != "Podcast" and not any(file.exists() for file in sidecars)

    def audio_of(self, path: Path) -> Audio | None:
        """Return the MP3 that the file at `path` belongs to."""
        return self.audio(path.with_name(f"{slug(path)}.mp3"))

    def cues(self, path: Path) -> tuple[Cue, ...] | None:
        """Return the captions beside the file at `path`, None where there are none."""
        data = _sidecar(path, ".vtt")
        return None if data is None else check_captions(data, None)[1]

    def segments(self, path: Path) -> tuple[Segment, ...] | None:
        """Return the transcript beside the file at `path`, None where there is none."""
        data = _sidecar(path, ".transcript.json")
        return None if data is None else check_transcript(data, None, None)[1]


def _sidecar(path: Path, ending: str) -> bytes | None:
    file = path.with_name(f"{slug(path)}{ending}")
    try:
        return read(file) if file.exists() else None
    except (UnreadableError, OSError):
        return None

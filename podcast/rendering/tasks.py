"""The tasks of a worker: the same job gives the same bytes, whichever worker does it."""

from __future__ import annotations

from podcast.audio.background import add_tone, chime
from podcast.audio.clip import MIDDLE, SentenceTime
from podcast.audio.encoding import LEAD_IN, encode_chunk
from podcast.audio.mixing import RATE, PannedClip, gain_of, levelled, stream
from podcast.audio.mpeg import FRAME, next_frame
from podcast.rendering.jobs import ChunkJob, GainJob, MeasuredGain, RenderedChunk, TakeFolders
from podcast.rendering.takes import take_maker
from podcast.timecode import Frames


def measure_gain(job: GainJob, folders: TakeFolders) -> MeasuredGain:
    """Return the gain of a voice. Raises `SpeechError`, `EngineError`."""
    maker = take_maker(folders)
    before = maker.spoken
    gain = gain_of([maker.take(take) for take in job.takes], job.ceiling)
    return MeasuredGain(gain, maker.spoken - before)


def render_chunk(job: ChunkJob, folders: TakeFolders) -> RenderedChunk:
    """Speak, mix and encode a part of an episode. Raises `SpeechError`, `EngineError`."""
    maker = take_maker(folders)
    before = maker.spoken
    sound = _Sound(job.channels)
    sound.add_silence(job.opening)
    if job.after_chime is not None:
        sound.add(PannedClip(chime(RATE), MIDDLE))
        sound.add_silence(job.after_chime)
    lengths: list[Frames] = []
    sentences: list[tuple[SentenceTime, ...]] = []
    for number, line in enumerate(job.lines):
        if number:
            sound.add_silence(line.pause)
        clip = levelled(maker.take(line.take), line.gain, ceiling=line.ceiling)
        sound.add(PannedClip(clip, line.pan))
        lengths.append(clip.frames)
        sentences.append(clip.sentences)
    end, following = _end(job, sound.frames)
    sound.add_silence(Frames(end - sound.frames))
    add_tone(sound.pcm, RATE, job.channels, following)
    mp3 = encode_chunk(sound.pcm, RATE, job.channels, last=following is None)
    spoken = maker.spoken - before
    return RenderedChunk(mp3, tuple(lengths), tuple(sentences), end, following, spoken)


class _Sound:
    """16-bit PCM that grows."""

    def __init__(self, channels: int) -> None:
        self._channels = channels
        self.pcm = bytearray()

    @property
    def frames(self) -> Frames:
        return Frames(len(self.pcm) // (2 * self._channels))

    def add_silence(self, frames: Frames) -> None:
        self.pcm += bytes(2 * self._channels * frames)

    def add(self, clip: PannedClip) -> None:
        for block in stream([clip], self._channels):
            self.pcm += block


def render_silence(frames: Frames, following: Frames, channels: int) -> bytes:
    """Return the MPEG frames of a chunk in which nothing is heard but the room tone."""
    pcm = bytearray(2 * channels * frames)
    add_tone(pcm, RATE, channels, following)
    return encode_chunk(pcm, RATE, channels, last=False)


def _end(job: ChunkJob, position: Frames) -> tuple[Frames, Frames | None]:
    """Return where a chunk ends whose last line ends at `position`, and where the next begins."""
    if job.tail is not None:
        return Frames(position + job.tail), None
    if job.next_pause is not None:
        sound = next_frame(position + job.next_pause)
        return sound, Frames(sound - LEAD_IN)
    # The next chapter starts on a whole second, whenever this one ends: a chunk of silence, of any
    # length, fills the gap, so this chunk does not depend on where in the episode it is.
    following = Frames(next_frame(position) + FRAME)
    return Frames(following + LEAD_IN), following

"""The tasks of a worker: the same job gives the same bytes, whichever worker does it."""

from __future__ import annotations

from podcast.audio.background import add_tone, chime
from podcast.audio.clip import MIDDLE, SentenceTime
from podcast.audio.encoding import encode_chunk, lead_in
from podcast.audio.mixing import PannedClip, gain_of, levelled, stream
from podcast.audio.mpeg import frame_length, next_frame
from podcast.rendering.jobs import ChunkJob, GainJob, MeasuredGain, RenderedChunk, TakeFolders
from podcast.rendering.takes import take_maker
from podcast.timecode import Frames, Hertz


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
        sound.add(PannedClip(chime(job.rate), MIDDLE))
        sound.add_silence(job.after_chime)
    lengths: list[Frames] = []
    sentences: list[tuple[SentenceTime, ...]] = []
    for number, line in enumerate(job.lines):
        if number:
            sound.add_silence(line.pause)
        clip = levelled(maker.take(line.take), line.gain, job.rate, ceiling=line.ceiling)
        sound.add(PannedClip(clip, line.pan))
        lengths.append(clip.frames)
        sentences.append(clip.sentences)
    end, following = _end(job, sound.frames)
    sound.add_silence(Frames(end - sound.frames))
    add_tone(sound.pcm, job.rate, job.channels, following)
    mp3 = encode_chunk(sound.pcm, job.rate, job.channels, last=following is None)
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


def render_silence(frames: Frames, following: Frames, rate: Hertz, channels: int) -> bytes:
    """Return the MPEG frames of a chunk in which nothing is heard but the room tone."""
    pcm = bytearray(2 * channels * frames)
    add_tone(pcm, rate, channels, following)
    return encode_chunk(pcm, rate, channels, last=False)


def _end(job: ChunkJob, position: Frames) -> tuple[Frames, Frames | None]:
    """Return where a chunk ends whose last line ends at `position`, and where the next begins."""
    if job.tail is not None:
        return Frames(position + job.tail), None
    if job.next_pause is not None:
        sound = next_frame(position + job.next_pause, job.rate)
        return sound, Frames(sound - lead_in(job.rate))
    # The next chapter starts on a whole second, whenever this one ends: a chunk of silence, of any
    # length, fills the gap, so this chunk does not depend on where in the episode it is.
    following = Frames(next_frame(position, job.rate) + frame_length(job.rate))
    return Frames(following + lead_in(job.rate)), following

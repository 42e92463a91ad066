"""What a working process does; the same order gives the same bytes, whoever does it."""

from __future__ import annotations

from podcast.audio.background import add_tone, chime
from podcast.audio.clip import MIDDLE, SentenceTime
from podcast.audio.encoding import encode_chunk
from podcast.audio.levels import gain_of
from podcast.audio.mixing import RATE, Seated, levelled, stream
from podcast.audio.mpeg import FRAME
from podcast.rendering.desk import desk_for
from podcast.rendering.orders import ChunkOrder, LevelOrder, MadeChunk, MadeLevel, Stores
from podcast.rendering.overlap import LEAD_IN
from podcast.timecode import Frames


def tell_level(order: LevelOrder, stores: Stores) -> MadeLevel:
    """The gain of a voice. Raises `SpeechError`, `EngineError`."""
    desk = desk_for(stores)
    before = desk.spoken
    gain = gain_of([desk.take(sound) for sound in order.sounds], order.ceiling)
    return MadeLevel(gain, desk.spoken - before)


def make_chunk(order: ChunkOrder, stores: Stores) -> MadeChunk:
    """A part of an episode, spoken, mixed and encoded. Raises `SpeechError`, `EngineError`."""
    desk = desk_for(stores)
    before = desk.spoken
    sound = _Sound(order.channels)
    sound.be_silent_for(order.opening)
    if order.after_chime is not None:
        sound.play(Seated(chime(RATE), MIDDLE))
        sound.be_silent_for(order.after_chime)
    lengths: list[Frames] = []
    sentences: list[tuple[SentenceTime, ...]] = []
    for number, line in enumerate(order.lines):
        if number:
            sound.be_silent_for(line.pause)
        clip = levelled(desk.take(line.sound), line.gain, ceiling=line.ceiling)
        sound.play(Seated(clip, line.pan))
        lengths.append(clip.frames)
        sentences.append(clip.sentences)
    end, following = _end(order, sound.frames)
    sound.be_silent_for(Frames(end - sound.frames))
    add_tone(sound.pcm, RATE, order.channels, following)
    mp3 = encode_chunk(sound.pcm, RATE, order.channels, last=following is None)
    return MadeChunk(mp3, tuple(lengths), tuple(sentences), end, following, desk.spoken - before)


class _Sound:
    """16-bit PCM that grows."""

    def __init__(self, channels: int) -> None:
        self._channels = channels
        self.pcm = bytearray()

    @property
    def frames(self) -> Frames:
        return Frames(len(self.pcm) // (2 * self._channels))

    def be_silent_for(self, frames: Frames) -> None:
        self.pcm += bytes(2 * self._channels * frames)

    def play(self, seated: Seated) -> None:
        for block in stream([seated], self._channels):
            self.pcm += block


def silence(frames: Frames, following: Frames, channels: int) -> bytes:
    """The MPEG frames of a chunk in which nothing is heard but the room."""
    pcm = bytearray(2 * channels * frames)
    add_tone(pcm, RATE, channels, following)
    return encode_chunk(pcm, RATE, channels, last=False)


def _end(order: ChunkOrder, position: Frames) -> tuple[Frames, Frames | None]:
    """Where a chunk ends whose last line ends at `position`, and where the next one begins."""
    if order.tail is not None:
        return Frames(position + order.tail), None
    if order.next_pause is not None:
        sound = on_grid(Frames(position + order.next_pause))
        return sound, Frames(sound - LEAD_IN)
    # The next chapter is on a whole second, whenever this one ends: a chunk of nothing, of any
    # length, takes that up, so that this one need not know.
    following = Frames(on_grid(position) + FRAME)
    return Frames(following + LEAD_IN), following


def on_grid(position: Frames) -> Frames:
    """The next frame from `position` on at which one of the encoder's begins."""
    return Frames(-(-position // FRAME) * FRAME)

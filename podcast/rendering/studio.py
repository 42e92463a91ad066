"""The episodes of a run under way: orders out, chunks back in their order, everything placed.

All episodes share a studio: each voice has one gain, told from what it says in the whole debate, so
that a line sounds the same in all of them.
"""

from __future__ import annotations

import math
import struct
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterator, Sequence, Set
from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import TYPE_CHECKING, Any, TypeVar

from podcast.audio.clip import MIDDLE, Pan
from podcast.audio.loudness import CEILING
from podcast.audio.mixing import RATE, headroom
from podcast.audio.mpeg import FRAME
from podcast.casting.seats import seats
from podcast.model import Debate
from podcast.rendering.cutting import Cut, cuts
from podcast.rendering.desk import TAKES
from podcast.rendering.kept import pack_chunk, unpack_chunk
from podcast.rendering.keys import Identities, chunk_name, gain_name, silence_name, take_name
from podcast.rendering.levels import try_outs
from podcast.rendering.orders import (
    ChunkOrder,
    LevelOrder,
    MadeChunk,
    Placed,
    Sound,
    Stores,
)
from podcast.rendering.overlap import LEAD_IN, WARM_UP
from podcast.rendering.progress import Progress, Work
from podcast.rendering.tasks import make_chunk, on_grid, silence, tell_level
from podcast.rendering.timeline import LEAD, TAIL, Placing
from podcast.scripting.script import AFTER_CHIME, Line, Script
from podcast.speaking.pool import Utterance
from podcast.timecode import Frames, to_frames
from podcast.wording import verbatim

if TYPE_CHECKING:
    from podcast.audio.encoding import EncodedChunk
    from podcast.rendering.crew import Crew
    from podcast.voice import Voice

T = TypeVar("T")

GAINS, CHUNKS = "gains", "chunks"
"""Their kinds in the cache."""

_AHEAD = 3  # chunks for each process that are under way or wait to be taken: bounds the memory
_GAIN = struct.Struct("<d")


class Studio:
    """Where the `scripts` of a run are made, one after the other, in this order.

    `whole` is the script of the whole debate, by which voices are levelled; `sample` a sentence for
    voices that hardly speak. In `stereo`, speakers sit round the table. The `crew` does it, and
    keeps what it made.
    """

    def __init__(
        self,
        debate: Debate,
        whole: Script,
        scripts: Sequence[Script],
        sample: str,
        crew: Crew,
        *,
        stereo: bool = False,
        progress: Progress | None = None,
    ) -> None:
        self._whole, self._scripts = whole, scripts
        self._sample = verbatim(sample)
        self._channels = 2 if stereo else 1
        self._pans = _pans(debate) if stereo else {}
        self._crew, self._cache = crew, crew.cache
        self._identities = Identities()
        self._progress = progress
        self._gains: dict[Voice, float] = {}
        self._again: frozenset[str] = frozenset()
        self._names: dict[tuple[object, ...], Sound] = {}
        self._chunks = self._made()
        self._work = Work(progress, self._is_kept)
        self._expected: set[str | None] = set()  # names of chunks that are to be made
        self._under_way: dict[Future[MadeChunk], tuple[str | None, list[Sound]]] = {}
        self.spoken = 0
        """How many lines were spoken so far; none is spoken twice."""

    def close(self) -> None:
        """Wait for nothing more; tasks that have not begun are given up."""
        self._chunks.close()

    def encoded(self, script: Script, placing: Placing) -> Iterator[EncodedChunk]:
        """The chunks of the next of the scripts, in order, each line placed as it comes."""
        from podcast.audio.encoding import EncodedChunk

        rest: Frames | None = None  # where silence begins, after a chapter
        for cut in cuts(script, RATE):
            order, made = next(self._chunks)
            sound: Frames | None = None
            for length, sentences in zip(made.lengths, made.sentences, strict=True):
                placed = placing.place(length, sentences)
                if sound is None:
                    sound = placed.start if placed.chime is None else placed.chime
            assert sound is not None
            start = Frames(sound - order.opening)
            if rest is not None:
                length = Frames(start - rest + LEAD_IN)
                between = self._silence(length, Frames(start - rest))
                yield EncodedChunk(rest // FRAME, WARM_UP, between, Frames(rest + length))
            end = Frames(start + made.end)
            yield EncodedChunk(start // FRAME, WARM_UP if start else 0, made.mp3, end)
            rest = None
            if cut.closes_chapter and made.following is not None:
                rest = Frames(start + made.following)

    def _silence(self, length: Frames, following: Frames) -> bytes:
        name = silence_name(length, following, self._channels)
        kept = self._kept(CHUNKS, name, bytes)
        if kept is None:
            kept = silence(length, following, self._channels)
            self._keep(CHUNKS, name, kept)
        return kept

    # --- orders ----------------------------------------------------------------------------------

    def _sound(self, said: Utterance) -> Sound:
        key = (said.said, said.voice)
        known = self._names.get(key)
        if known is None:
            pause = self._whole.sentence_pause
            identity = self._identities.of(said.voice)
            name = take_name(said, pause, identity)
            lasting = identity is not None and self._cache is not None
            known = Sound(said, pause, name, lasting, name in self._again)
            self._names[key] = known
        return known

    @staticmethod
    def _utterance(line: Line) -> Utterance:
        return Utterance(line.said, line.voice, line.source_line)

    def _pan(self, line: Line) -> Pan:
        """Where a line is heard from: the speaker's seat, the middle for the narrator."""
        return MIDDLE if line.turn is None else self._pans.get(line.turn, MIDDLE)

    def _level_orders(self) -> dict[Voice, LevelOrder]:
        """For each voice that is heard; the narrator is heard in the whole debate, and so is
        whoever speaks in a part of it."""
        lines = self._whole.lines
        ceilings: dict[Voice, float] = {}
        for line in lines:
            ceiling = CEILING - headroom(self._pan(line))
            ceilings[line.voice] = min(ceiling, ceilings.get(line.voice, CEILING))
        heard = {line.voice for script in self._scripts for line in script.lines}
        said = {
            trying.voice: [self._utterance(lines[number]) for number in trying.lines]
            or [Utterance(self._sample, trying.voice)]
            for trying in try_outs(lines, len(self._whole.chapters[0].lines))
            if trying.voice in heard
        }
        self._again = self._repeated([one for own in said.values() for one in own])
        return {
            voice: LevelOrder(tuple(map(self._sound, own)), ceilings[voice])
            for voice, own in said.items()
        }

    def _repeated(self, tried: list[Utterance]) -> frozenset[str]:
        """The names of what is wanted more than once."""
        spoken = [self._utterance(line) for script in self._scripts for line in script.lines]
        names = Counter(self._sound(said).name for said in [*tried, *spoken])
        self._names.clear()
        return frozenset(name for name, times in names.items() if times > 1)

    def _orders(self) -> Iterator[ChunkOrder]:
        for script in self._scripts:
            lines = script.lines
            for cut in cuts(script, RATE):
                yield self._order(script, lines, cut)

    def _order(self, script: Script, lines: Sequence[Line], cut: Cut) -> ChunkOrder:
        first, after = cut.lines[0], cut.lines[-1] + 1
        last = after == len(lines)
        goes_on = not cut.closes_chapter
        chimes = script.chime and cut.opens_chapter and first > 0
        return ChunkOrder(
            tuple(map(self._placed, lines[first:after])),
            self._channels,
            LEAD_IN if first else on_grid(to_frames(LEAD, RATE)),
            to_frames(AFTER_CHIME, RATE) if chimes else None,
            to_frames(lines[after].pause, RATE) if goes_on else None,
            to_frames(TAIL, RATE) if last else None,
        )

    def _placed(self, line: Line) -> Placed:
        pan = self._pan(line)
        sound = self._sound(self._utterance(line))
        pause, gain = to_frames(line.pause, RATE), self._gains[line.voice]
        return Placed(sound, pause, gain, CEILING - headroom(pan), pan)

    # --- tasks -----------------------------------------------------------------------------------

    def _made(self) -> Generator[tuple[ChunkOrder, MadeChunk], None, None]:
        """All chunks of all scripts, a few ahead of who takes them."""
        waiting: deque[tuple[ChunkOrder, str | None, MadeChunk | Future[MadeChunk]]] = deque()
        speaking: dict[str, Future[MadeChunk]] = {}
        try:
            self._level()
            for order, name in zip(self._orders(), self._chunk_names(), strict=True):
                kept = self._kept(CHUNKS, name, unpack_chunk)
                if kept is not None:
                    waiting.append((order, name, kept))
                    if name in self._expected:  # somebody else was faster
                        self._finished(name, [line.sound for line in order.lines])
                else:
                    again = [line.sound.name for line in order.lines if line.sound.again]
                    # What another process is about to speak is waited for, not spoken twice.
                    self._wait_for({speaking[one] for one in again if one in speaking})
                    future = self._submit(make_chunk, order)
                    self._under_way[future] = name, [line.sound for line in order.lines]
                    speaking.update(dict.fromkeys(again, future))
                    waiting.append((order, name, future))
                if len(waiting) >= _AHEAD * self._crew.jobs:
                    yield self._taken(speaking, *waiting.popleft())
            while waiting:
                yield self._taken(speaking, *waiting.popleft())
        finally:
            for _, _, one in waiting:
                if isinstance(one, Future):
                    one.cancel()

    def _taken(
        self,
        speaking: dict[str, Future[MadeChunk]],
        order: ChunkOrder,
        name: str | None,
        made: MadeChunk | Future[MadeChunk],
    ) -> tuple[ChunkOrder, MadeChunk]:
        if not isinstance(made, Future):
            return order, made
        for line in order.lines:
            if speaking.get(line.sound.name) is made:
                del speaking[line.sound.name]  # it holds the whole chunk
        self._wait_for({made})
        chunk = made.result()
        self.spoken += chunk.spoken
        self._keep(CHUNKS, name, pack_chunk(chunk))
        return order, chunk

    def _chunk_names(self) -> list[str | None]:
        """By what each chunk is kept; tells which are to be made: what is kept, or comes twice, is
        not."""
        names: list[str | None] = []
        chunks: list[list[Sound]] = []
        for order in self._orders():
            name = chunk_name(order) if self._cache else None
            names.append(name)
            if self._cache and name:
                if name in self._expected or self._cache.has(CHUNKS, name):
                    continue
                self._expected.add(name)
            chunks.append([line.sound for line in order.lines])
        self._work.expect_chunks(chunks)
        return names

    def _is_kept(self, sound: Sound) -> bool:
        return sound.lasting and self._cache is not None and self._cache.has(TAKES, sound.name)

    def _finished(self, name: str | None, sounds: list[Sound]) -> None:
        self._expected.discard(name)
        self._work.finished(sounds)

    def _wait_for(self, wanted: Set[Future[MadeChunk]]) -> None:
        """Wait until these are done, and tell of all that are done meanwhile: they are taken in
        their order, and would else be told late and by fits."""
        while True:
            for future in [future for future in self._under_way if future.done()]:
                self._finished(*self._under_way.pop(future))
            left = {future for future in wanted if not future.done()}
            if not left:
                return
            wait({*left, *self._under_way}, return_when=FIRST_COMPLETED)

    def _level(self) -> None:
        """Tell the gain of each voice."""
        orders = self._level_orders()
        asked = []
        for voice, order in orders.items():
            name = gain_name(order.sounds, order.ceiling) if self._cache else None
            kept = self._kept(GAINS, name, _unpack_gain)
            if kept is not None:
                self._gains[voice] = kept
            else:
                asked.append((voice, name, order, self._submit(tell_level, order)))
        if self._progress is not None:
            lines = [self._sound(self._utterance(line)) for s in self._scripts for line in s.lines]
            self._work.expect_levels([order.sounds for _, _, order, _ in asked], lines)
        try:
            while asked:
                voice, name, order, future = asked.pop(0)
                made = future.result()
                self.spoken += made.spoken
                self._gains[voice] = made.gain
                self._keep(GAINS, name, _GAIN.pack(made.gain))
                self._work.finished_level(order.sounds)
        finally:
            for *_, future in asked:
                future.cancel()

    def _submit(self, task: Callable[[Any, Stores], T], order: object) -> Future[T]:
        return self._crew.executor.submit(task, order, self._crew.stores)

    def _kept(self, kind: str, name: str | None, unpack: Callable[[bytes], T]) -> T | None:
        data = self._cache.get(kind, name) if self._cache and name else None
        if self._cache is None or name is None or data is None:
            return None
        try:
            return unpack(data)
        except (struct.error, ValueError):
            self._cache.drop(kind, name)
            return None

    def _keep(self, kind: str, name: str | None, data: bytes) -> None:
        if self._cache and name:
            self._cache.put(kind, name, data)


def _unpack_gain(data: bytes) -> float:
    gain: float = _GAIN.unpack(data)[0]
    if not math.isfinite(gain):
        raise ValueError("no gain")
    return gain


def _pans(debate: Debate) -> dict[int, Pan]:
    """Where each turn is heard from."""
    seat_of = {seat.speaker: seat.pan for seat in seats(debate)}
    return {turn.index: seat_of[turn.speaker] for turn in debate.turns}

"""Renders the episodes of a run: jobs go to the workers, chunks come back and are put in order.

All episodes of a run have one renderer: each voice has one gain, measured from what it says in the
whole debate, so that a line sounds the same in all of them.
"""

from __future__ import annotations

import contextlib
import hashlib
import math
import os
import struct
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterator, Sequence, Set
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import replace
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any, NamedTuple, TypeVar

from podcast.audio.clip import MIDDLE, Pan
from podcast.audio.encoding import WARM_UP, end_to_end, join_chunks, lead_in
from podcast.audio.loudness import CEILING, SMALL_CEILING
from podcast.audio.mixing import RATE, headroom
from podcast.audio.mpeg import EncodedChunk, frame_length, next_frame
from podcast.casting.seats import seats
from podcast.model import Debate
from podcast.rendering.jobs import (
    ChunkJob,
    ChunkLine,
    GainJob,
    MeasuredGain,
    RenderedChunk,
    TakeFolders,
    TakeJob,
    pack_chunk,
    unpack_chunk,
)
from podcast.rendering.keys import chunk_key, gain_key, silence_key, take_key
from podcast.rendering.progress import Progress, RenderProgress
from podcast.rendering.takes import TAKES
from podcast.rendering.tasks import measure_gain, render_chunk, render_silence
from podcast.rendering.timeline import (
    LEAD,
    TAIL,
    ChunkSpan,
    TimelineBuilder,
    chunk_spans,
    opening_and_body,
)
from podcast.scripting.script import AFTER_CHIME, Line, Script
from podcast.speaking.identity import Identities
from podcast.speaking.pool import Utterance
from podcast.timecode import Frames, Hertz, to_frames
from podcast.voice import Voice
from podcast.wording.spoken import verbatim

if TYPE_CHECKING:
    from podcast.rendering.pool import RenderPool
    from podcast.scripting.script import Line
    from podcast.voice import Voice


T = TypeVar("T")

GAINS, CHUNKS = "gains", "chunks"
"""Their kinds in the cache."""

FIRST_CHAPTER = "first-chapter.mp3"
"""What can be heard before all is made, in the folder of the run."""

_AHEAD = 3  # chunks for each process that are under way or wait to be taken: bounds the memory
_GAIN = struct.Struct("<d")


class _Asked(NamedTuple):
    """A chunk that is wanted, by what it is cached, and the task that makes it, if any."""

    job: ChunkJob
    key: str | None
    future: Future[RenderedChunk] | None


class RenderedBody:
    """The chunks of an episode without its opening: their sound lies in a file until it can be
    placed, so that a long episode takes no more memory than a short one; in memory (29 MB an hour)
    where no file can be made, or there is no room for it."""

    def __init__(self, folder: Path | None) -> None:
        self._chunks: list[tuple[ChunkJob, RenderedChunk]] = []
        self._sizes: list[int] = []
        self._file: IO[bytes] = BytesIO()
        with contextlib.suppress(OSError):
            self._file = TemporaryFile(buffering=0, dir=folder)  # noqa: SIM115 (ends with the body)

    def append(self, job: ChunkJob, chunk: RenderedChunk) -> None:
        """Add the next chunk."""
        try:
            whole = self._file.write(chunk.mp3) == len(chunk.mp3)
        except OSError:
            whole = False
        if not whole:
            self._file.seek(0)
            before = self._file.read(sum(self._sizes))
            self._file.close()
            self._file = BytesIO(before + chunk.mp3)
            self._file.seek(0, os.SEEK_END)
        self._sizes.append(len(chunk.mp3))
        self._chunks.append((job, replace(chunk, mp3=b"")))

    @property
    def measured(self) -> list[tuple[ChunkJob, RenderedChunk]]:
        """Its chunks without their sound."""
        return self._chunks

    @property
    def lengths(self) -> list[Frames]:
        """The lengths of its lines."""
        return [length for _, chunk in self._chunks for length in chunk.lengths]

    def __iter__(self) -> Iterator[tuple[ChunkJob, RenderedChunk]]:
        self._file.seek(0)
        for size, (job, chunk) in zip(self._sizes, self._chunks, strict=True):
            yield job, replace(chunk, mp3=self._file.read(size))
        self._file.close()


class Renderer:
    """Renders the `scripts` of a run, one after the other, in this order.

    `whole` is the script of the whole debate, by which voices are levelled; `sample` a sentence for
    voices that hardly speak. The sound has `rate` frames a second; in `stereo`, speakers sit round
    the table. The workers of `pool` do the work, and its cache holds what they made. `heard` is
    called with an MP3 of the first chapter, in the folder of the run, when that is there;
    `meanwhile` once, when the workers have something to do, or nothing of a body is left to do.
    """

    def __init__(
        self,
        debate: Debate,
        whole: Script,
        scripts: Sequence[Script],
        sample: str,
        pool: RenderPool,
        *,
        rate: Hertz = RATE,
        stereo: bool = False,
        progress: Progress | None = None,
        heard: Callable[[Path], None] | None = None,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> None:
        self._meanwhile: Callable[[], None] | None = meanwhile
        self._whole, self._scripts = whole, scripts
        self._sample = verbatim(sample)
        self.rate = rate
        self._channels = 2 if stereo else 1
        self._pans = _pans(debate) if stereo else {}
        self._heard = heard
        self._pool, self._cache = pool, pool.cache
        self._identities = Identities()
        self._gains: dict[Voice, float] = {}
        self._repeated: frozenset[str] = frozenset()
        self._takes: dict[tuple[object, ...], TakeJob] = {}
        self._chunks = self._rendered()
        self._progress = RenderProgress(progress, self._is_cached, pool.jobs) if progress else None
        # As openings are worded now, by the last chapters, which stay when they are worded again.
        self._openings: dict[int, list[TakeJob]] = {}
        self._expected: set[str | None] = set()  # keys of chunks that are to be rendered
        self._under_way: dict[Future[RenderedChunk], tuple[str | None, list[TakeJob]]] = {}
        self.spoken = 0
        """How many lines were spoken so far; none is spoken twice."""

    def close(self) -> None:
        """Wait for nothing more; jobs that have not begun are given up."""
        self._chunks.close()

    def body(self, script: Script) -> RenderedBody:
        """Render all of the next of the scripts but its opening, which nobody can word before."""
        body = RenderedBody(self._pool.folders.run)
        for _ in opening_and_body(script, self.rate)[1]:
            body.append(*next(self._chunks))
        self._do_meanwhile()
        return body

    def _let_hear(self, chunks: Sequence[RenderedChunk]) -> None:
        """Write `chunks`, which follow one another, for whoever wants to hear the first chapter."""
        folder = self._pool.folders.run
        if self._heard is None or folder is None:
            return
        path = folder / FIRST_CHAPTER
        try:
            with path.open("wb") as file:
                parts = ((chunk.mp3, chunk.following) for chunk in chunks)
                join_chunks(end_to_end(parts, self.rate), file, self.rate, self._channels)
        except OSError:
            return  # there is no room: nobody needs it
        self._heard(path)

    def opening(self, script: Script) -> list[tuple[ChunkJob, RenderedChunk]]:
        """Render the opening of a script whose body was rendered."""
        waiting = []
        for span in opening_and_body(script, self.rate)[0]:
            job = self._chunk_job(script, script.lines, span)
            key = chunk_key(job) if self._cache else None
            cached = self._cached(CHUNKS, key, unpack_chunk)
            waiting.append((job, key, cached or self._submit(render_chunk, job)))
        made = [(job, self._made(key, chunk)) for job, key, chunk in waiting]
        if self._progress:
            self._progress.finished(self._openings.pop(id(script.chapters[-1]), []))
        return made

    def _made(self, key: str | None, chunk: RenderedChunk | Future[RenderedChunk]) -> RenderedChunk:
        if not isinstance(chunk, Future):
            return chunk
        made = chunk.result()
        self.spoken += made.spoken
        self._keep(CHUNKS, key, pack_chunk(made))
        return made

    def encoded(
        self,
        script: Script,
        timeline: TimelineBuilder,
        opening: Sequence[tuple[ChunkJob, RenderedChunk]],
        body: RenderedBody,
    ) -> Iterator[EncodedChunk]:
        """Return the chunks of a script, in order, and the silence between them; each line is
        placed in `timeline` first."""
        frame = frame_length(self.rate)
        places: list[tuple[Frames, Frames]] = []  # where each begins and ends
        between: dict[int, tuple[Frames, Frames, Callable[[], bytes]]] = {}  # before some
        rest: Frames | None = None  # where silence begins, after a chapter
        chunks = [*opening, *body.measured]
        for span, (job, chunk) in zip(chunk_spans(script, self.rate), chunks, strict=True):
            placed = [
                timeline.place(length, sentences)
                for length, sentences in zip(chunk.lengths, chunk.sentences, strict=True)
            ]
            sound = placed[0].start if placed[0].chime is None else placed[0].chime
            start = Frames(sound - job.opening)
            if rest is not None:
                length = Frames(start - rest + lead_in(self.rate))
                silence = self._silence(length, Frames(start - rest))
                between[len(places)] = rest, Frames(rest + length), silence
            places.append((start, Frames(start + chunk.end)))
            rest = None
            if span.closes_chapter and chunk.following is not None:
                rest = Frames(start + chunk.following)
        whole = zip(places, chain(opening, body), strict=True)
        for number, ((start, end), (_, chunk)) in enumerate(whole):
            if number in between:
                rest, until, silence = between[number]
                yield EncodedChunk(rest // frame, WARM_UP, silence(), until)
            yield EncodedChunk(start // frame, WARM_UP if start else 0, chunk.mp3, end)

    def _silence(self, length: Frames, following: Frames) -> Callable[[], bytes]:
        """Ask for a silence, unless it is cached; return what waits for it."""
        key = silence_key(length, following, self.rate, self._channels)
        cached = self._cached(CHUNKS, key, bytes)
        if cached is not None:
            return lambda: cached
        sound = length, following, self.rate, self._channels
        future = self._pool.executor.submit(render_silence, *sound)

        def made() -> bytes:
            data = future.result()
            self._keep(CHUNKS, key, data)
            return data

        return made

    # --- jobs ------------------------------------------------------------------------------------

    def _take(self, utterance: Utterance) -> TakeJob:
        known = self._takes.get((utterance.said, utterance.voice))
        if known is None:
            pause = self._whole.sentence_pause
            identity = self._identities.of(utterance.voice)
            key = take_key(utterance, pause, identity)
            lasting = identity is not None and self._cache is not None
            known = TakeJob(utterance, pause, key, lasting, key in self._repeated)
            self._takes[utterance.said, utterance.voice] = known
        return known

    @staticmethod
    def _utterance(line: Line) -> Utterance:
        return Utterance(line.said, line.voice, line.source_line)

    def _pan(self, line: Line) -> Pan:
        """Return where a line is heard from: the speaker's seat, the middle for the narrator."""
        return MIDDLE if line.turn is None else self._pans.get(line.turn, MIDDLE)

    def _gain_jobs(self) -> dict[Voice, GainJob]:
        """Return a job for each voice that is heard. The narrator is heard in the whole debate, and
        so is everybody who speaks in a part of it."""
        lines = self._whole.lines
        ceilings: dict[Voice, float] = {}
        for line in lines:
            ceiling = self._ceiling(line)
            ceilings[line.voice] = min(ceiling, ceilings.get(line.voice, ceiling))
        heard = {line.voice for script in self._scripts for line in script.lines}
        opening = len(self._whole.chapters[0].lines) if self._whole.opens else 0
        said = {
            voice: [self._utterance(lines[number]) for number in numbers]
            or [Utterance(self._sample, voice)]
            for voice, numbers in loudness_samples(lines, opening).items()
            if voice in heard
        }
        self._repeated = self._said_again([one for own in said.values() for one in own])
        return {
            voice: GainJob(tuple(map(self._take, own)), ceilings[voice])
            for voice, own in said.items()
        }

    def _said_again(self, samples: list[Utterance]) -> frozenset[str]:
        """Return the keys of the takes that are needed more than once."""
        spoken = [self._utterance(line) for script in self._scripts for line in script.lines]
        keys = Counter(self._take(utterance).key for utterance in [*samples, *spoken])
        again = frozenset(key for key, times in keys.items() if times > 1)
        self._takes = {
            what: replace(take, repeated=take.key in again) for what, take in self._takes.items()
        }
        return again

    def _chunk_jobs(self) -> Iterator[ChunkJob]:
        for script in self._scripts:
            lines = script.lines
            for span in opening_and_body(script, self.rate)[1]:
                yield self._chunk_job(script, lines, span)

    def _chunk_job(self, script: Script, lines: Sequence[Line], span: ChunkSpan) -> ChunkJob:
        first, after = span.lines[0], span.lines[-1] + 1
        last = after == len(lines)
        goes_on = not span.closes_chapter
        chimes = script.chime and span.opens_chapter and first > 0
        return ChunkJob(
            tuple(map(self._chunk_line, lines[first:after])),
            self.rate,
            self._channels,
            lead_in(self.rate) if first else next_frame(to_frames(LEAD, self.rate), self.rate),
            to_frames(AFTER_CHIME, self.rate) if chimes else None,
            to_frames(lines[after].pause, self.rate) if goes_on else None,
            to_frames(TAIL, self.rate) if last else None,
        )

    def _chunk_line(self, line: Line) -> ChunkLine:
        pan = self._pan(line)
        take = self._take(self._utterance(line))
        pause, gain = to_frames(line.pause, self.rate), self._gains[line.voice]
        return ChunkLine(take, pause, gain, self._ceiling(line), pan)

    def _ceiling(self, line: Line) -> float:
        highest = CEILING if self.rate == RATE else SMALL_CEILING
        return highest - headroom(self._pan(line))

    # --- rendering -------------------------------------------------------------------------------

    def _rendered(self) -> Generator[tuple[ChunkJob, RenderedChunk], None, None]:
        """Return all chunks of all scripts; a few are rendered ahead of those that are taken, and
        what is cached is read only then. Those of the first chapter are there before all voices are
        measured: somebody may listen to it."""
        waiting: deque[_Asked] = deque()
        speaking: dict[str, Future[RenderedChunk]] = {}
        jobs = self._chunk_jobs()
        spans = self._first_chapter()
        first, lines = len(spans), self._scripts[0].lines
        measuring = self._measure_gains({lines[n].voice for span in spans for n in span.lines})
        rendering = 0  # chunks of those that wait
        try:
            next(measuring)
            for job in islice(jobs, first):
                key = chunk_key(job) if self._cache else None
                waiting.append(self._asked(job, key, speaking))
            next(measuring)
            ready = [self._taken(one, speaking) for one in waiting]
            waiting.clear()
            self._let_hear([chunk for _, chunk in ready])
            yield from ready
            del ready
            for _ in measuring:
                pass
            for job, key in zip(jobs, self._chunk_keys(first), strict=True):
                waiting.append(self._asked(job, key, speaking))
                rendering += waiting[-1].future is not None
                while rendering >= _AHEAD * self._pool.jobs:
                    rendering -= waiting[0].future is not None
                    yield self._taken(waiting.popleft(), speaking)
            while waiting:
                yield self._taken(waiting.popleft(), speaking)
        finally:
            measuring.close()
            for one in waiting:
                if one.future is not None:
                    one.future.cancel()

    def _asked(
        self, job: ChunkJob, key: str | None, speaking: dict[str, Future[RenderedChunk]]
    ) -> _Asked:
        """Ask for a chunk, unless it is cached."""
        if self._cache and key and self._cache.has(CHUNKS, key):
            return _Asked(job, key, None)
        repeated = [take.key for take in job.takes if take.repeated]
        # What another process is about to speak is waited for, not spoken twice.
        self._wait_for({speaking[one] for one in repeated if one in speaking})
        future = self._submit(render_chunk, job)
        self._under_way[future] = key, job.takes
        speaking.update(dict.fromkeys(repeated, future))
        return _Asked(job, key, future)

    def _taken(
        self, asked: _Asked, speaking: dict[str, Future[RenderedChunk]]
    ) -> tuple[ChunkJob, RenderedChunk]:
        job, key, future = asked
        cached = self._cached(CHUNKS, key, unpack_chunk) if future is None else None
        if cached is not None:
            if key in self._expected:  # another build was faster
                self._finished(key, job.takes)
            return job, cached
        future = future or self._submit(render_chunk, job)
        for take in job.takes:
            if speaking.get(take.key) is future:
                del speaking[take.key]  # it holds the whole chunk
        self._wait_for({future})
        return job, self._made(key, future)

    def _first_chapter(self) -> list[ChunkSpan]:
        """Return the chunks of the first chapter after the opening."""
        body = opening_and_body(self._scripts[0], self.rate)[1]
        return body[: 1 + next(n for n, span in enumerate(body) if span.closes_chapter)]

    def _chunk_keys(self, first: int) -> list[str | None]:
        """Return by what each chunk is cached, from the number `first` on; note which are to be
        rendered: those that are not cached, and each once."""
        keys: list[str | None] = []
        chunks: list[list[TakeJob]] = []
        for job in islice(self._chunk_jobs(), first, None):
            key = chunk_key(job) if self._cache else None
            keys.append(key)
            if self._cache and key:
                if key in self._expected or self._cache.has(CHUNKS, key):
                    continue
                self._expected.add(key)
            chunks.append(job.takes)
        if self._progress:
            # Worded again when all else is there; about as long as now.
            self._openings = {
                id(script.chapters[-1]): [
                    self._take(self._utterance(line)) for line in script.chapters[0].lines
                ]
                for script in self._scripts
                if script.opens
            }
            self._progress.expect_chunks([*chunks, *self._openings.values()])
        return keys

    def _is_cached(self, take: TakeJob) -> bool:
        return take.lasting and self._cache is not None and self._cache.has(TAKES, take.key)

    def _finished(self, key: str | None, takes: list[TakeJob]) -> None:
        self._expected.discard(key)
        if self._progress:
            self._progress.finished(takes)

    def _wait_for(self, wanted: Set[Future[RenderedChunk]]) -> None:
        """Wait until these are done, and report all that are done meanwhile: they are taken in
        their order, and would otherwise be reported late and in bursts."""
        while True:
            for future in [future for future in self._under_way if future.done()]:
                self._finished(*self._under_way.pop(future))
            left = {future for future in wanted if not future.done()}
            if not left:
                return
            wait({*left, *self._under_way}, return_when=FIRST_COMPLETED)

    def _measure_gains(self, soon: Set[Voice]) -> Generator[None, None, None]:
        """Measure the gain of each voice that is not in the cache. Stops where those of `soon`, the
        first chapter's, are known, and again where all are asked for."""
        # Besides, the longest first: the others fit in beside it.
        order = sorted(
            self._gain_jobs().items(), key=lambda item: (item[0] not in soon, -item[1].length)
        )
        missing: deque[tuple[Voice, str | None, GainJob]] = deque()
        for voice, job in order:
            key = gain_key(job.takes, job.ceiling) if self._cache else None
            cached = self._cached(GAINS, key, _unpack_gain)
            if cached is not None:
                self._gains[voice] = cached
            else:
                missing.append((voice, key, job))
        if self._progress:
            takes = [self._take(self._utterance(line)) for s in self._scripts for line in s.lines]
            self._progress.expect_gains([job.takes for _, _, job in missing], takes)
        asked: deque[Future[MeasuredGain]] = deque()

        def ask(most: int) -> None:
            for _, _, job in islice(missing, len(asked), most):
                asked.append(self._submit(measure_gain, job))

        def measure() -> None:
            (voice, key, job), future = missing.popleft(), asked.popleft()
            measured = future.result()
            self.spoken += measured.spoken
            self._gains[voice] = measured.gain
            self._keep(GAINS, key, _GAIN.pack(measured.gain))
            if self._progress:
                self._progress.finished(job.takes)

        try:
            wanted = sum(voice in soon for voice, _, _ in missing)
            ask(max(wanted, self._pool.jobs))
            for _ in range(wanted):
                measure()
            yield
            ask(len(missing))
            yield
            while asked:
                measure()
        finally:
            for future in asked:
                future.cancel()

    def _submit(self, task: Callable[[Any, TakeFolders], T], job: object) -> Future[T]:
        future = self._pool.executor.submit(task, job, self._pool.folders)
        self._do_meanwhile()
        return future

    def _do_meanwhile(self) -> None:
        meanwhile, self._meanwhile = self._meanwhile, None
        if meanwhile:
            meanwhile()

    def _cached(self, kind: str, key: str | None, unpack: Callable[[bytes], T]) -> T | None:
        data = self._cache.get(kind, key) if self._cache and key else None
        if self._cache is None or key is None or data is None:
            return None
        try:
            return unpack(data)
        except (struct.error, ValueError):
            self._cache.drop(kind, key)
            return None

    def _keep(self, kind: str, key: str | None, data: bytes) -> None:
        if self._cache and key:
            self._cache.put(kind, key, data)


def _unpack_gain(data: bytes) -> float:
    gain: float = _GAIN.unpack(data)[0]
    if not math.isfinite(gain):
        raise ValueError("no gain")
    return gain


def _pans(debate: Debate) -> dict[int, Pan]:
    """Return where each turn is heard from."""
    pans = seats(debate)
    return {turn.index: pans[turn.speaker] for turn in debate.turns}


SAMPLE_LENGTH = 700
"""Characters of a sample: about 40 seconds, within 0.3 LU of all that the voice says."""

_MOST = 40_000  # characters of all voices together: some 100 MB of sound before the first line
_FEW = 60  # characters; the palette's sample sentence says more than so few of a voice's own


def loudness_samples(lines: Sequence[Line], opening: int = 0) -> dict[Voice, tuple[int, ...]]:
    """Return by which of `lines` the loudness of each voice is measured, voices in order of
    appearance; none where the palette's sample sentence says more.

    What the narrator says in the first `opening` lines (how long the debate is, what comes when) is
    passed over where the voice says more: it changes with every paragraph, and levels should not.
    """
    own: dict[Voice, list[int]] = {}
    for number, line in enumerate(lines):
        own.setdefault(line.voice, []).append(number)
    most = min(SAMPLE_LENGTH, _MOST // max(1, len(own)))
    found = {}
    for voice, every in own.items():
        later = [n for n in every if n >= opening or lines[n].turn is not None]
        enough = sum(len(lines[number].said) for number in later) >= _FEW
        numbers = later if enough else every
        chosen: list[int] = []
        said = 0
        for number in sorted(numbers, key=lambda number: _chance(lines[number].said.words)):
            length = len(lines[number].said)
            if said < _FEW or said + length <= most:
                chosen.append(number)
                said += length
        found[voice] = tuple(sorted(chosen)) if said >= _FEW else ()
    return found


def _chance(words: str) -> bytes:
    """Return a random place, always the same for the same words: lines from all over are chosen,
    and nearly the same ones when another line is changed."""
    return hashlib.sha256(words.encode()).digest()

"""From scripts to sound, line by line: spoken or taken from what was spoken, levelled, placed.

All episodes of a run share a `Studio`: each voice has one gain, told from what it says in the whole
debate, so that a line sounds the same in all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import TYPE_CHECKING

from podcast.levelling import TryOut, gain_of, try_outs
from podcast.loudness import CEILING
from podcast.mixing import RATE, headroom, prepare
from podcast.model import Debate
from podcast.scripting import Line, Script
from podcast.seating import MIDDLE, Pan, seats
from podcast.speaking.engine import Clip
from podcast.speaking.pool import Utterance
from podcast.speaking.takes import ClipStore, Key, RunClips, Spool, Takes, key_of, repeated
from podcast.timecode import Frames
from podcast.timeline import Placing
from podcast.wording import plain

if TYPE_CHECKING:
    from podcast.mixing import Seated
    from podcast.voice import Voice

Progress = Callable[[int, int], None]
"""Called with what is done and what there is to do, in the same unit."""


class Studio:
    """Where the `scripts` of a run are spoken, one after the other, in this order.

    `whole` is the script of the whole debate, by which voices are levelled; `sample` a sentence for
    voices that hardly speak. In `stereo`, speakers sit round the table. `store` keeps the clips;
    without one, they are kept while the run lasts. Use it in a `with`.
    """

    def __init__(
        self,
        debate: Debate,
        whole: Script,
        scripts: Sequence[Script],
        sample: str,
        *,
        jobs: int,
        stereo: bool = False,
        store: ClipStore | None = None,
        progress: Progress | None = None,
    ) -> None:
        self._progress = progress
        self._done = 0
        self._total = sum(len(line.said) for script in scripts for line in script.lines)
        self._pans = _pans(debate) if stereo else {}
        self._sample = plain(sample)
        self._pause = whole.sentence_pause
        heard = {line.voice for script in scripts for line in script.lines}
        lines = whole.lines
        # The narrator always speaks in the whole debate, and so does whoever speaks in a part.
        self._tried = [
            (trying, [lines[number] for number in trying.lines])
            for trying in try_outs(lines)
            if trying.voice in heard
        ]
        self._ceilings: dict[Voice, float] = {}
        for line in lines:
            ceiling = CEILING - headroom(self._pan(line))
            self._ceilings[line.voice] = min(ceiling, self._ceilings.get(line.voice, CEILING))
        order = [self._utterance(line) for _, its in self._tried for line in its]
        order += [self._trial(trying) for trying, its in self._tried if not its]
        heard_lines = [(line, self._ready_key(line)) for script in scripts for line in script.lines]
        self._ready = Spool(repeated(key for _, key in heard_lines))
        first = {key: line for line, key in reversed(heard_lines)}
        order += [self._utterance(line) for line, key in heard_lines if line is first[key]]
        self._own = RunClips(repeated(map(key_of, order)))
        self._takes = Takes(order, store or self._own, jobs)
        self._gains: dict[Voice, float] = {}

    def __enter__(self) -> Studio:
        self._takes.__enter__()
        return self

    def __exit__(self, *about: object) -> None:
        self._takes.__exit__(None, None, None)
        self._own.close()
        self._ready.close()

    @property
    def spoken(self) -> int:
        """How many lines are spoken in all, those for levelling included; none twice."""
        return self._takes.spoken

    def sound(
        self, script: Script, placing: Placing
    ) -> Generator[Clip | Seated | Frames, None, None]:
        """Silences and clips of an episode, in order, each line placed as it comes."""
        from podcast.chime import chime
        from podcast.mixing import Seated

        if not self._gains:
            self._level()
        for line in script.lines:
            ready = self._made_ready(line)
            placed = placing.place(ready.frames, ready.sentences)
            if placed.chime is None:
                yield placed.silence
            else:
                bell = chime(RATE)
                before = Frames(placed.chime - (placed.start - placed.silence))
                yield from (before, bell, Frames(placed.silence - before - bell.frames))
            yield Seated(ready, self._pan(line))
            self._done += len(line.said)
            if self._progress:
                self._progress(self._done, self._total)
        yield placing.timeline().tail

    def _made_ready(self, line: Line) -> Clip:
        """A line's clip as it is heard: taking it again is far cheaper than shaping it again."""
        key = self._ready_key(line)
        ready = self._ready.get(key)
        if ready is None:
            ready = prepare(
                self._takes.take(self._utterance(line)),
                self._gains[line.voice],
                timbre=line.voice.timbre,
                ceiling=CEILING - headroom(self._pan(line)),
                sentence_pause=self._pause,
            )
            self._ready.put(key, ready)
        return ready

    def _ready_key(self, line: Line) -> tuple[Key, Pan]:
        return (line.said, line.voice), self._pan(line)

    def _level(self) -> None:
        """Tell each voice's gain; clips are let go voice by voice."""
        takes = self._takes
        waiting: list[tuple[TryOut, list[Clip]]] = []
        for trying, lines in self._tried:
            waiting.append((trying, [takes.take(self._utterance(line)) for line in lines]))
            if lines:
                self._gain(*waiting.pop())
        for trying, _ in waiting:
            self._gain(trying, [takes.take(self._trial(trying))])

    def _gain(self, trying: TryOut, clips: list[Clip]) -> None:
        voice = trying.voice
        self._gains[voice] = gain_of(clips, self._ceilings[voice], self._pause, voice.timbre)

    def _trial(self, trying: TryOut) -> Utterance:
        return Utterance(self._sample, trying.voice)

    @staticmethod
    def _utterance(line: Line) -> Utterance:
        return Utterance(line.said, line.voice, line.source_line)

    def _pan(self, line: Line) -> Pan:
        """Where a line is heard from: the speaker's seat, the middle for the narrator."""
        return MIDDLE if line.turn is None else self._pans.get(line.turn, MIDDLE)


def _pans(debate: Debate) -> dict[int, Pan]:
    """Where each turn is heard from."""
    seat_of = {seat.speaker: seat.pan for seat in seats(debate)}
    return {turn.index: seat_of[turn.speaker] for turn in debate.turns}

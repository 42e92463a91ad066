"""Speaks many lines with several workers, and hands the clips back in order.

Each worker is a process (`worker`) with a thread here that waits for it. A worker that crashes,
hangs or gives a clip that cannot be right is replaced and its line tried again; a line that
fails every time is a `SpeechError`. The order of the clips and every byte of them are the same
for any number of workers.
"""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from podcast.audio.clip import Clip
from podcast.errors import EngineError, SpeechError
from podcast.processes.worker import WorkerDiedError, WorkerProcess
from podcast.speaking.engine import EngineFacts
from podcast.speaking.verify import fault
from podcast.speaking.worker import Request
from podcast.voice import EngineVoice, Voice
from podcast.wording.spoken import SpokenText

_WORKER = "podcast.speaking.worker"

TRIES = 3
"""How often a line is tried before the build gives up."""

LOOK_AHEAD = 6
"""Lines for each worker that may be spoken before they are wanted: bounds the memory."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What to say with a voice; `line` is where it stands in the transcript, if it does."""

    said: SpokenText
    voice: Voice
    line: int | None = None


SLOWNESS = {"piper": 100, "kokoro": 400}
"""How many times as long as eSpeak NG other engines take."""


def timeout_for(words: str, engine: str = "") -> float:
    """Return the seconds after which a worker counts as hanging: a hundred times what it needs,
    with the slow ones ten or twenty times; all its processors may be somebody else's as well."""
    return 30 + len(words) * max(1 / 20, SLOWNESS.get(engine, 1) / 400)


class Speaker:
    """Speaks with one worker process, which is replaced when it crashes, hangs, or gives a clip
    that cannot be right. One line at a time; close it."""

    def __init__(self) -> None:
        self._worker = WorkerProcess(_WORKER)
        self._closing = threading.Event()
        self._heard: set[str] = set()

    def start(self) -> None:
        """Start the process, which gets ready before the first line comes."""
        self._worker.start()

    def speak(self, utterance: Utterance, timeout: float | None = None) -> Clip:
        """Return the clip of `utterance`.

        `timeout` replaces the seconds that it may take. Raises `SpeechError` where it cannot be
        spoken, `EngineError` where the engine or the voice is missing; an engine that was heard
        before, and is gone now, may be back in a moment, and is tried again.
        """
        engine = utterance.voice.engine
        reason = ""
        for _ in range(TRIES):
            if self._closing.is_set():
                break
            try:
                clip = _spoken(self._worker, utterance, timeout)
                self._heard.add(engine)
                return clip
            except WorkerDiedError as failure:
                reason = str(failure)
                self._worker.stop()
            except EngineError as failure:
                if engine not in self._heard:
                    raise
                reason = str(failure).rstrip(".")
                self._worker.stop()
        raise SpeechError(utterance.said.words, utterance.line, f"{reason}; tried {TRIES} times")

    def close(self) -> None:
        """End the process; whoever waits for it sees it die."""
        self._closing.set()
        self._worker.stop()

    def finish(self) -> None:
        """End the process, which has nothing to do."""
        self._closing.set()
        self._worker.finish()


def _spoken(worker: WorkerProcess, utterance: Utterance, timeout: float | None) -> Clip:
    voice = utterance.voice
    wait = timeout if timeout is not None else timeout_for(utterance.said.words, voice.engine)
    clip = _answer(worker, (voice.engine, utterance.said, voice), wait)
    if not isinstance(clip, Clip):
        raise WorkerDiedError("the engine gave no clip")
    wrong = fault(clip, utterance.said.words, voice)
    if wrong:
        raise WorkerDiedError(f"the clip cannot be right: {wrong}")
    return clip


def _answer(worker: WorkerProcess, request: Request, timeout: float) -> object:
    answer = worker.ask(request, timeout)
    if isinstance(answer, EngineError):
        raise answer
    if isinstance(answer, str):
        raise WorkerDiedError(answer)
    return answer


def speak_all(
    utterances: Iterable[Utterance], *, jobs: int, timeout: float | None = None
) -> Generator[Clip, None, None]:
    """Return the clips of `utterances`, in order, spoken by `jobs` processes.

    At most `jobs` × `LOOK_AHEAD` clips wait to be taken. Raises `SpeechError` for a line that
    cannot be spoken, `EngineError` where the engine or the voice is missing; `timeout` replaces
    the seconds that a line may take. Closing the generator ends the workers.
    """
    speakers = [Speaker() for _ in range(jobs)]
    free: queue.SimpleQueue[Speaker] = queue.SimpleQueue()
    for speaker in speakers:
        free.put(speaker)

    def speak(utterance: Utterance) -> Clip:
        speaker = free.get()  # there are never more threads than speakers
        try:
            return speaker.speak(utterance, timeout)
        finally:
            free.put(speaker)

    def close() -> None:
        for speaker in speakers:  # a thread that waits for one sees it die
            speaker.close()

    waiting: deque[Future[Clip]] = deque()
    threads = ThreadPoolExecutor(jobs, thread_name_prefix="speaking")
    try:
        for utterance in utterances:
            waiting.append(threads.submit(speak, utterance))
            if len(waiting) >= jobs * LOOK_AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()
        close()
        threads.shutdown(wait=True)
        close()  # a worker that was starting while the first call went through


def list_voices(engine: str) -> tuple[EngineVoice, ...]:
    """Return an engine's voices, asked for in a worker: an engine that crashes takes nobody along.

    Raises `EngineError` where it cannot be used, however it fails.
    """
    voices = _ask_once((engine, "voices", None))
    return voices if isinstance(voices, tuple) else ()


def engine_facts(engine: str) -> EngineFacts:
    """Return what an engine says of itself, asked in a worker; `EngineError` as `list_voices`."""
    facts = _ask_once((engine, "facts", None))
    return facts if isinstance(facts, EngineFacts) else EngineFacts("")


def _ask_once(request: Request) -> object:
    worker = WorkerProcess(_WORKER)
    try:
        return _answer(worker, request, 60)
    except WorkerDiedError as failure:
        raise EngineError(request[0], f"{failure}.") from failure
    finally:
        worker.stop()

"""Speaks many lines with several workers, and hands the clips back in order.

Each worker is a process (`worker`) with a thread here that waits for it. A worker that crashes,
hangs or gives a clip that cannot be right is replaced and its line tried again; a line that
fails every time is a `SpeechError`. The order of the clips and every byte of them are the same
for any number of workers.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from podcast.errors import EngineError, SpeechError
from podcast.speaking.engine import Clip, EngineFacts, EngineVoice
from podcast.speaking.verify import fault
from podcast.speaking.worker import Request, receive, send
from podcast.voice import Voice
from podcast.wording.spoken import SpokenText

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


class _TryError(Exception):
    """One try failed; the message says how."""


def timeout_for(words: str) -> float:
    """Seconds after which a worker counts as hanging: 100 times what a slow machine needs."""
    return 30 + len(words) / 20


class _Worker:
    """A worker process; started when first needed, replaced after a fault."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, request: Request, timeout: float) -> Clip | tuple[EngineVoice, ...] | EngineFacts:
        """The worker's answer; `_TryError` where it dies or takes longer, `EngineError` as is."""
        process = self._process or self._start()
        assert process.stdin is not None and process.stdout is not None
        too_late = threading.Event()

        def give_up() -> None:
            too_late.set()
            self.stop()

        hanging = threading.Timer(timeout, give_up)
        hanging.daemon = True
        hanging.start()
        try:
            send(process.stdin, request)
            answer = receive(process.stdout)
        except (EOFError, OSError) as error:
            self.stop()
            raise _TryError("it hung" if too_late.is_set() else "its process died") from error
        finally:
            hanging.cancel()
        if isinstance(answer, EngineError):
            raise answer
        if isinstance(answer, str):
            raise _TryError(answer)
        return answer  # type: ignore[return-value]

    def _start(self) -> subprocess.Popen[bytes]:
        # A group of its own: Ctrl-C reaches the command, which then ends its workers in order,
        # and a hanging fork can be ended with its parent.
        paths = [path or str(Path.cwd()) for path in sys.path]
        environment = dict(os.environ, PYTHONPATH=os.pathsep.join(paths))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "podcast.speaking.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
        return self._process

    def stop(self) -> None:
        """End the process and its forks, whatever they do; safe to call at any time."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


class _Pool:
    def __init__(self, jobs: int) -> None:
        self._workers = [_Worker() for _ in range(jobs)]
        self._free: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        for worker in self._workers:
            self._free.put(worker)
        self._closing = threading.Event()

    def speak(self, utterance: Utterance, timeout: float | None) -> Clip:
        """Runs in a thread; there are never more threads than workers."""
        worker = self._free.get()
        reason = ""
        try:
            for _ in range(TRIES):
                if self._closing.is_set():
                    break
                try:
                    return _spoken(worker, utterance, timeout)
                except _TryError as failure:
                    reason = str(failure)
                    worker.stop()
            raise SpeechError(
                utterance.said.words, utterance.line, f"{reason}; tried {TRIES} times"
            )
        finally:
            self._free.put(worker)

    def close(self) -> None:
        """End all workers; threads that wait for one see it die."""
        self._closing.set()
        for worker in self._workers:
            worker.stop()


def _spoken(worker: _Worker, utterance: Utterance, timeout: float | None) -> Clip:
    voice = utterance.voice
    wait = timeout if timeout is not None else timeout_for(utterance.said.words)
    clip = worker.ask((voice.engine, utterance.said, voice), wait)
    if not isinstance(clip, Clip):
        raise _TryError("the engine gave no clip")
    wrong = fault(clip, utterance.said.words, voice)
    if wrong:
        raise _TryError(f"the clip cannot be right: {wrong}")
    return clip


def speak_all(
    utterances: Iterable[Utterance], *, jobs: int, timeout: float | None = None
) -> Generator[Clip, None, None]:
    """The clips of `utterances`, in order, spoken by `jobs` processes.

    At most `jobs` × `LOOK_AHEAD` clips wait to be taken. Raises `SpeechError` for a line that
    cannot be spoken, `EngineError` where the engine or the voice is missing; `timeout` replaces
    the seconds that a line may take. Closing the generator ends the workers.
    """
    pool = _Pool(jobs)
    waiting: deque[Future[Clip]] = deque()
    threads = ThreadPoolExecutor(jobs, thread_name_prefix="speaking")
    try:
        for utterance in utterances:
            waiting.append(threads.submit(pool.speak, utterance, timeout))
            if len(waiting) >= jobs * LOOK_AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()
        pool.close()
        threads.shutdown(wait=True)
        pool.close()  # a worker that was starting while the first call went through


def speak_one(utterance: Utterance) -> Clip:
    """One clip, spoken by a worker."""
    return next(speak_all((utterance,), jobs=1))


def list_voices(engine: str) -> tuple[EngineVoice, ...]:
    """An engine's voices, asked for in a worker: an engine that crashes takes nobody along.

    Raises `EngineError` where it cannot be used, however it fails.
    """
    voices = _ask_once((engine, "voices", None))
    return voices if isinstance(voices, tuple) else ()


def engine_facts(engine: str) -> EngineFacts:
    """What an engine tells of itself, asked for in a worker; `EngineError` as `list_voices`."""
    facts = _ask_once((engine, "facts", None))
    return facts if isinstance(facts, EngineFacts) else EngineFacts("")


def _ask_once(request: Request) -> Clip | tuple[EngineVoice, ...] | EngineFacts:
    worker = _Worker()
    try:
        return worker.ask(request, 60)
    except _TryError as failure:
        raise EngineError(request[0], f"{failure}.") from failure
    finally:
        worker.stop()

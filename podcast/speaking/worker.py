"""The process that speaks: `python -m podcast.speaking.worker`, driven by `pool`.

It reads requests from its standard input and answers on its standard output. On Linux each
request is spoken in a fork of its own, because eSpeak NG carries state from one text to the
next: the same sentence would depend on what was said before it. The fork starts from a process
that has imported the engine and started nothing, so it costs a few milliseconds. Elsewhere
(Windows has no fork, and Apple's speech framework does not survive one) this process speaks itself.

Whatever an engine or a C library prints goes nowhere: standard output is for answers only.
"""

from __future__ import annotations

import os
import pickle
import struct
import sys
from typing import IO

from podcast.errors import EngineError
from podcast.speaking.engine import Clip, EngineVoice
from podcast.speaking.lookup import engine_class
from podcast.voice import Voice
from podcast.wording.spoken import SpokenText

Request = tuple[str, SpokenText, Voice] | tuple[str, None, None]
"""An engine's name with what to say and a voice; without them, asks for its voices."""

Answer = Clip | tuple[EngineVoice, ...] | EngineError | str
"""What came of it; a `str` says how the process died that should have answered."""

_HEADER = struct.Struct("<Q")


def send(stream: IO[bytes], message: object) -> None:
    """Write one message, behind its length."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_HEADER.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> object:
    """Read one message; EOFError where the stream ends first."""
    header = stream.read(_HEADER.size)
    if len(header) < _HEADER.size:
        raise EOFError
    (size,) = _HEADER.unpack(header)
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return pickle.loads(data)


def answer(request: Request) -> Answer:
    """Do what `request` asks, in this process."""
    name, said, voice = request
    try:
        engine = engine_class(name)()
        if said is None or voice is None:
            return tuple(engine.voices())
        return engine.speak(said, voice)
    except EngineError as error:
        return error


def _preload(name: str) -> None:
    """Import an engine's modules, so that forks share them; its faults show when it is used."""
    try:
        engine = engine_class(name)
        preload = getattr(engine, "preload", None)
        if preload is not None:
            preload()
    except EngineError:
        pass


def _answer_in_fork(request: Request) -> bytes | str:
    """The pickled answer of a fork, or how it died."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(reading)
            with os.fdopen(writing, "wb") as stream:
                stream.write(pickle.dumps(answer(request), protocol=pickle.HIGHEST_PROTOCOL))
            status = 0
        finally:
            os._exit(status)  # no clean-up: the library's own hangs
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        data = stream.read()
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code:
        return f"signal {-code}" if code < 0 else f"exit code {code}"
    return data


def main() -> None:
    """Serve until the standard input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    requests = os.fdopen(os.dup(0), "rb")
    os.dup2(nowhere, 0)
    forks = sys.platform.startswith("linux")
    preloaded: set[str] = set()
    while True:
        try:
            request: Request = receive(requests)  # type: ignore[assignment]
        except EOFError:
            return
        if not forks:
            send(answers, answer(request))
            continue
        if request[0] not in preloaded:
            _preload(request[0])
            preloaded.add(request[0])
        result = _answer_in_fork(request)
        if isinstance(result, str):
            send(answers, result)
        else:
            answers.write(_HEADER.pack(len(result)) + result)
            answers.flush()


if __name__ == "__main__":
    main()

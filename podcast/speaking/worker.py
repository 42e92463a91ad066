"""The process that speaks: `python -m podcast.speaking.worker`, driven by `pool`.

It reads requests from its standard input and answers on its standard output. On Linux each
request is spoken in a fork of its own, because engines carry state from one text to the next: the
same sentence would depend on what was said before it. The fork starts from a process that has
imported the engine and started nothing, so it costs a few milliseconds. An engine that says of
itself that it leaves no state (`leaves_state`) speaks in this process, which is faster. Elsewhere
(Windows has no fork, and Apple's speech framework does not survive one) this process speaks itself.

Whatever an engine or a C library prints goes nowhere: standard output is for answers only.
"""

from __future__ import annotations

import os
import sys
from typing import Literal

from podcast.audio.clip import Clip
from podcast.errors import EngineError
from podcast.processes.worker import (
    die_with_parent,
    give_back_large_blocks,
    leave_current_folder,
    packed,
    receive,
    send,
    serving_streams,
)
from podcast.speaking.engine import EngineFacts
from podcast.speaking.lookup import engine_class
from podcast.voice import EngineVoice, Voice
from podcast.wording.spoken import SpokenText

Request = tuple[str, SpokenText, Voice] | tuple[str, Literal["voices", "facts"], None]
"""An engine's name with what to say and a voice, or with what to say of itself."""

Answer = Clip | tuple[EngineVoice, ...] | EngineFacts | EngineError | str
"""What came of it; a `str` says what went wrong that may go right the next time."""


def answer(request: Request) -> Answer:
    """Do what `request` asks, in this process.

    An engine may be anybody's: whatever it raises is reported, and ends nothing.
    """
    name, said, voice = request
    try:
        engine = engine_class(name)
        if voice is not None and not isinstance(said, str):
            return engine().speak(said, voice)
        if said == "facts":
            facts = getattr(engine, "facts", None)
            return facts() if facts is not None else EngineFacts("")
        return tuple(engine().voices())
    except EngineError as error:
        return error
    except Exception as error:
        return f"it raised {type(error).__name__}: {error}"


def _speaks_here(name: str, voice: Voice | None) -> bool:
    """Return whether this process may speak itself; prepares what a fork can share.

    An engine's faults show when it is used.
    """
    try:
        engine = engine_class(name)
        preload = getattr(engine, "preload", None)
        key = (name, voice.engine_voice if voice else None)
        if preload is not None and key not in _preloaded:
            preload(voice)
            _preloaded.add(key)
        leaves_state = getattr(engine, "leaves_state", None)
        return leaves_state is not None and not leaves_state()
    except Exception:
        return False


_preloaded: set[tuple[str, str | None]] = set()


def _answer_in_fork(request: Request) -> bytes | str:
    """Return the answer of a fork, packed, or how it died."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            die_with_parent()
            os.close(reading)
            with os.fdopen(writing, "wb") as stream:
                stream.writelines(packed(answer(request)))
            status = 0
        finally:
            os._exit(status)  # no clean-up: the library's own hangs
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        data = stream.read()
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code:
        return f"its process died ({f'signal {-code}' if code < 0 else f'exit code {code}'})"
    return data


def main() -> None:
    """Serve until the standard input ends."""
    give_back_large_blocks()
    reading, writing = serving_streams()
    requests, answers = os.fdopen(reading, "rb"), os.fdopen(writing, "wb")
    forks = sys.platform.startswith("linux")
    while True:
        try:
            request: Request = receive(requests)  # type: ignore[assignment]
        except EOFError:
            return
        if not forks or _speaks_here(request[0], request[2]):
            send(answers, answer(request))
            continue
        result = _answer_in_fork(request)
        if isinstance(result, str):
            send(answers, result)
        else:
            answers.write(result)
            answers.flush()


if __name__ == "__main__":
    leave_current_folder()
    main()

"""A render worker: `python -m podcast.rendering.worker`, driven by `local`.

It reads calls (a function of `tasks` with its arguments) and answers with what they return or
raise, one at a time.
"""

from __future__ import annotations

import contextlib
import importlib
import os
from collections.abc import Callable
from typing import Any, cast

from podcast.errors import PodcastError
from podcast.processes.worker import leave_current_folder, receive, send, serving_streams
from podcast.rendering import takes
from podcast.rendering import tasks as tasks  # imported while the first job is prepared

Call = tuple[Callable[..., object], tuple[Any, ...]]


def main() -> None:
    """Serve until the standard input ends."""
    reading, writing = serving_streams()
    requests, answers = os.fdopen(reading, "rb"), os.fdopen(writing, "wb")
    takes.prepare()
    for library in ("numpy", "soxr", "lameenc", "pydub"):
        with contextlib.suppress(ImportError):  # the task that needs it says so
            importlib.import_module(library)
    while True:
        try:
            call, arguments = cast("Call", receive(requests))
        except EOFError:
            takes.close()
            return
        answer: tuple[bool, object]
        try:
            answer = True, call(*arguments)
        except PodcastError as error:
            answer = False, error
        except Exception as error:
            # Anything else is a fault of this program, or of the machine.
            answer = False, f"it raised {type(error).__name__}: {error}"
        send(answers, answer)


if __name__ == "__main__":
    leave_current_folder()
    main()

"""Worker processes of our own: asked one thing at a time, ended whatever they do; and what a
process does with its memory.

`concurrent.futures` has processes too, but one that dies takes all of its pool with it, and one
that hangs is waited for.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import pickle
import signal
import struct
import subprocess
import sys
import threading
from pathlib import Path
from pickle import UnpicklingError
from typing import IO


class WorkerDiedError(Exception):
    """The worker ended, or was ended because it hung, before it answered; it says which."""


_LAST_WORDS = 0.5  # s from the end of a process's answers to its own
_GRACE = 2.0  # s that an idle process has to end


class WorkerProcess:
    """A process that runs a module of this package and answers requests on its standard streams;
    started when first needed, and anew after it was stopped. Its temporary files are made in the
    folder `temporary`, if there is one."""

    def __init__(self, module: str, temporary: Path | None = None) -> None:
        self._module = module
        self._temporary = temporary
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process, where it does not run: it can import what it needs meanwhile."""
        if self._process is None:
            with contextlib.suppress(OSError):  # `ask` reports it
                self._start()

    def finish(self) -> None:
        """Let an idle process end by itself, then see to it."""
        process = self._process
        if process is not None:
            # Not wait(_GRACE), which looks every 50 ms.
            hanging = threading.Timer(_GRACE, self.stop)
            hanging.daemon = True
            with contextlib.suppress(RuntimeError):  # no thread can be started
                hanging.start()
                self.dismiss()
                process.wait()
            hanging.cancel()
        self.stop()

    def dismiss(self) -> None:
        """Tell an idle process that nothing more comes: it ends meanwhile."""
        process = self._process
        if process is not None and process.stdin is not None:
            with contextlib.suppress(OSError):
                process.stdin.close()

    def ask(self, request: object, timeout: float) -> object:
        """Return the worker's answer; `WorkerDiedError` where it dies or takes more than `timeout`
        s."""
        try:
            process = self._process or self._start()
        except OSError as error:
            raise WorkerDiedError(f"its process does not start ({error.strerror})") from error
        assert process.stdin is not None and process.stdout is not None
        too_late = threading.Event()

        def give_up() -> None:
            too_late.set()
            self.stop()

        hanging = threading.Timer(timeout, give_up)
        hanging.daemon = True
        try:
            hanging.start()
            send(process.stdin, request)
            return receive(process.stdout)
        # A closed stream is a ValueError; a thread that cannot be started a RuntimeError.
        except (EOFError, OSError, ValueError, RuntimeError, MemoryError, UnpicklingError) as error:
            reason = "it hung" if too_late.is_set() else f"its process {self._ended()}"
            self.stop()
            raise WorkerDiedError(reason) from error
        finally:
            hanging.cancel()

    def _ended(self) -> str:
        """Return how the process ended, which was about to."""
        process = self._process
        with contextlib.suppress(subprocess.TimeoutExpired):
            code = process.wait(_LAST_WORDS) if process is not None else 0
            if code:
                return f"died ({f'signal {-code}' if code < 0 else f'exit code {code}'})"
        return "died"

    def _start(self) -> subprocess.Popen[bytes]:
        # A group of its own: Ctrl-C reaches the command, which then ends its workers in order,
        # and a hanging fork can be ended with its parent.
        paths = [path or str(Path.cwd()) for path in sys.path]
        environment = dict(os.environ, PYTHONPATH=os.pathsep.join(paths))
        # One worker a core: threads of the numeric libraries would only be in the way, and on some
        # processors their sums differ in the last bit.
        environment.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")
        if self._temporary is not None:
            # Its folder is there as long as whoever asks; a process that is killed removes nothing.
            environment.update(dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self._temporary)))
        self._process = subprocess.Popen(
            [sys.executable, "-m", self._module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
        return self._process

    @property
    def pid(self) -> int | None:
        """The process's number, while it runs."""
        process = self._process
        return process.pid if process is not None else None

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


def serving_streams() -> tuple[int, int]:
    """Return a worker's file descriptors: to read requests from, and to write answers to.

    Whatever a library prints goes nowhere from now on. On Linux the worker dies with the process
    that started it, however that ends: nothing is left speaking to nobody.
    """
    die_with_parent()
    answers, requests = os.dup(1), os.dup(0)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    return requests, answers


def die_with_parent() -> None:
    """From now on, on Linux, this process is killed when its parent ends, however that ends; a
    fork does not have that of its parent."""
    if sys.platform.startswith("linux"):
        with contextlib.suppress(AttributeError, OSError):
            ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of sys/prctl.h


def leave_current_folder() -> None:
    """For a worker run by `python -m`, which looks into the current folder first, where a folder
    “piper” may lie about; what the command itself can import is handed on."""
    if not getattr(sys.flags, "safe_path", False):
        del sys.path[0]


_HEADER = struct.Struct("<QQ")
"""How long the message is, and the bytes that follow it, which are in it."""


def packed(message: object) -> list[bytes | memoryview]:
    """Return one message as `receive` reads it. What the message holds as a `pickle.PickleBuffer`
    comes last, and is not copied."""
    buffers: list[pickle.PickleBuffer] = []
    data = pickle.dumps(message, protocol=5, buffer_callback=buffers.append)
    if len(buffers) > 1:
        raise ValueError("a message holds one large object at most")
    large = [buffer.raw() for buffer in buffers]
    return [_HEADER.pack(len(data), sum(map(len, large))), data, *large]


def send(stream: IO[bytes], message: object) -> None:
    """Write one message."""
    stream.writelines(packed(message))
    stream.flush()


def receive(stream: IO[bytes]) -> object:
    """Read one message; EOFError where the stream ends first."""
    size, large = _HEADER.unpack(_read(stream, _HEADER.size))
    data = _read(stream, size)
    return pickle.loads(data, buffers=[_read(stream, large)])


def _read(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


_MMAP_THRESHOLD = -3  # M_MMAP_THRESHOLD of malloc.h
_LARGE = 256 << 10  # bytes


def give_back_large_blocks() -> None:
    """From now on, a large block goes back to the system as soon as it is freed.

    glibc raises the size from which on it does that to the largest block that was freed so far;
    after one picture, or one clip of some minutes, all others stay in the process, with holes
    between them (mallopt(3)). Where blocks of some MB come and go all the time, asking the system
    for each takes a third more time: so not where sound is made. Does nothing elsewhere.
    """
    if sys.platform.startswith("linux"):
        with contextlib.suppress(AttributeError, OSError):
            ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _LARGE)

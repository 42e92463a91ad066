"""Working processes: what they do, and what happens when they die."""

import os
import signal
import time
from concurrent.futures import wait
from pathlib import Path

import pytest

from podcast.errors import SpeechError, WorkerError
from podcast.processes.worker import WorkerProcess
from podcast.rendering.pool import TRIES, LocalExecutor


def double(number: int) -> int:
    return 2 * number


def pid(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def die_once(mark: Path) -> str:
    if not mark.exists():
        mark.write_text("")
        os.kill(os.getpid(), signal.SIGKILL)
    return "alive"


def die(mark: Path) -> None:
    with mark.open("a") as file:
        file.write("x")
    os.kill(os.getpid(), signal.SIGKILL)


def fail() -> None:
    raise SpeechError("Bonjour", 7, "it hung")


def wrong() -> None:
    raise ValueError("of no use")


def noisy() -> int:
    os.write(1, b"\0\0\0\0 not an answer")
    print("neither is this")
    return 5


def test_tasks_run_in_processes_and_in_parallel() -> None:
    with LocalExecutor(2) as executor:
        assert [f.result() for f in [executor.submit(double, n) for n in range(9)]] == [
            2 * n for n in range(9)
        ]
        pids = {f.result() for f in [executor.submit(pid, 0.2) for _ in range(4)]}
        assert len(pids) == 2
        assert os.getpid() not in pids


def test_processes_are_started_one_after_the_other_as_they_are_wanted() -> None:
    with LocalExecutor(3) as executor:
        started = [[worker.pid is not None for worker in executor._workers]]
        for _ in range(4):
            executor.submit(double, 1).result()
            started.append([worker.pid is not None for worker in executor._workers])
    assert started == [[True, False, False], [True, True, False], *3 * [[True, True, True]]]


def test_idle_processes_end_together_and_one_that_does_not_is_ended() -> None:
    executor = LocalExecutor(2)
    wait([executor.submit(pid, 0.1) for _ in range(2)])
    processes = [worker._process for worker in executor._workers]
    assert all(processes)
    executor.shutdown()
    assert [process and process.returncode for process in processes] == [0, 0]
    hanging = WorkerProcess("tests.processes.hanging")
    hanging.start()
    process = hanging._process
    assert process is not None
    hanging.finish()
    assert process.returncode == -signal.SIGKILL


def test_what_a_library_prints_harms_nothing() -> None:
    with LocalExecutor(1) as executor:
        assert executor.submit(noisy).result() == 5


def test_a_task_whose_process_dies_is_tried_again(tmp_path: Path) -> None:
    with LocalExecutor(1) as executor:
        assert executor.submit(die_once, tmp_path / "mark").result() == "alive"
        assert executor.submit(double, 3).result() == 6


def test_a_task_that_always_kills_its_process_is_given_up(tmp_path: Path) -> None:
    with LocalExecutor(1) as executor:
        with pytest.raises(WorkerError, match=r"its process died \(signal 9\); tried 3 times"):
            executor.submit(die, tmp_path / "mark").result()
        assert (tmp_path / "mark").read_text() == "x" * TRIES
        assert executor.submit(double, 3).result() == 6


def test_errors_come_as_they_are() -> None:
    with LocalExecutor(1) as executor:
        with pytest.raises(SpeechError) as raised:
            executor.submit(fail).result()
        assert raised.value.line == 7
        with pytest.raises(WorkerError, match="ValueError: of no use"):
            executor.submit(wrong).result()


def test_shutting_down_ends_what_is_under_way() -> None:
    executor = LocalExecutor(2)
    begun = time.monotonic()
    futures = [executor.submit(pid, 60) for _ in range(5)]
    time.sleep(0.5)
    executor.shutdown(cancel_futures=True)
    wait(futures)
    assert time.monotonic() - begun < 30
    assert all(future.cancelled() or future.exception() for future in futures)

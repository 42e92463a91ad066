"""Builds of many debates on a cluster: one of this machine that dies with the command, or one whose
scheduler and workers are processes of their own and are killed as well."""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from podcast.store.files import try_lock
from tools.killing.lane import KINDS, Lane

MANY = ("--by", "whole", "--language", "fr")
OTHERS = ("mairie", "ecole")
_WORKERS = 2
_SETTLES = 30  # s until workers have ended what nobody wants any more


class Cluster:
    """A scheduler and workers, each a process, with the folder `folder` for what Dask writes."""

    def __init__(self, folder: Path, environment: Mapping[str, str] | None = None) -> None:
        self._folder = folder
        self._environment = environment
        self.workers: list[subprocess.Popen[bytes]] = []
        options = ("--port", "0", "--host", "127.0.0.1", "--no-dashboard")
        self.scheduler = self._start("dask_scheduler", *options)
        assert self.scheduler.stderr is not None
        lines = iter(self.scheduler.stderr.readline, b"")
        self.address = next(line.split()[-1] for line in lines if b"Scheduler at" in line).decode()

    def worker(self) -> subprocess.Popen[bytes]:
        """One more worker."""
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard")
        self.workers.append(
            self._start("dask_worker", self.address, *options, "--death-timeout", "60")
        )
        return self.workers[-1]

    def _start(self, module: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{module}", *options]
        where = subprocess.PIPE if module == "dask_scheduler" else subprocess.DEVNULL
        environment = {**(self._environment or os.environ)}
        environment["DASK_TEMPORARY_DIRECTORY"] = str(self._folder)
        return subprocess.Popen(command, stderr=where, stdout=subprocess.DEVNULL, env=environment)

    def close(self) -> None:
        """End all."""
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()
            if process.stderr is not None:
                process.stderr.close()

    def ready(self, workers: int = 1) -> None:
        """Wait until there are so many workers."""
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(workers)


class LocalClusterLane(Lane):
    """Three debates, on a cluster that the command starts."""

    stages = ("starting", "joining", "building", "writing", "ending")
    """No folder for the run yet; no worker that builds; one that does; a file that comes back; all
    are there."""

    address = "local"

    def __init__(self, root: Path, seed: str) -> None:
        super().__init__(root, seed, MANY, OTHERS)

    def start(self) -> subprocess.Popen[str]:
        """The command."""
        jobs = self.chance.choice(("1", "2"))
        where = ("-o", str(self.root / "out"), "--jobs", jobs, "--cluster", self.address)
        return self.started("build", *map(str, self._texts), *self._options, *where)

    def stage(self) -> str:
        """How far it is."""
        now = self._states()
        made = {name for name in now if now[name] != self._at_start.get(name)}
        if any(name.endswith(".part") for name in made):
            return "writing"
        if made.issuperset(self.new.files):
            return "ending"
        if made or self._runs():
            return "building"
        return "joining" if any((self.root / "tmp").iterdir()) else "starting"

    def _runs(self) -> list[Path]:
        """The folders of workers that build, or built."""
        return [*(self.root / "tmp").glob("*/podcast-run-*")]

    def lasts(self, stage: str) -> float:
        """How many seconds of a stage a kill may wait."""
        return {"starting": 0.3, "joining": 1.0, "building": 0.5 * self.new.seconds}.get(
            stage, 0.004
        )


class ClusterLane(LocalClusterLane):
    """Three debates, on a cluster that outlives the command."""

    kinds = (
        *("KILL scheduler", "KILL worker", "KILL", "TERM", "INT"),
        *(*KINDS, "KILL scheduler", "KILL worker"),
    )
    apart = True
    _cluster: Cluster | None = None

    def start(self) -> subprocess.Popen[str]:
        """The command, with a scheduler and two workers that live."""
        if self._cluster is None or self._cluster.scheduler.poll() is not None:
            self.close()
            folder = self.root.with_name(f"dask of {self.root.name}")
            folder.mkdir(exist_ok=True)
            self._cluster = Cluster(folder, self.environment("a cluster's"))
            atexit.register(self._cluster.close)  # also where the lane cannot be begun
        workers = [worker for worker in self._cluster.workers if worker.poll() is None]
        for _ in range(_WORKERS - len(workers)):
            self._cluster.worker()
        self._cluster.ready(_WORKERS)
        self.address = self._cluster.address
        return super().start()

    def hit(self, kind: str, process: subprocess.Popen[str], others: list[int]) -> None:
        """The scheduler and workers are no children of the command."""
        assert self._cluster is not None
        if kind == "KILL scheduler":
            self._cluster.scheduler.kill()
        elif kind == "KILL worker":
            living = [one for one in self._cluster.workers if one.poll() is None]
            os.kill(self.chance.choice(living).pid, signal.SIGKILL)
        else:
            super().hit(kind, process, others)

    def ended(self, process: subprocess.Popen[str]) -> tuple[str, str]:
        """As every lane; what workers were at when nobody wanted it any more is waited for, and
        workers without a scheduler are ended by whoever runs them."""
        said = super().ended(process)
        assert self._cluster is not None
        if self._cluster.scheduler.poll() is not None:
            self.close()
        deadline = time.monotonic() + _SETTLES
        while any(map(_is_held, self._runs())) and time.monotonic() < deadline:
            time.sleep(0.05)
        return said

    def _runs(self) -> list[Path]:
        return [*(self.root / "tmp").glob("podcast-run-*")]

    def close(self) -> None:
        """End the cluster."""
        if self._cluster is not None:
            self._cluster.close()
            self._cluster = None


def _is_held(run: Path) -> bool:
    """Whether whoever made the folder of a run lives."""
    try:
        with (run / ".podcast-run").open("rb+") as mark:
            return try_lock(mark.fileno()) is False
    except OSError:
        return False

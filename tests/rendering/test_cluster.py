"""A Dask cluster makes the same bytes, whatever becomes of its workers."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import pytest

from podcast.casting.palette import Palette
from podcast.errors import ClusterError, SpeechError, WorkerError
from podcast.rendering.cluster import cluster_pool
from podcast.store.cache import Cache
from tests.building.test_make import production
from tests.making import make_by, make_episode
from tests.rendering.test_render import debate

distributed = pytest.importorskip("distributed", reason="the extra “cluster” is not installed")


def fail() -> None:
    raise SpeechError("Bonjour", 7, "it hung")


def wrong() -> None:
    raise ValueError("of no use")


def test_two_workers_of_which_one_is_killed_make_the_same_bytes(
    tmp_path: Path, tones: Palette
) -> None:
    what = production(debate(), tones)
    alone = make_episode(what, tmp_path / "1", "a", jobs=1).path.read_bytes()
    killed: list[int] = []
    with cluster_pool("local", 2) as pool:
        client = pool.executor._inner._client  # type: ignore[attr-defined]
        workers = client.run(os.getpid)
        assert len(workers) == pool.jobs == 2
        assert os.getpid() not in workers.values()

        def kill(done: int, total: int) -> None:
            if not killed and done > total / 3:
                killed.append(next(iter(workers.values())))
                os.kill(killed[0], signal.SIGKILL)

        made = make_by(pool, what, tmp_path / "2", "a", progress=kill)
    assert killed
    assert made.path.read_bytes() == alone


def test_a_worker_that_is_killed_while_it_is_asked_costs_a_try(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ask, asked = distributed.Client.run, []

    def run(client: Any, function: Any) -> Any:
        asked.append(function)
        if len(asked) == 1:
            raise distributed.core.CommClosedError("Stream is closed")
        return ask(client, function)

    monkeypatch.setattr(distributed.Client, "run", run)
    with cluster_pool("local", 1) as pool:
        assert pool.executor.submit(os.getpid).result() != os.getpid()
    assert len(asked) == 2


def test_a_worker_that_is_killed_while_it_starts_costs_a_try(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    start, started = distributed.LocalCluster, []

    def begin(**options: Any) -> Any:
        started.append(options)
        if len(started) == 1 or options["n_workers"] == 7:
            raise RuntimeError("Nanny failed to start.")
        return start(**options)

    monkeypatch.setattr(distributed, "LocalCluster", begin)
    with cluster_pool("local", 1) as pool:
        assert pool.executor.submit(os.getpid).result() != os.getpid()
    assert len(started) == 2
    with pytest.raises(ClusterError, match=r"No cluster can be reached at local: Nanny failed"):
        cluster_pool("local", 7).__enter__()
    assert len(started) == 5


def test_what_was_made_on_a_cluster_is_kept_here(tmp_path: Path, tones: Palette) -> None:
    what = production(debate(), tones)
    cache = Cache(tmp_path / "cache", 10**9)
    with cluster_pool("local", 1, cache) as pool:
        made = make_by(pool, what, tmp_path / "1", "a")
        with pytest.raises(SpeechError) as raised:
            pool.executor.submit(fail).result()
        assert raised.value.line == 7
        with pytest.raises(WorkerError, match="ValueError: of no use"):
            pool.executor.submit(wrong).result()
    assert {entry.path.parts[-3] for entry in cache.entries()} == {"chunks", "gains"}
    again = make_episode(what, tmp_path / "2", "a", cache=cache)
    assert again.path.read_bytes() == made.path.read_bytes()


def test_no_cluster_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("podcast.rendering.cluster._PATIENCE", 1)
    with (
        pytest.raises(ClusterError, match=r"No cluster can be reached at tcp://127\.0\.0\.1:9"),
        cluster_pool("tcp://127.0.0.1:9", 1),
    ):
        pass
    with (
        pytest.raises(ClusterError, match="No cluster can be reached at nonsense://x"),
        cluster_pool("nonsense://x", 1),
    ):
        pass


def test_a_worker_of_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("podcast.rendering.cluster.program_state", _elsewhere)
    with (
        pytest.raises(ClusterError, match="has another version of this program"),
        cluster_pool("local", 1),
    ):
        pass


def _elsewhere() -> str:
    return str(os.getpid())

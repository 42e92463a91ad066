"""Many debates on a real cluster, whose workers and scheduler come and go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from podcast.building.many import build_many
from podcast.building.model import BuildOptions
from podcast.errors import ClusterError
from podcast.rendering.cluster import cluster_pool
from podcast.rendering.pool import local_pool
from podcast.store.cache import Cache
from tests.building.test_elsewhere import files, text
from tools.killing.cluster import Cluster

pytest.importorskip("distributed", reason="the extra “cluster” is not installed")


@pytest.fixture
def cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dask").mkdir()
    made = Cluster(tmp_path / "dask")
    yield made
    made.close()


def test_workers_and_scheduler_come_and_go(cluster: Cluster, tmp_path: Path) -> None:
    paths = [text(f"{number}.txt", f"voilà le numéro {number}") for number in range(5)]
    Path("bad.txt").write_text("")
    paths.insert(2, Path("bad.txt"))
    options, cache = BuildOptions(output=Path("a")), Cache(tmp_path / "cache", 10**9)
    first = cluster.worker()
    cluster.ready()
    with cluster_pool(cluster.address, 1, cache) as pool:
        outcomes = build_many(paths, options, pool)
        assert next(outcomes).made is not None
        first.kill()
        cluster.worker()
        assert next(outcomes).made is not None
        cluster.scheduler.kill()
        with pytest.raises(ClusterError, match="cannot be reached any more"):
            for _ in outcomes:
                pass
    assert not list(tmp_path.rglob("*.part"))
    again = Cluster(tmp_path / "dask")
    try:
        again.worker()
        again.ready()
        with cluster_pool(again.address, 1, cache) as pool:
            rest = [*build_many(paths, options, pool)]
    finally:
        again.close()
    assert [one.made is None and one.error is None for one in rest[:2]] == [True, True]
    assert [one.transcript for one in rest if one.error] == [Path("bad.txt")]
    with local_pool(1, cache) as pool:
        assert len([*build_many(paths, BuildOptions(output=Path("b")), pool)]) == 6
    assert files("a") == files("b")

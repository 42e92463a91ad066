"""`python -m bench.archive`: many small debates, on the local pool and on a cluster of two workers.

Prints seconds of processor time (all processes) and by the clock, their ratio, whether the bytes
are the same, and how much travels for a debate; then, on a cluster that stands apart from the
command, what the command, the scheduler and the workers take. With `--growth`, ten times as many as
well.
"""

import argparse
import os
import pickle
import random
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from bench.run import ROOT, Run, measure
from tools.killing.cluster import Cluster


def debates(folder: Path, count: int, turns: int) -> list[str]:
    """So many debates of so many turns, out of words of our own."""
    chance = random.Random(1)
    words = (ROOT / "episodes" / "demo" / "demo.txt").read_text(encoding="utf-8").split()
    names = ("Ada Premier", "Bob Second", "Carl Tiers")
    folder.mkdir()
    made = []
    for number in range(count):
        said = (
            f"{names[turn % 3]} : {' '.join(chance.choices(words, k=chance.randint(10, 40)))}."
            for turn in range(turns)
        )
        path = folder / f"{number:04}.txt"
        path.write_text("\n\n".join(said), encoding="utf-8")
        made.append(str(path))
    return made


def build(folder: Path, texts: list[str], *options: str) -> Run:
    """Build `texts` from nothing, with two workers."""
    for place in ("cache", "out"):
        shutil.rmtree(folder / place, ignore_errors=True)
    return again(folder, texts, *options)


def again(folder: Path, texts: list[str], *options: str) -> Run:
    """Build `texts` where they were built."""
    command = [sys.executable, "-m", "podcast", "build", "-q", "--jobs", "2", *options]
    command += ["-o", str(folder / "out"), *texts]
    return measure(command, {"PODCAST_CACHE": str(folder / "cache")})


def files(folder: Path) -> dict[str, bytes]:
    """All that was made."""
    out = folder / "out"
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()}


def apart(folder: Path, texts: list[str]) -> str:
    """Build `texts` from nothing on a cluster that is not the command's; who takes what of it."""
    dask = folder / "dask"
    dask.mkdir(exist_ok=True)
    # As docs/evidence/speed.md advises: a cost by the clock, not of the work.
    quiet = {"DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False", "PODCAST_NATURAL": "off"}
    cluster = Cluster(dask, {**os.environ, **quiet})
    try:
        processes = [cluster.scheduler, cluster.worker(), cluster.worker()]
        cluster.ready(2)
        before = [_processor(process.pid) for process in processes]
        run = build(folder, texts, "--cluster", cluster.address)
        after = [_processor(process.pid) for process in processes]
    finally:
        cluster.close()
    scheduler, *workers = (end - start for start, end in zip(before, after, strict=True))
    every = run.cpu + scheduler + sum(workers)
    return (
        f"{every:.1f} s cpu: command {run.cpu:.1f}, scheduler {scheduler:.1f}"
        f" ({scheduler / every:.1%}), workers {sum(workers):.1f}; {run.wall:.1f} s,"
        f" command {run.memory:.0f} MB"
    )


def _processor(pid: int) -> float:
    """Seconds of processor time of a process and of all it started."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    own = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    children = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    return own + sum(_processor(int(child)) for child in " ".join(children).split())


def moved(text: str, folder: Path) -> tuple[int, int]:
    """The bytes of what goes to a worker for a debate, and of what comes back."""
    from podcast.building import elsewhere
    from podcast.building.model import BuildOptions

    path, options = Path(text), BuildOptions(output=folder / "moved")
    order = elsewhere._order(path, options, folder / "moved" / path.stem, cached=False)
    return len(pickle.dumps(order)), len(pickle.dumps(elsewhere.build_order(order)))


def main() -> None:
    """Read the options, measure, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--debates", type=int, default=40)
    parser.add_argument("--turns", type=int, default=6)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--growth", action="store_true", help="ten times as many as well")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = debates(folder / "few", given.debates, given.turns)
        there, back = moved(texts[0], folder)
        print(f"a debate: {there / 1000:.1f} kB to a worker, {back / 1000:.1f} kB back")
        ratios = []
        for _ in range(given.runs):
            local = build(folder, texts)
            made = files(folder)
            cluster = build(folder, texts, "--cluster", "local")
            same = "the same" if files(folder) == made else "OTHER"
            known = again(folder, texts, "--cluster", "local")
            ratios.append(cluster.cpu / local.cpu)
            for what, run in (("local", local), ("cluster", cluster), ("again", known)):
                print(f"  {what:8} {run.cpu:7.1f} s cpu {run.wall:7.1f} s {run.memory:6.0f} MB")
            print(f"  cluster to local {ratios[-1]:.2f}, {same} bytes", flush=True)
            print(f"  apart: {apart(folder, texts)}", flush=True)
        print(f"median of {given.runs}: {statistics.median(ratios):.2f}")
        if given.growth:
            texts = debates(folder / "many", 10 * given.debates, given.turns)
            for what, options in (("local", ()), ("cluster", ("--cluster", "local"))):
                run = build(folder, texts, *options)
                print(f"  {len(texts)} {what}: {run.cpu:.1f} s cpu {run.wall:.1f} s", flush=True)
            print(f"  {len(texts)} apart: {apart(folder, texts)}", flush=True)


if __name__ == "__main__":
    main()

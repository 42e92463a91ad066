"""Kills builds at random moments, and looks at what they leave and what becomes of them.

    python -m tools.kill_builds [--of one|many|natural|studio|cluster|apart] [--kills 200]
        [--seed 1] [--lanes 2] [--kind KILL …] [--at speaking …]

A small debate is built undisturbed. Then it is built again and again, from nothing, from what a
killed build left, or over an older version of itself; each time the command (or one of its
workers, or all of its group) is killed, at a random moment or at one that was aimed at, and run
again to its end (`killing.lane`). So are builds of several, builds with natural voices, the studio
while it builds (`killing.studio`), a cluster of this machine, and one that stands apart from the
command, whose scheduler and workers are killed as well (`killing.cluster`). And a lexicon is
removed while it is built: it is told, and the next build is made without it.

Prints how many kills fell into which stage, and how often litter waited for the next build; ends
with 1 where anything else than promised was found. It needs Linux (/proc, inotify).
"""

from __future__ import annotations

import argparse
import itertools
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from tools.killing.cluster import MANY, OTHERS, ClusterLane, LocalClusterLane
from tools.killing.lane import NO_BOOK, Figures, Lane
from tools.killing.studio import StudioLane

NATURAL = """\
La salle

Ada Premier : Faut-il fermer la nuit ?

Bob Second : Oui, les voisins dorment.
"""

OF: dict[str, Callable[[Path, str], Lane]] = {
    "one": Lane,
    "many": lambda root, seed: Lane(root, seed, MANY, OTHERS, stages=NO_BOOK),
    "natural": lambda root, seed: Lane(
        root,
        seed,
        (*MANY, "--engine", "kokoro"),
        texts=(NATURAL, NATURAL.replace("Oui", "Non")),
        stages=NO_BOOK,
    ),
    "studio": StudioLane,
    "cluster": LocalClusterLane,
    "apart": ClusterLane,
}
"""What is built and killed."""


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--of", choices=OF, default="one", help="what is built and killed")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lanes", type=int, default=2, help="builds that are killed at a time")
    parser.add_argument("--kind", action="append", default=[], help="kill so, and not otherwise")
    parser.add_argument("--at", action="append", default=[], help="and at this stage")
    given = parser.parse_args()
    # A shell's background jobs ignore Ctrl-C, and so would all that they start.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ["PODCAST_NATURAL"] = "off"  # but where natural voices are asked for
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kill-builds-") as folder:
        lanes = [
            OF[given.of](Path(folder, str(number)), f"{given.seed}.{number}")
            for number in range(given.lanes)
        ]
        kinds = itertools.cycle(given.kind or lanes[0].kinds)
        killed = list(itertools.islice(kinds, given.kills))
        done = threading.Semaphore(0)
        threads = []
        for number, lane in enumerate(lanes):
            arguments = (killed[number :: given.lanes], given.at, done.release)
            threads.append(threading.Thread(target=lane.run, args=arguments))
        for thread in threads:
            thread.start()
        try:
            for number in range(given.kills):
                while not done.acquire(timeout=1):
                    if not any(thread.is_alive() for thread in threads):
                        raise SystemExit("a lane ended too early")
                print(f"\r{number + 1}/{given.kills}", end="", file=sys.stderr, flush=True)
            for thread in threads:
                thread.join()
        finally:
            for lane in lanes:
                lane.close()
    print(file=sys.stderr)
    stages = lanes[0].stages
    faults = _show([lane.figures for lane in lanes], stages, time.monotonic() - begun)
    sys.exit(1 if faults else 0)


def _show(all_figures: list[Figures], stages: tuple[str, ...], seconds: float) -> int:
    total = Figures()
    for one in all_figures:
        total.kills += one.kills
        total.litter += one.litter
        total.starts += one.starts
        for name in (
            "too_late",
            "before_it_began",
            "reruns",
            "kept",
            "spoken",
            "watched",
            "faults",
        ):
            setattr(total, name, getattr(total, name) + getattr(one, name))
    kinds = list(dict.fromkeys(kind for kind, _ in total.kills))
    print("".join(["kill".ljust(16), *(stage.rjust(10) for stage in stages), "all".rjust(6)]))
    for kind in kinds:
        row = [total.kills[kind, stage] for stage in stages]
        print(kind.ljust(16) + "".join(f"{n:10}" for n in row) + f"{sum(row):6}")
    row = [sum(total.kills[kind, stage] for kind in kinds) for stage in stages]
    print("all".ljust(16) + "".join(f"{n:10}" for n in row) + f"{sum(row):6}")
    print(f"\n{total.too_late} came after the build had ended. Begun from: {dict(total.starts)}.")
    print(
        f"{total.reruns} builds were run again: {total.kept} takes were kept, {total.spoken} lines"
        f" spoken. {total.watched} writes were watched."
    )
    print(f"{total.before_it_began} met Python before it had begun with the program.")
    print(f"Left by SIGKILL until the next build: {dict(total.litter) or 'nothing'}.")
    print(
        f"{len(total.faults)} faults in {seconds:.0f} s."
        + "".join(f"\n- {f}" for f in total.faults)
    )
    return len(total.faults)


if __name__ == "__main__":
    main()

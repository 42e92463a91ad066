"""`python -m bench.run`: builds of one debate, in turn, several times, and their ratios.

Everything is measured in every round, so that a machine that others use too is as busy for one as
for the other; medians are printed after each round. Seconds of processor time (all processes, user
and system) are what a ratio is taken of, unless `--wall` says that the machine is idle.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
GOALS = {
    "cold": ("plain / cold", 5.0),
    "bare": ("cold / bare", 1.35),  # by the clock, where cores are shared: 1.5
    "same": ("same / cold", 0.03),
    "changed": ("changed / cold", 0.10),
    "small": ("small / cold", 0.70),
    "help": ("help / imports", 0.25),
}


@dataclass(frozen=True)
class Run:
    """Seconds by the clock and of processors, the most memory of all processes together (MB)."""

    wall: float
    cpu: float
    memory: float
    output: str


def measure(command: list[str], environment: dict[str, str]) -> Run:
    """Run `command` to its end, as an installed program: with its modules compiled. Where it fails,
    so does this."""
    # Modules are compiled, as where the program is installed; voices are eSpeak NG's, also where
    # others are installed.
    environment = {**environment, "PYTHONDONTWRITEBYTECODE": "", "PODCAST_NATURAL": "off"}
    start = time.monotonic()
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(command, stdout=output, env={**os.environ, **environment})
        most = [0.0]
        done = threading.Event()

        def watch() -> None:
            while not done.wait(0.1):
                most[0] = max(most[0], _memory(process.pid))

        watching = threading.Thread(target=watch)
        watching.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        done.set()
        watching.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{command} ended with {process.returncode}")
        output.seek(0)
        return Run(wall, usage.ru_utime + usage.ru_stime, most[0], output.read())


def _memory(pid: int) -> float:
    """MB of a process and all it started; what they share counts once."""
    total = 0.0
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total = int(line.split()[1]) / 1000
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                total += _memory(int(child))
    except OSError:
        pass  # it has just ended
    return total


def generated(folder: Path) -> Path:
    """A debate of an hour, out of words of our own."""
    chance = random.Random(1)
    words = (ROOT / "episodes" / "demo" / "demo.txt").read_text(encoding="utf-8").split()
    names = ("Ada Premier", "Bob Second", "Carl Tiers", "Dora Quart")
    turns = [
        f"{chance.choice(names)} : {' '.join(chance.choices(words, k=chance.randint(20, 250)))}."
        for _ in range(75)
    ]
    path = folder / "generated.txt"
    path.write_text("\n\n".join(turns), encoding="utf-8")
    return path


def transcript_to_measure(folder: Path, given: list[str]) -> Path:
    """The one that is `given`; else the real round table, where it is; else one of our own."""
    if given:
        return Path(given[0])
    shared = Path(os.environ.get("PODCAST_TRANSCRIPTS", ROOT.parent / "shared/transcripts"))
    real = shared / "table-ronde-ia-2024.txt"
    return real if real.is_file() else generated(folder)


def changed_copy(transcript: Path, folder: Path, number: int) -> Path:
    """The transcript with one long paragraph, in its middle, changed; to be thrown away."""
    lines = transcript.read_text(encoding="utf-8").split("\n")
    middle = [i for i, line in enumerate(lines) if len(line) > 200]
    place = middle[len(middle) // 2]
    lines[place] += f" Voilà ce que je voulais dire, et je le redis {number + 2} fois."
    path = folder / transcript.name
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def one_round(transcript: Path, folder: Path, number: int, *, plain: bool) -> dict[str, Run]:
    """All that is compared, once."""
    python = sys.executable
    cache = folder / "cache"
    shutil.rmtree(cache, ignore_errors=True)
    shutil.rmtree(folder / "out", ignore_errors=True)
    kept = {"PODCAST_CACHE": str(cache)}
    build = [python, "-m", "podcast", "build", "-q", "-o", str(folder / "out")]
    changed = folder / "changed"
    changed.mkdir(exist_ok=True)
    other = changed_copy(transcript, changed, number)
    found = {"cold": measure([*build, str(transcript)], kept)}
    episode = found["cold"].output.strip()
    found["same"] = measure([*build, str(transcript)], kept)
    bare = json.loads(measure([python, "-m", "bench.bare", str(transcript), episode], {}).output)
    seconds = bare["espeak"] + bare["lame"]
    found["bare"] = Run(seconds, seconds, 0, "")
    found["changed"] = measure([*build, str(other)], kept)
    small = [*build[:-1], str(folder / "small"), "--small", str(transcript)]
    found["small"] = measure(small, {"PODCAST_CACHE": str(folder / "cache of small")})
    for made in ("cache of small", "small"):  # the folder remembers what was made, too
        shutil.rmtree(folder / made, ignore_errors=True)
    if plain:
        target = str(folder / "plain.mp3")
        found["plain"] = measure([python, "-m", "bench.plain", str(transcript), target], {})
    found["help"] = measure([python, "-m", "podcast", "--help"], {})
    everything = "import podcast.building.make, podcast.rendering.render, podcast.reading.read"
    everything += ", podcast.themes, podcast.publishing.tags, podcast.publishing.cover"
    everything += ", soxr, pydub, py3langid"
    found["imports"] = measure([python, "-W", "ignore", "-c", everything], {})
    return found


def report(rounds: list[dict[str, Run]], *, wall: bool) -> None:
    """Medians and ratios of what was measured so far."""
    print(f"\nMedians of {len(rounds)} rounds, {os.cpu_count()} processors")
    for name in rounds[0]:
        runs = [one[name] for one in rounds]
        middle = [statistics.median(getattr(run, w) for run in runs) for w in ("wall", "cpu")]
        memory = max(run.memory for run in runs)
        print(f"  {name:8} {middle[0]:7.2f} s {middle[1]:7.2f} s cpu {memory:6.0f} MB")
    for text, goal in GOALS.values():
        one, other = text.split(" / ")
        if one not in rounds[0] or other not in rounds[0]:
            continue
        clock = "wall" if wall else "cpu"
        each = [getattr(r[one], clock) / getattr(r[other], clock) for r in rounds]
        if wall and other == "bare":
            each, goal = [ratio * (os.cpu_count() or 1) for ratio in each], 1.5
        sign = "at least" if one == "plain" else "at most"
        print(f"  {text:16} {statistics.median(each):6.3f}   (goal: {sign} {goal})", flush=True)


def main() -> None:
    """Read the options, measure, report after each round."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("transcript", nargs="?", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--wall", action="store_true", help="ratios by the clock, if idle")
    parser.add_argument("--no-plain", action="store_true", help="leave out the plain script")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        given = [str(options.transcript)] if options.transcript else []
        transcript = transcript_to_measure(folder, given)
        print(f"{transcript}, {os.getloadavg()[0]:.1f} processes wait")
        rounds = []
        for number in range(options.runs):
            rounds.append(one_round(transcript, folder, number, plain=not options.no_plain))
            report(rounds, wall=options.wall)


if __name__ == "__main__":
    main()

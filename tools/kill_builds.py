"""Kills builds at random moments, and looks at what they leave and what becomes of them.

    python -m tools.kill_builds [--kills 200] [--seed 1] [--lanes 2] [--of one|many|cluster]

A small debate is built undisturbed. Then it is built again and again, from nothing, from what a
killed build left, or over an older version of itself; each time the command (or one of its
workers, or all of its group) is killed, at a random moment or at one that was aimed at, and run
again to its end. What must hold each time is in `Lane.look_after_kill` and `Lane.finish`.

Prints how many kills fell into which stage, and how often litter waited for the next build; ends
with 1 where anything else than promised was found. It needs Linux (/proc, inotify).
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tools.file_watch import FileWatch

NAME = "salle"
OLD = """\
La salle des fêtes

Ada Premier : Bonsoir à tous. Faut-il garder la salle des fêtes ouverte la nuit ?

Bob Second : Oui, bien sûr. Les jeunes n'ont nulle part où aller après vingt-deux heures.

Cléo Tierce : Je ne suis pas d'accord. Les voisins dorment, et le chauffage coûte 4 200 euros par an.

Bob Second : On peut fermer à minuit.

Ada Premier : Merci, nous voterons demain.
"""  # noqa: E501
NEW = OLD.replace("On peut fermer à minuit.", "Fermons donc à minuit, et chauffons moins.")

OPTIONS = ("--by", "whole", "--by", "speaker", "--book")
MANY = ("--by", "whole", "--language", "fr")
OF: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "one": (OPTIONS, ()),
    "many": (MANY, ("mairie", "ecole")),
    "cluster": ((*MANY, "--cluster", "local"), ("mairie", "ecole")),
}
"""Of what builds are killed: with which options, and of which debates as well."""

STAGES = ("starting", "reading", "speaking", "encoding", "tagging", "page", "book", "ending")
"""By what is there: no worker yet; workers, but no file; an MP3 begun and empty; sound in it; all
its sound, but not its name; the MP3s, and texts begun; the texts, and books begun; all."""

KINDS = (
    "KILL",
    "TERM",
    "INT",
    "KILL group",
    "KILL",
    "TERM",
    "INT",
    "KILL worker",
    "HUP",
    "INT INT",
)
"""Whom it hits, in turn; where nothing is said, the command itself."""


_HANGS = 90  # s


@dataclass(frozen=True, slots=True)
class Truth:
    """What an undisturbed build makes: its files by name, how many bytes of each MP3 are sound, how
    many takes it keeps."""

    files: dict[str, bytes]
    sound: dict[str, int]
    takes: int
    seconds: float


@dataclass
class Figures:
    """What was counted."""

    kills: collections.Counter[tuple[str, str]] = field(default_factory=collections.Counter)
    litter: collections.Counter[str] = field(default_factory=collections.Counter)
    starts: collections.Counter[str] = field(default_factory=collections.Counter)
    too_late: int = 0
    before_it_began: int = 0
    reruns: int = 0
    kept: int = 0
    spoken: int = 0
    watched: int = 0
    faults: list[str] = field(default_factory=list)


class Lane:
    """A folder of its own in which one build after the other is killed."""

    def __init__(
        self,
        root: Path,
        seed: str,
        options: tuple[str, ...] = OPTIONS,
        others: tuple[str, ...] = (),
    ) -> None:
        self.root = root
        self.chance = random.Random(seed)
        self.figures = Figures()
        self._mark = f"kill-builds-{seed}-{os.getpid()}"
        self._options = options
        self._at_start: dict[str, tuple[int, int]] = {}
        self._what = ""
        for place in ("tmp", "out", "cache"):
            (root / place).mkdir(parents=True)
        self._texts = [root / f"{name}.txt" for name in (NAME, *others)]
        for path in self._texts[1:]:
            path.write_text(OLD.replace("salle des fêtes", path.stem), encoding="utf-8")
        self.old = self._truth(OLD)
        for place in ("out", "cache"):
            shutil.copytree(root / place, root / f"old-{place}")
        self._empty("out", "cache")
        self.new = self._truth(NEW)

    # --- a build -----------------------------------------------------------------------------

    def start(self) -> subprocess.Popen[str]:
        """The command, in a group of its own."""
        environment = dict(
            os.environ,
            TMPDIR=str(self.root / "tmp"),
            PODCAST_CACHE=str(self.root / "cache"),
            KILL_BUILDS=self._mark,
        )
        command = [sys.executable, "-m", "podcast", "build", *map(str, self._texts)]
        jobs = self.chance.choice(("1", "2"))
        self._at_start = self._states()
        return subprocess.Popen(
            [*command, *self._options, "-o", str(self.root / "out"), "--jobs", jobs],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            start_new_session=True,
        )

    def _truth(self, text: str) -> Truth:
        self._texts[0].write_text(text, encoding="utf-8")
        begun = time.monotonic()
        process = self.start()
        _, said = process.communicate()
        if process.returncode:
            raise SystemExit(f"the undisturbed build failed: {said}")
        files = self._files()
        sound = {name: _sound(data) for name, data in files.items() if name.endswith(".mp3")}
        return Truth(files, sound, len(self._takes()), time.monotonic() - begun)

    # --- what is there -----------------------------------------------------------------------

    def _files(self) -> dict[str, bytes]:
        folder = self.root / "out"
        found = {}
        for path in folder.rglob("*"):
            with contextlib.suppress(FileNotFoundError, IsADirectoryError):
                found[path.relative_to(folder).as_posix()] = path.read_bytes()
        return found

    def _states(self) -> dict[str, tuple[int, int]]:
        """Number and time of each file: another one under the same name has others."""
        found = {}
        for folder, _, names in os.walk(self.root / "out"):
            for name in names:
                with contextlib.suppress(FileNotFoundError):
                    status = Path(folder, name).stat()
                    place = Path(folder, name).relative_to(self.root / "out").as_posix()
                    found[place] = (status.st_ino, status.st_mtime_ns)
        return found

    def _takes(self) -> dict[str, int]:
        """The number of each take's file."""
        paths = (self.root / "cache" / "takes").glob("*/*")
        return {path.name: path.stat().st_ino for path in paths if len(path.name) == 40}

    def litter(self) -> list[str]:
        """All that is temporary."""
        parts = [p for place in ("out", "cache") for p in (self.root / place).rglob("*.part")]
        own = [path for path in self.root.rglob("*") if path.name.endswith(".lock")]
        return [
            path.relative_to(self.root).as_posix()
            for path in (*parts, *own, *(self.root / "tmp").iterdir())
        ]

    def processes(self) -> list[int]:
        """All that the command started, whoever their parent is by now."""
        found = []
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                with contextlib.suppress(OSError):
                    if self._mark.encode() in (folder / "environ").read_bytes():
                        found.append(int(folder.name))
        return found

    def stage(self) -> str:
        """How far the running build is."""
        now = self._states()
        made = {name for name in now if now[name] != self._at_start.get(name)}
        parts = [name for name in made if name.endswith(".part")]
        size = -1
        book = False
        for name in parts:
            with contextlib.suppress(FileNotFoundError):
                path = self.root / "out" / name
                size = path.stat().st_size
                with path.open("rb") as file:
                    book = file.read(2) == b"PK"
        sounds = [name for name in self.new.sound if name not in made]
        if sounds:
            if size < 0 and len(sounds) == len(self.new.sound):
                return "reading" if len(self.processes()) > 1 else "starting"
            if size <= 0:
                return "speaking" if size == 0 else "encoding"
            # They come in order; the first that is missing is under way.
            whole = self.new.sound[next(name for name in self.new.sound if name in sounds)]
            return "encoding" if size < whole else "tagging"
        missing = [name for name in self.new.files if name not in made]
        if not book and any(not name.endswith(".epub") for name in missing):
            return "page"
        return "book" if parts or missing else "ending"

    # --- a kill ------------------------------------------------------------------------------

    def prepare(self, state: str) -> None:
        """Begin from `state`: "nothing", "cache" (all of it, or what the last build left of it),
        "older" (an older version), "as killed" (whatever is there)."""
        self.figures.starts[state] += 1
        if state == "as killed":
            return
        self._empty("out", *(() if state == "cache" else ("cache",)))
        if state == "older":
            for place in ("out", "cache"):
                shutil.rmtree(self.root / place)
                shutil.copytree(self.root / f"old-{place}", self.root / place)
        elif state == "cache":
            for path in (self.root / "cache").rglob("*"):
                if path.is_file() and self.chance.random() < 0.3:
                    path.unlink()

    def kill(self, kind: str, aim: str | float) -> None:
        """Start a build and kill it at a stage or after so many seconds; look at what it left."""
        self._texts[0].write_text(NEW, encoding="utf-8")
        self._what = f"{kind} at {aim}"
        takes, litter = self._takes(), self.litter()
        watch = FileWatch(self.root / "out")
        process = self.start()
        begun = time.monotonic()
        if isinstance(aim, float):
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(aim)
        else:
            while process.poll() is None and self.stage() != aim:
                time.sleep(0.002)
            time.sleep(self.chance.random() * (0.1 if aim in STAGES[:3] else 0.004))
        stage = self.stage()
        running = process.poll() is None
        others = [one for one in self.processes() if one != process.pid]
        with contextlib.suppress(ProcessLookupError):
            self._hit(kind, process, others)
        _, said = self._ended(process)
        passed = time.monotonic() - begun
        self._what += f" ({stage}, after {passed:.2f} s)"
        if not running:
            self.figures.too_late += 1
        else:
            self.figures.kills[kind, stage] += 1
        self.look_after_kill(kind, process.returncode, said, takes, litter)
        self.figures.watched += watch.moves
        self._note(*watch.close())

    def _hit(self, kind: str, process: subprocess.Popen[str], others: list[int]) -> None:
        if kind == "KILL group":
            os.killpg(process.pid, signal.SIGKILL)
        elif kind == "KILL worker":
            if others:
                os.kill(self.chance.choice(others), signal.SIGKILL)
        else:
            first, *more = kind.split()
            process.send_signal(getattr(signal, f"SIG{first}"))
            for name in more:  # somebody who cannot wait
                time.sleep(self.chance.random() * 0.1)
                process.send_signal(getattr(signal, f"SIG{name}"))

    def _ended(self, process: subprocess.Popen[str]) -> tuple[str, str]:
        """What it said, when it has ended; a command that hangs is a fault."""
        try:
            return process.communicate(timeout=_HANGS)
        except subprocess.TimeoutExpired:
            self._note(f"hangs: it had not ended after {_HANGS} s")
            os.killpg(process.pid, signal.SIGKILL)
            return process.communicate()

    def look_after_kill(
        self, kind: str, code: int, said: str, takes: dict[str, int], before: list[str]
    ) -> None:
        """Every file is whole; nobody lives on; a command that could act left nothing behind; no
        take was lost."""
        if "Traceback" in said:
            if _in_the_program(said):
                self._note(f"a traceback: {said[-600:]}")
            else:
                self.figures.before_it_began += 1
        if kind == "KILL worker" and code != 0:
            self._note(f"ended with {code} because a worker was killed: {said[-400:]}")
        self._look_for_orphans()
        for name, data in self._files().items():
            if name.endswith(".part"):
                continue
            if data not in (self.old.files.get(name), self.new.files.get(name)):
                self._note(f"{name} is neither the old nor the new file")
        left = self.litter()
        if kind.startswith("KILL") and code != 0:
            for name in left:
                self.figures.litter[_sort_of(name)] += 1
        elif left := [name for name in left if name not in before]:
            self._note(f"left behind (it ended with {code}): {', '.join(left)}")
        now = self._takes()
        lost = [name for name in takes if now.get(name) != takes[name]]
        if lost:
            self._note(f"{len(lost)} takes that were kept are gone or were made again")

    def finish(self, *, older: bool = False) -> None:
        """Run the command to its end: the bytes are those of an undisturbed build, what was kept is
        not spoken again, nothing temporary is left."""
        self._what += ", run again" + (" with the older text" if older else "")
        self._texts[0].write_text(OLD if older else NEW, encoding="utf-8")
        truth = self.old if older else self.new
        takes = self._takes()
        process = self.start()
        shown, said = self._ended(process)
        self.figures.reruns += 1
        if process.returncode or "Traceback" in said:
            self._note(f"ended with {process.returncode}: {said[-400:]}")
        files = self._files()
        wrong = {n for n in files.keys() | truth.files.keys() if files.get(n) != truth.files.get(n)}
        if wrong:
            self._note(f"other bytes than undisturbed: {', '.join(sorted(wrong))}")
        if left := self.litter():
            self._note(f"left after all: {', '.join(left)}")
        self._look_for_orphans()
        now = self._takes()
        again = [name for name in takes if now.get(name) != takes[name]]
        # Of many, nobody says it.
        spoken = _spoken(shown) if len(self._texts) == 1 else len(now) - len(takes)
        self.figures.kept += len(takes)
        self.figures.spoken += spoken
        if again or spoken != len(now) - len(takes):
            self._note(
                f"{spoken} spoken for {len(now) - len(takes)} new takes, {len(again)} made again"
            )

    def _look_for_orphans(self) -> None:
        deadline = time.monotonic() + 10
        while orphans := self.processes():
            if time.monotonic() > deadline:
                self._note(f"processes live on: {orphans}")
                for one in orphans:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(one, signal.SIGKILL)
                return
            time.sleep(0.01)

    def _note(self, *faults: str) -> None:
        self.figures.faults += [f"{self._what}: {fault}" for fault in faults]

    def _empty(self, *places: str) -> None:
        for place in places:
            shutil.rmtree(self.root / place)
            (self.root / place).mkdir()

    # --- many --------------------------------------------------------------------------------

    def run(self, kills: int, first: int, step: int, told: Callable[[], None]) -> None:
        """Kill so many builds."""
        state = "nothing"
        for number in range(kills):
            kind = KINDS[(first + number * step) % len(KINDS)]
            self.prepare(state)
            if self.chance.random() < 0.6:
                aim: str | float = self.chance.choice(STAGES)
            else:
                share = 0.6 if state in ("cache", "as killed") else 1.0
                aim = self.chance.random() * self.new.seconds * share
            self.kill(kind, aim)
            state = self.chance.choice(("nothing", "cache", "older", "older", "as killed"))
            if state != "as killed" or number == kills - 1:
                self.finish(older=self.chance.random() < 0.2)
            told()


def _sound(mp3: bytes) -> int:
    """The bytes of an MP3 that are not its ID3v2 tag, whose length is in four times seven bits."""
    if mp3[:3] != b"ID3":
        return len(mp3)
    length = 0
    for byte in mp3[6:10]:
        length = length << 7 | byte
    return len(mp3) - 10 - length


def _in_the_program(said: str) -> bool:
    """Whether a traceback is of a module of the package, but the two that are loaded before the
    command's first line runs: until then, Python itself tells of Ctrl-C, and no program can change
    it."""
    package = Path(__file__).parents[1] / "podcast"
    first = {str(package / name) for name in ("__init__.py", "__main__.py")}
    places = re.findall(r'File "([^"]+)"', said)
    return any(one.startswith(str(package)) and one not in first for one in places)


def _sort_of(name: str) -> str:
    place = name.partition("/")[0]
    return {"out": "parts in the folder", "cache": "parts in the cache"}.get(
        place, "temporary folders"
    )


def _spoken(shown: str) -> int:
    """How many lines the summary says were spoken."""
    if "Nothing has changed" in shown:
        return 0
    found = re.search(r"Of their \d+ lines, (\d+) were spoken", shown)
    if found is None:
        raise ValueError(f"the summary has no number of lines: {shown}")
    return int(found[1])


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--of", choices=OF, default="one", help="what is built and killed")
    parser.add_argument("--lanes", type=int, default=2, help="builds that are killed at a time")
    given = parser.parse_args()
    # A shell's background jobs ignore Ctrl-C, and so would all that they start.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kill-builds-") as folder:
        lanes = [
            Lane(Path(folder, str(n)), f"{given.seed}.{n}", *OF[given.of])
            for n in range(given.lanes)
        ]
        shares = [
            given.kills // given.lanes + (n < given.kills % given.lanes) for n in range(given.lanes)
        ]
        done = threading.Semaphore(0)
        threads = [
            threading.Thread(target=lane.run, args=(share, number, given.lanes, done.release))
            for number, (lane, share) in enumerate(zip(lanes, shares, strict=True))
        ]
        for thread in threads:
            thread.start()
        for number in range(given.kills):
            while not done.acquire(timeout=1):
                if not any(thread.is_alive() for thread in threads):
                    raise SystemExit("a lane ended too early")
            print(f"\r{number + 1}/{given.kills}", end="", file=sys.stderr, flush=True)
        for thread in threads:
            thread.join()
    print(file=sys.stderr)
    faults = _show([lane.figures for lane in lanes], time.monotonic() - begun)
    sys.exit(1 if faults else 0)


def _show(all_figures: list[Figures], seconds: float) -> int:
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
    kinds = list(dict.fromkeys(KINDS))
    print("".join(["kill".ljust(13), *(stage.rjust(10) for stage in STAGES), "all".rjust(6)]))
    for kind in kinds:
        row = [total.kills[kind, stage] for stage in STAGES]
        print(kind.ljust(13) + "".join(f"{n:10}" for n in row) + f"{sum(row):6}")
    row = [sum(total.kills[kind, stage] for kind in kinds) for stage in STAGES]
    print("all".ljust(13) + "".join(f"{n:10}" for n in row) + f"{sum(row):6}")
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

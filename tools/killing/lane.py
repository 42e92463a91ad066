"""One build after the other, killed at a moment by lot or at one that was aimed at, and run again.

What must hold each time is in `Lane.look_after_kill` and `Lane.finish`.
"""

from __future__ import annotations

import collections
import contextlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
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
LEXICON = '[words]\nvoisins = "riverains"\n'
NEW = OLD.replace("On peut fermer à minuit.", "Fermons donc à minuit, et chauffons moins.")

OPTIONS = ("--by", "whole", "--by", "speaker", "--book", "--language", "fr")

STAGES = ("starting", "reading", "speaking", "encoding", "tagging", "page", "book", "ending")
"""By what is there: no worker yet; workers, but no file; an MP3 begun and empty; sound in it; all
its sound, but not its name; the MP3s, and texts begun; the texts, and books begun; all."""
NO_BOOK = tuple(stage for stage in STAGES if stage != "book")

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
    "REMOVE",
)
"""Whom it hits, in turn; where nothing is said, the command itself. REMOVE hits nobody: a lexicon
that the build may have read is removed."""


_HANGS = 240  # s


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

    stages: tuple[str, ...] = STAGES
    kinds: tuple[str, ...] = KINDS
    apart = False
    """Whether what is killed may be of a machine that nobody tidies before it is used again."""

    def __init__(
        self,
        root: Path,
        seed: str,
        options: tuple[str, ...] = OPTIONS,
        others: tuple[str, ...] = (),
        texts: tuple[str, str] = (OLD, NEW),
        stages: tuple[str, ...] | None = None,
    ) -> None:
        self.stages = stages or self.stages
        self.root = root
        self.chance = random.Random(seed)
        self.figures = Figures()
        self._mark = f"kill-builds-{seed}-{os.getpid()}"
        self._options = options
        self._old, self._new = texts
        self._at_start: dict[str, tuple[int, int]] = {}
        self._what = ""
        for place in ("tmp", "out", "cache"):
            (root / place).mkdir(parents=True)
        self._texts = [root / f"{name}.txt" for name in (NAME, *others)]
        for path in self._texts[1:]:
            path.write_text(OLD.replace("salle des fêtes", path.stem), encoding="utf-8")
        self._lexicon = root / f"{NAME}.lexicon.toml"
        self.old = self._truth(self._old)
        for place in ("out", "cache"):
            shutil.copytree(root / place, root / f"old-{place}")
        self._empty("out", "cache")
        self._lexicon.write_text(LEXICON, encoding="utf-8")
        self.with_lexicon = self._truth(self._new)
        self._lexicon.unlink()
        self._empty("out", "cache")
        self.new = self._truth(self._new)

    # --- a build -----------------------------------------------------------------------------

    def start(self) -> subprocess.Popen[str]:
        """The command, in a group of its own."""
        jobs = self.chance.choice(("1", "2"))
        options = [*self._options, "-o", str(self.root / "out"), "--jobs", jobs]
        return self.started("build", *map(str, self._texts), *options)

    def started(self, *arguments: str) -> subprocess.Popen[str]:
        """`podcast` with these arguments; what it says goes into two files."""
        self._at_start = self._states()
        with (self.root / "shown").open("w") as shown, (self.root / "said").open("w") as said:
            return subprocess.Popen(
                [sys.executable, "-m", "podcast", *arguments],
                stdout=shown,
                stderr=said,
                text=True,
                env=self.environment(self._mark),
                start_new_session=True,
            )

    def environment(self, mark: str) -> dict[str, str]:
        """That of a process that is known by `mark`."""
        return dict(
            os.environ,
            TMPDIR=str(self.root / "tmp"),
            PODCAST_CACHE=str(self.root / "cache"),
            PODCAST_NATURAL="off",
            PYTHONUNBUFFERED="1",
            KILL_BUILDS=mark,
        )

    def lay(self, text: str) -> None:
        """Let `text` be what is built."""
        self._texts[0].write_text(text, encoding="utf-8")

    def close(self) -> None:
        """End what was started for the lane."""

    def _truth(self, text: str) -> Truth:
        self.lay(text)
        begun = time.monotonic()
        process = self.start()
        _, said = self.ended(process)
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

    def _made(self) -> set[str]:
        """The files that the running build has begun or made."""
        now = self._states()
        return {name for name in now if now[name] != self._at_start.get(name)}

    def _unfinished(self) -> set[str]:
        """The folders of the debates of which the running build has files to make."""
        made = self._made()
        return {Path(name).parts[0] for name in self.new.files if name not in made}

    def stage(self) -> str:
        """How far the running build is."""
        made = self._made()
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
        self.lay(self._new)
        if kind == "REMOVE":
            self._lexicon.write_text(LEXICON, encoding="utf-8")
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
            time.sleep(self.chance.random() * self.lasts(aim))
        stage = self.stage()
        unfinished = self._unfinished()
        running = process.poll() is None
        others = [one for one in self.processes() if one != process.pid]
        with contextlib.suppress(ProcessLookupError):
            self.hit(kind, process, others)
        shown, said = self.ended(process)
        passed = time.monotonic() - begun
        self._what += f" ({stage}, after {passed:.2f} s)"
        if not running:
            self.figures.too_late += 1
        else:
            self.figures.kills[kind, stage] += 1
        self.look_after_kill(
            kind,
            stage if running else "over",
            process.returncode,
            shown + said,
            takes,
            litter,
            unfinished,
        )
        self.figures.watched += watch.moves
        self._note(*watch.close())

    def lasts(self, stage: str) -> float:
        """How many seconds of a stage a kill may wait."""
        return 0.1 if stage in STAGES[:3] else 0.004

    def hit(self, kind: str, process: subprocess.Popen[str], others: list[int]) -> None:
        """Do what `kind` says to the command, or to one of the `others` that it started."""
        if kind == "REMOVE":
            self._lexicon.unlink()
        elif kind == "KILL group":
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

    def ended(self, process: subprocess.Popen[str]) -> tuple[str, str]:
        """What it said, when it has ended; a command that hangs is a fault."""
        try:
            process.wait(_HANGS)
        except subprocess.TimeoutExpired:
            self._note(f"hangs: it had not ended after {_HANGS} s")
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        said = [(self.root / name).read_text(errors="replace") for name in ("shown", "said")]
        return said[0], said[1]

    def look_after_kill(
        self,
        kind: str,
        stage: str,
        code: int,
        said: str,
        takes: dict[str, int],
        before: list[str],
        unfinished: set[str],
    ) -> None:
        """Every file is whole; nobody lives on; a command that could act left nothing behind; no
        take was lost."""
        if "Traceback" in said:
            if _in_the_program(said):
                self._note(f"a traceback: {said[-600:]}")
            else:
                self.figures.before_it_began += 1
        if kind in ("KILL worker", "REMOVE") and code != 0:
            self._note(f"ended with {code}: {said[-400:]}")
        self._look_for_orphans()
        truths = (self.old, self.new, *([self.with_lexicon] if kind == "REMOVE" else ()))
        files = self._files()
        for name, data in files.items():
            if name.endswith(".part"):
                continue
            if data not in [truth.files.get(name) for truth in truths]:
                self._note(f"{name} is neither the old nor the new file")
        if kind == "REMOVE" and "was removed while this was built" not in " ".join(said.split()):
            said_so = self.with_lexicon.files
            wrong = [
                name
                for name in self.new.sound
                if files.get(name) == said_so[name] != self.new.files[name]
                and Path(name).parts[0] in unfinished  # else it was made before
            ]
            if wrong and stage not in ("over", self.stages[-1]):
                self._note(f"nobody was told that the lexicon of {', '.join(wrong)} is gone")
        left = self.litter()
        if kind.startswith("KILL") and (code != 0 or self.apart):
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
        self.lay(self._old if older else self._new)
        truth = self.old if older else self.new
        takes = self._takes()
        process = self.start()
        shown, said = self.ended(process)
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
        new = len(now) - len(takes)
        spoken = self.spoken(shown, new)
        self.figures.kept += len(takes)
        self.figures.spoken += spoken
        if again or spoken != new:
            self._note(f"{spoken} spoken for {new} new takes, {len(again)} made again")

    def spoken(self, shown: str, new: int) -> int:
        """How many lines the command says it spoke; `new`, where it does not say it: of several
        episodes of one debate it does."""
        if len(self._texts) > 1 or self._options.count("--by") < 2:
            return new
        return _spoken(shown)

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

    def run(self, kinds: Sequence[str], aims: Sequence[str], told: Callable[[], None]) -> None:
        """Kill builds so, at the stages `aims`, or where there are none by lot."""
        state = "nothing"
        for number, kind in enumerate(kinds, start=1):
            self.prepare(state)
            if aims or self.chance.random() < 0.6:
                aim: str | float = self.chance.choice(aims or self.stages)
            else:
                share = 0.6 if state in ("cache", "as killed") else 1.0
                aim = self.chance.random() * self.new.seconds * share
            self.kill(kind, aim)
            state = self.chance.choice(("nothing", "cache", "older", "older", "as killed"))
            if state != "as killed" or number == len(kinds) or kind == "REMOVE":
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
    package = Path(__file__).parents[2] / "podcast"
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

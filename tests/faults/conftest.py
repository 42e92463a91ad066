"""A small debate, the command as people run it, and a machine of its own to break."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

DEBATE = """Une voix dans la nuit

Ada Un : Bonjour à tous. Que penser des trains de nuit ? Et du prix ?

Bob Deux : Ils roulent trop peu, je l'ai dit. Il y a, dans chaque gare, un quai désert.

Ada Un : Merci. Et demain, que fera-t-on des gares ?

Bob Deux : On les ouvrira la nuit, avec des lampes et des bancs.
"""

TONES = ("--engine", "tone", "--language", "fr", "-q", "--jobs", "1")
"""Options of a build that is quick: hums, and no model to load that tells the language."""

UNSHARED = ("unshare", "--mount")


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str

    def assert_is_one_sentence(self, *said: str) -> None:
        """It could not, and says so as a person would: in a line, with what to do."""
        assert self.code == 1, self
        assert self.err.startswith("Error: ") and self.err.count("\n") == 1, self.err
        assert "Traceback" not in self.err and "unforeseen" not in self.err, self.err
        for part in said:
            assert part in self.err, self.err


def podcast(*arguments: object, **environment: str) -> Ended:
    return run([*COMMAND, *map(str, arguments)], **environment)


COMMAND = (sys.executable, "-m", "podcast")


def run(command: list[str], folder: Path | None = None, **environment: str) -> Ended:
    done = subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        cwd=folder,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        timeout=120,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def shell(script: str, **environment: str) -> Ended:
    """`script`, in which $PODCAST is the command; run by sh."""
    command = shlex.join(COMMAND)
    return run(["sh", "-c", script.replace("$PODCAST", command)], **environment)


@pytest.fixture(scope="session")
def own_mounts() -> None:
    """For tests that mount what nobody else sees."""
    if not sys.platform.startswith("linux") or shutil.which("unshare") is None:
        pytest.skip("file systems of one's own need Linux and unshare (Debian: util-linux)")
    trying = subprocess.run(
        [*UNSHARED, "sh", "-c", "mount -t tmpfs tmpfs /mnt"], capture_output=True, text=True
    )
    if trying.returncode:
        pytest.skip(f"nothing may be mounted here (root may): {trying.stderr.strip()}")


def with_mounts(script: str, **environment: str) -> Ended:
    """`script` as `shell` runs it, where what it mounts is gone afterwards."""
    command = shlex.join(COMMAND)
    return run([*UNSHARED, "sh", "-ec", script.replace("$PODCAST", command)], **environment)


@pytest.fixture(scope="session")
def transcript(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("written") / "nuit.txt"
    path.write_text(DEBATE, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def spoken(transcript: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what comes of it where nothing is amiss, and the cache of that build."""
    folder = tmp_path_factory.mktemp("whole")
    cache = str(folder / "cache")
    done = podcast("build", transcript, *TONES, "--book", "-o", folder, PODCAST_CACHE=cache)
    assert done.code == 0, done.err
    return folder


@pytest.fixture(scope="session")
def whole(spoken: Path) -> dict[str, bytes]:
    """What comes of it where nothing is amiss, by name."""
    return files_of(spoken / "nuit")


def files_of(folder: Path) -> dict[str, bytes]:
    """The files of an episode's folder, hidden ones too, but for what the program notes there."""
    return {
        path.name: path.read_bytes()
        for path in sorted(folder.glob("*"))
        if path.is_file() and not path.match(".podcast-*.json")
    }

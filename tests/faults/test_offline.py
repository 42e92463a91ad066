"""Offline is a promise: every command is run where a socket would be seen, and would fail.

Three nets, one in the other: a hook in every Python process (`sys.addaudithook`) forbids and notes
sockets; `strace`, where it is there, sees those of C libraries as well, in all children; a network
namespace, where one may be had, has no network at all.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from podcast.cli import cli
from tests.faults.conftest import COMMAND, TONES

HOOK = """
import os, sys

def watch(event, arguments, path=os.environ["SOCKETS_SEEN"], forbid=os.environ["SOCKETS"] == "no"):
    if event not in ("socket.__new__", "socket.connect", "socket.bind", "socket.getaddrinfo"):
        return
    if event == "socket.__new__" and int(arguments[1]) == 1:
        return  # AF_UNIX, which leads nowhere
    with open(path, "a") as file:
        file.write(f"{event} {arguments[1:]!r}\\n")
    if forbid:
        raise PermissionError(f"{event}: this command may not use the network")

sys.addaudithook(watch)
"""

NETWORK = {("voices", "add"), ("serve",), ("studio",)}
"""Who may open a socket; `build` may with --cluster."""

STRACE = ("strace", "-f", "-qq", "--seccomp-bpf")

Paths = dict[str, Path]


def arguments(paths: Paths) -> dict[tuple[str, ...], list[object]]:
    """For each command, what it is asked; every one has to be here."""
    talk, made, out = paths["transcript"], paths["made"], paths["out"]
    return {
        ("build",): [talk, "--no-cache", "--book", "-o", out, "--cover", made / "cover.jpg"],
        ("cache",): [],
        ("cache", "prune"): ["--all"],
        ("cast",): [talk, "--remember", "-o", out],
        ("check",): [made / "nuit", "--strict"],
        ("feed",): [made, "--base-url", "https://example.org/", "--author", "Radio Valbrune"],
        ("inspect",): [talk, "-v"],
        ("plan",): [talk, "-o", out / "plan.toml"],
        ("themes",): [talk],
        ("voices",): [],
        ("voices", "compare"): ["Basile", "Octave", "-o", out / "both.mp3"],
        ("voices", "doctor"): [],
        ("voices", "hear"): ["Basile", "-o", out / "one.mp3"],
        ("voices", "sheet"): ["--language", "en", "-o", out / "all.mp3"],
        ("words",): ["M. Roy paie 1 500 € à 13h30", "--ipa"],
    }


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """All that can be run, however deep."""
    for name, command in group.commands.items():
        own = (*path, name)
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield own
        if isinstance(command, click.Group):
            yield from commands(command, own)


OFFLINE = sorted(set(commands(cli)) - NETWORK)


@pytest.fixture(scope="module")
def paths(transcript: Path, spoken: Path, tmp_path_factory: pytest.TempPathFactory) -> Paths:
    from PIL import Image

    folder = tmp_path_factory.mktemp("offline")
    made = folder / "made"
    shutil.copytree(spoken / "nuit", made / "nuit")
    Image.new("RGB", (1400, 1400), "navy").save(made / "cover.jpg")
    (folder / "out").mkdir()
    return {"transcript": transcript, "made": made, "out": folder / "out", "folder": folder}


@dataclass(frozen=True)
class Seen:
    """What a command opened, by Python's hook and by strace."""

    hook: str
    traced: str

    @property
    def sockets(self) -> list[str]:
        """Every socket but those of this machine's own files."""
        return self.hook.splitlines() + re.findall(r"socket\((?!AF_UNIX|AF_LOCAL).*", self.traced)

    @property
    def addresses(self) -> set[str]:
        """Every address that was connected to, bound or sent to."""
        return set(re.findall(r'inet_(?:addr\(|pton\(AF_INET6, )"([^"]+)"', self.traced)) | set(
            re.findall(r"socket\.(?:connect|bind) \([^(]*\('([^']*)'", self.hook)
        )


class Watched:
    """A command under watch, which runs."""

    def __init__(self, folder: Path, words: list[object], *, allowed: bool, **more: str) -> None:
        hook = folder / "hook"
        hook.mkdir(exist_ok=True)
        (hook / "sitecustomize.py").write_text(HOOK)
        self.seen, self.trace = folder / "seen.txt", folder / "trace.txt"
        for path in (self.seen, self.trace):
            path.unlink(missing_ok=True)
        environment = {
            **os.environ,
            "PYTHONPATH": str(hook),
            "PYTHONIOENCODING": "utf-8",
            "SOCKETS_SEEN": str(self.seen),
            "SOCKETS": "yes" if allowed else "no",
            "PODCAST_CACHE": str(folder / "cache"),
            **more,
        }
        tracer = (
            [*STRACE, "-e", "trace=socket,connect,bind,sendto", "-o", str(self.trace)]
            if traces()
            else []
        )
        alone = ["unshare", "--net"] if not allowed and has_namespaces() else []
        self.process = subprocess.Popen(
            [*alone, *tracer, *COMMAND, *map(str, words)],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )

    def ended(self) -> tuple[int, str, Seen]:
        """Its exit code, what it said on standard error, and what it opened."""
        _, said = self.process.communicate(timeout=120)
        texts = [path.read_text() if path.exists() else "" for path in (self.seen, self.trace)]
        return self.process.returncode, said, Seen(*texts)


def traces() -> bool:
    """Whether strace is there and may trace."""
    if "strace" not in _known:
        trying = [*STRACE, "-e", "trace=socket", "-o", os.devnull, "true"]
        _known["strace"] = bool(shutil.which("strace")) and not subprocess.call(
            trying, stderr=subprocess.DEVNULL
        )
    return _known["strace"]


def has_namespaces() -> bool:
    if "unshare" not in _known:
        _known["unshare"] = bool(shutil.which("unshare")) and not subprocess.call(
            ["unshare", "--net", "true"], stderr=subprocess.DEVNULL
        )
    return _known["unshare"]


_known: dict[str, bool] = {}


def test_every_command_is_here(paths: Paths) -> None:
    assert set(arguments(paths)) | NETWORK == set(commands(cli))


@pytest.mark.parametrize("command", OFFLINE, ids=" ".join)
def test_no_socket_is_opened(command: tuple[str, ...], paths: Paths) -> None:
    watched = Watched(paths["folder"], [*command, *arguments(paths)[command]], allowed=False)
    code, said, seen = watched.ended()
    assert code == 0, said
    assert seen.sockets == []


def test_what_fetches_voices_is_seen(paths: Paths) -> None:
    """The nets hold: the one command that fetches something is caught by each."""
    url = "http://127.0.0.1:9/"
    words: list[object] = ["voices", "add", "--list"]
    watched = Watched(paths["folder"], words, allowed=True, PODCAST_VOICES_URL=url)
    code, said, seen = watched.ended()
    assert code == 1 and "127.0.0.1" in said
    assert "socket" in seen.hook
    assert not traces() or "socket(AF_INET" in seen.traced
    assert seen.addresses <= {"127.0.0.1"}
    watched = Watched(paths["folder"], words, allowed=False, PODCAST_VOICES_URL=url)
    code, said, _ = watched.ended()
    assert code == 1 and "Traceback" not in said


def test_a_library_that_reports_its_use_is_kept_from_it() -> None:
    """onnxruntime does, seconds after a model was loaded, unless this is set before its import."""
    code = "import os, podcast.speaking.worker; print(os.environ['ORT_DISABLE_TELEMETRY'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "1\n"


def test_serve_is_of_this_machine_only(paths: Paths) -> None:
    words: list[object] = ["serve", paths["made"], "--port", 0]
    watched = Watched(paths["folder"], words, allowed=True)
    assert watched.process.stdout is not None
    first = watched.process.stdout.readline()
    address = first.split()[-1]
    assert address.startswith("http://127.0.0.1:"), first
    with urllib.request.urlopen(f"{address}nuit/", timeout=20) as page:
        assert page.status == 200
    os.killpg(watched.process.pid, signal.SIGINT)
    _, _, seen = watched.ended()
    assert seen.sockets
    assert seen.addresses == {"127.0.0.1"}


def test_a_cluster_of_this_machine_stays_on_it(paths: Paths) -> None:
    pytest.importorskip("distributed", reason="the extra “cluster” is not installed")
    out = paths["out"]
    words: list[object] = ["build", paths["transcript"], *TONES, "--cluster", "local", "-o", out]
    code, said, seen = Watched(paths["folder"], words, allowed=True).ended()
    assert code == 0, said
    assert seen.sockets
    assert seen.addresses <= {"127.0.0.1", "::1", "localhost", ""}

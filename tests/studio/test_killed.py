"""The studio is killed in the middle of a build: nothing is lost, and the build goes on."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from podcast.building.stamp import STAMP
from podcast.cli import cli

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")

DEBATE = "Les trains de nuit\n\n" + "\n\n".join(
    f"{who} : {number} trains de nuit passent ici, et la gare numéro {number + 7} reste ouverte."
    f" Il en faudrait {number + 3}, avec {number + 11} voitures chauffées et éclairées."
    for number in range(100, 120)
    for who in ("Ada Premier" if number % 2 else "Bob Second",)
)


class Running:
    """A studio in a process of its own, asked as its pages ask."""

    def __init__(self, process: Any) -> None:
        self.process = process
        found = re.search(r"http://[^ \n]+", process.stdout.readline())
        assert found
        self.address = found[0]
        self.origin = "/".join(self.address.split("/")[:3])

    def ask(self, path: str, data: bytes | None = None) -> Any:
        request = urllib.request.Request(self.address + path, data)
        request.add_header("Origin", self.origin)
        return urllib.request.urlopen(request, timeout=60)

    def send(self, path: str, **fields: str) -> None:
        with self.ask(path, urllib.parse.urlencode({"to": "", **fields}).encode()) as answer:
            assert answer.status == 200

    def states(self) -> Iterator[dict[str, Any]]:
        """The build as the events tell it."""
        with self.ask("events?debate=trains") as events:
            for line in events:
                if line.startswith(b"data: ") and (state := json.loads(line[6:])["build"]):
                    yield state


@contextmanager
def running(folder: Path, cache: Path) -> Iterator[Running]:
    environment = {**os.environ, "PODCAST_CACHE": str(cache), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "podcast", "studio", str(folder), "--no-open"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        yield Running(process)
    finally:
        process.terminate()
        process.wait(60)
        assert process.stdout
        process.stdout.close()


def test_killed_in_the_middle_of_a_build(tmp_path: Path) -> None:
    folder, cache = tmp_path / "episodes", tmp_path / "cache"
    with running(folder, cache) as studio:
        with studio.ask("upload?name=trains.txt", DEBATE.encode()) as answer:
            assert json.load(answer)["location"].endswith("/debate/trains/")
        with studio.ask("debate/trains/") as answer:
            state = re.search(r'data-state="(\w+)"', answer.read().decode())
        assert state
        studio.send(
            "debate/trains/correct",
            state=state[1],
            action="chapter",
            place="10",
            chapter="Au dixième train",
        )
        studio.send("debate/trains/build", by="whole", engine="espeak", speed="1")
        for build in studio.states():
            assert build["phase"] not in ("done", "failed"), build
            if build["share"] > 0.2:
                studio.process.kill()
                break
    plan = folder / "trains/plan.toml"
    assert 'chapter = "Au dixième train"' in plan.read_text()
    assert not list(folder.rglob("*.mp3")) or all(
        path.name.startswith(".") for path in folder.rglob("*.mp3")
    )
    spoken = sum(1 for path in cache.rglob("*") if path.is_file())
    assert spoken > 0
    # The same in another folder, which nobody disturbs.
    shutil.copytree(folder, tmp_path / "other", ignore=shutil.ignore_patterns(".*"))
    with running(folder, cache) as studio:
        studio.send("debate/trains/build", by="whole", engine="espeak", speed="1")
        last = next(build for build in studio.states() if build["phase"] in ("done", "failed"))
        assert last["phase"] == "done", last
    command = ["build", str(tmp_path / "other/trains/plan.toml"), "--engine", "espeak", "-q"]
    done = CliRunner().invoke(cli, command, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    made, wanted = bytes_in(folder), bytes_in(tmp_path / "other")
    assert made.keys() == wanted.keys()
    assert {name for name, data in made.items() if data != wanted[name]} == set()


def test_killed_while_a_transcript_is_put_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    head = "POST {0.path}upload?name=a.txt HTTP/1.1\r\nHost: {0.netloc}\r\n"
    head += "Origin: http://{0.netloc}\r\nContent-Length: 100\r\n\r\nAda"
    with running(tmp_path / "episodes", tmp_path / "cache") as studio:
        place = urllib.parse.urlsplit(studio.address)
        with socket.create_connection((place.hostname, place.port)) as visitor:
            visitor.sendall(head.format(place).encode())
            while not list(temporary.rglob("transcript")):
                assert studio.process.poll() is None
                time.sleep(0.01)
            studio.process.kill()
            studio.process.wait()
    assert list(temporary.iterdir())
    with running(tmp_path / "episodes", tmp_path / "cache"):
        pass
    assert not list(temporary.iterdir())


def bytes_in(folder: Path) -> dict[str, bytes]:
    """What all files below `folder` hold, but the stamps, which say where they are."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != STAMP]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

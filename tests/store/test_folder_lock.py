"""Several builds at once: the same bytes as one, nobody fails, nothing is left behind."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from podcast.errors import OutputError
from podcast.store.folder_lock import GivenUpError, locked_folder

TEXT = "Un débat\n\nAda Premier : Bonjour à tous.\n\nBob Second : Bonjour Ada.\n"


def start(folder: Path, *options: str) -> subprocess.Popen[str]:
    (folder / "tmp").mkdir(exist_ok=True)
    (folder / "d.txt").write_text(TEXT)
    return subprocess.Popen(
        [sys.executable, "-m", "podcast", "build", "d.txt", "--jobs", "1", *options],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=dict(os.environ, TMPDIR=str(folder / "tmp"), PODCAST_CACHE=str(folder / "cache")),
    )


def files_in(folder: Path) -> dict[str, bytes]:
    """All but what the program notes there."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in folder.rglob("*.*")
        if p.is_file() and not p.match(".podcast-*.json")
    }


def test_six_builds_at_once(tmp_path: Path) -> None:
    for name in ("alone", "many"):
        (tmp_path / name).mkdir()
    alone = start(tmp_path / "alone", "-o", "out")
    assert alone.wait() == 0
    folder = tmp_path / "many"
    # Four into one folder, of which one keeps nothing; two into others with the same cache.
    places = ("a", "a", "a", "a", "b", "c")
    builds = [
        start(folder, "-o", place, *(("--no-cache",) if number == 1 else ()))
        for number, place in enumerate(places)
    ]
    said = [build.communicate() for build in builds]
    assert [build.returncode for build in builds] == [0] * 6, said
    assert any("is making a/d; waiting" in errors for _, errors in said)
    expected = files_in(tmp_path / "alone" / "out")
    assert len(expected) == 8
    for place in ("a", "b", "c"):
        assert files_in(folder / place) == expected
    assert list((folder / "tmp").iterdir()) == []
    assert not list(folder.rglob("*.part"))
    assert not list(folder.rglob("*lock*"))


HOLDER = """
import sys
from pathlib import Path
from podcast.store.folder_lock import locked_folder
with locked_folder(Path(sys.argv[1]), print):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_a_killed_build_is_not_waited_for(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    said: list[str] = []

    def tell(sentence: str) -> None:
        said.append(sentence)
        holder.send_signal(signal.SIGKILL)

    with locked_folder(folder, tell) as waited:
        assert waited
    holder.communicate()
    (sentence,) = said
    assert f"is making {folder}; waiting for it to end" in sentence
    if sys.platform.startswith("linux"):
        assert f"process {holder.pid}" in sentence
    assert not folder.exists()  # nothing was made in it


def test_threads_of_one_process_take_turns(tmp_path: Path) -> None:
    inside: list[int] = []
    most: list[int] = []

    def build(number: int) -> None:
        # What is made in it or not: the folder goes and comes meanwhile.
        with locked_folder(tmp_path / "out", lambda _: None):
            inside.append(number)
            time.sleep(0.005)
            most.append(len(inside))
            inside.remove(number)

    threads = [threading.Thread(target=build, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 8


def test_a_folder_that_goes_while_it_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The build that had it made nothing, and removed it between two looks of `mkdir`."""
    mkdir = Path.mkdir
    gone = [FileExistsError(17, "File exists")]

    def making(path: Path, *args: Any, **options: Any) -> None:
        if gone:
            raise gone.pop()
        mkdir(path, *args, **options)

    monkeypatch.setattr(Path, "mkdir", making)
    with locked_folder(tmp_path / "out", lambda _: None) as waited:
        assert not waited and (tmp_path / "out").is_dir()


@pytest.mark.parametrize("target", ["/nowhere", None])
def test_what_stands_in_the_way_is_told(tmp_path: Path, target: str | None) -> None:
    out = tmp_path / "out"
    if target:
        out.symlink_to(target)
    else:
        out.write_text("a file")
    with pytest.raises(OutputError, match="File exists"), locked_folder(out, lambda _: None):
        pass


def test_who_is_stopped_waits_no_longer(tmp_path: Path) -> None:
    with (
        locked_folder(tmp_path / "out", lambda _: None),
        pytest.raises(GivenUpError),
        locked_folder(tmp_path / "out", lambda _: None, lambda: True),
    ):
        pass


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    with (
        pytest.raises(OutputError, match="choose another folder"),
        locked_folder(tmp_path / "out" / "d", lambda _: None),
    ):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="it has no flock")
@pytest.mark.parametrize("why", [errno.ENOLCK, errno.EOPNOTSUPP, errno.EBADF])
def test_without_locks_nobody_waits_and_that_is_said(
    tmp_path: Path, why: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(why, os.strerror(why))

    monkeypatch.setattr("fcntl.flock", refuse)  # as NFS does: for want of a daemon, or of a way
    told: list[str] = []
    with locked_folder(tmp_path / "out" / "d", told.append) as waited:
        assert not waited
        with locked_folder(tmp_path / "out" / "d", told.append) as waited:
            assert not waited
    assert len(told) == 2
    assert told[0].startswith(f"The file system of {tmp_path / 'out'} knows no locks")

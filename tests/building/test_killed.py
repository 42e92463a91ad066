"""A build that is killed, wherever it is: files are whole, the next build mends the rest.

`python -m tools.kill_builds` does this by the hundred (docs/reliability.md).
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from podcast.store.cache import Cache
from podcast.store.files import part_file, remove_left_parts
from podcast.store.run_folder import remove_left_folders, run_folder
from tools.file_watch import FileWatch
from tools.killing.lane import Lane

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="processes are looked up in /proc"
)


def test_killed_at_every_turn(tmp_path: Path) -> None:
    lane = Lane(tmp_path, "test", ("--by", "whole", "--book", "--language", "fr"))
    lane.prepare("older")
    for kind, aim in (
        ("KILL", "speaking"),
        ("TERM", "reading"),
        ("KILL group", "tagging"),
        ("INT INT", "speaking"),
        ("KILL worker", "reading"),
        ("KILL", "page"),
        ("HUP", "encoding"),
        ("INT", "starting"),
    ):
        lane.kill(kind, aim)
    lane.finish()
    assert lane.figures.faults == []
    assert sum(lane.figures.kills.values()) + lane.figures.too_late == 8
    assert lane.figures.kills["KILL", "speaking"] == 1
    assert lane.figures.watched


def test_the_watch_sees_what_is_written_in_place(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("old")
    watch = FileWatch(tmp_path)
    with part_file(tmp_path / "whole") as part:
        part.write_text("x")
    (tmp_path / "made").write_text("")
    with (tmp_path / "old").open("a") as file:
        file.write("more")
    seen = " ".join(watch.close())
    assert "made was made" in seen
    assert "old was changed" in seen
    assert "whole" not in seen


# Ends with a file half written, its folder for the run in place.
KILLED = """
import os, sys
from pathlib import Path
from podcast.store.files import part_file
from podcast.store.run_folder import run_folder
folder = Path(sys.argv[1])
with run_folder() as run, part_file(folder / "a.mp3") as part, part_file(
    folder / "entry", folder / "parts"
) as entry:
    (run / "left").mkdir()
    (run / "left" / "clip").write_bytes(b"x")
    print(part, entry, run, flush=True)
    sys.stdin.read()
"""


def start(folder: Path) -> tuple[subprocess.Popen[str], list[Path]]:
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=dict(os.environ, TMPDIR=str(folder)),
    )
    assert process.stdout is not None
    return process, [Path(name) for name in process.stdout.readline().split()]


def tidy(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    remove_left_parts(folder)
    Cache(folder, 10**6).tidy()
    remove_left_folders()


def test_only_what_a_killed_one_left_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    process, made = start(tmp_path)
    others = [
        tmp_path / name for name in (".a-abcdefgh.part", "podcast-run-mine", "a.podcast.part")
    ]
    for path in others:
        path.write_text("somebody else's")
    (tmp_path / "podcast-run-abcdefgh").mkdir()
    (tmp_path / "podcast-run-abcdefgh" / "notes").write_text("somebody else's")
    tidy(tmp_path, monkeypatch)
    assert len(made) == 3
    assert all(path.exists() for path in made)  # it lives
    process.kill()
    process.communicate()
    assert all(path.exists() for path in made)
    tidy(tmp_path, monkeypatch)
    assert not any(path.exists() for path in made)
    assert all(path.exists() for path in others)
    assert (tmp_path / "podcast-run-abcdefgh" / "notes").exists()


@pytest.mark.parametrize("step", ["try_lock", "is_still"])
def test_ctrl_c_just_when_a_file_comes_to_be_leaves_none(
    tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(f"podcast.store.files.{step}", interrupted)
    with pytest.raises(KeyboardInterrupt), part_file(tmp_path / "out" / "a.mp3"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_was_taken_for_left_over_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = iter(["aaaaaaaa", "aaaaaaaa", "bbbbbbbb"])
    monkeypatch.setattr("podcast.store.files._eight_letters", lambda: next(names))
    with part_file(tmp_path / "a.mp3") as first, part_file(tmp_path / "a.mp3") as second:
        assert (first.name, second.name) == (".a-aaaaaaaa.podcast.part", ".a-bbbbbbbb.podcast.part")
        second.write_text("x")
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp3"]


def test_the_temporary_files_of_a_worker_go_with_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from podcast.rendering.pool import LocalExecutor

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with run_folder() as run:
        executor = LocalExecutor(1, temporary=run)
        left = executor.submit(_leave_a_file).result()
        executor.shutdown()
        assert left.parent == run
        assert left.exists()
    assert list(tmp_path.iterdir()) == []


def _leave_a_file() -> Path:
    import tempfile

    return Path(tempfile.mkstemp()[1])


def test_a_transcript_that_changes_while_it_is_built_is_built_again(tmp_path: Path) -> None:
    from podcast.building.build import made_already
    from podcast.building.decide import decide
    from podcast.building.make import make
    from podcast.building.model import BuildOptions
    from podcast.building.stamp import remember
    from podcast.rendering.pool import local_pool

    path, wishes = tmp_path / "d.txt", BuildOptions(output=tmp_path / "out")
    path.write_text("Un débat\n\nAda Premier : Bonjour.\n\nBob Second : Bonjour Ada.\n")
    cache = Cache(tmp_path / "cache", 10**9)
    planned = decide(path, wishes)
    time.sleep(0.01)  # the clock of a file system ticks every few ms
    path.write_text("Un débat\n\nAda Premier : Bonsoir.\n\nBob Second : Bonsoir Ada.\n")
    with local_pool(1, cache) as pool:
        remember(cache, path, wishes, make(planned, wishes, pool).made)
    assert made_already(cache, path, wishes) is None

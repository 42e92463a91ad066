"""The folder for a run's own files is where Python would have it, and looking for it leaves
nothing, whenever one is killed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from podcast.store.run_folder import run_folder, temporary_folder

SCRIPT = """
import tempfile
from podcast.store.run_folder import temporary_folder
print(temporary_folder())
print(tempfile.gettempdir())
"""


@pytest.mark.parametrize("first", ["there", "missing", "file", "closed"])
def test_it_is_the_folder_that_python_takes(tmp_path: Path, first: str) -> None:
    if first == "closed" and os.name == "posix" and os.geteuid() == 0:
        pytest.skip("nothing is closed to root")
    (tmp_path / "there").mkdir()
    (tmp_path / "file").write_text("no folder")
    (tmp_path / "closed").mkdir(mode=0o500)
    (tmp_path / "second").mkdir()
    places = {"TMPDIR": str(tmp_path / first), "TEMP": str(tmp_path / "second")}
    script = [sys.executable, "-c", SCRIPT]
    ended = subprocess.run(
        script, env={**os.environ, **places}, capture_output=True, text=True, check=True
    )
    ours, theirs = ended.stdout.split("\n")[:2]
    assert ours == theirs == str(tmp_path / ("there" if first == "there" else "second"))


@pytest.mark.skipif(os.name != "posix", reason="elsewhere Python is asked, which tries with a file")
def test_looking_for_it_makes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    opened: list[str] = []

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and str(arguments[0]).startswith(str(tmp_path)):
            opened.append(str(arguments[0]))

    sys.addaudithook(hear)
    assert temporary_folder() == tmp_path
    assert opened == []
    with run_folder() as folder:
        assert folder is not None and folder.parent == tmp_path
    assert list(tmp_path.iterdir()) == []


def test_what_is_written_while_a_folder_is_removed_goes_with_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with run_folder() as run:
        assert run is not None
        (run / "left").mkdir()
        monkeypatch.setattr("podcast.store.run_folder.shutil.rmtree", lambda *_, **__: None)
    assert (run / "left").exists()
    monkeypatch.undo()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with run_folder() as another:
        assert list(tmp_path.iterdir()) == [another]
    assert list(tmp_path.iterdir()) == []

import sys
from pathlib import Path

import pytest

from podcast.speaking.lookup import engine_names
from tests.command import podcast
from tests.conftest import DEMO


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the engines of Linux")
def test_an_engine_can_be_forced(tmp_path: Path) -> None:
    made = []
    for engine in ([], ["--engine", "pyttsx3"]):
        path = tmp_path / f"{len(made)}.mp3"
        done = podcast("voices", "hear", "basile", "--text", "Oui.", "-o", path, *engine)
        assert done.returncode == 0, done.stderr
        made.append(path.read_bytes())
    assert made[0] == made[1]
    done = podcast("build", DEMO, "--engine", "tone", "--dry-run")
    assert done.returncode == 0
    assert "Tone, low" in done.stdout
    done = podcast("build", DEMO, "--engine", "nope", "--dry-run")
    assert done.returncode == 1
    assert "there is no such engine" in done.stderr


def test_the_doctor_finds_the_built_in_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [name for name in engine_names() if name != "kokoro"]  # it would speak for seconds
    monkeypatch.setattr("podcast.speaking.lookup.engine_names", lambda: names)
    done = podcast("voices", "doctor")
    assert done.returncode == 0, done.stderr
    for engine in ("piper", "pyttsx3", "tone"):
        assert f"\n{engine}" in f"\n{done.stdout}"
    assert done.stdout.split(":", 1)[0].endswith(", the default")

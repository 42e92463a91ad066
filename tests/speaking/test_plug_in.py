"""An engine that comes in a package of its own, and one in a package that is broken."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ENGINE = """
from podcast.speaking.engine import Clip, EngineFacts, EngineVoice
from podcast.speaking.tone import ToneEngine


class Whistle:
    name = "whistle"

    def voices(self):
        return [EngineVoice("high", "fr", None, "High whistle")]

    def speak(self, said, voice):
        return ToneEngine().speak(said, voice)
"""
PALETTE = """
language = "fr"
sample = "Une phrase d'essai assez longue pour être dite."
[narrator]
id = "n"
name = "Nina"
engine = "{engine}"
engine_voice = "n"
[[voice]]
id = "a"
name = "Ada"
engine = "{engine}"
engine_voice = "a"
"""


def package(folder: Path, name: str, source: str, entry_point: str) -> None:
    """What pip leaves of a package: a module, and the folder that tells of its entry points."""
    (folder / f"{name}.py").write_text(source)
    about = folder / f"{name}-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(f"[podcast.engines]\n{entry_point}\n")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    package(folder, "whistling", ENGINE, "whistle = whistling:Whistle")
    package(folder, "broken", "raise RuntimeError('no licence key')", "broken = broken:Engine")
    package(folder, "gone", "import a_library_that_is_not_here", "gone = gone:Engine")
    package(folder, "crashing", "import os; os._exit(3)", "crashing = crashing:Engine")
    return folder


def podcast(site: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "podcast", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(site), "PYTHONIOENCODING": "utf-8", "COLUMNS": "110"},
    )


def test_its_voices_are_listed_and_heard(site: Path, tmp_path: Path) -> None:
    listed = podcast(site, "voices", "--language", "fr")
    assert listed.returncode == 0, listed.stderr
    assert "High whistle" in listed.stdout
    assert "Without the voices of: broken, crashing, gone" in listed.stdout
    made = tmp_path / "made.mp3"
    heard = podcast(site, "voices", "hear", "high", "--engine", "whistle", "-o", made)
    assert heard.returncode == 0, heard.stderr
    assert made.stat().st_size > 5_000
    palettes = tmp_path / "palettes"
    palettes.mkdir()
    (palettes / "fr.toml").write_text(PALETTE.format(engine="whistle"))
    heard = podcast(site, "voices", "--voices", palettes, "hear", "Ada", "-o", made)
    assert heard.returncode == 0, heard.stderr


def test_the_doctor_tells_of_those_that_are_broken(site: Path) -> None:
    told = podcast(site, "voices", "doctor")
    assert told.returncode == 0, told.stderr  # the default engine works
    assert "whistle: works, 1 voice\n" in told.stdout
    assert "broken: does not work\n  why   it does not load (RuntimeError: no licence key)." in (
        told.stdout
    )
    assert "No module named 'a_library_that_is_not_here'" in told.stdout
    assert "crashing: does not work\n  why   its process died" in told.stdout
    assert "mend  Install it again." in told.stdout


def test_a_broken_engine_in_a_palette_is_one_sentence(site: Path, tmp_path: Path) -> None:
    (tmp_path / "fr.toml").write_text(PALETTE.format(engine="broken"))
    done = podcast(site, "voices", "--voices", tmp_path, "hear", "Ada", "-o", tmp_path / "a.mp3")
    assert done.returncode == 1
    assert "“broken” cannot be used: it does not load (RuntimeError: no licence key)" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "a.mp3").exists()

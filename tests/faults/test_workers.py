"""Workers that are killed, starved, or give garbage, and engines that vanish, in real builds."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from podcast.errors import SpeechError
from podcast.speaking.pool import Speaker, Utterance
from podcast.wording.spoken import verbatim
from tests.conftest import tone_voice
from tests.faults.conftest import COMMAND, TONES, Ended, files_of, podcast, shell

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="processes are looked for in /proc"
)

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
[[voice]]
id = "b"
name = "Bob"
engine = "{engine}"
engine_voice = "b"
"""
ROOT = str(Path(__file__).parents[2])


def garbage_of(engine: str, transcript: Path, folder: Path, script: str = "") -> Ended:
    """A build with an engine of `misbehaving`, which is installed nowhere."""
    palettes = folder / "palettes"
    palettes.mkdir()
    text = PALETTE.format(engine=f"tests.faults.misbehaving:{engine}")
    (palettes / "fr.toml").write_text(text, encoding="utf-8")
    build = f"$PODCAST build {transcript} -q --language fr --jobs 1 --voices {palettes}"
    return shell(f"{script} {build} -o {folder}/out", PYTHONPATH=ROOT)


@pytest.mark.parametrize(
    ("engine", "says"),
    [
        ("Noise", "it is noise"),
        ("SoftNoise", "it is noise"),
        ("Clipped", "it is clipped beyond recognition"),
        ("Stuck", "it stands still"),
        ("Silent", "it is silent"),
        ("WrongRate", "its frame rate is 3 Hz"),
        ("Dies", r"its process died \(signal 6\)"),
    ],
)
def test_garbage_is_no_sound(engine: str, says: str) -> None:
    voice = replace(tone_voice(1), engine=f"tests.faults.misbehaving:{engine}")
    speaker = Speaker()
    try:
        assert speaker.speak(Utterance(verbatim("Merci. Et demain ?"), voice, 5)).frames
        with pytest.raises(SpeechError, match=rf"line 7 .*gares.*{says}; tried 3 times") as raised:
            speaker.speak(Utterance(verbatim("Et demain, que fera-t-on des gares ?"), voice, 7))
        assert raised.value.line == 7
        assert speaker.speak(Utterance(verbatim("Une dernière question."), voice, 9)).frames
    finally:
        speaker.close()


def test_garbage_makes_no_episode(transcript: Path, tmp_path: Path) -> None:
    ended = garbage_of("Clipped", transcript, tmp_path)
    ended.assert_is_one_sentence("Could not speak line 7", "gares", "clipped", "tried 3 times")
    assert not [path for path in (tmp_path / "out").rglob("*") if path.is_file()]


def test_an_engine_that_takes_all_memory(transcript: Path, tmp_path: Path) -> None:
    ended = garbage_of("Greedy", transcript, tmp_path, "ulimit -v 800000;")
    ended.assert_is_one_sentence("Could not speak line 7", "MemoryError", "tried 3 times")


@pytest.mark.parametrize("kib", [200_000, 350_000])
def test_little_memory_for_all(
    kib: int, whole: dict[str, bytes], transcript: Path, tmp_path: Path
) -> None:
    """Whatever gives way first, it is made or it is told."""
    build = f"$PODCAST build {transcript} {' '.join(TONES)} --book --no-cache -o {tmp_path}"
    ended = shell(f"ulimit -v {kib}; {build}")
    if ended.code == 0:
        assert files_of(tmp_path / "nuit") == whole
    else:
        # A numeric library that finds no memory says so itself, and ends the process.
        assert ended.code == 1 and ended.err.count("\n") == 1, ended
        assert "memory" in ended.err.lower() and "Traceback" not in ended.err


def test_few_files_may_be_open(transcript: Path, tmp_path: Path) -> None:
    build = f"$PODCAST build {transcript} {' '.join(TONES)} --no-cache -o {tmp_path}"
    shell(f"ulimit -n 10; {build}").assert_is_one_sentence("Too many open files")


def long_debate(folder: Path) -> Path:
    path = folder / "long.txt"
    turns = (
        f"{('Ada Un', 'Bob Deux')[n % 2]} : Remarque {n}. " + "Encore. " * 12 for n in range(10)
    )
    path.write_text("Un débat\n\n" + "\n\n".join(turns), encoding="utf-8")
    return path


def workers_of(pid: int) -> list[int]:
    """The rendering workers of the build `pid`."""
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True
    )
    return [int(line) for line in listed.stdout.split()]


def test_workers_that_are_killed_all_the_time(tmp_path: Path) -> None:
    """As by the system when memory runs out: each time all of them, a few times; it is made all
    the same, and the same."""
    transcript = long_debate(tmp_path)
    options = ("build", str(transcript), *TONES, "--no-page")
    calm = podcast(*options, "-o", tmp_path / "calm", PODCAST_CACHE="off")
    assert calm.code == 0, calm.err
    environment = {**os.environ, "PODCAST_CACHE": str(tmp_path / "cache")}
    building = subprocess.Popen(
        [*COMMAND, *options, "-o", str(tmp_path / "out")], env=environment, stderr=subprocess.PIPE
    )
    killed = 0
    begun = time.monotonic()
    while building.poll() is None and killed < 2 and time.monotonic() - begun < 60:
        kept = len(list((tmp_path / "cache").rglob("takes/*/*")))
        if kept >= 4 * (killed + 1):  # something was made since the last time
            for pid in workers_of(building.pid):
                os.kill(pid, signal.SIGKILL)
                killed += 1
        time.sleep(0.01)
    _, said = building.communicate(timeout=60)
    assert killed and building.returncode == 0, said
    assert files_of(tmp_path / "out" / "long") == files_of(tmp_path / "calm" / "long")


def test_a_library_that_vanishes_in_the_middle(tmp_path: Path) -> None:
    """As when the program is installed anew during a build."""
    espeak = pytest.importorskip("espeakng_loader")
    site = tmp_path / "site"
    copy = site / "espeakng_loader"
    shutil.copytree(Path(espeak.__file__).parent, copy)
    transcript = long_debate(tmp_path)
    options = (
        *COMMAND,
        "build",
        str(transcript),
        "-q",
        "--language",
        "fr",
        "--jobs",
        "1",
        "--no-page",
    )
    environment = {
        **os.environ,
        "PYTHONPATH": str(site),
        "PODCAST_CACHE": str(tmp_path / "cache"),
    }
    building = subprocess.Popen(
        [*options, "-o", str(tmp_path / "out")],
        env=environment, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    libraries = list(copy.glob("libespeak-ng*"))
    begun = time.monotonic()
    while len(list((tmp_path / "cache").rglob("takes/*/*"))) < 6 and building.poll() is None:
        assert time.monotonic() - begun < 60
        time.sleep(0.01)
    for library in libraries:
        library.rename(library.with_name(f"away-{library.name}"))
    _, said = building.communicate(timeout=60)
    Ended(building.returncode, "", said).assert_is_one_sentence(
        "Could not speak ", "cannot be loaded", "Install the program again", "tried 3 times"
    )
    kept = {path: path.stat().st_ino for path in (tmp_path / "cache").rglob("takes/*/*")}
    for library in libraries:
        library.with_name(f"away-{library.name}").rename(library)
    again = subprocess.run(
        [*options, "-o", str(tmp_path / "out")], env=environment, capture_output=True, text=True
    )
    assert again.returncode == 0, again.stderr
    assert {path: path.stat().st_ino for path in kept} == kept

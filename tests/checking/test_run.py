"""The command, and files that are not what they seem."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from podcast.checking import Severity, check
from podcast.checking.finding import MOST, bounded, error
from podcast.checking.run import CheckError
from tests.checking.conftest import found, put, retag, rewrite
from tests.cli.test_cli import podcast


def test_nothing_is_wrong(sound_one: Path) -> None:
    done = podcast("check", sound_one)
    assert (done.returncode, done.stdout, done.stderr) == (
        0, "1 episode checked: nothing is wrong.\n", "",
    )  # fmt: skip


def test_a_line_a_finding(episode: Path) -> None:
    rewrite(episode / "trains.vtt", put("<v Narration>", "<v>"))
    retag(episode / "trains.mp3", artists=())
    (episode / ".trains-x.part").touch()
    done = podcast("check", episode, "--quick")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[0].startswith(f"{episode / '.trains-x.part'}: warning: This is part of a file")
    assert any(line.startswith(f"{episode / 'trains.mp3'}:TPE1: error: ") for line in lines)
    assert any(line.startswith(f"{episode / 'trains.vtt'}:7: error: ") for line in lines)
    assert lines[-1].startswith("1 episode checked: ")
    assert lines[-1].endswith(" errors, 1 warning.")


def test_json_is_the_documented_interface(episode: Path) -> None:
    (episode / ".trains-x.part").touch()
    done = podcast("check", episode, "--json")
    assert done.returncode == 0
    told = json.loads(done.stdout)
    assert told == {
        "version": 1,
        "path": str(episode),
        "episodes": 1,
        "files": 8,
        "errors": 0,
        "warnings": 1,
        "notes": 0,
        "findings": [
            {
                "path": str(episode / ".trains-x.part"),
                "where": "",
                "severity": "warning",
                "code": "left-over",
                "message": told["findings"][0]["message"],
            }
        ],
    }
    assert podcast("check", episode, "--strict", "--quick").returncode == 1


def test_every_code_is_documented() -> None:
    root = Path(__file__).parents[2]
    documented = (root / "docs" / "check.md").read_text("utf-8")
    source = "".join(p.read_text("utf-8") for p in (root / "podcast" / "checking").glob("*.py"))
    made = r"(?:error|warning|note|\))\(\s*\"([a-z0-9]+-[a-z0-9-]+|alone|unreadable)\""
    codes = set(re.findall(made, source))
    assert len(codes) > 60
    assert [code for code in sorted(codes) if f"`{code}`" not in documented] == []


@pytest.mark.parametrize("name", ["nowhere", "nowhere.mp3", "a\nb"])
def test_what_is_not_there(tmp_path: Path, name: str) -> None:
    done = podcast("check", tmp_path / name)
    assert done.returncode == 1
    assert done.stderr.startswith("Error: ")
    assert "there is no such file or folder" in done.stderr


def test_nothing_to_check_is_no_success(tmp_path: Path) -> None:
    (tmp_path / "debate.vtt").write_text("WEBVTT\n")
    with pytest.raises(CheckError, match="no episode in this folder"):
        check(tmp_path)
    (tmp_path / "debate.txt").touch()
    with pytest.raises(CheckError, match="nothing that can be checked"):
        check(tmp_path / "debate.txt")


def test_an_mp3_is_checked_with_what_lies_beside_it(episode: Path) -> None:
    report = check(episode / "trains.mp3", sound=False)
    assert (report.episodes, report.files, report.findings) == (1, 5, ())
    rewrite(episode / "trains.chapters.json", put("Ouverture", "Autre"))
    rewrite(episode / "index.html", put("<title>Un débat</title>", ""))
    assert found(episode / "trains.mp3") == [("trains.chapters.json", "chapters-differ")]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_that_go_round(episode: Path) -> None:
    (episode / "again").symlink_to(episode, target_is_directory=True)
    (episode / "up").symlink_to(episode.parent, target_is_directory=True)
    (episode / "itself.mp3").symlink_to("itself.mp3")
    assert found(episode) == [("itself.mp3", "unreadable")]
    assert check(episode, sound=False).episodes == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names there")
@pytest.mark.parametrize(
    "name",
    ["trains.mp3", "trains.vtt", "trains.transcript.json", "trains.chapters.json", "index.html",
     "feed.xml", "trains.epub"],
)  # fmt: skip
def test_pipes_and_folders_are_not_waited_for(episode: Path, name: str) -> None:
    (episode / name).unlink()
    os.mkfifo(episode / name)
    assert (name, "unreadable") in found(episode, sound=True)
    (episode / name).unlink()
    (episode / name).mkdir()
    assert (name, "unreadable") not in found(episode)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_what_may_not_be_read(episode: Path) -> None:
    (episode / "trains.vtt").chmod(0)
    assert ("trains.vtt", "unreadable") in found(episode)


@pytest.mark.parametrize("name", ["trains.vtt", "trains.transcript.json", "trains.chapters.json",
                                  "index.html", "feed.xml"])  # fmt: skip
def test_what_is_huge_is_not_read(episode: Path, name: str) -> None:
    with (episode / name).open("r+b") as file:
        file.truncate(1 << 36)  # nothing but a length
    assert (name, "unreadable") in found(episode)


def test_an_mp3_that_is_huge_and_nothing(episode: Path) -> None:
    path = episode / "trains.mp3"
    with path.open("r+b") as file:
        file.truncate(1 << 36)
    assert [code for name, code in found(path, sound=False) if name == path.name][:1] == [
        "audio-junk"
    ]


def test_hidden_folders_are_not_looked_into(episode: Path) -> None:
    (episode / ".venv").mkdir()
    (episode / ".venv" / "index.html").write_text("<p>")
    assert found(episode) == []


def test_a_terminal_is_not_steered(episode: Path) -> None:
    rewrite(episode / "trains.chapters.json", put("Ouverture", "\\u001b[31m\\u202e\\u0007"))
    done = podcast("check", episode, "--quick")
    assert "[31m" in done.stdout
    assert not set(done.stdout) & set("\x1b\x07\u202e")
    (episode / "\x1b[2J.vtt").write_text("")
    done = podcast("check", episode, "--quick")
    assert "[2J.vtt" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="file names are Unicode there")
def test_names_that_are_no_text(episode: Path) -> None:
    name = os.fsdecode(b"caf\xe9.vtt")
    (episode / name).write_text("no captions")
    for options in ((), ("--json",)):
        done = podcast("check", episode, "--quick", *options)
        assert done.returncode == 1
        assert "captions-header" in done.stdout or "WEBVTT" in done.stdout
    assert any(f["path"].endswith("caf\udce9.vtt") for f in json.loads(done.stdout)["findings"])


def test_many_findings_of_a_kind_are_counted() -> None:
    told = bounded(error("x", f"{n}.") for n in range(1000))
    assert len(told) == MOST + 1
    assert told[-1].message == f"There are {1000 - MOST} more of this kind (x)."
    assert told[-1].severity is Severity.ERROR


def test_what_makes_episodes_is_not_imported() -> None:
    """A mistake in the making must not be made twice."""
    code = (
        "import sys, podcast.checking.run, podcast.checking.sound, podcast.checking.tags,"
        " podcast.checking.podcasting, podcast.checking.podcasting, podcast.checking.page,"
        " podcast.checking.feed, podcast.checking.book\n"
        "print(*sorted(m for m in sys.modules if m.startswith(('podcast.', 'mutagen', 'jinja2'))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    others = {name for name in done.stdout.split() if not name.startswith("podcast.checking")}
    assert others == {"podcast.errors"}

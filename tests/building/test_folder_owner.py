"""A debate's folder holds one debate; another one never takes its place without a word."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.building.folder_owner import RECORD, folder_owner
from podcast.cli import main

LYON = """Conseil de Lyon

Ada Premier : Bonjour à tous. Nous parlons du pont.

Bob Second : Le pont est fermé. Il ouvrira en mai.
"""
NICE = """Conseil de Nice

Carl Tiers : Bonsoir. La plage est propre.

Dora Quart : Elle est belle. Les galets aussi.
"""


def build(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        main(["build", "--engine", "tone", *map(str, arguments)])
    assert isinstance(ended.value.code, int)
    return ended.value.code, capsys.readouterr().err


@pytest.fixture
def towns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for town, text in (("lyon", LYON), ("nice", NICE)):
        Path(town).mkdir()
        Path(town, "minutes.txt").write_text(text)
    return tmp_path


def test_another_debate_is_refused_with_both_names_and_the_way_out(
    towns: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(capsys, "lyon/minutes.txt")[0] == 0
    mp3 = Path("episodes/minutes/minutes.mp3")
    before = mp3.read_bytes()
    code, said = build(capsys, "nice/minutes.txt")
    assert code == 1
    for part in ("Conseil de Lyon", "lyon/minutes.txt", "Conseil de Nice", "nice/minutes.txt"):
        assert part in said
    assert "-o" in said
    assert "--name" in said
    assert mp3.read_bytes() == before
    # Both ways out.
    assert build(capsys, "nice/minutes.txt", "--name", "Nice")[0] == 0
    assert Path("episodes/nice/nice.mp3").is_file()
    assert build(capsys, "nice/minutes.txt", "-o", "elsewhere")[0] == 0
    assert mp3.read_bytes() == before


def test_the_same_debate_may_change_move_or_come_in_another_format(
    towns: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(capsys, "lyon/minutes.txt")[0] == 0
    # All of its words, in its place, under the same title.
    Path("lyon/minutes.txt").write_text(NICE.replace("de Nice", "de Lyon"))
    assert build(capsys, "lyon/minutes.txt")[0] == 0
    # Moved, and edited a little.
    Path("new").mkdir()
    Path("new/minutes.txt").write_text(NICE.replace("propre", "sale"))
    assert build(capsys, "new/minutes.txt")[0] == 0
    Path("new/minutes.md").write_text(NICE.replace("Carl Tiers :", "**Carl Tiers :**"))
    assert build(capsys, "new/minutes.md")[0] == 0


def test_the_same_file_with_another_debate_in_it_is_refused(
    towns: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Minutes that are always called the same: last month's are not lost."""
    assert build(capsys, "lyon/minutes.txt")[0] == 0
    Path("lyon/minutes.txt").write_text(NICE)
    code, said = build(capsys, "lyon/minutes.txt")
    assert code == 1
    assert "--name" in said


def test_a_folder_that_lost_its_record_or_its_episodes_takes_what_comes(
    towns: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path("episodes/minutes")
    assert build(capsys, "lyon/minutes.txt")[0] == 0
    (folder / RECORD).write_text("{")
    assert folder_owner(folder) is None
    assert build(capsys, "nice/minutes.txt")[0] == 0
    for file in folder.glob("*.mp3"):
        file.unlink()
    assert build(capsys, "lyon/minutes.txt")[0] == 0


def test_a_build_that_fails_leaves_no_record(
    towns: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _ = build(capsys, "lyon/minutes.txt", "--cover", "nowhere.jpg")
    assert code == 1
    assert list(Path("episodes").iterdir()) == []


def test_a_folder_that_moved_with_its_transcript_is_still_its_own(
    towns: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(capsys, "lyon/minutes.txt")[0] == 0
    Path("all").mkdir()
    for name in ("lyon", "episodes"):
        shutil.move(name, f"all/{name}")
    Path("all/lyon/minutes.txt").write_text(LYON.replace("en mai", "en juin"))
    assert build(capsys, "all/lyon/minutes.txt", "-o", "all/episodes")[0] == 0


def test_a_name_is_of_one_transcript(towns: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = build(capsys, "lyon/minutes.txt", "nice/minutes.txt", "--name", "x")
    assert code == 2
    assert "build them one by one" in said


@given(st.lists(st.text(max_size=30), max_size=4), st.binary(max_size=60))
def test_whatever_stands_in_a_record_is_no_error(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], data: bytes
) -> None:
    folder = tmp_path_factory.mktemp("folder")
    (folder / "a.mp3").write_bytes(b"")
    (folder / RECORD).write_bytes(data + "".join(texts).encode(errors="replace"))
    folder_owner(folder)

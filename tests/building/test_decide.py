"""A build tells what earlier ones have left."""

from __future__ import annotations

from pathlib import Path

import pytest

from podcast.cli import main

TEXT = "Un débat\n\nAda Premier : Bonjour à tous.\n\nBob Second : Bonjour Ada.\n"


def build(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as ended:
        main(["build", str(path), "-o", str(path.parent / "out"), "--by", "speaker"])
    assert ended.value.code == 0
    return capsys.readouterr().out


def test_the_episode_of_somebody_who_has_another_name_now_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "d.txt"
    path.write_text(TEXT)
    assert "earlier build" not in build(path, capsys)
    path.write_text(TEXT.replace("Bob Second", "Bob Troisième"))
    said = build(path, capsys)
    assert "from an earlier build, speakers/bob-second.mp3 is no episode of this debate" in said
    assert (tmp_path / "out" / "d" / "speakers" / "bob-troisieme.mp3").is_file()
    path.write_text(TEXT.replace("Bob Second", "Bob Quatrième"))
    said = build(path, capsys)
    assert "bob-second.mp3, speakers/bob-troisieme.mp3 are no episodes of this debate" in said
    assert "remove them" in said

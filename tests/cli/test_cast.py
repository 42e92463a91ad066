"""`podcast cast` explains who got which voice."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from podcast.building.decide import cast_debate
from podcast.cli import cli
from podcast.cli.cast import explained
from podcast.reading import read_debate
from tests.casting.test_palette import GOOD, palette_file
from tests.conftest import DEMO, debate_of


def test_the_cast_is_explained() -> None:
    result = CliRunner().invoke(cli, ["cast", str(DEMO)])
    assert result.exit_code == 0, result.output
    for part in cast_debate(read_debate(DEMO)).cast.parts:
        (line,) = [one for one in result.output.splitlines() if one.startswith(part.speaker)]
        assert part.voice.name in line and part.reason in line
    assert "(narrator)" in result.output
    assert "Smallest distance: " in result.output
    assert "First come, first served: " in result.output
    assert "~" not in result.output  # everything in the palette was measured


def test_a_guess_is_marked_as_one(tmp_path: Path) -> None:
    palette_file(tmp_path, GOOD)
    text = "Débat\n\nClaire Brun : Bonjour à tous.\n\nSophie Roy : Merci bien.\n" * 2
    debate = tmp_path / "debat.txt"
    debate.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(cli, ["cast", str(debate), "--voices", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert "~3.0" in result.output
    assert "Note: " in result.output


def test_nobody_speaks() -> None:
    lines = explained(cast_debate(debate_of()))
    assert not any("distance:" in line for line in lines)


def test_a_file_that_is_not_there() -> None:
    assert CliRunner().invoke(cli, ["cast", "nowhere.txt"]).exit_code != 0

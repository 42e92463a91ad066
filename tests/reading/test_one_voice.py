from pathlib import Path

import pytest
from click.testing import CliRunner

from podcast.cli import cli
from podcast.errors import TranscriptError
from podcast.reading import read_debate, why

TALE = """# Un conte

Il était une fois un roi. Il avait trois fils (rires).

## La forêt

Un jour, ils partirent.
Attention : il pleuvait.

https://example.org/conte
"""
DEBATE = "Ada Premier : Bonsoir.\n\nBob Second : Bonsoir, Ada.\n\nAda Premier : Parlons de l'eau.\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "texte.md"
    path.write_text(text, encoding="utf-8")
    return path


def test_all_is_said_by_one_person(tmp_path: Path) -> None:
    debate = read_debate(written(tmp_path, TALE), one_voice="Anne Roux", language="fr")
    assert debate.title == "Un conte"
    assert [(s.name, s.role) for s in debate.speakers] == [
        ("Anne Roux", "tout le texte, lu d'une seule voix")
    ]
    assert [p.text for p in debate.turns[0].paragraphs] == [
        "Il était une fois un roi. Il avait trois fils.",
        "Un jour, ils partirent. Attention : il pleuvait.",
    ]
    assert [(h.text, h.paragraph) for h in debate.headings] == [("La forêt", 2)]
    assert [d.text for d in debate.directions] == ["rires"]
    assert {p.kind for p in debate.left_out} == {"title", "credits"}


def test_a_reader_without_name(tmp_path: Path) -> None:
    path = written(tmp_path, "Once upon a time there was a king, and the king was old.\n")
    assert read_debate(path, one_voice="", language="en").speakers[0].name == "Reader"


def test_without_it_nobody_speaks(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match="--one-voice"):
        read_debate(written(tmp_path, TALE))


def test_what_was_read_already(tmp_path: Path) -> None:
    path = written(tmp_path, "podcast transcript, version 1\ntitle: T\nturns:\n@ Ada\n\nOui.\n")
    with pytest.raises(TranscriptError, match="says already who speaks"):
        read_debate(path, one_voice="")


def test_why_a_line_is_a_label(tmp_path: Path) -> None:
    told = why(written(tmp_path, DEBATE), 3, language="fr")
    assert "Turn 2 begins here: Bob Second speaks." in told
    assert "“Bob Second” stands before a colon: taken for a label" in told


def test_why_on_the_command_line(tmp_path: Path) -> None:
    path = written(tmp_path, DEBATE)
    result = CliRunner().invoke(cli, ["inspect", str(path), "--language", "fr", "--why", "2"])
    assert result.exit_code == 0
    assert "Line 2 is blank" in result.output


def test_one_voice_on_the_command_line(tmp_path: Path) -> None:
    path = written(tmp_path, TALE)
    result = CliRunner().invoke(cli, ["inspect", str(path), "--language", "fr", "--one-voice"])
    assert result.exit_code == 0
    assert "Lecture" in result.output

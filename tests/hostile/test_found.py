"""What damaged and odd inputs found, and must not find again."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from podcast.building.decide import prepare_album
from podcast.casting.series import load_series
from podcast.errors import PodcastError
from podcast.planfile.model import load_plan
from podcast.reading.edit_layout import read_layout, write_layout
from podcast.reading.formats.saved import debate_from_json, debate_to_json
from podcast.reading.read import read_bytes
from podcast.store.toml import LARGEST
from tests.conftest import debate_of


def test_a_name_of_signs_alone_is_somebody() -> None:
    debate = debate_of(("???", "Bonjour à tous."), ("Bob Second", "Oui."), ("???", "Merci bien."))
    lines = prepare_album(debate, name="x").whole.script.lines
    assert all(line.said for line in lines)
    assert any("Quelqu'un" in line.text for line in lines)


def test_a_title_of_signs_alone_is_not_said() -> None:
    from dataclasses import replace

    debate = replace(debate_of(("Ada", "Bonjour."), ("Bob", "Oui.")), title="…")
    assert all(line.said for line in prepare_album(debate, name="x").whole.script.lines)


def test_half_a_character_in_json_becomes_the_sign_for_what_is_lost() -> None:
    text = r'{"segments": [{"speaker": "Ada", "text": "Bonjour \ud800 \ud83d\ude00 \\ud800 !"}]}'
    debate = read_bytes(text.encode(), Path("x.json"), language="fr")
    said = debate.turns[0].paragraphs[0].text
    assert "\ufffd" in said and "😀" in said and r"\ud800" in said
    said.encode()


def test_a_backslash_before_a_space_stays_in_the_layout() -> None:
    debate = debate_of(("Ada Un", r"a \ b \\ c"), ("Bob Deux", r"\{{x}} \\"))
    again = read_layout(write_layout(debate), Path("x.txt"))
    assert [t.paragraphs[0].text for t in again.turns] == [
        t.paragraphs[0].text for t in debate.turns
    ]


def test_who_is_listed_under_no_heading_is_read_again_from_json() -> None:
    text = "speakers:\n- Ada Un\n  listed under:\n\n@Ada Un\nBonjour à tous.\n"
    debate = read_layout("podcast transcript, version 1\n" + text, Path("x.txt"))
    assert debate.speakers[0].declared == ""
    assert debate_from_json(debate_to_json(debate)).speakers == debate.speakers


@pytest.mark.parametrize("text", ["x = " + "9" * 5_000, "x = [" * 2_000, 'title = "\\uD800"'])
def test_toml_that_is_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "series.toml"
    path.write_text(text)
    with pytest.raises(PodcastError, match="not valid TOML"):
        load_series(path)


def test_a_file_to_edit_is_not_huge(tmp_path: Path) -> None:
    path = tmp_path / "series.toml"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(PodcastError, match="larger than 16 MB"):
        load_series(path)


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes there")
def test_a_pipe_is_no_file_to_edit(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "series.toml")
    with pytest.raises(PodcastError, match="it is not a file"):
        load_series(tmp_path / "series.toml")


def test_a_heading_of_nothing_is_none() -> None:
    text = write_layout(debate_of(("Ada Un", "Bonjour."), ("Bob Deux", "Oui.")))
    assert text.count("\n@ Bob") == 1
    for heading, count in (("# Suite", 1), ("#", 0), ("##", 0)):
        debate = read_layout(text.replace("\n@ Bob", f"\n{heading}\n\n@ Bob"), Path("x.txt"))
        assert len(debate.headings) == count
        assert len(debate.turns) == 2


def test_a_message_does_not_repeat_a_key_of_thousands_of_letters(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(f'source = "d.txt"\n\n[[passage]]\n{"x" * 5_000} = "y"\n')
    with pytest.raises(PodcastError) as raised:
        load_plan(path)
    assert len(str(raised.value)) < 1_000


def test_who_is_called_nothing_in_tei_is_not_named() -> None:
    text = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>
    <u who="#ada"><seg>Bonjour à tous.</seg></u><u who="_"><seg>Oui, bonjour.</seg></u>
    <u who="#bob_deux"><seg>Non.</seg></u></body></text></TEI>"""
    debate = read_bytes(text.encode(), Path("x.xml"), language="fr")
    assert all(turn.speaker.strip() for turn in debate.turns)
    assert "bob deux" in " ".join(turn.speaker.lower() for turn in debate.turns)


@pytest.mark.parametrize("offset", [-1, 9_999])
def test_a_direction_is_within_its_paragraph(offset: int) -> None:
    data = debate_to_json(debate_of(("Ada", "Bonjour."), ("Bob", "Oui.")))
    place = {"text": "Rires", "line": 1, "turn": 1, "paragraph": 1}
    data["directions"] = [{**place, "offset": 3}]
    assert debate_from_json(data).directions[0].offset == 3
    data["directions"] = [{**place, "offset": offset}]
    with pytest.raises(ValueError, match="is not in paragraph 1 of turn 1"):
        debate_from_json(data)

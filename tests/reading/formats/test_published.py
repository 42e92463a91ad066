"""The same text gives the same debate, whatever the format it is published in."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from podcast.model import Debate
from podcast.reading import read_debate
from podcast.reading.edit_layout import write_layout
from podcast.reading.formats.saved import debate_to_json
from tests.reading.formats.published import FORMATS, SPEAKERS, TITLE, TURNS, segments

UNTITLED = ("captions.srt", "captions.vtt")


def said(debate: Debate) -> list[tuple[str, tuple[str, ...]]]:
    return [(t.speaker, tuple(p.text for p in t.paragraphs)) for t in debate.turns]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_debate(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    FORMATS[name](path)
    debate = read_debate(path)
    assert said(debate) == list(TURNS)
    assert tuple(speaker.name for speaker in debate.speakers) == SPEAKERS
    assert debate.language == "fr"
    assert debate.doubts == ()
    assert debate.headings == ()
    if name not in UNTITLED:
        assert debate.title == TITLE


@pytest.mark.parametrize("name", FORMATS)
def test_the_content_tells_the_format(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    FORMATS[name](path)
    other = path.rename(tmp_path / "transcript.dat")
    assert said(read_debate(other)) == list(TURNS)


def test_what_inspect_writes_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "text.md"
    FORMATS["text.md"](path)
    debate = read_debate(path)
    saved = tmp_path / "saved.json"
    saved.write_text(json.dumps(debate_to_json(debate)), encoding="utf-8")
    assert read_debate(saved) == debate
    edited = tmp_path / "text.edit.txt"
    edited.write_text(write_layout(debate), encoding="utf-8")
    again = read_debate(edited)
    assert said(again) == said(debate)
    assert again.speakers == debate.speakers
    assert replace(again, turns=(), left_out=()) == replace(debate, turns=(), left_out=())


def test_segments_of_a_transcription_tool(tmp_path: Path) -> None:
    path = tmp_path / "whisper.json"
    segments(path)
    joined = [(name, (" ".join(paragraphs),)) for name, paragraphs in TURNS]
    assert said(read_debate(path)) == joined

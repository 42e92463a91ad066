"""Every layout and trap of tests/data is read exactly as its truth says."""

from pathlib import Path

import pytest

from podcast.errors import TranscriptError
from podcast.reading import read_debate
from tests.conftest import transcripts
from tools.reading_table import Score, read_truth, score

DATA = Path(__file__).parents[1] / "data"
FILES = sorted(p for p in DATA.iterdir() if p.suffix != ".json" and p.with_suffix(".json").exists())
SPOKEN = [path for path in FILES if "indirect" not in path.name]
REAL = ("captions-en.srt", "panel-lightning-en.md", "podcast-live-en.md",
        "seance-assemblee-2013.html", "table-ronde-ia-2024.txt")  # fmt: skip


def check(result: Score) -> None:
    assert result.misses == ()
    assert result.speakers[0] == result.speakers[2]
    assert result.turns[0] == result.turns[2]
    assert result.first[0] == result.first[1]
    assert result.doubts[1] == 0


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_own_transcript(path: Path) -> None:
    truth = read_truth(path)
    check(score(path, truth))
    if truth.get("refused"):
        return
    debate = read_debate(path)
    assert debate.language == truth["language"]
    assert len(debate.turns) == len(truth["turns"])


@pytest.mark.parametrize("name", REAL)
def test_real_transcript(name: str) -> None:
    path = transcripts() / name
    if not path.is_file():
        pytest.skip(f"the real transcripts are not here ({path}); set PODCAST_TRANSCRIPTS")
    check(score(path, read_truth(path)))


def test_there_are_enough() -> None:
    assert len(FILES) >= 30


def test_minutes_in_indirect_speech_are_refused() -> None:
    with pytest.raises(TranscriptError, match="minutes that tell what was said"):
        read_debate(DATA / "proces-verbal-indirect.txt")

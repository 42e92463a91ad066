"""Small inputs, each a kind of fault once met in a real file; they lie outside of the project."""

import json
import os
from pathlib import Path

import pytest

from podcast.reading import read_debate
from podcast.reading.names import key

ROOT = Path(__file__).parents[2]
CASES = Path(os.environ.get("PODCAST_CASES", ROOT.parent / "shared" / "cases")) / "reading"
TRUTH = json.loads((Path(__file__).parent / "small_cases.json").read_text(encoding="utf-8"))
_CIVILITIES = ("m", "mr", "mme", "ms", "dr")


def plain(name: str) -> str:
    return " ".join(word for word in key(name).split() if word not in _CIVILITIES)


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_case(name: str) -> None:
    path, truth = CASES / name, TRUTH[name]
    if not path.is_file():
        pytest.skip(f"the small inputs are not here ({CASES}); set PODCAST_CASES")
    debate = read_debate(path)
    if "turns" in truth:
        true = [plain(speaker) for speaker in truth["turns"].split(", ")]
        assert [plain(turn.speaker) for turn in debate.turns] == true
    said = " ".join(p.text for turn in debate.turns for p in turn.paragraphs)
    assert "**" not in said
    assert not [word for word in truth.get("never", ()) if word in said]
    assert set(truth.get("speakers", ())) <= {speaker.name for speaker in debate.speakers}
    if "doubts" in truth:
        assert {doubt.kind for doubt in debate.doubts} == set(truth["doubts"])

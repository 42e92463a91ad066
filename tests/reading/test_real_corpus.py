"""Real transcripts of many layouts, where they are: `python -m tools.corpus fetch FOLDER`."""

from __future__ import annotations

import os
from pathlib import Path
from statistics import mean

import pytest

from tools.corpus import DATA, scores, sources

FOLDER = Path(os.environ.get("PODCAST_CORPUS", "nowhere"))


def test_every_source_has_a_truth_and_no_text() -> None:
    stems = {source.stem for source in sources()}
    assert stems == {path.stem for path in (DATA / "truths").glob("*.json")}
    assert len({source.family for source in sources()}) >= 60
    for path in (DATA / "truths").glob("*.json"):
        # Names, and check sums; a sentence of a transcript would be longer.
        longest = max(len(line) for line in path.read_text("utf-8").splitlines() if '"' in line)
        assert path.stat().st_size < 60_000, path
        assert longest < 40_000, path


@pytest.mark.skipif(
    not FOLDER.is_dir(),
    reason="the corpus is not here; python -m tools.corpus fetch FOLDER, then set PODCAST_CORPUS",
)
def test_the_corpus_is_read_as_well_as_it_was() -> None:
    looked_at = [source for source in sources() if source.split in ("dev", "judge", "fresh")]
    found = [one for split in ("dev", "judge", "fresh") for one in scores(FOLDER, split)]
    if len(found) < 0.8 * len(looked_at):
        pytest.skip(f"most of the corpus is not in {FOLDER}; fetch it again")
    assert mean(one.mean for one in found) >= 0.97
    words = [one.words[0] for one in found if one.words]
    assert mean(words) >= 0.97
    false = sum(not right for one in found for _, right in one.doubts)
    assert false <= len(found) / 3

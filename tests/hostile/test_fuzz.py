"""Some hundred damaged and odd inputs of all formats; `tools.fuzz_transcripts` sends more.

Every input ends in a result that holds together, or in one of the project's own errors.
"""

from __future__ import annotations

from collections import Counter

import pytest

from tests.conftest import debate_of
from tools.fuzzing.trial import READ, REFUSED, check_words, trial
from tools.fuzzing.workers import SHARES, Inputs

COUNT = 160


@pytest.fixture(scope="module")
def inputs() -> Inputs:
    return Inputs(2026)


def test_damaged_and_odd_inputs(inputs: Inputs) -> None:
    ends: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for number in range(COUNT):
        kind, data = inputs[number]
        kinds[kind] += 1
        try:
            ends[trial(kind, data, sampled=number % 24 == 0)] += 1
        except Exception as error:
            raise AssertionError(f"input {number} ({kind}): {data[:400]!r}") from error
    # What is damaged beyond reading must not be all that was tried, nor nothing of it.
    assert min(ends[READ], ends[REFUSED]) > COUNT // 8
    assert len(kinds) >= len(SHARES) - 3


def test_words_that_nobody_wrote_are_seen() -> None:
    with pytest.raises(AssertionError, match="said and not there"):
        check_words("Ada : Bonjour.", debate_of(("Ada", "Bonjour xyz.")))
    with pytest.raises(AssertionError, match="there and not kept"):
        check_words("Ada : Bonjour xyz.", debate_of(("Ada", "Bonjour.")))

"""Whatever the setting, and whatever people are called, the same people say the same."""

import random
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from podcast.reading.names import key
from podcast.reading.read import read_bytes
from tests.reading.layouts import LAYOUTS, Said, debate


def speakers(said: list[Said], layout: str) -> list[str]:
    text = LAYOUTS[layout](said)
    return [key(t.speaker) for t in read_bytes(text.encode(), Path("x.md"), language="fr").turns]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_names_that_nobody_has(layout: str) -> None:
    said = debate(random.Random(layout))
    assert speakers(said, layout) == [key(turn.who) for turn in said]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_trades_that_no_list_knows(layout: str) -> None:
    said = debate(random.Random(layout), roles=True)
    assert speakers(said, layout) == [key(turn.who) for turn in said]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(LAYOUTS)), st.integers(0, 10**6), st.booleans())
@example("bold, nothing between", 161, False)
def test_any_debate_in_any_layout(layout: str, seed: int, roles: bool) -> None:
    """Nearly all turns: what somebody says may begin as a label does."""
    said = debate(random.Random(seed), turns=30, roles=roles)
    got = speakers(said, layout)
    assert set(got) >= {key(turn.who) for turn in said}
    assert abs(len(got) - len(said)) <= 2

"""What a rule says that it needs is there wherever it matches: skipping it changes nothing."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache

import pytest

from podcast.wording.cleaning import CHARACTERS, MARKS, STEPS, clean
from podcast.wording.model import NUMBER, Needs, Step
from podcast.wording.rules import Lacking, Traced, replaced
from podcast.wording.spoken_words import wording_of
from tests.wording.gold import rows

SIGNS = "0123456789 .,;:!?'’()[]{}<>-–—…%€$£@&#/+*=°º²³½·•_~^`|\\\"«»×±≥MDPSTVEIXCla٣\u0301\u00a0\n"


@cache
def texts(language: str) -> tuple[str, ...]:
    """The gold table as it is written, cleaned, in capitals, and with signs strewn over it."""
    chance = random.Random(3)
    found = []
    for row in rows(language):
        strewn = list(row.written)
        for _ in range(1 + len(strewn) // 12):
            strewn[chance.randrange(len(strewn))] = chance.choice(SIGNS)
        found += [row.written, clean(row.written).text, row.written.upper(), "".join(strewn)]
    return tuple(found)


def needing(language: str) -> Iterator[tuple[str, Step]]:
    """Every pattern that needs something, with a name to tell it by."""
    wording = wording_of(language)
    assert wording is not None
    for rule in (*wording.before_lexicon, *wording.after_lexicon, *wording.sounds):
        yield rule.name, Step(rule.pattern, "", rule.needs)
    for step in (*wording.before, *CHARACTERS, *MARKS, *STEPS):
        yield step.pattern.pattern, step


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_pattern_matches_a_text_without_what_it_needs(language: str) -> None:
    steps = [(name, step) for name, step in needing(language) if step.needs]
    assert len(steps) > 100
    for text in texts(language):
        lacking = Lacking(text)
        wrong = [name for name, s in steps if lacking[s.needs] and s.pattern.search(text)]
        assert not wrong, text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_rules_at_numbers_match_only_where_a_number_starts(language: str) -> None:
    wording = wording_of(language)
    assert wording is not None
    rules = [rule for rule in wording.after_lexicon if rule.at_numbers]
    assert len(rules) > 15
    for text in texts(language):
        for rule in rules:
            for match in rule.pattern.finditer(text):
                assert re.compile(r"\d(?<!\w.)").match(text, match.start()), (rule.name, text)


@pytest.mark.parametrize(
    ("text", "needs", "lacks"),
    [
        ("vingt", "", False),
        ("vingt", "0123", True),
        ("20 %", "%€", False),
        ("vingt", NUMBER, True),
        ("٢٠", NUMBER, False),
        ("", NUMBER, True),
    ],
)
def test_what_a_text_lacks(text: str, needs: Needs, lacks: bool) -> None:
    assert Lacking(text)[needs] is lacks


def test_a_step_is_taken_that_an_earlier_one_makes_possible() -> None:
    steps = (Step(NUMBER, "%"), Step(re.compile("%"), " per cent", "%"), Step(NUMBER, "", NUMBER))
    assert replaced(Traced.of("5"), steps).text == " per cent"

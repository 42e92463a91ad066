"""What is said of some 1,300 written phrases sounds as a person would say them.

The tables are `tests/data/wording/*.tsv`; `python -m tools.wording_gold fr -v` shows the same.
"""

import sys
from collections import Counter

import pytest

from tests.wording.gold import Heard, heard, rows

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the phonemes are eSpeak NG's, driven on Linux"
)

LEAST = {"fr": 400, "en": 200}
KINDS = [(language, kind) for language in LEAST for kind in {row.kind: 0 for row in rows(language)}]


@pytest.mark.parametrize(("language", "kind"), KINDS)
def test_what_is_said_sounds_right(language: str, kind: str) -> None:
    wrong = [one for one in heard(language) if one.row.kind == kind and not one.right]
    assert not wrong, "\n".join(_told(one) for one in wrong)


def _told(one: Heard) -> str:
    return f"{one.row.written}\n  wanted {one.row.said}\n  said   {one.words}"


@pytest.mark.parametrize("language", LEAST)
def test_the_tables_are_large_and_each_row_stands_once(language: str) -> None:
    table = rows(language)
    assert len(table) >= LEAST[language]
    assert [w for w, n in Counter(row.written for row in table).items() if n > 1] == []
    assert all(not any(c.isdigit() for c in row.said) for row in table)


@pytest.mark.parametrize("language", LEAST)
def test_the_engine_alone_does_not_say_them_right(language: str) -> None:
    """A table that needs no rules would test none."""
    found = heard(language)
    assert sum(one.bare_right for one in found) < 0.6 * len(found)

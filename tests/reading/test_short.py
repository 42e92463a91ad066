"""Debates so short that nobody speaks twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from podcast.reading import read_debate

NAMES = ("Ada Premier", "Bob Second", "Yuna Kermadec", "Örn Birkir", "M. Tissot", "Le Gall")


@pytest.mark.parametrize("one", NAMES)
@pytest.mark.parametrize("other", NAMES)
def test_two_who_greet_each_other(tmp_path: Path, one: str, other: str) -> None:
    if one == other:
        pytest.skip("somebody alone")
    path = tmp_path / "d.txt"
    path.write_text(f"Un débat\n\n{one} : Bonjour à tous.\n\n{other} : Bonjour, merci.\n")
    assert [turn.speaker for turn in read_debate(path).turns] == [one, other]

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


def test_a_list_that_counts_keeps_its_numbers(tmp_path: Path) -> None:
    text = (
        "Le pont\n\nAnne Roux : Trois choses :\n1. le bruit ;\n2. le prix.\n\nPaul Petit : Le point"
        " 2, donc.\n\nAnne Roux : Oui.\n\nPaul Petit : Bien."
    )
    path = tmp_path / "liste.txt"
    path.write_text(text, encoding="utf-8")
    said = [paragraph.text for paragraph in read_debate(path).turns[0].paragraphs]
    assert said == ["Trois choses :", "1. le bruit ;", "2. le prix."]


def test_bullets_that_ask_down_to_the_last_line(tmp_path: Path) -> None:
    path = tmp_path / "d.txt"
    said = (
        "Luc : D'accord, mais qui va payer ?",
        "Anne : Personne ne conteste que le budget a été voté.",
        "Luc : Franchement, non.",
    )
    asked = (*said, "Anne : Je crois que oui. Un chiffre : trois cents signatures.", *said)
    path.write_text("\n\n".join(f"- {line}" for line in asked), encoding="utf-8")
    assert [turn.speaker for turn in read_debate(path).turns] == ["Luc", "Anne"] * 3 + ["Luc"]

"""Too much, too little, and nothing at all: a debate, or a sentence that says why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from podcast.building.decide import prepare_album
from podcast.errors import PodcastError
from podcast.model import Debate
from podcast.reading import names
from podcast.reading.read import read_bytes

WORDS = "Il roule bien et nous en sommes contents depuis longtemps, disent les gens de la ville. "


def read(text: str) -> Debate:
    return read_bytes(text.encode(), Path("x.txt"), language="fr")


def name(number: int) -> str:
    letters = ""
    for _ in range(4):
        letters += "bcdfglmnprst"[number % 12] + "aeiou"[number // 12 % 5]
        number //= 60
    return letters.title()


@pytest.mark.parametrize(
    "text",
    [
        "", "Bonjour", "... !!! ??? — …\n\n«»", "\n" * 100_000, "\x00" * 1_000, "\ufeff",
        "\u200b\u202e\u0301" * 50_000, "é" * 1_000_000, ":" * 100_000,
    ],
    ids=["nothing", "a word", "signs", "lines", "NULs", "a mark", "unseen", "a word of a million",
         "colons"],
)  # fmt: skip
def test_where_nobody_speaks_it_is_said(text: str) -> None:
    with pytest.raises(PodcastError) as raised:
        read(text)
    assert len(str(raised.value)) < 1_000


def test_a_line_of_three_million_letters() -> None:
    text = WORDS * (3_000_000 // len(WORDS))
    debate = read(f"Ada Premier : {text}\n\nBob Second : Oui.")
    assert sum(len(p.text) for p in debate.turns[0].paragraphs) >= len(text) - 100


def test_four_thousand_turns() -> None:
    turns = (f"{('Ada Premier', 'Bob Second')[n % 2]} : Oui, {n}.\n\n" for n in range(4_000))
    debate = read("".join(turns))
    assert len(debate.turns) == 4_000
    assert [turn.index for turn in debate.turns] == list(range(1, 4_001))


def test_four_hundred_people_each_have_a_voice_and_a_place() -> None:
    people = [f"{name(n)} {name(7 * n + 3)}" for n in range(400)]
    debate = read("".join(f"{who} : Je dis oui, {n}.\n\n" * 2 for n, who in enumerate(people)))
    assert len(debate.speakers) == len(people)
    series = prepare_album(debate, name="x")
    assert len(series.whole.cast.parts) == len(people)
    assert len({track.path for track in series.album.tracks}) == len(series.album.tracks)


def test_not_all_of_one_surname_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose a shortened name could be is looked for among a few: of three thousand namesakes, each
    with each would be two million comparisons."""
    compared = 0
    abbreviates = names.abbreviates

    def counting(words: list[str], full: list[str]) -> bool:
        nonlocal compared
        compared += 1
        return abbreviates(words, full)

    for module in ("people", "score"):
        monkeypatch.setattr(f"podcast.reading.{module}.abbreviates", counting)
    everybody = [f"{name(n)} {('Dupont', 'Durand')[n % 2]}" for n in range(3_000)]
    debate = read("".join(f"{who} : Oui, je le crois bien.\n\n" for who in everybody))
    assert len(debate.speakers) == len(everybody)
    assert compared < 30_000


@pytest.mark.parametrize(
    "noise", ["\u0301" * 3_000, "\u202e", "\x1b[31m", "\x07", "\ufffe", "😀" * 900]
)
def test_odd_signs_in_the_middle_are_no_trouble(noise: str) -> None:
    debate = read(f"Ada Premier : Bonjour {noise} à tous.\n\nBob Second : Oui, {noise}.\n")
    series = prepare_album(debate, name="x")
    said = " ".join(line.said.words for line in series.whole.script.lines)
    assert "Bonjour" in said and "à tous" in said

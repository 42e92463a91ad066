"""How a debate calls its speakers tells who is a woman and who is a man."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from podcast.casting.genders import genders_of
from podcast.errors import VoiceError
from podcast.model import Debate, LeftOut, Paragraph, Speaker, Turn
from podcast.store.toml import read_toml

CASES = read_toml(Path(__file__).parent.parent / "data" / "addressed.toml", VoiceError)


def debate_of(text: str, language: str, left_out: str = "") -> Debate:
    """A debate of lines "Label: what is said"."""
    said = [line.replace(" : ", ": ", 1).split(": ", 1) for line in text.strip().splitlines()]
    turns = tuple(
        Turn(index, name, index, (Paragraph(words, index),))
        for index, (name, words) in enumerate(said)
    )
    speakers = tuple(Speaker(name) for name in dict.fromkeys(name for name, _ in said))
    unread = (LeftOut("before anyone speaks", left_out, 0),) if left_out else ()
    return Debate("A debate", None, None, None, language, speakers, turns, left_out=unread)


def told(debate: Debate) -> dict[str, str]:
    genders = genders_of(debate, [speaker.name for speaker in debate.speakers])
    return {name: gender.value if gender else "open" for name, gender in genders.items()}


@pytest.mark.parametrize("case", [*CASES["seen"], *CASES["unseen"]])
def test_by_how_others_call_them(case: dict[str, Any]) -> None:
    assert told(debate_of(case["text"], case["language"])).items() >= case["gender"].items()


def test_by_a_list_that_is_not_read_out() -> None:
    debate = debate_of(
        "Quinn : Bonjour.\nZubiri : Bonsoir.", "fr", "Présents : Mme O. Quinn, M. Vell."
    )
    assert told(debate) == {"Quinn": "female", "Zubiri": "open"}


def test_what_people_say_of_their_namesakes_does_not_count() -> None:
    debate = debate_of("Quinn : M. Quinn est mon frère.\nZubiri : Bonsoir.", "fr")
    assert told(debate) == {"Quinn": "open", "Zubiri": "open"}


def test_a_label_decides_before_what_others_say() -> None:
    debate = debate_of("Mme Quinn : Bonjour.\nZubiri : Merci, monsieur Quinn.", "fr")
    assert told(debate) == {"Mme Quinn": "female", "Zubiri": "open"}


def test_a_first_name_that_is_a_mans_or_a_womans_in_most_countries() -> None:
    labels = (
        "Ansgar Vell",
        "Coumba Vell",
        "Claude Vell",
        "ANS",
        "Zubirian Vell",
        "Rokhaya-Line Vell",
    )
    debate = debate_of("\n".join(f"{label}: Yes." for label in labels), "en")
    assert list(told(debate).values()) == ["male", "female", "open", "open", "open", "female"]


def test_what_the_debate_says_comes_before_what_is_usual() -> None:
    debate = debate_of("Ansgar Vell: Yes.\nQuinn: Thank you, Ms. Vell.", "en")
    assert told(debate)["Ansgar Vell"] == "female"

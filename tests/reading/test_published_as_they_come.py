"""What people publish as it comes: slips, marks and lists that a careful reader sees through."""

from __future__ import annotations

from pathlib import Path

import pytest

from podcast.model import Debate
from podcast.reading.labels import LabelKind, read_label, read_person
from podcast.reading.read import read_bytes

ASKED = (
    "How did you come to the mill?",
    "Who taught you the trade?",
    "What do you grind in winter?",
    "Would you sell it one day?",
)
ANSWERED = (
    "I came by boat, and I never left.",
    "My aunt did, and I still keep her stones.",
    "We grind rye, because nobody wants oats.",
    "Never. I would rather give it away.",
)


def read(text: str, language: str = "en") -> Debate:
    return read_bytes(text.encode(), Path("x.md"), language=language)


def spoken(debate: Debate) -> list[tuple[str, str]]:
    return [(t.speaker, " ".join(p.text for p in t.paragraphs)) for t in debate.turns]


def interview(one: str, other: str) -> list[tuple[str, str]]:
    return [turn for q, a in zip(ASKED, ANSWERED, strict=True) for turn in ((one, q), (other, a))]


def test_a_time_stamp_may_touch_the_label_behind_it() -> None:
    text = "".join(
        f"00:0{n}:1{n}[{'Ada Brook' if n % 2 else 'Paul Reed'}]\n\n{said}\n\n"
        for n, said in enumerate((*ASKED, *ANSWERED))
    )
    debate = read(text)
    assert [turn.speaker for turn in debate.turns] == ["Paul Reed", "Ada Brook"] * 4


def test_answers_to_one_question_at_the_end_are_no_records_that_hold_all() -> None:
    text = "".join(
        f"* **Ada: {q}**\n* Paul: {a} {a}\n" for q, a in zip(ASKED * 3, ANSWERED * 3, strict=True)
    )
    text += "* **The song you love**\n* Ned: Rosanna, by the band\n* Lou: Hello, by her\n"
    text += "* **The book you love**\n* Ned: Emma, as I said\n* Lou: Kim, by the sea\n"
    text += "* **The tree you love**\n* Ned: Ash, by the mill\n* Lou: Elm, of course\n"
    speakers = [turn.speaker for turn in read(text).turns]
    assert speakers.count("Ada") == 15
    assert speakers.count("Paul") == 12


@pytest.mark.parametrize("bullet", ["* ", "- ", ""])
def test_who_asks_may_have_a_label_once(bullet: str) -> None:
    gap = "\n" if bullet else "\n\n"
    lines = [f"{bullet}Falcon: {ASKED[0]}", f"{bullet}Paula Reed: {ANSWERED[0]}"]
    for q, a in zip(ASKED[1:], ANSWERED[1:], strict=True):
        lines += [f"{bullet}{q}", f"{bullet}Paula: {a}"]
    assert spoken(read(gap.join(lines) + "\n")) == interview("Falcon", "Paula Reed")


def test_two_who_have_labels_of_their_own_speak_together() -> None:
    text = "".join(f"- Olga: {q}\n- Terence: {a}\n" for q, a in zip(ASKED, ANSWERED, strict=True))
    debate = read(text + "- Olga, Terence: We all agree on that.\n")
    assert debate.turns[-1].speaker == "Olga and Terence"


def test_a_role_is_no_other_speaker() -> None:
    text = "".join(
        f"Olga Hart, miller: {q}\n\nTerence Cole: {a}\n\n"
        for q, a in zip(ASKED, ANSWERED, strict=True)
    )
    assert [one.name for one in read(text).speakers] == ["Olga Hart", "Terence Cole"]


def test_initials_may_have_hyphens() -> None:
    label = read_label("J-K")
    assert label is not None
    assert label.kind is LabelKind.INITIALS
    text = f"Sarah Reed: {ASKED[0]}\n\nJohn-Kyle: {ANSWERED[0]}\n\n" + "".join(
        f"SR: {q}\n\nJ-K: {a}\n\n" for q, a in zip(ASKED[1:], ANSWERED[1:], strict=True)
    )
    assert spoken(read(text)) == interview("Sarah Reed", "John-Kyle")


def test_a_way_to_part_labels_that_nothing_else_has_is_none() -> None:
    """Among colons, names before a full stop end a sentence that goes on from the page before."""
    said = [*ASKED, *ANSWERED] * 3
    who = ("SENATOR BROOK", "PAUL REED")
    lines = [f"{who[n % 2]}: {text}" for n, text in enumerate(said)]
    lines.insert(
        9, "I thank all of you who came here tonight, Senator Brook and\nPaul Reed. Thank you."
    )
    debate = read("\n\n".join(lines) + "\n")
    assert len(debate.turns) == len(said)
    assert "Paul Reed. Thank you." in spoken(debate)[8][1].replace("\n", " ")


def test_the_head_of_a_list_of_names_is_nobody() -> None:
    days = "".join(
        f"Present: {names}\n\n" + "".join(f"Olga: {q}\n\nDan: {a}\n\n" for q, a in said)
        for names, said in (
            ("Olga, Dan", list(zip(ASKED, ANSWERED, strict=True))),
            ("Dan, Olga, Yves", list(zip(ASKED, ANSWERED, strict=True))),
            ("Yves, Dan", list(zip(ASKED, ANSWERED, strict=True))),
        )
    )
    debate = read(days)
    assert {turn.speaker for turn in debate.turns} == {"Olga", "Dan"}
    assert not any("Present" in doubt.message for doubt in debate.doubts)


def test_a_word_before_the_question_of_a_heading_is_nobody() -> None:
    heads = [*ASKED[:3], f"Bonus: {ASKED[3]}"]
    text = "# The mill\n\n" + "".join(
        f"### {q}\n\nPaul Reed: {a}\n\n" for q, a in zip(heads, ANSWERED, strict=True)
    )
    assert {turn.speaker for turn in read(text).turns} == {"Interviewer", "Paul Reed"}


@pytest.mark.parametrize("wrapped", [False, True])
def test_what_follows_a_marked_question_in_its_paragraph_is_the_answer(wrapped: bool) -> None:
    gap = "\n" if wrapped else " "
    text = "".join(f"Q: {q} Why?{gap}{a}\n\n" for q, a in zip(ASKED, ANSWERED, strict=True))
    turns = spoken(read(text))
    assert [who for who, _ in turns] == ["Question", "Answer"] * 4
    assert turns[0][1] == f"{ASKED[0]} Why?"
    assert [said for _, said in turns[1::2]] == list(ANSWERED)


def test_marked_answers_stay_whole() -> None:
    text = "".join(f"Q: {q}\n\nA: Why? {a}\n\n" for q, a in zip(ASKED, ANSWERED, strict=True))
    assert [said for _, said in spoken(read(text))][1::2] == [f"Why? {a}" for a in ANSWERED]


@pytest.mark.parametrize("title", ["Actualité d’Yves Morin", "Discours de Paul Roux"])
def test_what_is_somebodys_is_nobody(title: str) -> None:
    assert read_person(title) is None


@pytest.mark.parametrize("name", ["Rose de Paul Bay", "Anne de Jean Roux", "Marie d’Yves Morin"])
def test_a_first_name_before_it_is_somebody(name: str) -> None:
    assert read_person(name) is not None


def test_who_answers_by_initials_does_not_ask() -> None:
    text = "# Portrait\n\n## Yves Morin\n\nJ’ai grandi ici.\n\n" + "".join(
        f"### {q}\n\nY.M. {a}\n\n" for q, a in zip(ASKED, ANSWERED, strict=True)
    )
    assert spoken(read(text))[1:] == interview("Interviewer", "Yves Morin")

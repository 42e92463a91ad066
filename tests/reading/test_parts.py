"""Parts that are each somebody else's: headings, numbers that begin anew, records of fields."""

from __future__ import annotations

from itertools import product
from pathlib import Path

from podcast.model import Debate
from podcast.reading.read import read_bytes
from tests.reading.test_slips_and_questions import ASKED, SAID

GUESTS = ("Paul Reed", "Anna Field", "Louis Marsh")


def read(text: str) -> Debate:
    return read_bytes(text.encode(), Path("x.md"), language="en")


def speakers(text: str) -> list[str]:
    return [turn.speaker for turn in read(text).turns]


def interview(head: str, count: int = 3) -> str:
    said = zip(ASKED[:count], SAID, strict=False)
    return f"## {head}\n\n" + "".join(f"#### {q}\n\n{head.split()[0]}. {a}\n\n" for q, a in said)


def test_each_guest_answers_below_their_heading_whatever_it_says() -> None:
    heads = ("A former head of the mill", "Anna Field, a botanist", "Paul Reed, a builder")
    text = "# Bubbles\n\nWe met three people.\n\n" + "".join(map(interview, heads))
    found = speakers(text)
    assert found[1::2] == [h.split(",")[0] for h, _ in product(heads, range(3))]
    assert set(found[::2]) == {"Interviewer"}


def test_a_heading_inside_a_guests_part_is_of_that_part() -> None:
    parts = [interview("Anna Field, a botanist"), interview("Paul Reed, a builder")]
    text = "# Bubbles\n\n" + "".join(parts).replace(
        f"#### {ASKED[2]}", f"#### Later\n\n#### {ASKED[2]}"
    )
    assert set(speakers(text)) == {"Interviewer", "Anna Field", "Paul Reed"}


def test_bold_questions_below_the_headings_of_guests_are_not_theirs() -> None:
    text = "# Bubbles\n\n" + "".join(
        f"## {guest}\n\n" + "".join(f"**{q}**\n\n{a}\n\n" for q, a in zip(ASKED, SAID, strict=True))
        for guest in GUESTS
    )
    found = speakers(text)
    assert found[::2] == ["Interviewer"] * 18
    assert found[1::2] == [guest for guest in GUESTS for _ in SAID]


MARKED = "".join(
    f"**Question:** {q}\n\n**Answer:** {a}\n\n" for q, a in zip(ASKED, SAID, strict=True)
)


def test_a_quotation_below_a_heading_of_its_own_is_nobody_elses() -> None:
    text = (
        f"# Talks\n\n## Interview with Anna Field\n\n{MARKED}"
        "## A member of the staff\n\n“I cannot say, because I was away.”\n\n"
        f"## Interview with Paul Reed\n\n{MARKED}"
    )
    turns = read(text).turns
    assert [t.speaker for t in turns][::2][:6] == ["Question"] * 6
    quoted = next(t for t in turns if "I was away" in t.paragraphs[-1].text)
    assert (quoted.speaker, len(quoted.paragraphs)) == ("A member of the staff", 1)


def test_numbers_that_begin_anew_below_a_name_are_somebody_elses() -> None:
    text = "Questions about the kiln, sent by post.\n\n" + "".join(
        f"{who}, {30 + n} years old\n\n"
        + "".join(f"{k}) {said}\n\n" for k, said in enumerate(SAID, start=1))
        for n, who in enumerate(GUESTS)
    )
    assert speakers(text) == list(GUESTS)


RECORDS = "".join(
    f"## clip {n}\n\n**Quoted:** {who}, from the mill\n\n**Short quote:** “I could breathe.”\n\n"
    f"**Transcript:**\n\n{SAID[n]}\n\n{SAID[n + 3]}\n\n---\n\n"
    for n, who in enumerate(GUESTS)
)  # fmt: skip


def test_fields_of_records_are_nobody() -> None:
    turns = read(RECORDS).turns
    assert [t.speaker for t in turns] == list(GUESTS)
    assert [[p.text for p in t.paragraphs] for t in turns] == [
        [SAID[n], SAID[n + 3]] for n in range(3)
    ]


def test_people_who_answer_each_other_are_no_fields() -> None:
    text = "".join(
        f"Host: {who}, welcome.\n\nBoth: {a}\n\nHost: And then?\n\nBoth: {b}\n\n"
        for who, a, b in zip(GUESTS, SAID, SAID[3:], strict=False)
    )
    assert speakers(text) == ["Host", "Both"] * 6

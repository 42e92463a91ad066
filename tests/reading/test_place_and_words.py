"""Who speaks is decided by place and repetition; words tip ties; what is doubtful is said."""

from pathlib import Path

import pytest

from podcast.model import Debate
from podcast.reading.labels import heads_a_part
from podcast.reading.read import read_bytes

SAID = (
    "I think we have waited too long before talking about the mill.",
    "The river rises every spring and nobody is surprised any more.",
    "We counted the boats and three of them are missing.",
    "The children walk across because the bus no longer stops here.",
    "You know as well as I do that the banks are a century old.",
)
ADA, TOM = "Ada Marchbank", "Tom Rusk"


def read(text: str) -> Debate:
    return read_bytes(text.encode(), Path("debate.md"), language="en")


def talk(*names: str, form: str = "{}: {}", after: dict[int, str] | None = None) -> str:
    parts = []
    for place, name in enumerate(names):
        parts.append(form.format(name, SAID[place % len(SAID)] + " " + SAID[(place + 2) % 5]))
        if after and place in after:
            parts.append(after[place])
    return "\n\n".join(parts)


def heard(debate: Debate) -> list[str]:
    return [turn.speaker for turn in debate.turns]


def words(debate: Debate) -> str:
    return " ".join(p.text for turn in debate.turns for p in turn.paragraphs)


@pytest.mark.parametrize("form", ["{}: {}", "**{}** {}", "{}\n{}", "[{}] {}"])
def test_people_may_be_called_by_any_word(form: str) -> None:
    names = ["Author", "Scribe"] * 4
    assert heads_a_part("Author")
    assert heard(read(talk(*names, form=form))) == names


def test_what_counts_up_without_anybody_between_is_nobody() -> None:
    rules = "\n\n".join(f"Rule {number}: one person at a time." for number in (1, 2, 3))
    debate = read(talk(ADA, TOM, ADA, TOM, ADA, TOM, after={2: rules}))
    assert heard(debate) == [ADA, TOM] * 3
    assert "Rule 2: one person" in words(debate)


def test_people_who_are_counted_speak_among_others() -> None:
    names = [ADA, "Ferryfan 1", ADA, "Ferryfan 2", ADA, "Ferryfan 3", ADA, TOM, ADA, TOM]
    assert heard(read(talk(*names))) == names


def test_slides_are_marks() -> None:
    slides = [f"**Slide {number}:** {SAID[number % 5]}" for number in range(1, 5)]
    debate = read(talk(ADA, TOM, ADA, TOM, after={0: "\n\n".join(slides)}))
    assert heard(debate) == [ADA, TOM, ADA, TOM]
    assert "Slide" not in words(debate)


def test_who_is_presented_at_the_end_says_nothing_there() -> None:
    end = f"{ADA} is a geographer. She has written three books.\n\n{TOM} is a miller."
    debate = read(talk(ADA, TOM, ADA, TOM) + "\n\n" + end)
    assert heard(debate) == [ADA, TOM, ADA, TOM]
    assert "geographer" not in words(debate)


def test_a_line_before_label_after_label_is_a_running_foot() -> None:
    foot = "Weir Quarterly 14 in spring"
    debate = read(talk(ADA, TOM, ADA, TOM, ADA, TOM, ADA, after={1: foot, 3: foot, 5: foot}))
    assert foot not in words(debate)


def test_a_name_in_the_title_speaks_only_where_it_is_a_label() -> None:
    debate = read(f"{ADA}\nThe memory of water\nA talk with {TOM}\n\n{talk(TOM, ADA, TOM, ADA)}")
    assert heard(debate) == [TOM, ADA, TOM, ADA]


def test_two_take_turns_at_dashes_of_which_some_have_a_name() -> None:
    turns = [("Ada", 1), ("Tom", 0), ("Ada", 0), ("Tom", 1), ("Ada", 0), ("Tom", 0), ("Ada", 1)]
    debate = read("\n\n".join(f"- {n}: {SAID[0]}" if k else f"- {SAID[1]}" for n, k in turns))
    assert heard(debate) == [name for name, _ in turns]
    assert "dashes" in {doubt.kind for doubt in debate.doubts}


def test_what_stands_above_the_heading_of_the_transcript_is_no_speech() -> None:
    talked = "\n\n".join([*SAID, *SAID, *SAID])
    above = f"{ADA} has worked on rivers since 1998. I first met her by the lock."
    below = talk("Audience", ADA, "Audience", ADA)
    debate = read(f"# The long river\n\n{above}\n\n## Transcript\n\n{talked}\n\n{below}")
    assert heard(debate) == [ADA, "Audience", ADA, "Audience", ADA]
    assert "since 1998" not in words(debate)


def test_a_heading_that_says_who_presides_is_no_label() -> None:
    text = (
        "## PRÉSIDENCE DE M. RENÉ NATOT\n\n1. Digues (p. 12).\n\n"
        "## PRÉSIDENCE DE M. LUC BAROU\n\n2. Quais (p. 14).\n\n## PRÉSIDENCE DE M. RENÉ NATOT\n\n"
    )
    names = ("M. le président", f"M. {TOM}", "M. le président", f"Mme {ADA}", "M. le président")
    debate = read(text + talk(*names, form="**{}.** {}"))
    assert heard(debate) == ["René Natot", TOM, "René Natot", ADA, "René Natot"]


def test_who_speaks_once_and_is_called_by_ordinary_words_is_doubted() -> None:
    names = ["Mara", "Theo", "Mara", "Theo", "Mara", "The Worst Part", "Theo", "Mara"]
    kinds = {doubt.kind for doubt in read(talk(*names)).doubts}
    assert "perhaps-nobody" in kinds
    assert "perhaps-nobody" not in {d.kind for d in read(talk(*names[:5])).doubts}


def test_a_long_end_without_labels_is_doubted() -> None:
    end = "\n\n".join(" ".join(SAID) for _ in range(4))
    assert "giant-turn" in {d.kind for d in read(talk(ADA, TOM, ADA, TOM) + "\n\n" + end).doubts}


def test_a_first_person_that_goes_to_nobody_is_doubted() -> None:
    above = "Good evening, and I want to thank you for coming to the mill tonight.\n\nThe mill"
    assert read(above + "\n\n" + talk(ADA, TOM, ADA, TOM)).doubts
    assert not read("The mill\n\n" + talk(ADA, TOM, ADA, TOM)).doubts


def test_dashes_before_the_first_name_are_turns_too() -> None:
    turns = [
        ("Tom", 0),
        ("Ada", 0),
        ("Tom", 0),
        *[("Ada", 1), ("Tom", 1), ("Ada", 0), ("Tom", 0)] * 2,
    ]
    debate = read("\n\n".join(f"- {n}: {SAID[0]}" if k else f"- {SAID[1]}" for n, k in turns))
    assert heard(debate) == [name for name, _ in turns]

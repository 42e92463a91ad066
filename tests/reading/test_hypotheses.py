"""What is a label at one place is one wherever it stands alike."""

from __future__ import annotations

from pathlib import Path

from podcast.model import Debate
from podcast.reading.read import read_bytes


def read(text: str, name: str = "x.md") -> Debate:
    return read_bytes(text.encode(), Path(name))


def said(debate: Debate) -> list[tuple[str, str]]:
    return [(turn.speaker, " / ".join(p.text for p in turn.paragraphs)) for turn in debate.turns]


def test_who_speaks_does_so_in_small_letters_too() -> None:
    debate = read(
        "* Mia: I think that is done, and I can close it today.\n"
        "* Bo: Not quite, one page is missing and I cannot find it.\n"
        "* Mia: Then we wait for you to find it.\n"
        "* Bo: Thank you, I will look again tonight.\n"
        "* mia: I could take the other page in the meantime.\n"
        "* bo: when I look at the plan, I see two ways to do it.\n"
        "    * we could wait, for one\n"
        "* Mia: Good, let us do both of them.\n"
    )
    assert [turn.speaker for turn in debate.turns] == ["Mia", "Bo"] * 3 + ["Mia"]


def test_a_label_inside_a_paragraph_is_written_as_those_that_come_back() -> None:
    debate = read(
        "James: I will get that from the page. How does it look?\n\n"
        "Cora: It looks good to me, let us go on with it.\n\n"
        "James: I have been wanting to mend it for a long time.\n\n"
        "Cora: I know. It shows in every line of it.\n\n"
        "James: You said so last week. Cora: That is right. James: So I did it at once.\n\n"
        "Cora: And I thank you for it. Once: it was long ago.\n"
    )
    assert [turn.speaker for turn in debate.turns] == ["James", "Cora"] * 4
    assert said(debate)[-1] == ("Cora", "And I thank you for it. Once: it was long ago.")


def test_what_hangs_in_an_open_bracket_is_nobody() -> None:
    debate = read(
        "* Garden planning (Ada Roe: 30 min)\n* Paths (Paul Bay: 10 min)\n\n"
        "**Ada Roe:** Welcome to everybody. We have two points today.\n\n"
        "**Paul Bay:** I would like to begin with the paths.\n\n"
        "**Ada Roe:** Please do, we have the time.\n"
    )
    assert [turn.speaker for turn in debate.turns] == ["Ada Roe", "Paul Bay", "Ada Roe"]
    assert {speaker.name for speaker in debate.speakers} == {"Ada Roe", "Paul Bay"}


def test_a_list_of_who_was_there_ends_the_talk() -> None:
    debate = read(
        "**Ada Roe:** Welcome to everybody. We have two points today.\n\n"
        "**Paul Bay:** I would like to begin with the paths.\n\n"
        "**Ada Roe:** Please do, we have the time.\n\n"
        "**Paul Bay:** They are muddy. That is all.\n\n"
        "## Attendees (4 in the room)\n\n"
        "1. Ada Roe (Mill)\n2. Paul Bay (River)\n3. Zoe Cam (Bank)\n4. Ian Fell (Mill)\n"
    )
    assert said(debate)[-1] == ("Paul Bay", "They are muddy. That is all.")
    assert any("Zoe Cam" in piece.text for piece in debate.left_out)


def test_who_breaks_in_has_a_turn_where_the_format_names_the_others() -> None:
    turn = "<turn><person><name>{}</name></person>{}</turn>"
    debate = read(
        "<sitting>"
        + turn.format("Mme Ada Roe", "<p>I call the vote on the first of our points now.</p>")
        + turn.format(
            "M. Paul Bay",
            "<p>I know what you have in mind.</p><p>Une voix: We did try.</p>"
            "<p>Mme Ada Roe: Order, please.</p><p>Note: this is mine.</p><p>Une voix:</p>",
        )
        + turn.format("Mme Ada Roe", "<p>Then the vote is taken, and the point is adopted.</p>")
        + turn.format("M. Paul Bay", "<p>I thank the chair for her patience with all of us.</p>")
        + "</sitting>",
        "x.xml",
    )
    assert [turn.speaker for turn in debate.turns][:4] == [
        "Ada Roe", "Paul Bay", "Une voix", "Ada Roe"
    ]  # fmt: skip
    assert any("Note: this is mine." in text for _, text in said(debate))
    assert any(text.endswith("Une voix:") for _, text in said(debate))  # nothing is lost


def test_headings_present_one_guest_after_the_other() -> None:
    debate = read(
        "# Two gardeners\n\nWe met two people who changed their lives.\n\n"
        "# Lena Stone, who grew up among tomatoes\n\n"
        "I come from a village by the sea and I never left it.\n\n"
        "### Why this school?\n\nI wanted to work outside and to see my work grow.\n\n"
        "### Your first harvest?\n\nTen beans. I ate all of them on the spot.\n\n"
        "# Ada Wells, a retired teacher\n\n"
        "I had never held a spade before I was sixty.\n\n"
        "### Why this school?\n\nMy neighbour told me of it, and I went with her.\n\n"
        "### Your first harvest?\n\nI lost everything to the snails, but I came back.\n"
    )
    answers = [turn.speaker for turn in debate.turns if turn.speaker != "Interviewer"]
    assert answers == ["Lena Stone"] * 3 + ["Ada Wells"] * 3


def test_a_suffix_is_no_second_person_and_a_listed_name_no_role() -> None:
    debate = read(
        "---\nspeakers:\n  - Ada Roe\n  - Ian Fell\n---\n"
        "Ian Fell: Welcome, everybody. We begin with the reports.\n\n"
        "Tom Reed, Jr.: Thank you. I have two of them today.\n\n"
        "Bluebird (Ada Roe): Please go on, we are listening.\n\n"
        "Tom Reed, Jr.: The first one is about the bridge and its state.\n\n"
        "Bluebird (Ada Roe): That was worth waiting for.\n"
    )
    assert [speaker.name for speaker in debate.speakers] == ["Ada Roe", "Ian Fell", "Tom Reed Jr."]


def test_a_bullet_begins_whatever_the_one_above_ends_with_and_a_dash_goes_on() -> None:
    talk = (
        "* Mia: I think that this is done, and that I can close it today\n"
        "* Bo: not quite, one page is missing and I have no idea where it went\n"
    )
    debate = read(
        f"{talk * 3}* Mia: and I was told by her of whom we have spoken so often by now, and I\n"
        "— Mme Ada Roe. She is at home in the law of mills, and in that of weirs and of rivers.\n"
    )
    assert [turn.speaker for turn in debate.turns] == ["Mia", "Bo"] * 3 + ["Mia"]


def test_a_full_name_in_brackets_holds_the_office_before_it() -> None:
    debate = read(
        "**The Lord High Keeper of Weirs and Mills (Ada Roe):** We go on with the weir.\n\n"
        "**Paul Bay:** I thank her for that, and ask when.\n\n"
        "**The Lord High Keeper of Weirs and Mills (Ada Roe):** In the spring, I hope.\n\n"
        "**Paul Bay:** Then I have no further question.\n"
    )
    assert [speaker.name for speaker in debate.speakers] == ["Ada Roe", "Paul Bay"]
    assert debate.speakers[0].role == "The Lord High Keeper of Weirs and Mills"


def test_a_picture_in_brackets_is_nobody() -> None:
    debate = read(
        "Ada Roe: We go on with the weir, and with the mill.\n\n[Slide: what is left]\n\n"
        "Here you see what is left of it.\n\nPaul Bay: I thank her for that, and ask when.\n\n"
        "Ada Roe: In the spring, I hope.\n\nPaul Bay: Then I have no further question.\n"
    )
    assert [turn.speaker for turn in debate.turns] == ["Ada Roe", "Paul Bay"] * 2


def test_numbered_questions_are_asked_where_nobody_has_a_label() -> None:
    debate = read(
        "1. What is a day like at the mill?\n\nI get up at five, and I look at the river.\n\n"
        "2. Do you ever rest?\n\nYes, I do, when the water is low. We sit by the weir.\n\n"
        "3. What would make it easier for you?\n\nI need a second pair of hands.\n"
    )
    assert [turn.speaker for turn in debate.turns] == ["Interviewer", "Guest"] * 3


SAID = ("I see the weir now.", "How high is the water?", "It is up to the mill.", "Then come home.")


def test_a_call_sign_that_comes_back_may_be_a_sound() -> None:
    turns = "".join(f"{('DOOR 3', 'MILL')[n % 2]}: {text}\n\n" for n, text in enumerate(SAID * 3))
    assert [turn.speaker for turn in read(turns, "x.txt").turns] == ["Door 3", "Mill"] * 6


def test_what_never_stands_before_a_sentence_is_a_field() -> None:
    text = "".join(
        f"### The weir, part {n}\n\n- **Tags:** {tags}\n\n"
        + "".join(f"{('Ada', 'Paul')[i % 2]}: {said}\n\n" for i, said in enumerate(SAID))
        for n, tags in enumerate(("old, weir", "weir, fish", "mill", "fish, new", "boats, mill"))
    )
    debate = read(text)
    assert [turn.speaker for turn in debate.turns] == ["Ada", "Paul"] * 10
    assert "Tags" not in " ".join(text for _, text in said(debate))
    assert [piece.kind for piece in debate.left_out if "boats" in piece.text] == ["field"]

"""What editors leave out or set otherwise once: labels of questions, separators, full names."""

from __future__ import annotations

from pathlib import Path

import pytest

from podcast.errors import TranscriptError
from podcast.model import Debate
from podcast.reading.read import read_bytes

SAID = (
    "The kiln was cold for a year, and I had to begin again.",
    "We took the ferry every morning, my sister and I.",
    "Nobody wanted the old loom, so that I mended it.",
    "You never know a river before you have rowed on it.",
    "My mother sold bread there, and I kept the bees.",
    "It cost us two winters, but I am glad of it.",
)
ASKED = (
    "What did you learn there?",
    "How did you come to the village?",
    "Why did you stay?",
    "Who helped you?",
    "When did the work begin?",
    "Would you do it again?",
)


def read(text: str, name: str = "x.md") -> Debate:
    return read_bytes(text.encode(), Path(name), language="en")


def spoken(debate: Debate) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.paragraphs[0].text) for turn in debate.turns]


def by_turns(one: str, other: str, asked: tuple[str, ...] = ASKED) -> list[tuple[str, str]]:
    return [turn for q, a in zip(asked, SAID, strict=True) for turn in ((one, q), (other, a))]


def test_what_stands_above_a_lone_label_is_asked() -> None:
    asked = (*ASKED[:3], "Describe a usual day", *ASKED[4:])
    text = "# A talk between me (Ada Brook) and a weaver (Paul Reed)\n\n" + "".join(
        f"{q}\n\n**Response:** {a}\n\n" for q, a in zip(asked, SAID, strict=True)
    )
    assert spoken(read(text.replace("A talk", "A conversation"))) == by_turns(
        "Ada Brook", "Paul Reed", asked
    )


def test_an_accepted_label_is_one_above_a_list_as_well() -> None:
    text = "".join(
        f"{q}\n\n**Response:**{chr(10) * 2 + '- ' if n == 3 else ' '}{a}\n\n"
        for n, (q, a) in enumerate(zip(ASKED, SAID, strict=True))
    )
    assert len(read(text).turns) == 12


def test_one_who_speaks_below_their_label_asks_nobody() -> None:
    text = "".join(f"**Lena:** {a}\n\n{a[:-1]} still.\n\n" for a in SAID)
    assert {turn.speaker for turn in read(text).turns} == {"Lena"}


def test_what_is_quoted_between_labels_is_asked() -> None:
    text = "".join(
        f"> {q}\n\n**Ann:**\n\n{a}\n\n**Bert:**\n\n{a[:-1]} too.\n\n"
        for q, a in zip(ASKED, SAID, strict=True)
    )
    found = [turn.speaker for turn in read(text).turns]
    assert found == ["Interviewer", "Ann", "Bert"] * 6


def test_a_bold_remark_among_bold_questions_is_said_by_who_asks() -> None:
    asked = (*ASKED[:3], "One always reacts too late", *ASKED[4:])
    text = "# Interview with Lena Field\n\n" + "".join(
        f"**{q}**\n\n{a}\n\n" for q, a in zip(asked, SAID, strict=True)
    )
    assert spoken(read(text)) == by_turns("Interviewer", "Lena Field", asked)


def test_a_short_bold_title_among_bold_questions_is_none() -> None:
    asked = (*ASKED[:3], "Early years", *ASKED[4:])
    text = "# Interview with Lena Field\n\n" + "".join(
        f"**{q}**\n\n{a}\n\n" for q, a in zip(asked, SAID, strict=True)
    )
    assert ("Interviewer", "Early years") not in spoken(read(text))


LABELLED = "".join(f"**Gil Marsh**: {q}\n\n**Lena Field**: {a}\n\n" for q, a in
                   zip(ASKED, SAID, strict=True))  # fmt: skip


def test_a_bold_name_that_a_sentence_is_about_is_no_label() -> None:
    about = "**Lena Field** is a botanist and has lived beside the river since her first book.\n\n"
    assert spoken(read(about + LABELLED)) == by_turns("Gil Marsh", "Lena Field")


def test_a_semicolon_for_a_colon_is_a_slip() -> None:
    plain = LABELLED.replace("**", "").replace(":", " :")
    slipped = plain.replace("Gil Marsh : Why", "Gil Marsh ; Why")
    assert slipped != plain
    assert spoken(read(slipped, "x.txt")) == spoken(read(plain, "x.txt"))


def test_the_letters_of_a_house_are_its_own() -> None:
    text = LABELLED.replace("**Gil Marsh**:", "**The New Hearth**:", 1)
    text = (
        text.replace("Gil Marsh", "NH").replace("Lena Field", "LF").replace("LF", "Lena Field", 1)
    )
    assert spoken(read(text)) == by_turns("The New Hearth", "Lena Field")


PROMPTS = (
    "Tell us about your youth.",
    "Let's speak of the flood.",
    "You left the school early.",
    "Your neighbours say that you never slept.",
    "Describe the mill for us, if you can.",
    "You have been teaching for years.",
)
PLAIN = tuple(q.replace("?", ", and was it what you wanted?") for q in ASKED)


@pytest.mark.parametrize(
    "form",
    [
        "{q}\n\n{a}\n\n", "{q}\n{a}\n", "{q}\n\n- {a}\n\n", "{q}\n\n> {a}\n\n",
        "{q}\n\n*{a}*\n\n", "{q}\n\n**{a}**\n\n", "- {q}\n    - {a}\n", "Q{n}. {q}\n\n{a}\n\n",
    ],
)  # fmt: skip
def test_questions_that_only_end_as_such_are_asked(form: str) -> None:
    text = "".join(
        form.format(q=q, a=a, n=n) for n, (q, a) in enumerate(zip(PLAIN, SAID, strict=True))
    )
    debate = read("The rower of Marsh End\n\n" + text)
    assert [turn.paragraphs[0].text for turn in debate.turns] == [
        said for pair in zip(PLAIN, SAID, strict=True) for said in pair
    ]
    kinds = [doubt.kind for doubt in debate.doubts]
    assert kinds == ([] if form.startswith("Q") else ["question-paragraphs"])


@pytest.mark.parametrize("mark", ["➤", "►", "❓"])
def test_what_begins_with_the_mark_of_questions_is_asked(mark: str) -> None:
    asked = (*ASKED[:3], "Let us go on to the second summer of the works.", *ASKED[4:])
    text = "".join(
        f"{mark} Before you go on, and as it is late,\n{q}\n\nThe river was low, {a}\n\n"
        for q, a in zip(asked, SAID, strict=True)
    )
    debate = read("# Interview with Lena Field\n\n" + text)
    assert [turn.speaker for turn in debate.turns] == ["Interviewer", "Lena Field"] * 6
    assert not debate.doubts


def test_what_mostly_tells_is_no_list_of_questions() -> None:
    text = "".join(f"➤ {a}\n\nThe river was low that year.\n\n" for a in (*SAID, *ASKED[:3]))
    with pytest.raises(TranscriptError):
        read("# On rivers\n\n" + text)


def test_a_sentence_once_taken_for_a_name_leaves_headings_questions() -> None:
    text = "".join(
        f"## {q}\n\n**Lena Field**: {a}\n\n"
        for q, a in zip((*ASKED, *PLAIN), (*SAID, *SAID), strict=True)
    )
    text = text.replace("It cost us", "The Finder, at once. It cost us")
    asked = [turn.speaker for turn in read("# The rower\n\n" + text).turns]
    assert asked.count("Interviewer") == 12


@pytest.mark.parametrize("form", ["**{q}**\n\n{a}\n\n", "### {q}\n\n{a}\n\n"])
def test_what_stands_out_and_speaks_to_somebody_need_not_ask(form: str) -> None:
    text = "".join(form.format(q=q, a=a) for q, a in zip(PROMPTS, SAID, strict=True))
    assert len(read("# The rower\n\n" + text).turns) == 12


def test_an_article_that_asks_itself_is_no_interview() -> None:
    text = "".join(f"{q}\n\nA river is said to begin there, number {q[:3]}.\n\n" for q in PLAIN)
    with pytest.raises(TranscriptError):
        read("# On rivers\n\n" + text)


@pytest.mark.parametrize(
    "form",
    ["{n} | {t}", "{n} → {t}", "{n} / {t}", "{n}, {t}", "@{n} {t}", "~{n}~ {t}", "{n} “{t}”"],
)
def test_any_mark_that_comes_back_parts_names_from_speech(form: str) -> None:
    said = by_turns("Ferryman", "Weaver")
    text = "\n\n".join(form.format(n=who, t=what) for who, what in said)
    assert [who for who, _ in spoken(read(text, "x.txt"))] == [who for who, _ in said]


def test_a_mark_is_none_where_few_paragraphs_have_it() -> None:
    text = "\n\n".join(f"Anne / {a}\n\n{a[:-1]} then.\n\n{a[:-1]} there.\n\n" for a in SAID)
    with pytest.raises(TranscriptError):
        read("# On rivers\n\n" + text)


def test_a_note_at_the_side_is_not_said() -> None:
    note = '<span class="sidenote">Lena Field, <i>Moss</i>, Leaf, 2015.</span>'
    page = "<html><body><h1>Mills</h1>" + "".join(
        f"<p><b>{who}:</b> {what[:-1]} {note} again.</p>"
        for who, what in by_turns("Gil Marsh", "Lena Field")
    )
    debate = read(page + "</body></html>", "x.html")
    assert len(debate.turns) == 12
    assert not any("Moss" in text for _, text in spoken(debate))


def test_links_of_a_wiki_are_the_words_that_they_show() -> None:
    text = LABELLED.replace("**Gil Marsh**", "**[[Gil Marsh]]**").replace(
        "the old loom", "[[Loom of the mill|the old loom]]"
    )
    assert spoken(read(text)) == by_turns("Gil Marsh", "Lena Field")


def test_double_brackets_without_such_a_link_stay_stage_directions() -> None:
    debate = read(LABELLED.replace("I mended it.", "I mended it.\n\n[[Laughter]]"))
    assert [one.text for one in debate.directions] == ["Laughter"]


def test_behind_a_lone_label_is_asked_and_what_stands_below_is_answered() -> None:
    text = "# A conversation with Paul Reed\n\n" + "".join(
        f"**The Gazette:** {q}\n\n{a}\n\nAnd I say so.\n\n"
        for q, a in zip(ASKED, SAID, strict=True)
    )
    assert spoken(read(text)) == by_turns("The Gazette", "Paul Reed")


def test_what_one_says_of_whom_alone_there_are_labels_stays_his() -> None:
    text = "".join(f"Paul Reed: {a}\n\nI say it again.\n\n" for a in SAID)
    assert {turn.speaker for turn in read(text).turns} == {"Paul Reed"}


@pytest.mark.parametrize("marks", ["«  »", "“”", '""'])
def test_questions_in_quotation_marks(marks: str) -> None:
    text = "Interview with Paul Reed\n\n" + "".join(
        f"{marks[0]}{q}{marks[-1]}\n\n{a}\n\n" for q, a in zip(ASKED, SAID, strict=True)
    )
    assert [who for who, _ in spoken(read(text))] == ["Interviewer", "Paul Reed"] * 6


def test_a_mark_that_hardly_stands_elsewhere_parts_a_name_once_as_well() -> None:
    people = ("Jean-Luc Reed", "Lena Field", "Jean-Luc Reed", "Lena Field", "Ada Brook, councillor")
    text = "".join(
        f"{who} | {said}\n\n{said.replace('I', 'we')}\n\nSo it was, and so it stayed.\n\n"
        for who, said in zip(people, SAID, strict=False)
    )
    assert [turn.speaker for turn in read(text, "x.txt").turns] == [
        who.split(",")[0] for who in people
    ]


def test_initials_of_a_name_with_an_apostrophe() -> None:
    text = "".join(
        f"{who}: {said}\n\n"
        for who, said in zip(
            ("Priya O'Dowd", "Lena Field", "P. O.", "L. F.", "P. O.", "L. F."), SAID, strict=True
        )
    )
    assert {turn.speaker for turn in read(text).turns} == {"Priya O'Dowd", "Lena Field"}


def test_full_names_whose_initials_follow_are_labels() -> None:
    names = ("Gil Marsh", "Lena Field", "Ada Brook")
    letters = ("G. M.", "L. F.", "A. B.")
    people = (*names, *letters * 5)
    text = "The hall was full.\n\n" + "".join(
        f"*{who} –* {SAID[n % 6]}\n\n" for n, who in enumerate(people)
    )
    assert [turn.speaker for turn in read(text).turns] == list(names) * 6


def test_numbered_questions_outweigh_a_remark_in_brackets_that_comes_back() -> None:
    text = "# An interview with Paul Reed\n\n" + "".join(
        f"{n}. {q}\n\n{a}\n\n{'[A gust]' if n % 2 else ''}\n\n"
        for n, (q, a) in enumerate(zip(ASKED, SAID, strict=True), start=1)
    )
    assert [who for who, _ in spoken(read(text, "x.txt"))] == ["Interviewer", "Paul Reed"] * 6


def test_a_note_that_comes_back_before_other_names_is_nobody() -> None:
    people = ("Mr. Reed", "Ms. Field", "Dr. Brook")
    text = "".join(
        f"{who}. {said}\n\n{said}\n\n[The prepared statement of {who} on {what} follows:]\n\n"
        for who, said, what in zip(people * 4, SAID * 2, "abcdefghijkl", strict=True)
    )
    assert {turn.speaker for turn in read(text, "x.txt").turns} == set(people)


@pytest.mark.parametrize("people", [("Paul", "Lena", "Ada"), ("Vokari", "Tamolu", "Sebino")])
@pytest.mark.parametrize("label", ["{}: {}", "{} – {}", "**{}** {}"])
def test_names_need_not_come_back_where_all_of_a_short_text_is_set_so(
    people: tuple[str, ...], label: str
) -> None:
    text = "\n\n".join(label.format(who, s) for who, s in zip(people, SAID, strict=False))
    assert [turn.speaker for turn in read(text).turns] == list(people)


def test_headings_of_people_above_headings_that_ask_say_who_answers() -> None:
    people = ("Paul Reed", "Lena Field")
    text = "".join(
        (f"## {people[n // 3]}\n\n" if n % 3 == 0 else "") + f"### {q}\n\n{a}\n\n"
        for n, (q, a) in enumerate(zip(ASKED, SAID, strict=True))
    )
    assert [text for _, text in spoken(read(text))] == [
        part for pair in zip(ASKED, SAID, strict=True) for part in pair
    ]
    assert [who for who, _ in spoken(read(text))][::2] == ["Interviewer"] * 6


def test_a_name_turned_round_is_the_same_persons() -> None:
    listed = "Participants:\n- Reed Paul, mayor\n- Field Lena, deputy\n\n"
    people = ("Paul Reed", "Lena Field") * 3
    talk = "".join(f"{who}: {said}\n\n" for who, said in zip(people, SAID, strict=True))
    assert len({speaker.name for speaker in read(listed + talk, "x.txt").speakers}) == 2
    turned = talk.replace("Lena Field", "Field Lena", 1)
    assert len({turn.speaker for turn in read(turned, "x.txt").turns}) == 2


@pytest.mark.parametrize("name", ["'Oz'", "“Oz”", '"O"', "« Oz »"])
def test_a_name_in_quotation_marks_is_a_label_like_others(name: str) -> None:
    turns = by_turns("Iris", name)
    debate = read("".join(f"* {who}: {said}\n" for who, said in turns))
    assert [speaker for speaker, _ in spoken(debate)] == ["Iris", name.strip("'“”\"« »")] * 6


def test_fields_above_an_interview_are_nobody() -> None:
    turns = by_turns("Interviewer", "Edna")
    fields = "Name: Edna\n\nProfile: Edna mends looms, and has lived by the river for years.\n\n"
    debate = read(fields + "".join(f"{who}: {said}\n\n" for who, said in turns))
    assert spoken(debate) == turns


def test_who_speaks_once_before_the_others_is_somebody() -> None:
    turns = [("Rose", "Good evening, and welcome to all of you."), *by_turns("Ada", "Edna")]
    debate = read("".join(f"{who}: {said}\n\n" for who, said in turns))
    assert spoken(debate) == turns


def test_a_sentence_to_somebody_is_no_label() -> None:
    turns = by_turns("Lady Hall", "Mr Finch")
    turns[3] = (
        "Mr Finch",
        f"{SAID[1]}\n\nMy Lady, that's all by way of introduction.\n\n{SAID[2]}",
    )
    debate = read("".join(f"**{who}**: {said}\n\n" for who, said in turns))
    assert {turn.speaker for turn in debate.turns} == {"Lady Hall", "Mr Finch"}


@pytest.mark.parametrize("mark", ["*", "_", "***", "**"])
def test_emphasis_goes_on_over_lines(mark: str) -> None:
    asked = [f"{q[:-1]},\nand what\ncame of it?" for q in ASKED]
    text = "".join(f"{mark}{q}{mark}\n\n{a}\n\n" for q, a in zip(asked, SAID, strict=True))
    debate = read(text)
    assert not debate.doubts
    assert spoken(debate) == by_turns(
        "Interviewer", "Guest", tuple(" ".join(q.split()) for q in asked)
    )


def test_surnames_of_people_who_have_full_names_are_people() -> None:
    people = ("Omar Siddiqui", "Priya Raghavan", "Ellen Whitcombe")
    text = "".join(
        f"**{who if n < 3 else who.split()[1]}:** “Part {n} weighs ten pounds, as they all do.”\n\n"
        for n, who in enumerate(people * 4)
    )
    assert [turn.speaker for turn in read(text).turns] == list(people * 4)


@pytest.mark.parametrize("mark", [" > ", " / ", " | "])
def test_a_mark_may_stand_behind_an_office_in_brackets(mark: str) -> None:
    people = ("Omar Siddiqui (baker)", "Priya Raghavan (chair of the trust)")
    text = "".join(f"{who}{mark}{said}\n\n" for who, said in zip(people * 3, SAID, strict=True))
    assert [turn.speaker for turn in read(text).turns] == ["Omar Siddiqui", "Priya Raghavan"] * 3


@pytest.mark.parametrize("before", ["[00:01:{n:02}] ", "- ", "- [00:01:{n:02}] ", "00:01:{n:02} "])
def test_a_tab_behind_a_name_that_has_something_before_it(before: str) -> None:
    people = ("Omar Siddiqui (baker)", "Priya Raghavan (chair)")
    text = "".join(
        f"{before.format(n=n)}{who}\t{said}\n"
        for n, (who, said) in enumerate(zip(people * 3, SAID, strict=True))
    )
    assert spoken(read(text, "x.txt")) == [
        (who.partition(" (")[0], said) for who, said in zip(people * 3, SAID, strict=True)
    ]


@pytest.mark.parametrize("label", ["{}:\n", "*{}*\n\n", "**{} (baker)** — "])
def test_what_two_people_with_labels_say_in_quotation_marks_is_no_question(label: str) -> None:
    people = ("Omar", "Priya")
    text = "".join(
        f"{label.format(who)}“{q}”\n\n“{said}”\n\n“{said} It is so.”\n\n"
        for who, q, said in zip(people * 3, ASKED, SAID, strict=True)
    )
    assert [turn.speaker for turn in read(text).turns] == ["Omar", "Priya"] * 3


@pytest.mark.parametrize("label", ["", "**Lena Field:** "])
def test_questions_in_capitals(label: str) -> None:
    asked = (*ASKED[:3], "Now tell us of the mill.", *ASKED[4:])
    text = "# A talk with Lena Field\n\n" + "".join(
        f"{q.upper()}\n\n{label}{a}\n\nI say so. Who would not?\n\n"
        for q, a in zip(asked, SAID, strict=True)
    )
    debate = read(text)
    assert [turn.speaker for turn in debate.turns] == ["Interviewer", "Lena Field"] * 6


def test_a_mark_behind_names_in_lines_that_are_wrapped() -> None:
    people = ("Omar", "Priya")
    text = "# A talk\n\n" + "".join(
        f"{who} / {said} And so we went on,\nas I said, with all that we had then, to the very\n"
        "end of it, which none of us had seen when it began.\n\n"
        for who, said in zip(people * 3, SAID, strict=True)
    )
    assert [turn.speaker for turn in read(text, "x.txt").turns] == ["Omar", "Priya"] * 3


def test_a_word_in_capitals_that_sentences_have_is_nobody() -> None:
    turns = [
        ("MS. HALL:", "I was asked by the SAGE Commission, and by the SAGE people, to speak."),
        ("MR. FINCH:", "Then tell us what the SAGE Commission wants."),
        ("MS. HALL:", "SAGE Commission members want a river, and the SAGE staff a bridge."),
        ("MR. FINCH:", "So we heard, in the SAGE report."),
        ("MS. HALL:", "There is nothing more to say."),
    ]
    text = "\n\n".join(f"{who} {said}" for who, said in turns)
    text = text.replace(
        "MS. HALL: SAGE Commission members", "MS. HALL: Some say so.\n\nSAGE Commission members"
    )
    assert {turn.speaker for turn in read(text, "x.txt").turns} == {"Ms. Hall", "Mr. Finch"}


def test_a_paragraph_that_is_broken_off_is_no_heading() -> None:
    turns = by_turns("Ada", "Edna")
    text = "".join(f"**{who}**: {said}\n\n" for who, said in turns)
    text = text.replace(SAID[1], f"{SAID[1]}\n\nSo then when she went home --")
    debate = read(text)
    assert debate.headings == ()
    assert debate.turns[3].paragraphs[-1].text == "So then when she went home --"


def test_what_stands_in_square_brackets_between_other_labels_happens() -> None:
    talk = "".join(
        f"{who}: {said}\n\n" + "[ Group Work ]\n\nLet us go on, you all.\n\n" * (n % 9 == 3)
        for n, (who, said) in enumerate(zip(("OMAR", "PRIYA") * 15, SAID * 5, strict=True))
    )
    debate = read(talk)
    assert {turn.speaker for turn in debate.turns} == {"Omar", "Priya"}
    assert "Group Work" in {direction.text for direction in debate.directions}
    names = talk.replace("OMAR: ", "[Omar]\n\n").replace("PRIYA: ", "[The Weaver]\n\n")
    assert {"Omar", "The Weaver"} <= {turn.speaker for turn in read(names).turns}


def test_letters_that_a_name_of_one_word_begins_with_are_its_owners_where_it_ends() -> None:
    people = ("Lanterne", "Peter Bilak", *("LA", "PB") * 2)
    text = "".join(f"{who}: {said}\n\n" for who, said in zip(people, SAID, strict=True))
    assert [turn.speaker for turn in read(text).turns] == ["Lanterne", "Peter Bilak"] * 3
    both = text + f"Lanterne: {SAID[0]}\n\n"
    assert len({turn.speaker for turn in read(both).turns}) == 3


@pytest.mark.parametrize("greeting", ["", " Good evening, all of us."])
@pytest.mark.parametrize("named", ["Lena Field", "the weaver"])
def test_who_introduces_a_talk_speaks_to_nobody(greeting: str, named: str) -> None:
    above = f"I went to see {named} in spring, and I asked about the old mill by the river."
    told = "".join(f"{above} {said}{greeting}\n\n" for said in SAID if "you" not in said)
    talk = "".join(f"Q: {q}\n\nLena Field: {said}\n\n" for q, said in zip(ASKED, SAID, strict=True))
    debate = read(told + talk)
    introduced = named == "Lena Field"  # who speaks below: it is an introduction
    assert bool(debate.introduction) == introduced
    assert len(debate.turns) == (13 if greeting and not introduced else 12)
    assert bool(debate.doubts) != introduced


def test_a_list_before_the_talk_is_no_subtitle() -> None:
    talk = "".join(f"Omar: {q}\n\nPriya: {a}\n\n" for q, a in zip(ASKED, SAID, strict=True))
    debate = read("# The mill\n\nWe spoke of three things.\n\n- Wheels\n- Stones\n\n" + talk)
    assert (debate.title, debate.subtitle) == ("The mill", None)


def test_letters_of_a_name_that_is_an_ordinary_word() -> None:
    people = ("Journal", "Peter Bilak", *("JO", "PB") * 2)
    text = "".join(f"{who}: {said}\n\n" for who, said in zip(people, SAID, strict=True))
    assert [turn.speaker for turn in read(text).turns] == ["Journal", "Peter Bilak"] * 3


@pytest.mark.parametrize("label", ["`{}` :", "**{}** >", "**{}** ::", "{}:: ", "**{}** |"])
def test_signs_around_names_are_not_said(label: str) -> None:
    talk = list(zip(("Omar", "Priya") * 3, SAID, strict=True))
    assert spoken(read("".join(f"{label.format(who)} {said}\n\n" for who, said in talk))) == talk


def test_a_question_in_capitals_has_no_name_at_its_start() -> None:
    asked = ["DO YOU HAVE A MILL?", "HAVE YOU SEEN A LOOM?", "DO YOU HAVE A PLAN?"] * 2
    text = "".join(f"{q}\n\n{a}\n\n" for q, a in zip(asked, SAID, strict=True))
    assert {turn.speaker for turn in read(text, "x.txt").turns} == {"Interviewer", "Guest"}


def test_a_quoted_question_goes_on_below_its_mark() -> None:
    text = "".join(
        f"> {q} You told a friend of mine that it was hard, and that\nyou know it still.\n\n{a}\n\n"
        for q, a in zip(ASKED, SAID, strict=True)
    )
    assert [text for _, text in spoken(read(text))][1::2] == list(SAID)


@pytest.mark.parametrize(
    "asked", ['<p class="q">{}</p>', '<div class="q"><p>{}</p></div>', "<dt>{}</dt>"]
)
def test_questions_that_a_class_sets_apart(asked: str) -> None:
    prompts = [f"What was the {thing} for?" for thing in ("mill", "loom", "boat", "kiln", "bell")]
    prompts.insert(3, "Of the village, then.")
    answer = "<dd>{}</dd>" if "dt" in asked else "<p>{}</p>"
    text = "".join(
        asked.format(q) + answer.format(f"{a} Who would not?") + "<p>So it was.</p>" * (n == 2)
        for n, (q, a) in enumerate(zip(prompts, SAID, strict=True))
    )
    text = f"<html><body><main>{text}</main></body></html>"
    assert [turn.speaker for turn in read(text, "x.html").turns] == ["Interviewer", "Guest"] * 6


def test_a_semicolon_in_the_middle_of_a_sentence_is_no_slip() -> None:
    talk = "".join(f"Omar: {q}\nPriya: {a}\n" for q, a in zip(ASKED, SAID, strict=True))
    talk += "Omar: For the mill and its old wheel there spoke Mr.\nPriya ; for the loom I did.\n"
    assert len(read(talk, "x.txt").turns) == 13


@pytest.mark.parametrize("head", ["", "**Talk IV – Nora**\n\n**Nora, 58, a potter**\n\n"])
def test_a_short_answer_between_bold_questions_is_nobodys_name(head: str) -> None:
    said = (*SAID[:3], "Old Mill Lane.", *SAID[4:])
    text = head + "".join(f"**{q}**\n\n{a}\n\n" for q, a in zip(ASKED, said, strict=True))
    debate = read(text)
    assert [turn.speaker for turn in debate.turns] == ["Interviewer", "Guest"] * 6
    assert [turn.paragraphs[0].text for turn in debate.turns][1::2] == list(said)


def test_headings_that_speak_to_those_who_answer_below_are_asked() -> None:
    asked = [
        f"How did you two {verb} the mill?" for verb in "find mend run sell miss paint".split()
    ]
    who = ("Ada", "Paul and Ada", "Paul", "Ada and Paul", "Ada", "Paul")
    text = "".join(
        f"## {q}\n\n*{name} -* {a}\n\n" for q, name, a in zip(asked, who, SAID, strict=True)
    )
    found = spoken(read(text))
    assert [text for _, text in found[::2]] == asked
    assert [name for name, _ in found[1::2]] == [*who[:3], who[1], *who[4:]]


def test_headings_above_a_debate_that_somebody_leads_are_titles() -> None:
    text = "".join(
        f"## What do you do in {month}?\n\n*Ada -* {a}\n\n*Paul -* {q}\n\n"
        for month, q, a in zip(("May", "June", "July", "August"), ASKED, SAID, strict=False)
    )
    assert {turn.speaker for turn in read(text).turns} == {"Ada", "Paul"}


def test_a_profile_above_marked_questions_is_nobody() -> None:
    text = "Respondent: woman, 58\n\n" + "".join(
        f"**Q: {q}**\n\n{'' if a is SAID[-1] else 'A: '}{a}\n\n"
        for q, a in zip(ASKED, SAID, strict=True)
    )
    assert [turn.speaker for turn in read(text).turns] == ["Question", "Answer"] * 6

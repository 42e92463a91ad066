"""What people publish as it comes: slips, marks and lists that a careful reader sees through."""

from __future__ import annotations

from pathlib import Path

import pytest

from podcast.errors import TranscriptError
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


def test_bold_words_that_go_on_a_sentence_ask_nothing() -> None:
    text = "".join(
        f"Ada Brook: Tell me this: {q[:-1]}\n**and why is that, and who told you so?**\n\n"
        f"Paul Reed: {a}\n\n"
        for q, a in zip(ASKED, ANSWERED, strict=True)
    )
    assert [turn.speaker for turn in read(text).turns] == ["Ada Brook", "Paul Reed"] * 4


def test_a_field_below_an_interview_is_nobody() -> None:
    text = "".join(f"* Falcon: {q}\n* Paula: {a}\n" for q, a in zip(ASKED, ANSWERED, strict=True))
    debate = read(text + "\nlast record: A Winter at the Mill, sold in all good bakeries.\n")
    assert {turn.speaker for turn in debate.turns} == {"Falcon", "Paula"}


def test_who_speaks_once_at_the_end_is_somebody() -> None:
    text = "".join(f"* Falcon: {q}\n* Paula: {a}\n" for q, a in zip(ASKED, ANSWERED, strict=True))
    debate = read(text + "* Baker: I only want to thank you all for this evening.\n")
    assert debate.turns[-1].speaker == "Baker"


def test_who_never_speaks_below_a_heading_that_asks_is_who_asks_it() -> None:
    heads = [f"You came a long way, all of you. {q}" for q in ASKED]
    text = "# The mill\n\n"
    for n, (q, a) in enumerate(zip(heads, ANSWERED, strict=True)):
        who, other = ("Mary", "Roman") if n % 2 else ("Roman", "Mary")
        text += f"### {q}\n\n**{who}:**\n\n{a}\n\n**Richard:**\n\nI see, thank you.\n\n"
        text += f"**{other}:**\n\nI would say that {a[0].lower()}{a[1:]}\n\n"
    asked = {" ".join(p.text for p in t.paragraphs): t.speaker for t in read(text).turns}
    assert {asked[q] for q in heads} == {"Richard"}


def test_one_person_who_says_all_of_it_is_doubted_where_somebody_asks() -> None:
    text = "".join(f"Paul Reed: {q} {a}\n\n" for q, a in zip(ASKED, ANSWERED, strict=True))
    assert [doubt.kind for doubt in read(text).doubts] == ["giant-turn"]
    told = "".join(f"Paul Reed: {a}\n\n" for a in ANSWERED)
    assert read(told).doubts == ()


@pytest.mark.parametrize("mark", ["⇒", "→", "➔", "🎙"])
def test_an_arrow_before_a_label_is_a_mark(mark: str) -> None:
    text = "".join(
        f"{mark} The team: {q}\n\n- Reedham: {a}\n\n" for q, a in zip(ASKED, ANSWERED, strict=True)
    )
    assert [turn.speaker for turn in read(text).turns] == ["The team", "Reedham"] * 4


def test_a_round_of_introductions_may_be_set_as_nothing_else_is() -> None:
    towns = [
        *("Reedham", "Acle", "Holt", "Cromer", "Diss", "Wells", "Stalham", "Wroxham"),
        *("Loddon", "Bungay", "Beccles", "Hales"),
    ]
    text = "".join(f"**{t.upper()}**\n\nWe came by train, and we are tired.\n\n" for t in towns)
    for n in range(60):
        q, a = ASKED[n % 4], ANSWERED[n % 4]
        text += f"{towns[n % 2]}: {q}\n\n{towns[2 + n % 2]}: {a}\n\n"
    speakers = {turn.speaker for turn in read(text).turns}
    assert speakers == set(towns)


def test_questions_without_labels_below_the_name_of_who_answers() -> None:
    people = ("Antoine", "Loïck", "Nicolas", "Bilal", "Vincent")
    text = "".join(
        f"## {who}\n" + "".join(f"{q}\n{a}\n" for q, a in zip(ASKED, ANSWERED, strict=True))
        for who in people
    )
    debate = read(text)
    assert spoken(debate) == [turn for who in people for turn in interview("Interviewer", who)]
    assert [doubt.kind for doubt in debate.doubts] == ["question-paragraphs"]


def test_a_letter_below_an_interview_is_by_whom_its_heading_names() -> None:
    text = "---\ntitle: 'Portrait: Marie Passau'\n---\n\n" + "".join(
        f"## {q}\n\n{a}\n\n" for q, a in zip(ASKED, ANSWERED, strict=True)
    )
    turns = spoken(
        read(text + "# A word from Baldwin Lecharlier\n\nDear Marie, I miss the mill.\n")
    )
    assert turns[-1] == ("Baldwin Lecharlier", "Dear Marie, I miss the mill.")
    assert turns[-2][0] == "Marie Passau"


def test_books_below_a_debate_are_nobody() -> None:
    text = "".join(
        f"Ada Brook: {q}\n\nPaul Reed: {a}\n\n"
        for q, a in zip(ASKED * 2, ANSWERED * 2, strict=True)
    )
    books = "Monica Hart, Ivo Reed. A Cry of Joy. Oxford: Mill Press, 2007.\n\n"
    debate = read(text + books + "Mary Cole. Mills. Oxford: Mill Press, 1997.\n")
    assert {turn.speaker for turn in debate.turns} == {"Ada Brook", "Paul Reed"}


def test_two_interviews_below_lines_that_say_with_whom() -> None:
    text = "# Interviews\n\nA word before.\n\n"
    for head in ("Interview with Paul Reed, miller", "Interview with a baker"):
        text += f"{head}\n\n" + "".join(
            f"**{q}**\n\n{a}\n\n" for q, a in zip(ASKED, ANSWERED, strict=True)
        )
    both = interview("Interviewer", "Paul Reed") + interview("Interviewer", "A baker")
    assert spoken(read(text)) == both


def test_a_heading_that_presents_a_guest_is_no_title() -> None:
    text = "".join(
        f"## {who}\n\n"
        + "".join(f"**{q}**\n\n{a}\n\n" for q, a in zip(ASKED, ANSWERED, strict=True))
        for who in ("Interview with Paul Reed", "Interview with Mary Cole")
    )
    assert read(text).title == "x"


def test_struck_words_are_left_out_and_highlighted_ones_said() -> None:
    debate = read(
        "Ada: It is ~~cold~~ warm, ==very== warm, if a==b and c==d.\n\nPaul: Is it?\n\n"
        "~~Ada: I said it was cold.~~\n\nAda: Today it is.\n"
    )
    assert spoken(debate)[0] == ("Ada", "It is warm, very warm, if a==b and c==d.")
    assert len(debate.turns) == 3
    gone = [piece.text for piece in debate.left_out if piece.kind == "deleted"]
    assert gone == ["cold", "Ada: I said it was cold."]


TALK = "".join(
    f"**Ada Brook:** {q}\n\n**Paul Reed:** {a}\n\n"
    for q, a in zip(ASKED * 3, ANSWERED * 3, strict=True)
)


def test_a_heading_that_a_table_of_contents_has_too_is_nobody() -> None:
    heads = (
        "Paul's Journey: From Field to Mill",
        "Inside the Mill: A Tour",
        "The Stones: Old Ones",
    )
    text = "".join(f"- [{head}](#h)\n" for head in heads) + "\n"
    text += "".join(f"## {head}\n\n{TALK}" for head in heads)
    debate = read(text)
    assert {turn.speaker for turn in debate.turns} == {"Ada Brook", "Paul Reed"}
    assert [heading.text for heading in debate.headings][-2:] == list(heads[1:])


def test_a_backslash_at_the_end_of_a_line_breaks_it() -> None:
    text = "".join(
        f"**Ada:** {q}\\\n**Bo:** {a}\\\n\\\n" for q, a in zip(ASKED, ANSWERED, strict=True)
    )
    assert spoken(read(text)) == interview("Ada", "Bo")


def test_first_letters_of_a_name_go_on_for_it() -> None:
    whole, *then = [
        f"**Ada:** {q}\n\n**{{arnold}}:** {a}\n\n**{{abdul}}:** I do.\n\n"
        for q, a in zip(ASKED * 2, ANSWERED * 2, strict=True)
    ]
    text = whole.format(arnold="Arnold", abdul="Abdul")
    text += "".join(part.format(arnold="Ar", abdul="Ab") for part in then)
    assert {turn.speaker for turn in read(text).turns} == {"Ada", "Arnold", "Abdul"}
    later = text + "**Arnold:** I said so.\n\n"  # then “Ar” is another
    assert "Ar" in {turn.speaker for turn in read(later).turns}


def test_a_star_that_nothing_closes_is_no_part_of_a_name() -> None:
    text = "".join(
        f"**LH : {q}**\n\n*CS : {a}{'*' * (n != 1)}\n\n"
        for n, (q, a) in enumerate(zip(ASKED, ANSWERED, strict=True))
    )
    assert [turn.speaker for turn in read(text).turns] == ["LH", "CS"] * 4


@pytest.mark.parametrize("above", ["", "A word with Anne (Brook) on her trade.\n\n"])
def test_who_is_greeted_first_answers_whoever_the_title_names(above: str) -> None:
    first, *others = ASKED
    asked = (f"Good morning, Anne. {first}", *others)
    text = "# Interview with Paul Reed\n\n" + above
    text += "".join(f"### {q}\n\n{a}\n\n" for q, a in zip(asked, ANSWERED, strict=True))
    assert {turn.speaker for turn in read(text).turns} == {"Interviewer", "Anne"}
    named = read(text.replace("(Brook)", "Brook"))
    assert {t.speaker for t in named.turns} == {"Interviewer", "Anne Brook" if above else "Anne"}
    assert "Paul Reed" in {t.speaker for t in read(text.replace("Anne.", "Paul.")).turns}


def test_heads_of_pages_of_short_turns_are_no_labels() -> None:
    page = "THE COURT: Go on.\nTHE WITNESS: I will.\n"
    text = ""
    for n, what in enumerate(
        ("rye", "oats", "wheat", "corn", "stones", "boats", "sacks", "rope") * 2
    ):
        cut = n < 4
        text += f"MR. REED: I ask about the {what} that you\n" if cut else page
        text += f"\n\n\nO5OV{n} Brook - Direct\n" + "took to the mill that day.\n" * cut
    speakers = {turn.speaker for turn in read(text + page).turns}
    assert speakers == {"The Court", "The Witness", "Mr. Reed"}
    assert all("Direct" not in said for _, said in spoken(read(text + page)))


def test_whom_a_title_page_names_behind_by_says_nothing() -> None:
    front = "APPEARANCES\nBY: MICAH B. FERN\nRYAN B. FINN\nBY: SID HARTLEY\nBY: E. SCOTT SHIRE\n\n"
    turns = "THE COURT: Good morning.\nMR. FERN: I am here, your Honor.\n" * 6
    assert {turn.speaker for turn in read(front + turns).turns} == {"The Court", "Mr. Fern"}


def test_words_that_speak_of_two_by_their_first_names_introduce_them() -> None:
    above = (
        "I spent a day at the mill by the river, and you may like what I heard in\n"
        "the end. In this episode, I talk with Alva and Rennik of the mill, who know all\n"
        "there is to know.\n\n"
    )
    talk = "".join(
        f"Alva Brook: {q}\n\nRennik Reed: {a}\n\n" for q, a in zip(ASKED, ANSWERED, strict=True)
    )
    debate = read(f"# The mill\n\n{above}{talk}")
    assert [turn.speaker for turn in debate.turns] == ["Alva Brook", "Rennik Reed"] * 4
    assert " ".join(p.text for p in debate.introduction).endswith("all there is to know.")


def test_a_bold_name_may_stand_behind_a_time() -> None:
    text = "".join(
        f"0:0{n}:01.2 **{who}** {said}\n\n0:0{n}:35.0 I say so again.\n\n"
        for n, (who, said) in enumerate(interview("Ada Brook", "Paul Reed"))
    )
    debate = read(text + "0:09:30.0 **Ada Brook** (laughs)\n\n0:09:35.0 **Paul Reed** So do I.\n")
    assert [turn.speaker for turn in debate.turns] == ["Ada Brook", "Paul Reed"] * 4
    assert debate.directions[-1].text == "laughs"
    assert [one.role for one in debate.speakers] == [None, None]
    assert debate.turns[0].paragraphs[1].text == "I say so again."


def test_a_heading_needs_no_blank() -> None:
    text = "".join(
        f"###{q}\n\n**Ada:** {a}\n\n**Bo:** Me too.\n\n"
        for q, a in zip(ASKED, ANSWERED, strict=True)
    )
    debate = read(text)
    assert [turn.speaker for turn in debate.turns[:3]] == ["Interviewer", "Ada", "Bo"]
    assert debate.turns[0].paragraphs[0].text == ASKED[0]
    assert read(f"{TALK}##1 is what I said.\n").turns[-1].paragraphs[-1].text.startswith("##1")


def test_records_in_a_front_matter_are_a_debate() -> None:
    said = "".join(
        f"- line: '{text}'\n  sec: {n}\n  who: {who}\n"
        for n, (who, text) in enumerate(interview("Ada", "Paul") * 2)
    )
    text = (
        f"---\ntitle: The mill\nguests:\n- paul\ntranscript:\n{said}---\n\nLinks:\n\n* [Paul](p)\n"
    )
    debate = read(text)
    assert (debate.title, spoken(debate)) == ("The mill", interview("Ada", "Paul") * 2)


def test_several_who_speak_at_once_are_nobody_else() -> None:
    text = "".join(
        f"**{who}** (00:00:0{n}): {said}\n\n"
        for n, (who, said) in enumerate(interview("Ada Brook", "Paul Reed"))
    )
    debate = read(
        text
        + "**Overlapping speakers** (00:01:00): Well...\n\n**Ada Brook** (00:01:02): So be it.\n"
    )
    assert [turn.speaker for turn in debate.turns][-2:] == ["Overlapping speakers", "Ada Brook"]


def test_a_front_matter_that_nests_a_value_in_itself_is_no_debate() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{c}: &{c} [*{p}, *{p}, *{p}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True)
    )
    loop = "".join(f"- &r{n}\n  who: Ada\n  more: *r{n}\n" for n in range(12))
    debate = read(
        f"---\ntitle: The mill\n{bomb}transcript:\n{loop}---\n\nAda: I row.\n\nBo: I swim.\n"
    )
    assert spoken(debate) == [("Ada", "I row."), ("Bo", "I swim.")]


def test_a_time_beside_text_makes_no_captions() -> None:
    turns = interview("**Speaker 0**", "**Speaker 1**")
    text = "".join(f"00:0{n}:15.1 {who} {said}\n\n" for n, (who, said) in enumerate(turns))
    text = text.replace("00:02:15.1", "00:01:19,880 --> 00:02:15.1")
    debate = read(text)
    assert [turn.speaker for turn in debate.turns] == ["Speaker 0", "Speaker 1"] * 4


def test_stray_nuls_are_no_reason_to_refuse_a_text() -> None:
    text = "".join(f"{who}: {said}\n\n" for who, said in interview("Ada", "Paul"))
    data = text.encode().replace(b"boat", b"bo\x00at", 1)
    assert "I came by boat" in str(read_bytes(data, Path("x.txt")).turns)


def test_items_of_a_list_are_nobody() -> None:
    text = "".join(
        f"Ms Roe: {q}\n\nMr Reed: {a} I say three things:\n\n(i) rye is dear;\n\n(ii) oats are not;"
        "\n\n(iii) nobody wants either.\n\n(iv) That is all.\n\n"
        for q, a in zip(ASKED, ANSWERED, strict=True)
    )
    assert {turn.speaker for turn in read(text).turns} == {"Ms Roe", "Mr Reed"}


def test_acronyms_that_somebody_explains_are_said() -> None:
    said = (
        "We signed the Letter of Agreement (LOA), which the Mill Owners Union (MOU) wanted, and"
        " then the long talks about rye and oats began again, with the Standard Order of Grinding"
        " (SOG) and, as everybody in this room knows, without the stones that we were promised."
    )
    turns = [*interview("Ada Brook", "Paul Reed"), ("Ada Brook", said)]
    debate = read("".join(f"{who}: {text}\n\n" for who, text in turns))
    assert spoken(debate)[-1] == ("Ada Brook", said)
    assert read(f"Ada Brook: {said}\n\n{said}\n\nPaul Reed: I see.\n").left_out[0].kind == "name"


def test_a_rare_word_before_a_name_is_no_part_of_it() -> None:
    turns = interview("REED", "BROOK") * 12
    text = "".join(f"{who}: {said}\n\n" for who, said in turns)
    text += "MORE BROOK: I have not finished.\n\nREED: Thank you.\n"
    assert {turn.speaker for turn in read(text).turns} == {"Reed", "Brook"}


def test_few_turns_are_doubted() -> None:
    told = "He wrote many books about the river and its mills. They are read today. " * 8
    text = f"# The river\n\nAda Brook: {told}\n\nPaul Reed: {told}\n"
    assert [doubt.kind for doubt in read(text).doubts] == ["few-turns"]


@pytest.mark.parametrize(
    "text",
    [
        "## Wrapping up\n\nThe mill was sold. Nobody bought it.\n\n## Further notes\n\nNone.\n",
        "# We sign\n\n" + "".join(f"{n} Brook: miller\n\n" for n in
        ("Ada", "Paul", "Jane", "Emma", "Mary", "John", "Peter", "Anna", "Kate", "Lucy", "Mark")),
    ],
)  # fmt: skip
def test_headings_and_signatures_are_no_debate(text: str) -> None:
    with pytest.raises(TranscriptError, match="nobody speaks"):
        read(text)


def test_remarks_over_lines_that_are_cut_anywhere_are_read() -> None:
    words = (
        "Thank you all for coming, and welcome to the mill. I am glad to see you here today. We"
        " shall hear from two of you. I would like to say a word about the river first, because"
        " you all know it, and I have lived beside it for forty years. I remember when my uncle"
        " rowed, and you could see the fish below. Then the weir came. I was against it. You may"
        " have been for it, and I thank you for telling me so. I have nothing else to say, but"
        " that I hope that you will speak as you like, and that we part as friends."
    ).split()
    cut = "\n\n".join(" ".join(words[i : i + 9]) for i in range(0, len(words), 9))
    turns = "".join(
        f"MS. ROE: {q}\n\nMR. REED: {a}\n\n" for q, a in zip(ASKED, ANSWERED, strict=True)
    )
    debate = read(f"Hearing on the mill\n\n{cut}\n\n{turns}")
    assert debate.turns[0].words == len(words)
    assert [doubt.kind for doubt in debate.doubts] == ["text-before-speech"]


def test_a_label_over_two_lines_is_one() -> None:
    text = "".join(
        f"Mr Reed: {q}\n\nThe Minister of Mills, Rivers and Solidarity\n(Mrs A. Brook): {a}\n\n"
        for q, a in zip(ASKED, ANSWERED, strict=True)
    )
    assert spoken(read(text)) == interview("Mr Reed", "A. Brook")


def test_who_examines_is_right_below_paragraphs_that_are_cut() -> None:
    head = "".join(f"MR. REED: {q} MS. LANE: {a} MR. REED: I see.\n\n" for q, a in
                   zip(ASKED, ANSWERED, strict=True))  # fmt: skip
    first = "".join(f"Q. {q}\n\nA. {a}\n\n" for q, a in zip(ASKED, ANSWERED, strict=True))
    text = f"{head}BY MS. POND:\n\n{first}BY MR. REED:\n\n{first}"
    asked = [turn.speaker for turn in read(text).turns if turn.paragraphs[0].text == ASKED[0]]
    assert asked == ["Mr. Reed", "Ms. Pond", "Mr. Reed"]


def test_short_questions_ask_where_longer_ones_do_and_names_may_begin_as_words_do() -> None:
    asked = (
        "Qui es-tu ?",
        "Pourquoi as-tu voulu venir au moulin ?",
        "Et que fais-tu l'hiver ici ?",
    )
    said = ("Je suis Denise Brun.", "Parce que je l'aime, voilà.", "Je répare ma roue, et je lis.")
    text = "# Le moulin, interview de Denise, meunière\n\n" + "".join(
        f"**{q}** {a}\n\n" for q, a in zip(asked, said, strict=True)
    )
    debate = read(text, "fr")
    assert spoken(debate)[:2] == [("Journaliste", "Qui es-tu ?"), ("Denise Brun", said[0])]


def test_captions_in_which_nobody_is_named_are_no_interview() -> None:
    cues = "".join(
        f"00:0{n}:00.000 --> 00:0{n}:05.000\n{q} {a}\n\n"
        for n, (q, a) in enumerate(zip(ASKED * 2, ANSWERED * 2, strict=True))
    )
    with pytest.raises(TranscriptError, match="nobody speaks"):
        read_bytes(f"WEBVTT\n\n{cues}".encode(), Path("x.vtt"))


def test_a_word_in_bold_behind_a_name_is_said() -> None:
    text = "".join(f"**{who}** {said}\n\n" for who, said in interview("Ada Brook", "Paul Reed"))
    text += "**Ada Brook Yeah**, and that is all.\n\n**Paul Reed** Thank you.\n"
    assert spoken(read(text))[-2] == ("Ada Brook", "Yeah, and that is all.")


def test_introductions_are_whole_sentences_about_the_talk() -> None:
    text = (
        "# The mill\n\nNo part of this document may be reproduced or stored in any form or by any"
        " means.\n\nyour first time. Ada Brook is there, and the meeting is open to all of you.\n\n"
        "Ada Brook has run the mill since it opened, and Paul Reed has asked her why.\n\n"
    )
    text += "".join(f"**{who}**: {said}\n\n" for who, said in interview("Paul Reed", "Ada Brook"))
    assert [p.text[:18] for p in read(text).introduction] == ["Ada Brook has run "]


def test_headings_that_come_again_and_again_are_no_chapters() -> None:
    parts = ("weir", "wheel", "stones", "barn", "boat", "river", "road", "garden")
    text = "# The mill\n\n" + "".join(
        f"## The {part}\n\nAda: {q}\n\nPaul: {a}\n\n## Back to top\n\n"
        for part, q, a in zip(parts, ASKED * 2, ANSWERED * 2, strict=True)
    )
    assert [heading.text for heading in read(text).headings] == [f"The {part}" for part in parts]


def test_a_player_above_a_text_takes_none_of_it() -> None:
    turns = "".join(f"{who}: {said}\n\n" for who, said in interview("Ada", "Paul"))
    text = f'<audio controls src="mill.m4a"></audio>\n___\n{turns}'
    assert spoken(read(text)) == interview("Ada", "Paul")


def test_the_labels_of_the_first_question_and_answer_are_whose_all_others_are() -> None:
    turns = list(zip(ASKED * 2, ANSWERED * 2, strict=True))
    text = f"# The mill\n\n**_Felix_: {turns[0][0]}**\n\n**Ada:** {turns[0][1]}\n\n"
    text += "".join(f"**{q}**\n\n{a}\n\n" for q, a in turns[1:])
    assert [turn.speaker for turn in read(text).turns] == ["Felix", "Ada"] * 8


def test_bold_that_is_closed_on_the_line_below() -> None:
    text = "# The mill\n\n" + "".join(
        f"**{q}\n**Ada: {a}\n\n" for q, a in zip(ASKED, ANSWERED, strict=True)
    )
    assert spoken(read(text)) == interview("Interviewer", "Ada")
